import pytest

from monitor.matching.knowledge import CatalogueWeights
from monitor.matching.notice import Field
from monitor.matching.scan import Scanner
from monitor.matching.terms import of_categories, of_duties

WEIGHTS = CatalogueWeights(column=0.3, title=0.2, body=0.1, body_terms=2, negative=0.5)


@pytest.fixture
def said(small):
    terms = of_categories(small, WEIGHTS)

    def said(**written):
        texts = {Field(key): value for key, value in written.items()}
        hits = {key: Scanner(terms.words.get(key, ())).scan(value) for key, value in texts.items()}
        return list(terms.supporting(texts.get(Field.TITLE, ""), hits)), list(terms.opposing(hits, {"C01"}))

    return said


def test_a_column_speaks_for_its_category(said):
    assert said(column="区水务公开栏")[0] == [("C01", 0.3, ((Field.COLUMN, ("水务公开",)),))]


def test_a_column_s_name_in_the_title_says_nothing(said):
    assert said(title="水务公开栏")[0] == []


def test_a_title_speaks_with_the_words_it_matched(said):
    assert said(title="关于停水的通知")[0] == [("C01", 0.2, ((Field.TITLE, ("停水的通知",)),))]


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        pytest.param("水压不足，管网漏水", True, id="two different terms"),
        pytest.param("水压水压水压水压", False, id="one term often"),
    ],
)
def test_a_body_needs_several_terms(said, body, counts):
    assert bool(said(body=body)[0]) is counts


def test_a_negative_term_counts_without_the_remark_behind_it(said):
    assert said(title="供水纪念日")[1] == [("C01", 0.5, ((Field.TITLE, ("纪念",)),))]


def test_a_negative_term_needs_something_to_oppose(small):
    terms = of_categories(small, WEIGHTS)
    hits = {Field.TITLE: Scanner(terms.words[Field.TITLE]).scan("纪念")}
    assert list(terms.opposing(hits, {"C02"})) == []


def test_duties_without_terms_say_nothing(small):
    terms = of_duties(small, WEIGHTS)
    assert (any(terms.words.values()), list(terms.supporting("停水通知", {}))) == (False, [])
