"""A link with a code that lets nobody in, as a phone shows what is said of it."""

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.practice.phone import Phone
from dialogs.codes import LINK_BYTES, in_round, new_link
from dialogs.round import Invitation
from storage import tickets
from storage.slips import Slip
from tests.support.crashing.lodger import Lodger
from tests.support.evening import ANA, evening_of
from tests.support.world import EXAMPLE, TEXTS

ROUND = replace(EXAMPLE, invitation=Invitation.CODE)
UNKNOWN = in_round(ROUND.id, new_link(b"u" * LINK_BYTES))
SAY = TEXTS.speaker("mk")
READS_MK = ANA + 1


async def _slips(lodger: Lodger, count: int) -> list[Slip]:
    assert lodger.house is not None
    key = lodger.house.vault.round_key(ROUND.id)
    return await tickets.make(lodger.house.database, key, count)


async def _goes_to_consent(phone: Phone, link: str, language: str, name: str) -> None:
    say = TEXTS.speaker(language)
    await phone.say(f"/start {link}")
    for text, button in (
        (say("Thank you, the code is right. It goes on from here."), name),
        (say("Before you start"), say("Go on ➡")),
        (say("How old are you?"), "18"),
    ):
        await phone.sees(text)
        await phone.tap(button)
    await phone.sees(say("Do you agree?"))


async def test_of_two_with_one_code_the_second_is_told_in_their_language(tmp_path: Path) -> None:
    async with evening_of(tmp_path, ROUND) as evening, evening.bot() as lodger:
        first, second = evening.phone(), evening.phone(READS_MK, "mk")
        (slip,) = await _slips(lodger, 1)
        await _goes_to_consent(first, slip.link, "en", "English")
        await _goes_to_consent(second, slip.link, "mk", "Македонски")
        await first.tap("✅ Yes, I take part")
        await first.sees(ROUND.questions[0].text["en"])
        said = await (await second.tap(SAY("✅ Yes, I take part"))).answer()
        assert said.text == SAY("This code has been used already.")
        await second.say(f"/start {slip.link}")
        await second.sees(SAY("This code is not one of ours, or it has been used."))


@pytest.mark.parametrize("typed", [f"/start {UNKNOWN}", "AAAA-BBBB-CCCC"])
async def test_who_has_none_or_one_of_nobody_is_told_in_their_language(
    tmp_path: Path, typed: str
) -> None:
    async with evening_of(tmp_path, ROUND) as evening, evening.bot():
        phone = evening.phone(READS_MK, "mk")
        await phone.say(typed)
        await phone.sees(SAY("This code is not one of ours, or it has been used."))


async def test_a_code_that_comes_after_the_last_day_is_told_so(tmp_path: Path) -> None:
    async with evening_of(tmp_path, ROUND) as evening:
        async with evening.bot() as lodger:
            (slip,) = await _slips(lodger, 1)
        evening.passes(dt.timedelta(days=15))
        async with evening.bot():
            phone = evening.phone(READS_MK, "mk")
            await phone.say(f"/start {slip.link}")
            await phone.sees(SAY("This round is closed."))
