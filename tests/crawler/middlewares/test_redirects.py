import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.errors import FetchFailed
from crawler.middlewares.redirects import MOST, FollowRedirects
from crawler.words import Outcome

HERE = "http://h.example/a/"


def follow(location, *, url=HERE, status=302, cookie="", **meta):
    headers = {"Location": location} | ({"Set-Cookie": cookie} if cookie else {})
    request = Request(url, headers={"Cookie": "old=1"}, meta=meta)
    return FollowRedirects().process_response(request, Response(url, status=status, headers=headers))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        pytest.param("../b.html", "http://h.example/b.html", id="relative"),
        pytest.param("//o.example:81/c", "http://o.example:81/c", id="another host"),
        pytest.param("https://h.example/a/", "https://h.example/a/", id="another scheme"),
    ],
)
def test_goes_where_it_is_sent(location, target):
    hop = follow(location)
    assert hop.url == target
    assert hop.meta["hops"] == [HERE]
    assert hop.meta["download_slot"] in target
    assert "Cookie" not in hop.headers


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://h.example/", "javascript:1", "http://[x/", "data:,x"]
)
def test_goes_nowhere_but_over_http(location):
    with pytest.raises(FetchFailed) as caught:
        follow(location)
    assert caught.value.outcome is Outcome.FORBIDDEN_ADDRESS


def test_an_answer_is_left_as_it_is():
    assert follow("/b", status=200).status == 200
    plain = Response(HERE, status=302)
    assert FollowRedirects().process_response(Request(HERE), plain) is plain


def test_gives_up_after_five_hops():
    with pytest.raises(FetchFailed) as caught:
        follow("/b", hops=[f"http://h.example/{at}" for at in range(MOST)])
    assert caught.value.outcome is Outcome.REDIRECT_LOOP


def test_never_visits_an_address_twice_but_for_a_gate():
    with pytest.raises(FetchFailed):
        follow(HERE)
    hop = follow(HERE, cookie="CT6T=1; Path=/")
    assert (hop.url, hop.headers["Cookie"]) == (HERE, b"CT6T=1")
    with pytest.raises(FetchFailed) as caught:
        follow(HERE, cookie="session=1", hops=[HERE], carried=True)
    assert caught.value.outcome is Outcome.REDIRECT_LOOP


def test_a_known_protection_is_left_where_it_stands():
    assert follow(HERE, cookie="CT6T=1", hops=[HERE], carried=True).status == 302
    assert follow("/WZWSRELcHJhY3Q=").status == 302


def test_a_cookie_is_not_carried_to_another_host():
    assert "Cookie" not in follow("http://o.example/", cookie="s=1").headers
