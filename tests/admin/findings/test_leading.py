"""What leads is said as far as it can be proved."""

from pathlib import Path

from admin.analysis import count
from admin.dataset import Dataset
from admin.disclosure import protect
from admin.findings import findings
from admin.labels import Labels
from tests.support import datasets


def test_a_tie_is_called_a_tie(tmp_path: Path, labels: Labels) -> None:
    rows = datasets.rows_of(labels.round, 300)
    for number, row in enumerate(rows):
        seldom = ("youth_centre", "sport", "events", "traffic")[number % 4]
        row["better"] = [seldom] if number % 2 else ["lighting", "transport"]
        row["better__outcome"] = "answered"
    for row in rows[::8]:
        row["better"] = ["youth_centre", "events"]
    dataset = Dataset.open(datasets.write(tmp_path, labels.round, rows))
    headline = findings(protect(count(dataset), dataset.round), labels)[0].headline
    assert headline.text == "“Better street lighting” and “Later buses” lead the answers"
