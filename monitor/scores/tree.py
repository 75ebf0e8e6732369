"""The tree of indicators as a file gives it: groups with weights, leaves that read verdicts, vetoes and deductions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import InvalidFile, UsageError
from crawler.strict import read_toml
from monitor.words import Flag, Standing

SHIPPED = Path(__file__).resolve().parent
FOLDER = "indicators"
"""Where a workspace keeps its own trees."""
NEEDS = ("", "elements")
_COUNTED = frozenset({Standing.MET.value, Standing.LATE.value, Standing.SUSPECTED_MISSING.value})
_CLAIMS = _COUNTED | {one.value for one in Flag}


def _known(name: str, words: Iterator[str] | tuple[str, ...], known: frozenset[str]) -> None:
    if unknown := sorted(set(words) - known):
        raise ValueError(f"{name} knows no {unknown[0]!r}; it knows {', '.join(sorted(known))}")


def _share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise ValueError(f"{name} is a share between 0 and 1, not {value}")


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One indicator: which verdicts it looks at, and which share of its worth each standing or flag costs."""

    id: str
    name: str
    name_en: str
    of: tuple[str, ...]
    """Standings in its denominator; what cannot be told never is."""
    loss: dict[str, float]
    """Standing or flag → the share that is lost."""
    weight: float = 1.0
    per_day: float = 0.0
    """The further share that each working day late costs."""
    needs: str = ""
    """``elements``: only notices whose required elements could be looked for."""
    in_parts: bool = False
    """Whether the loss is the share of required elements that are absent."""

    def __post_init__(self) -> None:
        """Refuse words that no verdict has, and shares that are none."""
        _known("of", self.of, _COUNTED)
        _known("loss", tuple(self.loss), frozenset(_CLAIMS))
        for word, share in self.loss.items():
            _share(word, share)
        _share("per_day", self.per_day)
        if self.weight <= 0:
            raise ValueError(f"weight is more than 0, not {self.weight}")
        if self.needs not in NEEDS:
            raise ValueError(f"needs knows no {self.needs!r}")


@dataclass(frozen=True, kw_only=True)
class Group:
    """A branch of the tree."""

    id: str
    name: str
    name_en: str
    weight: float
    leaf: tuple[Leaf, ...]

    def __post_init__(self) -> None:
        """Refuse a branch that can count nothing."""
        if self.weight <= 0 or not self.leaf:
            raise ValueError("a group needs a weight above 0 and at least one [[group.leaf]]")


@dataclass(frozen=True, kw_only=True)
class Veto:
    """What caps a score, whatever else is good."""

    id: str
    name: str
    name_en: str
    claim: str
    cap: float
    at_least: int = 1
    share: float = 0.0
    """Of everything that could be told; 0 where the count alone decides."""
    confirmed: bool = False
    """Whether only what review confirmed counts."""

    def __post_init__(self) -> None:
        """Refuse a claim that no verdict makes, and a cap that is no score."""
        _known("claim", (self.claim,), frozenset(_CLAIMS))
        _share("share", self.share)
        if self.at_least < 1 or not 0 <= self.cap <= FULL:
            raise ValueError("a veto wants at_least of 1 or more and a cap between 0 and 100")


@dataclass(frozen=True, kw_only=True)
class Deduction:
    """Points off for each case, up to a limit; only what review confirmed counts."""

    id: str
    name: str
    name_en: str
    points: float
    most: float
    claim: str = ""
    """A standing or flag; any when empty."""
    overdue: bool = False
    """Whether only what was not put right in time counts."""

    def __post_init__(self) -> None:
        """Refuse a claim that no verdict makes, and points that would be given."""
        _known("claim", (self.claim,) if self.claim else (), frozenset(_CLAIMS))
        if not 0 < self.points <= self.most:
            raise ValueError("a deduction wants points above 0, and most no less than them")


FULL = 100.0


@dataclass(frozen=True, kw_only=True)
class Tree:
    """A whole tree; ``min_coverage`` is the share of what was due that has to be judged before there is a score."""

    id: str
    name: str
    name_en: str
    min_coverage: float
    group: tuple[Group, ...]
    min_weight: float = 0.5
    """The share of all weight that has to be measured."""
    veto: tuple[Veto, ...] = field(default=())
    deduction: tuple[Deduction, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse ids that stand twice."""
        _share("min_coverage", self.min_coverage)
        _share("min_weight", self.min_weight)
        ids = [leaf.id for one in self.group for leaf in one.leaf]
        ids += [one.id for one in self.group]
        ids += [one.id for one in self.veto] + [one.id for one in self.deduction]
        if twice := {one for one in ids if ids.count(one) > 1}:
            raise ValueError(f"id used twice: {', '.join(sorted(twice))}")
        if not self.group:
            raise ValueError("a tree needs at least one [[group]]")


def find_tree(tree_id: str, root: Path | None = None) -> Tree:
    """Return the tree of that id, the workspace's own before the shipped one; raise UsageError when there is none."""
    homes = [SHIPPED] if root is None else [SHIPPED, root / FOLDER]
    known = {path.stem: path for home in homes for path in sorted(home.glob("*.toml"))}
    if tree_id not in known:
        raise UsageError(f"no such tree of indicators: {tree_id!r}", hint=f"trees here: {', '.join(known)}")
    tree = read_toml(known[tree_id], Tree)
    if tree.id != tree_id:
        raise InvalidFile(known[tree_id], 1, f"id {tree.id!r} differs from the file's name {tree_id!r}")
    return tree
