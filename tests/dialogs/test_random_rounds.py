"""Random participants in random rounds: what must be true wherever a conversation can get to.

Rounds have 1 to 12 questions of all kinds, with conditions, filters, organisations, guardians,
codes and long lists; participants tap, type, send, leave, pause and change the language. More of
both: `pytest tests/dialogs/test_random_rounds.py --hypothesis-profile=thorough`.
"""

import datetime as dt
import re
from html import unescape

import msgspec
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from bot.channels.rendering import text_of
from bot.scrubbing import scrub
from dialogs import Session, advance
from dialogs.events import (
    Commanded,
    Incoming,
    Keep,
    Left,
    Media,
    Notify,
    Said,
    Show,
    Tapped,
    Unsupported,
)
from dialogs.path import path
from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.screens import prompt_for
from dialogs.session import Response, upgraded
from dialogs.states import Aside, MoveName, Phase
from dialogs.taps import LIMIT_BYTES, decode, encode
from dialogs.transcripts import Case, Chat
from dialogs.version import version_of
from tests.support.plausible import plausible
from tests.support.random_rounds import rounds
from tests.support.world import TEXTS

CODE = "7K2M-9QXR-4TBC"
LIMIT_UNITS = 4096
"""UTF-16 code units that a message of Telegram holds, formatting not counted."""

LIMIT_BUTTONS = 100
FORWARD_FIRST = (
    MoveName.SPEAK,
    MoveName.NEXT,
    MoveName.ANSWER_AS,
    MoveName.AGREE,
    MoveName.AGE,
    MoveName.DONE,
    MoveName.CHOOSE,
    MoveName.FORWARD,
    MoveName.SKIP,
    MoveName.PREFER_NOT,
    MoveName.SEND,
    MoveName.RESUME,
)
TYPED = (
    "1",
    "2",
    "0",
    "-3",
    "2025",
    "01.2025",
    "1 1",
    "да",
    "Yes",
    "so",
    "назад",
    "skip",
    "помош",
    "English",
    "?",
    "Ќ" * 141,
    "🎈" * 1100,
    "🎈" * 1500,
    CODE,
    "0123-4567-89AB-CDEF",
)
COMMANDS = ("start", "help", "privacy", "language", "pause", "menu", "back", "skip", "summary")
PARTING = ("stop", "withdraw", "nonsense")


