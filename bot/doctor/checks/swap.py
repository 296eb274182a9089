"""Memory is never written to a disk: there is no swap, or it is compressed memory."""

from collections.abc import AsyncIterator

from bot.doctor.base import Finding, Site, fail, ok, warn


async def look(site: Site) -> AsyncIterator[Finding]:
    file = site.machine / "proc" / "swaps"
    if not file.exists():
        yield warn("Whether there is swap cannot be seen here.", str(file), "Look yourself.")
        return
    areas = [line.split()[0] for line in file.read_text().splitlines()[1:] if line.strip()]
    on_disk = [area for area in areas if not area.startswith("/dev/zram")]
    for area in on_disk:
        if area.startswith("/dev/dm-"):
            remedy = f"See that it is encrypted with a new key each start: cryptsetup status {area}"
            yield warn("Memory is swapped to a mapped device.", area, remedy)
        else:
            remedy = f"swapoff {area}, and take it out of /etc/fstab"
            yield fail("Memory may be written to a disk, keys and answers included.", area, remedy)
    if not on_disk:
        yield ok("No memory is swapped to a disk.", str(file))
