// Search and filters of the failing requests. Without it, all of them are shown.
"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const told = document.getElementById("told");
  const failures = Array.from(document.querySelectorAll("article.failure"));
  const texts = new Map();

  const read = (failure) => {
    if (!texts.has(failure)) texts.set(failure, failure.textContent.toLowerCase());
    return texts.get(failure);
  };

  const fits = (failure, words, chosen) =>
    chosen.every(([key, value]) => failure.dataset[key].split("|").includes(value)) &&
    words.every((word) => read(failure).includes(word));

  const apply = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const selects = Array.from(form.querySelectorAll("select"));
    const chosen = selects.filter((one) => one.value).map((one) => [one.name, one.value]);
    let shown = 0;
    for (const failure of failures) {
      failure.hidden = !fits(failure, words, chosen);
      if (!failure.hidden) shown += 1;
    }
    told.textContent = `${shown} of ${failures.length} shown`;
  };

  const findLinked = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  const reveal = () => {
    const linked = findLinked();
    if (!linked?.hidden) return;
    form.reset();
    setTimeout(() => linked.scrollIntoView());
  };

  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  addEventListener("hashchange", reveal);
  apply();
  // The form takes up room that was not there when the browser went to the linked request.
  if (location.hash) findLinked()?.scrollIntoView();
})();
