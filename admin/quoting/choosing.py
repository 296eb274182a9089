"""Which of the approved quotes a document prints: drawn by lot, so that nobody picks by taste.

The lot is the SHA-256 of the dataset's fingerprint with the text's id. Neither can be chosen by who
approves quotes, and with dataset and quotes everybody gets the same order again.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from admin.quoting.approved import Quote
from admin.quoting.printed import Said, said


def drawn(quotes: Iterable[Quote], dataset: str, before: Iterable[Said] = ()) -> tuple[Quote, ...]:
    """Return quotes in the order of the lot, those that were printed before first.

    Args:
        quotes: those that may be printed.
        dataset: the SHA-256 that names the dataset.
        before: what earlier releases have printed.
    """
    known = {one.key for one in before}
    return tuple(sorted(quotes, key=lambda one: (said(one).key not in known, _lot(one, dataset))))


def chosen(
    quotes: Sequence[Quote], questions: Sequence[str], *, each: int, most: int
) -> tuple[Quote, ...]:
    """Return the first of each question, up to `each`, and `most` in all.

    Every question has its first quote before any has its second. They come back by question, in
    the order in which `quotes` has them.
    """
    columns = [[one for one in quotes if one.question == id_][:each] for id_ in questions]
    turns = filter(None, chain.from_iterable(zip_longest(*columns)))
    taken = [one.number for one, _ in zip(turns, range(most), strict=False)]
    return tuple(one for column in columns for one in column if one.number in taken)


def few_of_each(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """Return the first of each question and language, up to `most`.

    A number of quotes is an exact number of people. That anything is quoted says already that twice
    the threshold wrote there, as many of them without the flag as the threshold: so many quotes as
    the threshold say no more, and further ones would.
    """
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for one in quotes:
        seen[one.question, one.language] += 1
        if seen[one.question, one.language] <= most:
            kept.append(one)
    return tuple(kept)


def _lot(quote: Quote, dataset: str) -> bytes:
    return hashlib.sha256(f"consult/quote/1|{dataset}|{quote.text}".encode()).digest()
