"""Endings that names take, by family of languages, spelt as keys are (`dialogs.folding`).

`whole` endings follow a name as it is (Marko-t, Besnik-ut), `bare` ones replace its last vowel
(An-e, Maj-om, Teut-ës). Rules, not a dictionary: they make forms that nobody says, and do not know
changes inside a name (Petar, Petra).
"""

from msgspec import Struct

from dialogs.scrubbing.lists import Keys


class Endings(Struct, frozen=True):
    """The endings of a family of languages."""

    whole: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()


def _endings(whole: str, bare: str = "") -> Endings:
    return Endings(frozenset(whole.split()), frozenset(bare.split()))


_SOUTH_SLAVIC = _endings(
    "a u e i om em ot ov ova ovo ove ovi ovog ovu ev eva evo eve evi in ina ino ini inog la",
    "a e i u o om em og oga oj omu in ina ino ini inog inu ov ova ovo ovi ev eva evo evi",
)
_EAST_SLAVIC = _endings(
    "a u e i o om em ov ova ovu ovi evi ia iu iem iom oiu",
    "a e i u o ogo omu oho oi ei oiu eiu iu ia ii om em in ina io",
)
_ALBANIAN = _endings(
    "i u n s t in it un ut a ia ian ias en es ri rin rit ia nit ve et",
    "a e en es ia ien ies ian ias i in it o ose ve",
)
_TURKIC = _endings(
    "dadir dedir tadir tedir dir dur tir tur daki deki "
    "i u e a in un nin nun ning i u ni nu ne na ie ia si su da de ta te dan den tan ten nda nde "
    "la le ga ge ka ke ko di du ti dy dik diki niki ner lar ler lari leri dar der tar ter "
    "im um m am em ben men ba be pen ben mi gul dai dei sa se ro",
    "e a ni in",
)
_GEORGIAN = _endings(
    "m s ma sa s st is it i isa isi si stan tan ze ti ad o stvis sgan sac c sia",
    "ma m s is isa isi it ad o a istan stan tan ze istvis isgan sac mac si sia",
)
_ARMENIAN = _endings("i n in ic ov um e s d ie ian ini ins ind ii u ui un it", "i ii ia ov ic ua")
_ROMANIAN = _endings("e i o a ul ului ule lui ei", "ei i e o iei ii ai ului")
_PERSIAN = _endings("ro i u ni am at as ba on ho", "i")
_MONGOLIAN = _endings(
    "iin in ii ig iig g d t ad ed aas ees oos s tai tei toi tai aa ee oo n nii aar eer oor"
)
_ENGLISH = _endings("s")

_BY_LANGUAGE = {
    **dict.fromkeys(("sr", "hr", "bs", "cnr", "sl", "mk", "bg", "rom"), _SOUTH_SLAVIC),
    **dict.fromkeys(("ru", "uk", "be"), _EAST_SLAVIC),
    **dict.fromkeys(("tr", "az", "kk", "ky", "uz", "tk"), _TURKIC),
    **dict.fromkeys(("ro", "mo"), _ROMANIAN),
    "sq": _ALBANIAN,
    "ka": _GEORGIAN,
    "hy": _ARMENIAN,
    "tg": _PERSIAN,
    "mn": _MONGOLIAN,
    "en": _ENGLISH,
}
_LEAST_STEM = 2
_LONGEST = 6


def endings_of(language: str) -> Endings:
    """Return the endings of a language; none where none are known."""
    return _BY_LANGUAGE.get(language.partition("-")[0], Endings())


def is_form(key: str, keys: Keys, endings: Endings) -> bool:
    """Return whether `key` is one of `keys`, with or without an ending."""
    if key in keys.whole:
        return True
    for length in range(1, min(_LONGEST, len(key) - _LEAST_STEM) + 1):
        ending, stem = key[-length:], key[:-length]
        if ending in endings.bare and stem in keys.bare:
            return True
        if ending in endings.whole and stem in keys.whole and len(stem) > _LEAST_STEM:
            return True
    return key in keys.bare and bool(endings.bare) and len(key) > 3  # "Marii" is folded to "mari"
