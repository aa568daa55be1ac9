"""The frame of every page: one file that needs nothing else, runs nothing and asks nobody for anything."""

import re
from base64 import b64encode
from hashlib import sha256
from html import escape

GENERATOR = '<meta name="generator" content="reportlint">'
"""What tells a page of ours, so that it can be made anew."""

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{generator}
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""

_POLICY = (
    "default-src 'none'; style-src {style}; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
"""A page that is opened from a disk has no `'self'` in every browser, hence `file:`."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
"""What HTML allows nowhere, not even escaped."""


def document(title: str, body: str, style: str, script: str = "", language: str = "en") -> str:
    """Return a whole page.

    `title` is plain text, `body` HTML that is safe already, `style` CSS and `script` JavaScript of ours:
    the page's policy allows exactly these two by their digests, no request, and pictures from its own
    place. `language` is a BCP 47 tag.
    """
    # As browsers read them: a checkout on Windows may have others.
    style, script = (text.replace("\r\n", "\n") for text in (style, script))
    policy = _POLICY.format(style=_digest(style))
    if script:
        policy += f"; script-src {_digest(script)}"
        body += f"\n<script>{script}</script>"
    page = _PAGE.format(
        language=escape(language),
        generator=GENERATOR,
        policy=policy,
        title=escape(" ".join(title.split())),
        style=style,
        body=body,
    )
    return _FORBIDDEN.sub("\ufffd", page)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
