"""`statements`: agree, disagree or pass on short sentences, then add one's own.

What is held are votes in the order they were given, each as its letter and the statement's id,
then the open statement as `?` and its id, or the statements that were added as `=` and the text.
"""

import hashlib
from typing import ClassVar

from dialogs.answers import Answer, answered
from dialogs.folding import match
from dialogs.placeholders import shown
from dialogs.positions import position
from dialogs.questions.base import (
    Asking,
    Chose,
    Finished,
    Gesture,
    Holding,
    Level,
    Measure,
    Question,
    Shown,
    Statement,
    Taken,
    Typed,
    Unclear,
    Undone,
    Why,
)

VOTES = {"a": 1, "d": -1, "p": 0}
"""Agree, disagree, pass: the letter that is held, and the number in a dataset."""

_LETTERS = tuple(VOTES)
_OPEN = "?"
_OWN = "="


class Statements(Question, frozen=True, kw_only=True, tag="statements"):
    """Votes on statements: `seeds` of the round, and those that participants have added.

    The next statement is one of those that have been shown least often to anybody, so that each
    is seen about equally often; which one of them differs from person to person.

    Attributes:
        seeds: the statements to begin with, 1 to 100.
        most: how many statements one person is shown at most.
        own: how many statements one person may add; 0 for none.
        limit: characters of an added statement.
    """

    measure: ClassVar[Measure] = Measure.VOTES
    undoes: ClassVar[bool] = True
    shows_statements: ClassVar[bool] = True

    seeds: tuple[Statement, ...]
    most: int = 10
    own: int = 1
    limit: int = 140

    def begin(self, asking: Asking) -> tuple[str, ...]:
        votes = asking.value if isinstance(asking.value, dict) else {}
        letters = {number: letter for letter, number in VOTES.items()}
        held = tuple(f"{letters[vote]}{one}" for one, vote in votes.items())
        words = asking.answer.words if asking.answer else ""
        own = tuple(_OWN + line for line in words.splitlines())
        return (*held, *own) if own else self._with_next(held, asking)

    def resume(self, held: tuple[str, ...], asking: Asking) -> tuple[str, ...]:
        """Show what others have added meanwhile to somebody who has voted on everything else."""
        waits = held[-1:] and held[-1][0] in {_OPEN, _OWN}
        return held if waits else self._with_next(held, asking)

    def gathers(self, asking: Asking) -> bool:
        return True

    def takes_words(self, asking: Asking) -> bool:
        return self.open(asking) is None and len(_own(asking.held)) < self.own

    def open_statement(self, asking: Asking) -> str:
        statement = self.open(asking)
        return statement.id if statement else ""

    def open(self, asking: Asking) -> Statement | None:
        """Return the statement that is being voted on, if there is one."""
        last = asking.held[-1] if asking.held else ""
        return self.statement(last[1:], asking) if last.startswith(_OPEN) else None

    def statement(self, statement_id: str, asking: Asking) -> Statement | None:
        """Return the statement with this id, if it is of the round or has been let through."""
        known = (*self.seeds, *asking.added)
        return next((one for one in known if one.id == statement_id), None)

    def choices(self, asking: Asking) -> tuple[Shown, ...]:
        if self.open(asking) is None:
            return ()
        return tuple(
            Shown(index, label, wide=index == len(_LETTERS) - 1)
            for index, label in enumerate(_labels(asking))
        )

    def notes(self, asking: Asking) -> tuple[str, ...]:
        statement = self.open(asking)
        if statement is not None:
            number = len(_votes(asking.held)) + 1
            most = min(self.most, len(self.seeds) + len(asking.added))
            wording = shown(statement.wording(asking.language), asking.say)
            return (f"{number} / {most}", f"💬 “{wording}”")
        added = tuple(f"💬 “{shown(text, asking.say)}”" for text in _own(asking.held))
        return (*added, *self._invitation(asking)) if self.own else added

    def _invitation(self, asking: Asking) -> tuple[str, ...]:
        if len(_own(asking.held)) >= self.own:
            return ()
        say = asking.say
        return (
            say("✏️ Is something missing? Add a sentence that others can agree or disagree with."),
            say(
                "Somebody reads it before others see it. {limit} characters at most, no names.",
                limit=self.limit,
            ),
            say("It is kept apart from your answers, so it stays when you take those back."),
        )

    def take(self, gesture: Gesture, asking: Asking) -> Taken:
        match gesture:
            case Undone():
                return Holding(self._undone(asking))
            case Finished() if not _votes(asking.held) and not _own(asking.held):
                return Unclear(Why.TOO_FEW, 1)
            case Finished():
                return answered(_votes(asking.held), "\n".join(_own(asking.held)))
        if self.open(asking) is None:
            return self._add(gesture, asking)
        index = _chosen(gesture, asking)
        if index is None:
            return Unclear(Why.NOT_AN_OPTION)
        voted = f"{_LETTERS[index]}{asking.held[-1][1:]}"
        return Holding(self._with_next((*asking.held[:-1], voted), asking))

    def _undone(self, asking: Asking) -> tuple[str, ...]:
        """Take back an added statement, else open the statement of the last vote again."""
        held = asking.held
        if held and held[-1].startswith(_OWN):
            shorter = held[:-1]
            return shorter if _own(shorter) else self._with_next(shorter, asking)
        voted = held[:-1] if held and held[-1].startswith(_OPEN) else held
        return (*voted[:-1], _OPEN + voted[-1][1:]) if voted else held

    def _add(self, gesture: Gesture, asking: Asking) -> Taken:
        text = " ".join(gesture.text.split()) if isinstance(gesture, Typed) else ""
        if not text:
            return Unclear(Why.EMPTY)
        if len(text) > self.limit:
            return Unclear(Why.TOO_LONG, self.limit)
        if len(_own(asking.held)) >= self.own:
            return Unclear(Why.TOO_MANY, self.own)
        kept = " ".join(asking.scrub(text).split())
        return Holding((*asking.held, _OWN + kept)) if kept else Unclear(Why.EMPTY)

    def _with_next(self, held: tuple[str, ...], asking: Asking) -> tuple[str, ...]:
        voted = _votes(held)
        left = [one for one in (*self.seeds, *asking.added) if one.id not in voted]
        if not left or len(voted) >= self.most:
            return held
        following = min(left, key=lambda one: (asking.shown.get(one.id, 0), _lot(one.id, asking)))
        return (*held, _OPEN + following.id)

    def levels(self) -> tuple[Level, ...]:
        return ()

    def wording_of(self, answer: Answer, asking: Asking) -> str:
        votes = answer.value if isinstance(answer.value, dict) else {}
        labels = _labels(asking)
        numbers = list(VOTES.values())
        counted = [
            (label, list(votes.values()).count(n)) for label, n in zip(labels, numbers, strict=True)
        ]
        words = [f"{label}: {count}" for label, count in counted]
        own = shown(answer.words, asking.say).splitlines()
        return "\n".join([", ".join(words), *(f"💬 “{line}”" for line in own)])


def _votes(held: tuple[str, ...]) -> dict[str, int]:
    return {one[1:]: VOTES[one[0]] for one in held if one[0] in VOTES}


def _own(held: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one[1:] for one in held if one.startswith(_OWN))


def _labels(asking: Asking) -> tuple[str, str, str]:
    return asking.say("👍 Agree"), asking.say("👎 Disagree"), asking.say("🤷 Pass")


def _chosen(gesture: Gesture, asking: Asking) -> int | None:
    if isinstance(gesture, Chose):
        return gesture.index if 0 <= gesture.index < len(_LETTERS) else None
    if isinstance(gesture, Typed):
        words = [label.partition(" ")[2] for label in _labels(asking)]
        found = match(gesture.text, words)
        return position(gesture.text, len(words), asking.language) if found is None else found
    return None


def _lot(statement: str, asking: Asking) -> bytes:
    return hashlib.blake2b(f"{asking.seed}/{statement}".encode()).digest()
