import math

import pytest

from monitor.importing.language import LanguageModel, kind_of

MODEL = LanguageModel(["縣文化局公布。縣體育局公布。", "公布信息。"])


@pytest.mark.parametrize(
    ("character", "kind"),
    [
        pytest.param("公", "common", id="simplified"),
        pytest.param("縣", "common", id="traditional"),
        pytest.param("鄞", "second", id="a name of a place"),
        pytest.param("磉", "second", id="seldom seen"),
        pytest.param("涃", "rare", id="hardly ever seen"),
        pytest.param("。", "sign", id="a full stop"),
        pytest.param("7", "digit", id="a digit"),
        pytest.param("M", "latin", id="a letter"),
        pytest.param("η", "foreign", id="Greek"),
        pytest.param("\ue422", "foreign", id="private use"),
    ],
)
def test_characters_have_a_class(character, kind):
    assert kind_of(character) == kind


def test_what_was_seen_is_likelier_than_what_was_not():
    assert MODEL.score("公布。") > MODEL.score("公開。") > MODEL.score("涃M。")


def test_the_start_of_a_score_depends_on_what_stands_before():
    assert MODEL.score("布", "公") > MODEL.score("布", "局")


def test_chances_of_the_next_character_do_not_exceed_one():
    assert sum(math.exp(MODEL.step("公", one)) for one in "縣文化局公布體育信息。") < 1


def test_pairs_are_attested_only_when_seen():
    assert MODEL.attests("公布")
    assert not MODEL.attests("布公")


def test_an_empty_document_still_tells_common_from_rare():
    assert LanguageModel([]).score("公") > LanguageModel([]).score("涃")
