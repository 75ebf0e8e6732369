import socket
import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller

from crawler.store.database import writing
from crawler.workspace import MailSettings
from monitor.mail.message import Letter
from monitor.mail.outbox import UNKNOWN_AFTER, MailState, claim_next, copies, queue, requeue
from monitor.mail.send import deliver
from monitor.store import prepare_judgement

NOON = datetime(2015, 6, 24, 4, tzinfo=UTC)
LETTER = Letter(key="weekly/2015-W26", subject="第26周", text="正文", html="<p>正文</p>")


class Handler:
    def __init__(self):
        self.messages, self.answers = [], []

    async def handle_DATA(self, server, session, envelope):
        answer = self.answers.pop(0) if self.answers else "250 OK queued as 42"
        if answer.startswith("250"):
            self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default)))
        return answer


@pytest.fixture
def server():
    handler = Handler()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    handler.settings = MailSettings(host="127.0.0.1", port=port, sender="g@c.example")
    yield handler
    controller.stop()


class Clock:
    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(engine):
    prepare_judgement(engine)
    return engine


def put(store, *recipients, letter=LETTER):
    with writing(store) as connection:
        return queue(connection, letter, recipients, "g@c.example", NOON)


def states(store):
    with store.connect() as connection:
        return [one.state for one in reversed(copies(connection))]


def send(store, server, clock):
    return deliver(store, server.settings, "", clock, lambda line: None)


def test_every_recipient_gets_the_letter_once(store, server, clock):
    assert put(store, "a@b.example", "督查 <x@b.example>") == 2
    assert put(store, "a@b.example") == 0
    assert send(store, server, clock).accepted == 2
    assert send(store, server, clock).accepted == 0
    assert [to for to, _ in server.messages] == [["a@b.example"], ["x@b.example"]]
    assert server.messages[0][1].get_body(("plain",)).get_content().strip() == "正文"
    assert states(store) == [MailState.ACCEPTED] * 2


def test_a_greylisted_copy_waits_and_is_sent_later(store, server, clock):
    put(store, "a@b.example")
    server.answers = ["451 come back later"]
    assert send(store, server, clock).waiting == 1
    assert send(store, server, clock).accepted == 0
    clock.now += timedelta(minutes=2)
    assert send(store, server, clock).accepted == 1
    with store.connect() as connection:
        (copy,) = copies(connection)
    assert copy.replies == ("451 come back later", "250 OK queued as 42")


def test_a_refused_copy_fails_until_somebody_asks_again(store, server, clock):
    put(store, "a@b.example")
    server.answers = ["554 no"]
    assert send(store, server, clock).failed == 1
    clock.now += timedelta(days=1)
    assert send(store, server, clock).accepted == 0
    assert requeue(store, [MailState.FAILED], clock()) == 1
    assert send(store, server, clock).accepted == 1


def test_a_server_that_is_down_is_tried_for_three_days(store, clock):
    put(store, "a@b.example")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings = MailSettings(host="127.0.0.1", port=probe.getsockname()[1], sender="g@c.example")
    tries = 0
    while states(store) == [MailState.QUEUED]:
        tries += deliver(store, settings, "", clock, lambda line: None).waiting
        clock.now += timedelta(hours=1)
    assert states(store) == [MailState.FAILED]
    assert clock.now - NOON > timedelta(hours=70)
    assert tries > 10


def test_a_copy_whose_sender_died_is_unknown_and_not_sent_again_unasked(store, server, clock):
    put(store, "a@b.example")
    claim_next(store, NOON)
    clock.now += UNKNOWN_AFTER
    assert send(store, server, clock).unknown == 1
    assert server.messages == []
    requeue(store, [MailState.UNKNOWN], clock())
    assert send(store, server, clock).accepted == 1


def test_a_connection_that_breaks_while_handing_over_leaves_the_fate_unknown(store, clock):
    listener = socket.create_server(("127.0.0.1", 0))

    def talk():
        line, _ = listener.accept()
        with line, line.makefile("rwb") as stream:
            stream.write(b"220 hello\r\n")
            for answer in (b"250 hi\r\n", b"250 sender\r\n", b"250 recipient\r\n", b"354 go on\r\n"):
                stream.flush()
                stream.readline()
                stream.write(answer)
            stream.flush()
            stream.readline()

    thread = threading.Thread(target=talk)
    thread.start()
    put(store, "a@b.example")
    settings = MailSettings(host="127.0.0.1", port=listener.getsockname()[1], sender="g@c.example")
    assert deliver(store, settings, "", clock, lambda line: None).unknown == 1
    thread.join()
    listener.close()
    assert states(store) == [MailState.UNKNOWN]


def test_two_senders_never_take_the_same_copy(store, server, clock):
    put(store, *(f"r{number}@b.example" for number in range(12)))
    both = [threading.Thread(target=send, args=(store, server, clock)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(to[0] for to, _ in server.messages) == sorted(
        f"r{number}@b.example" for number in range(12)
    )
