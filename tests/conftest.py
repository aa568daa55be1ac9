"""`pytest --update` rewrites the expected output of the cases.

Hypothesis tries the same examples in every run, however busy the machine is, so that CI says the same of the
same code; new ones are looked for with `pytest --hypothesis-profile=new`.
"""

import gc

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import FEW, MANY
from tests.hooked import client, course, home, shipped

__all__ = ["client", "course", "home", "shipped"]

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", PATIENT, derandomize=True, max_examples=FEW)
settings.register_profile("new", PATIENT, max_examples=MANY)
settings.load_profile("same")

# The command line runs without a collector, too; here, some thousands of tests run in one process.
gc.set_threshold(500_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output of the cases")
