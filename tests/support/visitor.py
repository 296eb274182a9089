"""Somebody who goes through the round in four scripts, step by step, as a phone shows it."""

import pytest

from bot.practice import PracticeServer
from bot.practice.phone import Phone
from dialogs.texts import Speaker
from tests.support import four_scripts as short
from tests.support.world import TEXTS


class Visitor:
    """Somebody with a phone who reads one language, and taps what they find on the screen."""

    def __init__(self, server: PracticeServer, language: str, user: int = 700000001) -> None:
        self.language = language
        self.phone: Phone = server.phone(user, language_code=language)
        self.say: Speaker = TEXTS.speaker(language)

    async def reads(self, text: str) -> None:
        """Wait until the bot says this."""
        await self.phone.sees(text)

    async def taps(self, text: str) -> None:
        """Tap the button with this label, marked or not, as soon as it is there."""
        try:
            await self.phone.until(lambda _: self._label(text) is not None)
        except TimeoutError:
            pytest.fail(f"no button {text!r}; there are {self._labels()}")
        await self.phone.tap(self._label(text) or "")

    async def step(self, reads: str, taps: str) -> None:
        """Read one text of the interface and tap another, both by their English wording."""
        await self.reads(self.say(reads))
        await self.taps(self.say(taps))

    async def agrees(self, question: str = "", begin: str = "/start") -> None:
        """Go from `begin` to the first question: `question`, else that of the short round."""
        await self.phone.say(begin)
        await self.taps(short.NAMES[self.language])
        await self.step("Before you start", "Go on ➡")
        await self.reads(self.say("How old are you?"))
        await self.taps("18" if question else self.say("{age} or older", age=18))
        await self.step("Do you agree?", "✅ Yes, I take part")
        await self.reads(question or short.WHERE[self.language])

    async def answers(self, words: str = "") -> None:
        """Answer the short round, the last question in these words or others, up to the summary."""
        await self.taps("▶")
        await self.taps(f"{short.PLACE[self.language]} 9")
        await self.reads(short.WHAT[self.language])
        await self.taps(short.LAMPS[self.language])
        await self.taps(f"☑ {short.LAMPS[self.language]}")
        await self.taps(short.BUSES[self.language])
        await self.taps(self.say("✔ Done"))
        await self.reads(short.SAFE[self.language])
        await self.taps("4")
        await self.reads(short.MORE[self.language])
        await self.phone.say(words or short.WORDS[self.language])
        await self.reads(self.say("Your answers"))

    async def is_gone(self, text: str) -> None:
        """Wait until nothing that this person has typed says so."""
        await self.phone.until(
            lambda shown: all(text not in e.text for e in shown if not e.from_bot)
        )

    def _label(self, text: str) -> str | None:
        return next((one for one in self._labels() if one in {text, f"☐ {text}"}), None)

    def _labels(self) -> list[str]:
        newest = self.phone.newest
        return [button.text for row in newest.keyboard for button in row] if newest else []
