"""A bot with several rounds: each update reaches the round that it is about, and no other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import msgspec
import pytest

from bot.channels.base import Arrival, Delivery
from bot.inbox import Inbox
from bot.running import Rounds, Running
from dialogs.codes import in_round, new_link, ticket_of
from dialogs.drafts import read_draft
from dialogs.events import Commanded, Incoming, Left, Media, Notify, Said, Show, Unsay, Unsupported
from dialogs.prompts import Choice, Prompt
from dialogs.round import Invitation, Round
from dialogs.session import Session
from dialogs.states import Aside, MoveName, Phase
from dialogs.taps import LIMIT_BYTES, LIST, decode, encode, mark_of
from dialogs.version import version_of
from dialogs.world import Stage
from storage.sealing import KeyPair
from storage.tags import RoundKey, tag
from storage.tickets import ticket_tag
from tests.support.memory import MemoryStore
from tests.support.small_rounds import small_round
from tests.support.world import NOW, TEXTS, SeededChance

BOT = 7
ANA, BEN = "700000001", "700000002"
PAIR = KeyPair.from_seed(b"s" * 32)
LINK = new_link(b"l" * 16)
HEADING = "What would you like to answer?"


def _named(id_: str, label: str, **but: object) -> Round:
    questions = [{"kind": "pick_one", "id": f"q{n}", "options": ["yes", "no"]} for n in (1, 2)]
    round_ = small_round(*questions, id=id_, public_label={"en": label, "mk": label}, **but)
    return msgspec.structs.replace(round_, discreet=False)


PARKS, BUSES = _named("parks", "Parks"), _named("buses", "Buses")
CLUBS = msgspec.structs.replace(_named("clubs", "Clubs"), invitation=Invitation.CODE)


def _running(round_: Round, number: int) -> Running:
    key = RoundKey(round_.id, bytes([number]) * 32)
    return Running(
        round_,
        {version_of(round_): round_},
        tag_of=lambda user: tag(key, "test", user),
        ticket_tag=lambda code: ticket_tag(key, code),
        consent_age=0,
    )


class Bot:
    """An inbox with several rounds, and what its people see."""

    def __init__(self, *rounds: Round) -> None:
        self.store = MemoryStore({one.id: PAIR.public_bytes for one in rounds})
        self.rounds = Rounds([_running(one, number) for number, one in enumerate(rounds)])
        self.inbox = Inbox(
            self.store,
            self.rounds,
            texts=TEXTS,
            chance=SeededChance(),
            bot=BOT,
            now=lambda: NOW,
        )
        self._ids = count(1)

    async def take(self, user: str, incoming: Incoming | None, *, tap: bool) -> list[Delivery]:
        number = next(self._ids)
        arrival = Arrival(
            update_id=number,
            user=user,
            chat=int(user),
            message_id=number,
            query_id="q" if tap else None,
            incoming=incoming,
        )
        return await self.inbox.handle([arrival])

    def change(self, round_: Round, **but: object) -> None:
        """Let something be done to a round."""
        self.rounds.put(replace(self.rounds[round_.id], **but))  # type: ignore[arg-type]  # of any field

    async def stored(self, user: str) -> dict[str, bytes]:
        """Return what is stored of somebody, by round."""
        tags = self.inbox.tags_of(user)
        async with self.store.begin(BOT) as work:
            known = await work.read(updates=(), tags=set(tags.values()), keys=())
        return {id_: known.drafts[tag] for id_, tag in tags.items() if tag in known.drafts}

    async def drafts(self, user: str) -> dict[str, Session]:
        """Return the sessions that are stored of somebody, by round."""
        return {id_: read_draft(one).session for id_, one in (await self.stored(user)).items()}


class Phone:
    """One person; `screen` and its `round` are what was drawn last."""

    def __init__(self, bot: Bot, user: str = ANA) -> None:
        self.bot = bot
        self.user = user
        self.delivery: Delivery | None = None
        self.prompt = Prompt(language="en")
        self.notice = ""
        self.fresh = False

    async def says(self, text: str) -> None:
        await self.meets(Said(text=text, locale="en"))

    async def sends(self, command: str, rest: str = "") -> None:
        await self.meets(Commanded(name=command, rest=rest, locale="en"))

    async def taps(self, words: str) -> None:
        await self.presses(self.data(words))

    def data(self, words: str) -> str:
        """Return what the button carries that ends in `words`."""
        assert self.delivery is not None
        found = [one for row in self.prompt.rows for one in row if one.text.endswith(words)]
        assert found, f"no “{words}” under “{self.prompt.heading}”: {self.buttons}"
        return encode(self.delivery.session, found[0], self.delivery.round)

    async def presses(self, data: str) -> None:
        assert len(data.encode()) <= LIMIT_BYTES
        await self.meets(decode(data, locale="en"), tap=True)

    async def meets(self, incoming: Incoming | None, *, tap: bool = False) -> None:
        """Let something come in, and see what it leads to."""
        self.notice = ""
        for delivery in await self.bot.take(self.user, incoming, tap=tap):
            for effect in delivery.effects:
                match effect:
                    case Show(prompt, fresh):
                        self.prompt, self.fresh, self.delivery = prompt, fresh, delivery
                    case Notify(text):
                        self.notice = text

    @property
    def buttons(self) -> list[str]:
        return [one.text for row in self.prompt.rows for one in row]

    @property
    def at(self) -> str:
        """The id of the round whose screen is shown; empty on the list."""
        mark = self.delivery.round if self.delivery else ""
        running = self.bot.rounds.marked(mark)
        return running.id if running else ""

    async def begins(self, words: str = "") -> None:
        """Go on from the first screen of a round to its first question, choosing it if asked."""
        if words:
            await self.taps(words)
        for each in ("English", "Go on ➡", "15", "✅ Yes, I take part"):
            await self.taps(each)

    async def finishes(self) -> str:
        """Skip both questions and send; return the withdrawal code."""
        for each in ("Skip ➡", "Skip ➡", "📨 Send my answers"):
            await self.taps(each)
        assert self.delivery is not None
        return self.delivery.session.code


async def _at_the_list(*rounds: Round) -> Phone:
    phone = Phone(Bot(*(rounds or (PARKS, BUSES))))
    await phone.sends("start")
    return phone


async def test_who_begins_chooses_and_can_take_the_other_afterwards() -> None:
    phone = await _at_the_list()
    assert phone.prompt.heading == HEADING
    assert phone.buttons == ["Parks", "Buses", "🆘 Help"]
    await phone.begins("Buses")
    assert phone.at == "buses"
    await phone.finishes()
    await phone.taps("Choose another")
    assert phone.fresh, "the card with the code stays"
    assert phone.buttons[:2] == ["Parks", "✅ Buses"]
    await phone.begins("Parks")
    await phone.finishes()
    assert await phone.bot.drafts(ANA) == {}
    assert {len(phone.bot.store.sealed(one.id)) for one in (PARKS, BUSES)} == {1}


async def test_nothing_is_stored_until_somebody_agrees() -> None:
    phone = await _at_the_list()
    for words in ("Parks", "English", "Go on ➡", "15"):
        await phone.taps(words)
    assert await phone.bot.drafts(ANA) == {}


async def test_a_link_leads_to_its_round() -> None:
    phone = Phone(Bot(PARKS, BUSES))
    await phone.sends("start", "buses")
    assert (phone.at, phone.notice) == ("buses", "")
    await phone.begins()
    assert list(await phone.bot.drafts(ANA)) == ["buses"]


async def test_an_invitation_leads_to_its_round_as_a_link_and_as_a_typed_code() -> None:
    bot = Bot(PARKS, CLUBS)
    bot.store.admit([bot.rounds["clubs"].ticket_tag(ticket_of(LINK))])
    ana, ben = Phone(bot), Phone(bot, BEN)
    await ana.sends("start", in_round("clubs", LINK))
    await ben.says(ticket_of(LINK))
    for phone in (ana, ben):
        assert (phone.at, phone.notice[:9]) == ("clubs", "Thank you")
    await ana.begins()
    await ben.sends("start", in_round("clubs", LINK))
    assert ben.at == "clubs"
    assert "has been used" in ben.notice


async def test_a_code_or_link_of_nobody_is_said_to_be_none_above_the_list() -> None:
    phone = await _at_the_list()
    await phone.says("ABCD-EFGH-JKMN")
    assert (phone.prompt.heading, phone.notice[:9]) == (HEADING, "This code")
    await phone.sends("start", in_round("another", LINK))
    assert (phone.prompt.heading, phone.notice[:9]) == (HEADING, "That link")


@pytest.mark.parametrize(
    ("incoming", "told"),
    [
        (Said(text="hello"), "Please tap"),
        (Commanded(name="menu"), "Please tap"),
        (Commanded(name="foo"), "I don’t know that command"),
        (Unsupported(media=Media.VOICE), "🎤 I don’t listen"),
        (Commanded(name="back"), ""),
        (Commanded(name="start"), ""),
    ],
)
async def test_what_the_list_cannot_take_gets_an_answer(incoming: Incoming, told: str) -> None:
    phone = await _at_the_list()
    await phone.meets(incoming)
    assert (phone.prompt.heading, phone.notice[: len(told) or None]) == (HEADING, told)


async def test_a_command_by_another_word_is_understood_at_the_list() -> None:
    phone = await _at_the_list()
    await phone.sends("помош")
    assert phone.prompt.heading == "Somebody to talk to"


@pytest.mark.parametrize("way", ["link", "command", "button"])
async def test_while_one_is_under_way_another_is_not_begun(way: str) -> None:
    phone = await _at_the_list()
    to_buses = phone.data("Buses")
    await phone.begins("Parks")
    match way:
        case "link":
            await phone.sends("start", "buses")
        case "command":
            await phone.sends("rounds")
        case _:
            await phone.presses(to_buses)
    assert phone.at == "parks"
    assert "middle of “Parks”" in phone.notice
    assert {"⏸ Pause", "⏹ Stop", "⬅ Back to the question"} <= set(phone.buttons)
    assert list(await phone.bot.drafts(ANA)) == ["parks"]
    await phone.taps("Back to the question")
    await phone.taps("yes")
    assert (await phone.bot.drafts(ANA))["parks"].answers


async def test_what_is_put_aside_waits_while_another_is_answered() -> None:
    phone = await _at_the_list()
    await phone.begins("Parks")
    await phone.taps("yes")
    await phone.sends("pause")
    await phone.taps("Choose another")
    assert phone.buttons[:2] == ["▶ Parks", "Buses"]
    await phone.begins("Buses")
    await phone.sends("start")
    assert phone.at == "buses", "who is in the middle goes on"
    await phone.finishes()
    await phone.taps("Choose another")
    await phone.taps("▶ Parks")
    assert phone.at == "parks"
    assert not phone.fresh
    assert (await phone.bot.drafts(ANA))["parks"].aside is None
    await phone.taps("no")
    await phone.taps("📨 Send my answers")
    assert phone.prompt.heading == "✅ Saved. Thank you!"


async def test_what_is_stored_for_one_round_is_the_same_with_and_without_another() -> None:
    """Whoever reads one round's draft learns nothing of another round."""
    phone = await _at_the_list()
    await phone.begins("Parks")
    await phone.taps("yes")
    await phone.sends("start", "buses")
    await phone.sends("pause")
    await phone.taps("Choose another")
    alone = (await phone.bot.stored(ANA))["parks"]
    await phone.begins("Buses")
    await phone.taps("no")
    stored = await phone.bot.stored(ANA)
    assert stored["parks"] == alone
    for id_, other in (("parks", BUSES), ("buses", PARKS)):
        named = (other.id, other.public_label["en"], mark_of(other.id), version_of(other))
        assert not any(each.encode() in stored[id_] for each in named)


