"""What is remembered of one conversation, and what becomes of it when it is finished."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct, field

from dialogs.answers import Answer
from dialogs.states import KEPT, Aside, Phase

FORMAT = 5

Record = dict[str, object]
"""A session as plain values, before it is known to be of today's format."""


class Respondent(StrEnum):
    """For whom somebody answers."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Session(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One conversation. Stored (sealed) in the phases of `states.KEPT`, else carried in buttons.

    Attributes:
        format: version of this record. 1 is what the first records, which say nothing, were.
        version: content hash of the round version it began with; empty until consent.
        language: tag of the language spoken; empty until chosen.
        phase, aside: where it stands.
        respondent: whether a person answers or an organisation.
        age: id of the age band; the age itself is never kept.
        ticket: the invitation or guardian's code that was handed in; empty without one.
        consent: version of the consent text that was agreed to, and its language ("2/sq").
        step: grows when another screen is shown, so that old buttons are recognised.
        nonce: tells this session's buttons from those of an earlier one in the same chat.
        answers: by question id, in the order given.
        at: the open question.
        held: what a question with several taps has gathered so far.
        waiting: what questions that were left before they were answered had gathered, by their id.
        page: of a long list or a long summary, from 0.
        find: what a long list is narrowed to.
        tries: how often the open question was not understood.
        reviewed: the summary has been seen, so a change, or "back" without one, returns there.
        code: the withdrawal code.
        remind: the person wants to be reminded, once, before this is erased.
        quotable: whether words that were typed may be printed; None until that was asked.
        began: when consent was given, in tens of seconds; 0 once it is forgotten (see `speed`).
    """

    format: int = 1
    version: str = ""
    language: str = ""
    phase: Phase = Phase.LANGUAGE
    aside: Aside | None = None
    respondent: Respondent = Respondent.PERSON
    age: str = ""
    ticket: str = ""
    consent: str = ""
    step: int = 0
    nonce: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    at: str = ""
    held: tuple[str, ...] = ()
    waiting: dict[str, tuple[str, ...]] = field(default_factory=dict)
    page: int = 0
    find: str = ""
    tries: int = 0
    reviewed: bool = False
    code: str = ""
    remind: bool = False
    quotable: bool | None = None
    began: int = 0

    @property
    def kept(self) -> bool:
        """Whether this session may be stored at all."""
        return self.phase in KEPT


UPGRADES: dict[int, Callable[[Record], Record]] = {
    1: lambda record: record,  # format 2 only adds fields that may be left out
    2: lambda record: record,  # so does format 3
    3: lambda record: record,  # and format 4
    4: lambda record: record,  # and format 5
}
"""What turns a record of this format into one of the next."""


def upgraded(record: Record) -> Record:
    """Return a stored session, given as plain values, in today's format."""
    number = record.get("format", 1)
    while isinstance(number, int) and number < FORMAT:
        record = UPGRADES[number](record)
        number += 1
        record = {**record, "format": number}
    return record


class Response(Struct, frozen=True, kw_only=True):
    """A finished, anonymous response: what is sealed, and nothing else.

    `version` is the content hash of the round version that was answered, `age` a band (empty for
    an organisation), `consent` the version and language of the text that was agreed to, `invited`
    whether an invitation code was handed in; which one, or of which batch, is not known. `fast` is
    all that is kept of how long it took: see `speed`. `quotable` says whether a person has allowed
    what they typed to be printed: see `quoting`.
    """

    round: str
    version: str
    language: str
    age: str
    answers: dict[str, Answer]
    respondent: Respondent = Respondent.PERSON
    consent: str = ""
    invited: bool = False
    fast: bool = False
    quotable: bool = False
