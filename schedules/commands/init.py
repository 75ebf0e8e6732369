"""``gongkai init``: makes a workspace that works as it stands."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from crawler.errors import UsageError

NEXT = """\
{root} is ready. Next:
  1  {root}/gongkai.toml    put a contact address in [crawl]
  2  {root}/bureaus.toml    the bureaus you watch
  3  {root}/sites/          one file a site; try each: gongkai -w {root} source test ID
  4  gongkai -w {root} source check
     gongkai -w {root} archive key    the key that signs what is archived; keep a copy elsewhere
     gongkai -w {root} crawl
     gongkai -w {root} check
     gongkai -w {root} serve
No site at hand? "gongkai demo" plays a whole city on this machine."""


PACKED = """\
The sites of a pack come from public sources and were not seen by us: their caveats say what is unverified. Complete their columns before
judging: what a site publishes in a column that is not watched is not seen."""


def write_workspace(root: Path, pack: str = "") -> list[Path]:
    """Write the template's files into *root* and return them; those of the *pack* take the place of bureaus and sites.

    Raises UsageError when a file is already there or no such pack exists; nothing is written then.
    """
    with as_file(files("schedules") / "templates") as templates:
        sources = _files(templates / "workspace")
        if pack:
            sources = {name: path for name, path in sources.items() if not _in_packs(name)}
            sources |= _files(_pack(templates / "packs", pack))
        targets = {root / name: path for name, path in sorted(sources.items())}
        if taken := [str(one) for one in targets if one.exists()]:
            raise UsageError(f"already there: {', '.join(taken)}", hint="choose an empty folder")
        for target, source in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return list(targets)


def _files(folder: Path) -> dict[Path, Path]:
    """Return the files of a template by their place in the workspace."""
    return {one.relative_to(folder): one for one in folder.rglob("*.toml")}


def _in_packs(name: Path) -> bool:
    """Whether a pack brings files of this kind."""
    return name.parts[0] in {"sites", "bureaus.toml"}


def _pack(packs: Path, wanted: str) -> Path:
    known = {one.name: one for one in sorted(packs.iterdir()) if one.is_dir()}
    if wanted not in known:
        raise UsageError(f"no such pack: {wanted!r}", hint=f"packs: {', '.join(known)}")
    return known[wanted]


def pack_names() -> list[str]:
    """Return the packs there are: known places with their sites, and catalogues to begin with."""
    return sorted(
        one.name for one in files("schedules").joinpath("templates", "packs").iterdir() if one.is_dir()
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--pack", default="", help=f"Start with a known place or another catalogue: {', '.join(pack_names())}."
)
def init(folder: Path, pack: str) -> None:
    r"""Make a workspace in FOLDER: settings, bureaus, a site, a plan.

    \b
    gongkai init ningbo
    gongkai init /srv/gongkai/ningbo --pack ningbo
    gongkai init /srv/gongkai/delft --pack nl-woo-2024
    """
    written = write_workspace(folder, pack)
    for one in written:
        click.echo(f"wrote {one}", err=True)
    click.echo(NEXT.format(root=folder))
    if pack and any(one.parent.name == "sites" for one in written):
        click.echo(PACKED)
