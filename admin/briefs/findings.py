"""The findings of a document: the organisation's own, else those that the program finds by rule."""

from dataclasses import dataclass

from admin.briefs.context import Context
from admin.briefs.model import Line, Run
from admin.findings import findings


@dataclass(frozen=True)
class Stated:
    """A finding in words that are final."""

    headline: Line
    body: tuple[Line, ...]

    @property
    def text(self) -> Line:
        """The sentences as one line."""
        first, *rest = self.body
        return (*first, *(run for line in rest for run in (Run(" "), *line)))


def stated(context: Context) -> list[Stated]:
    """Return the findings to be printed."""
    own = context.own_words.wording.findings
    if own:
        return [
            Stated(
                context.voiced(one.headline, claim=True),
                tuple(context.voiced(each, claim=True) for each in one.sentences),
            )
            for one in own
        ]
    return by_rule(context)


def by_rule(context: Context) -> list[Stated]:
    """Return the findings that the program finds by rule."""
    return [
        Stated(context.say(one.headline), tuple(context.say(each) for each in one.body))
        for one in findings(context.tables, context.labels)
    ]
