"""Two releases of a round quote so that nobody is singled out by what differs between them."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from msgspec.structs import replace

from admin import briefs
from admin.briefs import Audience, Order
from admin.briefs.compiling import context_of
from admin.dataset import Dataset
from admin.disclosure import Protected
from admin.quoting import approved
from admin.quoting.approved import Quote, Quotes
from admin.quoting.choosing import drawn, few_of_each
from admin.quoting.comparing import Quoting
from admin.quoting.printed import Said, said
from admin.quoting.texts import Text, quotable
from admin.register import FILE, Register, RegisterError
from admin.right_register import Expected
from tests.support import quoted

pytestmark = pytest.mark.long

DAY = dt.date(2026, 11, 24)
SAME, OTHER = "a" * 64, "b" * 64
READERS = tuple(map(str, quoted.READERS))
ALL = Order(audiences=(Audience.TECHNICAL,))


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A dataset in which no two have written the same."""
    folder = tmp_path_factory.mktemp("spoken") / "dataset"
    return quoted.make(folder, words=lambda number: f"Sentence of the {number}th who wrote.")


@pytest.fixture(scope="module")
def quotes(spoken: Dataset) -> tuple[Quote, ...]:
    """All that may be quoted in Albanian, approved and translated into English."""
    return tuple(_quote(one) for one in quotable(spoken) if one.language == "sq")


@pytest.fixture(scope="module")
def tables(spoken: Dataset) -> Protected:
    return context_of(spoken, language="en", generated_on=DAY).tables


def _quote(text: Text) -> Quote:
    return Quote(
        number=text.id[:10],
        text=text.id,
        question=text.question,
        language=text.language,
        words=text.words,
        translations={"en": f"In English: {text.words}"},
        theme="",
        approved_by=READERS,
    )


def beside(
    before: tuple[Quote, ...],
    now: tuple[Quote, ...],
    tables: Protected,
    *,
    languages: tuple[str, str] = ("en", "en"),
    datasets: tuple[str, str] = (SAME, SAME),
    printed: tuple[Quote, ...] | None = None,
) -> str:
    """Return why a release that quotes `now` is refused beside one that quoted `before`."""
    shown = tuple(map(said, now if printed is None else printed))
    quoting = Quoting(languages[1], datasets[1], now, shown, tables)
    return quoting.beside(tuple(map(said, before)), languages[0], datasets[0])


def test_of_the_same_responses_more_may_be_quoted(
    quotes: tuple[Quote, ...], tables: Protected
) -> None:
    assert not beside(quotes[:3], quotes[:3], tables)
    assert not beside(quotes[:3], quotes[:5], tables)
    assert not beside((), quotes[:5], tables)


@pytest.mark.parametrize("datasets", [(SAME, SAME), (SAME, OTHER)])
def test_a_quote_that_is_gone_would_be_looked_at(
    quotes: tuple[Quote, ...], tables: Protected, datasets: tuple[str, str]
) -> None:
    told = beside(quotes[:3], quotes[1:3], tables, datasets=datasets)
    assert quotes[0].number in told
    assert "not approved in the same words" in told
    assert quotes[0].words not in told
    assert not beside(quotes[:3], (), tables, datasets=datasets)


def test_two_wordings_of_a_text_lead_back_to_it(
    quotes: tuple[Quote, ...], tables: Protected
) -> None:
    changed = (replace(quotes[0], words="It was said a little otherwise."), *quotes[1:3])
    assert "same words" in beside(quotes[:3], changed, tables)
    better = (replace(quotes[0], translations={"en": "A better one."}), *quotes[1:3])
    assert not beside(quotes[:3], better, tables)


def test_a_translation_that_is_gone_takes_the_quote_away(
    quotes: tuple[Quote, ...], tables: Protected
) -> None:
    bare = (replace(quotes[0], translations={}), *quotes[1:3])
    assert "languages" in beside(quotes[:3], bare, tables)
    assert not beside(quotes[:3], bare, tables, languages=("en", "mk"), printed=())


