"""Fixes as code actions: one finding at a time, or all safe fixes at once."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lsprotocol import types

from reportlint.diagnostic import Diagnostic, Fix
from reportlint.server.diagnostics import shown
from reportlint.server.document import Checked
from reportlint.source import BOM, Source, Span

FIX_ALL = "source.fixAll.reportlint"
KINDS = (types.CodeActionKind.QuickFix, FIX_ALL)

_LINE_START = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def actions(checked: Checked, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return the fixes of findings in a range, and the action that fixes all, whose edit is added later.

    Trying all fixes takes several times as long as linting, and editors ask at each move of the cursor.
    """
    found: list[types.CodeAction] = []
    if _asked(params, types.CodeActionKind.QuickFix):
        found += _quick_fixes(checked, params.range)
    if _asked(params, FIX_ALL) and any(d.fix and d.fix.safe for d in checked.offered.diagnostics):
        title = "reportlint: fix all that is safe to fix"
        found.append(types.CodeAction(title, FIX_ALL, data=checked.uri))
    return found


def _asked(params: types.CodeActionParams, kind: str) -> bool:
    """Whether an editor asks for a kind of action; it may name a prefix of the kind."""
    only = params.context.only
    return only is None or any((kind + ".").startswith(named + ".") for named in only)


def _quick_fixes(checked: Checked, asked: types.Range) -> Iterator[types.CodeAction]:
    start, end = checked.places.offset(asked.start), checked.places.offset(asked.end)
    for found in checked.offered.diagnostics:
        if found.fix and found.span.start <= end and start <= found.span.end:
            yield _quick_fix(checked, found, found.fix)


def _quick_fix(checked: Checked, found: Diagnostic, fix: Fix) -> types.CodeAction:
    source, range_of = checked.result.source, checked.places.range
    edits = [types.TextEdit(range_of(Span(e.start, e.end)), e.in_file(source).text) for e in fix.edits]
    return types.CodeAction(
        title=f"reportlint: {fix.title}{'' if fix.safe else ' (unsafe)'}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown(checked, found)],
        is_preferred=fix.safe,
        edit=types.WorkspaceEdit({checked.uri: edits}),
    )


def fix_all(checked: Checked) -> types.WorkspaceEdit:
    """Return the edit that turns a report into the output of `--fix`."""
    source = checked.result.source
    before, after = _raw_lines(source), _raw_lines(checked.fixed.after.source)
    # Line by line, so that the cursor and folded parts stay in place where nothing changes.
    changes = (c for c in SequenceMatcher(None, before, after).get_opcodes() if c[0] != "equal")
    edits = [
        types.TextEdit(
            checked.places.range(Span(source.line_start(first), source.line_start(last))),
            "".join(after[start:end]),
        )
        for _, first, last, start, end in changes
    ]
    return types.WorkspaceEdit({checked.uri: edits})


def _raw_lines(source: Source) -> list[str]:
    """Return the lines of a file with their own newlines."""
    return _LINE_START.split(source.raw.removeprefix(BOM))
