"""Briefs: one model, drawn as HTML, PDF and Word, with all tables as CSV.

Importing this loads the chart and document makers (some 200 MB); a long-running process builds
briefs in a process of their own.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from admin.briefs import as_csv, as_docx, as_html, as_pdf
from admin.briefs.compiling import compiled, context_of
from admin.dataset import Dataset

Progress = Callable[[str], None]


def build(
    dataset: Dataset,
    out: Path,
    *,
    language: str = "en",
    generated_on: dt.date,
    on_progress: Progress = lambda _: None,
) -> list[Path]:
    """Write `brief.html`, `brief.pdf`, `brief.docx` and `tables.csv` into `out`.

    The same dataset, language and day give the same bytes. `on_progress` is called with the name
    of each file before it is made.

    Raises:
        ProofError: a sentence states something that the tables do not say.
        BriefError: the round does not have this language.
    """
    on_progress("tables.csv")
    context = context_of(dataset, language=language, generated_on=generated_on)
    out.mkdir(parents=True, exist_ok=True)
    paths = [_write(out / "tables.csv", as_csv.render(context))]
    on_progress("brief")
    brief = compiled(context)
    for name, render in (
        ("html", as_html.render),
        ("pdf", as_pdf.render),
        ("docx", as_docx.render),
    ):
        on_progress(f"brief.{name}")
        paths.append(_write(out / f"brief.{name}", render(brief)))
    return paths


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
