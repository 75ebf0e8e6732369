"""Puts what people decided in the place of what the matcher says, for the notice that was decided on and its reposts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from monitor.catalogue.model import Edition
from monitor.decided.decision import Decision, answer
from monitor.known import KnownBureau, KnownNotice
from monitor.reposts import Document, Documents


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The decisions known at a moment; of several on one document the last counts."""

    decisions: tuple[Decision, ...] = ()
    """In the order in which they were made."""

    @cached_property
    def _filed(self) -> Documents[int]:
        filed: Documents[int] = Documents()
        for at, one in enumerate(self.decisions):
            filed.file(Document(one.text), at)
        return filed

    @cached_property
    def _by_url(self) -> dict[str, int]:
        return {one.url: at for at, one in enumerate(self.decisions)}

    def about(self, url: str, wanted: Document) -> Decision | None:
        """Return the last decision on the notice at *url* or on the document that it is."""
        found = [*self._filed.find(wanted), *([self._by_url[url]] if url in self._by_url else [])]
        return self.decisions[max(found)] if found else None

    def on(self, sites: Iterable[str]) -> tuple[Decision, ...]:
        """Return the decisions on what stood on one of *sites* when it was decided."""
        wanted = frozenset(sites)
        return tuple(one for one in self.decisions if not wanted.isdisjoint(one.sites))

    def overrule(self, known: KnownBureau, edition: Edition) -> KnownBureau:
        """Return *known* with the answers by decision where there is one."""
        if not self.decisions:
            return known
        ruled = {key: one for key, notice in known.notices.items() if (one := self._of(notice))}
        if not ruled:
            return known
        answers = {key: answer(one, known.match(key), edition) for key, one in ruled.items()}
        blind = {key: one for key, one in known.blind.items() if key not in answers}
        return replace(known, matches=known.matches | answers, blind=blind)

    def _of(self, notice: KnownNotice) -> Decision | None:
        return self.about(notice.record.url, Document(notice.text()))
