"""Compares verdicts with the truth, obligation by obligation."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.practice.truth import Obligation
from monitor.verdict import Verdict
from monitor.words import Standing

Name = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One obligation as it is and as it was judged; None where one side does not know it."""

    name: Name
    truth: Obligation | None
    verdict: Verdict | None

    @property
    def wanted(self) -> str:
        """Standing, flags and days late, as the truth has them."""
        if self.truth is None:
            return "-"
        return _said(self.truth.standing, self.truth.flags, self.truth.late_working_days)

    @property
    def found(self) -> str:
        """Standing, flags and days late, as judged."""
        if self.verdict is None:
            return "-"
        one = self.verdict
        return _said(one.standing.value, tuple(flag.value for flag in one.flags), one.late_working_days)

    @property
    def right(self) -> bool:
        """Whether both say the same."""
        return self.wanted == self.found

    @property
    def accused(self) -> bool:
        """Whether the verdict says something against the bureau that the truth does not."""
        if self.verdict is None or not self.verdict.standing.accuses:
            return False
        return self.truth is None or not Standing(self.truth.standing).accuses

    @property
    def plain(self) -> bool:
        """Whether there is nothing to tell: met or not due, without a flag, on both sides."""
        return self.right and self.found in {Standing.MET, Standing.NOT_DUE}


def compare(truth: Iterable[Obligation], verdicts: Iterable[Verdict]) -> list[Compared]:
    """Return every obligation that either side knows, in the truth's order."""
    wanted = {(one.bureau, one.duty, one.what): one for one in truth}
    found = {(one.obligation.bureau, one.obligation.duty, one.obligation.what): one for one in verdicts}
    names = [*wanted, *(one for one in found if one not in wanted)]
    return [Compared(name=one, truth=wanted.get(one), verdict=found.get(one)) for one in names]


def _said(standing: str, flags: tuple[str, ...], late: int | None) -> str:
    days = f" ≥{late}wd" if late is not None else ""
    return standing + days + "".join(f" +{one}" for one in sorted(flags))
