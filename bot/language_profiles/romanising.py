"""How people spell their language in Latin letters, in several ways each. Data only.

A table is pairs of a letter and its spelling; `-` stands for a letter that is left out, and `^`
before a letter for the beginning of a word. Each line of a language is laid over its first one.
The first ones follow what passports and maps use, the others the scholars' and the phones' habits.
"""

from collections.abc import Iterator, Sequence


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return {
        letter: "" if spelling == "-" else spelling
        for letter, spelling in zip(words[::2], words[1::2], strict=True)
    }


_CYRILLIC = """
    а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f
    х kh ц ts ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya
"""
_GEORGIAN = """
    ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh
    ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h
"""
_ARMENIAN = """
    ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n
    շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev ու u ^ո vo ^ե ye
"""
_SCHOLARS = "ж ž ц c ч č ш š щ šč й j ю ju я ja х x"

WAYS: dict[str, tuple[str, Sequence[str]]] = {
    "be": (
        _CYRILLIC + "г h е ie ё io і i ў u ю iu я ia ’ -",
        ("", "е e ё yo ў w ю yu я ya", _SCHOLARS + " е je ё jo ў ŭ х ch", "г g е e ё e х h"),
    ),
    "bg": (
        _CYRILLIC + "ъ a щ sht х h ь y",
        ("", "ъ u", "ъ y ц c я q ж j ю iu", "ъ ǎ ж ž ц c ч č ш š щ št й j ю ju я ja"),
    ),
    "hy": (
        _ARMENIAN,
        (
            "",
            "թ t’ ծ ts չ ch’ ց ts’ փ p’ ք k’ ը ë",
            "խ x ծ c ղ x ք q ^ե e",
            "ը ə թ t’ ժ ž խ x ծ c ձ j ղ ł ճ č շ š չ č’ ջ ǰ ռ ṙ ց c’ փ p’ ք k’ օ ō է ē ւ w",
            "ը e ծ c ^ե e",
        ),
    ),
    "ka": (
        _GEORGIAN,
        (
            "",
            "კ k’ პ p’ ტ t’ ყ q’ წ ts’ ჭ ch’",
            "ხ x ღ g ყ y ფ f ც c წ w ჟ j ქ q",
            "ხ x ფ f ც c წ w",
            "თ t’ ქ k’ ფ p’ ღ ḡ შ š ჩ č’ ც c’ ძ j წ c ჭ č ხ x ჯ ǰ ჟ ž",
        ),
    ),
    "kk": (
        _CYRILLIC + "ә a ғ g қ q ң n ө o ұ u ү u һ h і i",
        (
            "",
            "ә ä ғ ğ ң ñ ө ö ұ ū ү ü ш ş ж j х h й i",
            "ғ gh қ k ң ng у w",
            "ж j х h",
            "қ k х h",
        ),
    ),
    "ky": (
        _CYRILLIC + "ң ng ө ö ү ü ж j",
        ("", "ң n ө o ү u х h", "ж zh ө o ү u ң n", "ө o ү u й i"),
    ),
    "mk": (
        _CYRILLIC + "ѓ gj ѕ dz ј j љ lj њ nj ќ kj џ dj х h ц c",
        ("", "ж ž ч č ш š ѓ ǵ ќ ḱ џ dž", "ж z ч c ш s ѓ g ќ k џ dz", "џ dzh ј y ц ts љ ly њ ny"),
    ),
    "mn": (
        _CYRILLIC + "ө ö ү ü ж j й i ь i",
        (
            "",
            "ө u ү u х h ы ii",
            "ө o ү u й y ь -",
            _SCHOLARS + " ё jo ь -",
            "ө o ү u х h",
        ),
    ),
    "ru": (
        _CYRILLIC,
        ("ё e", "х h й j ё jo ю ju я ja щ sch", _SCHOLARS + " ё ë э è", "ж j х x й i щ sh", "х h"),
    ),
    "tg": (
        _CYRILLIC + "ғ gh ӣ i қ q ӯ u ҳ h ҷ j ъ ’",
        ("", "ӣ ī ӯ ū ҷ ç " + _SCHOLARS, "қ k ғ g х h ъ -", "ӯ ū ӣ ī ъ -", "х x ғ g ӯ o ъ -"),
    ),
    "uk": (
        _CYRILLIC + "г h ґ g е e є ye и y і i ї yi ’ -",
        (
            "є ie ї i й i ю iu я ia",
            "",
            "г g и i є e х h",
            _SCHOLARS + " є je ї ji х ch",
            "г g х h є je ї ji й j ю ju я ja ц c",
        ),
    ),
}
"""By language: its first table, and what other ways have instead."""


def ways_of(language: str) -> Iterator[dict[str, str]]:
    """Yield each way in which a language is spelled in Latin letters."""
    first, others = WAYS[language]
    for other in others:
        yield _pairs(first) | _pairs(other)


def spelled(word: str, way: dict[str, str]) -> str:
    """Return a word of small letters as it is spelled in this way."""
    parts, start = [], 0
    while start < len(word):
        step = 2 if word[start : start + 2] in way else 1
        letters = word[start : start + step]
        plain = way.get(letters, letters)
        parts.append(way.get(f"^{letters}", plain) if start == 0 else plain)
        start += step
    return "".join(parts)
