"""Surveys an unknown site: its start page, the links that may be columns, what each shows, and one notice."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.authoring.candidates import Candidate, address_key, candidates, distinct
from crawler.authoring.entries import Entries
from crawler.clock import Clock
from crawler.cms.page import Page, PageRequest
from crawler.cms.shells import leads_to
from crawler.extract.decode import decode
from crawler.extract.links import is_file
from crawler.extract.page import read_notice
from crawler.plural import counted
from crawler.records import SightingRecord
from crawler.registry import Column, Site
from crawler.trial import Trial, TriedPage, try_out
from crawler.words import Ending
from crawler.workspace import CrawlSettings

_START = "start"
_NOTICES = 3  # notices asked for until one shows a page
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A candidate and what its first page showed."""

    candidate: Candidate
    ending: Ending
    detail: str
    adapter: str
    score: int
    rows: tuple[SightingRecord, ...]
    pages: tuple[TriedPage, ...]
    drawn: bool = False
    """Whether its rows were there only when a browser had drawn them."""
    needs: str = ""
    """Why it seems that only a browser can show its rows, where none could be asked."""

    @property
    def is_column(self) -> bool:
        """Whether it is a list, be it one that says it is empty."""
        return bool(self.rows) or self.ending is Ending.EMPTY


@dataclass(kw_only=True)
class Survey:
    """What a site showed."""

    name: str = ""
    start: tuple[TriedPage, ...] = ()
    start_ending: str = ""
    columns: list[Looked] = field(default_factory=list)
    others: list[Looked] = field(default_factory=list)
    """Looked at and not taken."""
    notice: TriedPage | None = None
    notice_drawn: bool = False
    """Whether the notice showed its text only when a browser had drawn it."""


@dataclass(frozen=True, kw_only=True)
class Surveyor:
    """Looks around politely: through the crawler's own way, robots.txt and pauses with it."""

    behaviour: CrawlSettings
    clock: Clock
    entries: Entries
    private: bool
    gap: float
    most: int
    """Lists that are tried at most."""
    pause: Callable[[float], None]
    say: Say

    def survey(self, url: str) -> Survey:
        """Return what the site behind *url* showed; two rounds: what the start leads to, and what its hubs lead to."""
        found = Survey()
        trial = self._try(url, {_START: url})
        found.start = trial.pages.get(_START, ())
        ended = trial.progress.readings.get(_START)
        found.start_ending = f"{ended.ending} {ended.detail}".strip() if ended else trial.progress.failure
        if not found.start:
            return found
        found.name = site_name(found.start[-1])
        known: set[str] = {address_key(urljoin(url, "/"))}
        fresh = [Candidate(name=found.name, url=url)] if address_key(url) not in known else []
        fresh = distinct([*fresh, *self._links(found.start[-1])], known)
        for _ in range(2):
            looked = self._look(url, fresh[: self.most - len(found.columns) - len(found.others)])
            for one in looked:
                (found.columns if one.is_column and not _echoes(one, found.columns) else found.others).append(
                    one
                )
            hubs = [one for one in looked if one.candidate.entry and one.candidate.entry.hub and one.pages]
            fresh = distinct([each for one in hubs for each in self._links(one.pages[-1])], known)
        rows = sample(found.columns).rows if found.columns else ()
        found.notice = self._notice(url, rows, draw=False)
        if found.notice is None:
            found.notice = self._notice(url, rows[:1], draw=True)
            found.notice_drawn = found.notice is not None
        return found

    def _links(self, page: TriedPage) -> list[Candidate]:
        return candidates(decode(page.body, page.content_type), page.url, self.entries)

    def _look(self, url: str, chosen: list[Candidate]) -> list[Looked]:
        if not chosen:
            return []
        self.say(f"trying {counted(len(chosen), 'link')}, at least {len(chosen) * self.gap:.0f} s")
        self.pause(self.gap)
        named = {f"c{at}": one for at, one in enumerate(chosen)}
        trial = self._try(url, {key: one.url for key, one in named.items()})
        rows: dict[str, list[SightingRecord]] = {}
        for row in trial.rows:
            rows.setdefault(row.column, []).append(row)
        return [
            self._looked(one, trial, key, tuple(rows.get(key, ())))
            for key, one in named.items()
            if key in trial.progress.readings
        ]

    def _looked(self, one: Candidate, trial: Trial, key: str, rows: tuple[SightingRecord, ...]) -> Looked:
        ended, scored = trial.progress.readings[key], trial.progress.detected.get(key)
        return Looked(
            candidate=one,
            ending=ended.ending,
            detail=ended.detail,
            adapter=scored.adapter if scored else "",
            score=scored.score if scored else 0,
            rows=rows,
            pages=trial.pages.get(key, ()),
            drawn=key in trial.drawn,
            needs=f"{trial.needs[key]}; {trial.absence}" if key in trial.needs and trial.absence else "",
        )

    def _notice(self, url: str, rows: tuple[SightingRecord, ...], *, draw: bool) -> TriedPage | None:
        """Return a notice's page: the first that shows title and text, drawn where it does not come so."""
        for row in [one for one in rows if not is_file(one.url)][:_NOTICES]:
            self.pause(self.gap)
            pages = self._try(url, {"notice": row.url}, draw=draw).pages.get("notice", ())
            page = next((one for one in pages if not _is_shell(one)), None)
            if page and _is_notice(page):
                return page
        return None

    def _try(self, url: str, columns: dict[str, str], *, draw: bool = True) -> Trial:
        site = Site(
            id="survey",
            name=url,
            bureau="none",
            base=urljoin(url, "/"),
            gap=self.gap,
            allow_private=self.private,
            column=tuple(Column(id=key, name=key, url=one) for key, one in columns.items()),
        )
        return try_out(site, self.behaviour, self.clock, draw=draw, pause=self.pause)


def sample(columns: list[Looked]) -> Looked:
    """Return the column that stands for its site: of the adapter most have, the one with the most rows."""
    usual = Counter(one.adapter for one in columns if one.rows).most_common(1)
    adapter = usual[0][0] if usual else ""
    return max(columns, key=lambda one: (one.adapter == adapter, len(one.rows)))


def site_name(page: TriedPage) -> str:
    """Return what a site calls itself: its standard label, else its title."""
    tree = LexborHTMLParser(decode(page.body, page.content_type))
    meta = tree.css_first("meta[name=SiteName i]")
    title = tree.css_first("title")
    said = (meta.attributes.get("content") or "") if meta else ""
    return " ".join((said or (title.text() if title else "")).split())


def _is_shell(page: TriedPage) -> bool:
    text = decode(page.body, page.content_type)
    return bool(leads_to(Page(url=page.url, text=text, request=PageRequest(url=page.asked)), frames=False))


def _is_notice(page: TriedPage) -> bool:
    article = read_notice(page.body, page.url, page.content_type, today=page.day)
    return bool(article.title and article.body)


def _echoes(one: Looked, columns: list[Looked]) -> bool:
    """Whether another column shows the very same rows: one list under two addresses."""
    urls = {row.url for row in one.rows}
    return bool(urls) and any(urls == {row.url for row in other.rows} for other in columns)
