"""Who is asked whether their words may be printed, when, and what counts as a yes."""

import pytest
from msgspec.structs import replace

from dialogs import round_file
from dialogs.events import Move, Tapped
from dialogs.problems import RoundFileError
from dialogs.round import Round, canonical
from dialogs.sending import unsent
from dialogs.session import Respondent
from dialogs.states import MoveName, Phase
from tests.support.person import Person
from tests.support.small_rounds import small_round
from tests.support.world import EXAMPLE, EXAMPLE_TEXT

WISH = {"kind": "free_text", "id": "wish", "may_decline": True}
WHERE = {
    "kind": "pick_one",
    "id": "where",
    "options": ["yard", {"id": "other", "other": True, "label": {"en": "other", "mk": "друго"}}],
}
QUOTING = small_round(WHERE, WISH, quotes=True, unfinished="keep_answers")
PLAIN = small_round(WHERE, WISH)
NO, YES = "No, do not print them", "Yes, you may print them"
SEND = "📨 Send my answers"


def answering(round_: Round = QUOTING) -> Person:
    person = Person(round_)
    person.consent()
    return person


def asked(*, words: str = "A bench.") -> Person:
    person = answering()
    person.tap("yard")
    person.type(words)
    return person


def phase(person: Person) -> Phase:
    assert person.stored is not None
    return person.stored.phase


def sent_as(person: Person) -> bool:
    person.tap(SEND)
    assert person.kept is not None
    return person.kept.response.quotable


def test_who_has_typed_is_asked_once_before_the_summary() -> None:
    person = asked()
    assert phase(person) is Phase.QUOTES
    assert person.prompt.heading == "May we print your words?"
    person.tap(YES)
    assert phase(person) is Phase.REVIEW
    assert "💬 Words that you typed may be printed." in person.prompt.paragraphs
    assert sent_as(person)


def test_no_stands_first_and_is_one_tap_as_yes_is() -> None:
    first, second, *_ = asked().prompt.rows
    assert [[one.text for one in row] for row in (first, second)] == [[NO], [YES]]


@pytest.mark.parametrize("way", [NO, "Skip ➡"])
def test_no_and_skipping_mean_no(way: str) -> None:
    person = asked()
    person.tap(way)
    assert phase(person) is Phase.REVIEW
    assert not sent_as(person)


def test_the_words_for_skip_and_back_are_understood_when_typed() -> None:
    person = asked()
    person.type("back")
    assert phase(person) is Phase.ASKING
    person.type("A bench, please.")
    person.type("skip")
    assert phase(person) is Phase.REVIEW
    assert not sent_as(person)


def test_words_for_other_count_as_typed() -> None:
    person = answering()
    person.tap("other")
    person.type("behind the school")
    person.tap("Skip ➡")
    assert phase(person) is Phase.QUOTES


def test_who_has_typed_nothing_is_not_asked() -> None:
    person = answering()
    person.tap("yard")
    person.tap("Skip ➡")
    assert phase(person) is Phase.REVIEW
    assert not sent_as(person)


def test_without_quotes_in_the_round_nobody_is_asked() -> None:
    person = answering(PLAIN)
    person.tap("yard")
    person.type("A bench.")
    assert phase(person) is Phase.REVIEW
    assert not sent_as(person)


def test_an_organisation_is_not_asked() -> None:
    person = asked()
    assert person.stored is not None
    person.stored = replace(person.stored, respondent=Respondent.ORGANISATION, age="")
    person.command("start")
    assert phase(person) is Phase.REVIEW


def test_the_answer_can_be_changed_from_the_summary_and_going_back_keeps_it() -> None:
    person = asked()
    person.tap(YES)
    person.tap("✎ 💬")
    assert person.choice(YES).text.startswith("✓")
    person.tap("⬅ Back")
    assert "💬 Words that you typed may be printed." in person.prompt.paragraphs
    person.tap("✎ 💬")
    person.tap(NO)
    assert "💬 Words that you typed are not printed." in person.prompt.paragraphs
    assert not sent_as(person)


