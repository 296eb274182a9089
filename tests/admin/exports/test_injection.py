"""No text becomes a formula or a link, and every text is what it was."""

from pathlib import Path

import pytest

from tests.support import office
from tests.support.injecting import Sent, by_office, by_openpyxl, csv_by_office, exported
from tests.support.payloads import Filling, payloads


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[Sent]:
    filling = Filling(payloads(400))
    folder = tmp_path_factory.mktemp("injection")
    small = filling.round(questions=4, options=3, broken_down=True)
    first = exported(small, filling.used, folder, 0)
    large = filling.round(questions=5, options=6)
    return [first, exported(large, filling.used, folder, 1)]


def test_openpyxl_sees_texts_alone(sent: list[Sent]) -> None:
    found = by_openpyxl(sent)
    assert (found.formulas, found.links, found.altered) == (0, 0, 0)


def test_libreoffice_sees_texts_alone(sent: list[Sent], tmp_path: Path) -> None:
    if not office.has_calc(tmp_path):
        pytest.skip("LibreOffice Calc is not installed")
    for found in (by_office(sent, tmp_path), csv_by_office(sent, tmp_path)):
        assert (found.formulas, found.links, found.altered) == (0, 0, 0)
