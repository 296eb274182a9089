"""Which texts carry the flag: never without a yes, and never so that one person stands out."""

import random
from collections import Counter, defaultdict

import pytest

from storage.quotable import Writer, quotable

THRESHOLD = 10


def writers(yes: int, no: int, *, question: str = "wish", first: int = 0) -> list[Writer]:
    said = [True] * yes + [False] * no
    return [Writer(first + n, question, "sq", yes=one) for n, one in enumerate(said)]


def counted(yes: int, no: int) -> tuple[int, int]:
    """How many texts have the flag, and how many have not."""
    flags = Counter(quotable(writers(yes, no), THRESHOLD))
    return flags[True], flags[False]


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [
        (0, 50, (0, 50)),
        (9, 50, (0, 59)),  # too few said yes
        (10, 10, (10, 10)),
        (30, 12, (30, 12)),
        (30, 1, (21, 10)),  # one said no: nine others stay unquoted with them
        (30, 0, (20, 10)),  # nobody said no, and nobody can tell
        (19, 0, (0, 19)),
        (20, 0, (10, 10)),
        (0, 0, (0, 0)),
    ],
)
def test_both_kinds_are_as_many_as_the_threshold_or_nobody_is_quoted(
    yes: int, no: int, expected: tuple[int, int]
) -> None:
    assert counted(yes, no) == expected


def test_each_question_and_each_language_stands_for_itself() -> None:
    many, few = writers(25, 12), writers(3, 40, question="why", first=100)
    other = [Writer(one.response, one.question, "mk", yes=one.yes) for one in writers(5, 20)]
    flags = quotable([*many, *few, *other], THRESHOLD)
    assert (sum(flags[:37]), sum(flags[37:])) == (25, 0)


def test_two_texts_of_one_person_count_as_one() -> None:
    twice = [*writers(9, 10), *writers(9, 10)]
    assert not any(quotable(twice, THRESHOLD))


def test_two_texts_of_whoever_alone_said_no_cannot_be_joined() -> None:
    """Without the lot, the two texts without the flag would be of one person, always."""
    alone, joined = 30, 0
    for _ in range(200):
        both = [*writers(30, 1), *writers(30, 1, question="why")]
        flags = quotable(both, THRESHOLD)
        unflagged = defaultdict(set)
        for one, flag in zip(both, flags, strict=True):
            if not flag:
                unflagged[one.question].add(one.response)
        assert alone in unflagged["wish"] & unflagged["why"]
        joined += random.choice(sorted(unflagged["wish"])) == random.choice(
            sorted(unflagged["why"])
        )
    assert joined < 25  # about 200 / 10 / 10 for the one, a little more by the lot


def test_nobody_is_quoted_without_a_yes() -> None:
    dice = random.Random(4)
    for _ in range(100):
        said = [
            Writer(n % 60, dice.choice(["wish", "why"]), dice.choice(["sq", "mk"]), yes=n % 60 < 40)
            for n in range(dice.randrange(200))
        ]
        flags = quotable(said, THRESHOLD)
        assert all(one.yes for one, flag in zip(said, flags, strict=True) if flag)
