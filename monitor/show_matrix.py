"""Draws a judgement for a terminal of 100 columns: the matrix, what its signs mean, and the list of findings."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Group, RenderableType
from rich.text import Text

from crawler.plural import counted
from monitor.hanging import WIDTH, Hung, hung
from monitor.judgement import WORST, Cell, Judgement
from monitor.roots import roots
from monitor.say import colour, glyph, say_ending, say_flag, say_reason, say_standing
from monitor.say_root import say_root
from monitor.text import visible
from monitor.verdict import Verdict
from monitor.words import Standing

NAME = 28
CELL = 7

_TEXTS = {
    "zh": {
        "title": "{edition} · 截至 {day}",
        "coverage": "可判定 {judged}/{due}（{share}）",
        "no_coverage": "没有到期事项",
        "flags": "另注",
        "findings": "疑似未公开、逾期与另注事项",
        "none": "没有疑似未公开、逾期或另注的事项。",
        "unreadable": "无法查看的栏目",
        "roots": "无法判定的根本原因（交采集维护人员）",
        "never": "从未采集",
        "due": "应于 {due}",
    },
    "en": {
        "title": "{edition} · as of {day}",
        "coverage": "judged {judged}/{due} ({share})",
        "no_coverage": "nothing was due",
        "flags": "flags",
        "findings": "Suspected missing, late and flagged",
        "none": "Nothing suspected missing, late or flagged.",
        "unreadable": "Columns that could not be read",
        "roots": "Root causes of what cannot be told (for whoever keeps the crawl)",
        "never": "never read",
        "due": "due {due}",
    },
}


def draw(judged: Judgement, lang: str, width: int = WIDTH) -> RenderableType:
    """Return the whole of what ``gongkai check`` prints."""
    parts: list[RenderableType] = [draw_matrix(judged, lang, width), Text()]
    parts += _findings(judged, lang)
    parts += _unreadable(judged, lang)
    parts += _roots(judged, lang)
    return Group(*parts)


def draw_matrix(judged: Judgement, lang: str, width: int = WIDTH) -> RenderableType:
    """Return the matrix alone, with its title, its legend and the totals."""
    name = (judged.edition.name_en if lang == "en" else "") or judged.edition.name
    title = _TEXTS[lang]["title"].format(edition=name, day=judged.day)
    parts: list[RenderableType] = [Text(title, style="bold"), Text()]
    parts += _matrix(judged, width)
    parts += [Text(), _legend(lang), _totals(judged, lang)]
    return Group(*parts)


def _matrix(judged: Judgement, width: int) -> Iterator[Text]:
    cells, ids = judged.matrix(), [one.id for one in judged.categories]
    owing = {bureau for bureau, _ in cells}
    bureaus = [one for one in judged.bureaus.values() if one.id in owing]
    fit = (width - NAME) // CELL
    for start in range(0, len(ids), fit):
        part = ids[start : start + fit]
        head = " " * NAME + "".join(one.ljust(CELL) for one in part)
        yield Text(head.rstrip(), style="bold")
        for bureau in bureaus:
            line = Text(set_cell_size(visible(bureau.name), NAME - 1) + " ")
            for category in part:
                line.append_text(_cell(cells.get((bureau.id, category))))
            line.rstrip()
            yield line


def _cell(cell: Cell | None) -> Text:
    if cell is None:
        return Text(" " * CELL)
    count = f"{cell.count}/{cell.total}" if cell.count < cell.total else str(cell.count)
    said = f"{glyph(cell.standing)}{count}{'!' if cell.flagged else ''}"
    return Text(said + " " * max(CELL - cell_len(said), 1), style=colour(cell.standing))


def _legend(lang: str) -> Text:
    line = Text()
    for standing in WORST:
        line.append(f"{glyph(standing)} ", style=colour(standing))
        line.append(f"{say_standing(standing, lang)}  ")
    return line.append(f"! {_TEXTS[lang]['flags']}")


def _totals(judged: Judgement, lang: str) -> Text:
    words, counts, coverage = _TEXTS[lang], judged.counts(), judged.coverage()
    total = len(judged.verdicts)
    said = [f"共 {total} 项" if lang == "zh" else counted(total, "obligation")]
    said += [f"{say_standing(one, lang)} {counts[one]}" for one in WORST if counts[one]]
    said += [f"{say_flag(one, lang)} {count}" for one, count in judged.flag_counts().items() if count]
    share = coverage.share
    if share is None:
        said.append(words["no_coverage"])
    else:
        said.append(words["coverage"].format(judged=coverage.judged, due=coverage.due, share=f"{share:.0%}"))
    return Text(" · ".join(said))


def _findings(judged: Judgement, lang: str) -> Iterator[RenderableType]:
    words, found = _TEXTS[lang], list(judged.findings())
    if not found:
        yield Text(words["none"])
        return
    yield Text(words["findings"], style="bold")
    for verdict in found:
        yield from _finding(verdict, judged, lang)


def _finding(verdict: Verdict, judged: Judgement, lang: str) -> Iterator[RenderableType]:
    duty = judged.edition.duty(verdict.obligation.duty)
    name = duty.name if lang == "zh" else duty.name_en
    bureau = judged.bureaus[verdict.obligation.bureau]
    said = Text(f"{glyph(verdict.standing)} ", style=colour(verdict.standing))
    said.append(f"{visible(bureau.name)} · {duty.id} {name}", style="bold")
    if verdict.due:
        said.append(f" · {_TEXTS[lang]['due'].format(due=verdict.due)}")
    if verdict.flags:
        said.append(f" · {' '.join(say_flag(one, lang) for one in verdict.flags)}", style="magenta")
    yield hung(said, "")
    yield _indented(Text(visible(verdict.key), style="bright_black"))
    reasons = [verdict.reason] if verdict.standing.accuses or verdict.standing is Standing.CANNOT_TELL else []
    for reason in (*reasons, *verdict.flag_reasons.values()):
        yield _indented(
            Text(visible(say_reason(reason, lang, verdict.evidence.zone, judged.edition.english)))
        )


def _indented(text: Text) -> Hung:
    return hung(text, "  ")


def _unreadable(judged: Judgement, lang: str) -> Iterator[RenderableType]:
    if not judged.unreadable:
        return
    words = _TEXTS[lang]
    yield Text()
    yield Text(words["unreadable"], style="bold")
    by_site: dict[tuple[str, str], list[str]] = {}
    for one in judged.unreadable:
        ending = say_ending(one.ending, lang) or words["never"]
        by_site.setdefault((one.bureau, ending), []).append(visible(one.name))
    for (bureau, ending), names in by_site.items():
        name = visible(judged.bureaus[bureau].name)
        said = (
            f"{name}：{ending}（{'、'.join(names)}）"
            if lang == "zh"
            else f"{name}: {ending} ({', '.join(names)})"
        )
        yield _indented(Text(said))


def _roots(judged: Judgement, lang: str) -> Iterator[RenderableType]:
    """Yield what everything that cannot be told comes down to, a line a cause."""
    found = [one for one in roots(judged) if one.obligations]
    if not found:
        return
    yield Text()
    yield Text(_TEXTS[lang]["roots"], style="bold")
    for one in found:
        yield _indented(Text(visible(say_root(one, lang))))
