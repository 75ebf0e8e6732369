"""One site, one spelling."""

import pytest

from crawler.cms.spelling import at_home
from crawler.records import Row

LIST = "http://www.harbour.example/tzgg/"


@pytest.mark.parametrize(
    ("url", "spelled"),
    [
        pytest.param(
            "https://www.harbour.example/a?b=1#c", "http://www.harbour.example/a?b=1#c", id="scheme"
        ),
        pytest.param("http://harbour.example/a", "http://www.harbour.example/a", id="no www"),
        pytest.param("https://HARBOUR.example:443/a", "http://www.harbour.example/a", id="the usual port"),
        pytest.param("http://www.harbour.example/a", "http://www.harbour.example/a", id="as it is"),
        pytest.param("http://www.harbour.example:81/a", "http://www.harbour.example:81/a", id="another port"),
        pytest.param("http://m.harbour.example/a", "http://m.harbour.example/a", id="for telephones"),
        pytest.param("https://other.example/a", "https://other.example/a", id="another host"),
        pytest.param("http://h.example:99999/a", "http://h.example:99999/a", id="no port at all"),
    ],
)
def test_rows_of_the_site_are_spelled_like_their_list(url, spelled):
    (row,) = at_home([Row(title="通知", url=url)], LIST)
    assert row == Row(title="通知", url=spelled)


def test_a_port_of_its_own_keeps_both_schemes_together():
    (row,) = at_home([Row(title="通知", url="https://127.0.0.1:8040/a")], "http://127.0.0.1:8040/")
    assert row.url == "http://127.0.0.1:8040/a"
