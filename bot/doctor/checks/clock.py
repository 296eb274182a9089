"""The clock is right: days decide what is erased."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn
from bot.startup_checks import SLACK, clock_offset


async def look(site: Site) -> AsyncIterator[Finding]:
    if site.settings.clock:
        yield warn("The time is that of practice.", "CONSULT_CLOCK", "Unset it for a real round.")
        return
    api = site.settings.telegram_api
    offset = await clock_offset(site.settings, site.now)
    if offset is None:
        yield warn("The messenger did not tell the time.", api, "Check the network, then again.")
    elif abs(offset) > SLACK:
        minutes = round(offset.total_seconds() / 60)
        yield fail(f"The clock is {minutes:+} minutes off.", api, "timedatectl set-ntp true")
    else:
        yield ok("The clock agrees with the messenger's.", api)
