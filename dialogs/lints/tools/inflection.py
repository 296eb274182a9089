"""Whether a word is a form of another: compared by endings that stand for each other.

Each group lists the endings of one pattern of declension. A word is a form of a term when both are
the same stem with endings of one group. That finds what people write, and leaves words alone that
only begin alike ("party", "part"). Everything is compared folded, so script and diacritics do not
matter. The groups are drafts from school grammars, until a speaker has reviewed them.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from dialogs.folding import fold
from dialogs.lints.tools.words import base, words

LEAST_STEM = 4
"""Shorter words are compared whole: too many others begin alike."""

Groups = tuple[tuple[str, ...], ...]

_GROUPS: dict[str, Groups] = {
    "en": (("", "s", "es", "d", "ed", "ing", "’s", "'s"), ("y", "ies", "ied"), ("e", "ing")),
    "mk": (
        ("", "и", "у", "е", "от", "ов", "он", "ите", "иве", "ине", "а", "ови", "овите"),
        ("а", "и", "о", "ата", "ава", "ана", "ите"),
        ("о", "а", "ото", "ово", "оно", "ата"),
        ("е", "ето", "иња", "ињата", "а", "ата"),
        ("", "та", "ва", "на", "и", "ите"),
        ("ен", "на", "но", "ни", "ниот", "ната", "ното", "ните"),
        ("ки", "ка", "ко", "киот", "ката", "кото", "ките"),
        ("ја", "ии", "јата", "иите", "јо"),
    ),
    "sq": (
        ("", "i", "u", "it", "ut", "in", "un", "e", "et", "eve", "evet", "ve", "vet", "ët", "ësh"),
        ("ë", "a", "e", "ën", "ës", "at", "ave", "avet", "ash"),
        ("e", "ja", "je", "jen", "jes", "et", "eve", "evet", "esh"),
        ("", "a", "ën", "ës", "n", "s", "ja", "jen", "jes", "je", "t", "të"),
        ("i", "iu", "iun", "iut", "inj", "injtë", "injve"),
    ),
    "sr": (
        (
            "", "a", "u", "om", "em", "e", "i", "ima", "ovi", "ova", "ove", "ovima", "evi", "eva",
            "eve", "evima",
        ),
        ("a", "e", "i", "u", "o", "om", "ama"),
        ("o", "a", "u", "om", "ima"),
        ("", "i", "ju", "ima", "ma"),
        ("an", "na", "no", "ni", "ne", "nog", "noga", "nom", "nim", "nima", "nih", "noj", "nu"),
        ("ski", "ska", "sko", "ske", "skog", "skom", "skim", "skih", "skoj", "sku"),
        ("ija", "ije", "iji", "iju", "ijo", "ijom", "ijama"),
        ("anje", "anja", "anju", "anjem", "anjima"),
        ("st", "sti", "šću", "stima"),
    ),
}  # fmt: skip

_ANY: Groups = (("", "a", "e", "i", "o", "u", "s"),)
"""For a language that is not in the table: the commonest single letters, and nothing else."""


def is_form(word: str, term: str, language: str) -> bool:
    """Return whether `word` of a text in `language` is a form of `term`, in any spelling."""
    return fold(word) in _forms(term, base(language))


def form_in(text: Sequence[tuple[str, str]], term: str, language: str) -> str:
    """Return the words in a row that are forms of the words of `term`; empty when there are none.

    `text` is what `folded` has made of a text in `language`.
    """
    wanted = _wanted(term, base(language))
    for start in range(len(text) - len(wanted) + 1 if wanted else 0):
        part = text[start : start + len(wanted)]
        if all(key in forms for (_, key), forms in zip(part, wanted, strict=True)):
            return " ".join(word for word, _ in part)
    return ""


def folded(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, each with its folded form."""
    return [(word, fold(word)) for word in words(text)]


@lru_cache(maxsize=4096)
def _wanted(term: str, language: str) -> tuple[frozenset[str], ...]:
    return tuple(_forms(word, language) for word in words(term))


@lru_cache(maxsize=4096)
def _forms(term: str, language: str) -> frozenset[str]:
    """Return all forms of a term, folded; only itself when its stem is short.

    Endings are put on before folding, which may change letters where stem and ending meet; and on
    the folded term as well, for a term that is written in the other script.
    """
    forms = {term, *_with_endings(term.casefold(), _groups(language))}
    forms |= _with_endings(fold(term), _folded_groups(language))
    return frozenset(map(fold, forms)) - {""}


def _with_endings(term: str, groups: Groups) -> set[str]:
    return {
        stem + other
        for group in groups
        for ending in group
        if term.endswith(ending) and len(stem := term.removesuffix(ending)) >= LEAST_STEM
        for other in group
    }


def _groups(language: str) -> Groups:
    return _GROUPS.get(language, _ANY)


@cache
def _folded_groups(language: str) -> Groups:
    return tuple(tuple(dict.fromkeys(map(fold, group))) for group in _groups(language))
