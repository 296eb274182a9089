"""What stands on the sheet of a holder: one part of a round's key, and how to treat it.

A holder is somebody of trust outside the technical team, who has never seen this program.
"""

import datetime as dt

from msgspec import Struct

from dialogs.round import Round
from dialogs.texts import Speaker


class HolderSheet(Struct, frozen=True, kw_only=True):
    """The texts of one sheet, in its language, in the order in which they are read.

    `practice` is empty for a real round. `advice` has a heading and its sentences each time.
    """

    language: str
    practice: str
    title: str
    round: str
    dates: str
    advice: tuple[tuple[str, tuple[str, ...]], ...]
    words_heading: str
    words_hint: str
    words: tuple[str, ...]
    check: str
    check_hint: str

    def __repr__(self) -> str:
        return "HolderSheet()"


def holder_sheet(
    round_: Round,
    say: Speaker,
    words: str,
    *,
    number: int,
    holders: int,
    needed: int,
    fingerprint: str,
    made: dt.date,
) -> HolderSheet:
    """Return the sheet of holder `number` (from 1), `needed` of whom open the round together."""
    label = round_.public_label.get(say.language) or next(iter(round_.public_label.values()))
    return HolderSheet(
        language=say.language,
        practice=say("PRACTICE – this sheet protects nothing") if round_.practice else "",
        title=say("Holder’s sheet {number} of {holders}", number=number, holders=holders),
        round=label,
        dates=say(
            "Made on {date}. The round closes on {closing}.",
            date=say.day(made),
            closing=say.day(round_.closes),
        ),
        advice=_advice(say, holders, needed, links_texts=round_.links_texts),
        words_heading=say("Your words"),
        words_hint=say("They are typed in this order, without the numbers."),
        words=tuple(words.split()),
        check=say("Check line: {line}", line=fingerprint),
        check_hint=say("It is the same on every sheet of this round and on the screen."),
    )


def _advice(
    say: Speaker, holders: int, needed: int, *, links_texts: bool
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    these = say(
        "These words are one part of the key to all answers of this round. Any {needed} of the "
        "{holders} sheets together open them. One sheet alone opens nothing.",
        needed=needed,
        holders=holders,
    )
    lost = say(
        "Tell the organisation at once. When fewer than {needed} sheets are left, nobody can ever "
        "read the answers.",
        needed=needed,
    )
    return (
        (say("What this is"), (these,)),
        (
            say("How to keep it"),
            (
                say("On paper, in a closed envelope, apart from the other sheets."),
                say("Take no photo, make no copy, and store it on no device and in no cloud."),
                say("Show it to nobody. Nobody will ask for it by phone or by message."),
            ),
        ),
        (say("If it is lost"), (lost,)),
        (
            say("When to burn it"),
            (
                say("When the round closes, you type your words in where it is closed."),
                _then_burn(say, links_texts=links_texts),
            ),
        ),
    )


def _then_burn(say: Speaker, *, links_texts: bool) -> str:
    """Say when the words are needed no more: after closing, or after counting themes by group."""
    if links_texts:
        return say(
            "Your words are needed once more, to count topics of texts by group. Burn this sheet "
            "once you are told that this is done."
        )
    return say("Burn this sheet once you are told that the closing was checked.")
