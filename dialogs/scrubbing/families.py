"""Family names, by their endings.

With a capital letter an ending says enough. Georgian has no capitals: there only the two endings
that mean "child of" do, and "-ავა", "-უა", "-იანი" and "-ური" right behind a given name, unless the
word is an everyday one, with or without the "-ა" that means "is" (კარგია, "is good"). A rare
adjective that ends so is taken along there. "-ია" is left: too many verbs and adjectives end so.
"""

import re

from dialogs.scrubbing.base import Given
from dialogs.scrubbing.tokens import Case, Token

_ENDING = re.compile(
    r"\w{3,}(?:ovic|evic|ovici|evici|ovski|evski|ovska|evska|oska|eska|oski|eski|svili|enko|oglu"
    r"|zade|ovna|ovic|ova|eva|ov|ev|iev|ieva)(?:a|u|om|oi|i|em|e)?"
)
_POSTPOSITION = "(?:თან|ზე|გან|თვის|ში|ც)?"
_GEORGIAN = re.compile(
    rf"[ა-ჰ]{{3,}}(?:შვილ(?:ი|მა|ს|ის|ით|ად|ო)|ძ(?:ე|ემ|ეს|ის|ით|ედ|ეო)){_POSTPOSITION}"
)
_GEORGIAN_BEHIND_A_NAME = re.compile(
    r"[ა-ჰ]{2,}(?:(?:ავა|უა)(?:მ|ს|თი|დ|ო)?|(?:იან|ურ)(?:ი|მა|ს|ის|ით|ად|ო))"
    rf"{_POSTPOSITION}"
)
_IS = "ა"


def is_family(word: Token, given: Given) -> bool:
    """Return whether a word is a family name wherever it stands."""
    if word.case is Case.INSIDE:
        return _ENDING.fullmatch(word.key) is not None
    return word.case is Case.NONE and _ends_as(_GEORGIAN, word, given)


def is_family_behind_a_name(word: Token, given: Given) -> bool:
    """Return whether a word behind a given name is what somebody's family is called."""
    if word.case is Case.INSIDE:
        return not is_word(word, given)
    return word.case is Case.NONE and (
        _ends_as(_GEORGIAN, word, given) or _ends_as(_GEORGIAN_BEHIND_A_NAME, word, given)
    )


def _ends_as(pattern: re.Pattern[str], word: Token, given: Given) -> bool:
    written = given.plain[word.start : word.end]
    if pattern.fullmatch(written) is None or is_word(word, given):
        return False
    without_is = written.removesuffix(_IS)
    return not given.lists.is_word(without_is, given.language)


def is_word(word: Token, given: Given) -> bool:
    """Return whether a word is an everyday one, a month, a country, a language or a brand."""
    others = (given.lists.never(given.language), given.lists.public.whole)
    return any(word.key in each for each in others) or given.lists.is_word_key(
        word.key, given.language
    )
