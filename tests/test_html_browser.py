"""A hostile report's page in a real browser: nothing runs, and nothing is asked of anybody."""

import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportlint.html.index import index
from reportlint.html.matrix import MatrixRow
from reportlint.html.page import page
from reportlint.html.pictures import Targets
from reportlint.reporters.view import view_of
from reportlint.repository.workspace import Workspace
from tests.browser import needs_browser, opened
from tests.cli import BLANK, GOOD
from tests.pages import answered
from tests.reports import FIGURES, FakeFiles, lint

pytestmark = needs_browser

HOSTILE = """\
<script>document.title = "ran"</script><script src="URL/script.js"></script>
<img src="URL/a.png" onerror="document.title = 'ran'"><img src=x onerror="document.title = 'ran'">
<svg onload="document.title = 'ran'"><image href="URL/b.png"/></svg><iframe src="URL/frame"></iframe>
<style>@import url(URL/c.css); p { background: url(URL/d.png) }</style><link rel=stylesheet href="URL/e.css">
<div style="background: url(URL/f.png)">x</div><meta http-equiv=refresh content="0;url=URL/gone">
<video src="URL/g" poster="URL/h" autoplay></video><audio src="URL/i" autoplay></audio><embed src="URL/j">
<object data="URL/k"></object><input type=image src="URL/l"><body background="URL/m"><base href="URL/">
<details open ontoggle="document.title = 'ran'"><summary>x</summary></details>

![x](URL/n.png) ![x][ref]

[ref]: URL/o.png
"""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address on this computer, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}", asked
        running.shutdown()


def test_nothing_runs_and_nothing_is_asked(tmp_path: Path, server: tuple[str, list[str]]) -> None:
    address, asked = server
    hostile = HOSTILE.replace("URL", address)
    result = lint(answered(hostile))
    targets = Targets(Workspace(FakeFiles(FIGURES), "reports"))
    shown, messages = opened(page(result, targets, findings=True), tmp_path)
    assert re.findall("<title>(.*?)</title>", shown) != ["ran"]
    assert (messages, asked) == ([], [])
    # The same as any page would have it: otherwise the above tells nothing.
    shown, _ = opened(f"<title>boat</title><body>{hostile}", tmp_path)
    assert {"/script.js", "/a.png"} <= set(asked)


MEASURE = """
<script>
const style = (selector) => getComputedStyle(document.querySelector(selector)), image = document.images[0];
document.title = [
  `4:${Math.round(4 * image.height / image.width)}`, style("nav ol ol a").alignItems,
  style("#question-4 > .answer").fontStyle, style("#question-5 > .answer").fontStyle,
].join(" ");
</script>
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>'


def test_a_narrow_page_is_styled_as_meant(tmp_path: Path) -> None:
    files = FakeFiles(FIGURES | {"reports/boat.svg": SVG})
    result = lint(answered('<img src="boat.svg" width="1600" height="1200">'), files=files)
    text = page(result, Targets(Workspace(files, "reports")), embed=True)
    # The page's policy would not let the measuring run.
    shown, _ = opened(re.sub('<meta http-equiv="[^>]*>', "", text) + MEASURE, tmp_path)
    assert re.findall("<title>(.*?)</title>", shown) == ["4:3 center normal italic"]


def test_the_first_answer_stands_on_the_first_screen(tmp_path: Path) -> None:
    text = page(lint(GOOD), Targets(Workspace(FakeFiles(FIGURES), "reports")), findings=True)
    first = "document.querySelector('#question-1 > .answer')"
    measure = f"<script>document.title = {first}.getBoundingClientRect().bottom</script>"
    shown, _ = opened(re.sub('<meta http-equiv="[^>]*>', "", text) + measure, tmp_path, 1280)
    (bottom,) = re.findall("<title>(.*?)</title>", shown)
    assert 0 < float(bottom) < 800


ROWS = [
    MatrixRow(view_of(lint(report, path=f"{n}/reports/README.md")), f"{n}.html")
    for n, report in enumerate((GOOD, BLANK))
]


def measured(what: str, folder: Path, width: int, first: str = "") -> str:
    """Return what a script tells of the index of a class, after doing something else first."""
    text = re.sub('<meta http-equiv="[^>]*>', "", index(ROWS))
    # Up to the end of the browser's time: on a busy machine a table learns late how wide it is.
    script = f"{first}; setInterval(() => {{ document.title = {what} }}, 100)"
    shown, messages = opened(f"{text}<script>{script}</script>", folder, width)
    assert messages == []
    titles: list[str] = re.findall("<title>(.*?)</title>", shown)
    return titles[0]


def test_all_questions_stand_side_by_side(tmp_path: Path) -> None:
    fits = "document.querySelector('.sheet').matches('.fits')"
    assert (measured(fits, tmp_path, 1280), measured(fits, tmp_path, 800)) == ("true", "false")


def test_counts_of_words_have_room_and_a_hint_that_the_table_scrolls(tmp_path: Path) -> None:
    state = (
        "document.querySelector('.hint').hidden + ' ' + "
        "[...document.querySelectorAll('td.good')].every(td => td.offsetWidth >= 8 * td.dataset.key.length)"
    )
    shown = "document.getElementById('words').click()"
    assert measured(state, tmp_path, 1280) == "true false"
    assert measured(state, tmp_path, 1280, shown) == "false true"
