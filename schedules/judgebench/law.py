"""The catalogue of the made-up province: the shipped one, in which every duty binds everybody."""

from datetime import date

from crawler.workspace import JudgeSettings
from monitor.catalogue.load import find_edition
from monitor.matching.rulefile import find_knowledge
from monitor.sitting import Trial, by_rules
from schedules.judgebench.province import bench_edition


def bench_law(deadline: date) -> Trial:
    """Return what the province is judged by; the first dated duty ends on *deadline*."""
    shipped = find_edition(JudgeSettings().edition)
    return by_rules(bench_edition(shipped, deadline), find_knowledge(shipped))
