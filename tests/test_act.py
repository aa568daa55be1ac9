"""The action as a whole, in a workflow that a real runner runs."""

from pathlib import Path

import pytest

from tests import act
from tests.actions import GOOD, Event, git, write
from tests.reports import PNG

pytestmark = act.needs_act


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return act.action(tmp_path_factory.mktemp("action"))


def test_x(action: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    write(clone / "reports" / "README.md", GOOD)
    write(clone / "reports" / "figures" / "harbour.png", PNG)
    git(clone, "init", "-qb", "main")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "base")
    for e in (
        Event("push", {}),
        Event("merge_group", {"merge_group": {"base_sha": "a" * 40}}),
        Event("workflow_dispatch", {}),
        Event("pull_request", {"number": 7, "pull_request": {"number": 7}}),
    ):
        job = act.run(tmp_path, action, e)
        print(job)
