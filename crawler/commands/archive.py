"""``gongkai archive``: the key that signs it, the roots of its days, its copies, and what is taken out of it."""

from collections.abc import Callable
from datetime import datetime

import click

from crawler.archive.proof.keys import load_signer, make_key
from crawler.archive.proof.removal import removable, remove_segments
from crawler.archive.proof.upkeep import Upkeep, keep_up
from crawler.clock import system_clock
from crawler.errors import UsageError
from crawler.plural import counted
from crawler.workspace import Workspace

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_MB = 1e6


@click.group()
def archive() -> None:
    r"""Keep what proves the archive: its key, the roots of its days, its copies, the record of what was removed.

    \b
    gongkai -w ningbo archive key
    gongkai -w ningbo archive root
    gongkai -w ningbo archive remove --before 2016-01-01 --reason "保存期满" --by 王某
    """


@archive.command()
@click.pass_obj
def key(opened: Callable[[], Workspace]) -> None:
    r"""Make the key that signs from now on, or print the fingerprint of the one that does.

    Only its owner may read the file. Keep a copy where the archive is not; tell the fingerprint to those who shall
    check what was signed.

    \b
    gongkai -w ningbo archive key
    """
    workspace = opened()
    signer = load_signer(workspace.signing_key)
    made = signer is None
    if signer is None:
        signer = make_key(workspace.signing_key, workspace.archive)
    click.echo(f"{workspace.signing_key}: {'made' if made else 'in use'}, fingerprint {signer.fingerprint}")


@archive.command()
@click.option("--today", is_flag=True, help="Also of what was sealed today, before the day is over.")
@click.pass_obj
def root(opened: Callable[[], Workspace], today: bool) -> None:
    r"""Write the roots of the days that are over, have them stamped, copy to the store; each crawl does so at its end.

    \b
    gongkai -w ningbo archive root
    gongkai -w ningbo archive root --today
    """
    workspace = opened()
    for line in told(keep_up(workspace.root, workspace.settings.archive, system_clock(), today=today)):
        click.echo(line)


@archive.command()
@click.option("--before", type=_DAY, help="Segments sealed before this day.")
@click.option("--segment", "names", multiple=True, help="This segment; may be given again.")
@click.option("--reason", required=True, help="Why, for whoever asks years later.")
@click.option("--by", required=True, help="Who ordered it.")
@click.option("--dry-run", is_flag=True, help="Only print what would go.")
@click.pass_obj
def remove(
    opened: Callable[[], Workspace],
    before: datetime | None,
    names: tuple[str, ...],
    reason: str,
    by: str,
    dry_run: bool,
) -> None:
    r"""Remove segments; their manifests stay, and a signed link says what went, when, why and by whom.

    Nothing goes that a page which did not change since still needs.

    \b
    gongkai -w ningbo archive remove --before 2016-01-01 --reason "保存期满" --by 王某 --dry-run
    """
    workspace = opened()
    if (before is None) == (not names):
        raise UsageError("one of --before and --segment is needed")
    wanted, needed = removable(workspace.archive, before.date()) if before else (list(names), [])
    for name in needed:
        click.echo(f"{name}: stays, for later segments refer to its pages, which did not change")
    if dry_run:
        for name in wanted:
            click.echo(name)
        return
    signer = load_signer(workspace.signing_key)
    for one in remove_segments(workspace.archive, wanted, signer, system_clock(), reason=reason, by=by):
        click.echo(f"{one.segment}: removed, recorded as link {one.number}")


def told(done: Upkeep) -> list[str]:
    """Return what came of the upkeep, a line each."""
    lines = [f"{one}: written, SHA-256 {digest}" for one, digest in done.roots.items()]
    file, digest = done.unsigned_end
    if file:
        lines.append(f"{file}: the newest link, SHA-256 {digest}; nobody signs, so note it elsewhere")
    lines += [f"{one}: not stamped: {why}" for one, why in done.unstamped.items()]
    if done.unshipped:
        lines.append(f"not copied: {done.unshipped}")
    if done.shipped and done.shipped.files:
        lines.append(f"{counted(done.shipped.files, 'file')} copied, {done.shipped.size / _MB:.1f} MB")
    if done.shipped and done.shipped.freed:
        lines.append(f"{counted(done.shipped.freed, 'segment')} now in the store alone")
    return lines
