"""A difference between groups reads as a sentence, and the headline says who stands out."""

from admin.differences import differences
from admin.disclosure import Protected
from admin.findings import findings, sentence_of
from admin.labels import Labels


def test_a_difference_reads_as_a_sentence(tables: Protected, labels: Labels) -> None:
    text = sentence_of(differences(tables)[0], labels).text
    assert text == (
        "77% of those who answered “Girl or woman” chose “Better street lighting”,"
        " against 24% of those who answered “Boy or man”."
    )


def test_a_point_of_a_scale_stands_beside_its_question(tables: Protected, labels: Labels) -> None:
    texts = [sentence_of(one, labels).text for one in differences(tables)]
    points = [text for text in texts if "not safe at all" in text]
    assert points
    assert all(text.startswith("Asked “How safe do you feel") for text in points)


def test_the_headline_names_the_group_that_stands_out(tables: Protected, labels: Labels) -> None:
    headlines = [one.headline.text for one in findings(tables, labels)]
    expected = "“Better street lighting”: “Girl or woman” more often than “Boy or man”"
    assert expected in headlines
