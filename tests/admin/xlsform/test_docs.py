"""docs/xlsform.md says what the code does."""

import re

from admin.xlsform import composed, kinds, unsupported
from tests.house.programs import ROOT

PAGE = (ROOT / "docs" / "xlsform.md").read_text(encoding="utf-8")


def test_the_table_has_every_type_with_its_kind() -> None:
    types = PAGE[PAGE.index("## Types") : PAGE.index("## Columns")]
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", types, re.MULTILINE)
    mapped = {type_: mapping.kind for type_, mapping in kinds.TYPES.items()}
    own = {"begin_score": "info", "begin_rank": "ranking"}
    assert dict(rows) == mapped | own


def test_the_table_has_every_kind_that_a_form_has_no_type_for() -> None:
    rows = re.findall(r"^\| a group, from our export \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert tuple(rows) == composed.KINDS


def test_every_type_without_a_counterpart_is_named() -> None:
    listed = PAGE[PAGE.index("Without a counterpart") : PAGE.index("## Columns")]
    assert set(re.findall(r"`([\w-]+)`", listed)) == unsupported.UNSUPPORTED.keys()
