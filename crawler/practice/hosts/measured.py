"""What was collected of a practice host, held against what it served."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was collected of one host."""

    name: str
    adapter: str
    expected: int
    found: int
    right: int
    """Rows that were found and are there, with title, date and address as served."""
    first_day: int
    """Requests of the first day."""
    second_day: int
    past_the_end: int
    """Requests past the last page of a list."""
    wrong: tuple[str, ...] = field(default=())
    """Everything that differs from what was served, in words."""

    @property
    def recall(self) -> float:
        """The share of what was served that was found."""
        return self.right / self.expected

    @property
    def precision(self) -> float:
        """The share of what was found that was served."""
        return self.right / self.found if self.found else 0.0

    @property
    def clean(self) -> bool:
        """Whether everything is as it was served."""
        return not self.wrong and self.recall == self.precision == 1
