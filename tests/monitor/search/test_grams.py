import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.search.grams import folded, phrases, tokens


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("罚", [(("罚",), True)], id="one character begins a token"),
        pytest.param("处罚", [(("处罚",), False)], id="two characters are a token"),
        pytest.param("行政处罚", [(("行政", "政处", "处罚"), False)], id="four characters are a phrase"),
        pytest.param("預算 公開", [(("预算",), False), (("公开",), False)], id="two words, traditional"),
        pytest.param("《预算》公开", [(("预算",), False), (("公开",), False)], id="signs part words"),
        pytest.param("PM2", [(("pm2",), True)], id="latin goes on"),
        pytest.param("2015年报", [(("2015", "年报"), False)], id="digits and characters stay together"),
        pytest.param("", [], id="nothing asked"),
        pytest.param("！？", [], id="only signs"),
    ],
)
def test_what_a_query_asks_for(query, expected):
    assert [(one.tokens, one.prefix) for one in phrases(query)] == expected


CHINESE = st.text(st.sampled_from("行政处罚决定书公开年度报告"), min_size=1, max_size=12)


def found(text, query):
    stream = list(tokens(folded(text)))

    def fits(at, phrase):
        part = stream[at : at + len(phrase.tokens)]
        if len(part) < len(phrase.tokens) or part[:-1] != list(phrase.tokens[:-1]):
            return False
        return part[-1].startswith(phrase.tokens[-1]) if phrase.prefix else part[-1] == phrase.tokens[-1]

    return all(any(fits(at, phrase) for at in range(len(stream))) for phrase in phrases(query))


@given(CHINESE, st.data())
def test_every_word_inside_a_text_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert found(text, text[start:end])


@given(CHINESE, CHINESE)
def test_what_is_not_inside_is_not_found(text, word):
    assume(word not in text)
    assert not found(text, word)