async def test_the_other_can_be_begun_after_stopping() -> None:
    phone = await _at_the_list()
    await phone.begins("Parks")
    await phone.sends("start", "buses")
    await phone.taps("⏹ Stop")
    await phone.taps("Yes, stop and erase")
    await phone.taps("Choose another")
    await phone.begins("Buses")
    assert list(await phone.bot.drafts(ANA)) == ["buses"]


async def test_a_button_of_what_was_put_aside_does_not_go_on_beside_another() -> None:
    phone = await _at_the_list()
    await phone.begins("Parks")
    await phone.sends("pause")
    going_on, helping = phone.data("Back to the question"), phone.data("🆘 Help")
    await phone.taps("Choose another")
    await phone.begins("Buses")
    await phone.presses(going_on)
    assert (phone.at, phone.notice[:18]) == ("buses", "You are in the mid")
    await phone.presses(helping)
    assert (phone.at, phone.prompt.heading) == ("buses", "Somebody to talk to")
    assert (await phone.bot.drafts(ANA))["parks"].aside is Aside.PAUSE


async def test_old_buttons_from_before_consent_begin_nothing_beside_another() -> None:
    phone = await _at_the_list()
    await phone.taps("Buses")
    language = phone.data("English")
    await phone.sends("start", "parks")
    await phone.begins()
    await phone.presses(language)
    assert (phone.at, list(await phone.bot.drafts(ANA))) == ("parks", ["parks"])


