"""By which rules findings are chosen and worded, as the methods tell it."""

from collections.abc import Iterator

from admin.amounts.strengths import strengths
from admin.asks import LEADING, carried
from admin.briefs import numbers, voting
from admin.briefs.context import Context
from admin.briefs.findings import by_rule
from admin.briefs.model import Block, Bullets, Heading, Paragraph, plain
from admin.differences import LARGE, LEAST_GAP, MEDIUM, looked_at
from admin.findings import CLEAR_LEAN
from dialogs.round import Review


def rules(context: Context) -> Iterator[Block]:
    """Yield the rules, and what the program would have found where the organisation says it."""
    say = context.words
    yield Heading(say("How findings were chosen and worded"))
    yield Bullets(tuple(plain(text) for text in _rules(context)))
    if context.own_words.wording.findings:
        text = say(
            "The findings on the front page are the organisation’s own words. Each headline and"
            " sentence refers to an answer, a group or an approved quote, and the program writes"
            " the number or the words for it. It refuses figures that were typed, and number words"
            " and words for amounts as far as they are on its list for the language. It checks"
            " nothing else that they say."
        )
        yield Paragraph(plain(text))
        if context.amounts is None:
            none = say("There is no such list for the language of these findings.")
            yield Paragraph(plain(none))
        elif context.amounts is Review.DRAFTED:
            unread = say("Nobody who speaks the language has reviewed this list.")
            yield Paragraph(plain(unread))
        yield Paragraph(plain(say("By the rule above, the program would have stated:")))
        yield Bullets(tuple(one.text for one in by_rule(context)))


def _rules(context: Context) -> list[str]:
    say = context.words
    scale = strengths(say)
    steps = ", ".join(
        say("{word} from {least}", word=say.quoted(word), least=say.percent(least))
        for least, word in scale
    )
    return [
        say(
            "Front page: the leading answer of the first question with several answers; the"
            " clearest differences between groups; where answers on the scale lie; what is put"
            " first; the leading answer of the first question with one answer; the sentence with"
            " the widest agreement. The first three of these that can be stated are printed. One"
            " end of a scale is said to lead when it is {lean} points or more ahead.",
            lean=CLEAR_LEAN,
        ),
        say("Strength words stand for shares: {steps}.", steps=steps),
        say(
            "Differences: the group with the highest share is compared with the lowest. Both"
            " shares must be printed, be {gap} points or more apart, stay apart however the counts"
            " were rounded, and pass a two-proportion test at 5%, divided by the number of"
            " comparisons (Bonferroni). The test is a sieve; it says nothing about people who did"
            " not take part.",
            gap=LEAST_GAP,
        ),
        say(
            "Here {comparisons} comparisons were made. A difference is called medium from Cohen’s h"
            " {medium}, large from {large}, and small below.",
            comparisons=looked_at(context.tables),
            medium=say.number(MEDIUM, decimals=1),
            large=say.number(LARGE, decimals=1),
        ),
        say(
            "Asks were written before the round opened. An ask is printed when its answer is among"
            " the {leading} most chosen of its question; here {shown} of {all} are.",
            leading=LEADING,
            shown=_carried(context),
            all=len(context.round.publication.asks),
        ),
        unshown(context),
        *numbers.rules(context),
        *voting.rules(context),
        say(
            "Every number and every strength word that stands for a table cell is written by the"
            " program and checked again before printing; one that does not match stops the brief."
            " Other figures, such as dates and sums in asks, are their authors’."
        ),
    ]


def unshown(context: Context) -> str:
    """Return what becomes of an ask that rests on a hidden number."""
    return context.words(
        "An ask is also printed where it cannot be shown how many gave the answer behind it, and"
        " then says so."
    )


def _carried(context: Context) -> int:
    return sum(one.shown for one in carried(context.tables, context.labels))
