"""A schema's document as YAML that a person likes to read."""

from collections.abc import Mapping
from typing import Any

import yaml

from reportlint import PROJECT, __version__

ADDRESS = f"https://raw.githubusercontent.com/{PROJECT}/v{__version__}/schemas/question-schema.json"
"""Where editors find the JSON Schema of this version, wherever the schema file stands."""
BESIDE = "question-schema.json"
"""The same, for a schema file that stands beside it."""


class _Dumper(yaml.SafeDumper):
    """Lists are indented under their key; anchors are never written."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _mapping(dumper: _Dumper, mapping: Mapping[Any, Any]) -> yaml.MappingNode:
    keyed = {int(key) if key.isdigit() else key: value for key, value in mapping.items()}
    flow = bool(mapping) and set(mapping) <= {"min", "max"}
    return dumper.represent_mapping("tag:yaml.org,2002:map", keyed.items(), flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(dict, _mapping)


def dump(document: Mapping[str, Any], json_schema: str = BESIDE) -> str:
    """Return `document` as the text of a schema file, keys in their order, long texts as blocks.

    The first line tells editors where `json_schema` is, by which they complete and check the rest.
    """
    return f"# yaml-language-server: $schema={json_schema}\n{_yaml(document)}"


def fragment(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of one entry of a mapping, so far indented."""
    lines = _yaml({key: value}).removesuffix("\n").split("\n")
    return [f"{' ' * indent}{line}" if line else line for line in lines]


def _yaml(document: Mapping[str, Any]) -> str:
    return yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
