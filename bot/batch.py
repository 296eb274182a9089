"""What one batch changes: the snapshot, with the effects of its turns laid over it."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from bot.running import Running
from dialogs.codes import row_key
from dialogs.drafts import Draft, read_draft, write_draft
from dialogs.events import Count, Effect, Expose, Keep, Propose, Redeem, Release, Withdraw
from dialogs.ports import EXPOSED, Changes, Finished, Promise, Proposal, Snapshot, Tally
from dialogs.round import Round
from dialogs.world import World


@dataclass
class Batch:
    """What is true so far in this batch: the snapshot, with the changes laid over it.

    All of a batch is handled at one time, `now`; `worlds` is what is true then, by id of a round.
    """

    now: dt.datetime
    drafts: dict[bytes, Draft]
    took_part: set[bytes]
    sealed: dict[bytes, str]
    counted: frozenset[bytes]
    tickets: set[bytes]
    promises: dict[bytes, Promise]
    changed: set[bytes] = field(default_factory=set)
    entered: set[bytes] = field(default_factory=set)
    left: set[bytes] = field(default_factory=set)
    finished: dict[bytes, Finished] = field(default_factory=dict)
    withdrawn: set[bytes] = field(default_factory=set)
    tallies: Counter[Tally] = field(default_factory=Counter)
    shown: Counter[tuple[str, str]] = field(default_factory=Counter)
    redeemed: set[bytes] = field(default_factory=set)
    released: set[bytes] = field(default_factory=set)
    proposed: list[Proposal] = field(default_factory=list)
    promised: dict[bytes, Promise] = field(default_factory=dict)
    unsent: set[bytes] = field(default_factory=set)
    kept: dict[bytes, bytes] = field(default_factory=dict)
    worlds: dict[str, World] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot, now: dt.datetime) -> "Batch":
        return cls(
            now=now,
            drafts={tag: read_draft(content) for tag, content in snapshot.drafts.items()},
            took_part=set(snapshot.took_part),
            sealed=dict(snapshot.sealed),
            counted=snapshot.counted,
            tickets=set(snapshot.tickets),
            promises=dict(snapshot.promises),
        )

    def changes(self, seen: Sequence[int]) -> Changes:
        drafts = {tag: self.drafts.get(tag) for tag in self.changed}
        return Changes(
            seen=seen,
            drafts={tag: write_draft(one) if one else None for tag, one in drafts.items()},
            entered=self.entered,
            left=self.left,
            finished=self.finished,
            withdrawn=self.withdrawn,
            tallies=self.tallies,
            redeemed=self.redeemed,
            released=self.released,
            proposed=self.proposed,
            promised=self.promised,
            unsent=self.unsent,
            kept={tag: mark for tag, mark in self.kept.items() if tag not in self.promised},
        )

    def remember(self, tag: bytes, draft: Draft | None) -> None:
        """Keep this draft of a person, or none; a reminder that still waits has come too late."""
        known = self.drafts.get(tag)
        if known == draft:
            return
        if known is not None and known.letter:
            self.unsent.add(known.letter)
        self.changed.add(tag)
        if draft is None:
            self.drafts.pop(tag, None)
        else:
            self.drafts[tag] = draft

    def keep(self, tag: bytes) -> None:
        """Take it that what was promised to a person is drawn."""
        self.kept[tag] = self.promises.pop(tag).mark

    def apply(self, effect: Effect, tag: bytes, running: Running) -> None:
        """Lay an effect of a person's turn over what is true so far."""
        match effect:
            case Keep(response, code):
                self._keep(row_key(code), msgspec.json.encode(response), tag, running.round)
            case Withdraw(code):
                self._take_back(row_key(code), tag)
            case Count(name, language):
                self.tallies[Tally(running.round.id, name, language)] += 1
            case Expose(statement=statement):
                self.shown[running.id, statement] += 1
                self.tallies[Tally(running.round.id, EXPOSED + statement, "")] += 1
            case Propose(question, language, text):
                self.proposed.append(Proposal(running.round.id, question, language, text))
            case Redeem(ticket):
                self._redeem(running.ticket_tag(ticket))
            case Release(ticket):
                self._release(running.ticket_tag(ticket))
            case _:
                return

    def _keep(self, key: bytes, content: bytes, tag: bytes, round_: Round) -> None:
        """Finish a response; on a shared phone the account may answer again, with another code."""
        self.finished[key] = Finished(round_.id, content)
        self.sealed[key] = round_.id
        if not round_.shares_phones:
            self.took_part.add(tag)
            self.entered.add(tag)

    def _take_back(self, key: bytes, tag: bytes) -> None:
        """Undo a response: one that was finished in this very batch is simply never written."""
        self.sealed.pop(key, None)
        if self.finished.pop(key, None) is None:
            self.withdrawn.add(key)
        if tag in self.entered:
            self.entered.discard(tag)
        elif tag in self.took_part:
            self.left.add(tag)
        self.took_part.discard(tag)

    def _redeem(self, ticket: bytes) -> None:
        self.tickets.discard(ticket)
        if ticket in self.released:
            self.released.discard(ticket)
        else:
            self.redeemed.add(ticket)

    def _release(self, ticket: bytes) -> None:
        self.tickets.add(ticket)
        if ticket in self.redeemed:
            self.redeemed.discard(ticket)
        else:
            self.released.add(ticket)
