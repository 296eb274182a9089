"""The language of an app finds the language of the round that its owner reads most easily."""

import pytest

from dialogs.languages import _NEIGHBOURS, OWN_NAMES, nearest


@pytest.mark.parametrize(
    ("locale", "among", "found"),
    [
        ("sq", "en sq mk", "sq"),
        ("sq-AL", "en sq mk", "sq"),
        ("sr", "en sr-Latn sr-Cyrl", "sr-Latn"),
        ("sr_RS", "en sr-Cyrl", "sr-Cyrl"),
        ("sr-Cyrl-RS", "en sr-Latn sr-Cyrl", "sr-Cyrl"),
        ("sr-cyrl", "en sr-Latn", "sr-Latn"),
        ("hr", "en sq mk sr-Latn", "sr-Latn"),
        ("bs", "en sq mk sr-Latn", "sr-Latn"),
        ("cnr", "en sq sr-Latn", "sr-Latn"),
        ("me", "en sr-Latn cnr", "cnr"),
        ("sh", "en sr-Latn", "sr-Latn"),
        ("hr-HR", "en sr-Latn bs", "bs"),
        ("bs", "en sr-Cyrl sr-Latn", "sr-Latn"),
        ("bs", "en sr-Cyrl", "sr-Cyrl"),
        ("sr", "en hr", "hr"),
        ("uz", "ru uz-Cyrl uz-Latn", "uz-Cyrl"),
        ("mo", "en ro", "ro"),
        ("rmn", "en rom", "rom"),
    ],
)
def test_the_nearest_language_is_found(locale: str, among: str, found: str) -> None:
    assert nearest(locale, among.split()) == found


@pytest.mark.parametrize("locale", ["be", "kk", "ky", "uk", "tg", "de", "", "-", "x"])
def test_nothing_is_guessed_about_other_speakers(locale: str) -> None:
    """Who speaks Kazakh may or may not know Russian: the first screen asks."""
    assert nearest(locale, ["en", "ru", "bg"]) == "en"


@pytest.mark.parametrize("locale", ["mk", "sl", "bg"])
def test_a_language_that_is_merely_related_is_another_language(locale: str) -> None:
    assert nearest(locale, ["en", "sr-Latn", "sr-Cyrl"]) == "en"


def test_neighbours_are_languages_of_ours_and_another_script_comes_last() -> None:
    for tags in _NEIGHBOURS.values():
        assert set(tags) <= OWN_NAMES.keys()
        assert "sr-Cyrl" not in tags[:-1]
