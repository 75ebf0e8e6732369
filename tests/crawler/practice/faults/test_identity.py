"""Row 22 of the matrix: one notice under many addresses is one notice, and notices that nearly share one are two."""

from crawler.store.addresses import url_key


def forms(at):
    path = f"/zwgk/tzgg/201506/t20150601_{at}.html"
    return (
        f"http://www.harbour.example{path}",
        f"https://www.harbour.example:443{path}",
        f"http://www.harbour.example{path}?t={1440600000 + at}",
        f"http://harbour.example/zwgk/tzgg/201506/./t20150601_{at}.html#top",
    )


def test_three_hundred_notices_under_four_addresses_each_are_three_hundred():
    keys = [{url_key(one) for one in forms(at)} for at in range(1, 301)]
    assert {len(one) for one in keys} == {1}
    assert len(set().union(*keys)) == 300


def test_two_hundred_that_nearly_share_an_address_stay_apart():
    near = [
        (f"http://h.example/info/10{at % 7}/{at}.htm", f"http://h.example/info/10{at % 7}/{at}0.htm")
        if at % 2
        else (f"http://h.example/show.jsp?id={at}", f"http://h.example/show.jsp?id={at}&t=7")
        for at in range(1, 201)
    ]
    assert sum(url_key(one) == url_key(other) for one, other in near) == 0
