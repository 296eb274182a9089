"""The colour of an organisation can be read on white, or is refused with one that can."""

import pytest

from admin.colours import LEAST_CONTRAST, ColourError, checked, contrast, soft


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_dark_colour_is_taken() -> None:
    assert checked("#7A1F5C") == "#7a1f5c"


def test_a_light_colour_is_refused_and_a_darker_one_of_its_hue_is_named() -> None:
    with pytest.raises(ColourError, match=r"contrast of 1\.5 to 1 against white; it") as at:
        checked("#ffcc00")
    offered = str(at.value).split(", ")[-1].split()[0]
    assert contrast(offered) >= LEAST_CONTRAST


@pytest.mark.parametrize("said", ["teal", "#fff", "00596b", "#00596b;}", ""])
def test_what_is_no_colour_is_refused(said: str) -> None:
    with pytest.raises(ColourError, match="is no colour"):
        checked(said)


def test_the_tint_is_lighter() -> None:
    assert contrast(soft("#00596b")) < contrast("#00596b")
