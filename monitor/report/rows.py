"""The rows of the problem list: one verdict as people forward it, every cell text, a date, a number or a link."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from operator import attrgetter

from crawler.clock import local_day
from monitor.catalogue.describe import name_of, say_basis
from monitor.judgement import Judgement
from monitor.report.book import STATE, Cell, Link
from monitor.report.evidence import evidence_address, evidence_digest
from monitor.report.states import FOUND, first_reviewer, recheck, second_reviewer, state_of
from monitor.report.words import joined, say
from monitor.review.entry import claim_of
from monitor.review.say import say_choice, say_claim
from monitor.review.state import Review
from monitor.review.words import State
from monitor.say import say_flag, say_reason, say_standing
from monitor.verdict import Verdict

ID = 10  # hexadecimal digits that name an obligation; a chance of 1 in 20,000 that two of 10,000 share one


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
    window_from: date | None
    window_to: date | None
    readings: int
    late: int | None
    page: Link | None
    evidence: Link
    digest: str
    standing: str
    first: str = ""
    second: str = ""
    state: str = FOUND
    clear: str = ""
    rectify_by: date | None = None
    reply: str = ""
    recheck: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the list: heading, width in characters, and where its cell comes from."""

    heading: str
    width: int
    cell: Callable[[Problem], Cell] = lambda _: None
    meaning: str = ""
    """What the column says, for the data dictionary; of the state it is the states."""


COLUMNS = (
    Column(heading="序号", width=5, cell=attrgetter("number"), meaning="本表内的顺序"),
    Column(heading="问题编号", width=13, cell=attrgetter("id"), meaning="同一应公开项的编号始终不变"),
    Column(heading="地区", width=6, meaning="由使用单位填写"),
    Column(heading="责任单位", width=12, cell=attrgetter("bureau"), meaning="负有公开义务的单位"),
    Column(heading="统一社会信用代码", width=10, meaning="由使用单位填写"),
    Column(heading="网站/栏目", width=12, cell=attrgetter("places"), meaning="公告所在栏目；未见公告时为所查全部栏目"),
    Column(heading="公开事项(目录码)", width=20, cell=attrgetter("duty"), meaning="目录中的事项编号、名称与所指对象"),
    Column(heading="依据条款", width=22, cell=attrgetter("basis"), meaning="据以确定期限的条款"),
    Column(heading="问题类型", width=9, cell=attrgetter("kind"), meaning="机器判定及另注"),
    Column(heading="问题描述", width=34, cell=attrgetter("description"), meaning="只述所见，不述原因"),
    Column(heading="应公开日期", width=13, cell=attrgetter("due"), meaning="期限末日，含当日"),
    Column(heading="观察窗口(起)", width=13, cell=attrgetter("window_from"), meaning="所用首次完整采集，北京时间"),
    Column(heading="观察窗口(止)", width=13, cell=attrgetter("window_to"), meaning="所用末次完整采集，北京时间"),
    Column(heading="完整采集次数", width=6, cell=attrgetter("readings"), meaning="判定所用的完整采集"),
    Column(heading="逾期天数(下限)", width=6, cell=attrgetter("late"), meaning="工作日，至少这么多"),
    Column(heading="页面链接", width=9, cell=attrgetter("page"), meaning="所见公告在原网站的地址"),
    Column(heading="证据链接", width=9, cell=attrgetter("evidence"), meaning="本系统中逐步说明此判定的页面"),
    Column(heading="证据SHA-256(前16)", width=10, cell=attrgetter("digest"), meaning="所用采集与判定内容的摘要"),
    Column(heading="机器判定", width=9, cell=attrgetter("standing"), meaning="机器的判定，与人工复核分列"),
    Column(heading="初核人", width=8, cell=attrgetter("first"), meaning="两人均已复核后方显示"),
    Column(heading="复核人", width=10, cell=attrgetter("second"), meaning="与初核人不同；意见不一时另列仲裁人"),
    Column(heading=STATE, width=8, cell=attrgetter("state")),
    Column(heading="整改要求", width=20, cell=attrgetter("clear"), meaning="最小的一次公开或更正即可消除"),
    Column(heading="整改期限", width=13, cell=attrgetter("rectify_by"), meaning="确认之后起算的工作日"),
    Column(heading="单位反馈", width=14, cell=attrgetter("reply"), meaning="单位的答复及其理由"),
    Column(heading="复查结果", width=10, cell=attrgetter("recheck"), meaning="其后的采集所见，须两次"),
    Column(heading="销号日期", width=12, meaning="由监督单位填写"),
    Column(heading="备注", width=10, meaning="其他说明"),
)  # fmt: skip


