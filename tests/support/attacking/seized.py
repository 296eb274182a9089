"""What a seized server gives away today, as a page: written by a run, never by hand."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.attacking.measured import Measured

BEGIN = "<!-- attack: begin, written by tests.benchmarks.attack -->"
END = "<!-- attack: end -->"


_LIMITS = """\
While open, a box can be linked to somebody by the order in which boxes were stored, and cannot be
opened. Drafts are looked for an hour after the last message. Before that, whoever takes the disk
together with the vault also reads what was finished or erased in the last ten seconds (SQLite) or
in the last hour (PostgreSQL, if its user may overwrite the log; if not, until the server does)."""


class NoPlaceError(Exception):
    """The file has no place for the page; the message says what is missing."""


def write_page(file: Path, found: Sequence[Measured]) -> None:
    """Write the page between the two comments of `file`.

    Raises:
        NoPlaceError: a comment is missing.
    """
    text = file.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlaceError(f"{file} lacks the comments {BEGIN} and {END}")
    file.write_text(f"{before}{BEGIN}\n\n{page(found)}\n{END}{after}", encoding="utf-8")


def page(found: Sequence[Measured]) -> str:
    """Return the page as Markdown."""
    return "\n".join([*_table(found), "", _LIMITS, "", *_sentences(found), ""])


def _table(found: Sequence[Measured]) -> Iterator[str]:
    yield f"| What a seized server gives away | {' | '.join(one.store for one in found)} |"
    yield f"| --- | {' | '.join('--:' for _ in found)} |"
    for name, values in _rows(found):
        yield f"| {name} | {' | '.join(values)} |"


def _rows(found: Sequence[Measured]) -> Iterator[tuple[str, list[str]]]:
    yield "Participants (finished)", [f"{one.participants} ({one.finished})" for one in found]
    yield "**While open**", ["" for _ in found]
    yield "Words read without the vault", [str(one.open.plain) for one in found]
    yield "Unfinished drafts read with the vault", [str(one.open.unfinished) for one in found]
    yield "Finished answers read with it", [str(one.open.finished) for one in found]
    yield "Answers taken back, read with it", [str(one.open.erased) for one in found]
    yield "Scrubbed parts of texts, read with it", [str(one.open.taken_out) for one in found]
    yield "Boxes that can be told whose they are", [f"{one.matches_open:.1%}" for one in found]
    yield "… how far their order is told (rho)", [f"{one.rho_open:.2f}" for one in found]
    yield "**After closing**", ["" for _ in found]
    yield "Guesses that are right by chance", [f"{one.chance:.3%}" for one in found]
    yield "Answers told whose they are", [f"{one.matches_closed:.3%}" for one in found]
    yield "Largest rho of any order", [f"{one.rho_max:.3f}" for one in found]
    yield "Tags that can be recomputed", [str(one.closed.tags) for one in found]
    yield "Things found that must be gone", [str(len(one.closed.canaries)) for one in found]


def _sentences(found: Sequence[Measured]) -> Iterator[str]:
    broken = [sentence for one in found for sentence in one.broken()]
    if not broken:
        yield "Every condition holds."
    for sentence in broken:
        yield f"- Does not hold: {sentence}."
