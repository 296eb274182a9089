"""A catalogue's review state is read from its header, and only a whole one counts."""

import datetime as dt
from pathlib import Path

import pytest

from admin.catalogues import state_of
from bot.catalogues import catalogue_states, load_texts, review_states
from bot.outside import outside
from dialogs.confirmations import Confirmation, Confirmations, interface_fact
from dialogs.languages import OWN_NAMES
from dialogs.lints import problems_in
from dialogs.problems import Severity
from dialogs.round import Review
from dialogs.round_file import load_with_lines
from dialogs.texts import MissingTextError
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


def catalogues(folder: Path, **languages: str) -> Path:
    _catalogue(folder, "en", 'msgid "Yes"\nmsgstr "Yes"\n\nmsgid "No"\nmsgstr "No"\n')
    for tag, entries in languages.items():
        _catalogue(folder, tag, entries)
    return folder


def _catalogue(folder: Path, tag: str, entries: str) -> None:
    path = folder / tag / "LC_MESSAGES" / "consult.po"
    path.parent.mkdir(parents=True)
    path.write_text(f"{header('drafted')}\n{entries}", encoding="utf-8")


YES = 'msgid "Yes"\nmsgstr "Po"\n\n'


@pytest.mark.parametrize(
    "rest",
    ['msgid "No"\nmsgstr ""\n', '#, fuzzy\nmsgid "No"\nmsgstr "Jo"\n', ""],
    ids=["empty", "fuzzy", "absent"],
)
def test_a_language_with_a_gap_is_refused_at_start_and_never_crashes_later(
    rest: str, tmp_path: Path
) -> None:
    folder = catalogues(tmp_path, sq=YES + rest, mk=YES + 'msgid "No"\nmsgstr "Не"\n')
    texts = load_texts(folder)
    texts.require({"en": 1, "mk": 1})
    assert texts.knows("mk")
    assert not texts.knows("sq")
    with pytest.raises(MissingTextError, match=r"sq \(1 of 2 are missing\), tr \(all are missing"):
        texts.require({"sq": 1, "tr": 1, "mk": 1})


def test_a_catalogue_is_counted_by_what_the_english_one_holds(tmp_path: Path) -> None:
    gone = 'msgid "Gone"\nmsgstr "Shkoi"\n'
    fuzzy = YES + '#, fuzzy\nmsgid "No"\nmsgstr "Jo"\n\n' + gone
    states = catalogue_states(catalogues(tmp_path, sq=fuzzy, mk=YES))
    assert [(one.messages, one.translated, one.fuzzy) for one in states.values()] == [
        (2, 2, 0),
        (2, 1, 0),
        (2, 1, 1),
    ]
    assert [one.complete for one in states.values()] == [True, False, False]
