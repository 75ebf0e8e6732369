import pytest

from monitor.catalogue.load import find_edition


@pytest.fixture(scope="session")
def shipped():
    return find_edition("ningbo-2015")