class Conversation(RuleBasedStateMachine):
    """One participant, from the first message on."""

    @initialize(
        round_=rounds(),
        locale=st.sampled_from(["", "en", "mk-MK"]),
        consent_age=st.sampled_from([12, 15, 18]),
        hesitates=st.integers(0, 4),
        ways=st.lists(st.integers(0, 12), min_size=7, max_size=7),
    )
    def meet(
        self, round_: Round, locale: str, consent_age: int, hesitates: int, ways: list[int]
    ) -> None:
        """Send the first message; most go on from there to the first question at once."""
        self.round = round_
        self.case = Case(
            now="2026-11-10T17:00:00+00:00",
            locale=locale,
            consent_age=consent_age,
            codes=(CODE,),
        )
        self.chat = Chat(round_, TEXTS, self.case, scrub)
        self.past: list[tuple[dt.datetime, Incoming, bytes]] = []
        self.before: tuple[Prompt, Session] | None = None
        self.come_in(Commanded(name="start", rest=CODE, locale=locale))
        for index in ways if hesitates else ():
            self.come_to_consent(index)

    def come_to_consent(self, index: int) -> None:
        """Tap on, but never say no, be too young, or misread the consent."""
        avoided = {Phase.AGE: 1, Phase.CHECK: 1, Phase.CONSENT: 0}.get(self.chat.drawn.phase, 0)
        ways = self.ways_on[avoided:]
        if not self.chat.drawn.kept:
            self.tap(ways[index % len(ways)])

    # what a participant does

    @rule(index=st.integers(0, 40))
    def tap_anything(self, index: int) -> None:
        self.tap(self.buttons[index % len(self.buttons)])

    @rule(index=st.integers(0, 12))
    @precondition(lambda self: self.ways_on)
    def go_on(self, index: int) -> None:
        self.tap(self.ways_on[index % len(self.ways_on)])

    @rule(indices=st.lists(st.integers(0, 12), min_size=3, max_size=12))
    def hurry(self, indices: list[int]) -> None:
        for index in indices:
            if self.ways_on:
                self.go_on(index)

    @rule(text=st.sampled_from(TYPED), seldom=st.integers(0, 4))
    def type(self, text: str, seldom: int) -> None:
        self.come_in_seldom(Said(text=text, locale=self.case.locale), seldom)

    @rule(name=st.sampled_from(COMMANDS), seldom=st.integers(0, 4))
    def command(self, name: str, seldom: int) -> None:
        self.come_in_seldom(Commanded(name=name, locale=self.case.locale), seldom)

    @rule(name=st.sampled_from(PARTING), seldom=st.integers(0, 3))
    def part(self, name: str, seldom: int) -> None:
        if not seldom:
            self.come_in(Commanded(name=name, locale=self.case.locale))

    @rule(seldom=st.integers(0, 6))
    def leave(self, seldom: int) -> None:
        if not seldom:
            self.come_in(Left(locale=self.case.locale))

    @rule(days=st.integers(1, 5))
    @precondition(lambda self: self.chat.stored is not None)
    def come_back_later(self, days: int) -> None:
        before = self.chat.stored
        self.chat.now += dt.timedelta(days=days)
        self.come_in(Commanded(name="start", locale=self.case.locale))
        if self.chat.world.open:
            assert before is not None
            back = replace(before, aside=None, began=0)
            assert self.chat.stored == replace(back, step=self.chat.drawn.step)
            assert self.chat.prompt == prompt_for(self.round, back, self.chat.world)

    @rule(media=st.sampled_from(Media), seldom=st.integers(0, 4))
    def send(self, media: Media, seldom: int) -> None:
        self.come_in_seldom(Unsupported(media=media, locale=self.case.locale), seldom)

    @rule(index=st.integers(0, 40))
    @precondition(lambda self: self.before is not None)
    def tap_the_screen_before(self, index: int) -> None:
        assert self.before is not None
        prompt, drawn = self.before
        buttons = _buttons(prompt)
        tapped = decode(encode(drawn, buttons[index % len(buttons)]), locale=self.case.locale)
        assert tapped is not None
        self.come_in(tapped)

    # how it comes in

    @property
    def buttons(self) -> list[Choice]:
        return _buttons(self.chat.prompt)

    @property
    def ways_on(self) -> list[Choice]:
        return [choice for choice in self.buttons if choice.move in FORWARD_FIRST]

    def tap(self, choice: Choice) -> None:
        tapped = decode(encode(self.chat.drawn, choice), locale=self.case.locale)
        assert tapped is not None
        self.come_in(tapped)

    def come_in_seldom(self, incoming: Incoming, seldom: int) -> None:
        """Let it come in; before consent only once in a while, since it leads to the beginning."""
        if self.chat.drawn.kept or not seldom:
            self.come_in(incoming)

    def come_in(self, incoming: Incoming) -> None:
        note(f"{incoming}")
        before, stored = (self.chat.prompt, self.chat.drawn), self.chat.stored
        step = self.chat.meet(incoming)
        note(f"→ {step.session}")
        self.past.append((self.chat.now, incoming, msgspec.json.encode(step)))
        if before[0].rows:
            self.before = before
        if step.session.kept:
            self.check_nothing_lost(stored, step.session)
            assert stored or _agrees(incoming, self.round)
        self.notice = ""
        for effect in step.effects:
            if isinstance(effect, Notify):
                self.notice = effect.text
            if isinstance(effect, Keep):
                check_response(self.round, effect.response)

    def check_nothing_lost(self, stored: Session | None, now: Session) -> None:
        """Storing loses nothing, and only the open question's answer can change."""
        record = msgspec.json.decode(msgspec.json.encode(now))
        first = {name: value for name, value in record.items() if name != "format"}
        assert msgspec.convert(upgraded(record), Session) == now == self.chat.stored
        assert msgspec.convert(upgraded(first), Session) == now
        if stored is not None:
            others = {name: one for name, one in stored.answers.items() if name != stored.at}
            assert {**now.answers, **others} == now.answers

    def after(self, incoming: Incoming, session: Session | None) -> tuple[Session, Prompt]:
        """Return what would come of it, without letting it come in."""
        step = advance(self.round, session, incoming, self.chat.world)
        shown = [effect.prompt for effect in step.effects if isinstance(effect, Show)]
        return step.session, shown[0] if shown else self.chat.prompt

    def after_tap(self, session: Session, choice: Choice) -> tuple[Session, Prompt]:
        tapped = decode(encode(session, choice), locale=self.case.locale)
        assert tapped is not None
        return self.after(tapped, session if session.kept else None)

    def spoken(self, session: Session, language: str) -> tuple[Session, Prompt]:
        """Return what would come of choosing another language."""
        there, _ = self.after(Commanded(name="language"), session)
        return self.after_tap(there, Choice("", MoveName.SPEAK, language))

    # what must be true wherever it stands

    @invariant()
    def there_is_a_screen_with_a_way_on(self) -> None:
        prompt = self.chat.prompt
        assert prompt.heading
        assert self.buttons
        assert len(self.buttons) <= LIMIT_BUTTONS
        for choice in self.buttons:
            assert choice.text.strip()
            assert len(encode(self.chat.drawn, choice).encode()) <= LIMIT_BYTES
        assert _units(text_of(prompt, self.notice)) <= LIMIT_UNITS

    @invariant()
    def every_answer_that_counts_could_be_given(self) -> None:
        here = self.chat.stored
        given = path(self.round, here).given if here else {}
        for name, answer in given.items():
            assert plausible(self.round.question(name), answer, given), name

    @invariant()
    def there_is_an_exit(self) -> None:
        here = self.chat.stored
        asked, prompt = self.after(Commanded(name="stop"), here)
        if here is not None:
            assert asked.aside is Aside.STOP
            (yes,) = [one for one in _buttons(prompt) if one.move is MoveName.CONFIRM]
            asked, _ = self.after_tap(asked, yes)
        assert not asked.kept

    @invariant()
    def help_is_one_tap_away(self) -> None:
        """From the screen that is shown, and from the one above it."""
        screens = [(self.chat.prompt, self.chat.drawn), *([self.before] if self.before else [])]
        for prompt, drawn in screens:
            if drawn.aside is not Aside.HELP:
                (choice,) = [one for one in _buttons(prompt) if one.arg == Aside.HELP]
                tapped = decode(encode(drawn, choice), locale=self.case.locale)
                assert tapped is not None
                session, shown = self.after(tapped, self.chat.stored)
                assert session.aside is Aside.HELP
                heading = TEXTS.speaker(shown.language)("Somebody to talk to")
                assert shown.heading == heading

    @invariant()
    def back_and_forward_is_where_one_was(self) -> None:
        """But for the page of a long list, which is turned to its beginning."""
        drawn, prompt = self.chat.drawn, self.chat.prompt
        back = [one for one in self.buttons if one.move is MoveName.BACK]
        if not drawn.kept or not back or drawn.page or drawn.find:
            return
        earlier, shown = self.after_tap(drawn, back[0])
        note(f"back to {earlier}")
        if _looked_up(drawn):
            assert self.after(Commanded(name="summary"), earlier)[1] == prompt
            return
        way = MoveName.BACK if _looked_up(earlier) else MoveName.FORWARD
        for forward in [one for one in _buttons(shown) if one.move is way]:
            assert self.after_tap(earlier, forward)[1] == prompt

    @invariant()
    def another_language_and_back_is_where_one_was(self) -> None:
        here = self.chat.stored
        if here is None or here.find:
            return
        there, _ = self.spoken(here, {"en": "mk", "mk": "en"}[here.language])
        assert there.answers == here.answers
        back, prompt = self.spoken(there, here.language)
        assert back.answers == here.answers
        vanished = bool(here.at) and path(self.round, there).index(here.at) < 0
        if not vanished:
            assert prompt == prompt_for(self.round, replace(here, aside=None), self.chat.world)
        elif here.held:
            assert back.waiting[here.at] == here.held

    def teardown(self) -> None:
        """The same things coming in lead to the same bytes."""
        if not hasattr(self, "past"):
            return
        chat = Chat(self.round, TEXTS, self.case, scrub)
        for now, incoming, step in self.past:
            chat.now = now
            assert msgspec.json.encode(chat.meet(incoming)) == step


