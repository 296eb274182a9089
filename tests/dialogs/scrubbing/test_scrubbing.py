"""Free text is kept without what could tell who wrote it: cases by rule, and what always holds."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.scrubbing import scrub
from dialogs.folding import fold
from dialogs.scrubbing import LONGEST, RULES, Lists, Scrubber, lists
from dialogs.scrubbing.national_ids import cnp, egn, idnp, iin, jmbg, oib, rntrc, tckn
from dialogs.unseen import first_unseen

CASES: dict[str, list[list[str]]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)
LISTS = Path(lists.__file__).with_name("lists")
COUNTRIES = ("MK",)
LONGEST_PLACEHOLDER = len("[number]")

texts = st.one_of(
    st.text(max_size=200),
    st.text("aA1 .@-_/()[]+\u200b\u202eанИ٠", max_size=120),
    st.lists(
        st.sampled_from(
            ["070 123 456", "@luna", "t.me/x", "Ana", "Петров", "1 000 000", "[phone]", "at", "dot",
             "gmail", "com", "insta:", "my name is", "12.05.2024", ".", ",", "\u200b", "nula", "Mr"]
        ),
        max_size=30,
    ).map(" ".join),
)  # fmt: skip


def kept(text: str, language: str = "en") -> str:
    return scrub(text, language, COUNTRIES)


def test_every_rule_has_cases() -> None:
    assert list(CASES) == list(RULES)


@pytest.mark.parametrize(
    ("language", "text", "expected"), [case for cases in CASES.values() for case in cases]
)
def test_case(language: str, text: str, expected: str) -> None:
    assert kept(text, language) == (text if expected == "=" else expected)


@given(texts)
def test_scrubbing_again_changes_nothing(text: str) -> None:
    once = kept(text)
    assert kept(once) == once


@given(texts)
def test_nothing_unseen_is_kept_and_all_digits_are_ours(text: str) -> None:
    found = kept(text)
    assert first_unseen(found) is None
    assert [sign for sign in found if sign.isdecimal() and not sign.isascii()] == []


@given(texts)
def test_a_text_grows_by_placeholders_only(text: str) -> None:
    whole = unicodedata.normalize("NFKC", text)
    assert len(kept(text)) <= LONGEST_PLACEHOLDER * max(len(whole), len(text))


@given(st.from_regex(r"\A0[1-9][0-9]{6,9}\Z"), st.sampled_from(["", " ", ".", "-", "/", "\u200b"]))
def test_no_row_of_digits_that_can_be_dialled_is_kept(digits: str, between: str) -> None:
    found = kept(f"it is {between.join(digits)} ok")
    assert re.search(r"\d", found) is None


def test_a_message_that_grows_when_cleaned_is_cut() -> None:
    assert len(kept("⑽" * LONGEST)) <= LONGEST


@pytest.mark.parametrize(
    ("check", "number"),
    [
        (jmbg, "0101990710008"),
        (oib, "69435151530"),
        (tckn, "10000000146"),
        (egn, "7523169263"),
        (cnp, "1630615123457"),
        (iin, "990101300013"),
        (idnp, "2004015000019"),
        (rntrc, "1759013776"),
    ],
)
def test_a_personal_number_has_one_check_digit(
    check: Callable[[Sequence[int]], bool], number: str
) -> None:
    numbers = [int(digit) for digit in number]
    right = [last for last in range(10) if check([*numbers[:-1], last])]
    assert right == numbers[-1:]


def test_every_listed_key_is_one() -> None:
    for path in sorted(LISTS.rglob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        assert [line for line in lines[::50] if fold(line) != line] == [], path.name


def test_no_list_is_read_with_a_text_when_they_were_read_ahead() -> None:
    asked: list[str] = []

    def read(name: str) -> str | None:
        asked.append(name)
        file = LISTS / f"{name}.txt"
        return file.read_text(encoding="utf-8") if file.is_file() else None

    scrubber = Scrubber(Lists(read))
    scrubber.read_ahead(("sq", "mk"), COUNTRIES)
    before = list(asked)
    assert scrubber("E pashë Besnikun në park.", "sq", COUNTRIES) == "E pashë [name] në park."
    scrubber("Го видов Бесник во Тетово.", "mk", COUNTRIES)
    assert before
    assert asked == before
