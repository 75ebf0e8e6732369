"""Reads everything known of bureaus at a moment, with what each notice matched."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from crawler.registry import Bureau, Site
from crawler.store.reader import FactReader
from monitor.appearance import APART
from monitor.evidence import Place
from monitor.known import KnownBureau, KnownNotice, read_site
from monitor.matches import MatchStore

Stores = tuple[MatchStore, MatchStore]
"""Answers of the matcher, and those that it gives without the column."""


def read_bureaus(
    reader: FactReader,
    stores: Stores,
    bureaus: Mapping[str, Bureau],
    sites: Iterable[Site],
    as_of: datetime,
    apart: timedelta = APART,
) -> dict[str, KnownBureau]:
    """Return everything known of *bureaus* at *as_of*, from those of *sites* that are theirs, matched.

    Two looks at least *apart* confirm that a notice is gone.
    """
    places: dict[str, list[Place]] = {one: [] for one in bureaus}
    notices: dict[str, list[KnownNotice]] = {one: [] for one in bureaus}
    for site in sites:
        if site.bureau in bureaus:
            stood, found = read_site(reader, site, as_of, stores[0].matcher.edition.zone, apart)
            places[site.bureau] += stood
            notices[site.bureau] += found
    return _matched(stores, bureaus, places, notices)


def _matched(
    stores: Stores,
    bureaus: Mapping[str, Bureau],
    places: dict[str, list[Place]],
    notices: dict[str, list[KnownNotice]],
) -> dict[str, KnownBureau]:
    every = [one for held in notices.values() for one in held]
    texts = {one.versions[-1].id: one.text() for one in every if one.versions}
    plain, blind = stores
    plainly = plain.of(texts)
    unplaced = {one: text for one, text in texts.items() if not plainly[one].categories}
    blindly = blind.of(unplaced)
    return {
        one: KnownBureau(
            bureau=bureaus[one],
            places=tuple(places[one]),
            notices={notice.id: notice for notice in notices[one]},
            matches={
                notice.id: plainly[notice.versions[-1].id]
                if notice.versions
                else plain.matcher.match(notice.text())
                for notice in notices[one]
            },
            blind={
                notice.id: blindly[notice.versions[-1].id]
                for notice in notices[one]
                if notice.versions and notice.versions[-1].id in blindly
            },
        )
        for one in bureaus
    }
