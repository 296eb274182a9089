"""Asks follow from the answers or are left out."""

from dataclasses import replace

from msgspec.structs import replace as with_fields

from admin.asks import carried
from admin.disclosure import Protected
from admin.labels import Labels


def test_asks_on_leading_answers_are_printed_with_their_number(
    tables: Protected, labels: Labels
) -> None:
    asks = carried(tables, labels)
    assert {one.ask.option for one in asks} == {"lighting", "transport", "youth_centre"}
    assert asks[0].evidence.text == "Better street lighting: 55%\u00a0(165\u00a0of\u00a0300)"


def test_an_ask_on_a_minor_answer_is_left_out(tables: Protected, labels: Labels) -> None:
    first, *_ = labels.round.publication.asks
    minor = with_fields(first, option="traffic")
    publication = with_fields(labels.round.publication, asks=(minor,))
    other = replace(labels, round=with_fields(labels.round, publication=publication))
    assert carried(tables, other) == []
