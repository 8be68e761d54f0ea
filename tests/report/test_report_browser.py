"""The examples in a real browser: search, filters, counts, links, keys; on a phone, in the dark, with hostile texts."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from browser_tools import BROWSER, Browser
from report_tools import Record, make_page, make_record

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")

HOSTILE = "</script><img src=x onerror=alert(1)> \u202e\u0001 'q' & \"" + "x" * 300


def make_records() -> list[Record]:
    """Eight examples: four send (one fast, one slow), three stop, one is hostile in all its parts."""
    send: dict[str, Any] = {"source": {"family": "send_how", "group": "g2"}}
    return [
        make_record("send the red box", output={"item": "Red box"}, spans={"item": "red box"}),
        make_record("Ship the RED crate", "test", output={"item": "Crate", "speed": "fast"}, **send),
        make_record("send pears by mail", output={"item": "Pears", "speed": "slow"}, **send),
        make_record("🙂 dispatch my barrel", "validation", output={"item": "Barrel"}, spans={"item": "barrel"}),
        make_record("hold the blue box", category="halt", facets={"style": "hasty", "edge_cases": ["a", "b"]}),
        make_record("keep the crate here", "test", "halt", facets={"edge_cases": ["b"]}, day="2024-02-29"),
        make_record("hold it", category="halt", source={"parent": "0" * 16, "kind": "paraphrase"}),
        make_record(
            HOSTILE,
            output={"item": HOSTILE, "number": 12345678901234567890},
            spans={"item": "<img src=x"},
            facets={"style": HOSTILE, "__proto__": "x", "q": "y&z=%", "wordings": {"item": HOSTILE}},
            source={"family": HOSTILE, "template": HOSTILE, "group": "g9", "model": HOSTILE},
        ),
    ]


RECORDS = make_records()
IDS = [record["id"] for record in RECORDS]
TALKED = [
    make_record(
        "Note: send the red box now, don’t stop", output={"item": "Red box", "speed": "slow"}, spans={"item": "red box"}
    ),
    make_record("don't say “stop”", output={"item": "Don't stop", "speed": "fast"}),
    make_record("keep it", output={"action": "stop"}),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    started = Browser(tmp_path_factory.mktemp("browser"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_page(tmp_path_factory.mktemp("page"), RECORDS, repeated=0).as_uri()


@pytest.fixture(scope="module")
def talked_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_page(tmp_path_factory.mktemp("talked"), TALKED).as_uri()


@pytest.fixture(scope="module")
def long_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of 120 examples: three pages of fifty, the last with twenty."""
    records = [make_record(f"send box {number:03}") for number in range(120)]
    return make_page(tmp_path_factory.mktemp("long"), records).as_uri()


def wait(browser: Browser, condition: str) -> None:
    """Until a condition holds; a browser that never gets there fails the test."""
    settled = (
        f"new Promise((done) => {{ let left = 200; const look = () => ({condition}) || !left-- ? done({condition})"
        " : setTimeout(look, 25); look(); })"
    )
    assert browser.run(settled), condition


def visit(browser: Browser, url: str, address: str = "", width: int = 1280) -> None:
    browser.open(url + address, width)
    wait(browser, "!document.getElementById('browser').hidden")


def shown(browser: Browser) -> list[int]:
    """The examples that are listed, by their place among RECORDS."""
    listed = browser.run("[...document.querySelectorAll('#list article')].map((one) => one.id.slice(2))")
    return [IDS.index(identity) for identity in listed]


def told(browser: Browser) -> str:
    return str(browser.run("document.getElementById('told').textContent"))


