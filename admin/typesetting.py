"""Sets pages with typst: a template reads its data as input, and uses our own fonts alone.

Texts reach a template as data, so no text of a round can become typesetting code.
"""

import datetime as dt
from pathlib import Path
from typing import cast

import typst

from admin import fonts


def pdf(template: Path, data: bytes, *, day: dt.date, accessible: bool = True) -> bytes:
    """Return the pages as one PDF; the same data and day give the same bytes.

    Args:
        template: a typst file, which reads the data as `json(bytes(sys.inputs.data))`.
        data: JSON.
        day: the date that the file bears.
        accessible: whether it is to be PDF/UA-1; a template that cannot be is an error.
    """
    return _compiled(template, data, day, "pdf", "ua-1" if accessible else [])[0]


def pictures(template: Path, data: bytes, *, day: dt.date) -> list[bytes]:
    """Return each page as a PNG."""
    return _compiled(template, data, day, "png", [])


def asked(template: Path, data: bytes, label: str) -> str:
    """Return, as JSON, the values that a template has given a label, once its pages are laid."""
    return typst.query(
        template,
        label,
        field="value",
        root=template.parent,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs=_inputs(data),
    )


def _compiled(
    template: Path, data: bytes, day: dt.date, kind: str, standard: str | list[str]
) -> list[bytes]:
    made = typst.compile(  # type: ignore[call-overload]  # it wants each kind as a literal
        template,
        root=template.parent,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs=_inputs(data),
        format=kind,
        pdf_standards=standard,
        timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
    )
    pages = cast("bytes | list[bytes]", made)  # several pages make several pictures
    return pages if isinstance(pages, list) else [pages]


def _inputs(data: bytes) -> dict[str, str]:
    return {"data": data.decode(), "font": fonts.FAMILY}
