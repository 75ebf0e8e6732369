"""Each day that is over has one root, which covers every link once, whatever clocks do."""

from datetime import timedelta

import pytest

from crawler.archive.proof.links import Link, LinkKind, chain_of, stamp_of
from crawler.archive.proof.roots import make_roots, read_root, root_names
from tests.crawler.archive.conftest import NOW


def chained(folder, *days):
    with chain_of(folder, None) as chain:
        for day in days:
            link = Link(
                kind=LinkKind.REMOVAL, segment="a.warc.gz", length=0, at=stamp_of(NOW + timedelta(days=day))
            )
            chain.append(link)


def covered(folder):
    roots = [read_root(one, (folder / one).read_bytes()) for one in root_names(folder)]
    return [(one.name[6:], one.first, one.last) for one in roots]


def test_a_day_has_its_root_once_it_is_over(tmp_path):
    chained(tmp_path, 0, 0, 1)
    assert make_roots(tmp_path, None, NOW) == []
    assert make_roots(tmp_path, None, NOW + timedelta(days=1)) == ["roots/000001-2015-06-24.sha256"]
    assert make_roots(tmp_path, None, NOW + timedelta(days=1)) == []
    assert covered(tmp_path) == [("000001-2015-06-24.sha256", 1, 2)]


def test_a_root_of_today_does_not_take_the_rest_of_the_day_its_own(tmp_path):
    chained(tmp_path, 0)
    make_roots(tmp_path, None, NOW, today=True)
    chained(tmp_path, 0)
    make_roots(tmp_path, None, NOW + timedelta(days=3))
    assert covered(tmp_path) == [("000001-2015-06-24.sha256", 1, 1), ("000002-2015-06-24.sha256", 2, 2)]


def test_a_link_that_a_wrong_clock_dated_back_counts_to_the_day_before_it_in_the_chain(tmp_path):
    chained(tmp_path, 1, 0, 1)
    make_roots(tmp_path, None, NOW + timedelta(days=2))
    assert covered(tmp_path) == [("000001-2015-06-25.sha256", 1, 3)]


def test_roots_name_the_root_before_them(tmp_path, built):
    first, second = (
        read_root(one, (built / "archive" / one).read_bytes()) for one in root_names(built / "archive")
    )
    assert {first.name, f"{first.name}.sig"} <= set(second.sums)
    assert any(one.startswith("keys/") for one in second.sums)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("roots/1.sha256", b"# links 1 to 1, made x, signer none\n", id="the name"),
        pytest.param("roots/000001-2015-06-24.sha256", b"# links 1 to x\n", id="the head"),
        pytest.param(
            "roots/000001-2015-06-24.sha256",
            b"# links 1 to 1, made x, signer none\n" + b"0" * 64 + b"  ../etc/passwd\n",
            id="a name that leads out",
        ),
    ],
)
def test_what_is_no_root_is_refused(name, text):
    with pytest.raises(ValueError, match="not a root"):
        read_root(name, text)
