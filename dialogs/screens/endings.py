"""The screens after which nothing more is asked. Nothing is stored while they are shown."""

from dialogs.prompts import Choice, Prompt
from dialogs.screens.drawing import Row, Scene, footer, others_row
from dialogs.screens.remarks import removed
from dialogs.states import TELLING, Aside, MoveName, Phase
from dialogs.world import Stage


def saved(scene: Scene) -> Prompt:
    """Say that the answers are safe, what happens next, and how to take them back."""
    say, to = scene.say, scene.round.addressee
    return Prompt(
        language=say.language,
        heading=say("✅ Saved. Thank you!"),
        paragraphs=(
            say(
                "The round closes on {date}. Then everybody’s answers are counted together.",
                date=say.day(scene.round.closes),
            ),
            say(
                "They go to: {body}. An answer is asked for by {date}.",
                body=to.body[say.language],
                date=say.day(to.reply_date),
            ),
            _code_line(scene),
        ),
        rows=(*others_row(scene), *_leaving_row(scene), *_take_back_row(scene), footer(scene)),
    )


def _code_line(scene: Scene) -> str:
    code = scene.session.code
    if code:
        return scene.say("🔑 Your code: {code}", code=code)
    return scene.say("To take your answers back, send us your code.")


def _take_back_row(scene: Scene) -> tuple[Row, ...]:
    if not scene.session.code:
        return ()
    return ((Choice(scene.say("Take back my answers"), MoveName.OPEN, Aside.WITHDRAW),),)


def too_young(scene: Scene) -> Prompt:
    """Turn away kindly; nothing has been stored."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Thank you for wanting to help!"),
        paragraphs=(
            say(
                "This consultation is for people from {age} years on. We have kept nothing.",
                age=scene.round.minimum_age,
            ),
            say("Tell a grown-up you trust what you think. Your opinion counts too."),
        ),
        rows=(*others_row(scene), *_leaving_row(scene), footer(scene)[:1]),
    )


def declined(scene: Scene) -> Prompt:
    """Accept a no."""
    return _short(scene, scene.say("That is fine."), scene.say("We have kept nothing."))


def stopped(scene: Scene) -> Prompt:
    """Confirm that the draft is gone."""
    return _short(scene, scene.say("Stopped."), scene.say("Your answers are erased."))


def withdrawn(scene: Scene) -> Prompt:
    """Confirm that the response is gone."""
    return _short(scene, scene.say("Taken back."), scene.say("What you sent is erased."))


def closed(scene: Scene) -> Prompt:
    """Say that the round takes no more answers, or was called off."""
    say, to = scene.say, scene.round.addressee
    if scene.world.stage is Stage.CANCELLED:
        text = say("Everything that was said in it is erased.")
        return _short(scene, say("This round was called off."), text)
    return Prompt(
        language=say.language,
        heading=say("This round is closed."),
        paragraphs=(
            say("No more answers are taken. Thank you for your interest."),
            say(
                "They go to: {body}. An answer is asked for by {date}.",
                body=to.body[say.language],
                date=say.day(to.reply_date),
            ),
        ),
        rows=(*others_row(scene), footer(scene)[:1]),
    )


def ended(scene: Scene) -> Prompt:
    """Say that the last day is over, and what becomes of what was not sent."""
    say, footing = scene.say, footer(scene)
    return Prompt(
        language=say.language,
        heading=say("This round is closed."),
        paragraphs=(
            say("The last day to answer was {date}.", date=say.day(scene.round.closes)),
            say("What you have answered so far was not sent, so it is not counted."),
            say(
                "It stays locked here for up to {days} days, in case there is more time. "
                "Then it is erased.",
                days=scene.round.keep_drafts_days,
            ),
        ),
        rows=(*others_row(scene), footing[:2]),
    )


def on_hold(scene: Scene) -> Prompt:
    """Say in the organisation's words why nothing is asked just now; what was said is kept."""
    say = scene.say
    kept = (say("What you have answered so far is kept."),) if scene.session.kept else ()
    return Prompt(
        language=say.language,
        heading=say("⏸ This round is paused"),
        paragraphs=(scene.world.paused.get(say.language, ""), *kept),
        hint=say("Write something later to see whether it goes on."),
        rows=(*others_row(scene), footer(scene)),
    )


def _short(scene: Scene, heading: str, text: str) -> Prompt:
    again = () if scene.round.shares_phones else _again_row(scene)
    return Prompt(
        language=scene.language,
        heading=heading,
        paragraphs=(text,),
        rows=(*again, *others_row(scene), *_leaving_row(scene), footer(scene)[:1]),
    )


def _again_row(scene: Scene) -> tuple[Row, ...]:
    if not scene.world.open:
        return ()
    return ((Choice(scene.say("Begin again"), MoveName.RESTART),),)


def _leaving_row(scene: Scene) -> tuple[Row, ...]:
    """Return the button that leaves nothing in the chat."""
    if scene.session.phase not in TELLING:
        return ()
    if scene.round.shares_phones:
        return ((Choice(scene.say("🧹 Clear and hand on"), MoveName.HAND_ON),),)
    if scene.session.phase is not Phase.SAVED and not scene.world.open:
        return ()  # whatever is tapped then shows that the round is over
    return ((Choice(scene.say("🧹 Clear this chat"), MoveName.OPEN, Aside.CLEAR),),)


def handed_on(scene: Scene) -> Prompt:
    """Ask the next person on a shared phone for their code; say nothing of the one before."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("📱 Please hand the phone on"),
        paragraphs=(
            say("Nothing that was said is left here."),
            say("For the next person: please type your code."),
        ),
        rows=(footer(scene)[:1],),
        typing=True,
    )


def cleared(scene: Scene) -> Prompt:
    """Leave a line that could stand in any chat, and say what we cannot remove."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("👋 Done."),
        paragraphs=(removed(say),),
        rows=(footer(scene)[:1],),
    )
