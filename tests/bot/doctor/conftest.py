"""An installation to look at."""

from pathlib import Path

import pytest

from tests.bot.doctor.sites import House


@pytest.fixture
def house(tmp_path: Path) -> House:
    """One in which everything is right."""
    return House(tmp_path)
