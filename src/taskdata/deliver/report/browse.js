// The examples on the page: what is searched and chosen, the list of what is found, the keys, and the address.
"use strict";

const PAGE = 50;

// The ranges of an element that say one of the words, whatever nodes they stand in; the names of slots are not looked at.
const findWords = (element, words) => {
  const nodes = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest("small")) nodes.push(walk.currentNode);
  const { folded, begins, ends } = foldWithPlaces(nodes.map((node) => node.data).join(""));
  const ranges = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      ranges.push(...makeRanges(nodes, begins[at], ends[at + word.length - 1]));
    }
  }
  return ranges;
};

// A range in each of the nodes that have a part of their joint text from `begin` to `end`.
const makeRanges = (nodes, begin, end) => {
  const ranges = [];
  let start = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(begin - start, 0), Math.min(end - start, node.length)];
    start += node.length;
    if (from >= to) continue;
    const range = new Range();
    range.setStart(node, from);
    range.setEnd(node, to);
    ranges.push(range);
  }
  return ranges;
};

const browse = (store) => {
  const byId = (id) => document.getElementById(id);
  const browser = byId("browser");
  const form = byId("search");
  const list = byId("list");
  const isVouched = browser.dataset.vouched === "yes";
  const plain = new Intl.NumberFormat("en").format;
  const state = { words: "", chosen: new Map(), order: "file", draw: 1, page: 1, id: null };
  let found = { hits: [], counts: new Map() };

  const readAddress = () => {
    const told = new URLSearchParams(location.hash.slice(1));
    state.words = told.get("q") ?? "";
    state.order = told.get("sort") ?? "file";
    state.draw = Math.trunc(Number(told.get("draw"))) || 1;
    state.page = Math.trunc(Number(told.get("page"))) || 1;
    state.id = told.get("id") || null;
    state.chosen = new Map();
    for (const [key, value] of told) if (store.byKey.get(key)?.places.has(value)) choose(key, value, true);
  };

  const writeAddress = () => {
    const told = new URLSearchParams();
    if (state.id !== null) told.set("id", state.id);
    if (state.words) told.set("q", state.words);
    for (const [key, values] of state.chosen) for (const value of values) told.append(key, value);
    if (state.order !== "file") told.set("sort", state.order);
    if (state.order === "drawn") told.set("draw", state.draw);
    if (state.page > 1) told.set("page", state.page);
    history.replaceState(null, "", `#${told.size ? told : "examples"}`);
  };

  const choose = (key, value, isChosen) => {
    const values = state.chosen.get(key) ?? new Set();
    if (isChosen) values.add(value);
    else values.delete(value);
    if (values.size) state.chosen.set(key, values);
    else state.chosen.delete(key);
  };

  // Filters: a fieldset each, its boxes made once and then only counted anew.
  const boxes = new Map();
  const folds = new Map();
  const makeBox = (filter, value) => {
    const input = make("input", { type: "checkbox", name: filter.key, value });
    const count = make("span", { class: "count" });
    const label = make("label", {}, input, make("span", { class: "value", dir: "auto" }, ...showText(value || "(empty)")), count);
    boxes.get(filter.key).set(value, { input, count, label, told: null });
    return label;
  };
  const makeFilters = () => {
    for (const filter of store.filters.filter((one) => !one.is_hidden)) {
      boxes.set(filter.key, new Map());
      const inside = filter.listed.map((value) => makeBox(filter, value));
      const chosen = make("span", { class: "chosen" });
      const details = make(
        "details",
        { open: ["split", "category"].includes(filter.key), "data-key": filter.key },
        make("summary", {}, ...showText(filter.heading), chosen),
        make("fieldset", {}, make("legend", { class: "unseen" }, ...showText(filter.heading)), ...inside),
      );
      details.addEventListener("toggle", () => showBoxes(filter));
      folds.set(filter.key, { details, chosen });
      byId("filters").append(details);
    }
  };

  // Boxes that are folded away are brought up to date when they are unfolded: there are hundreds.
  const showBoxes = (filter) => {
    if (!folds.get(filter.key).details.open) return;
    const counts = found.counts.get(filter.key);
    const values = state.chosen.get(filter.key);
    for (const [value, box] of boxes.get(filter.key)) {
      const count = counts[filter.places.get(value)];
      const isChosen = values?.has(value) ?? false;
      if (box.input.checked !== isChosen) box.input.checked = isChosen;
      if (box.told === count) continue;
      box.told = count;
      box.count.textContent = plain(count);
      box.label.classList.toggle("none", !count);
    }
  };

  const showFilters = () => {
    for (const [key, { details, chosen }] of folds) {
      const values = state.chosen.get(key);
      const told = values ? `${values.size} chosen` : "";
      if (chosen.textContent !== told) chosen.textContent = told;
      if (values) details.open = true;
      showBoxes(store.byKey.get(key));
    }
  };

  const showChips = () => {
    const chips = Array.from(state.chosen).flatMap(([key, values]) =>
      Array.from(values, (value) => {
        const name = `${store.byKey.get(key).heading}: ${value}`;
        const drop = () => {
          choose(key, value, false);
          change();
          form.elements.words.focus();
        };
        const button = make("button", { type: "button", onclick: drop, "aria-label": `Take away ${name}` }, ...showText(name), " ✕");
        return make("li", {}, button);
      }),
    );
    byId("chips").replaceChildren(...chips);
  };

  const countPages = () => Math.max(1, Math.ceil(found.hits.length / PAGE));

  const tell = () => {
    if (state.id !== null) {
      const known = store.byId.has(state.id);
      return known ? `One example, by its link: ${state.id}.` : `There is no example ${state.id} in this page.`;
    }
    const whole = `${plain(found.hits.length)} of ${plain(store.n)} examples`;
    if (!found.hits.length) return `${whole}. Nothing has all of this; take a filter or a word away.`;
    const first = (state.page - 1) * PAGE;
    const last = Math.min(found.hits.length, first + PAGE);
    return found.hits.length > PAGE ? `${whole}; ${plain(first + 1)} to ${plain(last)} are shown` : whole;
  };

  const showList = () => {
    const one = store.byId.get(state.id);
    const shown = state.id !== null ? (one === undefined ? [] : [one]) : found.hits.slice((state.page - 1) * PAGE, state.page * PAGE);
    list.replaceChildren(...shown.map((at) => makeCard(store, at, isVouched)));
    if (state.id !== null) {
      const back = make("button", { type: "button", onclick: () => leave(true) }, `Back to all ${plain(found.hits.length)}`);
      list.prepend(make("p", { class: "back" }, back));
      for (const details of list.querySelectorAll("details")) details.open = true;
    }
    const pages = countPages();
    byId("pager").hidden = state.id !== null || pages < 2;
    byId("page").textContent = `Page ${plain(state.page)} of ${plain(pages)}`;
    for (const button of byId("pager").querySelectorAll("button")) {
      const next = state.page + Number(button.dataset.step);
      button.disabled = next < 1 || next > pages;
    }
    markFound();
  };

  // What was searched for is marked where it stands, if the browser can do so.
  const markFound = () => {
    if (!globalThis.CSS?.highlights) return;
    const words = state.id === null ? splitWords(state.words) : [];
    const places = words.length ? Array.from(list.querySelectorAll(".request, .label, .does a")) : [];
    CSS.highlights.set("found", new Highlight(...places.flatMap((place) => findWords(place, words))));
  };

  const refresh = () => {
    found = store.choose(splitWords(state.words), state.chosen);
    store.sort(found.hits, state.order, state.draw);
    state.page = Math.min(Math.max(state.page, 1), countPages());
    showFilters();
    showChips();
    showList();
    const told = tell();
    if (byId("told").textContent !== told) byId("told").textContent = told;
    byId("another").hidden = state.order !== "drawn";
  };

  const change = () => {
    state.id = null;
    state.page = 1;
    refresh();
    writeAddress();
  };

  const fillForm = () => {
    form.elements.words.value = state.words;
    form.elements.order.value = state.order;
    if (!form.elements.order.value) form.elements.order.value = state.order = "file";
  };

  const clear = () => {
    if (!state.words && !state.chosen.size && state.order === "file" && state.id === null) return;
    Object.assign(state, { words: "", chosen: new Map(), order: "file", draw: 1 });
    fillForm();
    change();
  };

  const leave = (isFocused) => {
    const before = state.id;
    state.id = null;
    const at = found.hits.indexOf(store.byId.get(before));
    state.page = at < 0 ? 1 : Math.floor(at / PAGE) + 1;
    refresh();
    writeAddress();
    const card = byId(`x-${before}`);
    if (isFocused) (card ?? form.elements.words).focus({ preventScroll: true });
    (card ?? browser).scrollIntoView();
  };

  const turn = (step, last) => {
    const page = state.page + step;
    if (page < 1 || page > countPages()) return;
    state.page = page;
    refresh();
    writeAddress();
    const cards = list.querySelectorAll("article");
    const card = cards[last ? cards.length - 1 : 0];
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: last ? "nearest" : "start" });
  };

  const step = (by) => {
    const cards = Array.from(list.querySelectorAll("article"));
    const at = cards.indexOf(document.activeElement?.closest("article"));
    const next = cards[at < 0 ? 0 : at + by];
    if (next) {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: "nearest" });
    } else if (state.id === null && at >= 0) turn(by, by < 0);
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    const inList = list.contains(event.target);
    const does = {
      Escape: () => {
        if (state.id !== null) return leave(true);
        if (field === form.elements.words && !field.value) return field.blur();
        return inList || field || browser.contains(event.target) || event.target === document.body ? clear() : null;
      },
      "/": () => {
        form.elements.words.focus();
        form.elements.words.select();
      },
      j: () => step(1),
      k: () => step(-1),
      ...(inList && event.target.matches("article") ? { ArrowDown: () => step(1), ArrowUp: () => step(-1) } : {}),
    }[event.key];
    if (!does || (field && event.key !== "Escape")) return;
    event.preventDefault();
    does();
  };

  const follow = () => {
    if (!location.hash.includes("=")) return;
    readAddress();
    fillForm();
    refresh();
    const card = state.id !== null ? byId(`x-${state.id}`) : null;
    showChosen();
    (card ?? browser).scrollIntoView();
    card?.focus({ preventScroll: true });
  };

  // Of what a link has chosen, the first box of each filter is moved into view in its list.
  const showChosen = () => {
    for (const [key, values] of state.chosen) {
      const box = boxes.get(key)?.get(values.values().next().value);
      const fieldset = box?.label.parentElement;
      if (fieldset) fieldset.scrollTop = box.label.offsetTop;
    }
  };

  const listen = () => {
    form.addEventListener("input", () => {
      state.words = form.elements.words.value;
      state.order = form.elements.order.value;
      change();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      clear();
    });
    byId("filters").addEventListener("change", (event) => {
      choose(event.target.name, event.target.value, event.target.checked);
      change();
    });
    byId("another").addEventListener("click", () => {
      state.draw += 1;
      change();
    });
    byId("pager").addEventListener("click", (event) => {
      const by = event.target.dataset.step;
      if (by) turn(Number(by), false);
    });
    addEventListener("hashchange", follow);
    document.addEventListener("keydown", press);
  };

  // Of a set that is shown in part, a value may be counted above and have no example here: its link would lead nowhere.
  const cutLinks = () => {
    for (const link of document.querySelectorAll("main a[href*='=']")) {
      const [[key, value]] = new URLSearchParams(link.hash.slice(1));
      if (store.byKey.has(key) && !store.byKey.get(key).places.has(value)) link.removeAttribute("href");
    }
  };

  makeFilters();
  cutLinks();
  byId("facets").open = matchMedia("(min-width: 941px)").matches;
  byId("need").hidden = true;
  browser.hidden = false;
  listen();
  refresh();
  follow();
};

