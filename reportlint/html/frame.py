"""Fills templates to make pages: each is one self-contained file that makes no requests."""

import pkgutil
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportlint.formatting import allowed, printable

GENERATOR = '<meta name="generator" content="reportlint">'
"""Identifies our pages, so that they may be overwritten."""

_POLICY = (
    "default-src 'none'; style-src {style}; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
"""Not every browser has `'self'` for pages opened from a disk, hence `file:`."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that HTML does not allow, not even escaped."""


def document(title: str, body: str, style: str, script: str = "") -> str:
    """Return a whole page.

    `title` is plain text, `body` HTML that is safe already; `style` is our CSS and `script` our JavaScript.
    The page's policy allows exactly these two by their digests, no requests, and pictures from its own place.
    """
    # As browsers read them: checkouts on Windows may have other newlines.
    style, script = (text.replace("\r\n", "\n") for text in (style, script))
    policy = _POLICY.format(style=_digest(style)) + (f"; script-src {_digest(script)}" if script else "")
    page = filled(
        "frame.html",
        title=title,
        body=body,
        generator=GENERATOR,
        policy=policy,
        style=style,
        script=script,
    )
    return _FORBIDDEN.sub("\ufffd", page)


def filled(template: str, **context: object) -> str:
    """Return HTML: a template filled with values; all text in them is escaped unless it is `Markup`."""
    return _environment().get_template(template).render(context)


def asset(name: str) -> str:
    """Return a file next to the templates: a style or a script."""
    return (pkgutil.get_data(__package__, f"templates/{name}") or b"").decode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportlint.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = _one_line
    environment.globals["allowed"] = allowed
    return environment


def _one_line(text: object) -> str:
    """Return a text on one line, without control characters."""
    return printable(" ".join(str(text).split()))


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
