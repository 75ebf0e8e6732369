import pytest

from monitor.importing.damage import find_places, hides_pairs, learn

SOUND = ["縣文化局公布開放時間。公共圖書館公布信息。"] * 4


def places(line):
    lines = [*SOUND, line]
    return [
        (one.start, bool(one.readings)) for one in find_places(lines, learn(lines)) if one.line == len(SOUND)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("開放時間??h文化局", [(4, True)], id="a mark with a reading"),
        pytest.param("開放時間?????文化局", [(4, False)], id="whole characters lost"),
        pytest.param("為什么公布?因為需要。", [], id="a question"),
        pytest.param("公布嗎?”", [], id="a question in quotation marks"),
        pytest.param("鄞鄞鄞", [], id="an unusual character that the document uses often"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_broken_places(line, expected):
    assert places(line) == expected


def test_a_document_that_shows_nameless_pairs_has_not_dropped_them():
    assert hides_pairs(["公布"])
    assert not hides_pairs(["公\ue422布"])


def test_what_looks_broken_teaches_nothing():
    model = learn(["公布開放時間信息文化體育場館磉涃M涃磉公布開放時間信息文化體育場館"])
    assert model.attests("公布")
    assert not model.attests("涃磉")


def test_a_text_of_nothing_but_damage_is_given_up_on():
    assert len(find_places(["公?" * 5_000], learn([]))) <= 400
