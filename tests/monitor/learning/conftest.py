import pytest

from monitor.catalogue.load import find_edition
from monitor.learning.labelled import Labelled
from monitor.matching.notice import NoticeText


@pytest.fixture(scope="session")
def shipped():
    return find_edition("ningbo-2015")


@pytest.fixture(scope="session")
def notices():
    """Forty-eight notices of twelve issuers: penalties, budgets and news."""
    kinds = [
        ("海城{}局行政处罚决定书第{}号", {"C02"}),
        ("海城{}局{}年部门预算", {"C03"}),
        ("海城{}局召开第{}次座谈会", set()),
        ("海城{}局第{}期工作简报", set()),
    ]
    return [
        Labelled(
            notice=NoticeText(
                id=f"{number}-{kind}", title=title.format(number, number), issuer=f"海城{number}局"
            ),
            wanted=frozenset(wanted),
        )
        for number in range(12)
        for kind, (title, wanted) in enumerate(kinds)
    ]
