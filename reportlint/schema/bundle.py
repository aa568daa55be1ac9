"""Compiles a checkout's `schemas/` into the bundle that ships (`python -m reportlint.schema.bundle`)."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from reportlint.diagnostic import Diagnostic
from reportlint.schema.resolve import Document
from reportlint.schema.validate import load_document
from reportlint.source import Source

SCHEMAS = Path(__file__).parents[2] / "schemas"
TARGET = Path(__file__).with_name("bundled.py")
"""A module, which Python keeps compiled: JSON would need the import of `json`, 2 ms of each check."""
_HEAD = """\
\"\"\"What `schemas/` says, compiled by `python -m reportlint.schema.bundle`: change it there, not here.\"\"\"

from typing import Any

# JSON is Python but for three names.
true, false, null = True, False, None
"""


class BundleError(ValueError):
    """The schemas cannot be compiled; the message has a line for each mistake."""


def compile_bundle(folder: Path) -> str:
    """Return the bundle of the schema files in `folder`; raises `BundleError`.

    Editions are sorted by file name, and extend only earlier ones.
    """
    try:
        json_schema = json.loads((folder / "question-schema.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BundleError(
            "there is no schemas/question-schema.json beside the package: use a checkout"
        ) from None
    except ValueError as error:
        raise BundleError(f"schemas/question-schema.json: {error}") from None
    editions: dict[str, Document] = {}
    for path in sorted(folder.glob("*.yaml")):
        document = _load(path, editions, json_schema)
        if document["template"] != path.stem:
            raise BundleError(
                f"schemas/{path.name}: the edition is named {document['template']}: rename the file"
            )
        editions[path.stem] = document
    return f"{_HEAD}\n{_constant('JSON_SCHEMA', json_schema)}\n{_constant('EDITIONS', editions)}"


def _constant(name: str, value: dict[str, Any]) -> str:
    # One item per line keeps diffs readable.
    return f"{name}: dict[str, Any] = {json.dumps(value, ensure_ascii=False, indent=0)}\n"


def _load(path: Path, editions: dict[str, Document], json_schema: Document) -> Document:
    name = f"schemas/{path.name}"
    try:
        source = Source.decode(name, path.read_bytes())
    except ValueError as error:
        raise BundleError(f"{name}: {error}") from None
    document, diagnostics = load_document(source, editions.__getitem__, json_schema)
    if document is None:
        raise BundleError("\n".join(_line(source, diagnostic) for diagnostic in diagnostics))
    return document


def _line(source: Source, diagnostic: Diagnostic) -> str:
    place = source.position(diagnostic.span.start)
    return f"{source.path}:{place.line}:{place.column}: {diagnostic.code} {diagnostic.message}"


def main(arguments: list[str] | None = None) -> int:
    """Write the bundle, or compare it with `--check`; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m reportlint.schema.bundle", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if the bundle is out of date"
    )
    options = parser.parse_args(arguments)
    try:
        text = compile_bundle(SCHEMAS)
    except BundleError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if not options.check:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
        return 0
    # In a checkout with the newlines of Windows, too.
    if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.name} is out of date: run python -m reportlint.schema.bundle\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
