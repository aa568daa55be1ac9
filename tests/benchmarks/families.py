"""Hostile texts by family: each grows to any size, and what they cost must not grow faster."""

from collections.abc import Callable, Mapping

Family = Callable[[int], str]
"""Makes a text of about as many characters."""


def repeated(unit: str) -> Family:
    """Return the family of one piece of text that is repeated."""
    return lambda size: unit * (size // len(unit))


def defined(start: str, use: str) -> Family:
    """Return the family of one long definition, which begins with `start`, that is used over and over."""
    return lambda size: f"{start}{'b' * (size // 2)}\n\n{use * (size // 2 // len(use))}\n"


def numbered(line: str) -> Family:
    """Return the family of lines that differ by a number."""
    return lambda size: "".join(line.format(n) for n in range(size // len(line.format("12345"))))


def wide(size: int) -> str:
    """Return a table with as many columns as rows, whose rows hold one cell each."""
    columns = size // 6
    return f"|{'a|' * columns}\n|{'-|' * columns}\n" + "|b\n" * (size // 9)


FAMILIES: Mapping[str, Family] = {
    "quotes": repeated(">"),
    "spaced quotes": repeated("> "),
    "brackets": repeated("["),
    "bracket lines": repeated("[\n"),
    "ticks": repeated("`"),
    "images": repeated("!["),
    "open images": repeated("![]("),
    "bullets": repeated("- "),
    "items": repeated("- a\n"),
    "numbers": repeated("1. a\n"),
    "comments begun": repeated("<!--"),
    "comments": repeated("<!-- a -->\n"),
    "fences": repeated("```\n"),
    "headings": repeated("# a\n"),
    "question headings": repeated("### Question 4\n"),
    "markers": repeated("Answer:\n"),
    "words": repeated("boat "),
    "one word": repeated("boat"),
    "paragraphs": repeated("a\n\n"),
    "pictures": repeated("![a](b.png)\n"),
    "boxes": repeated("- [ ] a\n"),
    "elements": repeated("<div>\n\n"),
    "elements in a line": repeated("<div>"),
    "cells": repeated("<table><tr><td>"),
    "rows without a table": repeated("<tr><td>"),
    "formatting": repeated("<b>\n\n"),
    "other formatting": repeated("<b><i>a\n\n"),
    "attributes": numbered("<b a{}=x>\n\n"),
    "formatting in a quote": numbered("> <b a{}=x>a\n>\n"),
    "formatting, then text": lambda size: "".join(f"<b id={n}>" for n in range(150)) + "<p>x" * (size // 4),
    "cells and formatting": lambda size: f"<table>{'<b>a</b><tr>' * (size // 12)}",
    "formatting and ends": lambda size: f"<b>{'<p></div><b>' * (size // 12)}",
    "links open": repeated("<a href=x>\n\n"),
    "ends": repeated("</b>"),
    "paragraph ends": repeated("</p>"),
    "names": numbered('<p id="n{}">'),
    "ampersands": repeated("&"),
    "entities": repeated("&amp;"),
    "exclamations": repeated("!"),
    "w": repeated("w"),
    "www.": repeated("www."),
    "web addresses": repeated("www.a.b/("),
    "less": repeated("<"),
    "at": repeated("@"),
    "addresses": repeated("a@b.c"),
    "dots": repeated("a@b."),
    "schemes": repeated("http://"),
    "braces": repeated("{"),
    "closing braces": repeated("}"),
    "colons": repeated(":"),
    "short names": repeated(":boat:"),
    "dollars": repeated("$"),
    "formulas": repeated("$a^b$ "),
    "formula groups": lambda size: f"${'{' * (size // 2)}{'}' * (size // 2)}$",
    "formula roots": lambda size: f"$$\n{'x^{' * (size // 4)}{'}' * (size // 4)}\n$$",
    "emphasis": repeated("**a "),
    "emphasis marks": repeated("*a_"),
    "strikes": repeated("~a"),
    "backslashes": repeated("\\"),
    "breaks": repeated("a\n"),
    "code": repeated("```python\nx = '\n```\n"),
    "marked code": lambda size: f"```python\n{'(' * size}\n```",
    "diagrams": repeated("```mermaid\na\n```\n"),
    "footnotes": numbered("[^{0}]\n\n[^{0}]: b\n\n"),
    "one footnote": repeated("[^a]\n\n[^a]: b\n\n"),
    "footnote marks": lambda size: f"[^a]: b\n\n{'[^' * (size // 2)}",
    "nested brackets": lambda size: f"[a]: b\n\n{'[' * (size // 2)}{']' * (size // 2)}",
    "conflicts": repeated("<<<<<<< a\n"),
    "rows": lambda size: "|a|b|\n|-|-|\n" + "|c|d|\n" * (size // 6),
    "wide table": wide,
    "a defined link": defined("[a]: ", "[a] "),
    "a defined picture": defined("[a]: ", "![a] "),
    "a defined title": lambda size: f"[a]: x '{'b' * (size // 2)}'\n\n{'[a] ' * (size // 8)}",
    "definitions": numbered("[a{}]: b\n"),
    "a long footnote": defined("[^a]: ", "[^a] "),
}
