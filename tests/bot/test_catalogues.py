"""A catalogue's review state is read from its header, and only a whole one counts."""

import datetime as dt

import pytest

from bot.catalogues import catalogue_states, review_states, state_of
from bot.outside import outside
from dialogs.confirmations import Confirmation, Confirmations, interface_fact
from dialogs.languages import OWN_NAMES
from dialogs.lints import problems_in
from dialogs.problems import Severity
from dialogs.round import Review
from dialogs.round_file import load_with_lines
from tests.support.world import EVERYTHING_TEXT, TEXTS

TODAY = dt.date(2026, 11, 10)


def header(state: str) -> str:
    return f'msgid ""\nmsgstr ""\n"Language: mk\\n"\n"X-Review-State: {state}\\n"\n'


def test_who_reviewed_it_and_when_is_read() -> None:
    state = state_of(header("reviewed by language teacher, Youth House on 2026-11-20"))
    assert state.review is Review.REVIEWED
    assert state.by == "language teacher, Youth House"
    assert state.on == dt.date(2026, 11, 20)


@pytest.mark.parametrize(
    "state",
    [
        "drafted",
        "reviewed",
        "reviewed by  on 2026-11-20",
        "reviewed by a teacher on 2026-13-40",
        "",
    ],
)
def test_anything_less_is_a_draft(state: str) -> None:
    assert state_of(header(state)).review is Review.DRAFTED
    assert state_of("").review is Review.DRAFTED


def test_every_catalogue_has_an_own_name_and_a_state() -> None:
    assert review_states().keys() <= OWN_NAMES.keys()
    for state in catalogue_states().values():
        assert state.translated == state.messages > 200


@pytest.mark.parametrize("language", sorted(review_states()))
def test_a_draft_may_be_practised_and_not_opened(language: str) -> None:
    """Whatever the language, until a speaker has confirmed the words that the bot now says."""
    assert _severities(language, practice=True, confirmed=False) == {Severity.WARNING}
    assert _severities(language, practice=False, confirmed=False) == {Severity.ERROR}
    assert _severities(language, practice=False, confirmed=True) == set()


def _severities(language: str, *, practice: bool, confirmed: bool) -> set[Severity]:
    text = EVERYTHING_TEXT.replace("mk: " if language != "en" else "en: ", f"{language}: ")
    text = text.replace("practice: true", f"practice: {str(practice).lower()}")
    round_, lines = load_with_lines(text, file="r.yaml")
    fact = interface_fact(language, TEXTS.speaker(language).entries())
    by = Confirmation(what=fact.what, name=fact.name, digest=fact.digest, by="teacher", on=TODAY)
    known = outside(TODAY, Confirmations([by] if confirmed else []))
    own = f"own texts in “{language}”"
    return {one.severity for one in problems_in(round_, lines, known) if own in one.what}
