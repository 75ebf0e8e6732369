"""Puts rules of time, citations and units into words, in Chinese or English."""

from datetime import date

from monitor.catalogue.model import Category, Duty, Edition, Timing
from monitor.catalogue.sources import instrument_of
from monitor.words import Checkability, Kind, Mode, Strength, TimeRule, Unit

KINDS = {
    Kind.STANDING_PAGE: ("常设页面", "standing page"),
    Kind.PERIODIC: ("定期", "periodic"),
    Kind.EVENT_DRIVEN: ("事件触发", "on an event"),
    Kind.ONE_OFF_DUE: ("一次性", "once"),
    Kind.INTERNAL_CONTROL: ("内部管理", "internal"),
}
CHECKS = {
    Checkability.FULL: ("可全自动核查", "checked in full"),
    Checkability.PARTIAL: ("可部分核查", "checked in part"),
    Checkability.PROXY: ("只能间接核查", "checked indirectly"),
    Checkability.NONE: ("网上不可查", "cannot be checked"),
}
STRENGTHS = {
    Strength.LAW: ("法律", "law"),
    Strength.ADMIN_REG: ("行政法规", "administrative regulation"),
    Strength.LOCAL_REG: ("地方性法规", "local regulation"),
    Strength.RULE: ("规章", "rule"),
    Strength.NORMATIVE: ("规范性文件", "normative document"),
    Strength.POLICY: ("年度要点", "policy"),
    Strength.PRACTICE: ("惯例", "practice"),
    Strength.RECALLED: ("未核实", "recalled"),
}
UNITS = {
    Unit.WORKING_DAY: ("个工作日", "working days"),
    Unit.CALENDAR_DAY: ("日", "calendar days"),
    Unit.HOUR: ("小时", "hours"),
    Unit.WEEK: ("周", "weeks"),
    Unit.MONTH: ("个月", "months"),
    Unit.QUARTER: ("个季度", "quarters"),
    Unit.HALF_YEAR: ("个半年", "half-years"),
    Unit.YEAR: ("年", "years"),
}
MODES = {
    Mode.LEAD: ("牵头落实", "leads"),
    Mode.LEAD_PLUS_ALL: ("牵头，其他单位落实", "leads, the others carry out"),
    Mode.ALL_DEPARTMENTS: ("各自落实", "each for itself"),
    Mode.SEPARATELY: ("分别落实", "each its part"),
    Mode.EVERY: ("各地各部门落实", "every region and department"),
    Mode.ROLE: ("按职责落实", "whoever has the part"),
}
_RULES = {
    TimeRule.WITHIN: ("{trigger}起{count}内", "within {count} of {trigger}"),
    TimeRule.BY_DATE: ("每年{due}前", "by {due} each year"),
    TimeRule.EVERY: ("每{count}至少一次", "at least every {count}"),
    TimeRule.MIN_DURATION: ("{trigger}起公示不少于{count}", "shown for {count} from {trigger}"),
    TimeRule.CONCURRENT: ("与{trigger}同步", "together with {trigger}"),
    TimeRule.PROMPT: ("及时（{trigger}起{count}作软上限）", "promptly (soft limit {count} from {trigger})"),
    TimeRule.EXPECT_WINDOW: ("通常在{due}", "usually in {due}"),
    TimeRule.ONE_OFF: ("{due}前一次", "once by {due}"),
    TimeRule.BEFORE: ("{trigger}前{count}", "{count} before {trigger}"),
    TimeRule.MIN_COUNT: ("每年有最少次数", "a least number a year"),
}
_CITED = {"zh": ("《{name}》", "（{number}）", "第{article}条", "{article}", "；")}
"""Language → how name, number, article and other place of a source are written, and what stands between two sources."""
_CITED_ELSEWHERE = ("{name}", " ({number})", ", art. {article}", ", {article}", "; ")
"""How English writes it, and every other language so far."""
_NO_NUMBER = ("及时（无数字）", "promptly (no number)")
_SOFT = ("只提示", "prompts only")


def pick(pair: tuple[str, str], lang: str) -> str:
    """Return the Chinese or the English of *pair*."""
    return pair[lang == "en"]


