// One example as it is seen: the request with its slots, the label, and how it came to be.
"use strict";

const make = (tag, attributes, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside.filter((one) => one !== null));
  return element;
};

// Signs that are not seen, or that turn the order of others round, written out.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

const showText = (text) =>
  text
    .split(new RegExp(`(${UNSEEN.source})`))
    .filter(Boolean)
    .map((part) => {
      if (!UNSEEN.test(part)) return part;
      const number = part.charCodeAt(0).toString(16).padStart(4, "0");
      return make("span", { class: "sign", title: `the sign U+${number.toUpperCase()}` }, `\\u${number}`);
    });

const cutRequest = (text, spans) => {
  const signs = Array.from(text);
  const pieces = [];
  let end = 0;
  for (const span of spans.slice().sort((one, other) => one.start - other.start)) {
    if (span.start < end) continue;
    pieces.push(...showText(signs.slice(end, span.start).join("")));
    const said = showText(signs.slice(span.start, span.end).join(""));
    pieces.push(make("mark", { class: `c${span.colour}` }, ...said, make("small", {}, ...showText(span.slot))));
    end = span.end;
  }
  return [...pieces, ...showText(signs.slice(end).join(""))];
};

// JSON text, with line breaks and colours; numbers stay as they are written.
const showJson = (text) => {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  const pieces = [];
  let depth = 0;
  const breakLine = () => pieces.push(`\n${"  ".repeat(depth)}`);
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    if (token === "{" || token === "[") {
      pieces.push(token);
      depth += 1;
      if (next !== "}" && next !== "]") breakLine();
    } else if (token === "}" || token === "]") {
      depth -= 1;
      if (tokens[at - 1] !== "{" && tokens[at - 1] !== "[") breakLine();
      pieces.push(token);
    } else if (token === ",") {
      pieces.push(token);
      breakLine();
    } else if (token === ":") pieces.push(": ");
    else {
      const kind = token[0] !== '"' ? "literal" : next === ":" ? "key" : "string";
      pieces.push(make("span", { class: kind }, ...showText(token)));
    }
  });
  return pieces;
};

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const showDay = (iso) => `${WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? ""} ${iso}`;

const address = (key, value) => `#${new URLSearchParams([[key, value]])}`;

const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = make("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = before), 1500);
};

// What a facet of the pack's own is called.
const nameFacet = (column) => {
  const name = column.slice("facets.".length).replaceAll("_", " ");
  return name.charAt(0).toUpperCase() + name.slice(1);
};

// The rows of how an example came to be: name, and what stands beside it.
const listOrigins = (store, at, isVouched) => {
  const shown = (name) => {
    const value = store.value(at, name);
    return value === null || (Array.isArray(value) && !value.length) ? null : listShown(value).join(", ");
  };
  const linked = (key, name) => {
    const value = store.value(at, name);
    return value === null ? null : make("a", { href: address(key, value) }, ...showText(value));
  };
  const place = store.place(at);
  const parent = store.value(at, "source.parent");
  const isHere = store.byId.has(parent);
  return [
    ["Family", store.byKey.has("family") ? linked("family", "source.family") : shown("source.family")],
    ["Template", linked("template", "source.template")],
    ["Stands in", place ? place[0] : store.value(at, "source.template") ? "not in the pack as it is now" : null],
    ["As written", place ? make("code", {}, ...showText(place[1])) : null],
    ["Group", store.text(at, "source.group") === store.text(at, "source.template") ? null : linked("group", "source.group")],
    ["Comes of", parent && isHere ? make("a", { href: address("id", parent) }, parent) : parent],
    ["Source", shown("source.kind")],
    ["Model", shown("source.model")],
    ["Prompt", shown("source.prompt")],
    ["Style", shown("facets.style")],
    ["Edge cases", shown("facets.edge_cases")],
    ["Wordings", shown("facets.wordings")],
    ...Array.from(store.columns.keys())
      .filter((name) => name.startsWith("facets.") && !/^facets\.(action|style|edge_cases|wordings)$/.test(name))
      .map((name) => [nameFacet(name), shown(name)]),
    ["Label", isVouched ? "proven when it was made; no faults" : "not known whether it is right"],
  ].filter(([, value]) => value !== null && value !== "");
};

const makeCard = (store, at, isVouched) => {
  const id = store.ids[at];
  const badge = (key, name) =>
    store.byKey.has(key) && make("a", { href: address(key, store.value(at, name)) }, store.value(at, name));
  const origins = listOrigins(store, at, isVouched).map(([name, value]) => [
    make("dt", {}, name),
    make("dd", { dir: "auto" }, ...(typeof value === "string" ? showText(value) : [value])),
  ]);
  const link = `${location.href.split("#")[0]}${address("id", id)}`;
  return make(
    "article",
    { class: "example", id: `x-${id}`, tabindex: "-1", "aria-labelledby": `t-${id}` },
    make(
      "div",
      { class: "said" },
      make("h3", { class: "request", id: `t-${id}`, dir: "auto" }, ...cutRequest(store.requests[at], store.spans(at))),
      make(
        "p",
        { class: "meta" },
        make("span", {}, `on ${showDay(store.value(at, "reference_date"))}`),
        badge("category", "category") || null,
        badge("split", "split") || null,
        badge("family", "source.family") || null,
      ),
      make(
        "details",
        {},
        make("summary", {}, "How it came to be"),
        make("dl", {}, ...origins.flat()),
      ),
      make(
        "p",
        { class: "does" },
        make("a", { href: address("id", id), "aria-label": `Only this example, ${id}` }, make("code", {}, id)),
        make("button", { type: "button", onclick: (event) => copy(link, event.currentTarget) }, "Copy link"),
        make("button", { type: "button", onclick: (event) => copy(store.record(at), event.currentTarget) }, "Copy JSON"),
      ),
    ),
    make("pre", { class: "label", role: "figure", "aria-label": "Label", dir: "auto" }, ...showJson(store.outputs[at])),
  );
};
