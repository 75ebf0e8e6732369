"""The other forms of an address, and when they are tried."""

import pytest

from crawler.store.addresses import url_key
from crawler.ways import Ways, with_twins
from crawler.words import Outcome

URL = "https://www.harbour.example/tzgg/?a=1"


@pytest.mark.parametrize(
    ("url", "failed", "status", "forms"),
    [
        pytest.param(
            URL,
            Outcome.REFUSED,
            None,
            ("http://www.harbour.example/tzgg/?a=1", "https://harbour.example/tzgg/?a=1"),
            id="no connection",
        ),
        pytest.param(
            "http://harbour.example:80/",
            Outcome.TLS,
            None,
            ("https://harbour.example/", "http://www.harbour.example:80/"),
            id="a port that the scheme implies",
        ),
        pytest.param(
            "http://127.0.0.1:81/",
            Outcome.REFUSED,
            None,
            ("https://127.0.0.1:81/",),
            id="a number has no twin",
        ),
        pytest.param(URL, Outcome.DNS, None, ("https://harbour.example/tzgg/?a=1",), id="no such name"),
        pytest.param(
            URL,
            Outcome.NOT_FOUND,
            410,
            ("http://www.harbour.example/tzgg/?a=1", "https://harbour.example/tzgg/?a=1"),
            id="gone",
        ),
        pytest.param(URL, Outcome.NOT_FOUND, 404, (), id="not found"),
        pytest.param(URL, Outcome.BLOCKED, 403, (), id="refused by a server"),
        pytest.param(URL, Outcome.CHALLENGE, 412, (), id="a challenge"),
        pytest.param(URL, Outcome.ROBOTS, None, (), id="forbidden"),
        pytest.param(URL, Outcome.TIMEOUT, None, (), id="slow"),
    ],
)
def test_only_what_can_come_of_the_form_is_tried_in_another(url, failed, status, forms):
    assert Ways().left(url, failed, status) == forms


def test_an_origin_is_tried_in_other_forms_once():
    ways = Ways()
    assert ways.left(URL, Outcome.REFUSED, None)
    assert ways.left("https://www.harbour.example/other/", Outcome.REFUSED, None) == ()


def test_a_strict_site_is_never_turned_to_plain_http():
    assert Ways(strict=True).left(URL, Outcome.TLS, None) == ("https://harbour.example/tzgg/?a=1",)
    assert Ways(strict=True).left("http://h.example/", Outcome.REFUSED, None)[0] == "https://h.example/"


def test_every_form_has_the_identity_of_the_first():
    forms = (URL, *Ways().left(URL, Outcome.REFUSED, None))
    assert len({url_key(one) for one in forms}) == 1


def test_the_known_form_is_asked_for_and_left_where_it_fails_too():
    ways = Ways(used={"https://www.harbour.example": "http://www.harbour.example"})
    assert ways.turned(URL) == "http://www.harbour.example/tzgg/?a=1"
    assert ways.turned("https://other.example/") == "https://other.example/"
    assert ways.left(URL, Outcome.REFUSED, None)[0] == URL


def test_hosts_come_with_their_twins():
    assert with_twins(["a.example:81", "127.0.0.1:80"]) == {
        "a.example:81",
        "www.a.example:81",
        "127.0.0.1:80",
    }
