"""How alike texts are, what of them is lost, and that long ones take no longer than they must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.words import ALIKE, FEW, MatchingRun, Runs, aligned, bag, letters, loss, similarity

PROMPT = "Which boat do you row, who paints the hull of it, and how deep is the harbour at low tide?"


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("Ring the bell (B2)", "Ring both bells (B2)", True),
        ("Ring the bell (B2)", "ring the **bell** (B2)", True),
        ("Ring the bell (B2)", "Paint the crane (B3)", False),
        (
            "Ring the bell (B2)",
            "Ring the bell, count all boats and write their names into the log (B2)",
            False,
        ),
        ("", "", False),
    ],
)
def test_similarity_of_items(old: str, new: str, alike: bool) -> None:
    assert (similarity(bag(old), bag(new)) >= ALIKE) is alike


def test_letters_forgive_misspelling() -> None:
    assert similarity(letters("working in the cloud"), letters("wroking in teh clouds")) >= ALIKE
    assert similarity(letters("working in the cloud"), letters("overall discussion")) < ALIKE


@given(st.text(), st.text())
def test_similarity_is_a_share(old: str, new: str) -> None:
    left, right = bag(old), bag(new)
    assert 0 <= similarity(left, right) == similarity(right, left) <= 1
    assert similarity(left, left) == (1 if left else 0)


@pytest.mark.parametrize(
    ("line", "resembles"),
    [
        ("> who paints the hull of it", True),
        ("> who paints the hull of our boats in spring", True),
        ("hull", True),
        ("the hull", True),
        ("hull the", False),
        ("who rows the boat and paints it at low tide, and how often", False),
        ("", False),
    ],
)
def test_runs(line: str, resembles: bool) -> None:
    assert Runs(PROMPT).resemble(line) is resembles


def test_what_comes_back_for_what_goes() -> None:
    same = loss(PROMPT, PROMPT)
    assert (same.words, same.rewording) == (0, True)
    reworded = loss(PROMPT.replace("paints", "scrubs"), PROMPT)
    assert (reworded.words, reworded.rewording) == (1, True)
    added = loss(f"{PROMPT} We row the green one.", PROMPT)
    assert (added.words, added.rewording) == (5, False)
    assert not loss("gulls and terns", PROMPT).rewording
    assert loss("quay " * (FEW + 1) + PROMPT, PROMPT).words > FEW


TREASURES = ("![a](b.png)", "[a]: b", "> [a]: b", "https://a.example", "`a`", "<b>", "~~", "$x$")


@pytest.mark.parametrize("own", TREASURES)
def test_treasure(own: str) -> None:
    assert loss(f"{PROMPT}\n{own}", PROMPT).treasure
    assert not loss(f"{PROMPT}\n{own}", f"{own}\n{PROMPT}").treasure


WORDS = st.lists(st.sampled_from("abc"), max_size=12)


@given(WORDS, WORDS)
def test_stretches_fill_both_sides(old: list[str], new: list[str]) -> None:
    found = list(aligned(old, new))
    assert [i for s in found for i in range(*s.old)] == list(range(len(old)))
    assert [i for s in found for i in range(*s.new)] == list(range(len(new)))
    for same, (a, b), (c, d) in found:
        assert (old[a:b] == new[c:d]) is same


def test_of_long_texts_only_the_ends_are_compared() -> None:
    old, new = ["row", *"ab" * 2_000, "home"], ["row", *"ba" * 2_000, "home"]
    first, middle, last = aligned(old, new)
    assert (first, last.same) == (MatchingRun(True, (0, 1), (0, 1)), True)
    assert not middle.same
    assert not loss(" ".join(old), " ".join(new)).rewording
