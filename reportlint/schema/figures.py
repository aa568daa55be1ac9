"""Where a template wants pictures: the folder in the paths that its own text shows."""

import re

from reportlint.schema.model import Revision

_FOLDER = re.compile(
    r"!\[[^\]\n]{0,100}\]\(([\w-]{1,100}/)|\]\(([\w-]{1,100}/)[^()\s]{1,100}\.(?:png|jpe?g)\)"
)
"""The path of an image, or of a link to a picture, that begins with a folder."""


def picture_folder(revision: Revision) -> str:
    """Return the folder that a template puts pictures into, such as `figures/`; empty if it names none."""
    texts = (revision.preamble, *(question.prompt for question in revision.questions))
    found = next(filter(None, map(_FOLDER.search, texts)), None)
    return (found[1] or found[2]) if found else ""
