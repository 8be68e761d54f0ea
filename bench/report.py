"""How fast the page of a dataset answers in a browser, beside a look through its texts alone: `python -m bench.report`.

Milliseconds are of this machine; the ratio is what to compare. It needs Chromium, and makes 10,000 examples first.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from taskdata.io.files import write_folder
from taskdata.workflows.generate import generate_dataset, list_files
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.report import write_report

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "evaluate"))
from browser_tools import BROWSER, Browser  # it stands with the tests, which look at pages with it

ROOT = Path(__file__).parents[1]
N = 10_000
WORDS = ("a", "friday", "the report", "report high", "nowhere to be found", "by tomorrow", "e", "call mom")
MEASURE = """(async (words) => {
  const clock = (work) => {
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return times.sort((one, other) => one - other)[4];
  };
  const packed = document.getElementById("packed").textContent;
  const start = performance.now();
  const store = new Store(await unpack(packed));
  const told = { unpacked: performance.now() - start, rows: [] };
  const field = document.getElementById("search").elements.words;
  for (const typed of words) {
    const parts = splitWords(typed);
    const plain = clock(() => store.texts.filter((text) => parts.every((part) => text.includes(part))).length);
    const counted = clock(() => store.choose(parts, new Map([["split", new Set(["train"])]])));
    const whole = clock(() => {
      field.value = typed;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.offsetHeight;
    });
    told.rows.push([typed, store.choose(parts, new Map()).hits.length, plain, counted, whole]);
  }
  return told;
})"""


def main() -> None:
    """Print for each search what the texts alone take, what finding with all counts does, and what the page does."""
    if BROWSER is None:
        raise SystemExit("no Chromium is installed")
    pack, slots = open_pack(ROOT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_folder(folder, list_files(generate_dataset(pack, slots, N, 5, [], lambda count: None)))
        start = time.perf_counter()
        (page, size), _ = write_report(pack, slots, folder).items()
        print(f"page and card of {N:,} examples: {time.perf_counter() - start:.1f} s; the page has {size:,} bytes")
        told = measure(page)
    print(f"unpacked and indexed in the browser: {told['unpacked']:.0f} ms")
    print(f"{'searched for':22}{'found':>8}{'texts alone':>14}{'with counts':>16}{'whole page':>16}")
    for typed, found, plain, counted, whole in told["rows"]:
        cells = "".join(f"{value:>9.1f} ms {value / plain:>3.0f}x" for value in (counted, whole))
        print(f"{typed:22}{found:>8,}{plain:>11.1f} ms{cells}")


def measure(page: Path) -> dict[str, Any]:
    """What the browser measures on the page."""
    browser = Browser(page.parent / "browser")
    try:
        browser.open(page.as_uri())
        while browser.run("document.getElementById('browser').hidden"):
            time.sleep(0.1)
        return dict(browser.run(f"{MEASURE}({json.dumps(WORDS)})"))
    finally:
        browser.close()


if __name__ == "__main__":
    main()
