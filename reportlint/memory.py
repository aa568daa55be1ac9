"""Memory of the last text: what the next one has, too, is not worked out again."""

from collections.abc import Callable, Hashable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recall(Generic[Key, Value]):
    """What is worked out for one text, each value by all that it depends on."""

    def __init__(self, last: Mapping[Key, Value]) -> None:
        """Begin with nothing but the values of the `last` text."""
        self._last = last
        self.values: dict[Key, Value] = {}

    def get(
        self, key: Key, make: Callable[[], Value], fit: Callable[[Value], Value] = lambda value: value
    ) -> Value:
        """Return the value of a key, made only if neither text has it; `fit` moves it to its place here."""
        known = self.values if key in self.values else self._last
        self.values[key] = fit(known[key] if key in known else make())
        return self.values[key]


class Memory(Generic[Key, Value]):
    """Remembers the values of one text for the next."""

    def __init__(self) -> None:
        self._common: object = None
        self._recall: Recall[Key, Value] = Recall({})

    def next(self, common: object = None) -> Recall[Key, Value]:
        """Return the values of another text; apart from their keys, all depend on `common`."""
        last = self._recall.values if common == self._common else {}
        self._common, self._recall = common, Recall(last)
        return self._recall
