"""The rows of the problem list: one verdict as people forward it, every cell plain text, a date or a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from monitor.catalogue.describe import say_basis
from monitor.judgement import Judgement
from monitor.redact import redact
from monitor.report.evidence import evidence_address, evidence_digest
from monitor.say import say_flag, say_moment, say_reason, say_standing
from monitor.verdict import Verdict

Cell = str | int | date | None
STATES = ("待核实", "已确认", "已通知", "整改中", "已整改", "已销号", "有异议", "已撤销")
"""What the column 状态 may say."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One verdict, said in full; personal data is masked."""

    number: int
    id: str
    bureau: str
    places: str
    duty: str
    basis: str
    kind: str
    description: str
    due: date | None
    window_from: str
    window_to: str
    readings: int
    late: int | None
    page: str
    evidence: str
    digest: str
    standing: str
    state: str = STATES[0]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the list: heading, width in characters, and where its cell comes from."""

    heading: str
    width: int
    cell: Callable[[Problem], Cell] = lambda _: None
    meaning: str = ""
    """What the column says, for the data dictionary."""


COLUMNS = (
    Column(heading="序号", width=6, cell=attrgetter("number")),
    Column(heading="问题编号", width=22, cell=attrgetter("id"), meaning="同一判定内容编号不变"),
    Column(heading="责任单位", width=22, cell=attrgetter("bureau")),
    Column(
        heading="网站/栏目",
        width=20,
        cell=attrgetter("places"),
        meaning="公告所在栏目，未发现时为所查全部栏目",
    ),
    Column(heading="公开事项(目录码)", width=36, cell=attrgetter("duty")),
    Column(heading="依据条款", width=40, cell=attrgetter("basis")),
    Column(heading="问题类型", width=16, cell=attrgetter("kind")),
    Column(heading="问题描述", width=60, cell=attrgetter("description"), meaning="只述所见，不述原因"),
    Column(heading="应公开日期", width=12, cell=attrgetter("due"), meaning="期限末日，含当日"),
    Column(
        heading="观察窗口(起)", width=17, cell=attrgetter("window_from"), meaning="所用首次完整采集，北京时间"
    ),
    Column(
        heading="观察窗口(止)", width=17, cell=attrgetter("window_to"), meaning="所用末次完整采集，北京时间"
    ),
    Column(heading="完整采集次数", width=9, cell=attrgetter("readings")),
    Column(heading="逾期天数(下限)", width=9, cell=attrgetter("late"), meaning="工作日，至少这么多"),
    Column(heading="页面链接", width=30, cell=attrgetter("page")),
    Column(heading="证据链接", width=30, cell=attrgetter("evidence")),
    Column(heading="证据SHA-256(前16)", width=19, cell=attrgetter("digest")),
    Column(heading="机器判定", width=12, cell=attrgetter("standing")),
    Column(heading="初核人", width=10),
    Column(heading="复核人", width=10),
    Column(heading="状态", width=10, cell=attrgetter("state"), meaning="、".join(STATES)),
    Column(heading="整改要求", width=24),
    Column(heading="整改期限", width=12),
    Column(heading="单位反馈", width=24),
    Column(heading="复查结果", width=16),
    Column(heading="销号日期", width=12),
    Column(heading="备注", width=20),
)


def problem(number: int, verdict: Verdict, judgement: Judgement, base: str) -> Problem:
    """Return *verdict* as a line of the list; *base* is the address of the pages."""
    owed = verdict.obligation
    what = f"（{owed.what}）" if owed.what else ""
    flags = [say_flag(one) for one in verdict.flags]
    said = [say_reason(verdict.reason), *(say_reason(one) for one in verdict.flag_reasons.values())]
    looks = complete_looks(verdict)
    return Problem(
        number=number,
        id=f"{judgement.edition.id}-{verdict.digest[:8]}",
        bureau=judgement.bureaus[owed.bureau].name,
        places=_places(verdict),
        duty=redact(f"{owed.duty} {judgement.edition.duty(owed.duty).name}{what}", penalty=True),
        basis=say_basis(verdict.headline.timing, judgement.edition) if verdict.headline else "",
        kind="、".join([say_standing(verdict.standing), *flags]),
        description=redact(" ".join(said), penalty=True),
        due=verdict.due,
        window_from=say_moment(looks[0]) if looks else "",
        window_to=say_moment(looks[-1]) if looks else "",
        readings=len(looks),
        late=verdict.late_working_days,
        page=verdict.chosen.url if verdict.chosen else "",
        evidence=evidence_address(base, verdict),
        digest=evidence_digest(verdict)[:16],
        standing=say_standing(verdict.standing),
    )


def complete_looks(verdict: Verdict) -> list[datetime]:
    """Return when the complete readings that the verdict used had ended, oldest first."""
    used = set(verdict.readings)
    places = verdict.evidence.places
    readings = [one for place in places for one in place.readings if one.id in used and one.complete]
    return sorted(one.ended_at for one in readings if one.ended_at)


def _places(verdict: Verdict) -> str:
    names = verdict.chosen.columns if verdict.chosen else tuple(one.name for one in verdict.evidence.places)
    return "、".join(dict.fromkeys(names))


def problems(verdicts: tuple[Verdict, ...], judgement: Judgement, base: str) -> tuple[Problem, ...]:
    """Return the numbered lines of *verdicts*."""
    return tuple(problem(number, one, judgement, base) for number, one in enumerate(verdicts, 1))
