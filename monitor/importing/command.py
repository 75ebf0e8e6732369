"""``gongkai edition import``: makes an edition of a notice with an annex of responsibilities."""

from pathlib import Path

import click

from crawler.door.terminal import echo_json
from crawler.errors import UsageError
from monitor.calendar import calendar_folder
from monitor.catalogue.load import edition_folders, load_edition
from monitor.catalogue.model import Instrument
from monitor.importing.edition_files import write_edition
from monitor.importing.notice import import_notice, read_notice_file
from monitor.importing.show import as_values, print_tables


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that the edition's folder is made in; editions/ of the workspace when absent.",
)
@click.option("--id", "edition_id", default="", help="Id of the edition; imported-<year> when absent.")
@click.option("--calendar", default="china", show_default=True, help="Id of the working-day calendar.")
@click.option("--json", "as_json", is_flag=True, help="Tell what was done as JSON.")
def import_(file: Path, out: Path | None, edition_id: str, calendar: str, *, as_json: bool) -> None:
    r"""Make an edition of a notice, and tell what was mended, what was dropped and what a person must decide.

    \b
    gongkai edition import notice.txt
    gongkai edition import notice.txt --out editions --id ningbo-2016 --json
    """
    if not (calendar_folder(calendar, _home().parent) / f"{calendar}.toml").exists():
        raise UsageError(f"no calendar {calendar!r}")
    imported = import_notice(read_notice_file(file), file, _registered())
    folder = (out or _home()) / (edition_id or f"imported-{imported.year}")
    write_edition(imported, folder, calendar=calendar)
    if as_json:
        echo_json(as_values(imported, folder))
    else:
        print_tables(imported, folder)


def _registered() -> list[Instrument]:
    """Return the documents that the shipped editions cite."""
    return [one for folder in edition_folders().values() for one in load_edition(folder).instruments.values()]


def _home() -> Path:
    """Return ``editions/`` in the folder given with ``--workspace``."""
    root = click.get_current_context().find_root().params.get("workspace")
    return (root if isinstance(root, Path) else Path()) / "editions"
