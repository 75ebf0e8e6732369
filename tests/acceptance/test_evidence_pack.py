"""The evidence of a verdict is one file, and the shell alone finds whatever was changed in it."""

import json
import random
import subprocess
from zipfile import ZipFile

import pytest

DAY = "2016-03-01"


@pytest.fixture
def judged(gongkai, root):
    """A workspace that was crawled, with a signed archive, and the keys of what is met and of what was not found."""
    assert gongkai(root, "archive", "key").returncode == 0
    assert gongkai(root, "crawl").returncode == 0
    said = json.loads(gongkai(root, "check", "--json").stdout)
    found = {one["standing"]: one["key"] for one in said["verdicts"]}
    return root, found


def pack(gongkai, root, key, out, *words):
    done = gongkai(root, "evidence", "pack", key, "--as", "王芳", "--reason", "复核", "--out", out, *words)
    assert done.returncode == 0, done.stderr
    with ZipFile(out) as book:
        book.extractall(out.parent)
    return out.parent / out.stem


def checked(folder):
    return subprocess.run(["sh", "verify.sh"], cwd=folder, capture_output=True, text=True, check=False)


def test_a_pack_is_checked_by_the_shell_alone(gongkai, judged, tmp_path):
    root, found = judged
    for standing, key in found.items():
        folder = pack(gongkai, root, key, tmp_path / f"{standing}.zip")
        done = checked(folder)
        assert done.returncode == 0, done.stderr
        assert "signed by" in done.stdout
        assert key in (folder / "溯源表.html").read_text(encoding="utf-8")
        assert json.loads((folder / "verdict.json").read_text(encoding="utf-8"))["standing"] == standing


def test_every_change_is_found(gongkai, judged, tmp_path):
    root, found = judged
    folder = pack(gongkai, root, next(iter(found.values())), tmp_path / "pack.zip")
    chance = random.Random(20150624)
    files = sorted(one for one in folder.rglob("*") if one.is_file() and "SHA256SUMS" not in one.name)
    files = [one for one in files if one.name != "verify.sh"]
    for path in files:
        whole = path.read_bytes()
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert checked(folder).returncode, path
        path.unlink()
        assert checked(folder).returncode, path
        path.write_bytes(whole)
    (folder / "records" / "9999-list.warc.gz").write_bytes(b"")
    assert checked(folder).returncode


def test_a_record_that_was_exchanged_together_with_its_sum_is_found_by_the_chain(gongkai, judged, tmp_path):
    root, found = judged
    folder = pack(gongkai, root, next(iter(found.values())), tmp_path / "pack.zip")
    lines = (folder / "records.tsv").read_text().splitlines()
    first, second = lines[0].split("\t"), lines[1].split("\t")
    (folder / "records" / first[0]).write_bytes((folder / "records" / second[0]).read_bytes())
    (folder / "records.tsv").write_text(
        "\n".join(["\t".join([*first[:4], second[4], *first[5:]]), *lines[1:]]) + "\n"
    )
    listed = "find . -type f ! -name 'SHA256SUMS*' | cut -c3- | sort | xargs -d '\\n' sha256sum > SHA256SUMS"
    subprocess.run(["sh", "-c", listed], cwd=folder, check=True)
    done = checked(folder)
    assert done.returncode
    assert "is not in the manifest" in done.stderr


def test_who_took_it_out_is_recorded(gongkai, judged, tmp_path):
    root, found = judged
    pack(gongkai, root, found["met"], tmp_path / "pack.zip")
    told = gongkai(root, "original", "--log", "--json")
    assert told.returncode == 0, told.stderr
    log = json.loads(told.stdout)
    assert {(one["who"], one["reason"]) for one in log} == {("王芳", "复核")}
    refused = gongkai(root, "evidence", "pack", found["met"], "--out", tmp_path / "other.zip")
    assert refused.returncode == 2
    assert not (tmp_path / "other.zip").exists()


def test_other_tools_read_its_records(gongkai, judged, tmp_path):
    from warcio.archiveiterator import ArchiveIterator

    root, found = judged
    folder = pack(gongkai, root, found["met"], tmp_path / "pack.zip")
    for path in sorted((folder / "records").iterdir()):
        with path.open("rb") as source:
            (record,) = [
                (one.rec_type, one.content_stream().read(), one.digest_checker.passed)
                for one in ArchiveIterator(source, check_digests=True)
            ]
        assert record[2] is not False


def test_screenshots_are_of_the_archived_bytes(gongkai, judged, tmp_path):
    pytest.importorskip("playwright")
    from crawler.browser.program import absence

    if absence(""):
        pytest.skip("no browser is installed")
    root, found = judged
    folder = pack(gongkai, root, found["met"], tmp_path / "pack.zip", "--screens")
    images = sorted((folder / "screens").iterdir())
    assert images
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in images)
    assert checked(folder).returncode == 0
