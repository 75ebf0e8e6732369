import smtplib
from email.message import EmailMessage

from schedules.crash.sink import listening


def letter(number):
    message = EmailMessage()
    message["Message-ID"] = f"<{number}@x.example>"
    message.set_content("正文\n.\n")
    return message


def test_a_sink_counts_what_came_by_its_identity():
    with listening() as sink:
        for number in (1, 2, 2):
            with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as server:
                server.send_message(letter(number), "a@b.example", ["c@d.example"])
    assert dict(sink.came) == {"<1@x.example>": 1, "<2@x.example>": 2}


def test_a_sender_that_goes_in_the_middle_leaves_nothing():
    with listening() as sink:
        server = smtplib.SMTP("127.0.0.1", sink.port, timeout=10)
        server.docmd("DATA")
        server.close()
        with smtplib.SMTP("127.0.0.1", sink.port, timeout=10) as other:
            other.send_message(letter(1), "a@b.example", ["c@d.example"])
    assert dict(sink.came) == {"<1@x.example>": 1}
