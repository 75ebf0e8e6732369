"""The practice city, crawled into SQLite and into PostgreSQL: both say the same, and both say the truth."""

import asyncio
import json
import shutil
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from crawler.middlewares.robots import _BOOK
from crawler.practice.city import build_city
from crawler.practice.truth import obligations
from crawler.store.database import open_database
from crawler.workspace import open_workspace
from schedules.demo.city import city_process
from schedules.demo.play import play
from schedules.store import prepare

KINDS = ("sqlite", "postgresql")
DAY = timedelta(days=1)
NUMBERS = {"notice", "digest", "lower_reading", "upper_reading"}


def telling_days(city):
    """Return the days on which a look can change a verdict; on all others a daily watcher learns nothing."""
    days = {city.first, city.last - 2 * DAY, city.last - DAY, city.last}
    for claim, truth in zip(city.claims, obligations(city), strict=True):
        notice = city.by_id[claim.bureau].by_number.get(claim.notice)
        if truth.standing == "late" or "date_conflict" in truth.flags:
            days |= {notice.appears - DAY, notice.appears}
        if "withdrawn" in truth.flags:
            days |= {notice.gone - DAY, notice.gone, notice.gone + DAY}
        for edit in notice.edits if notice else ():
            days |= {edit.day - DAY, edit.day}
    for bureau in city.bureaus:
        for trouble in bureau.troubles:
            days |= {trouble.since - DAY, trouble.until + DAY}
    return sorted(one for one in days if city.first <= one <= city.last)


@pytest.fixture(scope="module")
def urls(request, tmp_path_factory):
    """An empty database of each kind that there is."""
    found = {"sqlite": f"sqlite:///{tmp_path_factory.mktemp('facts') / 'facts.db'}"}
    try:
        server = request.getfixturevalue("postgresql_server")
    except pytest.skip.Exception:
        yield found
        return
    name = f"t{uuid4().hex[:12]}"
    admin = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield {**found, "postgresql": f"{server}/{name}"}
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture(scope="module")
def said(urls, tmp_path_factory, gongkai):
    """Kind of database → what ``check --json`` says at the end, after the same days of the same city."""
    city, served = build_city(seed=1), tmp_path_factory.mktemp("city")
    answers = {}
    with city_process(served, seed=1) as process:
        for kind, url in urls.items():
            _BOOK.clear()  # each play begins like a process of its own, which has read no robots.txt
            root = shutil.copytree(served, tmp_path_factory.mktemp("play") / kind)
            engine = open_database(url)
            prepare(engine)
            workspace = open_workspace(root, database_url=url)
            asyncio.run(play(workspace, engine, process.move, telling_days(city), lambda *_: None))
            engine.dispose()
            done = gongkai(root, "check", "--json", "--as-of", city.last, database=url)
            assert done.returncode == 0, done.stderr
            answers[kind] = json.loads(done.stdout)
            answers["shown"] = gongkai(root, "check", "--as-of", city.last, database=url).stdout
    return answers


def differences(one, other, place=""):
    """Yield where two answers differ, but for numbers of rows: those follow the order in which pages arrived."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if key not in NUMBERS:
                yield from differences(one.get(key), other.get(key), f"{place}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, pair in enumerate(zip(one, other, strict=True)):
            yield from differences(*pair, f"{place}/{at}")
    elif one != other:
        yield place, one, other


def line(one):
    """Return what is compared of a verdict."""
    return (one["standing"], sorted(one["flags"]), one["late_working_days"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_standing_and_flag_of_the_truth_is_found(said, kind):
    if kind not in said:
        pytest.skip("PostgreSQL is not installed")
    wanted = {
        f"{one.bureau}/{one.duty}/{one.what}": (one.standing, sorted(one.flags), one.late_working_days)
        for one in obligations(build_city(seed=1))
    }
    found = {one["key"]: line(one) for one in said[kind]["verdicts"]}
    names = wanted.keys() | found.keys()
    differing = {one: (wanted.get(one), found.get(one)) for one in names if wanted.get(one) != found.get(one)}
    assert differing == {}


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_first_screen_shows_what_the_command_prints(said, readme):
    text = (Path(__file__).resolve().parents[2] / readme).read_text(encoding="utf-8")
    block = text.split("<!-- demo -->\n```text\n")[1].split("\n```\n<!-- /demo -->")[0]
    shown = [line.rstrip() for line in said["shown"].splitlines()]
    assert block.splitlines() == shown[: len(block.splitlines())]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_accused_whose_site_could_not_be_read(said, kind):
    if kind not in said:
        pytest.skip("PostgreSQL is not installed")
    truth = {f"{one.bureau}/{one.duty}/{one.what}": one.standing for one in obligations(build_city(seed=1))}
    accusing = {"late", "suspected_missing"}
    accused = {one["key"] for one in said[kind]["verdicts"] if one["standing"] in accusing}
    assert {one for one in accused if truth.get(one) not in accusing} == set()
    assert len(accused) > 10


def test_both_databases_give_the_same_answer(said):
    if len(said) < len(KINDS):
        pytest.skip("PostgreSQL is not installed")
    assert list(differences(*(by_key(said[kind]) for kind in KINDS))) == []


def by_key(answer):
    """Return *answer* with its verdicts by key."""
    return {**answer, "verdicts": {one["key"]: one for one in answer["verdicts"]}}
