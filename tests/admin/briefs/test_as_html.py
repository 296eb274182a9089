"""What is for screen readers in the page: every region has a name of its own."""

import re
from pathlib import Path


def test_no_two_regions_are_called_alike(brief: Path) -> None:
    page = (brief / "brief.html").read_text(encoding="utf-8")
    names = re.findall(r'role="region" aria-label="([^"]+)"', page)
    assert len(names) > 8
    assert len(set(names)) == len(names)


def test_the_practice_banner_is_a_landmark(brief: Path) -> None:
    page = (brief / "brief.html").read_text(encoding="utf-8")
    assert '<aside class="practice">PRACTICE' in page
