"""The expressions of an `action.yml`: `${{ ... }}` and `if:`, evaluated as GitHub evaluates them.

Stricter in one way: a misspelt context, input or step is an error here, where GitHub reads an empty string.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

Value = object
Functions = Mapping[str, Callable[..., Value]]

STATUS = frozenset({"success", "failure", "always", "cancelled"})
_EXPRESSION = re.compile(r"\$\{\{((?:'[^']*'|[^'])*?)\}\}")
_TOKEN = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w-]*)"
    r"|(?P<symbol>&&|\|\||==|!=|[!().,\[\]])|(?P<end>\Z))"
)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|0x[0-9a-f]+", re.IGNORECASE)


class BrokenAction(Exception):  # noqa: N818 - the action is at fault, not the program
    """The action says something that GitHub would reject, or would take for something else than meant."""


class Closed(dict[str, Value]):
    """A context all of whose names are known."""


class Exact(dict[str, Value]):
    """A context whose names are told apart by case: `env`, except on Windows."""


def text(value: Value) -> str:
    """Return a value as it is written into a string."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | float():
            return format(value, ".15g").upper()
        case str():
            return value
    return "Object" if isinstance(value, Mapping) else "Array"


def number(value: Value) -> float:
    match value:
        case None:
            return 0
        case bool() | int() | float():
            return float(value)
        case str() if not value.strip():
            return 0
        case str() if _NUMBER.fullmatch(value.strip()):
            return float(int(value, 16) if "x" in value.lower() else value)
    return math.nan


def truthy(value: Value) -> bool:
    # NaN, which alone is not itself, is false.
    plain = value is None or isinstance(value, bool | int | float | str)
    return not plain or (bool(value) and value == value)


def equal(left: Value, right: Value) -> bool:
    match left, right:
        case str(), str():
            return left.upper() == right.upper()
        case ((None | bool() | int() | float() | str()), (None | bool() | int() | float() | str())):
            return number(left) == number(right)
    return left is right


def field(holder: Value, name: str) -> Value:
    """Return a property; of what has none, nothing."""
    if not isinstance(holder, Mapping):
        return None
    fold = str if isinstance(holder, Exact) else str.lower
    for key, value in holder.items():
        if fold(key) == fold(name):
            return value
    if isinstance(holder, Closed):
        raise BrokenAction(f"{name!r} is none of {', '.join(sorted(holder))}")
    return None


def _contains(within: Value, part: Value) -> bool:
    if isinstance(within, list):
        return any(equal(item, part) for item in within)
    return text(part).upper() in text(within).upper()


PURE: Functions = {
    "contains": _contains,
    "startswith": lambda whole, part: text(whole).upper().startswith(text(part).upper()),
    "endswith": lambda whole, part: text(whole).upper().endswith(text(part).upper()),
    "format": lambda form, *values: text(form).format(*map(text, values)),
}


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    at = 0
    while True:
        found = _TOKEN.match(source, at)
        if found is None or found.lastgroup is None:
            raise BrokenAction(f"cannot read {source[at:]!r} in {source!r}")
        yield found.lastgroup, found[found.lastgroup]
        if found.lastgroup == "end":
            return
        at = found.end()


class _Reader:
    """Evaluates while it reads: nothing that an expression can name has an effect."""

    def __init__(self, source: str, names: Mapping[str, Value], functions: Functions) -> None:
        self._tokens = list(_tokens(source))
        self._source, self._names, self._functions = source, Closed(names), functions

    def whole(self) -> Value:
        value = self._either()
        self._expect("end", "")
        return value

    def _take(self, symbol: str) -> bool:
        found = self._tokens[0] == ("symbol", symbol)
        if found:
            del self._tokens[0]
        return found

    def _expect(self, kind: str, word: str | None = None) -> str:
        found, token = self._tokens.pop(0)
        if found != kind or word not in (None, token):
            raise BrokenAction(f"{token!r} is out of place in {self._source!r}")
        return token

    def _either(self) -> Value:
        value = self._both()
        while self._take("||"):
            other = self._both()
            value = value if truthy(value) else other
        return value

    def _both(self) -> Value:
        value = self._comparison()
        while self._take("&&"):
            other = self._comparison()
            value = other if truthy(value) else value
        return value

    def _comparison(self) -> Value:
        value = self._negation()
        while self._tokens[0] in (("symbol", "=="), ("symbol", "!=")):
            sign = self._tokens.pop(0)[1]
            value = equal(value, self._negation()) == (sign == "==")
        return value

    def _negation(self) -> Value:
        return not truthy(self._negation()) if self._take("!") else self._properties(self._primary())

    def _primary(self) -> Value:
        if self._take("("):
            value = self._either()
            self._expect("symbol", ")")
            return value
        kind, token = self._tokens.pop(0)
        if kind == "string":
            return token[1:-1].replace("''", "'")
        if kind == "number":
            return float(token)
        if kind != "name":
            raise BrokenAction(f"{token!r} is out of place in {self._source!r}")
        return self._named(token)

    def _named(self, name: str) -> Value:
        if self._take("("):
            function = self._functions.get(name.lower())
            if function is None:
                raise BrokenAction(f"{name}() is not to be had in {self._source!r}")
            return function(*self._arguments())
        if name in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[name]
        return field(self._names, name)

    def _arguments(self) -> Iterator[Value]:
        if self._take(")"):
            return
        yield self._either()
        while self._take(","):
            yield self._either()
        self._expect("symbol", ")")

    def _properties(self, value: Value) -> Value:
        while self._tokens[0] in (("symbol", "."), ("symbol", "[")):
            if self._take("."):
                value = field(value, self._expect("name"))
            elif self._take("["):
                value = field(value, text(self._either()))
                self._expect("symbol", "]")
        return value


def evaluate(source: str, names: Mapping[str, Value], functions: Functions = PURE) -> Value:
    """Return the value of what stands between `${{` and `}}`."""
    return _Reader(source, names, functions).whole()


def interpolate(template: Value, names: Mapping[str, Value]) -> str:
    """Return a text of the action with the values of its expressions."""
    return _EXPRESSION.sub(lambda found: text(evaluate(found[1], names)), text(template))


def condition(source: Value, names: Mapping[str, Value], status: Functions) -> bool:
    """Tell whether a step with this `if:` runs; without a status function it asks for success, too."""
    expression = text(source).strip()
    if (wrapped := _EXPRESSION.match(expression)) and wrapped.end() == len(expression):
        expression = wrapped[1]
    if "${{" in expression:
        raise BrokenAction(f"{expression!r} mixes text and expressions, which is always true")
    tokens = list(_tokens(expression))
    if len(tokens) == 1:
        return bool(status["success"]())
    calls = {
        word.lower()
        for (kind, word), after in pairwise(tokens)
        if kind == "name" and after == ("symbol", "(")
    }
    value = evaluate(expression, names, {**PURE, **status})
    return truthy(value) and (bool(calls & STATUS) or bool(status["success"]()))
