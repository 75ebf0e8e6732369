import pytest

from crawler.extract.indexnumber import labelled_index, whole_index


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("11330206747397931R/2021-154911", id="by credit code"),
        pytest.param("000014349/2015-00051", id="of the centre"),
        pytest.param("330206-01-02-0301-20150624-1", id="six parts"),
        pytest.param("0142768-8/2022-00185", id="by the old code of organisations"),
        pytest.param("j602402--2023-0165", id="short"),
        pytest.param("530100201506240000123", id="digits"),
    ],
)
def test_known_forms_are_read_whole(number):
    assert whole_index(f" {number} ") == number
    assert labelled_index(f"{number} 财政") == number


def test_a_date_is_no_index_number():
    assert whole_index("2020-10-09") == ""


def test_an_unknown_form_is_kept_behind_its_label():
    assert labelled_index("某局办/2015/12") == "某局办/2015/12"
    assert labelled_index("暂无") == ""
