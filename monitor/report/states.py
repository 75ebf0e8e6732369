"""The states of a problem on its way to being put right, as the drop-down of the workbook offers them."""

from monitor.review.say import say_state
from monitor.review.state import Review
from monitor.review.words import State, Waits

FOUND = "待核实"
"""Where every line of the machine begins."""
TOLD, RECTIFYING, CLOSED = "已通知", "整改中", "已销号"
_OF_REVIEW = tuple(say_state(one) for one in State if one is not State.NONE)
STATES = tuple(dict.fromkeys((FOUND, *_OF_REVIEW, TOLD, RECTIFYING, CLOSED)))
"""What review says, and what only a supervisor can: told, being put right, closed."""


def state_of(review: Review) -> str:
    """Return the state that a line of the list begins with."""
    told = review.waits in {Waits.REPLY, Waits.CALENDAR}
    return FOUND if review.state is State.NONE else TOLD if told else say_state(review.state)


def first_reviewer(review: Review) -> str:
    """Return who decided first, once both have; nothing before, so that a list gives nobody's decision away."""
    return review.reviewers[0] if review.ruling.agreed else ""


def second_reviewer(review: Review) -> str:
    """Return who decided second, and the arbiter where there was one."""
    if not review.ruling.agreed:
        return ""
    arbiter = f"（仲裁 {review.ruling.arbiter.author}）" if review.ruling.arbiter else ""
    return f"{review.reviewers[1]}{arbiter}"


def recheck(review: Review) -> str:
    """Return what the readings since say."""
    if review.state is State.FIXED:
        return "两次采集均已见到"
    return "已见到一次，待再查" if review.waits is Waits.RECOVERY else ""
