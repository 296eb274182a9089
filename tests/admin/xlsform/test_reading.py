"""From the survey sheet to questions: every type, every spelling, and nothing dropped silently."""

from pathlib import Path

import pytest

from admin.xlsform import kinds, unsupported
from admin.xlsform.findings import FormError
from admin.xlsform.known import Plain
from dialogs.questions import KINDS
from tests.admin.xlsform.forms import Rows, questions, read, tells, told

SELECT_IN_COLUMNS = ("select_from_list_name", "_or_other")
TOP_OF_CHOICES = ("list_name", "name", "label::English (en)", "label::Albanian (sq)")
TOP = ("type", "name", "label::English (en)", "label::Albanian (sq)")
CHOICES: Rows = (
    ("list_name", "name", "label::English (en)", "label::Albanian (sq)", "region"),
    ("yn", "yes", "Yes", "Po"),
    ("yn", "no", "No", "Jo"),
    ("region", "west", "West", "Perëndim"),
    ("region", "east", "East", "Lindje"),
    ("town", "ohrid", "Ohrid", "Ohër", "west"),
    ("town", "shtip", "Shtip", "Shtip", "east"),
    ("town", "other", "Elsewhere", "Tjetërkund", "west east"),
)


def asked(folder: Path, row: dict[str, object], *above: tuple[object, ...]) -> Plain:
    """Return what one row comes to; `row` holds its cells by column."""
    cells = {"name": "q", TOP[2]: "What?", TOP[3]: "Çfarë?", **row}
    columns = list(dict.fromkeys((*TOP, *cells)))
    survey = (columns, *above, [cells.get(column) for column in columns])
    return questions(read(folder, survey=survey, choices=CHOICES))[-1]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("select_one yn", "pick_one"),
        ("Select One yn", "pick_one"),
        ("select one from yn", "pick_one"),
        ("select_one yn or_other", "pick_one"),
        ("add select one prompt using yn", "pick_one"),
        ("select1 yn", "pick_one"),
        ("select_multiple yn", "pick_many"),
        ("select all that apply from yn", "pick_many"),
        ("rank yn", "ranking"),
        ("integer", "number"),
        ("q int", "number"),
        ("decimal", "number"),
        ("range", "scale"),
        ("text", "free_text"),
        ("string", "free_text"),
        ("add text prompt", "free_text"),
        ("note", "info"),
        ("add note prompt", "info"),
        ("acknowledge", "info"),
        ("trigger", "info"),
        ("date", "date_part"),
    ],
)
def test_types(tmp_path: Path, type_: str, kind: str) -> None:
    question = asked(tmp_path, {"type": type_})
    assert question["kind"] == kind
    assert question["text"] == {"en": "What?", "sq": "Çfarë?"}


@pytest.mark.parametrize("type_", sorted(unsupported.UNSUPPORTED))
def test_types_without_a_counterpart_are_told(tmp_path: Path, type_: str) -> None:
    survey = (TOP, (type_, "lost", "What?", "Çfarë?"), ("text", "kept", "Why?", "Pse?"))
    imported = read(tmp_path, survey=survey)
    what, suggestion = unsupported.UNSUPPORTED[type_]
    assert tells(imported, "survey!A2", what)
    assert suggestion
    assert [one["id"] for one in questions(imported)] == ["kept"][: type_ != "begin_kobomatrix"]


@pytest.mark.parametrize("required", ["yes", "TRUE", "true()", "Yes", True])
def test_required(tmp_path: Path, required: object) -> None:
    assert asked(tmp_path, {"type": "text", "required": required})["required"] is True


