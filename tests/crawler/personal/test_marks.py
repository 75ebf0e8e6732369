import pytest

from crawler.personal.marks import find_births, find_plates


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("1980年3月5日出生", ["****年*月*日"], id="before its word"),
        pytest.param("一九八〇年三月五日生,", ["****年*月*日"], id="in numerals"),
        pytest.param("出生日期:1980-03-05", ["****-**-**"], id="behind its label"),
        pytest.param("1980年3月生)", ["****年*月"], id="without the day"),
        pytest.param("2015年3月5日生效", [], id="a day on which something takes effect"),
        pytest.param("2015年3月5日生产的药品", [], id="a day of manufacture"),
        pytest.param("****年*月*日出生", [], id="masked already"),
    ],
)
def test_days_of_birth(text, masked):
    assert [one.masked for one in find_births(text)] == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("驾驶浙B12345号小客车", ["浙B****5"], id="a plate"),
        pytest.param("浙B·D1234K", ["浙B******K"], id="with a dot"),
        pytest.param("浙BD12345", ["浙B*****5"], id="of an electric car"),
        pytest.param("沪C 1234学", ["沪C*****学"], id="of a driving school"),
        pytest.param("浙B1234警", [], id="of the police"),
        pytest.param("浙BX〔2015〕1号", [], id="a document number"),
    ],
)
def test_plates(text, masked):
    assert [one.masked for one in find_plates(text)] == masked
