"""Where a conversation can stand, and which moves are legal there.

The rules of this file:

1. A phase is where a conversation stands; an aside is a card held in front of it, which never
   changes what lies behind.
2. `MOVES` names every legal move of a phase and every phase it may lead to. The engine refuses
   a move that is not listed, and asserts that it ends where the table says.
3. Phases in `KEPT` live in a stored session. All others live in the buttons alone, so that
   nothing is stored before consent and nothing after the end.
4. `ASIDES` lists the asides that can be opened from each phase; RESUME closes any of them.
"""

from enum import StrEnum


class Phase(StrEnum):
    """Where a conversation stands. The value is what a button carries."""

    LANGUAGE = "L"
    CARD = "C"
    AGE = "A"
    CONSENT = "Y"
    ASKING = "Q"
    REVIEW = "R"
    SAVED = "S"
    TOO_YOUNG = "T"
    DECLINED = "D"
    STOPPED = "E"
    WITHDRAWN = "W"
    CLOSED = "Z"


class Aside(StrEnum):
    """A card in front of the conversation. The value is what a button carries."""

    HELP = "h"
    PRIVACY = "i"
    LANGUAGE = "l"
    STOP = "q"
    WITHDRAW = "w"


class MoveName(StrEnum):
    """What a person can do. The value is what a button carries."""

    SPEAK = "l"
    NEXT = "n"
    AGE = "a"
    AGREE = "y"
    REFUSE = "x"
    CHOOSE = "o"
    DONE = "d"
    SKIP = "s"
    PREFER_NOT = "p"
    UNDO = "u"
    BACK = "b"
    FORWARD = "f"
    CHANGE = "c"
    SEND = "e"
    RESTART = "t"
    OPEN = "v"
    RESUME = "r"
    CONFIRM = "k"


KEPT = frozenset({Phase.ASKING, Phase.REVIEW})

_ONWARD = frozenset({Phase.ASKING, Phase.REVIEW})
_ASK = frozenset({Phase.ASKING})
_LANGUAGE = frozenset({Phase.LANGUAGE})

MOVES: dict[Phase, dict[MoveName, frozenset[Phase]]] = {
    Phase.LANGUAGE: {MoveName.SPEAK: frozenset({Phase.CARD})},
    Phase.CARD: {MoveName.NEXT: frozenset({Phase.AGE}), MoveName.BACK: _LANGUAGE},
    Phase.AGE: {
        MoveName.AGE: frozenset({Phase.CONSENT, Phase.TOO_YOUNG}),
        MoveName.BACK: frozenset({Phase.CARD}),
    },
    Phase.CONSENT: {
        MoveName.AGREE: _ASK,
        MoveName.REFUSE: frozenset({Phase.DECLINED}),
        MoveName.BACK: frozenset({Phase.AGE}),
    },
    Phase.ASKING: {
        MoveName.CHOOSE: _ONWARD,
        MoveName.DONE: _ONWARD,
        MoveName.SKIP: _ONWARD,
        MoveName.PREFER_NOT: _ONWARD,
        MoveName.FORWARD: _ONWARD,
        MoveName.UNDO: _ASK,
        MoveName.BACK: _ASK,
    },
    Phase.REVIEW: {
        MoveName.CHANGE: _ASK,
        MoveName.BACK: _ASK,
        MoveName.SEND: frozenset({Phase.SAVED}),
    },
    Phase.SAVED: {},
    Phase.TOO_YOUNG: {},
    Phase.DECLINED: {MoveName.RESTART: _LANGUAGE},
    Phase.STOPPED: {MoveName.RESTART: _LANGUAGE},
    Phase.WITHDRAWN: {MoveName.RESTART: _LANGUAGE},
    Phase.CLOSED: {},
}

_ALWAYS = frozenset({Aside.HELP, Aside.PRIVACY})

ASIDES: dict[Phase, frozenset[Aside]] = {
    phase: _ALWAYS
    | (frozenset({Aside.STOP, Aside.LANGUAGE}) if phase in KEPT else frozenset())
    | (frozenset({Aside.WITHDRAW}) if phase is Phase.SAVED else frozenset())
    for phase in Phase
}

CONFIRMED: dict[Aside, Phase] = {Aside.STOP: Phase.STOPPED, Aside.WITHDRAW: Phase.WITHDRAWN}
"""Where CONFIRM leads from an aside that asks "are you sure?"."""
