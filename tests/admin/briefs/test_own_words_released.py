"""Before a release: own words are checked with a confirmed list, and prepared asks once more."""

from pathlib import Path

import msgspec
import pytest

from admin import briefs
from admin.briefs import asking
from admin.briefs.compiling import context_of, speaking
from admin.briefs.errors import BriefError
from admin.briefs.rules import rules
from admin.dataset import Dataset
from admin.register import FILE
from admin.right_register import Expected
from admin.word_lists import shipped_amounts
from dialogs.confirmations import Confirmation, Confirmations, amounts_fact
from tests.admin.conftest import ISSUED
from tests.support import datasets

OWN = """\
en:
  findings:
    - headline: "{share of better=lighting}"
      sentences: ["{name of better=lighting}"]
"""


def confirmed() -> Confirmations:
    fact = amounts_fact("en", shipped_amounts()["en"].entries)
    one = Confirmation(what=fact.what, name=fact.name, digest=fact.digest, by="NGO", on=ISSUED)
    return Confirmations([one])


def test_own_words_are_not_released_outside_practice_before_their_list_is_confirmed(
    tmp_path: Path,
) -> None:
    round_ = datasets.example_round()
    rows = datasets.rows_of(round_, 60)
    real = Dataset.open(datasets.write(tmp_path / "d", round_, rows, practice=False))
    words, out, register = tmp_path / "words.yaml", tmp_path / "release", tmp_path / FILE
    words.write_text(OWN, encoding="utf-8")
    order = briefs.Order(words=words)
    first = Expected(first=True)
    with pytest.raises(BriefError, match="consult confirm amounts en --by ROLE"):
        briefs.publish(
            real, out, register=register, expected=first, generated_on=ISSUED, order=order
        )
    assert not register.exists()
    briefs.publish(
        real,
        out,
        register=register,
        expected=first,
        generated_on=ISSUED,
        order=order,
        confirmed=confirmed(),
    )
    assert (out / "brief.html").is_file()


@pytest.mark.parametrize(("known", "says_so"), [(Confirmations(), True), (confirmed(), False)])
def test_a_draft_says_whether_the_list_is_confirmed(
    dataset: Dataset, tmp_path: Path, known: Confirmations, *, says_so: bool
) -> None:
    words = tmp_path / "words.yaml"
    words.write_text(OWN, encoding="utf-8")
    context = context_of(dataset, language="en", generated_on=ISSUED, confirmed=known)
    told = str(list(rules(speaking(context, words))))
    assert ("Nobody who speaks the language has reviewed this list." in told) is says_so


def test_a_share_in_a_prepared_ask_is_told_in_a_draft_and_refused_in_a_release(
    tmp_path: Path,
) -> None:
    round_ = datasets.example_round()
    first, *others = round_.publication.asks
    told = msgspec.structs.replace(first, what={**first.what, "en": "Light it, as most want."})
    asks = msgspec.structs.replace(round_.publication, asks=(told, *others))
    round_ = msgspec.structs.replace(round_, publication=asks)
    rows = datasets.rows_of(round_, 60)
    planted = Dataset.open(datasets.write(tmp_path / "d", round_, rows))
    context = context_of(planted, language="en", generated_on=ISSUED)
    (said,) = asking.shares_in(context)
    assert said.startswith("“Light it, as most want.” was written before anybody had answered.")
    assert not list(asking.shares_in(context_of(planted, language="sq", generated_on=ISSUED)))
    with pytest.raises(BriefError, match="“Most” names no share"):
        briefs.publish(
            planted,
            tmp_path / "out",
            register=tmp_path / FILE,
            expected=Expected(first=True),
            generated_on=ISSUED,
        )
    assert not (tmp_path / FILE).exists()
