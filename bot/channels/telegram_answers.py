"""What the Bot API says of a call, apart from its result."""

import json

import msgspec
from msgspec import Struct


class Parameters(Struct, frozen=True):
    """What may help with a refusal."""

    retry_after: float = 0.0


class Answered(Struct, frozen=True):
    """Whether a call has worked, and if not, why."""

    ok: bool
    description: str = ""
    parameters: Parameters | None = None


_decode = msgspec.json.Decoder(Answered).decode


def read_answer(body: bytes) -> Answered | None:
    """Return what a body says; None when it is no answer of the Bot API.

    A text in its result may be no Unicode: that concerns one update, and must not hold up all.
    """
    try:
        return _decode(body)
    except ValueError:
        pass
    try:
        return msgspec.convert(json.loads(body.decode(errors="replace")), Answered)
    except ValueError:
        return None
