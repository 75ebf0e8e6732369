"""What stands behind one verdict: where its bytes lie, and everything as JSON knows it."""

from typing import Any

from sqlalchemy import Engine

from crawler.store.reader import FactReader
from monitor.reposted import groups_of
from monitor.say import LANGUAGES, say_reason, say_standing
from monitor.show_verdict import Sources
from monitor.verdict import Verdict, plain


def sources_of(engine: Engine, verdict: Verdict) -> Sources:
    """Return where the bytes behind *verdict* lie, and where else its notices stand."""
    reader = FactReader(engine)
    states = (one.fetch for notice in verdict.evidence.candidates for one in notice.states)
    return Sources(
        fetches={one: reader.evidence(one) for one in (*states, *verdict.fetches)},
        readings={one: tuple(reader.pages(one)) for one in verdict.readings},
        groups=groups_of(engine, (one.notice for one in verdict.evidence.candidates), until=verdict.as_of),
    )


def as_data(verdict: Verdict, sources: Sources) -> dict[str, Any]:
    """Return the verdict with its evidence as JSON knows it; of the readings only those that it used."""
    used = set(verdict.readings)
    readings = [one for place in verdict.evidence.places for one in place.readings if one.id in used]
    data = {
        "obligation": verdict.obligation,
        "key": verdict.key,
        "as_of": verdict.as_of,
        "standing": verdict.standing,
        "flags": verdict.flags,
        "reason": verdict.reason,
        "flag_reasons": verdict.flag_reasons,
        "said": {
            lang: [
                say_standing(verdict.standing, lang),
                say_reason(verdict.reason, lang, verdict.evidence.zone),
            ]
            for lang in LANGUAGES
        },
        "due": verdict.due,
        "headline": verdict.headline.timing.id if verdict.headline else None,
        "derivations": verdict.derivations,
        "clocks": verdict.clocks,
        "late_working_days": verdict.late_working_days,
        "notice": verdict.chosen.notice if verdict.chosen else None,
        "candidates": verdict.evidence.candidates,
        "readings": readings,
        "pages": sources.readings,
        "fetches": sources.fetches,
        "groups": dict(sources.groups),
        "why_not": verdict.why_not,
        "clear": verdict.clear,
        "rules": verdict.rule_versions,
        "digest": verdict.digest,
    }
    return dict(plain(data))
