"""Looks at the programs beside Python that some sites or databases need."""

from collections.abc import Iterator
from importlib.util import find_spec

from crawler.browser.browser import Browser
from crawler.errors import UsageError
from crawler.files.tools import tool
from schedules.backup.dump import program
from schedules.doctor.finding import Finding, Level, Patient, judged


def tools(patient: Patient) -> Iterator[Finding]:
    """Yield the programs that this workspace has use for."""
    crawl = patient.workspace.settings.crawl
    sites = patient.workspace.sites().values()
    drawn = [one.id for site in sites for one in site.column if one.render or one.render_notices]
    if drawn:
        absence = Browser(crawl.browser, crawl.draw_timeout).absence
        yield judged("browser", Level.WRONG if absence else Level.OK, said=absence, columns=len(drawn))
    yield judged("ocr", Level.OK if tool("tesseract") else Level.NOTE)
    if patient.engine.dialect.name == "postgresql":
        try:
            yield judged("dump", Level.OK, path=program("pg_dump"))
        except UsageError:
            yield judged("no_dump", Level.NOTE)
    if patient.workspace.settings.archive.store:
        there = find_spec("s3fs") is not None
        yield judged("store", Level.OK if there else Level.WRONG)
