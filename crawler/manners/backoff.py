"""When a host that refused us, or was not there, may be asked again: after an hour, then twice as long each time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

FIRST = timedelta(hours=1)
LONGEST = timedelta(hours=24)
LONGEST_SHUT = timedelta(
    hours=6
)  # a connection that fails costs a site little, and its return should be seen that day
_EARLY = timedelta(
    minutes=30
)  # a run of every day, or of every six hours, may come to a host a little earlier than the one before


def left_alone_until(refused: Sequence[datetime], longest: timedelta = LONGEST) -> datetime | None:
    """Return the moment before which a host is not asked; *refused* are its refusals since its last answer, in order.

    The pause between the last two rounds tells how long the next has to be, so that nothing needs to be remembered
    but the requests themselves.
    """
    if not refused:
        return None
    rounds = [refused[0]]
    for one in refused:
        if one - rounds[-1] >= FIRST:
            rounds.append(one)
    wait = FIRST if len(rounds) == 1 else min(longest, max(FIRST, 2 * (rounds[-1] - rounds[-2])))
    return refused[-1] + (wait - _EARLY if wait == longest else wait)
