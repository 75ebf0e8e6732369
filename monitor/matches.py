"""Remembers what each version matched, so that judging again costs a look-up and not a reading."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from crawler.store.database import reading, writing
from monitor import matching, text
from monitor.matching.match import Matcher
from monitor.matching.notice import Asserted, MatchResult, NoticeText
from monitor.tables import match

_BATCH = 500


class MatchStore:
    """The answers of one matcher, kept in the database by version."""

    def __init__(self, engine: Engine, matcher: Matcher, *, blind: bool = False, keep: bool = True) -> None:
        """*blind* answers are given without the column, because a misplaced notice stands where its kind never does.

        Without *keep* the answers that are kept already are used and nothing is added to them.
        """
        self.engine = engine
        self.matcher = matcher
        self.blind = blind
        self.keep = keep
        said = f"{code_digest()}\n{blind}\n{matcher.edition!r}\n{matcher.knowledge!r}"
        self.digest = sha256(said.encode()).hexdigest()

    def of(self, texts: Mapping[int, NoticeText]) -> dict[int, MatchResult]:
        """Return the answer for every version in *texts*, matching and keeping those not known yet."""
        known = self._known(texts)
        asked = {one: self._asked(text) for one, text in texts.items() if one not in known}
        fresh = dict(zip(asked, self.matcher.match_all(asked.values()), strict=True))
        if fresh and self.keep:
            self._keep(fresh)
        return known | fresh

    def _asked(self, text: NoticeText) -> NoticeText:
        return replace(text, column="") if self.blind else text

    def _known(self, versions: Iterable[int]) -> dict[int, MatchResult]:
        wanted = sorted(versions)
        found: dict[int, MatchResult] = {}
        with reading(self.engine) as connection:
            for start in range(0, len(wanted), _BATCH):
                part = wanted[start : start + _BATCH]
                rows = select(match).where(match.c.matcher == self.digest, match.c.version_id.in_(part))
                found |= {row.version_id: _result(row) for row in connection.execute(rows)}
        return found

    def _keep(self, fresh: Mapping[int, MatchResult]) -> None:
        with writing(self.engine) as connection:
            held = select(match.c.version_id).where(
                match.c.matcher == self.digest, match.c.version_id >= min(fresh)
            )
            # another process may have judged the same versions meanwhile
            there = set(connection.execute(held).scalars())
            rows = [_row(version, self.digest, one) for version, one in fresh.items() if version not in there]
            if rows:
                connection.execute(match.insert(), rows)


@cache
def code_digest() -> str:
    """Return what names the matcher's code: it moves with every change to it, so that no answer of old code is kept."""
    written = sha256()
    for path in [*sorted(Path(matching.__file__).parent.glob("*.py")), Path(text.__file__)]:
        written.update(path.read_bytes())
    return written.hexdigest()


def _row(version: int, digest: str, result: MatchResult) -> dict[str, Any]:
    return {
        "version_id": version,
        "matcher": digest,
        "categories": [asdict(one) for one in result.categories],
        "near": [asdict(one) for one in result.near],
        "duties": [asdict(one) for one in result.duties],
        "abstain": result.abstain,
    }


def _result(row: Any) -> MatchResult:
    return MatchResult(
        categories=_asserted(row.categories),
        near=_asserted(row.near),
        duties=_asserted(row.duties),
        abstain=row.abstain,
    )


def _asserted(values: list[dict[str, Any]]) -> tuple[Asserted, ...]:
    return tuple(
        Asserted(category=one["category"], score=one["score"], reasons=tuple(one["reasons"]))
        for one in values
    )
