import pytest

from monitor.matching.plain import TITLE_LIMIT, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("關於「三公」經費的公示", "关于三公经费的公示", id="traditional with quotation marks"),
        pytest.param("ＥＰＣ（２０１５）", "epc(2015)", id="full width"),
        pytest.param("年 度\u3000报\u200b告\n", "年度报告", id="blanks of every kind"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_brings_into_one_form(written, read):
    assert plain(written) == read


def test_reads_no_further_than_its_limit():
    assert len(plain("字" * 9999)) == TITLE_LIMIT
