"""For those who took part: what they said, in few words."""

from admin.briefs.context import Context
from admin.briefs.findings import stated
from admin.briefs.model import Block, Numbered, Paragraph, Section, plain
from admin.briefs.plainly import plainly


def section(context: Context) -> Section:
    """Return each finding with the sentence that carries it, and how far they reach."""
    say = context.words
    own = context.own_words.wording.findings
    found = stated(context) if own else plainly(context)
    told: Block = Numbered(tuple((one.headline, one.body[0]) for one in found))
    if not found:
        told = Paragraph(plain(say("Too few young people took part for findings to be stated.")))
    reach = say(
        "Everybody who took part chose to. So this is what you said, and not what all young people"
        " think."
    )
    blocks = (told, Paragraph(plain(reach), look="note"))
    return Section("said", say("What you said"), blocks)
