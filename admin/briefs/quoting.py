"""What the methods say of how quotes came about."""

from collections.abc import Iterator

from admin.briefs.context import Context


def facts(context: Context) -> Iterator[tuple[str, str]]:
    """Yield how quotes came about, where there are any."""
    say = context.words
    if not context.voices.quotes:
        return
    roles = dict.fromkeys(role for one in context.voices.quotes for role in one.approved_by)
    how = say(
        "Before sending, everybody who had typed something was asked whether it may be printed; no"
        " was the default. How many said yes is not kept, and is not shown. Texts of organisations,"
        " and of answers that were set apart, are not quoted."
    )
    who = say(
        "Two people have read and approved each quote: {roles}. They saw texts alone, without age,"
        " gender or place.",
        roles="; ".join(roles),
    )
    yield say("Quotes"), f"{how} {who}"
