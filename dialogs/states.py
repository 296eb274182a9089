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

from enum import StrEnum, unique


@unique
class Phase(StrEnum):
    """Where a conversation stands. The value is what a button carries."""

    LANGUAGE = "L"
    CARD = "C"
    CODE = "I"
    """An invitation code is asked for."""
    WHO = "O"
    """Oneself, or an organisation?"""
    AGE = "A"
    GUARDIAN = "G"
    """What those who look after a younger person are told, or the code they handed out."""
    CONSENT = "Y"
    CHECK = "K"
    """A question that shows whether the consent was understood."""
    ASKING = "Q"
    QUOTES = "P"
    """May words that were typed be printed?"""
    REVIEW = "R"
    SAVED = "S"
    TOO_YOUNG = "T"
    DECLINED = "D"
    STOPPED = "E"
    WITHDRAWN = "W"
    CLOSED = "Z"
    HANDED_ON = "N"
    """A shared phone waits for the next person."""
    CLEARED = "X"
    """Nothing of a conversation is left in the chat."""


@unique
class Aside(StrEnum):
    """A card in front of the conversation. The value is what a button carries."""

    HELP = "h"
    PRIVACY = "i"
    """What we keep. The next five say the rest; each leads to the one before and after."""
    NEEDED = "j"
    UNTIL = "u"
    READERS = "e"
    AFTERWARDS = "f"
    ASKERS = "a"
    MENU = "m"
    PAUSE = "p"
    LANGUAGE = "l"
    STOP = "q"
    WITHDRAW = "w"
    CLEAR = "c"


@unique
class MoveName(StrEnum):
    """What a person can do. The value is what a button carries."""

    SPEAK = "l"
    NEXT = "n"
    ANSWER_AS = "z"
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
    PAGE = "g"
    SUMMARY = "m"
    CHANGE = "c"
    SEND = "e"
    RESTART = "t"
    HAND_ON = "j"
    OPEN = "v"
    RESUME = "r"
    CONFIRM = "k"
    REMIND = "h"
    """Ask to be reminded; with the argument `NO`, ask not to be."""
    BEGIN = "i"
    """Begin this round, or go on with it; it was chosen from a list of rounds."""
    ROUNDS = "w"
    """Turn to another round of the same bot."""


NO = "n"

QUOTING = "q"
"""The argument with which CHANGE leads from the summary to the question about quotes."""


KEPT = frozenset({Phase.ASKING, Phase.QUOTES, Phase.REVIEW})

_ONWARD = frozenset({Phase.ASKING, Phase.QUOTES, Phase.REVIEW})
_ASK = frozenset({Phase.ASKING})
_REVIEW = frozenset({Phase.REVIEW})
_QUOTES = frozenset({Phase.QUOTES})
_LANGUAGE = frozenset({Phase.LANGUAGE})
_NEXT_PERSON = frozenset({Phase.HANDED_ON})
_CARD = frozenset({Phase.CARD})
_AFTER_CODE = frozenset({Phase.WHO, Phase.AGE})
_AFTER_AGE = frozenset({Phase.GUARDIAN, Phase.CONSENT, Phase.TOO_YOUNG})

