"""Which quotes are printed: by a lot that nobody holds, and every question before a second one."""

import random
from collections import Counter

from msgspec.structs import replace

from admin.quoting.approved import Quote
from admin.quoting.choosing import chosen, drawn, few_of_each


def quote(number: int, question: str = "why") -> Quote:
    return Quote(
        number=f"n{number}",
        text=f"{number:032x}",
        question=question,
        language="en",
        words=f"Words {number}.",
        translations={},
        theme="",
        approved_by=("one, here", "two, there"),
    )


QUOTES = [quote(number) for number in range(40)]


def test_the_order_is_that_of_the_dataset_whoever_lists_them() -> None:
    mixed = random.Random(1).sample(QUOTES, len(QUOTES))
    assert drawn(QUOTES, "abc") == drawn(mixed, "abc")
    assert drawn(QUOTES, "abc") != drawn(QUOTES, "abd")


def test_another_wording_or_theme_does_not_move_a_quote() -> None:
    others = [quote(number) for number in range(40)]
    assert [one.text for one in drawn(others, "x")] == [one.text for one in drawn(QUOTES, "x")]


def test_each_comes_first_about_as_often() -> None:
    few = QUOTES[:4]
    first = Counter(drawn(few, str(dataset))[0].number for dataset in range(400))
    assert min(first.values()) > 70


def test_every_question_has_one_before_any_has_two() -> None:
    order = [*(quote(n, "a") for n in range(5)), quote(9, "b"), quote(10, "c")]
    some = chosen(order, ["a", "b", "c", "d"], each=2, most=3)
    assert [one.question for one in some] == ["a", "b", "c"]
    more = chosen(order, ["a", "b", "c", "d"], each=2, most=9)
    assert [one.question for one in more] == ["a", "a", "b", "c"]
    assert chosen([], ["a"], each=2, most=3) == ()


def test_of_each_question_and_language_no_more_than_the_threshold() -> None:
    mixed = [quote(n, "a" if n % 2 else "b") for n in range(40)]
    kept = few_of_each([*mixed, replace(quote(99, "a"), language="sq")], 10)
    assert Counter((one.question, one.language) for one in kept) == {
        ("a", "en"): 10, ("b", "en"): 10, ("a", "sq"): 1,
    }  # fmt: skip
    assert kept[:20] == tuple(mixed[:20])
