"""Until when it is kept, and who can read it meanwhile and afterwards."""

from dialogs.questions import Statements
from dialogs.quoting import takes_words
from dialogs.round import Round, Unfinished
from dialogs.screens.drawing import Scene
from dialogs.texts import Speaker


def unsent(scene: Scene) -> str:
    return scene.say(
        "🔒 Not sent yet: until {days} days after your last message. If you stop, it is erased at "
        "once.",
        days=scene.round.keep_drafts_days,
    )


def counted_unsent(round_: Round, say: Speaker) -> str:
    """Say that unsent answers count, where they do: in short before consent, and at /privacy."""
    if round_.unfinished is Unfinished.DISCARD:
        return ""
    return say(
        "📮 If you have not pressed Send by then, what you have answered is sealed and counted "
        "as well. To prevent that, press Stop."
    )


def unsent_at_the_end(scene: Scene) -> str:
    return counted_unsent(scene.round, scene.say)


def sent(scene: Scene) -> str:
    say = scene.say
    return say(
        "📦 Sent: sealed until the round closes on {date}. Then all answers are counted, and the "
        "sealed ones, the scrambled numbers and their key are destroyed.",
        date=say.day(scene.round.closes),
    )


def take_back(scene: Scene) -> str:
    return scene.say(
        "↩ Until then you can take back what you sent: with the button in this chat, or your code."
    )


def backups(scene: Scene) -> str:
    say, facts = scene.say, scene.world.facts
    if not facts.backups:
        return ""
    if facts.backup_days:
        return say(
            "💾 Locked copies of what was sent are kept for {days} days, in case a machine breaks.",
            days=facts.backup_days,
        )
    return say("💾 There are locked copies of what was sent, in case a machine breaks.")


def reminder(scene: Scene) -> str:
    if not scene.world.facts.reminders:
        return ""
    return scene.say("⏰ We remind you only if you ask for it: once, and without naming the topic.")


def nobody(scene: Scene) -> str:
    say = scene.say
    if scene.round.practice:
        return say(
            "🧪 This is a trial: the keys to what you send lie on our machine. Send no secrets."
        )
    return say(
        "📦 What you sent: nobody before the round closes, not even we. The key is in parts, with "
        "several people."
    )


def intruder(scene: Scene) -> str:
    return scene.say(
        "🔒 What you have not sent: our program alone. Whoever breaks into our machine could read "
        "it too."
    )


def afterwards(scene: Scene) -> str:
    say, round_ = scene.say, scene.round
    return say(
        "📊 After the round closes, {organiser} has all answers, mixed and without names. Others "
        "see counts, of {threshold} people or more.",
        organiser=round_.organiser.name[say.language],
        threshold=round_.publication.threshold,
    )


def quotes(scene: Scene) -> str:
    if not any(map(takes_words, scene.round.questions)):
        return ""
    if scene.round.may_quote:
        return scene.say(
            "💬 Words that you typed are printed only if you allow it. We ask you before you send."
        )
    return scene.say("💬 Words that you typed are not printed.")


def themes(scene: Scene) -> str:
    return linked(scene.round, scene.say)


def linked(round_: Round, say: Speaker) -> str:
    """Say that a link from texts to answers is kept for a while, where it is."""
    if not round_.links_texts:
        return ""
    return say(
        "🔗 What you type is read without your age or other answers. A computer then counts topics "
        "by age group and the like; after that the link is erased."
    )


def moderator(scene: Scene) -> str:
    say = scene.say
    if not any(isinstance(one, Statements) and one.own for one in scene.round.questions):
        return ""
    return say(
        "✏ If you add a sentence for others, somebody of ours reads it first, apart from your "
        "answers."
    )


def others(scene: Scene) -> str:
    return scene.say("👀 Telegram, and anybody who holds your unlocked phone, can see this chat.")
