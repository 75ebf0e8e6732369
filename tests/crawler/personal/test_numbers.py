import pytest

from crawler.personal.numbers import find_numbers, valid_card, valid_credit_code, valid_identity


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        pytest.param("11010519491231002X", True, id="the standard's example"),
        pytest.param("11010519491231002x", True, id="a small x"),
        pytest.param("110105194912310021", False, id="a wrong check sign"),
        pytest.param("110105194913310028", False, id="a thirteenth month"),
        pytest.param("110105189912310029", False, id="nobody is so old"),
    ],
)
def test_identity_numbers(number, valid):
    assert valid_identity(number) is valid


def test_credit_codes_and_cards_have_their_own_checks():
    assert valid_credit_code("91350100M000100Y43")
    assert not valid_credit_code("91350100M000100Y44")
    assert not valid_credit_code("91350100M000100Y4")
    assert valid_card("4111111111111111")
    assert not valid_card("4111111111111112")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("账号 1111 1111 1111 1117", ["银行账号"], id="an account with any first digit"),
        pytest.param("身份证 330203 19800101 1234", ["身份证号码"], id="an identity number in groups"),
        pytest.param(
            "张三330203198001011234", ["身份证号码"], id="an identity number with a damaged check sign"
        ),
        pytest.param("文书编号330203198001011234", [], id="a code with a day of birth by chance"),
        pytest.param("330203198013011234", [], id="eighteen digits without a day of birth"),
        pytest.param("基本户账号:3100123456789", ["银行账号"], id="a company's account"),
        pytest.param("退至3100123456789账户", ["银行账号"], id="an account before its label"),
        pytest.param("缴至财政专户，账号：3100123456789", [], id="the account into which fines are paid"),
        pytest.param("微信号:wxhao123", ["即时通信账号"], id="a chat account"),
        pytest.param("渝2502020202102643", [], id="a certificate"),
        pytest.param("/art/4111111111111111.html", [], id="part of an address"),
        pytest.param("信用代码110105194912310029", [], id="a credit code"),
        pytest.param("护照（号码E12345678）", ["护照号码"], id="a passport"),
        pytest.param("E12345678", [], id="no passport is spoken of"),
        pytest.param("+86 138 0000 1111", ["手机号码"], id="a mobile with blanks"),
        pytest.param("家庭电话:88123456", ["家庭电话"], id="a line at home"),
        pytest.param("zhang.san@example.com", ["电子邮箱"], id="a mailbox"),
        pytest.param("xxgk@county.gov.cn", [], id="an office's mailbox"),
    ],
)
def test_numbers_in_a_text(text, kinds):
    assert [one.kind for one in find_numbers(text)] == kinds
