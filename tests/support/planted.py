"""What `tests.benchmarks.scrub` plants: names, phone numbers, addresses and accounts.

Names are those of a dictionary by Jörg Michael (package gender-guesser, GNU FDL), which no shipped
list is made from; each comes with how often it is given in a country. It is written in Latin
letters; for languages in Cyrillic and Armenian its names are put into their script.
"""

import random
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import phonenumbers


def _split(text: str) -> list[str]:
    return text.split()


_COUNTRIES = _split(
    "great_britain ireland usa italy malta portugal spain france belgium luxembourg "
    "netherlands east_frisia germany austria swiss iceland denmark norway sweden finland "
    "estonia latvia lithuania poland czech slovakia hungary romania bulgaria bosnia "
    "croatia kosovo macedonia montenegro serbia slovenia albania greece russia belarus "
    "moldova ukraine armenia azerbaijan georgia stans turkey"
)
_FIRST_COLUMN = 30

COUNTRIES_OF = {
    "en": ("great_britain", "usa"),
    "sq": ("albania", "kosovo"),
    "mk": ("macedonia",),
    "sr-Latn": ("serbia", "montenegro"),
    "sr-Cyrl": ("serbia", "montenegro"),
    "hr": ("croatia",),
    "bs": ("bosnia",),
    "sl": ("slovenia",),
    "bg": ("bulgaria",),
    "ro": ("romania", "moldova"),
    "tr": ("turkey",),
    "ru": ("russia",),
    "uk": ("ukraine",),
    "az": ("azerbaijan",),
    "hy": ("armenia",),
    "ka": ("georgia",),
    "be": ("belarus",),
    **dict.fromkeys(("kk", "ky", "uz-Latn", "uz-Cyrl", "tg", "tk"), ("stans",)),
}
"""Whose names are planted in which language.

The dictionary has one column for all of Central Asia: the names of the languages there are the same
mixture, Russian ones among them. It has none for Mongolian.
"""

_SERBIAN = dict(
    zip(
        _split("lj nj dž a b v g d đ e ž z i j k l m n o p r s t ć u f h c č š w y x q"),
        _split("љ њ џ а б в г д ђ е ж з и ј к л м н о п р с т ћ у ф х ц ч ш в и кс к"),
        strict=True,
    )
)
_MACEDONIAN = {**_SERBIAN, "đ": "ѓ", "ć": "ќ", "gj": "ѓ", "kj": "ќ"}
_BULGARIAN = dict(
    zip(
        _split(
            "sht dzh ts ch sh zh yu ya ju ja a b v g d e j z i y k l m n o p r s t u f h c w q x"
        ),
        _split("щ дж ц ч ш ж ю я ю я а б в г д е й з и й к л м н о п р с т у ф х ц в к кс"),
        strict=True,
    )
)
_RUSSIAN = {**_BULGARIAN, "kh": "х", "iy": "ий", "y": "й", "yo": "ё", "shch": "щ"}
_BELARUSIAN = {**_RUSSIAN, "i": "і", "shch": "шч", "y": "ы"}
_CENTRAL_ASIAN = {**_RUSSIAN, "j": "ж", "dzh": "ж", "w": "у"}
_UKRAINIAN = {**_RUSSIAN, "i": "і", "y": "и", "h": "г", "yi": "ї", "ye": "є"}
_ARMENIAN = dict(
    zip(
        _split("kh gh ch sh zh ts dz ou a b g d e z i l h k m n p j r s v t c f o q u y x w"),
        _split("խ ղ չ շ ժ ց ձ ու ա բ գ դ ե զ ի լ հ կ մ ն պ ջ ր ս վ տ ց ֆ ո ք ու յ քս վ"),
        strict=True,
    )
)
_GEORGIAN = dict(
    zip(
        _split("kh gh ch sh zh ts dz a b g d e v z t i k l m n o p r s u f q c j h y x w"),
        _split("ხ ღ ჩ შ ჟ ც ძ ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ რ ს უ ფ ქ ც ჯ ჰ ი ქს ვ"),
        strict=True,
    )
)
SCRIPTS = {
    "sr-Cyrl": _SERBIAN,
    "mk": _MACEDONIAN,
    "bg": _BULGARIAN,
    "ru": _RUSSIAN,
    "uk": _UKRAINIAN,
    "hy": _ARMENIAN,
    "ka": _GEORGIAN,
    "be": _BELARUSIAN,
    **dict.fromkeys(("kk", "ky", "uz-Cyrl", "tg"), _CENTRAL_ASIAN),
}


def in_script(text: str, table: Mapping[str, str]) -> str:
    """Return a Latin text letter by letter in another script, the longest groups first."""
    out, at = "", 0
    groups = sorted(table, key=len, reverse=True)
    while at < len(text):
        group = next((one for one in groups if text[at:].lower().startswith(one)), text[at])
        written = table.get(group, group)
        out += written.capitalize() if text[at].isupper() else written
        at += len(group)
    return out


@cache
def names_of(country: str) -> Mapping[str, int]:
    """Return the names of a country and how often they are given, 1 to 13, each twice the last."""
    column = _FIRST_COLUMN + _COUNTRIES.index(country)
    file = files("gender_guesser") / "data" / "nam_dict.txt"
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        name, often = line[3:29].strip(), line[column : column + 1]
        if not line.startswith(("#", "=")) and often.strip() and name.isalpha():
            found[name] = int(often, 16)
    return found


def names(language: str, count: int, dice: random.Random, *, evenly: bool) -> list[str]:
    """Return names as they are met: the usual ones more often, or `evenly` all alike."""
    known = [pair for country in COUNTRIES_OF[language] for pair in names_of(country).items()]
    weights = [1 if evenly else 2**often for _, often in known]
    drawn = dice.choices([name for name, _ in known], weights, k=count)
    table = SCRIPTS.get(language)
    return [in_script(name, table) if table else name for name in drawn]


