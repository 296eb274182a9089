"""Conversations as cases: what came in, what came of it, and whether that is still so.

A case is a YAML file that is reviewed like code. `consult play --record` writes one, `--replay`
proves one, and the golden transcripts of the tests are a folder full of them. Nothing here reads
a file or a clock: a case names everything that a conversation depends on.
"""

from dialogs.transcripts.case import Case, Turn
from dialogs.transcripts.chat import Chat
from dialogs.transcripts.playing import differences, replay, take
from dialogs.transcripts.writing import TranscriptError, read, write

__all__ = [
    "Case",
    "Chat",
    "TranscriptError",
    "Turn",
    "differences",
    "read",
    "replay",
    "take",
    "write",
]
