"""What a button carries, and how it is read back.

Two forms, both short enough for Telegram's 64 bytes:

- `k:<nonce>:<step>:<move>:<arg>` belongs to a stored session;
- `c:<phase>:<aside>:<language>:<age band>:<"o" for an organisation>:<ticket or code>:<move>:<arg>`
  carries a conversation of which nothing is stored.

Before either stands the mark of a round and `~`, since a bot may have several rounds. A third form,
`r:<move>:<arg>`, stands on the list of rounds, which belongs to none.

An answer is never in it: an option is carried as its place on the screen.
"""

import base64
import hashlib
from functools import lru_cache

from dialogs.events import Move, Tapped
from dialogs.prompts import Choice
from dialogs.session import Respondent, Session
from dialogs.states import KEPT, Aside, MoveName, Phase

LIMIT_BYTES = 64
LIST = "*"
"""In place of the mark of a round: the list of all rounds."""

_MARK_CHARACTERS = 6
_ORGANISATION = "o"


@lru_cache(maxsize=64)
def mark_of(round_id: str) -> str:
    """Return the mark of a round in buttons: 6 letters, figures, - and _ made from its id."""
    digest = hashlib.sha256(b"consult/mark/1|" + round_id.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:_MARK_CHARACTERS]


def encode(session: Session, choice: Choice, round_: str = "") -> str:
    """Return what the button of `choice` carries on a screen of `session`.

    `round_` is the mark of its round, or `LIST`; without it the button does not say.
    """
    return f"{carried_by_all(session, round_)}:{choice.move}:{choice.arg}"


def carried_by_all(session: Session, round_: str) -> str:
    """Return what all buttons of a screen carry, before the `:<move>:<arg>` of each."""
    if round_ == LIST:
        return "r"
    said = _said(session)
    return f"{round_}~{said}" if round_ else said


def _said(session: Session) -> str:
    if session.kept:
        return f"k:{session.nonce}:{session.step}"
    who = _ORGANISATION if session.respondent is Respondent.ORGANISATION else ""
    paper = session.code if session.phase is Phase.SAVED else session.ticket
    carried = f"{session.aside or ''}:{session.language}:{session.age}:{who}:{paper}"
    return f"c:{session.phase}:{carried}"


def decode(data: str, *, locale: str = "") -> Tapped | None:
    """Return what a button said; None when it is not one of ours."""
    marked = data[_MARK_CHARACTERS : _MARK_CHARACTERS + 1] == "~"
    mark, said = data.split("~", 1) if marked else ("", data)
    try:
        form, *fields = said.split(":")
        if form == "k":
            return _kept(mark, fields, locale)
        if form == "r":
            return _listed(fields, locale)
        return _carried(mark, fields, locale) if form == "c" else None
    except ValueError:
        return None


def _kept(mark: str, fields: list[str], locale: str) -> Tapped:
    nonce, step, move, arg = fields
    made = Move(MoveName(move), arg)
    return Tapped(move=made, nonce=nonce, step=int(step), round=mark, locale=locale)


def _listed(fields: list[str], locale: str) -> Tapped:
    move, arg = fields
    return Tapped(move=Move(MoveName(move), arg), round=LIST, locale=locale)


def _carried(mark: str, fields: list[str], locale: str) -> Tapped:
    phase_value, aside, language, age, who, paper, move, arg = fields
    phase = Phase(phase_value)
    if phase in KEPT:
        raise ValueError(phase)
    carried = Session(
        phase=phase,
        aside=Aside(aside) if aside else None,
        language=language,
        age=age,
        respondent=Respondent.ORGANISATION if who == _ORGANISATION else Respondent.PERSON,
        ticket="" if phase is Phase.SAVED else paper,
        code=paper if phase is Phase.SAVED else "",
    )
    return Tapped(move=Move(MoveName(move), arg), carried=carried, round=mark, locale=locale)
