from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from monitor.mail.message import AttachedFile, Letter, build, message_id, one_line

NOON = datetime(2015, 6, 24, 4, tzinfo=UTC)


def letter(**changes):
    fields = {
        "key": "weekly/2015-W26",
        "subject": "[政务公开监测] 第26周",
        "text": "正文",
        "html": "<p>正文</p>",
    }
    return Letter(**(fields | changes))


def test_the_message_reads_back():
    files = (
        AttachedFile(name="问题清单_20150628_第26周.xlsx", kind="application/x-test", content=b"PK\x03\x04"),
    )
    raw = build(letter(files=files), "督查 <a@b.example>", "g@c.example", NOON).as_bytes()
    message = message_from_bytes(raw, policy=default)
    assert message["Subject"] == "[政务公开监测] 第26周"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"] == "Wed, 24 Jun 2015 12:00:00 +0800"
    assert message.get_body(("plain",)).get_content().strip() == "正文"
    assert "<p>正文</p>" in message.get_body(("html",)).get_content()
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "问题清单_20150628_第26周.xlsx"
    assert attached.get_content() == b"PK\x03\x04"
    assert max(len(line) for line in raw.splitlines()) <= 998


def test_the_message_id_is_the_letters_and_the_recipients_own():
    one = message_id("weekly/1", "a@b.example", "g@c.example")
    assert one == message_id("weekly/1", "a@b.example", "g@c.example")
    assert one.endswith("@c.example>")
    assert one != message_id("weekly/2", "a@b.example", "g@c.example")
    assert one != message_id("weekly/1", "x@b.example", "g@c.example")


@given(st.text())
def test_no_subject_brings_a_header_of_its_own(text):
    assert "\n" not in one_line(text)
    assert "\r" not in one_line(text)
    message = build(letter(subject=text + "\r\nBcc: x@y.example"), "a@b.example", "g@c.example", NOON)
    assert message_from_bytes(message.as_bytes(), policy=default)["Bcc"] is None
