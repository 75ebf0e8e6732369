import pytest

from crawler.personal.homes import find_addresses, find_homes


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("家庭住址:甬城县湖滨路1号", ["甬城***"], id="a label that only homes have"),
        pytest.param("户籍地址 甬城县湖滨路1号", ["甬城***"], id="no colon"),
        pytest.param("住所:甬城县湖滨路1号", [], id="where a company sits"),
        pytest.param("住址:未提供任何信息", [], id="no place"),
        pytest.param("住址:甬城***", [], id="masked already"),
        pytest.param("双方住址均为甬城县湖滨路1号", ["甬城***"], id="of both"),
        pytest.param("将甬城县湖滨路1弄2号302室出租", ["甬城***"], id="down to the door, without a label"),
        pytest.param("办公地址:甬城县湖滨路1弄2号302室", [], id="where an office is"),
    ],
)
def test_homes(text, masked):
    assert [one.masked for one in find_homes(text)] == masked


def test_addresses_count_only_where_they_are_looked_for():
    text = "张三,住甬城县湖滨路1号,地址:甬城县湖滨路2号"
    assert len(list(find_addresses(text, 0, len(text)))) == 2
    assert list(find_addresses(text, 0, 3)) == []
