"""A small disk, where one may be mounted."""

import pytest

from schedules.crash.disk import small_disk


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "disk", 1) as made:
        if made is None:
            pytest.skip("nobody may mount a file system here")
        yield made
