"""Patterns of paths: what they match, and that they cost no more than the folders there are."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportlint.repository.globs import expand, fixed_part, is_pattern
from reportlint.repository.listing import entries

FILES = (
    "a/reports/README.md",
    "a/x.md",
    "b/reports/README.md",
    "b/b/b/x.md",
    ".hidden/x.md",
    "a/.x.md",
    "x.md",
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return folder


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.md", ["x.md"]),
        ("*/reports/README.md", ["a/reports/README.md", "b/reports/README.md"]),
        ("**/x.md", ["a/x.md", "b/b/b/x.md", "x.md"]),
        ("**/**/b/**/x.md", ["b/b/b/x.md"]),
        ("b/**", ["b/b", "b/b/b", "b/reports"]),
        ("?/x.[lm]d", ["a/x.md"]),
        (".hidden/*", [".hidden/x.md"]),
        ("*/.x*", ["a/.x.md"]),
        ("a/../[ab]/x.md", ["a/../a/x.md"]),
        ("[ab]/../x.md", []),
        ("a/x.md/*", []),
        ("nowhere/*", []),
        ("*" * 5000, []),
    ],
)
def test_what_matches(tree: Path, pattern: str, found: list[str]) -> None:
    assert is_pattern(pattern)
    assert expand(pattern, tree) == found
    assert expand(f"{tree}/{pattern}", Path("/")) == [f"{tree}/{name}" for name in found]


PARTS = st.sampled_from(["a", "b", "*", "**", "?", "reports", "*.md", "x.md", "[ab]", "README.md"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PARTS, min_size=1, max_size=6).map("/".join).filter(is_pattern))
def test_it_matches_what_python_does(tree: Path, pattern: str) -> None:
    theirs = {path.relative_to(tree) for path in tree.glob(pattern)} - {Path()}
    shown = {path.as_posix() for path in theirs if not any(part.startswith(".") for part in path.parts)}
    if not (pattern.endswith("**") and sys.version_info >= (3, 13)):  # There it means files, too.
        # What a pattern begins with is here as well, where only folders are asked for.
        start = {fixed_part(pattern).as_posix()} if set(pattern.rsplit("/")[-1]) == {"*"} else set()
        assert set(expand(pattern, tree)) | start == shown | start


def test_the_fixed_part() -> None:
    assert fixed_part("../a/*/b") == Path("../a")
    assert fixed_part("**/a") == Path()
    assert fixed_part("a/b") == Path("a/b")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_no_folder_is_looked_into_twice_and_none_behind_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    for _ in range(40):
        folder = folder / "d"
        folder.mkdir()
        (folder / "up").symlink_to("..")
        (folder / "x.md").touch()
    looked: list[Path] = []

    def noted(folder: Path) -> list[tuple[str, bool]]:
        looked.append(folder)
        return entries(folder)

    monkeypatch.setattr("reportlint.repository.globs.entries", noted)
    for pattern in ("**/" * 30 + "x.md", "**/d/" * 10 + "x.md", "**/*/" * 10 + "x.md"):
        looked.clear()
        assert expand(pattern, tmp_path)
        assert len(looked) == len(set(looked)) == 41
