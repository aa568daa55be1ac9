"""Completion of picture paths inside an image."""

import re

from lsprotocol import types

from reportlint.fixes.images import encoded
from reportlint.report.model import Report
from reportlint.repository.checkout import surroundings_of
from reportlint.repository.names import PICTURES
from reportlint.server.document import Checked
from reportlint.source import Span

TRIGGERS = ("(", "/")

_BEGUN = re.compile(r"!\[[^\[\]]*\]\(([^()\s]*)$")
"""The text of an image up to the cursor, with the beginning of its address."""


def completion(
    checked: Checked, report: Report, params: types.CompletionParams
) -> list[types.CompletionItem]:
    """Return the pictures that can be shown, if the cursor is in the address of an image."""
    source, places = report.source, checked.places
    offset = places.offset(params.position)
    begun = _BEGUN.search(source.text[source.starts[source.line_at(offset)] : offset])
    if not begun or not checked.file.home:
        return []
    workspace = surroundings_of(checked.file.name)
    folder = workspace.find(report.picture_folder).path
    typed = places.range(Span(offset - len(begun[1]), offset))
    return [
        types.CompletionItem(
            label=name,
            kind=types.CompletionItemKind.File,
            filter_text=address,
            text_edit=types.TextEdit(typed, address),
        )
        for name in sorted(workspace.files(folder))
        if name.lower().endswith(PICTURES)
        for address in [encoded(f"{report.picture_folder}{name}")]
    ]
