"""What can be done to a round or to the database on purpose, as values that can be handed over.

The command line does an operation itself when it has the database, and hands it to the running
process as a job when that has it. `perform` does it and returns in words what came of it; it raises
what the operation itself raises, and can be called again after an interruption.
"""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from dialogs.questions.base import Localised
from dialogs.round import Round
from storage import slips, tickets
from storage.backup import backup
from storage.cancelling import cancel_round
from storage.db import Database
from storage.intake import State
from storage.mending import extend_round, mend_round
from storage.pausing import pause_round, resume_round
from storage.progress import Progress
from storage.rounds import get_round
from storage.signing import name_of, signer
from storage.statements import Statements, Verdict
from storage.vault import Vault


@dataclass(frozen=True)
class Place:
    """Where an operation is done, on which day, and who is told how far it is.

    `words` are the holders' words, where an operation needs them; they are never written down.
    """

    database: Database
    vault: Vault
    today: dt.date
    progress: Progress
    words: tuple[str, ...] = field(default=(), repr=False)


class Pause(Struct, frozen=True, kw_only=True, tag="pause"):
    """Pause a round; `said` is what people are told."""

    round: str
    said: Localised

    async def perform(self, place: Place) -> str:
        await pause_round(place.database, self.round, self.said, today=place.today)
        return f"{self.round} is paused. To go on: consult round resume {self.round}"


class Resume(Struct, frozen=True, kw_only=True, tag="resume"):
    """Go on with a paused round."""

    round: str

    async def perform(self, place: Place) -> str:
        await resume_round(place.database, self.round, today=place.today)
        return f"{self.round} goes on."


class Extend(Struct, frozen=True, kw_only=True, tag="extend"):
    """Announce a later closing date."""

    round: str
    closes: dt.date

    async def perform(self, place: Place) -> str:
        await extend_round(place.database, self.round, self.closes)
        return (
            f"{self.round} closes on {self.closes}. "
            f"Write `closes: {self.closes}` into the round file as well."
        )


class Mend(Struct, frozen=True, kw_only=True, tag="mend"):
    """Ask newcomers in the words of `wording`; see `mending.mend_round`."""

    round: str
    wording: Round
    same: tuple[str, ...]
    apart: tuple[str, ...]

    async def perform(self, place: Place) -> str:
        await mend_round(place.database, self.wording, same=self.same, apart=self.apart)
        together, parted = ", ".join(self.same) or "none", ", ".join(self.apart) or "none"
        return f"Mended. Counted together: {together}. Shown apart: {parted}."


_HALF_CLOSED = (
    "But its closing had begun. If that was cut off, there may be a folder `.NAME.unfinished` "
    "where its dataset was to be, and answers in it: delete it."
)


class Cancel(Struct, frozen=True, kw_only=True, tag="cancel"):
    """Call a round off and erase everything."""

    round: str

    async def perform(self, place: Place) -> str:
        before = await get_round(place.database, self.round)
        await cancel_round(place.database, place.vault, self.round, today=place.today)
        said = f"{self.round} is cancelled: nothing that was said is left, and it was checked."
        return f"{said} {_HALF_CLOSED}" if before.state is State.CLOSING else said


class Close(Struct, frozen=True, kw_only=True, tag="close"):
    """Close a round into the dataset folder `out` (an absolute path). Needs the holders' words."""

    round: str
    out: str
    accept_unreadable: int = 0

    async def perform(self, place: Place) -> str:
        from storage.closing import close_round  # noqa: PLC0415 - pyarrow, only for this

        record = await close_round(
            place.database,
            place.vault,
            self.round,
            place.words or place.vault.practice_words(self.round),
            Path(self.out),
            today=place.today,
            on_progress=place.progress,
            accept_unreadable=self.accept_unreadable,
        )
        mark = " PRACTICE: they are worth nothing." if record.practice else ""
        return (
            f"{record.finished} responses are in {self.out}.{mark} "
            f"Signed with the key {signer(Path(self.out))}: tell it to whoever gets the dataset."
        )


class Backup(Struct, frozen=True, kw_only=True, tag="backup"):
    """Write a backup to `out` (an absolute path) for the public keys `to`."""

    out: str
    to: tuple[str, ...]
    round: str = ""

    async def perform(self, place: Place) -> str:
        counts = await backup(
            place.database,
            place.vault,
            Path(self.out),
            self.to,
            today=place.today,
            on_progress=place.progress,
        )
        return (
            f"{self.out} is written. Rounds: {counts['round']}, "
            f"sealed responses: {counts['sealed']}. "
            f"Signed with the key {name_of(place.vault.signing_key())}: note it down apart from "
            "this machine, to know our backups by."
        )


class Codes(Struct, frozen=True, kw_only=True, tag="codes"):
    """Make codes that each let one person in, and write them to `out` (an absolute path).

    `batch` and `quota` are those of `tickets.make`; with the name of a `bot`, links are written.
    """

    round: str
    out: str
    count: int
    batch: str = ""
    quota: int | None = None
    bot: str = ""

    async def perform(self, place: Place) -> str:
        await get_round(place.database, self.round)
        slips.refuse_existing(Path(self.out))
        key = place.vault.round_key(self.round)
        made = await tickets.make(
            place.database, key, self.count, batch=self.batch, quota=self.quota
        )
        slips.write(Path(self.out), made, bot=self.bot)
        return f"{self.count} codes are in {self.out}."


class Judge(Struct, frozen=True, kw_only=True, tag="judge"):
    """Let added statements through, or refuse them, by their ids."""

    round: str
    approve: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()

    async def perform(self, place: Place) -> str:
        statements = Statements(place.database, place.vault.draft_key())
        approved = await statements.judge(self.round, self.approve, Verdict.APPROVED)
        refused = await statements.judge(self.round, self.refuse, Verdict.REFUSED)
        return f"{approved} let through, {refused} refused."


Operation = Pause | Resume | Extend | Mend | Cancel | Close | Backup | Codes | Judge