// Tables that say so are put in order by a click on the head of a column.
const makeSortable = (table) => {
  const heads = Array.from(table.tHead.rows[0].cells);
  const sort = (place) => {
    const isDown = heads[place].getAttribute("aria-sort") !== "descending" && heads[place].classList.contains("number");
    const rows = Array.from(table.tBodies[0].rows);
    const read = (row) => row.cells[place].dataset.value ?? row.cells[place].textContent;
    const up = heads[place].classList.contains("number")
      ? (one, other) => Number(read(one)) - Number(read(other))
      : (one, other) => read(one).localeCompare(read(other), "en");
    const turned = isDown || (!heads[place].classList.contains("number") && heads[place].getAttribute("aria-sort") === "ascending");
    table.tBodies[0].append(...rows.sort((one, other) => (turned ? -1 : 1) * up(one, other)));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[place].setAttribute("aria-sort", turned ? "descending" : "ascending");
  };
  heads.forEach((head, place) => {
    if (head.querySelector(".unseen")) return;
    head.replaceChildren(make("button", { type: "button", onclick: () => sort(place) }, head.textContent));
  });
};

const start = async () => {
  for (const pre of document.querySelectorAll("pre[data-json]")) pre.replaceChildren(...showJson(pre.textContent));
  document.querySelectorAll("table.sortable").forEach(makeSortable);
  const need = document.getElementById("need");
  if (typeof DecompressionStream === "undefined") {
    need.textContent = "This browser is too old to unpack the examples; one of 2023 or later can. All figures above are complete.";
    return;
  }
  need.textContent = "Unpacking the examples …";
  try {
    browse(new Store(await unpack(document.getElementById("packed").textContent)));
  } catch (error) {
    need.hidden = false;
    need.textContent = `The examples cannot be unpacked (${error.message}); has the file been cut short? All figures above are complete.`;
  }
};

start();