def test_of_other_responses_a_new_quote_would_be_sought_among_those_who_came(
    quotes: tuple[Quote, ...], tables: Protected
) -> None:
    others = (SAME, OTHER)
    assert "among those who came" in beside(quotes[:3], quotes[:4], tables, datasets=others)
    assert not beside(quotes[:3], quotes[:3], tables, datasets=others)
    assert not beside(quotes[:3], quotes[:4], tables, datasets=others, printed=quotes[:3])
    assert not beside((), quotes[:4], tables, datasets=others)


def test_who_wrote_the_same_words_is_counted(quotes: tuple[Quote, ...], tables: Protected) -> None:
    twin = replace(quotes[0], number="twin", text="0" * 32)
    told = beside(quotes[:1], (quotes[0], twin), tables, datasets=(SAME, OTHER))
    assert "does not quote" in told
    assert beside((quotes[0], twin), quotes[:1], tables)


def test_what_was_quoted_is_not_hidden_later(quotes: tuple[Quote, ...], tmp_path: Path) -> None:
    """A quote says that some have written there; even without quotes, tables must not hide it."""
    few = quoted.make(tmp_path / "few", people=20)
    hiding = context_of(few, language="en", generated_on=DAY).tables
    assert not hiding.table("language").cell("sq").shown
    assert "hidden in these tables" in beside(quotes[:1], (), hiding)
    assert not beside((), (), hiding)


def test_all_releases_together_quote_no_more_than_one_may(quotes: tuple[Quote, ...]) -> None:
    """Approving a few at a time would otherwise bring out more of a language than the threshold."""
    most, before = 10, list[Said]()
    assert len(quotes) > 2 * most
    for known in range(1, len(quotes) + 1):
        shown = few_of_each(drawn(quotes[-known:], SAME, before), most)
        before += map(said, shown)
        assert {one.key for one in before} == {said(one).key for one in shown}
    counted = Counter((question, language) for question, language, _ in {b.key for b in before})
    assert max(counted.values()) == most


def test_a_release_keeps_what_it_quotes_and_the_next_is_compared_with_it(
    spoken: Dataset, quotes: tuple[Quote, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "quotes"
    folder.mkdir()
    first = _approve(folder, spoken, quotes[:3])
    release(spoken, tmp_path, "first", folder)
    kept = Register.open(tmp_path / FILE).releases[0].quotes
    assert {one.key for one in kept} == {said(one).key for one in quotes[:3]}
    assert quotes[0].words not in (tmp_path / FILE).read_text("utf-8")

    second = _approve(folder, spoken, quotes[1:5], first)
    with pytest.raises(RegisterError, match=r"^Release 1 of .* quotes .* Leave all quotes out"):
        release(spoken, tmp_path, "second", folder)
    assert not (tmp_path / "second").exists()
    assert len(Register.open(tmp_path / FILE).releases) == 1

    _approve(folder, spoken, quotes[:5], second)
    release(spoken, tmp_path, "third", folder)
    page = (tmp_path / "third" / "technical.md").read_text("utf-8")
    assert all(one.number in page for one in quotes[:5])


def release(dataset: Dataset, home: Path, name: str, folder: Path) -> None:
    briefs.publish(
        dataset,
        home / name,
        register=home / FILE,
        expected=Expected(first=not (home / FILE).exists()),
        generated_on=DAY,
        quotes=folder,
        order=ALL,
    )


def _approve(
    folder: Path, dataset: Dataset, quotes: tuple[Quote, ...], before: Quotes | None = None
) -> Quotes:
    """Write the next version, and return it."""
    kept = approved.newest(folder, dataset)
    made = Quotes(
        round=dataset.round.id,
        version=before.version + 1 if before else 1,
        previous=kept[1] if kept else "",
        dataset=dataset.digest,
        quotes=quotes,
    )
    approved.add(folder, made)
    return made
