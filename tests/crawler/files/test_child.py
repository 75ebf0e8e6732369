"""The reading process answers on its output, and nothing that a library prints gets between."""

import json
import subprocess
import sys
from io import BytesIO

import pytest

from crawler.files.child import FRAME, receive

NOISY = """
import crawler.files.child as child
from crawler.files.content import FileContent
from crawler.words import FileKind

def read_file(data, claimed):
    print("noise")
    if claimed == "raise":
        raise KeyError("of a parser")
    if claimed == "full":
        raise MemoryError
    return FileContent(kind=FileKind.TEXT, text=data.decode())

child.read_file = read_file
child.main()
"""


def frame(data):
    return FRAME.pack(len(data)) + data


def answers(*files):
    given = b"".join(frame(claimed) + frame(data) for claimed, data in files)
    done = subprocess.run([sys.executable, "-c", NOISY], input=given, capture_output=True, check=True)
    source = BytesIO(done.stdout)
    found = []
    while (answer := receive(source)) is not None:
        found.append(json.loads(answer))
    assert not source.read()
    return found


def test_files_are_answered_in_order_and_prints_are_no_answers():
    assert [one["text"] for one in answers((b"txt", b"one"), (b"txt", b"two"))] == ["one", "two"]


@pytest.mark.parametrize(
    ("claimed", "outcome", "detail"),
    [
        pytest.param(b"raise", "damaged", "KeyError: 'of a parser'", id="a parser stumbles"),
        pytest.param(b"full", "too_heavy", "MemoryError: ", id="no memory left"),
    ],
)
def test_after_a_failure_no_other_file_is_read(claimed, outcome, detail):
    (only,) = answers((claimed, b"one"), (b"txt", b"two"))
    assert (only["outcome"], only["detail"], only["spent"]) == (outcome, detail, True)


def test_a_message_cut_short_ends_the_reading():
    assert receive(BytesIO(frame(b"whole")[:-1])) is None
    assert receive(BytesIO(b"\x00")) is None
