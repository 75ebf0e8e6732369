import pytest

from monitor.catalogue.load import find_edition
from monitor.catalogue.model import Category, Duty, Edition, MatchTerms
from monitor.matching.match import Matcher
from monitor.matching.notice import NoticeText
from monitor.words import Checkability, Kind


@pytest.fixture(scope="session")
def shipped():
    return find_edition("ningbo-2015")


@pytest.fixture(scope="session")
def matcher(shipped):
    return Matcher(shipped)


@pytest.fixture(scope="session")
def match(matcher):
    def match(title, **more):
        return matcher.match(NoticeText(id="n", title=title, **more))

    return match


@pytest.fixture
def small():
    """An edition of two categories, the first with two duties."""

    def category(number, terms, *duties):
        return Category(
            id=f"C0{number}",
            number=number,
            name=f"第{number}类",
            name_en="",
            mode="every",
            lead=(),
            others=(),
            passage="",
            terms=terms,
            duties=tuple(
                Duty(
                    id=f"C0{number}.{one}",
                    name="",
                    name_en="",
                    kind=Kind.EVENT_DRIVEN,
                    checkability=Checkability.FULL,
                    timings=(),
                )
                for one in duties
            ),
        )

    water = MatchTerms(
        columns=("水务公开",),
        titles=("停水.{0,6}通知",),
        positive=("水压", "管网", "阀门"),
        negative=("纪念(节日)",),
    )
    return Edition(
        id="harbour",
        name="",
        jurisdiction="",
        year=2015,
        calendar="",
        general_columns=(),
        news_terms=(),
        draft_terms=(),
        categories=(category(1, water, 1, 2), category(2, MatchTerms(columns=("灯塔",)), 1)),
    )
