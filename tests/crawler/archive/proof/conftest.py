"""An archive with segments of several days, signed, with roots; no database is asked once it stands."""

import random
import shutil
import subprocess
from datetime import timedelta

import pytest

from crawler.archive.places import FolderPlace
from crawler.archive.proof.check import check_archive
from crawler.archive.proof.keys import make_key
from crawler.archive.proof.plain import plain_lines
from crawler.archive.proof.roots import make_roots
from tests.crawler.archive.conftest import NOW, Keeper


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """Three sealed segments of nine exchanges, one of them unchanged, on two days of which one has its root."""
    from crawler.store.database import open_database
    from crawler.store.schema import prepare_facts

    root = tmp_path_factory.mktemp("built")
    engine = open_database(f"sqlite:///{root / 'facts.db'}")
    prepare_facts(engine)
    signer = make_key(root / "key.pem", root / "archive")
    shuffle = random.Random(3)
    pages = [shuffle.randbytes(1500) for _ in range(6)]
    for day in range(3):
        keeper = Keeper(engine, root / "archive", signer=signer)
        keeper.archive.clock = lambda at=NOW + timedelta(days=day): at
        keeper.archive.closing = lambda: {"clock-offset-seconds": "0.250"}
        for page in [*pages[day * 2 : day * 2 + 2], pages[0]]:
            keeper.keep(page, url=f"http://harbour.example/{page[:3].hex()}.html", address="192.0.2.7")
        keeper.archive.seal()
    make_roots(root / "archive", signer, NOW + timedelta(days=2))
    engine.dispose()
    return root


@pytest.fixture
def sealed(built, tmp_path):
    """A copy of it to be spoiled."""
    shutil.copytree(built / "archive", tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def found():
    """Returns what a check of a folder finds, as people read it."""

    def find(folder, **options):
        return [str(one) for one in check_archive(FolderPlace(folder), **options).problems]

    return find


@pytest.fixture
def plainly():
    """Runs the printed lines and returns whether they found everything right."""

    def run(folder):
        script = "\n".join(plain_lines(FolderPlace(folder)))
        done = subprocess.run(["sh"], input=script, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == ("all of it is what was sealed" in done.stdout), done.stderr
        return done.returncode == 0

    return run
