"""Whole conversations in every language of the interface; seven are kept, to be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dialogs.languages import OWN_NAMES
from dialogs.shape.languages import texts_of
from dialogs.transcripts import Case, read, write
from tests.support.golden import Golden
from tests.support.route import PARK, conversation
from tests.support.world import TEXTS

FOLDER = Path(__file__).parent / "transcripts" / "languages"
READ = ("sq", "mk", "ro", "ka", "ky", "uz-Latn", "uz-Cyrl")
"""Those that are kept as files, for speakers to read."""

OTHERS = [tag for tag in OWN_NAMES if tag != "en"]
SHORT = 9
"""Words up to this length may be the same in two languages."""


@pytest.mark.parametrize("language", READ)
def test_the_conversation_goes_as_it_was_reviewed(language: str, golden: Golden) -> None:
    path = FOLDER / f"{language}.yaml"
    golden.check(path, write(conversation(language)))
    assert read(path.read_text("utf-8"), file=path.name) == conversation(language)


def test_every_file_is_of_a_language_that_is_kept() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(READ)


def test_the_practice_round_speaks_every_language_and_says_that_nobody_has_read_it() -> None:
    assert list(PARK.languages) == list(OWN_NAMES)
    assert {str(review) for review in PARK.languages.values()} == {"drafted"}
    assert PARK.practice


def test_the_first_screen_is_no_wall_of_text_where_there_are_many_languages() -> None:
    """Up to eight are greeted in a line; of more the buttons speak, two in a row."""
    first = conversation("sq").turns[0].then
    assert (first.heading, first.text) == ("Our park", ("👋",))
    names = [name for row in first.buttons[:-1] for name in row.split(" | ")]
    assert names == list(OWN_NAMES.values())
    assert len(first.buttons) == len(OWN_NAMES) / 2 + 1


@pytest.mark.parametrize("language", OTHERS)
def test_the_round_is_said_in_its_own_words_in_each_language(language: str) -> None:
    same = {texts["en"] for _, texts in texts_of(PARK) if texts[language] == texts["en"]}
    assert {text for text in same if len(text) > SHORT} == set()


@pytest.mark.parametrize("language", OWN_NAMES)
def test_every_language_leads_from_the_start_to_answers_sent_and_taken_back(language: str) -> None:
    told = [line for turn in conversation(language).turns for line in turn.then.effects]
    assert "keep place: hill" in told
    assert f"keep person, age 12_14, in {language}, consent 1/{language}" in told
    assert told[-1] == f"count withdrawn in {language}"


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_on_the_way_is_in_english(language: str) -> None:
    english = {text for _, text in TEXTS.speaker("en").entries() if len(text) > SHORT}
    english |= {texts["en"] for _, texts in texts_of(PARK) if len(texts["en"]) > SHORT}
    seen = set(_seen(conversation(language)))
    assert {text for text in seen & english if text not in OWN_NAMES.values()} == set()


def _seen(case: Case) -> Iterator[str]:
    """Yield all that is said after the language was chosen: whole, and line by line."""
    for turn in case.turns[1:]:
        then = turn.then
        buttons = (button for row in then.buttons for button in row.split(" | "))
        for text in (then.notice, then.heading, then.hint, *then.text, *buttons):
            yield from (text, *text.splitlines())
