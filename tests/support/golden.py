"""Golden files: what a test has made is compared with what was reviewed; `--update` rewrites it."""

import difflib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Golden:
    """Compares with golden files, or writes them when `update` is set."""

    update: bool

    def check(self, path: Path, made: str) -> None:
        """Fail, showing what is different, unless `path` holds exactly `made`."""
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if known == made:
            return
        if self.update:
            path.write_text(made, encoding="utf-8")
            return
        lines = known.splitlines(), made.splitlines()
        diff = "\n".join(difflib.unified_diff(*lines, "reviewed", "now", n=6, lineterm=""))
        raise AssertionError(f"{path.name} has changed; --update rewrites it.\n{diff}")
