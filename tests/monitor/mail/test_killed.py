"""A sender that is killed at any moment loses no letter, and doubles at most the one it had in hand."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from crawler.store.database import writing
from monitor.mail.message import Letter
from monitor.mail.outbox import UNKNOWN_AFTER, MailState, copies, doubt, queue, requeue
from monitor.store import prepare_judgement

ROOT = Path(__file__).resolve().parents[3]
START = datetime(2015, 6, 24, 4, tzinfo=UTC)
LETTERS, KILLS = 60, 6
SENDER = """
import sys
from datetime import datetime
from crawler.store.database import open_database
from crawler.workspace import MailSettings
from monitor.mail.send import deliver

settings = MailSettings(host="127.0.0.1", port=int(sys.argv[2]), sender="g@c.example")
now = datetime.fromisoformat(sys.argv[3])
deliver(open_database(sys.argv[1]), settings, "", lambda: now, lambda line: None)
"""


class Inbox:
    def __init__(self):
        self.ids = []
        self.arrived = threading.Condition()

    async def handle_DATA(self, server, session, envelope):
        with self.arrived:
            self.ids.append(message_from_bytes(envelope.content, policy=default)["Message-ID"])
            self.arrived.notify_all()
        return "250 OK"

    def wait_for(self, count):
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.ids) >= count, timeout=60)


@pytest.fixture
def inbox():
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        handler.port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


def test_nothing_is_lost_and_a_kill_doubles_one_letter_at_most(engine, inbox):
    prepare_judgement(engine)
    recipients = [f"r{number}@b.example" for number in range(LETTERS)]
    letter = Letter(key="weekly/2015-W26", subject="第26周", text="正文", html="<p>正文</p>")
    with writing(engine) as connection:
        queue(connection, letter, recipients, "g@c.example", START)
        wanted = {one.message_id for one in copies(connection)}
    chance, now = random.Random(26), START
    for kill in range(1, KILLS + 1):
        with start(engine, inbox.port, now) as child:
            inbox.wait_for(kill * (LETTERS // (KILLS + 2)))
            time.sleep(chance.uniform(0, 0.02))  # the moment of death is the experiment
            os.kill(child.pid, signal.SIGKILL)
        now = resend_unknown(engine, now)
    with start(engine, inbox.port, now) as child:
        assert child.wait(timeout=60) == 0
    now = resend_unknown(engine, now)
    with start(engine, inbox.port, now) as child:
        assert child.wait(timeout=60) == 0
    got = Counter(inbox.ids)
    assert set(got) == wanted
    assert sum(count - 1 for count in got.values()) <= KILLS
    with engine.connect() as connection:
        assert {one.state for one in copies(connection)} == {MailState.ACCEPTED}


def start(engine, port, now):
    url = engine.url.render_as_string(hide_password=False)
    return subprocess.Popen([sys.executable, "-c", SENDER, url, str(port), now.isoformat()], cwd=ROOT)


def resend_unknown(engine, now):
    """What the person does who is told of copies of unknown fate."""
    later = now + UNKNOWN_AFTER + timedelta(seconds=1)
    assert doubt(engine, later) <= 1
    requeue(engine, [MailState.UNKNOWN], later)
    return later
