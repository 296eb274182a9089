"""Only the texts that are put in change; every other character of the file stays."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.yaml_edit import Steps, put, steps_of
from dialogs.yaml_lines import YamlRefusedError, parse
from tests.support.world import EXAMPLE_TEXT

FILE = """\
# A comment at the top
a:   {en: One, sq: Një}   # beside it
b:
    en: 'Two'
    # between
    sq: "Dy"  # kept

c:
  en: >-  # folded
    One line
    and another.

    A paragraph.

  # after it
  sq: short
d: [1,   2]
e: {}
f:
  - text: {
      en: "Five",
      sq: Pesë,
    }
g: {en: Six?}
"""


@pytest.mark.parametrize(
    ("steps", "wording", "line"),
    [
        (("a", "sq"), "Nji", "a:   {en: One, sq: Nji}   # beside it"),
        (("a", "sq"), "Nji, dy", "a:   {en: One, sq: 'Nji, dy'}   # beside it"),
        (("a", "mk"), "Еден", "a:   {en: One, sq: Një, mk: Еден}   # beside it"),
        (("b", "en"), "Deux", "    en: 'Deux'"),
        (("b", "sq"), "yes", '    sq: "yes"  # kept'),
        (("b", "mk"), "Два: 2", "    mk: 'Два: 2'"),
        (("c", "sq"), "null", "  sq: 'null'"),
        (("c", "sq"), "1e5", "  sq: '1e5'"),
        (("c", "sq"), "2027-02-15", "  sq: '2027-02-15'"),
        (("c", "sq"), "# no comment", "  sq: '# no comment'"),
        (("c", "sq"), "😀 “ë”", "  sq: 😀 “ë”"),
        (("e", "sq"), "Gjashtë", "e: {sq: Gjashtë}"),
        (("a", "mk"), 1, "a:   {en: One, sq: Një, mk: 1}   # beside it"),
        (("b", "mk"), 1, "    mk: 1"),
        (("f", 0, "text", "sq"), "pese", "      sq: pese,"),
        (("g", "sq"), "Gjashtë?", "g: {en: Six?, sq: Gjashtë?}"),
    ],
)
def test_one_line_changes_and_no_other(steps: Steps, wording: str | int, line: str) -> None:
    changed = put(FILE, {steps: wording})
    diff = list(difflib.ndiff(FILE.splitlines(), changed.splitlines()))
    assert [one[2:] for one in diff if one.startswith("+ ")] == [line]
    assert sum(one.startswith("- ") for one in diff) <= 1


def test_a_long_text_is_folded_and_says_the_same() -> None:
    wording = "Shumë fjalë që nuk hyjnë në një rresht të vetëm. " * 5 + "\nNjë paragraf."
    changed = put(FILE, {("c", "sq"): wording.strip()})
    assert parse(changed)[0]["c"]["sq"] == wording.strip()  # type: ignore[index,call-overload]
    assert max(map(len, changed.splitlines())) <= 100
    assert "\n  sq: >-\n    Shumë" in changed


def test_a_folded_text_stays_folded_and_keeps_its_comment() -> None:
    changed = put(FILE, {("c", "en"): "New\nwords"})
    assert "  en: >-  # folded\n    New\n\n    words\n\n  # after it\n" in changed


def test_no_text_is_folded_before_a_comment() -> None:
    changed = put(FILE, {("b", "sq"): "fjalë " * 40 + "fund"})
    assert changed.count("# kept") == 1
    assert 'fund"  # kept\n' in changed


def test_line_ends_stay_as_they_are() -> None:
    changed = put(FILE.replace("\n", "\r\n"), {("b", "mk"): "Два", ("c", "en"): "One\ntwo"})
    assert changed.count("\n") == changed.count("\r\n")


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(YamlRefusedError):
        put(FILE, {("a", "sq"): "zero\u200bwidth"})
    with pytest.raises(YamlRefusedError):
        put(FILE, {("d", "sq"): "x"})


def test_steps_are_read_from_a_path() -> None:
    assert steps_of("$.questions[2].options[10].label") == (
        *("questions", 2, "options", 10, "label"),
    )


WORDINGS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"])
    | st.sampled_from(" \n:#-'\"{}[],&*!|>%@`?"),
    min_size=1,
    max_size=150,
)


@settings(max_examples=60, deadline=None)
@given(WORDINGS, st.sampled_from([("a", "sq"), ("a", "tr"), ("b", "sq"), ("c", "en"), ("c", "x")]))
def test_any_text_is_put_in_as_it_is(wording: str, steps: Steps) -> None:
    try:
        changed = put(FILE, {steps: wording})
    except YamlRefusedError:  # letters that look blank
        return
    assert parse(changed)[0][steps[0]][steps[1]] == wording  # type: ignore[index]
    assert changed.count("#") >= FILE.count("#")


def test_the_texts_of_the_example_put_in_again_change_nothing_of_what_it_says() -> None:
    values, _ = parse(EXAMPLE_TEXT)
    same: dict[Steps, str | int] = {("purpose", "sq"): str(values["purpose"]["sq"])}  # type: ignore[index,call-overload]
    changed = put(EXAMPLE_TEXT, same)
    assert parse(changed)[0] == values
