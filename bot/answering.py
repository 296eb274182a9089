"""The parts that take an arrival to its screen: it is stored, drawn, and noted as drawn."""

from bot.allowance import Turns
from bot.carrier import Carrier
from bot.chance import SecureChance
from bot.damage import Damage
from bot.flood import Flood
from bot.house import House
from bot.inbox import Inbox
from bot.keeping import Keeper
from bot.metrics import Metrics
from bot.pace import Pace
from bot.redrawing import Redrawing
from bot.replies import Replies
from bot.sender import Sender
from bot.watching import Watching
from dialogs.ports import Store


class Answering:
    """They know each other; who receives hands over to `carrier`.

    Where taps are `brought` to us, their buttons are let go in the `replies` to who brings them.
    """

    def __init__(
        self, house: House, pace: Pace, metrics: Metrics, watching: Watching, *, brought: bool
    ) -> None:
        self.store = house.store()
        self.keeper = Keeper(self.store, house.bot)
        self.inbox = _inbox(house, self.store, self.keeper, Damage(metrics))
        self.turns = Turns() if house.keeps_limits else None
        self.sender = Sender(house.channel, self.keeper, pace, metrics, self.turns)
        self.replies = Replies(house.channel, self.sender)
        self.carrier = Carrier(
            self.store,
            self.inbox,
            self.replies if brought else self.sender,
            metrics,
            watching.look,
            bot=house.bot,
            flood=Flood() if house.keeps_limits else None,
        )
        self.redrawing = Redrawing(
            self.store, self.inbox, self.sender, house.presence, self.carrier.unread
        )


def _inbox(house: House, store: Store, keeper: Keeper, damage: Damage) -> Inbox:
    return Inbox(
        store,
        house.rounds,
        texts=house.texts,
        chance=SecureChance(),
        bot=house.bot,
        now=house.clock.now,
        worker=house.presence.worker,
        keeper=keeper,
        damage=damage,
    )
