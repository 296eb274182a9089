"""What young people said of the draft, and what they still see otherwise."""

from admin.briefs.context import Context
from admin.briefs.model import Facts, Line, Section


def section(context: Context) -> Section | None:
    """Return who read the draft and what they changed; None where nobody did."""
    check, say = context.own_words.wording.youth_check, context.words
    if check is None:
        return None
    rows: list[tuple[str, Line]] = [
        (say("Who read the draft"), context.voiced(check.who)),
        (say("What they changed"), context.voiced(check.changed)),
    ]
    if check.disagreement:
        rows.append((say("Where they disagree"), context.voiced(check.disagreement)))
    return Section("youth_check", say("Checked by young people"), (Facts(tuple(rows)),))
