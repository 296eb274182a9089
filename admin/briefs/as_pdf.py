"""A brief as a tagged PDF (PDF/UA-1): bookmarks, real text, alternative texts, our own fonts."""

import datetime as dt
import json
from pathlib import Path

import msgspec
from msgspec.structs import replace

from admin import typesetting
from admin.briefs.model import Brief

TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"


def render(brief: Brief) -> bytes:
    """Return the whole file; the same brief gives the same bytes."""
    day = dt.date.fromisoformat(brief.generated)
    return typesetting.pdf(TEMPLATE, msgspec.json.encode(brief), day=day)


def pages_of_main(brief: Brief) -> int:
    """Return on how many pages a brief stands before its annex, which is not set for that."""
    main = replace(brief, sections=tuple(one for one in brief.sections if not one.annex))
    pages: list[int] = json.loads(
        typesetting.asked(TEMPLATE, msgspec.json.encode(main), "<end-of-main>")
    )
    return pages[0]
