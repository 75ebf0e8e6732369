import pytest

from crawler.personal.names import Names, find_names, mask_names
from crawler.plaintext import half_width

PENALTY = "本案罚款五百元。"
"""Makes a text one about a penalty, in which names are sought that nothing introduces."""


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
        pytest.param("项目负责人应在岗", [], id="what somebody must do"),
    ],
)
def test_names_behind_labels(text, names):
    assert list(find_names(text).private) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("当事人陈国和在场", ["陈国和"], id="a name that ends like a particle"),
        pytest.param("证人陈国的证言", ["陈国"], id="a particle behind a short name"),
        pytest.param("驾驶员王自立即停车", ["王自立"], id="a character of the next word"),
        pytest.param("证人李四、王小五和赵六作证", ["李四", "王小五", "赵六"], id="a list"),
        pytest.param("对孙小红作出行政处罚", ["孙小红"], id="a title"),
        pytest.param("孙小红涉嫌无证驾驶案", ["孙小红"], id="the beginning of a title"),
        pytest.param("2.钱大伟未按规定公示", ["钱大伟"], id="a numbered list"),
        pytest.param("承运人周小明，电话", ["周小明"], id="a role that no list knows"),
        pytest.param("郑小明（身份证号", ["郑小明"], id="proven by what stands behind"),
        pytest.param("吴小明先生：", ["吴小明"], id="a title of courtesy"),
        pytest.param("阿卜杜拉·吐尔逊驾驶", ["阿卜杜拉·吐尔逊"], id="a name with a dot"),
        pytest.param("属于高新技术", [], id="a surname that ends a word"),
        pytest.param("群众关切的问题", [], id="an ordinary word"),
        pytest.param("甬农罚〔2015〕4号", [], id="a document number"),
        pytest.param("持续推进“美丽山城·整洁村镇”活动", [], id="a slogan with a dot"),
    ],
)
def test_names_in_a_text_about_a_penalty(text, names):
    assert sorted(find_names(f"{PENALTY}{half_width(text)}").masked()) == sorted(names)


def test_elsewhere_only_a_label_with_its_colon_introduces_a_name():
    text = "会议选举张三为主任,教师李四获奖。联系人:王五,姓名:赵六"
    assert find_names(text).masked() == ["赵六"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("执法人员张三、李四检查", id="officers"),
        pytest.param("张三、李四现场检查时", id="by what they do"),
        pytest.param("法定代表人:张三,局长。李四局长", id="by their post"),
        pytest.param("本局地址:湖滨路1号,联系人:张三", id="an office's contact"),
    ],
)
def test_officials_in_office_stay(text):
    assert find_names(f"{PENALTY}{text}").masked() == []


def test_the_contact_of_a_company_does_not_stay():
    assert find_names("公司联系人:张三,电话").masked() == ["张三"]


def test_only_private_parties_open_an_entry_about_a_person():
    assert find_names("当事人:张三,电话").private["张三"] == [0]
    assert find_names("法定代表人:张三,电话").private["张三"] == []


def test_the_longer_name_is_masked_where_two_overlap():
    names = Names(private={"王明": [], "王明华": []})
    masked = [(one.start, one.masked) for one in mask_names("王明华和王明", names)]
    assert masked == [(0, "王某某"), (4, "王某某")]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("张三小吃店", 0, id="a business"),
        pytest.param("张三路5号", 0, id="a street"),
        pytest.param("张三经营小吃店", 1, id="somebody who runs one"),
        pytest.param("张三进入店内", 1, id="somebody in one"),
    ],
)
def test_a_name_inside_the_name_of_a_business_or_a_place_stays(text, masked):
    assert len(list(mask_names(text, Names(private={"张三": []})))) == masked
