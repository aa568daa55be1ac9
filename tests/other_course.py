"""A course of which the core knows nothing: in German, lettered, without checklist and checker."""

from pathlib import Path

from reportlint.schema.importer import import_template
from reportlint.schema.yaml import ADDRESS, dump

TEMPLATE = Path(__file__).with_suffix(".md")
BLANK = TEMPLATE.read_text(encoding="utf-8")
DANISH = Path(__file__).with_name("danish.md").read_text(encoding="utf-8")
"""The template of a third course."""
FACTS = "course:\n  report: logbuch/README.md\n  forbidden: [OFFEN]\n"
"""What no template says."""


LIMITS = "    words: {min: 0, max: 15}\n    images: {min: 1, max: 1}\n"
"""What question C asks for in words that no import understands."""
HINT = "    hint: 'Umfang: höchstens"


def by_hand(text: str) -> str:
    """Return the text of the imported schema file with what the maintainer adds."""
    return text.replace("forms:\n", f"{FACTS}forms:\n").replace(HINT, LIMITS + HINT)


def schema() -> str:
    """Return the text of the course's schema file."""
    return by_hand(dump(import_template(BLANK, edition="hafen-2030", revision="2030-01-05"), ADDRESS))


def _placeholder(letter: str) -> str:
    return f"[hier steht die Antwort auf {letter}]"


def written(*, broken: bool) -> str:
    """Return a report without a fault, or one that is broken in each question; `BROKEN` says how."""
    text = BLANK.replace(_placeholder("A"), "Wildente")
    text = text.replace(
        _placeholder("B"), "Am Steuer steht Ida, die Wachen teilen wir nach Flut und Mond auf."
    )
    text = text.replace(_placeholder("C"), "![Hafen](bilder/hafen.png)")
    text = text.replace(_placeholder("D"), "Der Kran am Kai war blau.")
    if broken:
        text = text.replace("### Aufgabe A\n", "### aufgabe A (Ida)\n")
        text = text.replace("> Antwort:\n\nWildente", "> Antwort: Wildente")
        text = text.replace("nach Flut und Mond auf", "ein")
        text = text.replace("eingelaufen seid", "gefahren seid")
        text = text.replace("![Hafen](", f"{_placeholder('C')}\n\nOFFEN, siehe [Hafen](")
        text = text.replace("> Antwort:\n\nDer Kran", "Der Kran")
    return text


BROKEN = [
    ("RL104", 10, "A"),
    ("RL205", 14, "A"),
    ("RL203", 28, "B"),
    ("RL105", 36, "C"),
    ("RL202", 42, "C"),
    ("RL208", 44, "C"),
    ("RL301", 44, "C"),
    ("RL106", 52, "D"),
]
"""Code, line and question of what is found in the broken report."""
