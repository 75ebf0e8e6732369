import time

import pytest

from crawler.cms.elements import inner, value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("<record>a</record>b<RECORD>c</Record>", ["a", "c"], id="any case"),
        pytest.param("<record>a<record>b</record>", ["b"], id="one left open"),
        pytest.param("<record>a", [], id="never closed"),
        pytest.param("<records>a</records>", [], id="another name"),
        pytest.param("<record></record>", [""], id="nothing inside"),
    ],
)
def test_what_stands_inside(text, found):
    assert inner(text, "record") == found


def test_a_page_of_open_elements_takes_no_time():
    started = time.process_time()
    assert inner("<record>" * 400_000, "record") == []
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(" <![CDATA[ <b> & ]]> ", "<b> &", id="as it stands"),
        pytest.param("&lt;b&gt;", "<b>", id="entities"),
        pytest.param("<![CDATA[half", "<![CDATA[half", id="left open"),
    ],
)
def test_the_text_of_an_element(text, found):
    assert value(text) == found
