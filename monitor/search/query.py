"""Answers a search: exact total, facets by site and year, hits with the words in their place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, and_, exists, extract, func, select

from crawler.store.database import reading
from crawler.store.takedowns import down_now
from monitor.search.engines import ENGINES
from monitor.search.grams import Phrase, folded, phrases
from monitor.search.tables import search_entry, search_piece

AROUND = 40  # characters of context either side of a hit


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A notice found; ``before``, ``word`` and ``after`` are the passage, empty where only the title matched."""

    notice: int
    site: str
    title: str
    published: date | None
    before: str = ""
    word: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was found; facets map a value to its number of notices, most frequent first."""

    query: str
    words: tuple[str, ...]
    """What the query was understood as."""
    total: int
    hits: tuple[Hit, ...]
    sites: dict[str, int]
    years: dict[int, int]


def search(
    engine: Engine, query: str, *, site: str = "", year: int | None = None, limit: int = 20, offset: int = 0
) -> Answer:
    """Return the notices that contain every word of *query*, newest first.

    An empty query finds all; one of signs alone holds no word, and finds none.
    """
    asked = phrases(query)
    if query.strip() and not asked:
        return Answer(query=query, words=(), total=0, hits=(), sites={}, years={})
    fulltext = ENGINES[engine.dialect.name]
    piece_of = search_piece.c.notice_id == search_entry.c.notice_id
    wanted = [exists().where(and_(piece_of, fulltext.matches(one))).correlate(search_entry) for one in asked]
    year_of = extract("year", search_entry.c.published)
    every = select(search_entry).where(*wanted, search_entry.c.notice_id.not_in(down_now()))
    narrowed = every
    if site:
        narrowed = narrowed.where(search_entry.c.site == site)
    if year is not None:
        narrowed = narrowed.where(year_of == year)
    order = (search_entry.c.published.desc().nulls_last(), search_entry.c.notice_id.desc())
    with reading(engine) as connection:
        rows = connection.execute(narrowed.order_by(*order).limit(limit).offset(offset)).mappings().all()
        return Answer(
            query=query,
            words=tuple(_shown(one) for one in asked),
            total=connection.scalar(select(func.count()).select_from(narrowed.subquery())) or 0,
            hits=tuple(_hit(connection, dict(row), asked) for row in rows),
            sites=_facet(connection, every, search_entry.c.site),
            years={int(key): count for key, count in _facet(connection, every, year_of).items()},
        )


def _facet(connection: Connection, every: Select[Any], value: Any) -> dict[Any, int]:
    counted = every.with_only_columns(value, func.count()).where(value.is_not(None)).group_by(value)
    rows = connection.execute(counted).all()
    return {row[0]: row[1] for row in sorted(rows, key=lambda row: (-row[1], str(row[0])))}


def _shown(phrase: Phrase) -> str:
    """Return the word that *phrase* was cut from."""
    runs = "".join(one if len(one) == 1 or one.isascii() else one[0] for one in phrase.tokens[:-1])
    return runs + phrase.tokens[-1]


def _hit(connection: Connection, row: dict[str, Any], asked: Sequence[Phrase]) -> Hit:
    body = select(search_piece.c.text).where(
        search_piece.c.notice_id == row["notice_id"], search_piece.c.position > 0
    )
    words = [_shown(one) for one in asked]
    held = connection.scalars(body.order_by(search_piece.c.position)) if words else ()
    passages = (_passage(piece, words) for piece in held)
    before, word, after = next((one for one in passages if one is not None), ("", "", ""))
    return Hit(
        notice=row["notice_id"],
        site=row["site"],
        title=row["title"],
        published=row["published"],
        before=before,
        word=word,
        after=after,
    )


def _passage(piece: str, words: Sequence[str]) -> tuple[str, str, str] | None:
    """Return the first of *words* in *piece* with what stands around it; None where none stands there."""
    sought = folded(piece)
    # one spelling rarely changes the length; where it does, places in the original are not known
    shown = piece if len(sought) == len(piece) else sought
    found = [(sought.find(one), len(one)) for one in words if one in sought]
    if not found:
        return None
    start, length = min(found)
    end = start + length
    return shown[max(0, start - AROUND) : start], shown[start:end], shown[end : end + AROUND]