def test_a_yes_goes_with_the_last_typed_word_and_is_asked_anew_for_others() -> None:
    person = asked()
    person.tap(YES)
    person.tap("✎ 2")
    person.tap("Rather not say")
    assert phase(person) is Phase.REVIEW
    assert not any("💬" in text for text in person.prompt.paragraphs)
    person.tap("✎ 2")
    person.type("Two benches.")
    assert phase(person) is Phase.QUOTES


def test_what_was_typed_later_from_the_summary_is_asked_about() -> None:
    person = answering()
    person.tap("yard")
    person.tap("Skip ➡")
    person.tap("✎ 2")
    person.type("A bench.")
    assert phase(person) is Phase.QUOTES
    person.tap("⬅ Back")
    assert phase(person) is Phase.REVIEW
    assert not any(choice.text == SEND for row in person.prompt.rows for choice in row)
    person.tap("Go on ➡")
    assert phase(person) is Phase.QUOTES


def test_nothing_is_sent_while_the_question_stands_open() -> None:
    person = asked()
    person.command("summary")
    assert phase(person) is Phase.REVIEW
    assert person.stored is not None
    person.meet(Tapped(move=_send(), nonce=person.stored.nonce, step=person.stored.step))
    assert person.kept is None


def test_stopping_there_erases_as_everywhere() -> None:
    person = asked()
    person.tap("⏹ Stop")
    person.tap("Yes, stop and erase")
    assert not person.keeps


def test_another_language_keeps_the_question() -> None:
    person = asked()
    person.command("language")
    person.tap("Македонски")
    assert phase(person) is Phase.QUOTES
    assert person.prompt.language == "mk"


def test_a_draft_that_counts_unsent_is_quotable_only_after_a_yes() -> None:
    person = asked()
    before = unsent(QUOTING, person.stored) if person.stored else None
    person.tap(YES)
    after = unsent(QUOTING, person.stored) if person.stored else None
    assert before is not None
    assert not before.quotable
    assert after is not None
    assert after.quotable


def test_a_round_in_which_nobody_types_cannot_ask() -> None:
    with pytest.raises(RoundFileError, match=r"r.yaml:\d+: Nobody types anything"):
        round_file.load(_without_texts(), file="r.yaml")


def test_a_round_in_which_nobody_writes_cannot_count_themes() -> None:
    text = _without_texts().replace("quotes: true", "themes_by_group: true")
    with pytest.raises(RoundFileError, match=r"r.yaml:\d+: Nobody writes anything"):
        round_file.load(text, file="r.yaml")


def test_a_round_without_breakdowns_cannot_count_themes_by_them() -> None:
    text = EXAMPLE_TEXT.replace("minimum_age: 12", "minimum_age: 12\nthemes_by_group: true")
    assert round_file.load(text, file="r.yaml").links_texts
    text = text.replace("breakdowns: [age, gender, place]", "breakdowns: []")
    with pytest.raises(RoundFileError, match=r"r.yaml:\d+: .* broken down by nothing"):
        round_file.load(text, file="r.yaml")


def test_a_round_without_the_setting_is_the_same_bytes_as_ever() -> None:
    assert b'"quotes"' not in canonical(EXAMPLE)
    assert b'"themes_by_group"' not in canonical(EXAMPLE)
    assert b'"quotes":true' in canonical(QUOTING)
    assert not EXAMPLE.may_quote


def _without_texts() -> str:
    text = EXAMPLE_TEXT.replace("minimum_age: 12", "minimum_age: 12\nquotes: true")
    assert "  - kind: free_text" in text
    start = text.index("  - kind: free_text")
    return text[:start] + text[text.index("\npublication:") :]


def _send() -> Move:
    return Move(MoveName.SEND)
