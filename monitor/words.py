"""The vocabulary of judgement: standings, flags, kinds of duty and of time rule, strength of a source."""

from enum import StrEnum


class Standing(StrEnum):
    """What the evidence says of an obligation, as of a day."""

    NOT_DUE = "not_due"
    MET = "met"
    LATE = "late"
    SUSPECTED_MISSING = "suspected_missing"
    CANNOT_TELL = "cannot_tell"
    """We have not looked well enough, or the law does not settle it. In no score's denominator."""
    NOT_APPLICABLE = "not_applicable"

    @property
    def accuses(self) -> bool:
        """Whether this standing says something against a bureau."""
        return self in {Standing.LATE, Standing.SUSPECTED_MISSING}


class Flag(StrEnum):
    """What else there is to say, beside the standing."""

    INCOMPLETE = "incomplete"
    STALE = "stale"
    MISPLACED = "misplaced"
    OVER_DISCLOSED = "over_disclosed"
    DATE_CONFLICT = "date_conflict"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"


class Kind(StrEnum):
    """How a duty comes due."""

    STANDING_PAGE = "standing_page"
    PERIODIC = "periodic"
    EVENT_DRIVEN = "event_driven"
    ONE_OFF_DUE = "one_off_due"
    INTERNAL_CONTROL = "internal_control"


class Inspects(StrEnum):
    """What of a site itself a duty is about, rather than of what it publishes."""

    REACH = "reach"
    """Whether it answers."""
    BLANK = "blank"
    """Whether its columns hold anything."""
    UNDATED = "undated"
    """Whether what it publishes bears a date."""
    DATES = "dates"
    """Whether those dates can be true."""


class TimeRule(StrEnum):
    """A rule of time of the catalogue."""

    WITHIN = "within"
    """Within n units after the trigger; the day after the trigger is day 1."""
    BY_DATE = "by_date"
    """By a fixed day of each year, that day included."""
    EVERY = "every"
    """At least once every n units."""
    MIN_DURATION = "min_duration"
    """Shown for at least n units."""
    CONCURRENT = "concurrent"
    PROMPT = "prompt"
    """"及时" without a number: a soft limit that may prompt and never convicts."""
    EXPECT_WINDOW = "expect_window"
    ONE_OFF = "one_off"
    """Once, by a given day."""
    BEFORE = "before"
    MIN_COUNT = "min_count"

    @property
    def hard(self) -> bool:
        """Whether a rule of this form sets a day at which something is late or missing."""
        return self not in {TimeRule.CONCURRENT, TimeRule.PROMPT, TimeRule.EXPECT_WINDOW}


class Told(StrEnum):
    """How a text tells the day from which a deadline counts, the surest first."""

    LABELLED = "labelled"
    """Behind a label that means the day."""
    SENTENCE = "sentence"
    """In a sentence that says of the day what the rule names."""
    SIGNED = "signed"
    """Under a document that calls itself the decision."""


class Unit(StrEnum):
    """What a time rule counts."""

    WORKING_DAY = "wd"
    CALENDAR_DAY = "cd"
    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


class Strength(StrEnum):
    """How strong the source of a rule is, strongest first; the last two never convict."""

    LAW = "law"
    ADMIN_REG = "admin_reg"
    LOCAL_REG = "local_reg"
    RULE = "rule"
    NORMATIVE = "normative"
    POLICY = "policy"
    PRACTICE = "practice"
    RECALLED = "recalled"

    @property
    def convicts(self) -> bool:
        """Whether a rule of this strength may lead to late or missing."""
        return self not in {Strength.PRACTICE, Strength.RECALLED}

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return list(Strength).index(self)


class Checkability(StrEnum):
    """How far a look at the site can decide a duty."""

    FULL = "full"
    PARTIAL = "partial"
    PROXY = "proxy"
    NONE = "none"


class Mode(StrEnum):
    """How the units of a category share it."""

    LEAD = "lead"
    """The lead unit alone."""
    LEAD_PLUS_ALL = "lead_plus_all"
    """The lead unit arranges, every other unit publishes its own."""
    ALL_DEPARTMENTS = "all_departments"
    SEPARATELY = "separately"
    """Each lead unit for its own part."""
    EVERY = "every"
    """Every region and department."""
    ROLE = "role"
    """Whoever plays the part: the drafter, the authority of the sector."""


class Level(StrEnum):
    """Where in the state a bureau stands."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWN = "town"
