"""Makes a report's HTML harmless: keeps what GitHub keeps; nothing runs, loads or imitates the page.

The sanitiser decides what is allowed. Its regular output is then rewritten: pictures are shown from their
place, links lead from the page, and no attribute sets a style.
"""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

import nh3
from markupsafe import Markup

from reportlint.html.markdown import CLASSES
from reportlint.html.nesting import Nesting
from reportlint.html.pictures import Targets

_TAGS = set(
    "a abbr b bdo blockquote br caption code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 "
    "h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strike strong sub "
    "summary sup table tbody td tfoot th thead tr tt ul var wbr".split()
)
_ATTRIBUTES = {
    "*": {"id", "title", "align"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "input": {"checked"},
    "ol": {"start", "reversed"},
    "details": {"open"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
}
_BOX = {"type": "checkbox", "disabled": ""}
_ALERTS = {f"markdown-alert-{kind}" for kind in ("note", "tip", "important", "warning", "caution")}
_CLASSES = {
    "span": {*CLASSES, "math", "display"},
    "ul": {"contains-task-list"},
    "ol": {"contains-task-list"},
    "li": {"task-list-item"},
    "section": {"footnotes"},
    "sup": {"footnote-ref"},
    "a": {"footnote-backref"},
    "div": {"markdown-alert", *_ALERTS},
    "p": {"markdown-alert-title"},
}
_SANITISER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    set_tag_attribute_values={"input": _BOX},
    allowed_classes=_CLASSES,
    filter_style_properties={"text-align"},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_SIDES = ("left", "center", "right")
_TODAY = {"tt": "code", "strike": "s"}
"""Obsolete elements and their replacements."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_VOID = frozenset(("br", "hr", "img", "input", "wbr"))
_NUMBERS = frozenset(("width", "height", "colspan", "rowspan", "start"))
_LONGEST = 5
"""Maximum number of digits that a page needs in an attribute."""
_PERCENT = re.compile("([1-9]?[0-9]|100)%")


class Cleaner:
    """Makes the pieces of one page harmless; `reserved` are the names of the page's own elements."""

    def __init__(self, targets: Targets, reserved: Iterable[str]) -> None:
        self._targets = targets
        self._reserved = frozenset(reserved)

    def clean(self, html: str | None, *, lowest: int = 1) -> Markup | None:
        """Return complete, harmless HTML; None for None, and if parsing it would cost too much for its size.

        Its headings are of the level `lowest` or below.
        """
        nesting = Nesting()
        nesting.feed(html or "")
        if html is None or nesting.costly:
            return None
        writer = _CleanWriter(self._targets, self._reserved, lowest)
        writer.feed(_SANITISER.clean(html))
        writer.close()
        return Markup("".join(writer.written))  # noqa: S704  (it has just been sanitised)


class _CleanWriter(HTMLParser):
    """Rewrites the output of the sanitiser."""

    def __init__(self, targets: Targets, reserved: frozenset[str], lowest: int) -> None:
        super().__init__()
        self.written: list[str] = []
        self._targets, self._reserved, self._lowest = targets, reserved, lowest
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        if tag == "img":
            self.written.append(self._image(own))
            return
        kept = {name: value for name, value in sorted(own.items(), key=_order) if self._keeps(name, value)}
        side = own.get("align") or own.get("style", "").removeprefix("text-align:")
        if side.lower() in _SIDES:
            kept["class"] = f"{kept.get('class', '')} {side.lower()}".strip()
        if tag == "input":
            kept["aria-label"] = "ticked" if "checked" in kept else "not ticked"
        if tag == "table" or kept.get("class") == "math display":
            # If it is wider than the page, it can be scrolled with the keyboard.
            kept["tabindex"] = "0"
        if "href" in kept:
            kept["href"] = self._targets.link(kept["href"])
        self._in_link |= tag == "a"
        self.written.append(_tag(self._today(tag), kept))

    def handle_endtag(self, tag: str) -> None:
        self._in_link &= tag != "a"
        if tag not in _VOID:
            self.written.append(f"</{self._today(tag)}>")

    def handle_data(self, data: str) -> None:
        self.written.append(escape(data, quote=False))

    def _today(self, tag: str) -> str:
        """Return the element to write: headings not above the lowest level, obsolete elements replaced."""
        return f"h{max(int(tag[1]), self._lowest)}" if tag in _HEADINGS else _TODAY.get(tag, tag)

    def _keeps(self, name: str, value: str) -> bool:
        if name in ("align", "style"):
            return False
        if name in _NUMBERS:
            return value.isdecimal() and len(value) <= _LONGEST
        return self._names(value) if name == "id" else name != "class" or bool(value)

    def _names(self, name: str) -> bool:
        """Whether an element may have this name."""
        return bool(name) and not any(map(str.isspace, name)) and name not in self._reserved

    def _image(self, own: dict[str, str]) -> str:
        """Return a picture, or if it cannot be shown, its words and the reason."""
        picture = self._targets.picture(own.get("src", ""))
        alt = " ".join(own.get("alt", "").split())
        if not picture.reason:
            size = {name: own[name] for name in ("width", "height") if self._keeps(name, own.get(name, ""))}
            title = {"title": own["title"]} if own.get("title") else {}
            share = _share(own.get("width", ""))
            return _tag("img", {"src": picture.address, "alt": alt, **title, **size, **share})
        words = f"<b>{escape(alt or 'Picture')}</b> <i>({escape(picture.reason)})</i>"
        if picture.address and not self._in_link:
            return f"{_tag('a', {'class': 'no-picture', 'href': picture.address})}{words}</a>"
        return f'<span class="no-picture">{words}</span>'


def _order(attribute: tuple[str, str]) -> tuple[bool, str]:
    """Return a sort key for attributes, which the sanitiser does not order: an element's name first."""
    return attribute[0] != "id", attribute[0]


def _share(width: str) -> dict[str, str]:
    """Return the class for a width in percent: full tens, so that pictures still fit side by side."""
    percent = _PERCENT.fullmatch(width)
    return {"class": f"w{max(1, int(percent[1]) // 10)}0"} if percent else {}


def _tag(name: str, attributes: dict[str, str]) -> str:
    written = (f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{''.join(written)}>"