@pytest.mark.parametrize("required", ["no", "false()", False, None])
def test_not_required(tmp_path: Path, required: object) -> None:
    assert "required" not in asked(tmp_path, {"type": "text", "required": required})


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        ({"type": "select_one yn", "appearance": "likert"}, {"likert": True}),
        ({"type": "select_one yn", "parameters": "randomize=true"}, {"random_order": True}),
        ({"type": "date", "appearance": "year"}, {"precision": "year", "earliest": 1900}),
        ({"type": "range", "parameters": "start=0 end=10 step=1"}, {"points": 11, "first": 0}),
        ({"type": "range", "parameters": "start=0, end=100; step=10"}, {"least": 0, "most": 100}),
        ({"type": "range", "parameters": "start=0 end=1 step=0.1"}, {"decimals": 1}),
        ({"type": "range", "parameters": "start=x end=inf"}, {"points": 10}),
        ({"type": "decimal", "constraint": ". <= 2.5"}, {"most": 2.5, "decimals": 2}),
        ({"type": "text", "constraint": "string-length(.) < 9000"}, {"limit": 1500}),
        ({"type": "note", "hint::English (en)": "More"}, {"body": {"en": "More"}}),
        ({"type": "text", "hint::English (en)": "So"}, {"why": {"en": "So"}}),
        ({"type": "select_multiple yn", "constraint": "count-selected(.) = 1"}, {"most": 1}),
    ],
)
def test_fields(tmp_path: Path, row: dict[str, object], fields: Plain) -> None:
    question = asked(tmp_path, row)
    assert {name: question.get(name) for name in fields} == fields


def test_or_other_asks_for_words(tmp_path: Path) -> None:
    options = asked(tmp_path, {"type": "select_one yn or_other"})["options"]
    assert isinstance(options, list)
    assert options[-1] == {"id": "other", "label": {"en": "Other", "sq": "Tjetër"}, "other": True}


def test_the_ends_of_a_range_take_their_names_from_its_ticks(tmp_path: Path) -> None:
    survey = ((*TOP, "parameters"), ("range", "q", "How?", "Si?", "start=1 end=5 tick_labelset=t"))
    choices = (
        ("list_name", "name", "label::English (en)", "label::Albanian (sq)"),
        ("t", 1, "bad", "keq"),
        ("t", 3, "so-so", "mesatar"),
        ("t", 5, "good", "mirë"),
    )
    imported = read(tmp_path, survey=survey, choices=choices)
    assert questions(imported)[0]["low"] == {"en": "bad", "sq": "keq"}
    assert questions(imported)[0]["middle"] == {"en": "so-so", "sq": "mesatar"}
    assert not told(imported)


@pytest.mark.parametrize(
    ("choice_filter", "belongs"),
    [
        ("region = ${Region}", [["west"], ["east"], ["west", "east"]]),
        ("${Region}=region", [["west"], ["east"], ["west", "east"]]),
        ("selected(region, ${Region}) or ${Region} = ''", [["west"], ["east"], ["west", "east"]]),
    ],
)
def test_choice_filter(tmp_path: Path, choice_filter: str, belongs: list[list[str]]) -> None:
    above = ("select_one region", "Region", "Where?", "Ku?")
    town = asked(tmp_path, {"type": "select_one town", "choice_filter": choice_filter}, above)
    options = town["options"]
    assert isinstance(options, list)
    assert town["filter_by"] == "region"
    assert [option["belongs_to"] for option in options] == belongs


def test_a_filter_by_a_fixed_text_is_carried_out(tmp_path: Path) -> None:
    town = asked(tmp_path, {"type": "select_one town", "choice_filter": "region = 'west'"})
    options = town["options"]
    assert isinstance(options, list)
    assert [option["id"] for option in options] == ["ohrid"]
    assert "filter_by" not in town


def test_a_group_gives_its_condition_to_its_members(tmp_path: Path) -> None:
    top = (*TOP, "relevant")
    survey = (
        top,
        ("select_one yn", "a", "A", "A"),
        ("begin group", "outer", None, None, "${a} = 'yes'"),
        ("begin_group", "inner", None, None, "${a} != 'no'"),
        ("text", "b", "B", "B", "${a} != ''"),
        ("end group",),
        ("text", "c", "C", "C"),
        ("end_group",),
        ("text", "d", "D", "D"),
    )
    imported = read(tmp_path, survey=survey, choices=CHOICES)
    found = {one["id"]: one.get("show_if") for one in questions(imported)}
    yes = {"question": "a", "is": "yes"}
    assert found["b"] == {
        "all": [yes, {"question": "a", "is_not": "no"}, {"question": "a", "answered": True}]
    }
    assert found["c"] == yes
    assert found["d"] is None


