"""A template's text as tokens: numbers, and the English and Danish words that make limits of them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

_PHRASES = {
    "L": "at least / no less than / no fewer than / not less than / not fewer than / minimum / "
    "a minimum / min / min . / mindst / ikke under / som minimum / at minimum / at a minimum",
    "M": "at most / up to / no more than / not more than / no longer than / not exceed / not exceeding / "
    "maximum / a maximum / max / max . / within / limited to / a limit / højst / højest / op til / "
    "ikke over / ikke mere end / ikke flere end / maks / maks . / maksimum / maksimalt / maximalt / "
    "at maximum",
    "l": "or more / or longer / and up / and above / eller mere / eller flere / eller derover",
    "m": "or less / or fewer / or shorter / eller mindre / eller færre / eller derunder",
    ">": "more than / longer than / over / above / mere end / flere end",
    "<": "less than / fewer than / shorter than / under / below / mindre end / færre end",
    "=": "exactly / precisely / præcis / præcist / netop",
    "~": "about / around / approximately / approx / approx . / roughly / circa / ca / ca . / cirka / omkring",
    "g": "of / length / answer length / number / number of / længde / svarlængde / antal / på / af",
    "b": "between / mellem",
    "f": "from / fra",
    "-": "- / – / — / to / til",
    "|": "or / eller",
    "&": "and / og / but / men / plus / samt / , / +",
    ":": ": / ; / ( / )",
    "w": "word limit / ordgrænse",
    "W": "words / word count / number of words / ord / antal ord / wörter / wörtern / worte / mots / "
    "palabras / palavras / parole / woorden / słów / sanaa",
    "p": "image / figure / screenshot / picture / photo / plot / diagram / graph / chart / illustration / "
    "drawing / billede / skærmbillede / skærmdump / figur / foto / graf / tegning",
    "P": "images / figures / screenshots / pictures / photos / plots / diagrams / graphs / charts / "
    "illustrations / drawings / billeder / skærmbilleder / skærmdumps / figurer / fotos / "
    "diagrammer / grafer / illustrationer / tegninger",
    "k": "some / a few / several / a couple of / multiple / many / nogle / flere / et par / mange",
    "a": "a / an / en / et",
    "d": "the / this / that / these / those / your / our / its / their / both / all / which / den / det / "
    "de / disse / denne / dette / jeres / begge / alle",
    "v": "insert / upload / include / including / attach / add / provide / submit / embed / paste / "
    "show / draw / make / create / take / give / support / document / illustrate / present / "
    "supply / put / indsæt / indsætte / vedhæft / vedhæfte / tilføj / tilføje / vis / vise / "
    "inkluder / inkludér / inkludere / lav / lave / tag / tage / vedlæg / vedlægge / illustrer / "
    "illustrér / illustrere / dokumenter / dokumentér / dokumentere",
    "i": "in / with / using / use / by / write / answer / text / i / med / brug / skriv / svar / ved",
    "s": "how / why / whether / what / who / where / when / hvordan / hvorfor / om / hvad / hvilken / "
    "hvilket / hvilke / hvem / hvor / hvornår / at / som / der / so that / such that",
    "q": "did you / do you / have you / had you / are you / were you / did it / does it / har i / "
    "har du / fik i",
    "o": "may / might / could / can / feel free / kan / må / gerne",
    "O": "optional / optionally / allowed / welcome / not required / tilladt / velkommen / if you want / "
    "if you like / if you wish / if needed / if relevant / if possible / valgfri / valgfrit / "
    "eventuelt / evt / evt . / hvis i vil / hvis du vil / hvis i ønsker",
    "c": "if / unless / hvis / medmindre",
    "0": "no / not / without / don't / never / ikke / ingen / uden",
    "!": "per / each / every / apiece / pr / pr . / hver / hvert",
    "u": "line / lines / sentence / sentences / character / characters / letters / page / pages / "
    "paragraph / paragraphs / bullets / slides / minutes / hours / day / days / week / weeks / "
    "month / months / year / years / point / points / percent / % / ects / credits / marks / item / "
    "items / example / examples / keywords / key words / key - words / references / sources / people / "
    "persons / members / students / question / questions / task / exercise / chapter / section / table / "
    "step / steps / version / module / part / parts / equation / € / $ / january / february / march / "
    "april / june / july / august / september / october / november / december / linje / linjer / sætning / "
    "sætninger / tegn / anslag / side / sider / afsnit / minutter / timer / dage / uge / uger / "
    "måneder / år / procent / pct / pct . / spørgsmål / opgave / kapitel / eksempel / eksempler / "
    "personer / medlemmer / punkter / stikord / januar / februar / marts / maj / juni / juli / "
    "oktober",
    "": "please / also / us / me / here / below / then / just / clear / small / single / separate / "
    "different / annotated / own / e . g . / i . e . / fx / også / her / venligst / can you / "
    'could you / would you / will you / kan du / kan i / [ / ] / " / “ / ” / ‘ / ’',
}
"""Phrases by sign, separated by ` / `; those of the empty sign are skipped."""

_NUMBERS = {
    0: "zero nul",
    1: "one én ét",
    2: "two",
    3: "three tre",
    4: "four fire",
    5: "five fem",
    6: "six seks",
    7: "seven syv",
    8: "eight otte",
    9: "nine ni",
    10: "ten ti",
    12: "twelve tolv",
    20: "twenty tyve",
    30: "thirty tredive",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
_HUNDREDS = {"hundred": 100, "hundrede": 100, "thousand": 1000, "tusind": 1000}
_DANISH = frozenset("og ord billeder skærmbilleder figurer eller indsæt vedhæft mindst højst med".split())
"""A text with one of these words is Danish, so that `to` in it is a number."""
_LONGEST = 4
"""Number of words in the longest phrase."""

_ATOM = re.compile(
    r"(?P<bullet>^[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t]+)"
    r"|(?P<end>\n[ \t]*\n|[.!?](?=\s|$))"
    r"|(?P<other>\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d+(?:[:/]\d+|st\b|nd\b|rd\b|th\b))"
    r"|(?P<number>\d{1,3}(?:[.,\xa0\u202f]\d{3})+(?!\d)|\d{1,9}(?![\d]|[.,]\d))"
    r"|(?P<more>(?<=\d)\+)"
    r"|(?P<word>\d[\d.,]*|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s])",
    re.MULTILINE,
)
_HIDDEN = re.compile(
    r"^(?P<fence>```|~~~)[^\n]*\n.*?^(?P=fence)|^[^|\n]*\|[^|\n]*\|.*?$|^[ \t]*\|.*?$|`[^`\n]*`"
    r"|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|(?<=\])\([^)\n]{0,500}\)|<[^>\n]{0,500}>|[*_]+(?=\S)|(?<=\S)[*_]+",
    re.MULTILINE | re.DOTALL,
)
"""Code, tables, images, link targets, tags, and emphasis signs."""


_OTHERS = {"bullet": "*", "end": ".", "other": "u", "more": "l"}


class Token(NamedTuple):
    """A piece of a text.

    Its sign is that of its phrase, or `n` for a number, `*` a bullet, `.` an end, `x` anything else.
    """

    sign: str
    value: int = 0
    """The value of a number."""
    start: int = 0
    """The offset at which it begins."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text in order; code, tables and link targets are left out."""
    visible = _HIDDEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    atoms = list(_ATOM.finditer(visible))
    words = [atom[0].lower() for atom in atoms]
    known = _phrases(danish=not _DANISH.isdisjoint(words))
    found: list[Token] = []
    index = 0
    while index < len(atoms):
        kind, start = str(atoms[index].lastgroup), atoms[index].start()
        size = 1
        if kind == "word":
            token, size = _longest(words, index, known)
        elif kind == "number":
            token = Token("n", int(re.sub(r"\D", "", words[index])))
        else:
            token = Token(_OTHERS[kind])
        index += size
        if token.sign == "h":
            token = Token("n", token.value * _factor(found))
        elif article := _counted(token, found):
            found[-article] = found[-article]._replace(sign="n", value=1)
        if token.sign:
            found.append(token._replace(start=start))
    return found


def _longest(words: Sequence[str], index: int, known: Mapping[str, Token]) -> tuple[Token, int]:
    """Return the longest phrase that begins at a word, and its number of words."""
    for size in range(_LONGEST, 0, -1):
        if token := known.get(" ".join(words[index : index + size])):
            return token, size
    return Token("x"), 1


def _counted(token: Token, found: Sequence[Token]) -> int:
    """Return how many tokens back an article is that means "one" ("one or more", "en til to"); 0 if none."""
    signs = "".join(before.sign for before in found[-2:]) + token.sign
    return 1 if signs.endswith("al") else 2 if signs in ("a-n", "a|n") else 0


def _factor(found: list[Token]) -> int:
    """Return the factor for "hundred": the number before it, which is removed, or one."""
    if found and found[-1].sign in "na":
        return found.pop().value or 1
    return 1


@cache
def _phrases(*, danish: bool) -> Mapping[str, Token]:
    known = {phrase: Token(sign) for sign, phrases in _PHRASES.items() for phrase in phrases.split(" / ")}
    known |= {word: Token("n", number) for number, words in _NUMBERS.items() for word in words.split()}
    known |= {word: Token("h", number) for word, number in _HUNDREDS.items()}
    return known | {"to": Token("n", 2)} if danish else known