async def test_a_code_takes_back_from_its_own_round() -> None:
    phone = await _at_the_list()
    await phone.begins("Buses")
    code = await phone.finishes()
    taking_back = phone.data("Take back my answers")
    await phone.taps("Choose another")
    await phone.begins("Parks")
    await phone.presses(taking_back)
    assert (phone.at, phone.prompt.heading) == ("buses", "Take back your answers?")
    await phone.sends("withdraw", code)
    assert (phone.at, phone.prompt.heading) == ("buses", "Taken back.")
    assert phone.bot.store.sealed("buses") == {}
    await phone.sends("pause")
    await phone.taps("Choose another")
    assert phone.buttons[:2] == ["▶ Parks", "Buses"], "one may take part again"


async def test_a_typed_code_is_understood_where_nothing_is_under_way() -> None:
    phone = await _at_the_list()
    await phone.begins("Buses")
    code = await phone.finishes()
    await phone.says(code)
    assert (phone.at, phone.prompt.heading) == ("buses", "Taken back.")


async def test_a_paused_round_is_said_to_be_and_does_not_hold_up_the_other() -> None:
    phone = await _at_the_list()
    await phone.begins("Parks")
    phone.bot.change(PARKS, paused={"en": "Back on Monday."})
    await phone.sends("rounds")
    assert phone.buttons[:2] == ["⏸ Parks (paused)", "Buses"]
    await phone.taps("⏸ Parks (paused)")
    assert "Back on Monday." in phone.prompt.paragraphs
    await phone.taps("Choose another")
    await phone.begins("Buses")
    assert set(await phone.bot.drafts(ANA)) == {"parks", "buses"}


