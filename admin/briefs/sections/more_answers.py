"""The charts that have no room on the page of answers."""

from admin.briefs.context import Context
from admin.briefs.model import Figures, Section
from admin.briefs.sections.answers import charted


def section(context: Context) -> Section | None:
    """Return the further charts; None where all have room."""
    figures = tuple(figure for _, figure in charted(context)[1])
    if not figures:
        return None
    return Section("more_answers", context.words("More answers"), (Figures(figures),), yields=1)
