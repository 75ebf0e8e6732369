"""The vocabulary of what became of notices."""

from enum import StrEnum


class Manner(StrEnum):
    """How a change was made."""

    SILENT = "silent"
    """The text is another, the date that it shows is not later, and nothing says so."""
    ANNOUNCED = "announced"
    """The page itself says so, or another notice does."""
    REPUBLISHED = "republished"
    """It stands under a later date, or at another address."""


class What(StrEnum):
    """What became of a notice, or of several at once."""

    EDITED = "edited"
    REPUBLISHED = "republished"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    BACKDATED = "backdated"
    BULK = "bulk"
