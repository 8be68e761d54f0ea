"""The page in a real browser: search and filters work, nothing is wider than the window, and nothing goes wrong."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from browser_tools import BROWSER, Browser
from page_tools import Asked, create, judge, render, right, wrong

from taskdata.evaluate.comparing import Outcome, compare_outcomes

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    started = Browser(tmp_path_factory.mktemp("browser"))
    yield started
    started.close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    asked = [
        right("Bread"),
        wrong("Milk", family="first"),
        wrong("Butter", family="second"),
        Asked("add Jam", create("Jam"), "no idea", family="second"),
        wrong("</script><img src=x onerror=alert(1)>" * 20, family="a_very_long_name_of_a_family_that_goes_on" * 3),
    ]
    file = tmp_path_factory.mktemp("page") / "page.html"
    alike = {str(at): Outcome(at % 2 == 0, 1, 2, 100.0, 0.01) for at in range(len(asked))}
    against = compare_outcomes(alike, alike, "a_system_with_a_name_that_does_not_end" * 2, {"exact_match": (0.8, 0.2)})
    file.write_text(render(replace(judge(asked, repair=True), against=against)), "utf-8")
    return file.as_uri()


SHOWN = "[...document.querySelectorAll('article')].filter((one) => one.checkVisibility()).map((one) => one.id).join()"
TOLD = "document.getElementById('told').textContent"
LATER = "new Promise((done) => setTimeout(done, 50))"


def choose(name: str, value: str) -> str:
    return (
        f"(() => {{ const field = document.getElementById('filters').elements['{name}'];"
        f"field.value = '{value}'; field.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    )


def test_search_and_filters_show_what_fits(browser: Browser, url: str) -> None:
    browser.open(url)
    assert browser.run(SHOWN) == "1,2,3,4"

    browser.run(choose("words", "BUTTER add"))
    assert (browser.run(SHOWN), browser.run(TOLD)) == ("2", "1 of 4 shown")
    browser.run(choose("words", ""))
    browser.run(choose("family", "second"))
    assert browser.run(SHOWN) == "2,3"
    browser.run(choose("answered", "(no JSON)"))
    assert (browser.run(SHOWN), browser.run(TOLD)) == ("3", "1 of 4 shown")
    browser.run(choose("kinds", "wrong value"))
    assert (browser.run(SHOWN), browser.run(TOLD)) == ("", "0 of 4 shown")

    browser.run("document.querySelector('#filters button').click()")
    browser.run(LATER)
    assert (browser.run(SHOWN), browser.run(TOLD)) == ("1,2,3,4", "4 of 4 shown")


def test_a_link_to_a_request_that_is_filtered_out_shows_it(browser: Browser, url: str) -> None:
    browser.open(url)
    browser.run(choose("words", "Jam"))
    browser.run("location.hash = '2'")
    browser.run(LATER)

    assert browser.run(SHOWN) == "1,2,3,4"
    top = browser.run("document.getElementById('2').getBoundingClientRect().top")
    assert 0 <= top <= 900


def test_all_is_shown_without_scripts(browser: Browser, url: str) -> None:
    browser.send("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(url)

    assert browser.run(SHOWN) == "1,2,3,4"
    assert not browser.run("document.getElementById('filters').checkVisibility()")
    browser.send("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_it_is_silent_and_no_wider_than_the_window(browser: Browser, url: str, width: int) -> None:
    browser.open(url, width)
    browser.run(choose("words", "a"))
    browser.run("document.getElementById('filters').requestSubmit()")
    browser.run(LATER)

    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.list_loud() == []
    assert browser.list_asked() == {url}
