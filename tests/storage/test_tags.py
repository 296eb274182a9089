"""Tags recognise a person within one round only."""

from storage.tags import TAG_BYTES, RoundKey, after, round_prefix, tag

KEY = RoundKey("evenings", b"k" * 32)


def test_the_same_person_has_the_same_tag() -> None:
    assert tag(KEY, "telegram", "1") == tag(KEY, "telegram", "1")
    assert len(tag(KEY, "telegram", "1")) == TAG_BYTES


def test_tags_differ_by_person_channel_key_and_round() -> None:
    tags = {
        tag(KEY, "telegram", "1"),
        tag(KEY, "telegram", "2"),
        tag(KEY, "terminal", "1"),
        tag(RoundKey("evenings", b"j" * 32), "telegram", "1"),
    }
    assert len(tags) == 4
    elsewhere = tag(RoundKey("mornings", KEY.secret), "telegram", "1")
    assert elsewhere[:4] != round_prefix(KEY.round_id)


def test_all_tags_of_a_round_lie_between_its_prefix_and_the_next() -> None:
    prefix = round_prefix(KEY.round_id)
    for number in range(200):
        assert prefix <= tag(KEY, "telegram", str(number)) < after(prefix)
    assert after(b"\x00\xff") == b"\x01\x00"
    assert after(b"\xff" * 4) > b"\xff" * TAG_BYTES


def test_a_key_does_not_print_its_secret() -> None:
    assert "k" * 8 not in repr(KEY)
