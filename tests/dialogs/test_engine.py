"""Whole conversations with the engine alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogs import advance
from dialogs.answers import DECLINED, SKIPPED, answered
from dialogs.codes import TICKET_BYTES, new_ticket
from dialogs.events import Commanded, Count, Left, Said, Show, Unsay, Withdraw
from dialogs.languages import OWN_NAMES
from dialogs.round import Invitation
from dialogs.screens import prompt_for
from dialogs.session import Session
from dialogs.states import KEPT, Aside, MoveName, Phase
from dialogs.taps import decode
from dialogs.world import Stage
from tests.support.person import Person
from tests.support.world import EVERYTHING, EXAMPLE, world

LANGUAGES = tuple(EXAMPLE.languages)
TICKET = new_ticket(b"t" * TICKET_BYTES)
SAID_TWICE = {False: "✅ Saved. Thank you!", True: "That button was from an earlier screen."}
"""What is said in passing to who sends twice, by whether others answer on the phone."""


def answer_everything(person: Person) -> None:
    tag = person.language

    def label(question: str, option: str) -> str:
        levels = EXAMPLE.question(question).levels()
        return next(level.label[tag] for level in levels if level.id == option)

    person.tap(label("gender", "girl"))
    person.tap(label("place", "hill"))
    person.tap(label("way_home", "bus"))
    person.tap(label("better", "lighting"))
    person.tap(label("better", "sport"))
    person.tap(person.say("✔ Done"))
    person.tap("2")
    for option in ("lamps", "pitches", "night_bus"):
        person.tap(label("first", option))
    person.tap(person.say("✔ Done"))
    person.type("The park is dark.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_conversation_ends_in_a_response(language: str) -> None:
    person = Person(language=language)
    person.consent(age=13)
    answer_everything(person)
    assert person.prompt.heading == person.say("Your answers")
    code = person.stored.code if person.stored else ""
    assert any(code in paragraph for paragraph in person.prompt.paragraphs)
    person.tap(person.say("📨 Send my answers"))
    kept = person.kept
    assert kept is not None
    assert kept.code == code
    assert (kept.response.language, kept.response.age) == (language, "12_14")
    assert kept.response.answers == {
        "gender": answered("girl"),
        "place": answered("hill"),
        "way_home": answered("bus"),
        "better": answered(("lighting", "sport")),
        "safe": answered(2),
        "first": answered(("lamps", "pitches", "night_bus")),
        "own_words": answered("The park is dark."),
    }
    assert person.stored is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_stored_before_consent(language: str) -> None:
    person = Person(language=language)
    person.begin()
    for words in (OWN_NAMES[language], person.say("Go on ➡"), "15"):
        person.tap(words)
        assert person.stored is None
    person.tap(person.say("✅ Yes, I take part"))
    assert person.stored is not None
    assert person.stored.age == "15_17"


def test_the_years_are_never_kept() -> None:
    person = Person()
    person.consent(age=13)
    assert person.stored is not None
    assert "13" not in str(person.stored.answers) + person.stored.age.removeprefix("12_14")


def test_somebody_under_twelve_is_turned_away_kindly() -> None:
    person = Person()
    person.begin()
    for words in ("English", "Go on ➡", "11 or younger"):
        person.tap(words)
    assert person.prompt.heading == "Thank you for wanting to help!"
    assert person.stored is None
    assert Count("too_young", "en") in person.effects


def test_a_no_is_accepted_and_one_may_begin_again() -> None:
    person = Person()
    person.begin()
    for words in ("English", "Go on ➡", "16", "No, thank you"):
        person.tap(words)
    assert person.prompt.heading == "That is fine."
    person.tap("Begin again")
    assert person.drawn.phase is Phase.LANGUAGE


def test_back_and_forward_is_where_one_was() -> None:
    person = Person()
    person.consent()
    person.tap("Girl or woman")
    before = person.prompt
    person.tap("⬅ Back")
    assert person.prompt.heading == EXAMPLE.question("gender").text["en"]
    person.tap("Keep and go on ➡")
    assert person.prompt == before


def test_skip_and_rather_not_say_are_kept_apart() -> None:
    person = Person()
    person.consent()
    person.tap("Rather not say")
    person.tap("Skip ➡")
    assert person.stored is not None
    assert person.stored.answers == {"gender": DECLINED, "place": SKIPPED}


def test_a_change_from_the_summary_returns_to_it() -> None:
    person = Person()
    person.consent()
    person.skip_to_review()
    person.tap("✎ 2")
    person.tap("By the river")
    assert person.prompt.heading == "Your answers"
    assert person.stored is not None
    assert person.stored.answers["place"] == answered("riverside")


def test_stop_asks_first() -> None:
    person = Person()
    person.consent()
    person.tap("⏹ Stop")
    assert person.keeps
    person.tap("Back to the question")
    assert person.prompt.heading == EXAMPLE.question("gender").text["en"]


def test_a_confirmed_stop_erases() -> None:
    person = Person()
    person.consent()
    person.command("stop")
    person.tap("Yes, stop and erase")
    assert not person.keeps
    assert Count("stopped", "en") in person.effects


def test_an_old_button_gets_a_polite_answer() -> None:
    person = Person()
    person.consent()
    old = person.data_of("Girl or woman")
    person.tap("Boy or man")
    person.meet_data(old)
    assert person.notice == "That button was from an earlier screen."
    assert person.stored is not None
    assert person.stored.answers["gender"] == answered("boy")


def test_agreeing_twice_begins_once() -> None:
    person = Person()
    person.begin()
    for words in ("English", "Go on ➡", "16"):
        person.tap(words)
    agree = person.data_of("Yes, I take part")
    person.meet_data(agree)
    person.tap("Girl or woman")
    person.meet_data(agree)
    assert person.stored is not None
    assert person.stored.answers


@pytest.mark.parametrize("shared", [False, True])
def test_sending_twice_leaves_the_code_where_it_stands(*, shared: bool) -> None:
    round_ = replace(EXAMPLE, invitation=Invitation.SHARED_PHONE) if shared else EXAMPLE
    person = Person(round_)
    person.world = world(admits=lambda code: code == TICKET)
    person.type(TICKET) if shared else person.begin()
    for words in ("English", "Go on ➡", "16", "✅ Yes, I take part"):
        person.tap(words)
    person.skip_to_review()
    send, change = person.data_of("📨 Send my answers"), person.data_of("✎ 2")
    help_ = person.data_of("🆘 Help")
    person.meet_data(send)
    assert person.drawn.phase is Phase.SAVED
    person.world = world(took_part=not shared)
    person.meet_data(send)
    assert person.notice == SAID_TWICE[shared]
    assert shown(person) == []
    person.meet_data(change)
    assert shown(person) == []
    person.meet_data(help_)
    assert [each.fresh for each in shown(person)] == [True]


def shown(person: Person) -> list[Show]:
    return [each for each in person.effects if isinstance(each, Show)]


def test_who_confirms_twice_to_stop_is_told_twice() -> None:
    person = Person()
    person.consent()
    person.command("stop")
    confirm = person.data_of("Yes, stop and erase")
    person.meet_data(confirm)
    told = person.prompt
    person.meet_data(confirm)
    assert person.prompt == told
    assert person.notice == ""


def test_a_sticker_is_answered_and_the_question_asked_again() -> None:
    person = Person(language="mk")
    person.consent()
    person.send_sticker()
    assert person.notice
    assert person.prompt.heading == EXAMPLE.question("gender").text["mk"]


@pytest.mark.parametrize("typed", ["Girl or woman", "girl or woman.", " 1 "])
def test_a_typed_answer_is_understood(typed: str) -> None:
    person = Person()
    person.consent()
    person.type(typed)
    assert person.stored is not None
    assert person.stored.answers["gender"] == answered("girl")
    assert any(isinstance(effect, Unsay) for effect in person.effects)


def test_the_second_time_it_is_asked_in_other_words() -> None:
    person = Person()
    person.consent()
    person.type("hm")
    first = person.notice
    person.type("hm")
    assert first
    assert person.notice not in {"", first}


def test_another_language_in_mid_round_keeps_the_answers() -> None:
    person = Person()
    person.consent()
    person.tap("Girl or woman")
    person.command("language")
    person.tap("Shqip")
    assert person.prompt.heading == EXAMPLE.question("place").text["sq"]
    assert person.stored is not None
    assert person.stored.answers["gender"] == answered("girl")


def test_coming_back_finds_the_same_question() -> None:
    person = Person()
    person.consent()
    person.tap("Girl or woman")
    before = person.prompt
    person.begin()
    assert person.prompt == before


def test_the_button_takes_the_answers_back() -> None:
    person = Person()
    person.consent()
    person.skip_to_review()
    person.tap("Send my answers")
    person.world = world(took_part=True, holds=lambda _: True)
    person.tap("Take back my answers")
    person.tap("Yes, take them back")
    assert any(isinstance(effect, Withdraw) for effect in person.effects)
    assert person.prompt.heading == "Taken back."


def test_a_typed_code_takes_the_answers_back() -> None:
    person = Person()
    person.world = world(took_part=True, holds=lambda code: code == "0123-4567-89AB-CDEF")
    person.type("o123 4567 89ab cdef")
    assert Withdraw("0123-4567-89AB-CDEF") in person.effects


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    person = Person()
    person.command("withdraw", "0123-4567-89AB-CDEF")
    assert person.notice == "We hold no answers under this code."


def test_a_closed_round_says_so() -> None:
    person = Person()
    person.consent()
    person.world = world(stage=Stage.CLOSED)
    person.tap("Girl or woman")
    assert person.prompt.heading == "This round is closed."


def test_what_was_not_sent_when_it_closed_is_said_to_be_erased() -> None:
    person = Person(language="sq")
    person.consent()
    person.world = world(stage=Stage.CLOSED)
    person.command("start")
    assert person.notice == person.say("What you had not sent is erased.")
    assert not person.keeps
    person.command("start")
    assert person.notice == ""


def test_a_round_that_was_called_off_says_so() -> None:
    person = Person(language="sr-Latn")
    person.consent()
    person.world = world(stage=Stage.CANCELLED)
    person.command("start")
    assert person.prompt.heading == person.say("This round was called off.")


def test_after_the_last_day_nothing_is_asked_and_what_was_said_waits() -> None:
    person = Person()
    person.consent()
    before = person.stored
    person.world = world(stage=Stage.ENDED)
    for incoming in (Said(text="2"), Commanded(name="start"), Commanded(name="skip")):
        person.meet(incoming)
        assert "The last day to answer was 22.11.2026." in person.prompt.paragraphs
        assert person.stored == before
    person.command("pause")
    assert person.prompt.heading == "This round is closed."
    person.world = world()
    person.begin()
    assert person.prompt.heading == EXAMPLE.questions[0].text["en"]


def test_after_the_last_day_one_can_still_stop() -> None:
    person = Person()
    person.consent()
    person.world = world(stage=Stage.ENDED)
    person.begin()
    person.tap("Stop")
    assert person.prompt.paragraphs == ("Your answers are erased at once.",)
    person.tap("Yes, stop and erase")
    assert not person.keeps
    assert [one.text for row in person.prompt.rows for one in row] == ["🆘 Help"]


def test_after_the_last_day_nobody_begins() -> None:
    person = Person()
    person.begin()
    person.world = world(stage=Stage.ENDED)
    person.tap("English")
    assert person.prompt.heading == "This round is closed."


def test_a_screen_that_said_it_was_over_leads_into_a_round_that_was_prolonged() -> None:
    person = Person()
    person.world = world(stage=Stage.ENDED)
    person.begin()
    person.tap("Help")
    person.world = world()
    person.tap("Back")
    assert person.prompt.heading == "Our evenings · Mbrëmjet tona · Нашите вечери · Naše večeri"


def test_after_the_last_day_what_was_sent_can_still_be_taken_back() -> None:
    person = Person()
    person.consent()
    person.skip_to_review()
    person.tap("Send my answers")
    person.world = world(took_part=True, holds=lambda _: True, stage=Stage.ENDED)
    person.tap("Take back my answers")
    assert person.prompt.paragraphs == ("What you sent is erased.",)
    person.tap("Yes, take them back")
    assert any(isinstance(effect, Withdraw) for effect in person.effects)


def test_what_is_being_counted_cannot_be_taken_back() -> None:
    person = Person()
    person.world = world(counts=lambda code: code == "0123-4567-89AB-CDEF", stage=Stage.CLOSED)
    person.type("0123 4567 89ab cdef")
    assert person.notice == "Answers are being counted and can’t be taken back now."
    assert not any(isinstance(effect, Withdraw) for effect in person.effects)


def test_blocking_ends_the_session() -> None:
    person = Person()
    person.consent()
    person.meet(Left())
    assert person.stored is None
    assert person.effects == (Count("blocked", "en"),)


@pytest.mark.parametrize("phase", sorted(set(Phase) - KEPT))
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_one_tap_away_before_and_after(phase: Phase, language: str) -> None:
    person = Person(EVERYTHING if language in EVERYTHING.languages else EXAMPLE, language=language)
    if phase is Phase.CHECK and person.round is EXAMPLE:
        return  # this round does not ask whether the consent was understood
    stage = Stage.CLOSED if phase is Phase.CLOSED else Stage.OPEN
    person.world = world(took_part=phase is Phase.SAVED, stage=stage)
    age = "15_17" if phase in {Phase.GUARDIAN, Phase.CONSENT, Phase.CHECK} else ""
    person.drawn = Session(phase=phase, language=language, age=age)
    person.prompt = prompt_for(person.round, person.drawn, world())
    person.tap(person.say("🆘 Help"))
    assert person.prompt.heading == person.say("Somebody to talk to")


def test_help_is_one_tap_away_from_every_question_and_the_summary() -> None:
    person = Person()
    person.consent()
    for _ in range(len(EXAMPLE.questions) + 1):
        person.tap("Help")
        assert person.prompt.heading == "Somebody to talk to"
        person.tap("Back" if person.drawn.phase is Phase.REVIEW else "Back to the question")
        if person.drawn.phase is Phase.ASKING:
            person.tap("Skip ➡")


@given(
    move=st.sampled_from(MoveName),
    arg=st.text(max_size=8),
    phase=st.sampled_from(sorted(set(Phase) - KEPT)),
    aside=st.sampled_from(["", *Aside]),
    language=st.text(max_size=8) | st.sampled_from(LANGUAGES),
    extra=st.text(max_size=19),
)
def test_no_forged_button_can_break_a_conversation(  # noqa: PLR0917 - a field each
    move: str, arg: str, phase: str, aside: str, language: str, extra: str
) -> None:
    tapped = decode(f"c:{phase}:{aside}:{language}:{extra}:{move}:{arg}")
    if tapped is None:
        return
    step = advance(EXAMPLE, None, tapped, world())
    for effect in step.effects:
        if isinstance(effect, Show):
            assert effect.prompt.rows


@given(st.text(max_size=80))
def test_any_button_data_is_read_or_refused(data: str) -> None:
    tapped = decode(data)
    assert tapped is None or tapped.move.name in MoveName


@given(move=st.sampled_from(MoveName), arg=st.text(max_size=8) | st.sampled_from("0129"))
def test_no_forged_button_can_break_a_stored_conversation(move: str, arg: str) -> None:
    for questions_answered in range(len(EXAMPLE.questions) + 1):
        person = Person()
        person.consent()
        for _ in range(questions_answered):
            person.tap("Skip ➡")
        assert person.stored is not None
        tapped = decode(f"k:{person.stored.nonce}:{person.stored.step}:{move}:{arg}")
        if tapped is not None:
            person.meet(tapped)
            assert person.prompt.rows


PAUSE = {"en": "Back on Monday.", "sq": "Të hënën."}


def test_a_paused_round_asks_nothing_and_keeps_what_was_said() -> None:
    person = Person()
    person.consent()
    person.tap("Girl or woman")
    before = person.stored
    person.world = world(paused=PAUSE)
    for incoming in (Said(text="1"), Commanded(name="skip"), Commanded(name="start")):
        person.meet(incoming)
        assert person.prompt.heading == "⏸ This round is paused"
        assert "Back on Monday." in person.prompt.paragraphs
        assert person.stored == before
    person.world = world()
    person.begin()
    assert person.prompt.heading == EXAMPLE.question("place").text["en"]


def test_a_tap_on_a_question_from_before_the_pause_shows_the_pause() -> None:
    person = Person()
    person.consent()
    person.world = world(paused=PAUSE)
    person.tap("Girl or woman")
    assert person.prompt.heading == "⏸ This round is paused"


def test_a_paused_round_still_helps_and_lets_go() -> None:
    person = Person()
    person.consent()
    person.world = world(paused=PAUSE)
    person.begin()
    person.tap("🆘 Help")
    assert person.prompt.heading == "Somebody to talk to"
    person.tap("Back to the question")
    assert person.prompt.heading == "⏸ This round is paused"
    person.tap("⏹ Stop")
    person.tap("Yes, stop and erase")
    assert person.stored is None


def test_nobody_begins_while_a_round_is_paused() -> None:
    person = Person(language="sq")
    person.world = world(paused=PAUSE)
    person.type("Shqip")
    assert person.prompt.heading == "⏸ This round is paused"
    person.tap("🆘 Help")
    assert person.prompt.heading == "Somebody to talk to"


def test_one_can_still_withdraw_from_a_paused_round() -> None:
    person = Person()
    person.world = world(took_part=True, holds=lambda _: True, paused=PAUSE)
    person.type("0123-4567-89AB-CDEF")
    assert Withdraw("0123-4567-89AB-CDEF") in person.effects


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_told_what_was_taken_out_and_sees_what_is_kept(language: str) -> None:
    person = Person(language=language)
    person.consent(age=15)
    while person.stored and person.stored.at != "own_words":
        person.tap(person.say("Skip ➡"))
    person.type("070 123 456")
    assert person.say("a phone number") in person.notice
    assert person.stored is not None
    assert person.stored.answers["own_words"] == answered("[phone]")
    assert any(f"[{person.say('phone')}]" in text for text in person.prompt.paragraphs)
