"""How each language counts, as gettext writes it: the rules of CLDR for whole numbers.

No message of ours has plural forms yet (numbers stand apart from what is counted); the headers are
right all the same, for translators' tools ask for them.
"""

_NONE = "nplurals=1; plural=0;"
_ONE = "nplurals=2; plural=(n != 1);"
_ONE_ALSO_ZERO = "nplurals=2; plural=(n > 1);"
_MACEDONIAN = "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
)
_SLOVENE = "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"
_ROMANIAN = "nplurals=3; plural=(n==1 ? 0 : n==0 || n%100>=1 && n%100<=19 ? 1 : 2);"

PLURALS = {
    "en": _ONE,
    "sq": _ONE,
    **dict.fromkeys(("bs", "hr", "sr-Latn", "sr-Cyrl", "cnr", "uk", "ru", "be"), _SLAVIC),
    "mk": _MACEDONIAN,
    "sl": _SLOVENE,
    "bg": _ONE,
    "ro": _ROMANIAN,
    "tr": _ONE,
    "ka": _ONE,
    "hy": _ONE_ALSO_ZERO,
    **dict.fromkeys(("az", "kk", "ky", "uz-Latn", "uz-Cyrl", "tk", "mn"), _ONE),
    "tg": _NONE,
    "rom": _ONE,
}
"""Language to its `Plural-Forms`. CLDR has no rule for Tajik (one form) and no Romani data."""
