"""The two full-text engines behind one face: FTS5 on SQLite, a tsvector on PostgreSQL."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import Connection, TextClause, text

from monitor.search.grams import Phrase, tokens


class FullText(Protocol):
    """What search needs of a database's full-text engine."""

    def put(self, connection: Connection, pieces: Iterable[tuple[int, str]]) -> None:
        """Index the text of pieces, given as (piece id, folded text)."""

    def drop(self, connection: Connection, pieces: Iterable[int]) -> None:
        """Forget pieces."""

    def matches(self, phrase: Phrase) -> TextClause:
        """Return a condition on ``search_piece`` for *phrase*."""


class Fts5:
    """SQLite: a table of its own, whose rowid is the piece's id."""

    def put(self, connection: Connection, pieces: Iterable[tuple[int, str]]) -> None:
        """Index the text of pieces."""
        rows = [{"id": key, "grams": " ".join(tokens(content))} for key, content in pieces]
        if rows:
            connection.execute(text("INSERT INTO search_gram (rowid, grams) VALUES (:id, :grams)"), rows)

    def drop(self, connection: Connection, pieces: Iterable[int]) -> None:
        """Forget pieces."""
        rows: list[dict[str, Any]] = [{"id": key} for key in pieces]
        if rows:
            connection.execute(text("DELETE FROM search_gram WHERE rowid = :id"), rows)

    def matches(self, phrase: Phrase) -> TextClause:
        """Return a condition for *phrase*; its tokens are letters, digits and Chinese signs only."""
        wanted = f'"{" ".join(phrase.tokens)}"' + (" *" if phrase.prefix else "")
        clause = text("search_piece.id IN (SELECT rowid FROM search_gram WHERE search_gram MATCH :wanted)")
        return clause.bindparams(wanted=wanted)


class TsVector:
    """PostgreSQL: a vector a piece, with positions of our own."""

    def put(self, connection: Connection, pieces: Iterable[tuple[int, str]]) -> None:
        """Index the text of pieces."""
        rows = [{"id": key, "grams": _vector(content)} for key, content in pieces]
        if rows:
            statement = "INSERT INTO search_gram (piece_id, grams) VALUES (:id, CAST(:grams AS tsvector))"
            connection.execute(text(statement), rows)

    def drop(self, connection: Connection, pieces: Iterable[int]) -> None:
        """Do nothing: a vector goes with its piece."""

    def matches(self, phrase: Phrase) -> TextClause:
        """Return a condition for *phrase*."""
        last = f"'{phrase.tokens[-1]}'" + (":*" if phrase.prefix else "")
        wanted = " <-> ".join([*(f"'{one}'" for one in phrase.tokens[:-1]), last])
        clause = (
            "search_piece.id IN (SELECT piece_id FROM search_gram WHERE grams @@ CAST(:wanted AS tsquery))"
        )
        return text(clause).bindparams(wanted=wanted)


def _vector(content: str) -> str:
    places: dict[str, list[int]] = {}
    for position, token in enumerate(tokens(content), 1):
        places.setdefault(token, []).append(position)
    # a tsvector keeps at most 255 places a token; what stands more often is found by the first of them
    return " ".join(f"'{token}':{','.join(map(str, at[:255]))}" for token, at in places.items())


ENGINES: dict[str, FullText] = {"sqlite": Fts5(), "postgresql": TsVector()}
"""Dialect → its engine."""
