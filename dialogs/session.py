"""What is remembered of one conversation, and what becomes of it when it is finished."""

from msgspec import Struct, field

from dialogs.answers import Answer
from dialogs.states import KEPT, Aside, Phase

FORMAT = 1


class Session(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One conversation. Stored (sealed) in the phases of `states.KEPT`, else carried in buttons.

    Attributes:
        format: version of this record; `upgrade` steps belong here when it grows.
        version: content hash of the round version it began with; empty until consent.
        language: tag of the language spoken; empty until chosen.
        phase, aside: where it stands.
        age: id of the age band; the age itself is never kept.
        step: grows when another screen is shown, so that old buttons are recognised.
        nonce: tells this session's buttons from those of an earlier one in the same chat.
        answers: by question id, in the order given.
        at: the open question.
        held: what a question with several taps has gathered so far.
        tries: how often the open question was not understood.
        reviewed: the summary has been seen, so a change returns there.
        code: the withdrawal code.
    """

    format: int = FORMAT
    version: str = ""
    language: str = ""
    phase: Phase = Phase.LANGUAGE
    aside: Aside | None = None
    age: str = ""
    step: int = 0
    nonce: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    at: str = ""
    held: tuple[str, ...] = ()
    tries: int = 0
    reviewed: bool = False
    code: str = ""

    @property
    def kept(self) -> bool:
        """Whether this session may be stored at all."""
        return self.phase in KEPT


class Response(Struct, frozen=True, kw_only=True):
    """A finished, anonymous response: what is sealed, and nothing else.

    `version` is the content hash of the round version that was answered, `age` a band.
    """

    round: str
    version: str
    language: str
    age: str
    answers: dict[str, Answer]