@pytest.mark.parametrize(("appearance", "ids"), [("field-list", ["g", "b"]), (None, ["b"])])
def test_the_label_of_a_group(tmp_path: Path, appearance: str | None, ids: list[str]) -> None:
    survey = (
        (*TOP, "appearance"),
        ("begin group", "g", "About school", "Për shkollën", appearance),
        ("text", "b", "B", "B"),
        ("end group",),
    )
    imported = read(tmp_path, survey=survey)
    assert [one["id"] for one in questions(imported)] == ids
    assert tells(imported, "survey!C2", "heading") is (appearance is None)


def test_names_become_ids_and_references_follow(tmp_path: Path) -> None:
    survey = (
        (*TOP, "relevant"),
        ("select_one yn", "Likes-It", "A", "A"),
        ("text", "b", "B", "B", "${Likes-It} = 'yes'"),
        ("text", "b", "B", "B"),
        ("integer", "age", "B", "B"),
        ("text", "q" * 40, "B", "B"),
    )
    imported = read(tmp_path, survey=survey, choices=CHOICES)
    assert [one["id"] for one in questions(imported)] == [
        "likes_it",
        "b",
        "b_2",
        "age_asked",
        "q" * 24,
    ]
    assert questions(imported)[1]["show_if"] == {"question": "likes_it", "is": "yes"}
    assert tells(imported, "survey!B2", "“likes_it” now")
    assert tells(imported, "survey!B4", "there twice")
    assert tells(imported, "survey!B5", "without asking")


def test_long_lists_with_a_search_are_places(tmp_path: Path) -> None:
    towns = [("town", f"t{number}", f"Town {number}") for number in range(40)]
    survey = (
        ("type", "name", "label::English (en)", "appearance"),
        ("select_one town", "town", "Where?", "minimal autocomplete"),
    )
    choices = (("list_name", "name", "label::English (en)"), *towns)
    assert questions(read(tmp_path, survey=survey, choices=choices))[0]["places"] is True


def test_more_than_a_round_takes_is_imported_and_told(tmp_path: Path) -> None:
    options = [("long", f"o{number}", f"Option {number}") for number in range(13)]
    survey = (
        ("type", "name", "label::English (en)"),
        ("select_one long", "q", "Which?"),
        *(("text", f"t{number}", "Why?") for number in range(60)),
    )
    choices = (("list_name", "name", "label::English (en)"), *options)
    imported = read(tmp_path, survey=survey, choices=choices)
    assert len(questions(imported)) == 61
    assert tells(imported, "survey!", "61 questions")
    assert tells(imported, "survey!A2", "13 options")


def test_koboToolbox_own_groups(tmp_path: Path) -> None:  # noqa: N802 - its own spelling
    survey = (
        (*TOP, "kobo--score-choices", "kobo--rank-items", "$kuid", *SELECT_IN_COLUMNS),
        ("begin_score", "s", "How?", "Si?", "yn", None, "k1"),
        ("score__row", "school", "School", "Shkolla"),
        ("end_score",),
        ("begin_rank", "r", "First?", "E para?", None, "town"),
        ("rank__level", "r1", "1st", "1"),
        ("rank__level", "r2", "2nd", "2"),
        ("end_rank",),
        ("begin_kobomatrix", "m", "Matrix", "Matricë"),
        ("text", "m1", "x", "x"),
        ("end_kobomatrix",),
        ("select_one", "k", "K", "K", None, None, None, "yn", "true"),
    )  # fmt: skip
    imported = read(tmp_path, survey=survey, choices=CHOICES)
    found = questions(imported)
    assert [(one["id"], one["kind"]) for one in found] == [
        ("s", "info"),
        ("school", "pick_one"),
        ("r", "ranking"),
        ("k", "pick_one"),
    ]
    assert found[1]["likert"] is True
    assert found[2]["places"] == 2
    assert tells(imported, "survey!A9", "a matrix")
    assert tells(imported, "survey!A10", "part of the matrix")


