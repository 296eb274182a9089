import gzip
import json
from pathlib import Path

import msgspec

from bot.language_profiles.loading import Profile
from bot.language_profiles.train import train

LINES = [
    ("mk", "Паркот е темен, а клупите се скршени."),
    ("en", "The park is dark and the benches are broken."),
    ("sq", "The park is dark and the benches are broken."),
    ("sq", "Parku është i errët dhe stolat janë të thyer."),
]


def _texts(folder: Path) -> Path:
    file = folder / "texts.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(
            json.dumps({"lang": lang, "text": text, "source": "made up"}) + "\n"
            for lang, text in LINES * 5
        )
    return file


def _profile(file: Path) -> Profile:
    return msgspec.json.decode(file.read_bytes(), type=Profile)


def test_it_writes_a_profile_a_language_and_one_in_latin_letters(tmp_path: Path) -> None:
    assert train(_texts(tmp_path), tmp_path) == ["mk", "en", "sq"]
    names = sorted(file.name for file in tmp_path.glob("*.json"))
    assert names == ["en.json", "mk.json", "mk.latin.json", "sq.json"]
    mk = _profile(tmp_path / "mk.json")
    assert mk.name == "mk"
    assert mk.freq["п"] == 10
    assert mk.freq[" па"] == 5
    assert mk.n_words[0] == sum(count for one, count in mk.freq.items() if len(one) == 1)
    assert _profile(tmp_path / "mk.latin.json").freq["par"] == 5


def test_english_under_another_name_is_left_out(tmp_path: Path) -> None:
    train(_texts(tmp_path), tmp_path)
    assert "rk " not in _profile(tmp_path / "sq.json").freq
    assert "ësh" in _profile(tmp_path / "sq.json").freq