def name_of(one: Edition | Category | Duty, lang: str) -> str:
    """Return the name of a part of an edition; where it has no English one, the one it has."""
    return (one.name_en if lang == "en" else "") or one.name


def say_rule(timing: Timing, lang: str = "zh", edition: Edition | None = None) -> str:
    """Return the rule itself, such as 决定作出之日起20个工作日内; in English by the words of its *edition*."""
    if timing.rule is TimeRule.PROMPT and timing.n is None:
        return pick(_NO_NUMBER, lang)
    gap = " " if lang == "en" else ""
    count = f"{timing.n}{gap}{pick(UNITS[timing.unit], lang)}" if timing.unit and timing.n is not None else ""
    said = pick(_RULES[timing.rule], lang)
    trigger, about, limit = (
        edition.say(one, lang) if edition else one for one in (timing.trigger, timing.about, timing.only_for)
    )
    said = said.format(trigger=trigger, count=count, due=_day(timing.due, lang))
    if lang == "en":
        return said + (f" ({about})" if about else "") + (f" [{limit}]" if limit else "")
    return said + (f"（{about}）" if about else "") + (f"〔{limit}〕" if limit else "")


def _day(due: str, lang: str) -> str:
    if lang == "en" or not due or ".." in due:
        return due
    numbers = [int(part) for part in due.split("-")]
    return "".join(f"{number}{sign}" for number, sign in zip(numbers, "年月日"[-len(numbers) :], strict=True))


def _manner(edition: Edition, lang: str) -> tuple[str, str, str, str, str]:
    return _CITED_ELSEWHERE if lang == "en" else _CITED.get(edition.language, _CITED_ELSEWHERE)


def say_citation(citation: str, edition: Edition, lang: str = "zh") -> str:
    """Return name, number and article of the instrument, as the edition's language or English writes them: 《预算法》（主席令）第14条."""
    named, numbered, of_article, elsewhere, _ = _manner(edition, lang)
    instrument = edition.instruments[instrument_of(citation)]
    _, _, article = citation.partition("#")
    name = edition.say(instrument.name, lang)
    parts = [named.format(name=name.strip("《》"))]
    if instrument.doc_no:
        parts.append(numbered.format(number=edition.say(instrument.doc_no, lang)))
    if article:
        article = edition.say(article, lang)
        parts.append((of_article if article[:1].isdigit() else elsewhere).format(article=article))
    return "".join(parts)


def say_passage(category: Category, edition: Edition, lang: str = "zh") -> str:
    """Return the sentence of the source document that makes it a duty, as it stands there, after what the document is called."""
    name, number = edition.say(edition.document, lang), edition.say(edition.doc_no, lang)
    place = edition.say(category.place, lang)
    if lang == "en":
        where = ", ".join(filter(None, (f"{name} ({number})" if number else name, place)))
        return f"{where}: {category.passage}"
    return f"《{name}》{f'（{number}）' if number else ''}{place}：{category.passage}"


def say_basis(timing: Timing, edition: Edition, lang: str = "zh") -> str:
    """Return everything that a rule rests on."""
    between = _manner(edition, lang)[-1]
    return between.join(say_citation(one, edition, lang) for one in timing.cite)


def say_validity(first: date | None, last: date | None) -> str:
    """Return the time of validity as an interval with an open end where there is none."""
    return f"{first or ''}…{last or ''}" if first or last else ""


def say_standing(timing: Timing, lang: str = "zh") -> str:
    """Return jurisdiction and strength of a rule, and whether it only prompts."""
    said = f"{timing.jurisdiction} {pick(STRENGTHS[timing.strength], lang)}"
    return said if timing.convicts else f"{said}, {pick(_SOFT, lang)}"


def unit_names(units: tuple[str, ...], edition: Edition, lang: str = "zh") -> str:
    """Return the names of *units*, joined."""
    return ("、" if lang == "zh" else ", ").join(edition.say(edition.units[one].name, lang) for one in units)


def scope_names(units: tuple[str, ...], edition: Edition, lang: str = "zh") -> str:
    """Return the names of *units*; a set stands for all its members."""
    inside = {member for unit in units for member in edition.units[unit].members}
    return unit_names(tuple(one for one in units if one not in inside), edition, lang)