@pytest.mark.parametrize(
    ("survey", "choices", "cell", "words"),
    [
        ([("geopoint", "g", "Where?")], [], "survey!A2", "a place on the map"),
        ([("blah", "g", "Where?")], [], "survey!A2", "unknown"),
        ([(None, "g", "Where?")], [], "survey!A2", "without a type"),
        ([("select_one nowhere", "g", "Which?")], [], "survey!A2", "no choices named"),
        ([("end group",)], [], "survey!A2", "not begun"),
        ([("begin group", "g", None)], [], "survey!A2", "not closed"),
        ([("begin group", "g", None), ("end repeat",)], [], "survey!A3", "is open"),
        ([("begin repeat", "g", None), ("end repeat",)], [], "survey!A2", "repeat"),
        ([("text", "t", "${x}?")], [], "survey!C2", "repeats an earlier answer"),
        ([("text", "t", "<b>x</b>")], [], "survey!C2", "bold"),
        ([("text", "t", None)], [], "survey!C2", "without a label"),
        ([("text", "t", "T", "relevant", "${nowhere} = 1")], [], "survey!D2", "no question"),
        ([("text", "t", "T", "relevant", "a b c")], [], "survey!D2", "Not readable"),
        ([("text", "t", "T", "constraint", "regex(., 'x')")], [], "survey!D2", "cannot be said"),
        ([("text", "t", "T", "required", "${x} = 1")], [], "survey!D2", "Required under"),
        ([("text", "t", "T", "default", "x")], [], "survey!D2", "in advance"),
        ([("text", "t", "T", "media::image", "x.png")], [], "survey!D2", "picture"),
        ([("text", "t", "T", "calculation", "1 + 1")], [], "survey!D2", "calculation"),
        ([("text", "t", "T", "constraint_message", "No!")], [], "survey!D2", "does not fit"),
        ([("text", "t", "T", "my_column", "x")], [], "survey!D2", "my_column"),
        ([("text", "t", "T", "disabled", "yes")], [], "survey!D2", "switched off"),
        ([("text", "t", "T", "appearance", "quick")], [], "survey!D2", "quick"),
        ([("text", "t", "T", "choice_filter", "a = ${b}")], [], "survey!D2", "none"),
        ([("integer", "t", "T")], [], "survey!A2", "range of the number is open"),
        ([("date", "t", "T")], [], "survey!A2", "whole date"),
        ([("text", "t", "T")], [("l", "a", "A")], "choices!A2", "No question uses"),
        ([("select_one l", "t", "T")], [("l", "a", "A"), ("l", "a", "B")], "choices!B3", "twice"),
        ([("select_one l", "t", "T")], [("l", 1.0, "A"), ("l", 2, "B")], "choices!B2", "“o_1” now"),
        (
            [("select_one l", "t", "T")],
            [("l", "a", None), ("l", "b", "B")],
            "choices!C2",
            "no label",
        ),
        ([("select_one l", "t", "T")], [(None, "a", "A")], "choices!A2", "without a list"),
        (
            [("select_one l", "t", "T", "choice_filter", "x > ${t}")],
            [("l", "a", "A"), ("l", "b", "B")],
            "survey!D2",
            "All choices are shown",
        ),
    ],
)
def test_nothing_is_dropped_silently(
    tmp_path: Path, survey: list[tuple[str | None, ...]], choices: Rows, cell: str, words: str
) -> None:
    columns = [row[3] for row in survey if len(row) > 3]
    rows = [(*row[:3], *row[4:]) for row in survey]
    imported = read(
        tmp_path,
        survey=(("type", "name", "label::English (en)", *columns), *rows),
        choices=(("list_name", "name", "label::English (en)"), *choices),
    )
    assert tells(imported, cell, words), told(imported)


def test_groups_in_groups_without_end_are_refused(tmp_path: Path) -> None:
    survey = (TOP, *(("begin group", f"g{number}") for number in range(40)))
    with pytest.raises(FormError, match="over 30 deep"):
        read(tmp_path, survey=survey)


def test_a_list_of_choices_that_many_questions_share_is_bounded(tmp_path: Path) -> None:
    survey = (TOP, *(("select_one l", f"q{number}", "A", "A") for number in range(200)))
    choices = (TOP_OF_CHOICES, *(("l", f"o{number}", "A", "A") for number in range(300)))
    with pytest.raises(FormError, match="over 50000 options"):
        read(tmp_path, survey=survey, choices=choices)


def test_every_kind_that_a_form_has_is_one_of_a_round() -> None:
    assert {mapping.kind for mapping in kinds.TYPES.values()} <= KINDS.keys()
    assert not kinds.TYPES.keys() & unsupported.UNSUPPORTED.keys()
