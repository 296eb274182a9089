"""A text that is written into a round is read back as it was, wherever it stands."""

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from admin.xlsform import yaml_text

TRICKY = st.text(st.sampled_from("abй š\n\t🚌{}[]'\"\\,:#&*!|>%@`<~=.?-0"), min_size=1, max_size=9)


@given(TRICKY)
@example("?<b")
@example(":@|x")
@example("a?: b")
def test_a_text_between_brackets_and_without(text: str) -> None:
    question = {
        "kind": "free_text",
        "id": "more",
        "text": {"en": text},
        "show_if": {"question": "why", "is": text},
    }
    written = yaml_text.write({"questions": [question], "countries": [text, "MK"]}, {})
    read = yaml.safe_load(written)
    assert read["questions"] == [question]
    assert read["countries"] == [text, "MK"]