def problem(number: int, verdict: Verdict, judgement: Judgement, base: str, lang: str = "zh") -> Problem:
    """Return *verdict* as a line of the list; *base* is the address of the pages."""
    owed, edition, zone = verdict.obligation, judgement.edition, judgement.edition.zone
    what = say("（{what}）", lang, what=owed.what) if owed.what else ""
    flags = [say_flag(one, lang) for one in verdict.flags]
    reasons = (verdict.reason, *verdict.flag_reasons.values())
    said = [say_reason(one, lang, zone, edition.english) for one in reasons]
    looks = complete_looks(verdict)
    review = judgement.review(verdict.key)
    return Problem(
        number=number,
        id=f"{edition.id}-{sha256(verdict.key.encode()).hexdigest()[:ID]}",
        bureau=judgement.bureaus[owed.bureau].name,
        places=_places(verdict, lang),
        duty=f"{owed.duty} {name_of(edition.duty(owed.duty), lang)}{what}",
        basis=say_basis(verdict.headline.timing, edition, lang) if verdict.headline else "",
        kind=joined([say_standing(verdict.standing, lang), *flags], lang),
        description=" ".join([_confirmed_as(verdict, review, lang), *said]).strip(),
        due=verdict.due,
        window_from=local_day(looks[0], zone) if looks else None,
        window_to=local_day(looks[-1], zone) if looks else None,
        readings=len(looks),
        late=verdict.late_working_days,
        page=Link(address=verdict.chosen.url, text=say("打开原页", lang)) if verdict.chosen else None,
        evidence=Link(address=evidence_address(base, verdict), text=say("查看证据", lang)),
        digest=evidence_digest(verdict)[:16],
        standing=say_standing(verdict.standing, lang),
        first=first_reviewer(review),
        second=second_reviewer(review, lang),
        state=state_of(review, lang),
        clear=" ".join(say_reason(one, lang, zone, edition.english) for one in verdict.clear),
        rectify_by=review.rectify_by,
        reply=_reply(review, lang),
        recheck=recheck(review, lang),
    )


def _confirmed_as(verdict: Verdict, review: Review, lang: str) -> str:
    """Return what people confirmed, where the machine sees something else by now."""
    if review.state is not State.CONFIRMED or review.claim == claim_of(verdict):
        return ""
    return say("经复核确认的是“{claim}”；目前所见：", lang, claim=say_claim(review.claim, lang))


def _reply(review: Review, lang: str) -> str:
    said = review.ruling.reply
    if said is None:
        return ""
    parts = (
        say("{choice}：{reason}", lang, choice=say_choice(said.choice, lang), reason=said.reason),
        said.link,
    )
    return " ".join(one for one in parts if one)


def complete_looks(verdict: Verdict) -> list[datetime]:
    """Return when the complete readings that the verdict used had ended, oldest first."""
    used = set(verdict.readings)
    places = verdict.evidence.places
    readings = [one for place in places for one in place.readings if one.id in used and one.complete]
    return sorted(one.ended_at for one in readings if one.ended_at)


def _places(verdict: Verdict, lang: str) -> str:
    names = verdict.chosen.columns if verdict.chosen else tuple(one.name for one in verdict.evidence.places)
    return joined(list(dict.fromkeys(names)), lang)


def problems(
    verdicts: tuple[Verdict, ...], judgement: Judgement, base: str, lang: str = "zh"
) -> tuple[Problem, ...]:
    """Return the numbered lines of *verdicts*."""
    return tuple(problem(number, one, judgement, base, lang) for number, one in enumerate(verdicts, 1))
