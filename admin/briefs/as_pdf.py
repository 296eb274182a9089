"""A brief as a tagged PDF (PDF/UA-1): bookmarks, real text, alternative texts, our own fonts.

The template reads the brief as data, so no text of a round can become typesetting code.
"""

import datetime as dt
from pathlib import Path

import msgspec
import typst

from admin import fonts
from admin.briefs.model import Brief

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"


def render(brief: Brief) -> bytes:
    """Return the whole file; the same brief gives the same bytes."""
    day = dt.datetime.combine(dt.date.fromisoformat(brief.generated), dt.time(12), dt.UTC)
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[fonts.FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"brief": msgspec.json.encode(brief).decode(), "font": fonts.FAMILY},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=day,
    )
