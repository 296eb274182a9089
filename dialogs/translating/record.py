"""From which wording each translation was made: kept beside the round, so that changes are noticed.

    {"round": "our_evenings", "source": "en",
     "wordings": {"5f0c…": "We want to know …"},
     "made": {"sq": {"purpose": ["5f0c…", "91ab…"]}}}

Of each translation stand the digest of the source and its own. Whoever rewords the source later
leaves the former behind: the translation is stale. Whoever rewords the translation by hand leaves
the latter behind: then nobody knows which source it follows, and it is not followed until it is
handed in or settled. The earlier wordings are kept as long as a translation rests on them, so that
a translator sees what has changed.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct
from msgspec.structs import replace

Made = tuple[str, str]
"""Digests of the source and of the translation."""


class State(StrEnum):
    """How a translation stands to its source."""

    MISSING = "missing"
    STALE = "changed"
    """The source has been reworded since."""
    UNFOLLOWED = "by hand"
    """Written or changed in the round file itself: not known from which wording."""
    CURRENT = "current"


class Record(Struct, frozen=True, kw_only=True):
    """What is known of the translations of one round.

    Attributes:
        round, source: the round's id, and the language that is translated from.
        wordings: source texts by digest.
        made: of each language, the digests by the name of the text.
    """

    round: str = ""
    source: str = ""
    wordings: dict[str, str] = {}
    made: dict[str, dict[str, Made]] = {}

    def state(self, language: str, key: str, source: str, translation: str) -> State:
        """Return how the translation of a text stands to the source as it is now."""
        if not translation.strip():
            return State.MISSING
        made = self.made.get(language, {}).get(key)
        if made is None or made[1] != digest(translation):
            return State.UNFOLLOWED
        return State.CURRENT if made[0] == digest(source) else State.STALE

    def earlier(self, language: str, key: str) -> str:
        """Return the wording that a translation was made from; empty when it is not known."""
        made = self.made.get(language, {}).get(key)
        return self.wordings.get(made[0], "") if made else ""

    def following(self, language: str, made: Mapping[str, tuple[str, str]]) -> "Record":
        """Return the record with further translations: by key, the source and the translation."""
        new = {key: (digest(source), digest(text)) for key, (source, text) in made.items()}
        everything = {**self.made, language: {**self.made.get(language, {}), **new}}
        said = self.wordings | {digest(source): source.strip() for source, _ in made.values()}
        used = {each[0] for texts in everything.values() for each in texts.values()}
        kept = {one: text for one, text in said.items() if one in used}
        return replace(self, made=everything, wordings=dict(sorted(kept.items())))


def digest(text: str) -> str:
    """Return what stands for a text, however its letters are composed and whatever blank it has."""
    plain = unicodedata.normalize("NFC", text).strip()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read(text: str) -> Record | None:
    """Return the record in the text of its file; None when it is none."""
    try:
        return msgspec.json.decode(text, type=Record)
    except msgspec.MsgspecError:
        return None


def write(record: Record) -> str:
    """Return the text of the record's file, always in the same form."""
    plain = msgspec.json.encode(record, order="sorted")
    return msgspec.json.format(plain, indent=1).decode() + "\n"