def check_response(round_: Round, response: Response) -> None:
    """Everything in it is on the path that follows from it alone, and could be answered there."""
    session = Session(
        language=response.language,
        respondent=response.respondent,
        age=response.age,
        answers=response.answers,
    )
    on_path = path(round_, session)
    assert {one.id for one in on_path.asked} == set(response.answers) == set(on_path.given)
    assert response.version == version_of(round_)
    for question in on_path.asked:
        assert plausible(question, response.answers[question.id], response.answers), question


def _agrees(incoming: Incoming, round_: Round) -> bool:
    """Return whether this is the very tap with which somebody agrees to take part."""
    if not isinstance(incoming, Tapped) or incoming.carried is None:
        return False
    last = (
        (Phase.CHECK, MoveName.CHOOSE) if round_.consent.check else (Phase.CONSENT, MoveName.AGREE)
    )
    return (incoming.carried.phase, incoming.move.name) == last


def _buttons(prompt: Prompt) -> list[Choice]:
    return [choice for row in prompt.rows for choice in row]


def _looked_up(session: Session) -> bool:
    """Return whether this is the summary, with a question open behind it."""
    return session.phase is Phase.REVIEW and bool(session.at)


def _units(text: str) -> int:
    """Return the length as Telegram counts it: without formatting, an emoji as two."""
    return len(unescape(re.sub("</?[bi]>", "", text)).encode("utf-16-le")) // 2


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
