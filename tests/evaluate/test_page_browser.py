"""The page in a real browser: search and filters work, nothing is wider than the window, and nothing goes wrong."""

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_tools import Asked, create, judge, render, right, wrong

from taskdata.evaluate.comparing import Outcome, compare_outcomes

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")
SECONDS = 60
# What the browser listens to and answers on are its files 3 and 4.
START = (
    "import os, sys; heard, told = map(os.dup, map(int, sys.argv[1:3])); os.dup2(heard, 3); os.dup2(told, 4);"
    "os.set_inheritable(3, True); os.set_inheritable(4, True); os.execv(sys.argv[3], sys.argv[3:])"
)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--remote-debugging-pipe")


class Browser:
    """A browser without a window, spoken to over a pipe."""

    def __init__(self, folder: Path) -> None:
        (heard, self._out), (self._in, told) = os.pipe(), os.pipe()
        command = [
            sys.executable,
            "-c",
            START,
            str(heard),
            str(told),
            str(BROWSER),
            *FLAGS,
            f"--user-data-dir={folder}",
        ]
        self._process = subprocess.Popen(
            command, pass_fds=(heard, told), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(heard)
        os.close(told)
        self._rest, self._number, self._session = b"", 0, ""
        self.events: list[dict[str, Any]] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select.select([self._in], [], [], SECONDS)[0], "the browser does not answer"
            read = os.read(self._in, 1 << 20)
            assert read, "the browser is gone"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while (answer := self._read()).get("id") != self._number:
            self.events.append(answer)
        assert "error" not in answer, answer
        return dict(answer["result"])

    def open(self, url: str, width: int = 1280) -> None:
        self.events.clear()
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500
        )
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)
        while not self.run("document.readyState == 'complete' && location.protocol == 'file:'"):
            pass

    def run(self, script: str) -> Any:
        """The value of a script, which may be awaited."""
        given = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in given, given
        return given["result"].get("value")

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)
        self._process.terminate()
        self._process.wait(SECONDS)


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
    loud = ("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening")
    assert [event for event in browser.events if event["method"] in loud] == []
    asked = {
        event["params"]["request"]["url"] for event in browser.events if event["method"] == "Network.requestWillBeSent"
    }
    assert asked - {"about:blank"} == {url}
