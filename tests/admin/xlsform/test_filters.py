"""What a choice filter says, and what a round cannot say of it."""

import pytest

from admin.xlsform.expressions import parse
from admin.xlsform.filters import Filter, read
from admin.xlsform.known import NoCounterpartError


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("region = ${r}", Filter("r", ("region",))),
        ("${r} = region", Filter("r", ("region",))),
        ("selected(${r}, region)", Filter("r", ("region",))),
        ("selected(region, ${r})", Filter("r", ("region",))),
        ("${r} = '' or region = '' or region = ${r}", Filter("r", ("region",), blank_fits=True)),
        ("string-length(a) = 0 or a = ${r} or b = ${r}", Filter("r", ("a", "b"), blank_fits=True)),
        ("kind = 'x' and region = ${r}", Filter("r", ("region",), (("kind", "x"),))),
        ("region = ${r} and town = ${t}", Filter("t", ("town",), dropped=True)),
        ("kind = 1", Filter(fixed=(("kind", "1"),))),
    ],
)
def test_reads(text: str, says: Filter) -> None:
    assert read(parse(text)) == says


@pytest.mark.parametrize(
    "text",
    [
        "region > ${r}",
        "region = ${r} or town = ${t}",
        "${r} = ${t}",
        "not(region = ${r})",
        "true()",
    ],
)
def test_what_has_no_counterpart(text: str) -> None:
    with pytest.raises(NoCounterpartError):
        read(parse(text))
