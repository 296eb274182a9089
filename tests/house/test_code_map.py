"""docs/code.md names every file of the four packages, with what it says of itself."""

import pytest

from tests.support import code_map
from tests.support.golden import Golden


@pytest.mark.parametrize("package", code_map.packages())
def test_everything_is_on_the_map_once(package: str) -> None:
    named = code_map.named(code_map.packages()[package])
    assert sorted(named) == sorted(code_map.there(package)), "see tests/support/code_map.yaml"


def test_the_page_says_what_the_files_say(golden: Golden) -> None:
    golden.check(code_map.PAGE, code_map.page())
