"""The web pages in a real browser: seen, copied from, walked through with the keyboard, printed, judged by axe."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from ics_export.pages.site import pages
from tests.pages.sites import BASE, ROOT, many_months, small_site

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not path:
        pytest.skip("no Chromium on the search path (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


class Served:
    """A site over HTTP on this machine, and what was asked of it."""

    def __init__(self, folder: Path) -> None:
        asked = self.asked = []  # type: list[str]

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *args: Any) -> None:
                super().__init__(*args, directory=str(folder))

            def log_request(self, code: Any = "-", size: Any = "-") -> None:
                asked.append(self.path)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("site")
    for path, page in (*pages(small_site()).items(), *pages(many_months(4)).items()):
        target = folder / path.replace("hoan.", "hoan-nhieu-thang.") if b"/2024" in page else folder / path
        target.write_bytes(page)
    (folder / "khong-co-dia-chi.html").write_bytes(pages(small_site(base_url=None))["binh.html"])
    running = Served(folder)
    yield running
    running.close()


SHOWN = ("binh.html", "index.html", "van-phong.html", "khong-co-dia-chi.html", "hoan-nhieu-thang.html")
VIEWS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1200, "height": 900}},
    "telephone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "without scripts": {"viewport": {"width": 800, "height": 900}, "java_script_enabled": False},
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_browser_shows_every_page_and_asks_for_nothing_else(browser: Any, served: Served, view: str) -> None:
    context = browser.new_context(**VIEWS[view])
    page = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    for path in SHOWN:
        served.asked.clear()
        requests.clear()
        page.goto(served.address + path)
        picture = page.screenshot(full_page=True)
        assert len(picture) > 10_000, "not blank: one colour compresses to far less"
        assert requests == [served.address + path] and served.asked == [f"/{path}"]
        if view != "without scripts":
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{path} is too wide"
    assert not complaints
    context.close()


def test_the_style_and_the_script_are_let_through_and_nothing_else_is(browser: Any, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address + "binh.html")
    assert page.locator("#chep").is_visible(), "the script ran"
    assert page.evaluate("getComputedStyle(document.querySelector('.vh')).position") == "absolute", "the style holds"
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">')")
    page.evaluate("document.head.appendChild(document.createElement('script')).text = 'document.title = 2'")
    page.wait_for_timeout(100)
    assert page.title() not in ("1", "2") and any("Content Security Policy" in text for text in refused)
    page.close()


def test_the_address_is_copied_or_at_least_marked(browser: Any, served: Served) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served.address + "binh.html")
    page.get_by_role("button", name="Sao chép địa chỉ").click()
    page.get_by_text("Đã sao chép địa chỉ.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{BASE}binh.ics"
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.keyboard.press("Enter")
    page.get_by_text("hãy nhấn Ctrl+C").wait_for()
    assert page.evaluate("getSelection().toString()") == f"{BASE}binh.ics"
    context.close()


def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(browser: Any, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.address + "binh.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0"), "it comes into sight"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.textContent.trim() || document.activeElement.id,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if name in seen and name == "Google Lịch":
            break
        seen.add(name)
        assert outline == "solid" or page.evaluate("document.activeElement === document.body"), name
    assert {"Google Lịch", "Outlook.com cá nhân", "dia-chi", "Sao chép địa chỉ", "iPhone, iPad"} <= seen
    page.close()


def test_on_paper_there_is_the_plan_and_no_address(browser: Any, served: Served) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 900}, color_scheme="dark")
    page.goto(served.address + "hoan-nhieu-thang.html")
    page.emulate_media(media="print")
    for hidden in ("aside", "nav", ".grid"):
        assert not any(element.is_visible() for element in page.locator(hidden).all()), hidden
    assert page.locator(".plan thead").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("#thang-2024-03").is_visible() and page.locator("#thang-2024-04").is_visible()
    both = page.pdf(format="A4")
    page.goto(served.address + "hoan-nhieu-thang.html#thang-2024-03")
    assert not page.locator("#thang-2024-04").is_visible(), "the month one has gone to is printed alone"
    one = page.pdf(format="A4")
    sheets = [len(re.findall(rb"/Type\s*/Page\b", pdf)) for pdf in (both, one)]
    assert 0 < sheets[1] < sheets[0] <= 6
    page.close()


@cache
def axe() -> str:
    """axe-core's source from npm: beside the tests, in this folder's node_modules, or installed for the machine."""
    folders = [Path(os.environ["NODE_PATH"])] if os.environ.get("NODE_PATH") else []
    folders += [ROOT / "node_modules", Path.cwd() / "node_modules"]
    if npm := shutil.which("npm"):
        told = subprocess.run([npm, "root", "-g"], capture_output=True, text=True, check=False)
        folders.append(Path(told.stdout.strip() or "."))
    for folder in folders:
        file = folder / "axe-core" / "axe.min.js"
        if file.is_file():
            return file.read_text(encoding="utf-8")
    pytest.skip("axe-core is not there (npm install --global axe-core)")


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "without scripts"])
def test_axe_finds_nothing(browser: Any, served: Served, view: str) -> None:
    context = browser.new_context(**VIEWS[view])
    page = context.new_page()
    for path in SHOWN if view == "telephone" else SHOWN[:3]:
        page.goto(served.address + path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.evaluate(axe())
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], v["impact"], v["nodes"][0]["html"]) for v in result["violations"]] == [], path
    context.close()
