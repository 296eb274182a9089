"""Letter tables for comparing texts across scripts and spellings. Data only.

Each table is pairs of a letter and its Latin spelling. Where people spell a letter in several ways
the spellings are separated by `|`, the usual one first; `-` stands for a letter that is left out.
The spellings are those of a phone's keyboard, not of a standard: `folding` brings "sh" and "š", "y"
and "j" together, so only differences that remain after that need a second spelling.
"""


def _table(pairs: str) -> dict[str, tuple[str, ...]]:
    words = pairs.split()
    return {
        letter: tuple("" if one == "-" else one for one in spellings.split("|"))
        for letter, spellings in zip(words[::2], words[1::2], strict=True)
    }


_CYRILLIC = _table("""
    а a   б b   в v     г g|h  д d   е e   ж zh  з z       и i   й i   к k
    л l   м m   н n     о o    п p   р r   с s   т t       у u   ф f   х h
    ц ts  ч ch  ш sh    ы i    ь -   э e   ю ju  я ja
    ё e|jo      щ shch|sht|sh  ъ a|u|-           ґ g       є je  і i   ї ji
    ў u|o|v     ђ d     ѓ g    ј j   ќ k   ћ c   љ l       њ n   џ dz  ѕ dz
    ә a|e       ғ g     қ k    ң n|ng      ө o   ұ u  ү u  һ h   ҳ h   ҷ zh  ӣ i  ӯ u|o
""")

_GEORGIAN = _table("""
    ა a    ბ b   გ g  დ d  ე e    ვ v  ზ z   თ t   ი i   კ k    ლ l     მ m   ნ n   ო o   პ p
    ჟ zh   რ r   ს s  ტ t  უ u    ფ p|f      ქ k   ღ g|r ყ k|i  შ sh    ჩ ch  ც ts  ძ dz  წ ts|v
    ჭ ch   ხ kh  ჯ zh ჰ h
""")

_ARMENIAN = _table("""
    ա a    բ b   գ g  դ d  ե je|e զ z  է e   ը i|e թ t   ժ zh   ի i     լ l   խ kh  ծ ts  կ k
    հ h    ձ dz  ղ gh ճ ch մ m    յ i  ն n   շ sh  ո vo|o       չ ch    պ p   ջ zh  ռ r   ս s
    վ v    տ t   ր r  ց ts ւ v    փ p  ք k   օ o   ֆ f
""")

_GREEK = _table("""
    α a    β v|b γ g  δ d  ε e    ζ z  η i   θ th  ι i   κ k    λ l     μ m   ν n   ξ ks|h
    ο o    π p   ρ r  σ s  τ t    υ i|u      φ f   χ h   ψ ps   ω o
""")

_LATIN = _table("""
    j j|zh y i   q k  w v  x h    đ d  ð d   ı i   ə e   ł l    ø o     æ ae  œ oe  þ th  ħ h
    ŋ ng
""")

SPELLINGS = _LATIN | _CYRILLIC | _GEORGIAN | _ARMENIAN | _GREEK
"""Lower-case letter to its Latin spellings."""

DIGITS = {chr(start + value): str(value) for start in (0x660, 0x6F0) for value in range(10)}
"""Arabic-Indic digits, both kinds, to ours."""

GROUPS = {
    r"(?<=\w)ո(?!ւ)": "օ",
    r"(?<=\w)ե(?!ւ)": "է",
    "ու|ου": "u",
    "եւ": "ev",
    "[εο]ι": "i",
    "αι": "e",
}
"""Letters that are not read one by one, in Armenian and Greek: a pattern and what it becomes."""

DIGRAPHS = {
    "tch": "c",
    "ts": "c",
    "tz": "c",
    "ch": "c",
    "sh": "s",
    "dzh": "z",
    "dz": "z",
    "zh": "z",
    "kh": "h",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "ph": "f",
    "dj": "d",
    "gj": "g",
    "kj": "k",
    "lj": "l",
    "nj": "n",
    "j": "i",
}
"""Romanised spellings of one sound and the letter that stands for it; longer ones first."""

LATIN_LOOKALIKES = "aceijopsxyABCEHIJKMOPSTXY"
CYRILLIC_LOOKALIKES = "асеіјорѕхуАВСЕНІЈКМОРЅТХУ"
"""Letters that look the same on a screen, in the same order."""

LATIN = frozenset(chr(code) for code in range(0x250) if chr(code).isalpha())
CYRILLIC = frozenset(_CYRILLIC) | frozenset("".join(_CYRILLIC).upper())
"""The letters that tell the script of a word."""
