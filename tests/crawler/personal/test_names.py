import pytest

from crawler.personal.names import find_names, mask_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("当事人:张三,男", ["张三"], id="a party"),
        pytest.param("法定代表人(负责人):王 五\n", ["王 五"], id="a blank inside the name"),
        pytest.param("被处罚人 李四(个体)", ["李四"], id="no colon, brackets behind"),
        pytest.param("负责人为成员的小组", [], id="no name: 成员"),
        pytest.param("负责人:财务科长", [], id="an office"),
        pytest.param("当事人:县文化馆。", [], id="an institution"),
        pytest.param("姓名:应当填写,", [], id="an instruction"),
    ],
)
def test_names_behind_labels(text, names):
    assert list(find_names(text)) == names


def test_only_private_parties_open_a_sentence_about_a_person():
    assert find_names("当事人:张三,电话")["张三"] == [0]
    assert find_names("联系人:张三,电话")["张三"] == []


def test_the_longer_name_is_masked_where_two_overlap():
    masked = [(one.start, one.masked) for one in mask_names("王明华和王明", {"王明": [], "王明华": []})]
    assert masked == [(0, "王某某"), (4, "王某某")]
