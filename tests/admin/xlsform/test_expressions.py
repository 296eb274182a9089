"""Expressions are read by an XPath parser; what is not one says why."""

import pytest

from admin.xlsform.expressions import (
    MAX_LENGTH,
    Call,
    Column,
    Expression,
    ExpressionError,
    Here,
    Literal,
    Ref,
    parse,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("${town} = 'x'", Call("=", (Ref("town"), Literal("x")))),
        ("${ Town-Name 2 }='x'", Call("=", (Ref("Town-Name 2"), Literal("x")))),
        (". >= 1.5", Call(">=", (Here(), Literal(1.5)))),
        (". > -3", Call(">", (Here(), Literal(-3)))),
        ("((true()))", Literal(value=True)),
        ("selected(${a},'b')", Call("selected", (Ref("a"), Literal("b")))),
        ("region = ${region}", Call("=", (Column("region"), Ref("region")))),
        ("../town != ''", Call("!=", (Ref("town"), Literal("")))),
        ("/data/group/town = 1", Call("=", (Ref("town"), Literal(1)))),
        ("today()", Call("today")),
        ("jr:choice-name(${a}, 'b')", Call("jr:choice-name", (Ref("a"), Literal("b")))),
        ("not(${a}='x'and ${b}='y')", Call("not", (parse("${a} = 'x' and ${b} = 'y'"),))),
        ("${a} = “yes”", Call("=", (Ref("a"), Literal("yes")))),
        ("${a} =\n‘yes’", Call("=", (Ref("a"), Literal("yes")))),
        ("'costs ${a}' = ${b}", Call("=", (Literal("costs ${a}"), Ref("b")))),
        ("pulldata('f', 'a', 'b', ${c}) = 1", parse("pulldata('f','a','b',${c})=1")),
    ],
)
def test_reads(text: str, tree: Expression) -> None:
    assert parse(text) == tree


def test_and_binds_tighter_than_or() -> None:
    tree = parse("${a} = 1 or ${b} = 2 and ${c} = 3")
    assert isinstance(tree, Call)
    assert tree.name == "or"
    assert tree.args[1] == parse("${b} = 2 and ${c} = 3")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("${a} == 1", "unexpected '='"),
        ("${a} = 'x", "unknown symbol"),
        ("${a} = 'x' AND ${b} = 'y'", "unexpected name 'AND'"),
        ("selected(${a}, 'b'", "unexpected end"),
        ("nosuch(${a})", "unknown function 'nosuch'"),
        ("${a", ""),
        ("", "empty"),
        (" + ".join("1" * MAX_LENGTH), "longer than"),
        ("(" * 900 + "1" + ")" * 900, "too deeply"),
        ("if(a = 1", ""),
        ("instance('x')/root", ""),
        ("a:b", ""),
        ("position(..) = 1", "no arguments"),
    ],
)
def test_says_why_not(text: str, says: str) -> None:
    with pytest.raises(ExpressionError, match=says.replace("(", r"\(") or None):
        parse(text)


def test_a_refusal_names_questions_as_their_author_did() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("${town} ${village}")
    assert "$r" not in str(caught.value)
