"""Code with its syntax marked: elements with Pygments' short class names, which the stylesheet colours."""

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

CLASSES = frozenset(STANDARD_TYPES.values()) - {""}
"""The class names that marked code has."""

_LARGEST = 20_000
"""Characters; longer code stays plain, since a lexer may take its time."""
_LANGUAGES = frozenset(
    "bash bat c console cpp css cu diff docker dockerfile html ini java javascript js json jsonc make "
    "makefile markdown md nginx perl php powershell ps1 py pycon python python3 r rb ruby rust scala sh "
    "shell sql terraform tex toml ts typescript xml yaml yml zsh".split()
)
"""What reports hold; a lexer of some other language may take for ever over hostile text."""
_FORMATTER = HtmlFormatter(nowrap=True)


def marked(code: str, language: str, _attributes: str = "") -> str:
    """Return HTML for code in a language, plain where nobody knows it; the visible text is the code."""
    name = language.lower()
    if name not in _LANGUAGES or len(code) > _LARGEST:
        return escape(code)
    try:
        lexer = find_lexer_class_by_name(name)(stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(code)
    return highlight(code, lexer, _FORMATTER)
