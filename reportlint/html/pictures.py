"""Where the pictures and links of a report lead from its page."""

import posixpath
import re
from base64 import b64encode
from typing import NamedTuple
from urllib.parse import quote, unquote

from reportlint.formatting import path_bytes
from reportlint.report.broken_links import SCHEME
from reportlint.repository.workspace import PathEntry, Workspace

_TYPES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"BM"), "image/bmp"),
    (
        re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!(--.*?--|DOCTYPE[^>]*)>\s*)*<svg\b", re.DOTALL),
        "image/svg+xml",
    ),
)
"""First bytes of pictures: a page never embeds other files, which might be private."""


class Picture(NamedTuple):
    """Where a picture is, as seen from the page."""

    address: str
    """Empty if the page may not lead there."""
    reason: str = ""
    """Why it is not shown; empty if it is."""


class Targets:
    """The targets of one report; `folder` is the report's folder as seen from the page's."""

    def __init__(self, workspace: Workspace, folder: str = "") -> None:
        self._workspace = workspace
        self._folder = folder

    def link(self, address: str) -> str:
        """Return where a link leads from the page; `address` has no scheme that runs anything."""
        if address.startswith("//"):
            return f"https:{address}"
        if SCHEME.match(address) or address.startswith("#"):
            return address
        path, sign, rest = _parted(address)
        return f"{self._from_page(unquote(path))}{sign}{rest}"

    def picture(self, address: str) -> Picture:
        """Return where the picture at this address is, if the page may show it."""
        scheme = SCHEME.match(address)
        if scheme and scheme[0].lower() in ("http:", "https:", "//"):
            return Picture(self.link(address), "a picture on another server, not loaded")
        path = "" if scheme else unquote(_parted(address)[0])
        entry = (
            self._workspace.find(path, "" if path.startswith("/") else None) if path else PathEntry("missing")
        )
        if entry.state != "file":
            return Picture("", "picture not found")
        return Picture(self._from_page(self._workspace.relative(entry.path)))

    def embedded(self, address: str, size: int) -> str:
        """Return the picture at an address from `picture`, as an address that contains it.

        Empty if that has more than `size` characters, or the file is not a picture.
        """
        path = unquote(address, errors="surrogateescape").removeprefix("./")
        entry = self._workspace.find(path.removeprefix(f"{self._folder}/"))
        data = self._workspace.content(entry, size) if entry.state == "file" else b""
        kind = next((kind for start, kind in _TYPES if start.match(data)), "")
        whole = f"data:{kind};base64,{b64encode(data).decode()}" if kind and len(data) < size else ""
        return whole if len(whole) <= size else ""

    def _from_page(self, path: str) -> str:
        """Return the address of a path from the report's folder, or with `/` from the top folder."""
        if path.startswith("/"):
            path = self._workspace.relative(path.lstrip("/"))
        whole = posixpath.join(self._folder, path) if self._folder and path else path
        # The `./` keeps a name with a colon from being read as a scheme.
        return quote(path_bytes(f"./{whole}" if ":" in whole else whole), safe="/:~")


def _parted(address: str) -> tuple[str, str, str]:
    """Return the path of an address, the sign after it, and query or fragment."""
    at = min((place for sign in "?#" if (place := address.find(sign)) >= 0), default=len(address))
    return address[:at], address[at : at + 1], address[at + 1 :]
