"""What is kept of a participant, and what else is needed to hold a conversation with them."""

from dialogs.questions import AnyQuestion, Statements
from dialogs.quoting import takes_words
from dialogs.round import GuardianRule, Invitation
from dialogs.screens.drawing import Scene
from dialogs.speed import WATCHED


def answers(scene: Scene) -> str:
    return scene.say("• your answers, your language, and your age group (not your age)")


def words(scene: Scene) -> str:
    say = scene.say
    if not any(map(_takes_own_words, scene.round.questions)):
        return ""
    if scene.world.facts.scrubs:
        return say("• words that you type; names and numbers are taken out of them")
    return say("• words that you type: please leave names out")


def _takes_own_words(question: AnyQuestion) -> bool:
    return takes_words(question) or (isinstance(question, Statements) and question.own > 0)


def respondent(scene: Scene) -> str:
    say = scene.say
    if not scene.round.hear_organisations:
        return ""
    return say("• whether you answer for yourself or for an organisation")


def consent(scene: Scene) -> str:
    return scene.say("• that you said yes, and to which text")


def ticket(scene: Scene) -> str:
    guardians = scene.round.consent.guardians
    by_slip = guardians is not None and guardians.rule is GuardianRule.CODE
    if scene.round.invitation is Invitation.OPEN and not by_slip:
        return ""
    return scene.say("• the code that let you in, so that it works once")


def invited(scene: Scene) -> str:
    if scene.round.invitation is Invitation.OPEN:
        return ""
    return scene.say("• with your answers: that you came with a code, but not which one")


def quotable(scene: Scene) -> str:
    if not scene.round.may_quote:
        return ""
    return scene.say("• with your answers: whether words that you typed may be printed")


def speed(scene: Scene) -> str:
    return scene.say(
        "• with your answers: whether they came faster than one can read. For that, when you began,"
        " until you write or tap after {minutes} minutes",
        minutes=WATCHED // 60,
    )


def tag(scene: Scene) -> str:
    return scene.say("• a scrambled form of your Telegram number, to know you again")


def place(scene: Scene) -> str:
    return scene.say(
        "• where you are: the day of your last message, and which message shows the question"
    )


def chat(scene: Scene) -> str:
    say = scene.say
    if scene.world.facts.reminders:
        return say(
            "• the number of this chat, locked, until the next screen or your reminder is sent"
        )
    return say("• the number of this chat, locked, until the next screen is sent")


def code(scene: Scene) -> str:
    return scene.say("• your code for taking answers back")


def numbers(scene: Scene) -> str:
    return scene.say("• the running numbers of messages, for a week, but not whose they are")


def counts(scene: Scene) -> str:
    return scene.say("• how many people began, stopped or finished, but not who")


def never(scene: Scene) -> str:
    return scene.say("We never keep your name, your phone number or your picture.")
