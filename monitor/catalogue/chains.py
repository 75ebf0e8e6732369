"""Chains of steps of which each proves that the one before was owed: how ``chains.yaml`` is read, checked, written out.

.. code-block:: yaml

    chains:
    - id: eia
      name: 环评
      subject: '^(?P<subject>.{4,40}?)环境影响'
      links:
      - {id: accepted, name: 受理公示, duty: C13.4, titles: ['受理'], watch: 30,
         before: {rule: before, n: 5, unit: wd, trigger: 拟批准公示, jurisdiction: CN, strength: normative, cite: [eia103]}}
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.errors import InvalidFile
from monitor.catalogue.checks import check_rule
from monitor.catalogue.documents import Place
from monitor.catalogue.expand import Shared, timing_of
from monitor.catalogue.layout import TimingRow
from monitor.catalogue.model import Chain, Link, Roll, Total
from monitor.catalogue.patterns import complaint
from monitor.words import TimeRule

SUBJECT = "subject"
COUNT = "count"


@dataclass(frozen=True, kw_only=True)
class LinkRow:
    """One step as written."""

    at: Place
    id: str
    name: str
    duty: str
    titles: tuple[str, ...]
    before: TimingRow | None = None
    watch: int = 0


@dataclass(frozen=True, kw_only=True)
class ChainRow:
    """One chain as written, its steps in the order in which they happen."""

    at: Place
    id: str
    name: str
    subject: str
    several: str = ""
    code: str = ""
    links: tuple[LinkRow, ...]


@dataclass(frozen=True, kw_only=True)
class TotalRow:
    """One yearly number as written."""

    at: Place
    id: str
    name: str
    duty: str
    report: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RollRow:
    """One kind of list as written."""

    at: Place
    id: str
    name: str
    duty: str
    titles: tuple[str, ...]
    heads: tuple[str, ...]
    after: int = 0


@dataclass(frozen=True, kw_only=True)
class ChainsFile:
    """``chains.yaml``; an edition needs none."""

    at: Place
    chains: tuple[ChainRow, ...] = ()
    totals: tuple[TotalRow, ...] = ()
    rolls: tuple[RollRow, ...] = ()


def check_chains(file: ChainsFile, shared: Shared) -> Iterator[InvalidFile]:
    """Yield everything that is wrong with the chains."""
    seen: set[str] = set()
    for chain in file.chains:
        if chain.id in seen:
            yield chain.at.problem(f"id {chain.id!r} stands twice", "id")
        seen.add(chain.id)
        if why := complaint(chain.subject):
            yield chain.at.problem(f"pattern {chain.subject!r} {why}", "subject")
        elif SUBJECT not in re.compile(chain.subject).groupindex:
            yield chain.at.problem(f"the pattern wants a group (?P<{SUBJECT}>…)", "subject")
        for key in ("code", "several"):
            if (pattern := getattr(chain, key)) and (why := complaint(pattern)):
                yield chain.at.problem(f"pattern {pattern!r} {why}", key)
        for link in chain.links:
            yield from _check_link(link, shared)
    for total in file.totals:
        yield from _check_total(total, shared)
    for roll in file.rolls:
        yield from _check_roll(roll, shared)


def _check_total(total: TotalRow, shared: Shared) -> Iterator[InvalidFile]:
    for key in ("duty", "report"):
        if getattr(total, key) not in shared.duties:
            yield total.at.problem(f"no duty {getattr(total, key)!r}", key)
    for n, pattern in enumerate(total.patterns):
        if why := complaint(pattern):
            yield total.at.problem(f"pattern {pattern!r} {why}", "patterns", n)
        elif COUNT not in re.compile(pattern).groupindex:
            yield total.at.problem(f"the pattern wants a group (?P<{COUNT}>…)", "patterns", n)


def _check_roll(roll: RollRow, shared: Shared) -> Iterator[InvalidFile]:
    if roll.duty not in shared.duties:
        yield roll.at.problem(f"no duty {roll.duty!r}", "duty")
    for n, pattern in enumerate(roll.titles):
        if why := complaint(pattern):
            yield roll.at.problem(f"pattern {pattern!r} {why}", "titles", n)
    if not roll.titles or not roll.heads:
        yield roll.at.problem("a list wants 'titles' that tell it and 'heads' of the column of names")


def _check_link(link: LinkRow, shared: Shared) -> Iterator[InvalidFile]:
    if link.duty not in shared.duties:
        yield link.at.problem(f"no duty {link.duty!r}", "duty")
    for n, pattern in enumerate(link.titles):
        if why := complaint(pattern):
            yield link.at.problem(f"pattern {pattern!r} {why}", "titles", n)
    if not link.titles:
        yield link.at.problem("a step without 'titles' is never recognised", "titles")
    if link.before is not None:
        yield from check_rule(link.before, shared, "")
        if link.before.rule is not TimeRule.BEFORE:
            yield link.at.problem("what an earlier step owes is a rule 'before'", "before")
        if link.watch < 1:
            yield link.at.problem(
                "a step that is owed wants 'watch': the days in which it had to appear", "watch"
            )


def chain_of(row: ChainRow, shared: Shared) -> Chain:
    """Return the chain that *row* says, its rules of time written out."""
    return Chain(
        id=row.id,
        name=row.name,
        subject=row.subject,
        several=row.several,
        code=row.code,
        links=tuple(_link(row, one, shared) for one in row.links),
    )


def total_of(row: TotalRow) -> Total:
    """Return the yearly number that *row* says."""
    return Total(id=row.id, name=row.name, duty=row.duty, report=row.report, patterns=row.patterns)


def roll_of(row: RollRow) -> Roll:
    """Return the kind of list that *row* says."""
    return Roll(id=row.id, name=row.name, duty=row.duty, titles=row.titles, heads=row.heads, after=row.after)


def _link(chain: ChainRow, row: LinkRow, shared: Shared) -> Link:
    before = row.before and timing_of(f"{row.duty}/{chain.id}-{row.id}", row.before, shared)
    return Link(
        id=row.id, name=row.name, duty=row.duty, titles=row.titles, before=before or None, watch=row.watch
    )
