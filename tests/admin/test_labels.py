"""Languages and places are listed by their names; everything else as the round has it."""

from admin.analysis.planning import plan_of
from admin.analysis.variables import AGE, LANGUAGE
from admin.labels import Labels
from admin.words import Words
from dialogs.round import Round
from tests.support.small_rounds import small_round

PLACES = {"kicevo": "Кичево", "gavato": "Ѓавато", "debar": "Дебар", "other": "Другаде"}


def _round(*, places: bool) -> Round:
    options = [
        {"id": name, "label": {"en": name, "mk": label}, "anchored": name == "other"}
        for name, label in PLACES.items()
    ]
    return small_round(
        {"kind": "pick_one", "id": "place", "options": options, "places": places},
        languages={"mk": "drafted", "en": "drafted"},
        consent={"version": {"mk": 1, "en": 1}, "text": {"mk": "Да?", "en": "Yes?"}},
    )


def _names(round_: Round, variable: str, language: str = "mk") -> list[str]:
    labels = Labels(round_, language, Words("en"))
    ordered = labels.in_order(plan_of(round_).variable(variable))
    return [labels.category(category) for category in ordered]


def test_languages_are_sorted_by_their_own_names_the_readers_script_first() -> None:
    assert _names(_round(places=False), LANGUAGE, "en") == ["English", "Македонски"]
    assert _names(_round(places=False), LANGUAGE, "mk") == ["Македонски", "English"]


def test_places_are_sorted_as_the_language_sorts_and_elsewhere_stays_last() -> None:
    names = _names(_round(places=True), "place")
    assert names[:4] == ["Дебар", "Ѓавато", "Кичево", "Другаде"]


def test_other_lists_keep_the_order_of_the_round() -> None:
    assert _names(_round(places=False), "place")[:4] == [*PLACES.values()]
    assert _names(_round(places=False), AGE)[0].startswith("12")
