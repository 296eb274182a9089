"""Blanks, tags, links, addresses and commands are taken over as they are."""

import pytest

from dialogs.translating.agreement import disagreements


@pytest.mark.parametrize(
    ("source", "translation", "says"),
    [
        ("Until {date}.", "Deri më {data}.", ["“{date}” of the source is missing", "“{data}”"]),
        ("{n} of {n}", "{n} nga", ["“{n}” of the source is missing"]),
        ("<b>Now</b>", "<b>Tani<b>", ["“</b>” of the source is missing", "“<b>” is not in"]),
        ("See https://a.example/x.", "Shih https://a.example/y.", ["/x” of the", "/y” is not"]),
        ("Write to a.b@example.org", "Shkruaj", ["“a.b@example.org”"]),
        ("Type /help", "Shkruaj /ndihme", ["“/help”", "“/ndihme”"]),
        ("Ask @our_bot", "Pyet @boti_yne", ["“@our_bot”", "“@boti_yne”"]),
        ("Now", "Ta\u202eni", ["cannot be seen: U+202E"]),
    ],
)
def test_what_does_not_agree_is_said(source: str, translation: str, says: list[str]) -> None:
    found = [f"{what} {remedy}" for what, remedy in disagreements(source, translation)]
    assert len(found) == len(says)
    for told, said in zip(found, says, strict=True):
        assert said in told


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("Until {date}, {name}.", "{name}, deri më {date}."),
        ("and/or 12/24 hours", "dhe/ose 12/24 orë"),
        ("See https://a.example/x.", "https://a.example/x: shih"),
        ("1 < 2, a > b", "1 më pak se 2"),
        ("50 %", "50%"),
        ("Type /help.", "Shkruaj /help"),
    ],
)
def test_what_agrees_is_taken(source: str, translation: str) -> None:
    assert list(disagreements(source, translation)) == []


@pytest.mark.parametrize("part", ["a", "<a ", "{", "@", "https://", "a.", "%(a", "/a"])
def test_a_long_text_of_a_stranger_takes_no_longer_than_its_length(part: str) -> None:
    """Were a pattern to look at each letter from each letter, this would not end."""
    list(disagreements("", part * 100_000))
