"""What is kept of a quote that was printed: enough to know it again, and nothing else."""

import hashlib

from msgspec import Struct

from admin.quoting.approved import Quote


class Said(Struct, frozen=True, kw_only=True):
    """A quote that was printed.

    Attributes:
        number: what it was called by; it means nothing in another dataset.
        question, language: what it answers, and in which language.
        words: SHA-256 of what was printed in that language.
    """

    number: str
    question: str
    language: str
    words: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What two releases have in common if they print the same."""
        return self.question, self.language, self.words


def said(quote: Quote) -> Said:
    """Return what is kept of a quote that is printed."""
    return Said(
        number=quote.number,
        question=quote.question,
        language=quote.language,
        words=hashlib.sha256(quote.words.encode()).hexdigest(),
    )
