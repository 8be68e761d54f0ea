// The examples: unpacked, searched, chosen, counted and put in order. Knows nothing of the page.
"use strict";

const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
};

// A value as a filter has it: each of a list, each pair of an object, or the one that it is.
const listShown = (value) => {
  const show = (one) => (typeof one === "string" ? one : JSON.stringify(one));
  if (value === null) return [];
  if (Array.isArray(value)) return value.map(show);
  if (typeof value === "object") return Object.entries(value).map(([key, one]) => `${key}: ${show(one)}`);
  return [show(value)];
};

// The values as a filter lists them: in the order that is told, those that are not in it behind, the commonest first.
const listValues = (values, order, totals) => {
  const ranks = new Map(order.map((value, rank) => [value, rank]));
  const rank = (code) => ranks.get(values[code]) ?? order.length;
  const codes = values.map((_, code) => code);
  return codes.sort((one, other) => rank(one) - rank(other) || totals[other] - totals[one]).map((code) => values[code]);
};

const makeFilter = (told, column) => {
  const places = new Map();
  const place = (shown) => {
    if (!places.has(shown)) places.set(shown, places.size);
    return places.get(shown);
  };
  const lists = column.values.map((text) => Array.from(new Set(listShown(JSON.parse(text)).map(place))));
  const none = [];
  const codes = column.at.map((at) => (at < 0 ? none : lists[at]));
  const totals = new Uint32Array(places.size);
  for (const list of codes) for (const code of list) totals[code] += 1;
  const values = Array.from(places.keys());
  return { ...told, values, places, codes, listed: listValues(values, told.order, totals) };
};

// What a search does not tell apart: case, straight quotes and curly ones, double quotes and none, blanks and line breaks,
// and the blanks with which JSON is shown and without which it is packed.
const FOLDS = /(\\?["“”„]|(?<=[:,{[])\s+|\s+(?=[\]}]))|(\s{2,}|[^\S ])|[‘’]/g;
const foldPart = (_, dropped, blank) => (dropped ? "" : blank ? " " : "'");
const fold = (text) => text.toLowerCase().replace(FOLDS, foldPart);

// The same, and where each of its signs begins and ends in the text.
const SIGNS = new RegExp(`${FOLDS.source}|([^])`, "gu");
const foldWithPlaces = (text) => {
  const told = { folded: "", begins: [], ends: [] };
  for (const match of text.matchAll(SIGNS)) {
    const made = match[3] ? match[3].toLowerCase() : foldPart(...match);
    told.folded += made;
    for (let unit = 0; unit < made.length; unit += 1) {
      told.begins.push(match.index);
      told.ends.push(match.index + match[0].length);
    }
  }
  return told;
};

// What is searched for: words, phrases in quotes, and either behind the name of a field and a colon, as a label is shown.
// A phrase that is not closed goes to the end.
const CHUNKS = /(?:(?:"[^"]+"|[^\s":]+):\s*)*(?:"[^"]+"|[^\s"]+)/g;
const splitWords = (text) => {
  const straight = text.replace(/[“”„]/g, '"');
  const closed = straight.split('"').length % 2 ? straight : `${straight}"`;
  return (closed.match(CHUNKS) ?? []).map(fold).filter((word) => word.trim());
};

// A number that looks drawn at random, the same for the same text and draw.
const drawNumber = (text, draw) => {
  let hash = Math.imul(draw, 0x9e3779b1) ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
};

class Store {
  constructor(text) {
    const lines = text.split("\n");
    const head = JSON.parse(lines[0]);
    this.n = head.ids.length / 16;
    this.ids = Array.from({ length: this.n }, (_, at) => head.ids.slice(16 * at, 16 * at + 16));
    this.inputs = lines.slice(1, this.n + 1);
    this.requests = this.inputs.map((line) => JSON.parse(line));
    this.outputs = lines.slice(this.n + 1, 2 * this.n + 1);
    this.slots = head.slots;
    this.packedSpans = head.spans;
    this.columns = new Map(head.columns.map((column) => [column.name, column]));
    this.filters = head.offered.map((told) => makeFilter(told, this.columns.get(told.column)));
    this.byKey = new Map(this.filters.map((filter) => [filter.key, filter]));
    this.places = head.places;
    this.byId = new Map(this.ids.map((id, at) => [id, at]));
    this.texts = this.requests.map((request, at) => fold(`${request}\n${this.outputs[at]}\n${this.ids[at]}`));
  }

  // The JSON text of a column's value, null where the example has none.
  text(at, name) {
    const column = this.columns.get(name);
    const place = column ? column.at[at] : -1;
    return place < 0 ? null : column.values[place];
  }

  value(at, name) {
    return JSON.parse(this.text(at, name) ?? "null");
  }

  // Where the template stands in the pack now, and what its author wrote; null where it is gone.
  place(at) {
    return this.places[this.columns.get("source.template").at[at]];
  }

  spans(at) {
    const packed = this.packedSpans[at];
    return Array.from({ length: packed.length / 3 }, (_, one) => {
      const [slot, start, length] = packed.slice(3 * one, 3 * one + 3);
      return { slot: this.slots[slot], colour: slot % 8, start, end: start + length };
    });
  }

  // The record to the letter, as a line of the file.
  record(at) {
    const inner = (prefix) =>
      Array.from(this.columns.keys())
        .filter((name) => name.startsWith(prefix) && this.text(at, name) !== null)
        .map((name) => `${JSON.stringify(name.slice(prefix.length))}:${this.text(at, name)}`)
        .join(",");
    const spans = this.spans(at).map(({ slot, start, end }) => JSON.stringify({ slot, start, end }));
    return (
      `{"id":"${this.ids[at]}","category":${this.text(at, "category")},` +
      `"reference_date":${this.text(at, "reference_date")},"history":${this.text(at, "history")},` +
      `"input":${this.inputs[at]},"output":${this.outputs[at]},"spans":[${spans.join(",")}],` +
      `"facets":{${inner("facets.")}},"source":{${inner("source.")}},"split":${this.text(at, "split")}}`
    );
  }

  // The examples that have all words and one of the values chosen in each filter; and for every value how many there
  // would be, if of its own filter nothing were chosen.
  choose(words, chosen) {
    const active = Array.from(chosen, ([key, values]) => {
      const filter = this.byKey.get(key);
      const wanted = new Uint8Array(filter.values.length);
      for (const value of values) if (filter.places.has(value)) wanted[filter.places.get(value)] = 1;
      return { filter, wanted };
    });
    const counts = new Map(this.filters.map((filter) => [filter.key, new Uint32Array(filter.values.length)]));
    const hits = [];
    for (let at = 0; at < this.n; at += 1) {
      const text = this.texts[at];
      if (!words.every((word) => text.includes(word))) continue;
      const missed = active.filter(({ filter, wanted }) => !filter.codes[at].some((code) => wanted[code]));
      if (missed.length > 1) continue;
      if (!missed.length) hits.push(at);
      for (const filter of missed.length ? [missed[0].filter] : this.filters) {
        const count = counts.get(filter.key);
        for (const code of filter.codes[at]) count[code] += 1;
      }
    }
    return { hits, counts };
  }

  sort(hits, order, draw) {
    const by = (key) => {
      const keys = new Map(hits.map((at) => [at, key(at)]));
      return hits.sort((one, other) => keys.get(one) - keys.get(other) || one - other);
    };
    if (order === "shortest") return by((at) => this.requests[at].length);
    if (order === "longest") return by((at) => -this.requests[at].length);
    if (order === "drawn") return by((at) => drawNumber(this.ids[at], draw));
    return hits;
  }
}
