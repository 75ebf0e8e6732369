"""``gongkai init``: makes a workspace that works as it stands."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from crawler.errors import UsageError

NEXT = """\
{root} is ready. Next:
  1  {root}/gongkai.toml    put a contact address in [crawl]
  2  {root}/bureaus.toml    the bureaus you watch
  3  {root}/sites/          one file a site; fgw.toml is an example
  4  gongkai -w {root} source check
     gongkai -w {root} crawl
     gongkai -w {root} check
     gongkai -w {root} serve
No site at hand? "gongkai demo" plays a whole city on this machine."""


def write_workspace(root: Path) -> list[Path]:
    """Write the template's files into *root* and return them.

    Raises UsageError when a file is already there; nothing is written then.
    """
    with as_file(files("schedules") / "templates" / "workspace") as template:
        sources = sorted(one for one in template.rglob("*.toml"))
        targets = [root / one.relative_to(template) for one in sources]
        if taken := [str(one) for one in targets if one.exists()]:
            raise UsageError(f"already there: {', '.join(taken)}", hint="choose an empty folder")
        for source, target in zip(sources, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    return targets


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    r"""Make a workspace in FOLDER: settings, bureaus, a site, a plan.

    \b
    gongkai init ningbo
    gongkai init /srv/gongkai/ningbo
    """
    for one in write_workspace(folder):
        click.echo(f"wrote {one}", err=True)
    click.echo(NEXT.format(root=folder))
