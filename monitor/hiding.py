"""Whether what identifies an event may stand in a part of a notice that nobody has read."""

import re

from crawler.clock import local_day
from monitor.comparable import comparable
from monitor.known import KnownNotice
from monitor.obligations import Comes, Obligation

COVERING = 100  # characters; a body below it only introduces the files that go with it
THIN = 40  # characters; a body below it is a picture or an empty page, with or without files
_NUMBER = re.compile(r"\[20\d{2}\]\d{1,5}号")


def may_hide(obligation: Obligation, notice: KnownNotice) -> bool:
    """Return whether what identifies the event may stand in a file or a picture that nobody has read, or stands in a file.

    A notice whose heading carries the number of another document is about that one.
    """
    if not is_after(obligation, notice) or not hides_its_text(notice):
        return False
    if _files_tell_all(notice) and not _named_in_files(obligation, notice):
        return False
    wanted = {number for one in obligation.find for number in _NUMBER.findall(comparable(one))}
    held = set(_NUMBER.findall(notice.heading))
    return not (wanted and held and wanted.isdisjoint(held))


def _files_tell_all(notice: KnownNotice) -> bool:
    """Return whether the notice has files, every one was read to its end, and nothing stands in pictures beside them."""
    last = notice.versions[-1] if notice.versions else None
    return bool(last and last.attachments and not last.partial and not last.pictures) and notice.files_read


def _named_in_files(obligation: Obligation, notice: KnownNotice) -> bool:
    text = comparable(notice.file_text, len(notice.file_text))
    return any(comparable(one) in text for one in obligation.find if one.strip())


def hides_its_text(notice: KnownNotice) -> bool:
    """Return whether we have hardly a text of the notice."""
    if not notice.versions or notice.versions[-1].partial:
        return True
    last = notice.versions[-1]
    return len(last.body.strip()) < (COVERING if last.attachments else THIN)


def is_after(obligation: Obligation, notice: KnownNotice) -> bool:
    """Return whether the notice came after what set an event's obligation off."""
    if obligation.comes is not Comes.EVENT or obligation.trigger is None:
        return True
    return local_day(notice.record.first_seen_at, notice.zone) >= obligation.trigger
