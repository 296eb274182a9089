"""Who said what: an attack with everything that lies on the disk.

Participants with a known order of finishing answer through the real edge on SQLite and PostgreSQL,
with a backup every evening. The attacker has the database, its log, free pages, all backups and
their key, file times and logs, in a second run the vault; the participants and the true order;
after closing also the dataset. `matches_…` and `chance` are shares of those who finished. A full
run writes down in the README what a seized server gives away.
"""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.benchmarks import form
from tests.support.attacking.measured import Measured, Plan, measure_store
from tests.support.attacking.seized import write_page
from tests.support.attacking.tables import postgres_dsn
from tests.support.postgres import running_postgres

FULL = (20_000, 14)
QUICK = (800, 4)
README = Path(__file__).with_name("README.md")
SETTINGS = (
    "server_version", "wal_level", "archive_mode", "wal_recycle", "min_wal_size", "max_wal_size",
    "full_page_writes", "autovacuum", "track_commit_timestamp", "log_statement",
)  # fmt: skip


def measure(quick: bool, console: Console) -> form.Outcome:
    """Attack both stores."""
    people, days = QUICK if quick else FULL
    with Progress(console=console) as progress:
        found, settings = _attack_all(people, days, progress)
    if not quick:
        write_page(README, found)
    broken = [sentence for one in found for sentence in one.broken()]
    return form.Outcome(_table(found, settings), _figures(found), broken)


def _attack_all(
    people: int, days: int, progress: Progress
) -> tuple[list[Measured], Mapping[str, str]]:
    found = []
    with _folder() as folder:
        url = f"sqlite+aiosqlite:///{folder / 'consult.db'}"
        found.append(_attack(Plan("SQLite", url, folder, people, days), progress))
    with _folder() as folder, running_postgres(as_shipped=True) as server:
        settings = _settings(server.url())
        disk = [server.folder / "data"]
        plan = Plan("PostgreSQL", server.url(), folder, people, days, disk)
        found.append(_attack(plan, progress))
    return found, settings


def _attack(plan: Plan, progress: Progress) -> Measured:
    task = progress.add_task(plan.store, total=plan.people)
    return asyncio.run(measure_store(plan, lambda count: progress.advance(task, count)))


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="attack-") as folder:
        yield Path(folder)


def _settings(url: str) -> Mapping[str, str]:
    with psycopg.connect(postgres_dsn(url)) as connection:
        rows = connection.execute(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(%s)",
            [list(SETTINGS)],
        )
        return dict(rows.fetchall())


def _figures(found: Sequence[Measured]) -> Mapping[str, form.Json]:
    stores = [_figures_of(one) for one in found]
    worst = {name: max(one[name] for one in stores) for name in stores[0]}
    return {
        "stores": [
            {"store": one.store.lower(), **row} for one, row in zip(found, stores, strict=True)
        ],
        **worst,
    }


def _figures_of(one: Measured) -> dict[str, float]:
    return {
        "participants": one.participants,
        "finished": one.finished,
        "matches_open": round(one.matches_open, 5),
        "matches_closed": round(one.matches_closed, 5),
        "chance": round(one.chance, 5),
        "rho_max": round(one.rho_max, 4),
        "rho_open": round(one.rho_open, 4),
        "tags_recomputable": one.closed.tags,
        "canaries_found": len(one.closed.canaries),
        "drafts_readable": one.open.unfinished,
        "finished_readable": one.open.finished + one.open.erased,
        "readable_without_vault": one.open.plain,
        "scrubbed_readable": one.open.taken_out,
        "smallest_size_class": one.smallest_size,
    }


def _table(found: Sequence[Measured], settings: Mapping[str, str]) -> Table:
    rows = [(f"PostgreSQL: {name}", "", settings[name]) for name in SETTINGS]
    shown = {
        "Participants": [str(one.participants) for one in found],
        "Finished and counted": [str(one.finished) for one in found],
        "Guessed rightly by chance": [f"{one.chance:.3%}" for one in found],
        "… boxes, while open": [f"{one.matches_open:.2%}" for one in found],
        "… answers, after closing": [f"{one.matches_closed:.3%}" for one in found],
        "|rho| of boxes, while open": [f"{one.rho_open:.3f}" for one in found],
        "|rho| after closing": [f"{one.rho_max:.3f}" for one in found],
        "Read while open, without the vault": [str(one.open.plain) for one in found],
        "… with it: unfinished drafts": [str(one.open.unfinished) for one in found],
        "… finished answers": [str(one.open.finished) for one in found],
        "… answers taken back": [str(one.open.erased) for one in found],
        "… parts scrubbed from texts": [str(one.open.taken_out) for one in found],
        "Tags recomputable after closing": [str(one.closed.tags) for one in found],
        "Canaries found after closing": [str(len(one.closed.canaries)) for one in found],
        "People in the rarest size of box": [str(one.smallest_size) for one in found],
    }
    figures = [(name, *values) for name, values in shown.items()]
    head = ("what", *(one.store for one in found))
    return form.table_of("An attack on everything that is stored", head, [*figures, *rows])


if __name__ == "__main__":
    form.main(measure)
