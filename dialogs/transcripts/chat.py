"""One person's chat with the engine; everything else is in memory and gone with it."""

import datetime as dt
import hashlib
from collections import Counter

import msgspec

from dialogs.engine import advance
from dialogs.events import (
    Effect,
    Expose,
    Incoming,
    Keep,
    Redeem,
    Release,
    Show,
    Step,
    Withdraw,
)
from dialogs.facts import Facts
from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.session import Response, Session, upgraded
from dialogs.taps import decode, encode
from dialogs.texts import Texts
from dialogs.transcripts.case import Case
from dialogs.world import Distressed, Scrub, Stage, World


class SeededChance:
    """The same bytes for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._count = 0

    def take(self, count: int) -> bytes:
        """Return the next `count` bytes."""
        self._count += 1
        return hashlib.shake_128(f"{self._seed}/{self._count}".encode()).digest(count)


class Chat:
    """What a person sees, and what would be remembered of them.

    A draft is kept as the bytes that a database would hold, so that nothing passes from turn to
    turn that could not be stored.

    Attributes:
        now: the time; whoever plays moves it on.
        prompt: the screen that is shown.
        drawn: where the conversation stood when it was drawn; its buttons carry this.
        kept: the finished responses by withdrawal code.
    """

    def __init__(
        self,
        round_: Round,
        texts: Texts,
        case: Case,
        scrub: Scrub,
        distressed: Distressed = lambda *_: False,
    ) -> None:
        self.round = round_
        self.now = dt.datetime.fromisoformat(case.now)
        self.prompt = Prompt(language=case.locale)
        self.drawn = Session()
        self.kept: dict[str, Response] = {}
        self._texts = texts
        self._locale = case.locale
        self._consent_age = case.consent_age
        self._scrub = scrub
        self._distressed = distressed
        self._chance = SeededChance(case.seed)
        self._codes = set(case.codes)
        self._shown: Counter[str] = Counter()
        self._draft: bytes | None = None

    @property
    def stored(self) -> Session | None:
        """The draft as it would be read from a database; None when none is stored."""
        if self._draft is None:
            return None
        return msgspec.convert(upgraded(msgspec.json.decode(self._draft)), Session)

    @property
    def locale(self) -> str:
        """What the person's app says of their language."""
        return self._locale

    @property
    def world(self) -> World:
        """Everything else that is true now."""
        return World(
            texts=self._texts,
            now=self.now,
            chance=self._chance,
            scrub=self._scrub,
            distressed=self._distressed,
            took_part=bool(self.kept) and not self.round.shares_phones,
            stage=Stage.OPEN if self.now.date() <= self.round.closes else Stage.ENDED,
            holds=self.kept.__contains__,
            admits=self._codes.__contains__,
            consent_age=self._consent_age,
            shown=self._shown,
            facts=Facts(reminders=True),
        )

    def meet(self, incoming: Incoming) -> Step:
        """Let something come in, and remember what it leads to."""
        step = advance(self.round, self.stored, incoming, self.world)
        self._draft = msgspec.json.encode(step.session) if step.session.kept else None
        for effect in step.effects:
            self._apply(effect, step.session)
        return step

    def tap(self, choice: Choice) -> Step:
        """Press a button of the screen, as its data would come back over the wire."""
        tapped = decode(encode(self.drawn, choice), locale=self._locale)
        if tapped is None:
            raise AssertionError(f"“{choice.text}” carries what cannot be read")
        return self.meet(tapped)

    def _apply(self, effect: Effect, session: Session) -> None:
        match effect:
            case Show(prompt):
                self.drawn, self.prompt = session, prompt
            case Keep(response, code):
                self.kept[code] = response
            case Withdraw(code):
                self.kept.pop(code, None)
            case Redeem(ticket):
                self._codes.discard(ticket)
            case Release(ticket):
                self._codes.add(ticket)
            case Expose(_, statement):
                self._shown[statement] += 1
            case _:
                return