async def test_a_closed_round_is_on_no_list() -> None:
    phone = await _at_the_list(PARKS, BUSES, _named("woods", "Woods"))
    phone.bot.change(PARKS, stage=Stage.CLOSED)
    phone.bot.store.close_round("parks")
    await phone.sends("start")
    assert phone.buttons == ["Buses", "Woods", "🆘 Help"]
    await phone.sends("start", "parks")
    assert (phone.at, phone.prompt.heading) == ("parks", "This round is closed.")
    phone.bot.change(BUSES, stage=Stage.CLOSED)
    phone.bot.store.close_round("buses")
    await phone.sends("start")
    assert phone.at == "woods", "one is no choice"


@pytest.mark.parametrize("words", ["/help", "help", "I want to die"])
async def test_help_is_one_step_away_from_the_list(words: str) -> None:
    phone = await _at_the_list()
    await (phone.sends("help") if words == "/help" else phone.says(words))
    assert phone.prompt.heading == "Somebody to talk to"
    assert "0800 1" in "".join(phone.prompt.paragraphs)
    await phone.taps("⬅ Back")
    assert (phone.prompt.heading, phone.fresh) == (HEADING, False)
    await phone.taps("🆘 Help")
    assert (phone.prompt.heading, phone.fresh) == ("Somebody to talk to", False)


async def test_the_list_removes_typed_words_where_a_round_does() -> None:
    discreet = msgspec.structs.replace(PARKS, discreet=True)
    for rounds, removes in (((discreet, BUSES), True), ((PARKS, BUSES), False)):
        bot = Bot(*rounds)
        (typed,) = await bot.take(ANA, Said(text="hello"), tap=False)
        (tapped,) = await bot.take(ANA, decode(f"r:{MoveName.RESUME}:"), tap=True)
        assert any(isinstance(one, Unsay) for one in typed.effects) == removes
        assert not any(isinstance(one, Unsay) for one in tapped.effects)


async def test_who_blocks_the_bot_leaves_every_round() -> None:
    phone = await _at_the_list()
    await phone.begins("Parks")
    await phone.sends("pause")
    await phone.taps("Choose another")
    await phone.begins("Buses")
    await phone.bot.take(ANA, Left(), tap=False)
    assert await phone.bot.drafts(ANA) == {}


async def test_buttons_from_when_there_was_one_round_are_understood() -> None:
    phone = Phone(Bot(PARKS, BUSES))
    await phone.sends("start", "buses")
    await phone.begins()
    mark, _, plain = phone.data("yes").partition("~")
    assert mark == mark_of("buses")
    await phone.presses(plain)
    assert (phone.at, bool((await phone.bot.drafts(ANA))["buses"].answers)) == ("buses", True)


@pytest.mark.parametrize("rounds", [(PARKS,), (PARKS, BUSES)])
async def test_a_button_of_a_round_that_is_gone_changes_nothing(rounds: Sequence[Round]) -> None:
    phone = Phone(Bot(*rounds))
    saved = Session(phase=Phase.SAVED, language="en", code="0000-0000-0000-0000")
    await phone.presses(encode(saved, Choice("", MoveName.OPEN, Aside.WITHDRAW), mark_of("gone")))
    assert (phone.prompt.heading, phone.fresh) == (HEADING, True)


async def test_a_bot_with_one_round_has_no_list() -> None:
    phone = Phone(Bot(PARKS))
    await phone.sends("start")
    assert phone.at == "parks"
    await phone.begins()
    await phone.sends("rounds")
    assert (phone.notice, "⏹ Stop" in phone.buttons) == ("", True)
    await phone.sends("pause")
    assert not any("Choose another" in one for one in phone.buttons)
    await phone.presses(encode(Session(), Choice("", MoveName.BEGIN, mark_of("buses")), LIST))
    assert phone.at == "parks"


async def test_two_rounds_know_a_person_by_tags_that_share_nothing() -> None:
    tags = Bot(PARKS, BUSES).inbox.tags_of(ANA)
    assert tags["parks"][:4] != tags["buses"][:4]
    assert tags["parks"][4:] != tags["buses"][4:]