_ENDINGS: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "en": ((".", 0, "’s"),),
    **dict.fromkeys(
        ("sr-Latn", "hr", "bs", "sl"), (("a", 1, "u e i om"), ("[^aeiou]", 0, "a u om"))
    ),
    "sr-Cyrl": (("а", 1, "у е и ом"), ("[^аеиоу]", 0, "а у ом")),
    **dict.fromkeys(
        ("ru", "uk"),
        (("а", 1, "у е ой"), ("я", 1, "ю"), ("й", 1, "я"), ("[^аеиоуіьяюй]", 0, "а у ом")),
    ),
    "sq": (("[aë]", 1, "ën ës"), ("[^aeiouëy]", 0, "in it"), (".", 0, "n")),
    "tr": (("[aeıioöuü]", 0, "’ya ’ye"), (".", 0, "’a ’e")),
    "ka": (("ი", 1, "მა ის ის ს ით"), ("[აე]", 0, "მ ს ზე თან"), (".", 0, "მა ს ის")),
    "uz-Latn": ((".", 0, "ni ning ga dan"),),
    "uz-Cyrl": ((".", 0, "ни нинг га дан"),),
    **dict.fromkeys(("kk", "ky"), ((".", 0, "ды дан га"),)),
    "tg": ((".", 0, "ро"),),
    "be": (("а", 1, "у е ай"), ("[^аеіоуыэюяйь]", 0, "а у ам")),
}
"""By language: what a name ends in, how many letters of it fall away, and endings."""


def in_a_case(name: str, language: str, dice: random.Random) -> str:
    """Return a name in a case of the language, as its grammar forms the usual ones."""
    for last, fallen, endings in _ENDINGS.get(language, ()):
        if re.fullmatch(last, name[-1]):
            return name[: len(name) - fallen] + dice.choice(endings.split())
    return name


def phone(country: str, dice: random.Random) -> str:
    """Return a number of a country in one of the ways in which people write them."""
    number = _number(country, dice)
    plan = phonenumbers.PhoneNumberFormat
    national = phonenumbers.format_number(number, plan.NATIONAL)
    international = phonenumbers.format_number(number, plan.INTERNATIONAL)
    digits = "".join(filter(str.isdecimal, national))
    return dice.choice(
        (
            national,
            international,
            phonenumbers.format_number(number, plan.E164),
            digits,
            digits,
            international.replace("+", "00"),
            international.replace(" ", "-"),
            national.replace(" ", "/", 1).replace(" ", "-"),
            ".".join(digits[at : at + 3] for at in range(0, len(digits), 3)),
            " ".join(digits[at : at + 2] for at in range(0, len(digits), 2)),
            " ".join(digits),
            "\u200b".join(digits),
            digits.translate({ord("0") + one: chr(0x660 + one) for one in range(10)}),
            digits.translate({ord("0") + one: chr(0xFF10 + one) for one in range(10)}),
            digits.replace("0", "O"),
        )
    )


def _number(country: str, dice: random.Random) -> phonenumbers.PhoneNumber:
    kind = dice.choice(
        (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE)
    )
    example = phonenumbers.example_number_for_type(country, kind)
    assert example is not None
    whole = str(example.national_number)
    for _ in range(1000):
        keep = dice.randint(1, 3)
        digits = whole[:keep] + "".join(dice.choice("0123456789") for _ in whole[keep:])
        number = phonenumbers.PhoneNumber(
            country_code=example.country_code,
            national_number=int(digits),
            italian_leading_zero=example.italian_leading_zero,
        )
        if phonenumbers.is_valid_number(number):
            return number
    return example


_AT = {
    "en": "at",
    "sq": "et",
    "mk": "ет",
    "sr-Latn": "et",
    "sr-Cyrl": "ет",
    "hr": "at",
    "ru": "собака",
}
_DOT = {
    "en": "dot", "sq": "pikë", "mk": "точка", "sr-Latn": "tačka", "sr-Cyrl": "тачка",
    "hr": "točka", "ru": "точка", "bg": "точка", "ro": "punct", "tr": "nokta", "uk": "крапка",
}  # fmt: skip


def contact(language: str, dice: random.Random) -> str:
    """Return an e-mail address, a link or an account, plain or disguised."""
    someone = dice.choice(("luna", "drini", "vuk", "kata", "ylli", "niko", "sara", "bobi"))
    someone += dice.choice(("", "_", ".", "2009", "x")) + dice.choice(("07", "best", "king", "mk9"))
    host = dice.choice(
        ("gmail.com", "yahoo.com", "hotmail.com", "mail.ru", "proton.me", "skola.edu.mk")
    )
    at, dot = _AT.get(language, "at"), _DOT.get(language, "dot")
    name, _, ending = host.partition(".")
    return dice.choice(
        (
            f"{someone}@{host}",
            f"{someone} @ {host}",
            f"{someone}(at){host}",
            f"{someone} {at} {name} {dot} com",
            f"{someone} [at] {name} [dot] {ending.split('.')[0]}",
            f"{someone}@gm\u0430il.com",
            f"{someone}\u200b@{host}",
            f"@{someone}",
            f"＠{someone}",
            f"https://t.me/{someone}",
            f"t.me/{someone}",
            f"wa.me/38970{dice.randint(100000, 999999)}",
            f"instagram.com/{someone}",
            f"www.{someone}.com/page?id=3",
            f"http://bit.ly/{someone}",
            f"{someone.replace('_', '')}.info",
            f"discord.gg/{someone}",
            f"my_{someone}",
        )
    )
