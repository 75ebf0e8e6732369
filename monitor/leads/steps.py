"""The step that usually follows: a matter was begun in public and its next step was not seen in the usual time."""

from collections.abc import Iterator
from datetime import date, timedelta

from monitor.catalogue.model import Edition
from monitor.known import KnownBureau
from monitor.leads.lead import Lead, LeadKind
from monitor.steps import Step, find_steps


def unfollowed(edition: Edition, bureau: KnownBureau, day: date) -> Iterator[Lead]:
    """Yield the last steps of matters after which, by *day*, the time of the next one was over twice."""
    last: dict[tuple[str, str], Step] = {}
    for step in find_steps(edition, bureau):
        held = last.get((step.chain.id, step.subject))
        if held is None or step.at > held.at:
            last[step.chain.id, step.subject] = step
    for step in last.values():
        follows = step.chain.links[step.at + 1 : step.at + 2]
        if follows and step.link.watch and day > step.day + 2 * timedelta(days=step.link.watch):
            yield Lead(
                kind=LeadKind.NEXT_STEP,
                bureau=bureau.bureau.id,
                duty=follows[0].duty,
                what=f"{step.subject}·{follows[0].name}",
                seen=(step.notice.title, str(step.day)),
            )
