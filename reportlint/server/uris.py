"""Document addresses (URIs) as editors send them."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile("/[A-Za-z]:")


def path_of(uri: str) -> Path | None:
    """Return the path of the file at an address; None if the document is not saved in a file.

    Unlike in pygls, `;` is part of the name.
    """
    try:
        scheme, host, path, _, _ = urlsplit(uri)
    except ValueError:
        return None
    if scheme != "file" or "\0" in (name := unquote(path)):
        return None
    if host not in ("", "localhost"):
        return Path(f"//{unquote(host)}{name}")
    return Path(name[1:] if _DRIVE.match(name) else name)
