"""TeX as MathML, which every browser draws without a script."""

import re
from html import unescape
from xml.etree.ElementTree import Element, tostring

from latex2mathml.converter import convert_to_element

_ELEMENTS = frozenset(
    "math menclose mfrac mi mn mo mover mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd "
    "mtext mtr munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent columnalign columnlines columnspacing display displaystyle fence form linethickness lspace "
    "mathvariant maxsize minsize notation rowlines rowspacing rspace scriptlevel separator stretchy "
    "width".split()
)
_MACRO = re.compile(r"\\(?:\w*(?:def|command|environment)|DeclareMathOperator)")
"""Commands that define others: a few nested ones can expand to millions of characters."""
_VALUE = re.compile(r"(?:(?:[a-z][a-z-]*|\d(?:\.\d{1,5})?(?:em|ex|pt)?) ?){1,40}")
"""Words and small lengths, which cannot cover or move other parts."""


def mathml(tex: str, *, display: bool) -> str:
    """Return a formula as MathML; empty if the converter fails.

    It contains only elements and attributes for drawing; `display` puts it on a separate line.
    """
    if _MACRO.search(tex):
        return ""
    try:
        root = convert_to_element(tex, display="block" if display else "inline")
        for element in root.iter():
            _harmless(element)
        return tostring(root, encoding="unicode")
    except Exception:  # Its parser raises all kinds of errors, also for deep nesting.
        return ""


def _harmless(element: Element) -> None:
    element.tag = element.tag if element.tag in _ELEMENTS else "mrow"
    element.text = unescape(element.text or "")
    for name, value in list(element.attrib.items()):
        if name not in _ATTRIBUTES or not _VALUE.fullmatch(value):
            del element.attrib[name]
