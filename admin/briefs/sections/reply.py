"""The addressee's answer: one row an ask, to be filled in."""

from admin.asks import carried
from admin.briefs.context import Context
from admin.briefs.model import Paragraph, Section, Table, plain


def section(context: Context) -> Section | None:
    """Return the empty table, None when no ask is carried."""
    asks = carried(context.tables, context.labels)
    if not asks:
        return None
    say = context.words
    head = (say("Ask"), say("Accepted, partly, or no"), say("Reason"), say("Done by"))
    rows = tuple(
        (f"{index}. {context.own(one.ask.what)}", "", "", "")
        for index, one in enumerate(asks, start=1)
    )
    text = say(
        "Please fill in one row for each ask and send it by {day} to {contact}. The organisers pass"
        " your answer on to the young people who took part. If an ask is not accepted, the reason"
        " matters to them.",
        day=say.day(context.round.addressee.reply_date),
        contact=context.round.organiser.contact,
    )
    table = Table(
        "", head, rows, (3.6, 2.3, 3, 1.5), figures=False, ruled=True, lang=context.wording_lang
    )
    return Section("reply", say("Your answer"), (Paragraph(plain(text)), table))
