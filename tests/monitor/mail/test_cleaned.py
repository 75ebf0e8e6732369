"""What waits in the outbox loses the words of what was taken down, in every text of it."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

from crawler.door.taken import NOTHING, Taken
from monitor.mail.cleaned import cleaned

WORD = "对某公司的处罚决定"
TAKEN = Taken(seal={7: "ab" * 32}, words={WORD: 7, "http://a.test/?x=1&y=2": 7})


def letter():
    message = EmailMessage(policy=SMTP)
    message["Subject"], message["Message-ID"] = "第26周", "<1@c.example>"
    message.set_content(f"见{WORD}")
    message.add_alternative(f'<a href="http://a.test/?x=1&amp;y=2">{WORD}</a>', subtype="html")
    message.add_attachment(f"标题\n{WORD}\n", subtype="csv", filename="附表.csv")
    return message.as_bytes()


def texts(content):
    return [
        one.get_content() for one in message_from_bytes(content, policy=SMTP).walk() if not one.is_multipart()
    ]


def test_texts_and_attached_texts_are_cleaned_and_nothing_else_changes():
    sent = cleaned(letter(), TAKEN)
    assert len(texts(sent)) == 3
    assert [one for one in texts(sent) if WORD in one or "a.test" in one or "撤下" not in one] == []
    names = [one.get_filename() for one in message_from_bytes(sent, policy=SMTP).walk()]
    assert names[-1] == "附表.csv"
    assert message_from_bytes(sent, policy=SMTP)["Message-ID"] == "<1@c.example>"


def test_a_letter_without_the_words_is_sent_as_it_was_written():
    written = letter()
    assert cleaned(written, NOTHING) == written
    assert cleaned(written, Taken(seal={7: "ab" * 32}, words={"别的标题": 7})) == written
