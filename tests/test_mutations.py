"""One thing is broken: one finding, on that line (see `tests.mutations`)."""

import pytest

from tests.mutations import MUTATIONS, Mutate, wrong
from tests.reports import SCHEMAS


@pytest.mark.parametrize("edition", SCHEMAS)
@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_one_finding_on_that_line(mutate: Mutate, edition: str) -> None:
    assert not list(wrong(mutate, edition))
