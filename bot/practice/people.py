"""Simulated young people with a phone: each reads the screen and taps, types or walks away.

A person knows only what the screen shows and what they wish to say. They find a button by its
words, in their own language, as anybody would.
"""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

from bot.practice.clock import PracticeClock
from bot.practice.personas import DECLINES, Habit, Persona, Wish
from bot.practice.phone import Phone
from bot.practice.transcript import ScreenMessage
from dialogs.languages import OWN_NAMES
from dialogs.questions import (
    AnyQuestion,
    DatePart,
    FreeText,
    Info,
    Number,
    PickMany,
    PickOne,
    Points,
    Ranking,
    Scale,
    Statements,
)
from dialogs.round import Round
from dialogs.texts import Speaker, Texts

PATIENCE = 20.0
"""Real seconds after which a person gives up waiting for an answer."""

A_WHILE = 1800.0
"""Practice seconds somebody is away before coming back."""


ONE_IN = 3
"""One person in so many does not want their words printed."""


class Fate(StrEnum):
    """How a conversation ended."""

    FINISHED = "finished"
    LEFT = "left"
    STOPPED = "stopped"
    BLOCKED = "blocked"
    REFUSED = "refused"
    TOO_YOUNG = "too_young"
    STUCK = "stuck"


class Person:
    """One simulated person in one chat."""

    def __init__(
        self, persona: Persona, phone: Phone, round_: Round, texts: Texts, clock: PracticeClock
    ) -> None:
        self.persona = persona
        self._phone = phone
        self._round = round_
        self._say: Speaker = texts.speaker(persona.language)
        self._clock = clock
        self._done: set[Habit] = set()
        self.fate: Fate | None = None

    @property
    def chat(self) -> int:
        """The chat of this person."""
        return self._phone.user_id

    async def live(self) -> Fate:
        """Arrive, take part in one's own way, and return how it ended."""
        await self._clock.sleep(self.persona.arrives)
        await self._after(lambda: self._phone.say("/start"))
        while self.fate is None:
            await self._clock.sleep(self.persona.pace)
            try:
                await self._look_and_act()
            except TimeoutError:
                self.fate = Fate.STUCK
        return self.fate

    async def _look_and_act(self) -> None:
        lines = self._screen().text.splitlines()
        for question in self._round.questions:
            if question.text[self.persona.language] in lines:
                await self._question(question)
                return
        for heading, act in self._headings().items():
            if heading in lines:
                await act()
                return
        await self._tap(OWN_NAMES[self.persona.language])

    def _headings(self) -> dict[str, Callable[[], Awaitable[None]]]:
        say = self._say
        return {
            say("Before you start"): lambda: self._tap(say("Go on ➡")),
            say("How old are you?"): self._tell_age,
            say("For you and those who look after you"): lambda: self._tap(say("Go on ➡")),
            say("Do you agree?"): self._decide,
            say("May we print your words?"): self._decide_on_quotes,
            say("Your answers"): self._review,
            say("✅ Saved. Thank you!"): lambda: self._end(Fate.FINISHED),
            say("Thank you for wanting to help!"): lambda: self._end(Fate.TOO_YOUNG),
            say("That is fine."): lambda: self._end(Fate.REFUSED),
            say("Stopped."): lambda: self._end(Fate.STOPPED),
            say("Stop and erase?"): lambda: self._tap(say("Yes, stop and erase")),
        }

    async def _end(self, fate: Fate) -> None:
        self.fate = fate

    async def _tell_age(self) -> None:
        least, age = self._round.minimum_age, self.persona.age
        if age < least:
            await self._tap(self._say("{age} or younger", age=least - 1))
        elif self._has(str(age)):
            await self._tap(str(age))
        else:
            await self._tap(self._say("{age} or older", age=25))

    async def _decide(self) -> None:
        refuses = Habit.REFUSES in self.persona.habits
        await self._tap(self._say("No, thank you" if refuses else "✅ Yes, I take part"))

    async def _decide_on_quotes(self) -> None:
        allows = self.persona.number % ONE_IN != 0
        yes, no = self._say("Yes, you may print them"), self._say("No, do not print them")
        await self._tap(yes if allows else no)

    async def _review(self) -> None:
        if self._first_time(Habit.CHANGES):
            await self._tap(f"✎ {self.persona.turning_point + 1}")
        else:
            await self._tap(self._say("📨 Send my answers"))

    async def _question(self, question: AnyQuestion) -> None:
        if self._has(self._say("Keep and go on ➡")) and Habit.CHANGES in self._done:
            await self._answer(question)
            return
        index = [each.id for each in self._round.questions].index(question.id)
        if index >= self.persona.turning_point and await self._interrupted():
            return
        if self._has(self._say("Keep and go on ➡")):
            await self._tap(self._say("Keep and go on ➡"))
        else:
            await self._answer(question)

    async def _interrupted(self) -> bool:
        """Do the next of one's habits that shows at this point; True when one did."""
        if self._first_time(Habit.SENDS_STICKER):
            await self._after(self._phone.send_sticker)
        elif self._first_time(Habit.COMES_BACK):
            await self._clock.sleep(A_WHILE)
            await self._after(lambda: self._phone.say("/start"))
        elif self._first_time(Habit.GOES_BACK):
            await self._tap(self._say("⬅ Back"))
        elif self._first_time(Habit.BLOCKS):
            await self._phone.block()
            self.fate = Fate.BLOCKED
        elif self._first_time(Habit.STOPS):
            await self._tap(self._say("⏹ Stop"))
        elif self._first_time(Habit.LEAVES):
            self.fate = Fate.LEFT
        else:
            return False
        return True

    def _first_time(self, habit: Habit) -> bool:
        if habit not in self.persona.habits or habit in self._done:
            return False
        self._done.add(habit)
        return True

    async def _answer(self, question: AnyQuestion) -> None:
        wish = self.persona.wishes[question.id]
        if isinstance(question, Info):
            await self._tap(self._say("Go on ➡"))
        elif isinstance(question, Statements):
            await self._vote()
        elif wish is None:
            await self._pass_by()
        elif wish == DECLINES:
            await self._tap(self._say("Rather not say"))
        else:
            await self._answer_with(question, wish)

    async def _pass_by(self) -> None:
        skip = self._say("Skip ➡")
        await self._tap(skip if self._has(skip) else self._say("Keep and go on ➡"))

    async def _vote(self) -> None:
        """Agree with all that is shown; whether a person does is not what is rehearsed."""
        agree = self._say("👍 Agree")
        while self._has(agree):
            await self._tap(agree)
        await self._tap(self._say("✔ Done"))

    async def _answer_with(self, question: AnyQuestion, wish: Wish) -> None:
        match question:
            case PickOne() | Scale():
                await self._choose_one(question, wish)
            case PickMany() | Ranking() if isinstance(wish, tuple):
                await self._choose_several(question, tuple(map(str, wish)))
            case Points() if isinstance(wish, tuple):
                await self._after(lambda: self._phone.say(" ".join(map(str, wish))))
                await self._tap(self._say("✔ Done"))
            case FreeText() | Number() | DatePart():
                await self._after(lambda: self._phone.say(str(wish)))

    async def _choose_one(self, question: PickOne | Scale, wish: Wish) -> None:
        """Tap or type it; where "other" asks for words then, leave it at that."""
        done = self._say("✔ Done")
        if self._has(done):
            await self._tap(done)
            return
        label = next(
            level.label[self.persona.language] if isinstance(question, PickOne) else level.id
            for level in question.levels()
            if level.id == str(wish)
        )
        if Habit.TYPES in self.persona.habits:
            await self._after(lambda: self._phone.say(label))
        elif self._first_time(Habit.TWO_AT_ONCE):
            await self._after(lambda: self._twice(self._button(label)))
        else:
            await self._tap(label)

    async def _twice(self, button: str) -> None:
        await asyncio.gather(self._phone.tap(button), self._phone.tap(button))

    async def _choose_several(self, question: PickMany | Ranking, wish: tuple[str, ...]) -> None:
        """Tap what is wished for and not yet marked; start again where the order is another."""
        undo = self._say("↩ Undo")
        while self._has(undo):
            await self._tap(undo)
        for level in sorted(question.levels(), key=lambda each: _place(each.id, wish)):
            button = self._button(level.label[self.persona.language])
            marked = button.startswith("☑")
            if marked != (level.id in wish):
                await self._tap(button)
        await self._tap(self._say("✔ Done"))

    def _screen(self) -> ScreenMessage:
        return next(each for each in reversed(self._phone.screen) if each.from_bot)

    def _buttons(self) -> list[str]:
        return [button.text for row in self._screen().keyboard for button in row]

    def _has(self, words: str) -> bool:
        return any(_says(button, words) for button in self._buttons())

    def _button(self, words: str) -> str:
        found = [button for button in self._buttons() if _says(button, words)]
        if not found:
            raise TimeoutError(f"no button: {len(self._buttons())} others are there")
        return found[0]

    async def _tap(self, words: str) -> None:
        button = self._button(words)
        await self._after(lambda: self._phone.tap(button))

    async def _after(self, act: Callable[[], Awaitable[object]]) -> None:
        """Act, then wait until the bot has changed what it shows."""
        before = self._signature()
        version = self._phone.version
        await act()
        async with asyncio.timeout(PATIENCE):
            while self._signature() == before:
                version = await self._phone.changed(version)

    def _signature(self) -> tuple[int, str, tuple[str, ...]] | None:
        shown = next((each for each in reversed(self._phone.screen) if each.from_bot), None)
        return (shown.message_id, shown.text, tuple(self._buttons())) if shown else None


def _says(button: str, words: str) -> bool:
    """Whether a button says these words, with or without a mark in front."""
    return button == words or (button.endswith(f" {words}") and len(button) - len(words) <= 4)


def _place(option: str, order: tuple[str, ...]) -> int:
    return order.index(option) if option in order else len(order)