def search(browser: Browser, words: str) -> None:
    browser.run(
        f"(() => {{ const field = document.getElementById('search').elements.words; field.value = {json.dumps(words)};"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def click(browser: Browser, script: str) -> None:
    browser.run(f"({script}).click()")


def box(key: str, value: str) -> str:
    fits = f"one.name === {json.dumps(key)} && one.value === {json.dumps(value)}"
    return f"[...document.querySelectorAll('#filters input')].find((one) => {fits})"


def counts(browser: Browser, key: str) -> dict[str, str]:
    """The values of a filter with the counts beside them, once it is unfolded."""
    fold = f"document.querySelector('#filters [data-key={json.dumps(key)}]')"
    browser.run(f"{fold}.open = true")
    wait(browser, f"[...{fold}.querySelectorAll('.count')].every((one) => one.textContent)")
    browser.run("new Promise((done) => setTimeout(done))")
    read = "[one.querySelector('input').value, one.querySelector('.count').textContent]"
    return dict(
        browser.run(
            f"[...document.querySelectorAll('#filters [data-key={json.dumps(key)}] label')].map((one) => {read})"
        )
    )


def test_words_are_found_anywhere_in_request_label_and_id(browser: Browser, url: str) -> None:
    visit(browser, url)
    assert (shown(browser), told(browser)) == (list(range(8)), "8 of 8 examples")

    for words, found in {
        "red": [0, 1], "box hold": [4], "PEARS": [2], '"the red"': [0, 1], '"red the"': [], "fast": [1],
        IDS[3][:9]: [3], "🙂": [3], "12345678901234567890": [7], "onerror=alert(1)": [7], "   ": list(range(8)),
    }.items():  # fmt: skip
        search(browser, words)
        assert shown(browser) == found, words
    search(browser, "nowhere to be found")
    assert told(browser) == "0 of 8 examples. Nothing has all of this; take a filter or a word away."


def test_a_label_is_found_as_it_is_shown_and_quotes_of_any_kind_are_alike(browser: Browser, talked_url: str) -> None:
    visit(browser, talked_url)
    for words, found in {
        "speed: fast": 1, '"speed": "fast"': 1, '"speed":"fast"': 1, "“speed”: “fast”": 1, "SPEED:FAST": 1,
        "speed: sl": 1, "speed: stop": 0, "item: don't": 1, '"item": "Don\'t stop"': 1, "don't": 2,
        "don’t": 2, "don‘t": 2,
        "say stop": 1, '"say stop"': 1, '"say  “stop”"': 1, "note: send": 1, '"note: send"': 1, "note:": 1,
        "send note": 1, "note: red": 0, '"speed": "fa': 1, '"red bo': 1, '"': 3, '"speed': 2, ":": 3,
    }.items():  # fmt: skip
        search(browser, words)
        assert told(browser).split()[0] == str(found), words


def test_what_was_found_is_marked_where_it_stands(browser: Browser, talked_url: str) -> None:
    visit(browser, talked_url)
    marked = "[...CSS.highlights.get('found')].map(String)"
    for words, seen in {
        "speed: fast": ['speed"', ": ", '"fast'],
        "don't stop": ["don’t", "stop", "don't", "stop", "Don't", "stop"],
        '"red box"': ["red box", "Red box"],
        '"the red box no"': ["the ", "red box", " no"],
        '"don\'t say stop"': ["don't say “stop"],
        "item": ["item", "item", "item"],
    }.items():
        search(browser, words)
        assert sorted(browser.run(marked)) == sorted(seen), words


def test_filters_are_in_order_and_follow_the_label(browser: Browser, url: str, talked_url: str) -> None:
    visit(browser, url)
    assert list(counts(browser, "split")) == ["train", "validation", "test"]
    assert list(counts(browser, "category")) == ["out", "halt"]
    visit(browser, talked_url)
    assert list(counts(browser, "$.speed").items()) == [("fast", "1"), ("slow", "1")]

    # The facet of the third says `send`, its label `stop`; so do the figure, its link and the filter.
    assert counts(browser, "action") == {"send": "2", "stop": "1"}
    link = "document.querySelector('section[aria-label=Actions] a[href=\"#action=stop\"]')"
    assert browser.run(f"{link}.closest('tr').querySelector('.number').textContent") == "1"
    click(browser, link)
    wait(browser, "document.querySelectorAll('#list article').length === 1")
    assert "keep it" in browser.run("document.querySelector('#list .request').textContent")
    browser.run("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }")
    click(browser, "document.querySelectorAll('#list .does button')[1]")
    wait(browser, "globalThis.copied !== undefined")
    assert browser.run("globalThis.copied") == json.dumps(TALKED[2], separators=(",", ":"), ensure_ascii=False)


def test_filters_count_what_the_others_leave(browser: Browser, url: str) -> None:
    visit(browser, url)
    assert counts(browser, "split") == {"train": "5", "test": "2", "validation": "1"}
    assert counts(browser, "category") == {"out": "5", "halt": "3"}
    assert counts(browser, "$.speed") == {"fast": "1", "slow": "1"}
    assert counts(browser, "edge") == {"a": "1", "b": "2"}

    click(browser, box("category", "halt"))
    assert (shown(browser), told(browser)) == ([4, 5, 6], "3 of 8 examples")
    assert counts(browser, "split") == {"train": "2", "test": "1", "validation": "0"}
    assert counts(browser, "category") == {"out": "5", "halt": "3"}
    click(browser, box("split", "test"))
    assert shown(browser) == [5]
    assert counts(browser, "category") == {"out": "1", "halt": "1"}
    assert counts(browser, "edge") == {"a": "0", "b": "1"}
    click(browser, box("split", "train"))
    assert shown(browser) == [4, 5, 6]
    search(browser, "hold")
    assert shown(browser) == [4, 6]
    assert counts(browser, "split") == {"train": "2", "test": "0", "validation": "0"}

    click(browser, "document.querySelector('#chips button')")
    assert shown(browser) == [4, 6]
    click(browser, "document.querySelector('#search [type=reset]')")
    assert (shown(browser), told(browser)) == (list(range(8)), "8 of 8 examples")
    assert browser.run("document.querySelectorAll('#chips button, #filters :checked').length") == 0


def test_the_address_gives_the_same_view_again(browser: Browser, url: str) -> None:
    visit(browser, url)
    search(browser, '"hold" e')
    click(browser, box("category", "halt"))
    click(browser, box("split", "train"))
    click(browser, box("split", "test"))
    browser.run(
        "(() => { const field = document.getElementById('search').elements.order; field.value = 'shortest';"
        "field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    seen, address = shown(browser), browser.run("location.hash")
    assert seen == [6, 4]  # "e" stands in every label
    assert address == "#q=%22hold%22+e&category=halt&split=train&split=test&sort=shortest"

    visit(browser, url, address)
    assert shown(browser) == seen
    assert browser.run("document.getElementById('search').elements.words.value") == '"hold" e'
    assert browser.run("document.getElementById('search').elements.order.value") == "shortest"
    assert browser.run("[...document.querySelectorAll('#filters :checked')].map((one) => one.value)") == [
        "train",
        "test",
        "halt",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "#=",
        "#%",
        "#q=%E0%A4%A",
        "#page=-4",
        "#sort=none",
        "#split=none",
        "#draw=x&sort=drawn",
        "#x=1",
        "#id=",
        "#id=&category=nope",
    ],
)
def test_an_address_that_means_nothing_does_no_harm(browser: Browser, url: str, address: str) -> None:
    visit(browser, url, address)
    assert told(browser) == (
        "0 of 8 examples. Nothing has all of this; take a filter or a word away."
        if "q=" in address
        else "8 of 8 examples"
    )
    assert browser.run("document.querySelectorAll('#chips button').length") == 0
    assert browser.list_loud() == []


def test_orders(browser: Browser, url: str) -> None:
    lengths = [len(record["input"].encode("utf-16-le")) for record in RECORDS]
    visit(browser, url, "#sort=shortest")
    assert shown(browser) == sorted(range(8), key=lambda at: (lengths[at], at))
    visit(browser, url, "#sort=longest")
    assert shown(browser) == sorted(range(8), key=lambda at: (-lengths[at], at))

    visit(browser, url, "#sort=drawn")
    first = shown(browser)
    assert sorted(first) == list(range(8))
    click(browser, "document.getElementById('another')")
    second = shown(browser)
    assert sorted(second) == list(range(8)) and second != first
    address = browser.run("location.hash")
    assert address == "#sort=drawn&draw=2"
    visit(browser, url, address)
    assert shown(browser) == second


def test_a_link_opens_its_example_alone_even_if_filters_hide_it(browser: Browser, url: str) -> None:
    visit(browser, url, f"#id={IDS[5]}")
    assert (shown(browser), told(browser)) == ([5], f"One example, by its link: {IDS[5]}.")
    assert browser.run("document.activeElement.id") == f"x-{IDS[5]}"
    top = browser.run("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top <= 500
    assert "on Thu 2024-02-29" in browser.run("document.querySelector('#list article').textContent")

    search(browser, "pears")
    assert shown(browser) == [2]
    browser.run(f"location.hash = '#id={IDS[0]}'")
    wait(browser, f"document.querySelector('#list article').id === 'x-{IDS[0]}'")
    click(browser, "document.querySelector('.back button')")
    assert shown(browser) == list(range(8))
    assert browser.run("document.activeElement.id") == f"x-{IDS[0]}"

    visit(browser, url, "#id=feedfeedfeedfeed")
    assert (shown(browser), told(browser)) == ([], "There is no example feedfeedfeedfeed in this page.")
    assert browser.list_loud() == []


def test_an_example_shows_its_slots_its_label_and_where_it_comes_from(browser: Browser, url: str) -> None:
    visit(browser, url, f"#id={IDS[3]}")
    assert browser.run("document.querySelector('.example mark').textContent") == "barrelitem"
    assert browser.run("document.querySelector('.example .request').textContent") == "🙂 dispatch my barrelitem"
    label = '{\n  "action": "send",\n  "item": "Barrel"\n}'
    assert browser.run("document.querySelector('.example .label').textContent") == label
    read = "[...document.querySelectorAll('.example dt')].map((one) => [one.textContent, one.nextSibling.textContent])"
    origins = dict(browser.run(read))
    assert origins["Family"] == "send_plain"
    assert origins["Stands in"] == "not in the pack as it is now"
    assert origins["Label"] == "proven when it was made; no faults"

    click(browser, "[...document.querySelectorAll('.example dd a')].find((one) => one.textContent === 'send_plain')")
    wait(browser, "location.hash === '#family=send_plain'")
    wait(browser, "document.querySelectorAll('#list article').length > 1")
    assert shown(browser) == [0, 3, 4, 5, 6]


def test_the_record_is_copied_to_the_letter(browser: Browser, url: str) -> None:
    visit(browser, url)
    browser.run("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }")
    for place, record in enumerate(RECORDS):
        click(browser, f"document.querySelectorAll('#list article')[{place}].querySelectorAll('.does button')[1]")
        wait(browser, "globalThis.copied !== undefined")
        copied = browser.run("globalThis.copied")
        assert copied == json.dumps(record, separators=(",", ":"), ensure_ascii=False)
        browser.run("delete globalThis.copied")
    click(browser, "document.querySelector('#list article .does button')")
    wait(browser, "globalThis.copied !== undefined")
    assert browser.run("globalThis.copied") == f"{url}#id={IDS[0]}"


def test_keys(browser: Browser, url: str) -> None:
    visit(browser, url)
    browser.press("/")
    assert browser.run("document.activeElement.name") == "words"
    for letter in "hold/jk":
        browser.press(letter)
    assert browser.run("document.activeElement.value") == "hold/jk"
    browser.press("Escape")
    assert (browser.run("document.activeElement.value"), shown(browser)) == ("", list(range(8)))
    browser.press("Escape")
    assert browser.run("document.activeElement === document.body")

    focus = "document.activeElement.id.slice(2)"
    browser.press("j")
    assert browser.run(focus) == IDS[0]
    browser.press("j")
    browser.press("ArrowDown")
    assert browser.run(focus) == IDS[2]
    browser.press("k")
    browser.press("ArrowUp")
    assert browser.run(focus) == IDS[0]
    browser.press("k")
    assert browser.run(focus) == IDS[0]

    click(browser, box("category", "halt"))
    browser.run("document.querySelector('#list article').focus()")
    browser.press("Escape")
    assert shown(browser) == list(range(8))


def test_pages_are_turned_by_buttons_and_by_keys(browser: Browser, long_url: str) -> None:
    visit(browser, long_url)
    first = "document.querySelector('#list .request').textContent"
    assert told(browser) == "120 of 120 examples; 1 to 50 are shown"
    assert browser.run("document.querySelector('#pager button').disabled")
    click(browser, "document.querySelectorAll('#pager button')[1]")
    assert (told(browser), browser.run(first)) == ("120 of 120 examples; 51 to 100 are shown", "send box 050")
    browser.run("[...document.querySelectorAll('#list article')].at(-1).focus()")
    browser.press("j")
    assert told(browser) == "120 of 120 examples; 101 to 120 are shown"
    assert browser.run("document.activeElement.querySelector('.request').textContent") == "send box 100"
    browser.press("k")
    assert browser.run("document.activeElement.querySelector('.request').textContent") == "send box 099"
    assert browser.run("location.hash") == "#page=2"
    visit(browser, long_url, "#page=3")
    assert browser.run(first) == "send box 100"
    assert browser.run("document.querySelectorAll('#pager button')[1].disabled")


def test_tables_are_put_in_order_by_a_click(browser: Browser, url: str) -> None:
    visit(browser, url)
    names = (
        "[...document.querySelectorAll('.sortable tbody tr')].map((one) => one.cells[0].querySelector('a').textContent)"
    )
    heads = "document.querySelectorAll('.sortable thead button')"
    assert browser.run(names)[:2] == ["send_plain", "send_how"]
    click(browser, f"{heads}[2]")
    click(browser, f"{heads}[2]")
    assert browser.run(names)[0] == "stop_plain"
    assert browser.run("document.querySelector('.sortable [aria-sort]').ariaSort") == "ascending"
    click(browser, f"{heads}[0]")
    assert [name for name in browser.run(names) if "_" in name] == ["send_how", "send_plain", "stop_plain"]


def test_what_scrolls_shows_that_there_is_more(browser: Browser, url: str) -> None:
    visit(browser, url, width=360)
    shaded = """[...document.querySelectorAll('.box, nav ul, fieldset, #facets')].every((one) => {
      const attached = getComputedStyle(one).backgroundAttachment.split(', ');
      return attached.includes('local') && attached.includes('scroll');
    })"""
    assert browser.run(shaded)
    scrolling = (
        "[...document.querySelectorAll('.box, nav ul')].filter((one) => one.scrollWidth > one.clientWidth).length"
    )
    assert browser.run(scrolling) > 2
    widths = "[...document.querySelectorAll('.named tbody th:not([colspan])')].map((one) => one.offsetWidth)"
    assert min(browser.run(widths)) >= 150


def test_a_link_to_what_is_not_shown_leads_nowhere(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taskdata.deliver.report.packing.MOST", 2)
    records = [make_record(f"send {n}", facets={"style": f"style {n}", "edge_cases": [f"case {n}"]}) for n in range(5)]
    visit(browser, make_page(tmp_path, records).as_uri())
    linked = "[...document.querySelectorAll('section[aria-label=Styles] tbody a[href]')].map((one) => one.textContent)"
    least = sorted(records, key=lambda record: record["id"])[:2]
    assert sorted(browser.run(linked)) == sorted(record["facets"]["style"] for record in least)


def test_what_cannot_be_seen_is_written_out(browser: Browser, url: str) -> None:
    visit(browser, url, f"#id={IDS[7]}")
    said = browser.run("document.querySelector('.example .request').textContent")
    assert "\\u202e\\u0001" in said and "\u202e" not in said
    assert browser.run("document.querySelectorAll('#list img, #list script').length") == 0


@pytest.mark.parametrize("width", [1280, 768, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_silent_alone_and_no_wider_than_the_window(browser: Browser, url: str, width: int, scheme: str) -> None:
    browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    visit(browser, url, f"#style={'tidy'}", width)
    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
    for address in (f"#id={IDS[7]}", "#q=send", "#trust"):
        browser.run(f"location.hash = {json.dumps(address)}")
        browser.run("new Promise((done) => setTimeout(done, 60))")
        assert browser.run("document.documentElement.scrollWidth") <= width

    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    light = sum(map(int, re.findall(r"\d+", ground)[:3])) > 3 * 128
    assert light == (scheme == "light")
    assert browser.list_loud() == []
    assert {asked.split("#")[0] for asked in browser.list_asked()} == {url}


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """The contrast of two colours as WCAG has it."""

    def light(colour: Sequence[int]) -> float:
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.03928 else math.pow((part + 0.055) / 1.055, 2.4) for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_small_text_stands_out_from_its_ground(browser: Browser, url: str, scheme: str) -> None:
    browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    visit(browser, url)
    painted = """(() => {
      const page = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const read = (colour) => {
        page.clearRect(0, 0, 1, 1);
        page.fillStyle = colour;
        page.fillRect(0, 0, 1, 1);
        return [...page.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const made = [];
      for (let colour = 0; colour < 8; colour += 1) {
        const mark = document.createElement('mark'); mark.className = `c${colour}`; mark.innerHTML = '<small>x</small>';
        document.querySelector('.card').append(mark);
        made.push([read(getComputedStyle(mark.firstChild).color), read(getComputedStyle(mark).backgroundColor)]);
      }
      for (const name of ['.label .string', '.label .key', '.count', '.meta', '.finding p', '.lead', 'thead th']) {
        const one = document.querySelector(name);
        let ground = one;
        while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
        made.push([read(getComputedStyle(one).color), read(getComputedStyle(ground).backgroundColor)]);
      }
      return made;
    })()"""
    ratios = [contrast(ink, ground) for ink, ground in browser.run(painted)]
    assert len(ratios) == 15 and min(ratios) >= 4.5, ratios


def test_everything_has_a_role_and_a_name(browser: Browser, url: str) -> None:
    visit(browser, url)
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    seen = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    wants_name = {
        "button",
        "link",
        "checkbox",
        "searchbox",
        "combobox",
        "navigation",
        "region",
        "form",
        "search",
        "table",
    }
    assert [role for role, name in seen if role in wants_name and not name.strip()] == []
    assert {"banner", "navigation", "main", "contentinfo", "search", "status"} <= {role for role, _ in seen}
    assert ("searchbox", "Search requests, labels and ids") in seen
    assert sum(role == "checkbox" for role, _ in seen) >= 5


def test_without_scripts_the_figures_are_all_there(browser: Browser, url: str) -> None:
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(url)
        assert not browser.run("document.getElementById('browser').checkVisibility()")
        assert "with JavaScript, which is not running here" in browser.run("document.getElementById('need').innerText")
        assert browser.run("document.querySelectorAll('section .share').length") > 10
        assert browser.run("document.querySelectorAll('article.sample').length") == 2
    finally:
        browser.send("Emulation.setScriptExecutionDisabled", value=False)


def test_a_page_that_was_cut_short_says_so(browser: Browser, url: str, tmp_path: Path) -> None:
    whole = Path(unquote(urlsplit(url).path)).read_text("utf-8")
    short = tmp_path / "short.html"
    short.write_text(re.sub(r'(id="packed">.{200})[^<]*', r"\1", whole), "utf-8")
    browser.open(short.as_uri())
    wait(browser, "document.getElementById('need').textContent.includes('cannot be unpacked')")
    assert not browser.run("document.getElementById('need').hidden")
