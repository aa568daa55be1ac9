"""One thing is broken: one finding, on that line (see `tests.mutations`)."""

from collections.abc import Callable

import pytest

from tests.mutations import MUTATIONS, Mutation, Spot, outcomes
from tests.reports import SCHEMAS


@pytest.mark.parametrize("edition", SCHEMAS)
@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_one_finding_on_that_line(mutate: Callable[[Spot], Mutation | None], edition: str) -> None:
    wrong = [what for right, what in outcomes(mutate, edition) if not right]
    assert not wrong, "\n".join(wrong)
