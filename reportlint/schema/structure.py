"""Checks the keys and values of a document against the JSON Schema, using jsonschema."""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from reportlint.diagnostic import Finding
from reportlint.formatting import plural, quoted
from reportlint.schema.rules import STRUCTURE, KeyPath, Located
from reportlint.schema.yaml import YamlTree

JsonSchema = Mapping[str, Any]

_KINDS = {"questions": "question", "sections": "section", "formats": "format", "revisions": "revision"}
_TYPES = {
    "string": "a text",
    "integer": "a whole number",
    "object": "a mapping of keys to values",
    "array": "a list",
}


def check(tree: YamlTree, json_schema: JsonSchema) -> Iterator[Located]:
    """Yield the violations of the JSON Schema of schema files (RL902), one mistake at a time."""
    errors = list(_errors(tree.document, json_schema))
    if misspells_extends(tree, json_schema):
        # Keys required without `extends` are not missing if `extends` is only misspelt.
        errors = [error for error in errors if error.absolute_schema_path[0] != "else"]
    meant = {_path(error): _meant(error) for error in errors if error.validator == "additionalProperties"}
    for error in errors:
        path = _path(error)
        if error.validator == "additionalProperties":
            yield from _unknown(tree, error)
        elif error.validator == "required":
            yield from _missing(tree, error, meant.get(path, set()))
        else:
            message = f"{name_of(path)} {_sentence(error)}"
            yield Located(STRUCTURE, Finding(tree.places[path], message), path)


def misspells_extends(tree: YamlTree, json_schema: JsonSchema) -> bool:
    """Whether the document lacks the key `extends`, but has one that is probably meant to be it."""
    known = json_schema["properties"]
    strangers = [key for key in tree.document if key not in known]
    return "extends" not in tree.document and any(
        get_close_matches(key, known, 1) == ["extends"] for key in strangers
    )


def lacking(revision: Mapping[str, Any], json_schema: JsonSchema) -> Iterator[tuple[KeyPath, str | None]]:
    """Yield the path and key of everything a full revision lacks; no key if the value is empty."""
    complete = {"$ref": "#/$defs/complete", "$defs": json_schema["$defs"]}
    for error in _errors(revision, complete):
        if error.validator == "required":
            yield from ((_path(error), key) for key in _absent(error))
        elif error.validator == "minProperties":
            yield _path(error), None


def name_of(path: KeyPath) -> str:
    """Return the name of the part at `path` for messages."""
    if not path:
        return "the file"
    above, last = path[:-1], path[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of {name_of(above)}"
    kind = _KINDS.get(str(above[-1])) if above else None
    return f"{kind} {quoted(last).strip('`')}" if kind else quoted(last)


def _errors(document: Any, json_schema: JsonSchema) -> Iterator[ValidationError]:
    """Yield the errors without repeats: jsonschema reports some once per missing key or schema part."""
    seen = set()
    for error in Draft202012Validator(json_schema).iter_errors(document):
        key = (_path(error), error.validator, repr(error.validator_value))
        if key not in seen:
            seen.add(key)
            yield error


def _path(error: ValidationError) -> KeyPath:
    return tuple(error.absolute_path)


def _instance(error: ValidationError) -> Any:
    return error.instance


def _schema(error: ValidationError) -> JsonSchema:
    return error.schema if isinstance(error.schema, Mapping) else {}


def _absent(error: ValidationError) -> list[str]:
    wanted: Any = error.validator_value
    return [key for key in wanted if key not in _instance(error)]


def _strangers(error: ValidationError) -> list[str]:
    schema = _schema(error)
    patterns = schema.get("patternProperties", {})
    known = schema.get("properties", {})
    others = [key for key in _instance(error) if key not in known]
    return [key for key in others if not any(re.search(pattern, key) for pattern in patterns)]


def _meant(error: ValidationError) -> set[str]:
    """Return the keys that the unknown ones of a mapping are probably meant to be."""
    known = _schema(error).get("properties", {})
    return {match for key in _strangers(error) for match in get_close_matches(key, known, 1)}


def _unknown(tree: YamlTree, error: ValidationError) -> Iterator[Located]:
    schema = _schema(error)
    known = schema.get("properties", {})
    for key in _strangers(error):
        path = (*_path(error), key)
        reason = schema.get("keyErrorMessage", f"is not a key of {name_of(_path(error))}")
        match = get_close_matches(key, known, 1)
        hint = f": did you mean `{match[0]}`?" if match else ""
        message = f"{quoted(key)} {reason}{hint}"
        yield Located(STRUCTURE, Finding(tree.keys[path], message), path)


def _missing(tree: YamlTree, error: ValidationError, meant: set[str]) -> Iterator[Located]:
    path = _path(error)
    for key in _absent(error):
        if key not in meant:
            message = f"{name_of(path)} lacks the key `{key}`"
            yield Located(STRUCTURE, Finding(tree.places[path], message), (*path, key))


def _sentence(error: ValidationError) -> str:
    """Return what is wrong with a value, to follow its name in a sentence."""
    if error.validator == "pattern":
        return str(_schema(error).get("patternErrorMessage", "is not written as it should be"))
    sentence = _SENTENCES.get(str(error.validator))
    return sentence(error.instance, error.validator_value) if sentence else "is not what belongs here"


def _wrong_type(value: Any, wanted: str | list[str]) -> str:
    types = [wanted] if isinstance(wanted, str) else wanted
    expected = " or ".join(_TYPES[name] for name in types if name != "null")
    if value is None:
        empty = "; an empty one is `{}`" if "object" in types else ""
        return f"has no value: it must be {expected}{empty}"
    if "string" in types and isinstance(value, int):
        return f"must be {expected}: quote it"
    return f"must be {expected}"


def _not_listed(value: Any, wanted: list[str | None]) -> str:
    names = [name for name in wanted if name]
    match = get_close_matches(value, names, 1) if isinstance(value, str) else []
    return f"must be one of {', '.join(names)}" + (f": did you mean `{match[0]}`?" if match else "")


def _empty(_: Any, __: Any) -> str:
    return "must not be empty"


_SENTENCES: Mapping[str, Callable[[Any, Any], str]] = {
    "type": _wrong_type,
    "enum": _not_listed,
    "const": lambda _, wanted: f"must be the number {wanted}: this version of reportlint knows no other",
    "not": lambda _, __: "has no value: state one, or delete the key",
    "minimum": lambda _, wanted: f"must be {wanted} or more",
    "maxLength": lambda _, wanted: f"must not be longer than {plural(wanted, 'character')}",
    "maxProperties": lambda _, wanted: f"must not have more than {plural(wanted, 'key')}",
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "uniqueItems": lambda _, __: "names something twice",
}
