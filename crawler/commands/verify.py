"""``gongkai verify``: prove an archive by nothing but itself, or print the lines by which a stranger does."""

import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from crawler.archive.adoption import adopt, say_adopted, unchained
from crawler.archive.places import FolderPlace, Place, WorkspacePlace, elsewhere, place_of
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import fingerprint_of, load_signer, read_public
from crawler.archive.proof.pace import Pace, Work, machine_pace
from crawler.archive.proof.plain import plain_lines
from crawler.archive.proof.problems import Findings, Problem
from crawler.archive.proof.saying import coverage_lines, pace_lines
from crawler.clock import system_clock
from crawler.door.streams import aside
from crawler.door.terminal import echo_json
from crawler.errors import IntegrityFailure, InvalidFile, UsageError
from crawler.plural import counted
from crawler.workspace import Workspace


@click.command()
@click.argument("address", metavar="[DIR]", default="")
@click.option(
    "--deep", is_flag=True, help="Open every record, also where the digest of its segment is right."
)
@click.option(
    "--key",
    "keys",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Public key that must have signed; may be given again.",
)
@click.option(
    "--noted",
    multiple=True,
    metavar="SHA256",
    help="Digest of a link or root that was noted elsewhere; must still be there; may be given again.",
)
@click.option("--facts", is_flag=True, help="Also hold the database against the archive.")
@click.option(
    "--adopt",
    "adopting",
    is_flag=True,
    help="First take segments that no link knows into the chain, as they are.",
)
@click.option("--commands", is_flag=True, help="Only print the lines of shell by which a stranger checks it.")
@click.option("--lang", type=click.Choice(("zh", "en")), default="en", help="Language of the last lines.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def verify(
    opened: Callable[[], Workspace],
    address: str,
    deep: bool,
    keys: tuple[Path, ...],
    noted: tuple[str, ...],
    facts: bool,
    adopting: bool,
    commands: bool,
    lang: str,
    as_json: bool,
) -> None:
    r"""Check the archive in DIR, or of the workspace, with no database and no network.

    DIR may be a folder, or an object store such as s3://bucket/prefix. The digest of a segment holds all of its
    bytes; what differs is named record by record. Exit status 9 says that something is not what was sealed.

    \b
    gongkai verify /media/copy/archive
    gongkai verify --commands /media/copy/archive | sh
    gongkai -w ningbo verify --deep --facts
    """
    workspace = None if address and not (facts or adopting) else opened()
    where = address or str(workspace.archive if workspace else "")
    place = _place(workspace, address, where)
    if commands:
        with aside():  # it is to be run as it is, and holds no text of any page
            click.echo("\n".join(plain_lines(place)))
        return
    if adopting and workspace:
        _adopt(Path(where), workspace)
    began, pace = time.perf_counter(), Pace(time.process_time, time.perf_counter)
    trusted = [_fingerprint(one) for one in keys]
    findings = check_archive(place, deep=deep, trusted=trusted, noted=noted, pace=pace)
    took, machine = time.perf_counter() - began, machine_pace(time.process_time)
    if facts and workspace:
        findings.problems += _compared(Path(where), workspace)
    if as_json:
        echo_json(_data(findings, took, machine))
    else:
        _tell(findings)
        for line in [*coverage_lines(findings, lang), *pace_lines(findings, took, machine, lang)]:
            click.echo(line)
    if findings.problems:
        raise IntegrityFailure(f"{counted(len(findings.problems), 'problem')} in {where!r}")


def _place(workspace: Workspace | None, address: str, where: str) -> Place:
    """Return where the archive lies: at the *address* that was given, else where the workspace keeps it."""
    place: Place = place_of(where, workspace.settings.archive.store_endpoint if workspace else "")
    if workspace and not address and (store := elsewhere(workspace.archive)):
        place = WorkspacePlace(workspace.archive, store)
    if isinstance(place, FolderPlace) and not place.folder.is_dir():
        raise UsageError(f"no archive: {where!r} is no folder")
    return place


def _adopt(folder: Path, workspace: Workspace) -> None:
    adopt(
        folder,
        unchained(folder),
        system_clock,
        load_signer(workspace.signing_key),
        lambda one: click.echo(say_adopted(one), err=True),
    )


def _compared(folder: Path, workspace: Workspace) -> list[Problem]:
    from crawler.archive.proof.facts import compare  # noqa: PLC0415 - the rest does without a database
    from crawler.store.database import open_database  # noqa: PLC0415
    from crawler.store.schema import prepare_facts  # noqa: PLC0415

    engine = open_database(workspace.database_url)
    prepare_facts(engine)
    return compare(folder, engine)


def _fingerprint(path: Path) -> str:
    try:
        return fingerprint_of(read_public(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise InvalidFile(path, None, f"no public key: {error}") from None


def _tell(findings: Findings) -> None:
    """Print what was found."""
    for problem in findings.problems:
        click.echo(str(problem))
    for note in findings.notes:
        click.echo(f"note: {note}")
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(findings.types.items()))
    click.echo(
        f"{counted(findings.segments, 'segment')}, {counted(findings.types.total(), 'record')}: {kinds or 'none'}"
    )
    signers = " ".join(sorted(findings.signers)) or "nobody"
    click.echo(
        f"signed by {signers}; {counted(findings.roots, 'daily root')}, {counted(len(findings.stamps), 'stamp')}"
    )


def _data(findings: Findings, took: float, machine: float) -> dict[str, Any]:
    pace = findings.pace
    return {
        "problems": [asdict(one) for one in findings.problems],
        "notes": findings.notes,
        "segments": findings.segments,
        "records": dict(findings.types),
        "signers": sorted(findings.signers),
        "roots": findings.roots,
        "stamps": findings.stamps,
        "covered": [asdict(one) for one in findings.covered],
        "end": {"link": findings.end[0], "sha256": findings.end[1]},
        "packed_bytes": findings.packed_bytes,
        "plain_bytes": findings.plain_bytes,
        "hashed_bytes": pace.hashed,
        "seconds": took,
        "cpu": pace.total,
        "cpu_by_work": {one: pace.spent[one] for one in Work},
        "bound_by": pace.bound,
        "waited": pace.waited,
        "sha256_rate": {"here": pace.hashing_rate, "machine": machine},
    }
