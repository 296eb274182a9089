"""Strict YAML: what is refused on which line, and where each value stood."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.yaml_lines import MAX_BYTES, MAX_DEPTH, MAX_VALUES, YamlRefusedError, parse


def refused(text: str) -> YamlRefusedError:
    with pytest.raises(YamlRefusedError) as caught:
        parse(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "empty"),
        ("# only a comment\n", 1, "empty"),
        ("a: 1\nb: 2\na: 3", 3, "there twice"),
        ("a: 1\nb: &x 2", 2, "Anchors"),
        ("a: 1\nb: *x", 2, "Anchors"),
        ("a: 1\nb: !!str 2", 2, "Tags"),
        ("a: 1\n\nb: 2027-02-31", 3, "does not exist"),
        ("a: 1\nb: 2027-02-15 10:00:00", 2, "time of day"),
        ("a:\n  ? [b]\n  : 1", 2, "plain word"),
        ("a: 1\n b: 2", 2, "Not readable"),
        ("a: " + "x" * MAX_BYTES, 1, "256 KiB"),
        ("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 1, "too deeply"),
        ("a: " + "[" * 20_000 + "]" * 20_000, 1, "too deeply"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a: 1\nb: .nan", 2, "too large"),
        ("a: 1\nb: -.inf", 2, "too large"),
        ("a: " + "9" * 6000, 1, "does not exist"),
        ('a: "\\ud800"', 1, ""),
        ("a: 1\n# \u202e", 2, "cannot be seen"),
        ('a: 1\n"b\\u200b": 2', 2, "cannot be seen"),
        ("- 1\n" * (MAX_VALUES + 1), MAX_VALUES, "20,000 values"),
    ],
)
def test_what_is_refused_is_named_with_its_line(text: str, line: int, says: str) -> None:
    refusal = refused(text)
    assert refusal.line == line
    assert says in refusal.what
    assert refusal.remedy


def test_every_value_has_its_line() -> None:
    values, lines = parse("a: 1\nb:\n  - c: x\n    d: 2027-02-15\n")
    assert values == {"a": 1, "b": [{"c": "x", "d": dt.date(2027, 2, 15)}]}
    assert [lines.of(path) for path in ("$.a", "$.b", "$.b[0].c", "$.b[0].d")] == [1, 2, 3, 4]


def test_a_missing_value_has_the_line_of_what_is_around_it() -> None:
    _, lines = parse("a: 1\nb:\n  c: 2\n")
    assert lines.of("$.b.absent") == lines.of("$.b")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("12_14", "12_14"),
        ("12:30", "12:30"),
        ("1:59:59", "1:59:59"),
        ("010", 10),
        ("0x10", "0x10"),
        ("0b1", "0b1"),
        ("=", "="),
        ("<<", "<<"),
        ("true", True),
        ("True", "True"),
        ("-7", -7),
        ("+7", 7),
        ("0.50", 0.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        (".", "."),
        ("1.2.3", "1.2.3"),
        ("~", None),
        ("null", None),
        ("2027-02-15", dt.date(2027, 2, 15)),
        ("2027-02", "2027-02"),
        ('"5"', "5"),
    ],
)
def test_a_plain_word_is_what_its_author_meant(written: str, value: object) -> None:
    read = parse(f"a: {written}")[0]
    assert isinstance(read, dict)
    assert read["a"] == value
    assert type(read["a"]) is type(value)


def test_a_byte_order_mark_at_the_beginning_is_let_be() -> None:
    assert parse("\ufeffa: 1")[0] == {"a": 1}


def test_a_language_key_stays_a_text() -> None:
    assert parse("no: ja\n1: one\n")[0] == {"no": "ja", "1": "one"}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    remedy = "none needed"
    try:
        parse(text)
    except YamlRefusedError as refusal:
        remedy = refusal.remedy
    assert remedy
