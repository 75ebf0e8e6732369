"""Writes a workspace that fits a served city, so that the collector and the judge find it as they would a real one."""

from pathlib import Path

from crawler.practice.families import declared, skins
from crawler.practice.model import Bureau, City, Column
from crawler.practice.render import list_path
from crawler.practice.server import RunningCity
from crawler.tomltext import toml_table

RESERVE_MB = 64  # a practice archive holds a few megabytes
CAVEATS = "练习城的站点，只在本机上，一切皆虚构；因此请求之间不停顿，允许访问本机地址。"
CONTACT = "practice@example.invalid"


def write_workspace(folder: Path, running: RunningCity) -> None:
    """Write gongkai.toml, bureaus.toml, events.toml and sites/*.toml into *folder*."""
    city = running.city
    sites = folder / "sites"
    sites.mkdir(parents=True, exist_ok=True)
    (folder / "gongkai.toml").write_text(_settings(city), encoding="utf-8")
    (folder / "bureaus.toml").write_text(_bureaus(city), encoding="utf-8")
    (folder / "events.toml").write_text(_events(city), encoding="utf-8")
    for bureau in city.bureaus:
        text = _site(bureau, running.sites[bureau.site])
        (sites / f"{bureau.site}.toml").write_text(text, encoding="utf-8")


def _settings(city: City) -> str:
    return "\n".join(
        (
            toml_table("[archive]", [("reserve_mb", RESERVE_MB)]),
            toml_table("[crawl]", [("contact", CONTACT)]),
            toml_table("[judge]", [("duties", city.duties)]),
        )
    )


def _bureaus(city: City) -> str:
    return "\n".join(
        toml_table(
            "[[bureau]]",
            [
                ("id", one.id),
                ("name", one.name),
                ("unit", one.unit),
                ("level", one.level),
                ("aliases", (one.short,)),
            ],
        )
        for one in city.bureaus
    )


def _events(city: City) -> str:
    return "\n".join(
        toml_table(
            "[[event]]",
            [
                ("duty", one.duty),
                ("bureau", one.bureau),
                ("what", one.what),
                ("day", one.day),
                ("find", one.find),
                ("basis", one.basis),
            ],
        )
        for one in city.events
    )


def _site(bureau: Bureau, base: str) -> str:
    head = toml_table(
        "",
        [
            ("id", bureau.site),
            ("name", f"{bureau.name}网站"),
            ("bureau", bureau.id),
            ("base", f"{base}/"),
            ("gap", 0.0),
            ("allow_private", True),
            ("whole", bureau.whole),
            ("caveats", CAVEATS),
        ],
    )
    drawn = [("render", True)] if bureau.family in skins() and skins()[bureau.family].render else []
    columns = (
        toml_table(
            "[[column]]", [("id", one.id), ("name", one.name), ("url", list_path(bureau, one)), *drawn]
        )
        + _service(bureau, one)
        for one in bureau.columns
    )
    return "\n".join((head, *columns))


def _service(bureau: Bureau, column: Column) -> str:
    """Return what the file has to say of a service that no adapter knows; nothing nearly always."""
    said = declared(bureau, column)
    return toml_table("[column.service]", list(said.items())) if said else ""
