"""The states of a problem on its way to being put right, as the drop-down of the workbook offers them."""

from monitor.report.words import say
from monitor.review.say import say_state
from monitor.review.state import Review
from monitor.review.words import State, Waits

FOUND = "待核实"
"""Where every line of the machine begins."""
TOLD, RECTIFYING, CLOSED = "已通知", "整改中", "已销号"


def states(lang: str = "zh") -> tuple[str, ...]:
    """Return what review says, and what only a supervisor can: told, being put right, closed."""
    of_review = (say_state(one, lang) for one in State if one is not State.NONE)
    return tuple(
        dict.fromkeys((say(FOUND, lang), *of_review, *(say(one, lang) for one in (TOLD, RECTIFYING, CLOSED))))
    )


def state_of(review: Review, lang: str = "zh") -> str:
    """Return the state that a line of the list begins with."""
    told = review.waits in {Waits.REPLY, Waits.CALENDAR}
    if review.state is State.NONE:
        return say(FOUND, lang)
    return say(TOLD, lang) if told else say_state(review.state, lang)


def first_reviewer(review: Review) -> str:
    """Return who decided first, once both have; nothing before, so that a list gives nobody's decision away."""
    return review.reviewers[0] if review.ruling.agreed else ""


def second_reviewer(review: Review, lang: str = "zh") -> str:
    """Return who decided second, and the arbiter where there was one."""
    if not review.ruling.agreed:
        return ""
    arbiter = say("（仲裁 {name}）", lang, name=review.ruling.arbiter.author) if review.ruling.arbiter else ""
    return f"{review.reviewers[1]}{arbiter}"


def recheck(review: Review, lang: str = "zh") -> str:
    """Return what the readings since say."""
    if review.state is State.FIXED:
        return say("两次采集均已见到", lang)
    return say("已见到一次，待再查", lang) if review.waits is Waits.RECOVERY else ""