MOVES: dict[Phase, dict[MoveName, frozenset[Phase]]] = {
    Phase.LANGUAGE: {MoveName.SPEAK: _CARD},
    Phase.CARD: {MoveName.NEXT: frozenset({Phase.CODE}) | _AFTER_CODE, MoveName.BACK: _LANGUAGE},
    Phase.CODE: {MoveName.BACK: _CARD},
    Phase.WHO: {
        MoveName.ANSWER_AS: frozenset({Phase.AGE, Phase.CONSENT}),
        MoveName.BACK: _CARD,
    },
    Phase.AGE: {
        MoveName.AGE: _AFTER_AGE,
        MoveName.BACK: frozenset({Phase.CARD, Phase.WHO}),
    },
    Phase.GUARDIAN: {
        MoveName.NEXT: frozenset({Phase.CONSENT}),
        MoveName.BACK: frozenset({Phase.AGE}),
    },
    Phase.CONSENT: {
        MoveName.AGREE: _ASK | {Phase.CHECK},
        MoveName.REFUSE: frozenset({Phase.DECLINED}),
        MoveName.BACK: frozenset({Phase.AGE, Phase.WHO}),
    },
    Phase.CHECK: {
        MoveName.CHOOSE: _ASK,
        MoveName.BACK: frozenset({Phase.CONSENT}),
    },
    Phase.ASKING: {
        MoveName.CHOOSE: _ONWARD,
        MoveName.DONE: _ONWARD,
        MoveName.SKIP: _ONWARD,
        MoveName.PREFER_NOT: _ONWARD,
        MoveName.FORWARD: _ONWARD,
        MoveName.UNDO: _ASK,
        MoveName.PAGE: _ASK,
        MoveName.BACK: _ASK | _REVIEW,
        MoveName.SUMMARY: _REVIEW,
    },
    Phase.QUOTES: {
        MoveName.AGREE: _REVIEW,
        MoveName.REFUSE: _REVIEW,
        MoveName.SKIP: _REVIEW,
        MoveName.SUMMARY: _REVIEW,
        MoveName.BACK: _ASK | _REVIEW,
    },
    Phase.REVIEW: {
        MoveName.CHANGE: _ASK | _QUOTES,
        MoveName.FORWARD: _ASK | _QUOTES,
        MoveName.PAGE: _REVIEW,
        MoveName.BACK: _ASK,
        MoveName.SEND: frozenset({Phase.SAVED}),
    },
    Phase.SAVED: {MoveName.HAND_ON: _NEXT_PERSON},
    Phase.TOO_YOUNG: {MoveName.HAND_ON: _NEXT_PERSON},
    Phase.DECLINED: {MoveName.RESTART: _LANGUAGE, MoveName.HAND_ON: _NEXT_PERSON},
    Phase.STOPPED: {MoveName.RESTART: _LANGUAGE, MoveName.HAND_ON: _NEXT_PERSON},
    Phase.WITHDRAWN: {MoveName.RESTART: _LANGUAGE, MoveName.HAND_ON: _NEXT_PERSON},
    Phase.CLOSED: {},
    Phase.HANDED_ON: {},
    Phase.CLEARED: {},
}

TELLING = frozenset({phase for phase, moves in MOVES.items() if MoveName.HAND_ON in moves})
"""Ends that say something of the person before; on a shared phone they must not stay."""


NEED_AN_OPEN_ROUND = frozenset(MOVES) - {
    Phase.SAVED,
    Phase.TOO_YOUNG,
    Phase.DECLINED,
    Phase.STOPPED,
    Phase.WITHDRAWN,
    Phase.CLOSED,
    Phase.CLEARED,
}
"""Where nothing goes on while a round is paused: only asides can be opened, and one can stop."""

WHAT_WE_SEE = (
    Aside.PRIVACY,
    Aside.NEEDED,
    Aside.UNTIL,
    Aside.READERS,
    Aside.AFTERWARDS,
    Aside.ASKERS,
)
"""The pages of what we can see, in their order."""

_ALWAYS = frozenset({Aside.HELP, *WHAT_WE_SEE})
_WHILE_ANSWERING = frozenset({Aside.MENU, Aside.PAUSE, Aside.LANGUAGE, Aside.STOP})

ASIDES: dict[Phase, frozenset[Aside]] = {
    phase: _ALWAYS
    | (_WHILE_ANSWERING if phase in KEPT else frozenset())
    | (frozenset({Aside.WITHDRAW}) if phase is Phase.SAVED else frozenset())
    | (frozenset({Aside.CLEAR}) if phase in TELLING else frozenset())
    for phase in Phase
}

CONFIRMED: dict[Aside, Phase] = {
    Aside.STOP: Phase.STOPPED,
    Aside.WITHDRAW: Phase.WITHDRAWN,
    Aside.CLEAR: Phase.CLEARED,
}
"""Where CONFIRM leads from an aside that asks "are you sure?"."""
