"""What is learned from a few invented notices, told apart by what they are."""

from dataclasses import replace

import numpy as np
import pytest

from crawler.errors import InvalidFile
from monitor.learning.figures import Bin, confidence, deciles, figures, wholly_right
from monitor.learning.fit import train
from monitor.learning.linear import HELD, fit_linear, margins
from monitor.learning.material import material
from monitor.learning.validate import cross_validate, read_by_author
from monitor.learning.ways import both, classifier_alone, patterns_alone, rules_alone
from monitor.matching.match import Matcher
from monitor.matching.model import Model
from monitor.matching.modelfile import FILE, model_at, write_model
from monitor.matching.notice import Field, NoticeText
from monitor.matching.rulefile import find_knowledge

CATEGORIES = ("C02", "C03")


@pytest.fixture(scope="module")
def knowledge(shipped):
    return replace(find_knowledge(shipped), model=None)


@pytest.fixture(scope="module")
def truth(shipped, knowledge, notices):
    return material(Matcher(shipped, knowledge), notices, CATEGORIES)


@pytest.fixture(scope="module")
def model(truth):
    trained = train(truth)
    return Model(
        categories=CATEGORIES,
        linear=trained.linear,
        combiner=trained.combiner,
        thresholds=trained.thresholds,
        provenance={"trained": "2015-06-24"},
    )


def test_a_model_tells_apart_what_it_has_not_seen(truth):
    outcome = cross_validate(truth, classifier_alone(None), 4)
    assert outcome.every().whole.f1 == 1


def test_every_way_answers_for_every_notice(shipped, truth, knowledge, notices):
    ways = (both(None), rules_alone(knowledge), patterns_alone(shipped, notices))
    for way in ways:
        outcome = cross_validate(truth, way, 3)
        assert outcome.every().asked == len(notices)
        assert outcome.answered().answered <= len(notices)


def test_no_fold_learns_from_what_it_is_asked(truth):
    seen = []

    def way(learned, asked):
        seen.append((set(learned.issuers), set(asked.issuers)))
        return rules_alone_of_nothing(asked)

    cross_validate(truth, way, 3)
    assert len(seen) == 3
    assert all(learned.isdisjoint(asked) for learned, asked in seen)


def rules_alone_of_nothing(asked):
    from monitor.learning.ways import Answers

    return Answers(
        scores=asked.scores, asserted=np.zeros_like(asked.wanted), answered=np.ones(len(asked), dtype=bool)
    )


def test_no_run_of_a_single_notice_is_kept(truth):
    kept = fit_linear(truth).grams
    assert all(sum(one in held for held in truth.grams) >= HELD for one in kept)
    assert any(one not in kept for held in truth.grams for one in held)


def test_one_by_one_it_says_what_it_says_of_all(truth, model, shipped, knowledge, notices):
    matcher = Matcher(shipped, knowledge)
    whole = margins(model.linear, truth)
    for row, one in enumerate(notices[:8]):
        texts, _ = matcher.ruled(one.notice)
        (said,), _ = model.linear.weigh([texts])
        assert np.allclose(said, whole[row], atol=1e-4)


def test_a_model_comes_back_from_its_file_and_explains_itself(shipped, knowledge, model, tmp_path):
    write_model(tmp_path / FILE, model)
    again = model_at(tmp_path, shipped)
    assert again.provenance == {"trained": "2015-06-24"}
    first = (tmp_path / FILE).read_bytes()
    write_model(tmp_path / FILE, model)
    assert (tmp_path / FILE).read_bytes() == first
    result = Matcher(shipped, replace(knowledge, model=again)).match(
        NoticeText(id="n", title="灯塔局行政处罚决定书", issuer="灯塔局")
    )
    (said,) = [one for one in result.categories if one.category == "C02"]
    assert any("分类模型" in reason and "标题含" in reason for reason in said.reasons)


@pytest.mark.parametrize(
    "raw", [b"", b"no model", b"PK\x03\x04" + b"\0" * 40], ids=["empty", "text", "cut off"]
)
def test_a_file_that_holds_no_model_is_named(shipped, tmp_path, raw):
    (tmp_path / FILE).write_bytes(raw)
    with pytest.raises(InvalidFile, match="holds no model"):
        model_at(tmp_path, shipped)


def test_a_model_for_other_categories_is_refused(shipped, model, tmp_path):
    write_model(tmp_path / FILE, replace(model, categories=("C02", "X99")))
    with pytest.raises(InvalidFile, match="X99"):
        model_at(tmp_path, shipped)


def test_no_file_is_no_model(shipped, tmp_path):
    assert model_at(tmp_path, shipped) is None


def test_what_the_model_cannot_see_it_cannot_deny(shipped, knowledge, model):
    matcher = Matcher(shipped, replace(knowledge, model=model))
    result = matcher.match(NoticeText(id="n", title="海城造纸厂", doc_number="海环罚决〔2015〕7号"))
    assert [one.category for one in result.categories] == ["C02"]


def test_an_optional_category_is_neither_right_nor_wrong(truth):
    everything = np.ones_like(truth.wanted)
    free = replace(truth, ignored=~truth.wanted)
    assert (figures(everything, free).whole.extra, figures(everything, truth).whole.extra) == (0, 72)
    assert wholly_right(everything, free).all()


def test_figures_count_the_notices_left_clean(truth):
    said = figures(truth.wanted, truth)
    assert (said.kept_clean, said.macro, said.whole.f1, said.empty) == (1, 1, 1, 24)
    assert figures(np.ones_like(truth.wanted), truth).kept_clean == 0


def test_deciles_compare_promise_and_truth():
    stated = np.linspace(0.05, 0.95, 100).astype(np.float32)
    bins = list(deciles(stated, stated >= 0.5))
    assert [one.count for one in bins] == [10] * 10
    assert (bins[0].right, bins[-1].right) == (0, 1)
    assert bins[0].off == pytest.approx(bins[0].stated)


def test_the_confidence_of_an_answer_is_that_of_all_its_parts():
    chances = np.array([[0.9, 0.2]], dtype=np.float32)
    assert confidence(chances, chances >= 0.5) == pytest.approx([0.72], abs=1e-6)


def test_the_halves_are_told_by_the_digest_of_the_id(truth):
    read = read_by_author(truth)
    assert 0 < read.sum() < len(truth)
    assert read.tolist() == read_by_author(truth).tolist()


def test_no_chance_comes_from_a_field_without_a_text(model):
    assert model.linear.weigh([{Field.BODY: "行政处罚决定书"}])[1][0].size == 0


@pytest.mark.parametrize(
    ("right", "count", "interval"),
    [
        pytest.param(1.0, 46, (0.923, 1.0), id="all of few"),
        pytest.param(0.5, 100, (0.404, 0.596), id="half of a hundred"),
        pytest.param(0.0, 10, (0.0, 0.278), id="none of ten"),
    ],
)
def test_a_share_of_few_is_known_within_bounds(right, count, interval):
    assert Bin(count=count, stated=right, right=right).interval == pytest.approx(interval, abs=1e-3)
