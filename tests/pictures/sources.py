"""Whether the pictures are those of today: a file beside them has a digest of the words that each shows."""

import json
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.pages import parsed
from tests.pictures import PICTURES, SHOTS

SOURCES = PICTURES / "sources.json"


def sources() -> str:
    """Return the digests as JSON, by the pictures' names."""
    digests = {}
    for name, source in SHOTS.items():
        with TemporaryDirectory() as folder:
            words = " ".join(parsed(source(Path(folder))).text(frozenset({"style", "script"})).split())
            digests[name] = sha256(words.encode()).hexdigest()
    return json.dumps(digests, indent=2) + "\n"
