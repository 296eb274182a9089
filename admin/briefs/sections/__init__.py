"""The sections of a brief. A new section is a new file here and a new name in `SECTIONS`.

Each file has one function `section(context)`; it returns None when there is nothing to say.
"""

from collections.abc import Callable

from admin.briefs.context import Context
from admin.briefs.model import Section
from admin.briefs.sections import (
    answers,
    differences,
    fingerprints,
    front,
    instrument,
    methods,
    protection,
    reply,
    statements,
    tables,
    who,
)

SECTIONS: tuple[Callable[[Context], Section | None], ...] = (
    front.section,
    who.section,
    answers.section,
    statements.section,
    differences.section,
    reply.section,
    methods.section,
    protection.section,
    tables.section,
    instrument.section,
    fingerprints.section,
)
"""In the order of the document: the main part, then the annex from `methods` on."""
