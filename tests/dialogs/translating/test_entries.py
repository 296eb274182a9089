"""Each text of a round is told with its place, its question, its limit and its state."""

import pytest
from msgspec.structs import replace

from dialogs import round_file
from dialogs.problems import RoundFileError
from dialogs.translating.entries import entries
from dialogs.translating.record import Record, State
from tests.dialogs.translating.rounds import BUSES, SQ, by_key, everything, example
from tests.support.world import EXAMPLE_TEXT


def test_an_option_is_told_with_all_there_is_to_know() -> None:
    entry = by_key(example(), "sq")[BUSES]
    assert (entry.source, entry.translation) == ("Later buses", "Autobusë deri më vonë")
    assert entry.where == "Question 4 of 7 (better), option 2 of 6"
    assert entry.question.startswith("What would make evenings better")
    assert entry.told.startswith("Button.")
    assert str(entry.limit) == "64 characters"
    assert entry.file == "our_evenings.yaml"
    assert entry.line > 200


def test_a_wider_category_is_told_to_be_in_the_brief_alone() -> None:
    label = "{en: Outside, sq: Jashtë, mk: Надвор, sr-Latn: Napolju}"
    last = "Okolna sela}"
    wider = f"{last}\n    wider:\n      - {{id: outside, label: {label}, of: [hill, villages]}}"
    unfinished = round_file.load_unfinished(EXAMPLE_TEXT.replace(last, wider), file="r.yaml")
    entry = by_key(unfinished, "sq")["questions/place/wider/outside/label"]
    assert (entry.source, entry.translation, entry.limit) == ("Outside", "Jashtë", None)
    assert entry.where == "Question 2 of 7 (place), wider category 1"
    assert entry.told.startswith("In the brief:")


def test_places_outside_of_questions_are_told_in_words() -> None:
    found = by_key(example(), "sq")
    assert found["consent/text"].where == "Consent, text"
    assert found["help_lines/0800 1 2222/hours"].where == "Help lines 1, hours"


def test_an_emoji_takes_room_on_its_button() -> None:
    limits = {one.limit.most for one in by_key(everything(), "mk").values() if one.limit}
    assert {64, 62, 80} <= limits


def test_a_missing_translation_is_missing_and_the_round_whole_all_the_same() -> None:
    unfinished = example(SQ, ", sq: Autobusë deri më vonë")
    found = by_key(unfinished, "sq")
    missing = {key for key, one in found.items() if one.state is State.MISSING}
    assert missing == {"questions/better/text", BUSES}
    assert found[BUSES].translation == ""
    assert unfinished.round.question("better").text["sq"].startswith("What would")


def test_a_language_that_has_only_been_named_is_missing_everywhere() -> None:
    text = EXAMPLE_TEXT.replace("  en: drafted\n", "  en: drafted\n  tr: drafted\n")
    unfinished = round_file.load_unfinished(text, file="r.yaml")
    assert {one.state for one in by_key(unfinished, "tr").values()} == {State.MISSING}
    assert unfinished.round.consent.version["tr"] == 1


def test_what_else_is_wrong_with_the_round_is_said_as_ever() -> None:
    with pytest.raises(RoundFileError, match="text in “en” is missing"):
        example("      en: Children’s helpline\n")


def test_a_record_of_another_round_says_nothing() -> None:
    unfinished = example()
    one = by_key(unfinished, "sq")[BUSES]
    known = Record(round="our_evenings", source="en")
    known = known.following("sq", {BUSES: (one.source, one.translation)})
    other = Record(round="other", source="en", wordings=known.wordings, made=known.made)
    assert by_key(unfinished, "sq", known)[BUSES].state is State.CURRENT
    assert by_key(unfinished, "sq", other)[BUSES].state is State.UNFOLLOWED


def test_a_stale_translation_is_told_with_what_it_was_made_from() -> None:
    known = Record(round="our_evenings", source="en").following(
        "sq", {BUSES: ("Buses", "Autobusë deri më vonë")}
    )
    entry = by_key(example(), "sq", known)[BUSES]
    assert (entry.state, entry.earlier) == (State.STALE, "Buses")


def test_two_texts_of_one_name_are_refused() -> None:
    unfinished = example()
    line = unfinished.values["help_lines"]  # type: ignore[index,call-overload]
    assert isinstance(line, list)
    lines = unfinished.round.help_lines * 2
    line.append(line[0])
    twice = replace(unfinished, round=replace(unfinished.round, help_lines=lines))
    with pytest.raises(RoundFileError, match="names two texts"):
        entries(twice, "sq", Record())
