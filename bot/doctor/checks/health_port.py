"""What operators ask the bot is answered on this machine alone."""

from collections.abc import AsyncIterator
from ipaddress import ip_address

from bot.doctor.base import Finding, Site, ok, warn


async def look(site: Site) -> AsyncIterator[Finding]:
    host, port = site.settings.health_host, site.settings.health_port
    if port and not _is_loopback(host):
        remedy = "Set it to 127.0.0.1, or see that a firewall lets only your monitoring in."
        yield warn(f"/metrics is offered to others, on {host}.", "CONSULT_HEALTH_HOST", remedy)
    else:
        yield ok("/metrics is for this machine alone.", "CONSULT_HEALTH_HOST")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
