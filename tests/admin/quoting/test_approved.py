"""What is approved stays as it was approved: a change by hand, or another dataset, is refused."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from admin.quoting import approved
from admin.quoting.approved import Quotes
from admin.quoting.desk import Desk
from admin.quoting.trouble import QuotingError
from tests.support import quoted
from tests.support.quoted import CANARY, approve


def rewritten(folder: Path, **but: object) -> None:
    """Change the newest version by hand."""
    path = folder / "v1.json"
    made = msgspec.json.decode(path.read_bytes(), type=Quotes)
    path.chmod(0o600)
    path.write_bytes(msgspec.json.encode(replace(made, **but)))


def test_what_is_approved_is_opened_with_its_hash(desk: Desk) -> None:
    made = approve(desk)
    voices = approved.opened(desk.folder, desk.dataset)
    assert voices.quotes == made.quotes
    assert len(voices.digest) == 64


def test_without_a_folder_nothing_is_quoted_and_an_empty_one_is_refused(desk: Desk) -> None:
    assert approved.opened(None, desk.dataset).quotes == ()
    with pytest.raises(QuotingError, match="holds no approved quotes"):
        approved.opened(desk.folder, desk.dataset)


def test_a_word_changed_by_hand_is_found(desk: Desk) -> None:
    first, *rest = approve(desk).quotes
    rewritten(desk.folder, quotes=(replace(first, words="Something else."), *rest))
    with pytest.raises(QuotingError, match="changed since two people approved it"):
        approved.opened(desk.folder, desk.dataset)


def test_even_with_a_new_seal_only_texts_with_a_yes_are_printed(desk: Desk) -> None:
    made = approve(desk)
    hidden = next(row for row in quoted.pq_texts(desk.dataset) if CANARY in row["words"])
    forged = replace(made.quotes[0], text=hidden["text"], words=hidden["words"])
    sealed = approved.sealed(replace(made, quotes=(forged,)))
    rewritten(desk.folder, quotes=sealed.quotes, seal=sealed.seal)
    with pytest.raises(QuotingError, match="nobody has allowed quote") as refused:
        approved.opened(desk.folder, desk.dataset)
    assert CANARY not in str(refused.value)


def test_even_with_a_new_seal_two_must_have_approved(desk: Desk) -> None:
    made = approve(desk)
    alone = replace(made.quotes[0], approved_by=("moderator, Youth Forum",) * 2)
    sealed = approved.sealed(replace(made, quotes=(alone,)))
    rewritten(desk.folder, quotes=sealed.quotes, seal=sealed.seal)
    with pytest.raises(QuotingError, match="lacks the approval of two"):
        approved.opened(desk.folder, desk.dataset)


def test_quotes_of_another_dataset_are_refused(desk: Desk, tmp_path: Path) -> None:
    approve(desk)
    with pytest.raises(QuotingError, match="was made from another dataset"):
        approved.opened(desk.folder, quoted.make(tmp_path / "other"))
