"""What comparing the quotes of two releases of a round would tell of who was quoted.

Of the same responses, a later release may quote more people: the two together then say what the
later one says alone. But each quote that was printed stays, in the same words. One that is gone
shows that somebody was recognised in it or has asked for it, just when others begin to look; and
two wordings of one text lead back to the text. A release without any quotes singles out none.

Of other responses, a release quotes the same as before, or nobody. Which groups the people belong
to who came or left may be seen in the tables, so a quote that is new would be looked for among
those who came, and one that is gone among those who left.

A quote says how many have written there at least, for good. So no later table may hide that.

How many quotes there are is a number of people, and so is how many different ones all releases
have together. What was printed comes first in the lot (`choosing.drawn`), and none of it goes: so
all of them together never quote more of a question and language than one release may.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from admin.disclosure import Protected
from admin.quoting.approved import Quote
from admin.quoting.printed import Said, said
from admin.quoting.protecting import allowed


@dataclass(frozen=True)
class Quoting:
    """The quotes of a release that is about to be made.

    Attributes:
        language: of the release.
        dataset: SHA-256 of the responses that are counted.
        approved: what could be quoted, in this language or another; nothing for no quotes at all.
        printed: what is quoted.
        tables: what is printed beside it.
    """

    language: str
    dataset: str
    approved: tuple[Quote, ...]
    printed: tuple[Said, ...]
    tables: Protected

    def beside(self, before: Sequence[Said], language: str, dataset: str) -> str:
        """Return what is told of somebody beside a release that was made; empty for nothing.

        Args:
            before: what that release quotes.
            language: in which language it speaks.
            dataset: which responses it counted.
        """
        if not before:
            return ""
        for one in before:
            if not allowed(one, self.tables):
                return (
                    f"quotes {one.number}, which says how many have written there at least, and"
                    " that is hidden in these tables. Release the tables as they were then."
                )
        return self._singled_out(before, language, dataset) if self.approved else ""

    def _singled_out(self, before: Sequence[Said], language: str, dataset: str) -> str:
        same_language = language == self.language
        kept = [q for q in self.approved if not same_language or q.wording(language)]
        if one := _beyond(before, [said(q) for q in kept]):
            why = (
                f"quotes {one.number}, which is not approved in the same words and languages any"
                " more. That it is gone or changed would show that somebody was found in it."
            )
        elif dataset != self.dataset and (one := _beyond(self.printed, before)):
            why = (
                f"counted other responses and does not quote {one.number}. Who wrote that would be"
                " looked for among those who came since."
            )
        else:
            return ""
        return (
            f"{why} Leave all quotes out of this release (no --quotes): that singles out nobody."
            " Or approve the same ones, as they were printed."
        )


def _beyond(some: Sequence[Said], others: Sequence[Said]) -> Said | None:
    """Return one of `some` that there is more often than among the others."""
    left = Counter(one.key for one in some) - Counter(one.key for one in others)
    return next((one for one in some if one.key in left), None)
