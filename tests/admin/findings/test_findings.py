"""As many findings as can be stated and proved, up to what the front page holds."""

from pathlib import Path

from admin.analysis import count
from admin.claims import prove
from admin.dataset import Dataset
from admin.disclosure import Protected, protect
from admin.findings import FINDINGS, findings
from admin.labels import Labels
from tests.support import datasets


def test_both_planted_differences_are_on_the_front_page(tables: Protected, labels: Labels) -> None:
    texts = [s.text for one in findings(tables, labels) for s in one.sentences]
    assert any("Better street lighting" in t and "“Girl or woman”" in t for t in texts)
    assert any("Later buses" in t and "aged 12–14" in t for t in texts)


def test_three_findings_that_can_be_proved(tables: Protected, labels: Labels) -> None:
    found = findings(tables, labels)
    assert len(found) == FINDINGS
    for one in found:
        prove(one.sentences, tables, labels.words)


def test_too_few_people_give_no_findings(tmp_path: Path, labels: Labels) -> None:
    dataset = Dataset.open(datasets.make(tmp_path, 8))
    assert findings(protect(count(dataset), dataset.round), labels) == []
