"""The tables of judgement: what notices matched, and what was said of each obligation. Rows are added, never rewritten.

All but ``calm``, which is no statement: it can be emptied at any time, and the next judgement looks at everything.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from crawler.store.kinds import NAMING, Id, Moment

judgement = MetaData(naming_convention=NAMING)

match = Table(
    "match",
    judgement,
    Column("id", Id, primary_key=True),
    Column("version_id", Id, nullable=False),
    Column("matcher", String(64), nullable=False),
    Column("categories", JSON, nullable=False),
    Column("near", JSON, nullable=False),
    Column("duties", JSON, nullable=False),
    Column("abstain", Boolean, nullable=False),
    UniqueConstraint("version_id", "matcher"),
)
"""What one version matched, by one matcher; ``matcher`` is the digest of its edition and rules."""

snapshot = Table(
    "snapshot",
    judgement,
    Column("id", Id, primary_key=True),
    Column("as_of", Moment, nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    Column("edition", String(80), nullable=False),
    Column("software", String(80), nullable=False),
    Column("edition_digest", String(64), nullable=False, server_default=text("''")),
    Column("calendar_digest", String(64), nullable=False, server_default=text("''")),
    Column("root_id", Id, index=True),
    Column("law", String(64), nullable=False, server_default=text("''")),
    Column("mark", JSON),
    Column("counts", JSON),
)
"""One judgement that was kept, such as the one a weekly report was made from.

One with a ``root_id`` holds only what is said otherwise than in the one before it of the same root. ``law`` is the digest
of whatever all verdicts depend on, and ``mark`` how far the facts had come; one with both can be built upon.
"""

verdict = Table(
    "verdict",
    judgement,
    Column("id", Id, primary_key=True),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=False),
    Column("bureau", String(80), nullable=False),
    Column("category", String(16), nullable=False),
    Column("duty", String(24), nullable=False),
    Column("what", Text, nullable=False),
    Column("due", Date),
    Column("standing", String(24), nullable=False),
    Column("flags", JSON, nullable=False),
    Column("reason", JSON, nullable=False),
    Column("late_working_days", Integer),
    Column("notice", Id),
    Column("readings", JSON, nullable=False),
    Column("fetches", JSON, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_verdict_snapshot_id_bureau_duty", "snapshot_id", "bureau", "duty"),
    Index("ix_verdict_bureau_snapshot_id", "bureau", "snapshot_id"),
)
"""What was said of one obligation, when it was first said so; equal digests of two snapshots mean that nothing is new."""

verdict_end = Table(
    "verdict_end",
    judgement,
    Column("verdict_id", ForeignKey("verdict.id"), primary_key=True, autoincrement=False),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=False),
)
"""The snapshot from which on a verdict is no longer said: something else is, or nothing is owed any more."""

calm = Table(
    "calm",
    judgement,
    Column("bureau", String(80), primary_key=True),
    Column("snapshot_id", ForeignKey("snapshot.id"), nullable=False),
    Column("terms", String(64), nullable=False),
    Column("as_of", Moment, nullable=False),
    Column("still", Moment, nullable=False),
    Column("fed", Moment, nullable=False),
    Column("lists", JSON, nullable=False),
)
"""Until when the verdicts on a bureau hold by themselves, as ``monitor.calm`` tells it; ``terms`` is what people wrote of it."""
