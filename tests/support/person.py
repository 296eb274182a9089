"""Somebody who converses with the engine alone: taps what the screen shows, types, commands."""

from dialogs import Session, World, advance
from dialogs.events import Commanded, Effect, Incoming, Keep, Notify, Said, Show, Unsupported
from dialogs.events import Media as MediaKind
from dialogs.languages import OWN_NAMES
from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.states import Phase
from dialogs.taps import LIMIT_BYTES, decode, encode
from tests.support.world import EXAMPLE, TEXTS, world


class Person:
    """One person and their chat. `stored` is what the program keeps of it."""

    def __init__(self, round_: Round = EXAMPLE, *, language: str = "en") -> None:
        self.round = round_
        self.language = language
        self.say = TEXTS.speaker(language)
        self.world: World = world()
        self.stored: Session | None = None
        self.drawn = Session()
        self.prompt = Prompt(language=language)
        self.effects: tuple[Effect, ...] = ()

    def meet(self, incoming: Incoming) -> None:
        """Let something come in, and see what it leads to."""
        step = advance(self.round, self.stored, incoming, self.world)
        self.stored = step.session if step.session.kept else None
        self.effects = step.effects
        for effect in step.effects:
            if isinstance(effect, Show):
                self.drawn, self.prompt = step.session, effect.prompt

    @property
    def keeps(self) -> bool:
        """Whether anything is stored of this person."""
        return self.stored is not None

    def begin(self) -> None:
        """Send /start."""
        self.meet(Commanded(name="start"))

    def tap(self, words: str) -> None:
        """Press the button that ends in `words`, as its data comes back over the wire."""
        self.meet_data(self.data_of(words))

    def data_of(self, words: str) -> str:
        """Return what the button that ends in `words` carries."""
        data = encode(self.drawn, self.choice(words))
        assert len(data.encode()) <= LIMIT_BYTES
        return data

    def meet_data(self, data: str) -> None:
        """Let a button's data come in."""
        tapped = decode(data)
        assert tapped is not None
        self.meet(tapped)

    def choice(self, words: str) -> Choice:
        """Return the button that ends in `words`."""
        found = [each for row in self.prompt.rows for each in row if each.text.endswith(words)]
        assert found, f"no button “{words}” under “{self.prompt.heading}”"
        return found[0]

    def type(self, text: str) -> None:
        """Type a text."""
        self.meet(Said(text=text))

    def command(self, name: str, rest: str = "") -> None:
        """Send a command."""
        self.meet(Commanded(name=name, rest=rest))

    def send_sticker(self) -> None:
        """Send something that is no text."""
        self.meet(Unsupported(media=MediaKind.STICKER))

    @property
    def notice(self) -> str:
        """What was said in passing, if anything."""
        return next((each.text for each in self.effects if isinstance(each, Notify)), "")

    @property
    def kept(self) -> Keep | None:
        """What was handed over to be sealed, if anything."""
        return next((each for each in self.effects if isinstance(each, Keep)), None)

    def consent(self, age: int = 15) -> None:
        """Go from /start to the first question."""
        self.begin()
        self.tap(OWN_NAMES[self.language])
        self.tap(self.say("Go on ➡"))
        self.tap(str(age))
        self.tap(self.say("✅ Yes, I take part"))

    def skip_to_review(self) -> None:
        """Skip every question."""
        while self.stored is not None and self.stored.phase is Phase.ASKING:
            self.tap(self.say("Skip ➡"))
