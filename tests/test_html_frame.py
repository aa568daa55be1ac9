"""The frame of a page: what its policy allows, and what never gets into it."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape

import pytest

from reportlint.html.frame import GENERATOR, document


def policy(page: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found
    return unescape(found[1])


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_policy_allows_the_style_and_nothing_that_runs() -> None:
    page = document("Harbour", "<p>boat</p>", "p{color:red}")
    assert page.startswith(
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{GENERATOR}\n'
    )
    assert policy(page) == (
        f"default-src 'none'; style-src {digest('p{color:red}')}; img-src 'self' file: data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "<style>p{color:red}</style>" in page


def test_a_script_of_ours_is_allowed_by_its_digest() -> None:
    page = document("Harbour", "<p>boat</p>", "", "sort()")
    assert policy(page).endswith(f"; script-src {digest('sort()')}")
    assert page.count("<script>sort()</script>") == 1


def test_a_digest_is_of_what_browsers_read() -> None:
    assert document("", "", "p{\r\n}", "sort()\r\n") == document("", "", "p{\n}", "sort()\n")


def test_a_title_stays_text_on_one_line() -> None:
    page = document("</title><script>\n& boat", "", "")
    assert "<title>&lt;/title&gt;&lt;script&gt; &amp; boat</title>" in page


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x85", "\ufdd0", "\uffff", "\U0001fffe", "\ud800"])
def test_characters_that_no_page_may_hold_are_replaced(character: str) -> None:
    assert "<p>a\ufffdb</p>" in document("", f"<p>a{character}b</p>", "")
