"""`pytest --update` rewrites the expected output of the cases.

Hypothesis tries the same examples in every run, however busy the machine is, so that CI says the same of the
same code; new ones are looked for with `pytest --hypothesis-profile=new`.
"""

import pytest
from hypothesis import settings

from tests.hooked import client, course, home, shipped

__all__ = ["client", "course", "home", "shipped"]

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output of the cases")
