"""Everything is confirmed that must be before real participants are asked."""

from collections.abc import AsyncIterator

from bot import confirmations
from bot.doctor.base import Finding, Site, fail, ok, warn
from bot.launch import LaunchRefusedError, check_launch


async def look(site: Site) -> AsyncIterator[Finding]:
    file = str(site.settings.confirmations)
    if site.round is None:
        yield warn("No round was named.", "", "Run: consult doctor ROUND.yaml")
        return
    if site.round.practice:
        yield warn(
            "This is a PRACTICE round: it protects nothing and opens to no real participant.",
            site.round.id,
            "Set `practice: false` when everything is confirmed.",
        )
        return
    try:
        check_launch(site.round, site.settings, confirmations.read(site.settings.confirmations))
    except LaunchRefusedError as refusal:
        for line in str(refusal).splitlines():
            yield fail(line.removeprefix("- "), file, "`serve` refuses to open the round.")
    else:
        yield ok("Everything is confirmed.", file)
