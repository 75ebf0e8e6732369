"""The vocabulary of review: acts, choices, states, and what a review still waits for."""

from enum import StrEnum


class Act(StrEnum):
    """What somebody did; every act is an entry that is added and never changed."""

    DECIDE = "decide"
    """A reviewer says what they think of a verdict."""
    ARBITRATE = "arbitrate"
    """A third person decides where two reviewers differ."""
    NOTIFY = "notify"
    """The bureau was told what two people found; its time to answer begins."""
    REPLY = "reply"
    """The bureau answered."""
    OVERRIDE = "override"
    """A supervisor does not wait for the answer."""
    EXCUSE = "excuse"
    """A supervisor accepts a reason; the obligation counts nowhere."""
    WITHDRAW = "withdraw"
    """A supervisor takes a finding back."""


class Choice(StrEnum):
    """What was said: the first three by reviewers and arbiters, the others by a bureau."""

    NONE = ""
    CONFIRM = "confirm"
    """What the machine says is right."""
    REJECT = "reject"
    UNSURE = "unsure"
    ACCEPTS = "accepts"
    OBJECTS = "objects"
    PUBLISHED = "published"
    """It says that it stands somewhere, with the address."""
    NOT_OURS = "not_ours"
    """It says that it owes no such thing."""

    @property
    def disputes(self) -> bool:
        """Whether a bureau that says so contradicts the finding, so that people have to look again."""
        return self in {Choice.OBJECTS, Choice.PUBLISHED, Choice.NOT_OURS}


class State(StrEnum):
    """Where a verdict stands on its way through review."""

    NONE = "none"
    """There is nothing to review."""
    WAITING = "waiting"
    """Nobody has looked yet."""
    UNDER_REVIEW = "under_review"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    """Two people agree or a third decided, and the bureau had its time to answer."""
    REJECTED = "rejected"
    """People say that the machine is wrong; nobody outside was told."""
    EXCUSED = "excused"
    FIXED = "fixed"
    """Put right: two readings met what was missing."""
    WITHDRAWN = "withdrawn"
    """Taken back after it was confirmed, or by a supervisor."""

    @property
    def clears(self) -> bool:
        """Whether the finding must not be held against the bureau."""
        return self in {State.REJECTED, State.EXCUSED, State.WITHDRAWN}

    @property
    def settled(self) -> bool:
        """Whether people have decided; what they have not decided is only the machine's suspicion."""
        return self is not State.NONE and not self.open

    @property
    def open(self) -> bool:
        """Whether people still have something to do."""
        return self in {State.WAITING, State.UNDER_REVIEW, State.DISPUTED}


class Waits(StrEnum):
    """What a review that is open waits for."""

    NOTHING = ""
    REVIEWER = "reviewer"
    SECOND = "second_reviewer"
    ARBITER = "arbiter"
    NOTICE = "notice_to_bureau"
    REPLY = "reply"
    CALENDAR = "calendar"
    """The working days of the time to answer are not announced."""
    RECOVERY = "recovery"
    """It may have been put right; a second reading has to see it."""
    SUPERVISOR = "supervisor"
    """The machine no longer says what people confirmed, and nothing was put right."""
    MATCH = "match"
    """A notice may be what is owed; somebody has to say whether it is."""
