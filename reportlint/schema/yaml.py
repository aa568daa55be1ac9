"""Reads the YAML of schema files, with the place of each value, and writes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from reportlint import PROJECT, __version__
from reportlint.diagnostic import Finding, Related
from reportlint.formatting import quoted
from reportlint.schema.rules import DUPLICATE, SYNTAX, KeyPath, Located
from reportlint.source import Source, Span

MAX_DEPTH = 16
"""Twice the depth of any schema."""

_SHOWN = 100
"""Maximum characters of a mapping or list to show; whole long lines would take quadratic time."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
UNPRINTABLE = re.compile("[^\t\n -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""A character that YAML does not allow."""
_WORDS = {"null": None, "true": True, "false": False}
_CONSTANTS = {"": None, "~": None} | {
    form: value for word, value in _WORDS.items() for form in (word, word.capitalize(), word.upper())
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_HINTS = {
    "mapping values": "quote a text that has `: ` in it",
    "a tab": "indent with spaces",
    "cannot start": "quote a text that begins like this",
    "alphabetic": "quote a text that begins with `*` or `&`",
    "expected ':'": "a key is followed by `: `",
    "end of stream": "the quote that begins here does not end",
    "escape": r"in double quotes write `\\` for `\`",
}


@dataclass(frozen=True, slots=True)
class YamlTree:
    """The values of a YAML document and their places."""

    document: Mapping[str, Any]
    """Mappings with text keys, lists, texts, whole numbers, true, false and null."""
    keys: Mapping[KeyPath, Span]
    """The key of each entry of a mapping, without its value."""
    places: Mapping[KeyPath, Span]
    """The span to show for each value: the value if it is on one line, else its key, else its first line."""


class _NotASchemaError(Exception):
    """The text is not a schema file at all; carries the place and the message."""

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(message)
        self.span = Span(start, end)


def read(source: Source) -> tuple[YamlTree | None, list[Located]]:
    """Return the values of the YAML text `source`, and its syntax mistakes (RL901, RL903).

    There is no tree if the text is not a single mapping in plain YAML. Never raises.
    """
    reader = _TreeReader(source)
    try:
        document = reader.read()
    except _NotASchemaError as error:
        return None, [Located(SYNTAX, Finding(error.span, str(error)))]
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(source, error)]
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # PyYAML does not wrap the errors for numbers and escapes that are too large.
        message = f"this is not YAML: {quoted(str(error))}"
        return None, [Located(SYNTAX, Finding(Span(0, 0), message))]
    return YamlTree(document, reader.keys, reader.places), reader.mistakes


def _syntax(source: Source, error: yaml.MarkedYAMLError) -> Located:
    problem, context = error.problem or "", error.context or ""
    unclosed = "end of stream" in problem or "a flow" in context or "simple key" in context
    mark: Any = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
    start = min(mark.index, len(source.text)) if mark else 0
    hint = next((f"; {hint}" for sign, hint in _HINTS.items() if sign in problem), "")
    if "a flow" in context:
        hint = "; the bracket that begins here does not end"
    if source.text[start : start + 1] == "\t":
        hint = "; indent with spaces"
    span = source.trim(start, source.line_end(source.line_at(start)))
    return Located(SYNTAX, Finding(span, f"this is not YAML: {problem}{hint}"))


class _TreeReader:
    """Reads one document event by event, so that aliases are never followed and depth is limited."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.keys: dict[KeyPath, Span] = {}
        self.places: dict[KeyPath, Span] = {}
        self.mistakes: list[Located] = []
        self._loader: Any = None

    def read(self) -> dict[str, Any]:
        if match := UNPRINTABLE.search(self.source.text):
            raise _NotASchemaError(
                *match.span(), f"the character {code_point(match[0])} is not allowed in YAML"
            )
        self._loader = _LOADER(self.source.text)
        try:
            return self._document()
        finally:
            self._loader.dispose()

    def _document(self) -> dict[str, Any]:
        self._next()  # the start of the stream
        mapping = "a schema file is a mapping of keys, such as `format: 1`"
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _NotASchemaError(0, 0, f"the file is empty: {mapping}")
        event = self._next()
        document = self._value(event, ())
        if not isinstance(document, dict):
            raise _NotASchemaError(*self._bounds(event), mapping)
        self._next()  # the end of the document
        if not isinstance(event := self._next(), yaml.StreamEndEvent):
            raise _NotASchemaError(
                *self._bounds(event), "a schema file is one YAML document: delete this `---`"
            )
        return document

    def _next(self) -> Any:
        return self._loader.get_event()

    def _bounds(self, event: Any) -> tuple[int, int]:
        """Return the offsets of an event, without later lines."""
        size = len(self.source.text)
        start, end = min(event.start_mark.index, size), min(event.end_mark.index, size)
        span = self.source.trim(start, min(end, self.source.line_end(self.source.line_at(start))))
        return span.start, span.end

    def _value(self, event: Any, path: KeyPath) -> Any:
        self._refuse(event, path)
        self.places[path] = self._place(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _place(self, event: Any, path: KeyPath) -> Span:
        source, start = self.source, event.start_mark.index
        text = source.text[start : event.end_mark.index].strip()
        if isinstance(event, yaml.ScalarEvent) and text and "\n" not in text:
            return Span(*self._bounds(event))
        end = min(start + _SHOWN, source.line_end(source.line_at(start)))
        return self.keys.get(path) or source.trim(start, end)

    def _refuse(self, event: Any, path: KeyPath) -> None:
        """Raise `_NotASchemaError` for YAML that is not plain."""
        bounds = self._bounds(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _NotASchemaError(
                *bounds, f"anchors and aliases (`{event.anchor}`) are not allowed: write the value out"
            )
        if event.tag is not None:
            raise _NotASchemaError(*bounds, "tags are not allowed: delete the `!` and the name after it")
        if len(path) > MAX_DEPTH:
            raise _NotASchemaError(*bounds, f"nothing in a schema nests deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.ScalarEvent) and (match := UNPRINTABLE.search(event.value)):
            raise _NotASchemaError(*bounds, f"the character {code_point(match[0])} is not allowed in a text")

    def _sequence(self, path: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._refuse(event, path)
            span = Span(*self._bounds(event))
            if not isinstance(event, yaml.ScalarEvent):
                raise _NotASchemaError(span.start, span.end, "a key is a plain text or a number")
            key = event.value
            if key in values:
                self._duplicate(key, path, span)
                # Also read, at a path that no mapping has, to check its syntax.
                self._value(self._next(), (*path, len(self.mistakes)))
                continue
            self.keys[(*path, key)] = span
            values[key] = self._value(self._next(), (*path, key))
        return values

    def _duplicate(self, key: str, path: KeyPath, span: Span) -> None:
        message = f"the key {quoted(key)} is there twice: delete one or rename it"
        place = (*path, key)
        first = Related("the first one", self.keys[place])
        self.mistakes.append(Located(DUPLICATE, Finding(span, message, related=(first,)), place))


def _scalar(event: Any) -> Any:
    """Return the value by YAML 1.2's core types; texts that look like dates or fractions stay texts."""
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def code_point(character: str) -> str:
    """Return the name of a character that cannot be shown."""
    return f"U+{ord(character):04X}"


ADDRESS = f"https://raw.githubusercontent.com/{PROJECT}/v{__version__}/schemas/question-schema.json"
"""Where editors find the JSON Schema of this version, wherever the schema file is."""
BESIDE = "question-schema.json"
"""The JSON Schema's address for a schema file in the same folder."""


class _Dumper(yaml.SafeDumper):
    """Indents lists under their key and never writes anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    # In other styles YAML would read this character as a newline.
    style = '"' if "\x85" in text else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: _Dumper, mapping: Mapping[Any, Any]) -> yaml.MappingNode:
    keyed = {int(key) if key.isdigit() else key: value for key, value in mapping.items()}
    flow = bool(mapping) and set(mapping) <= {"min", "max"}
    return dumper.represent_mapping("tag:yaml.org,2002:map", keyed.items(), flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def dump(document: Mapping[str, Any], json_schema: str = BESIDE) -> str:
    """Return `document` as the text of a schema file, keys in order, long texts as blocks.

    The first line names `json_schema`, with which editors complete and check the rest.
    """
    return f"# yaml-language-server: $schema={json_schema}\n{_yaml(document)}"


def fragment(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of one entry of a mapping, indented by `indent`."""
    lines = _yaml({key: value}).removesuffix("\n").split("\n")
    return [f"{' ' * indent}{line}" if line else line for line in lines]


def _yaml(document: Mapping[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
