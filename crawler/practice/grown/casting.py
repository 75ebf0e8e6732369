"""Gives every occasion of every bureau a way in which it is done, each way as often as its share says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from crawler.practice.grown.occasions import Occasion, occasions
from crawler.practice.grown.people import OFFICES, TOWN
from crawler.practice.grown.plan import ActPlan, Owing, Plan
from crawler.practice.script import Cast, Part, Scene
from crawler.practice.workdays import DAY, Workdays

EVERYBODY, FINING = "everybody", "fining"
OTHER_COLUMN = "gzdt"
MONEY = ("农田水利建设资金", "小微企业扶持资金", "社区养老服务资金", "中小学校舍维修资金")
CRAFTS = ("陶艺", "竹编", "盆景", "龙舟", "剪纸", "茶艺", "制伞", "酿造", "木雕", "染织")
SETTLED = timedelta(days=3)  # before the last day; what comes later is not cast, for nobody could look again
MOST_OMITTED = 2


class Casting:
    """Casts the scenes of a city of *people* from *first* to its last day."""

    def __init__(self, plan: Plan, cast: Cast, days: Workdays, seed: int, first: date) -> None:
        self.plan = plan
        self.cast = cast
        self.days = days
        self.seed = seed
        self.first = first
        self.serial = 0

    def scenes(self, people: tuple[Part, ...]) -> Iterator[Scene]:
        """Yield the scenes of *people*, duty by duty."""
        for owing in self.plan.duty:
            ways = self._ways(owing)
            for part in people:
                if owes(owing, part):
                    chance = Random(f"{self.seed}/{owing.id}/{part.id}")  # noqa: S311 - a play wants the same dice every time
                    for one in occasions(owing, self.first, self.plan.last, self.days, chance):
                        yield from self._scene(owing, part, one, next(ways), chance)

    def _ways(self, owing: Owing) -> Iterator[ActPlan]:
        """Yield ways to do it for ever, in rounds in which each comes as often as its share says."""
        fit = [one for one in self.plan.act if owing.form in one.forms and _suits(one, owing)]
        every = [one for one in fit for _ in range(one.share)]
        chance = Random(f"{self.seed}/{owing.id}")  # noqa: S311 - as above
        while True:
            chance.shuffle(every)
            yield from every

    def _scene(
        self, owing: Owing, part: Part, one: Occasion, act: ActPlan, chance: Random
    ) -> Iterator[Scene]:
        due = one.due or (self._due(owing, one.trigger) if one.trigger else None)
        appears = self._appears(act, one, due, chance)
        if appears and appears > self.plan.last - SETTLED:
            appears = None
        known = owing.form == "event" and (
            owing.registered == "all"
            or appears is None
            or act.attached
            or act.elsewhere
            or chance.choice((True, False))
        )
        if appears is None and owing.form == "shown":
            return
        scene = Scene(
            bureau=part.id,
            duty=owing.id,
            document=_document(owing, act),
            subject=self._subject(owing, part, one, chance),
            trigger=one.trigger,
            registered=known,
            column=OTHER_COLUMN if act.misplaced else owing.column,
            due=one.due if owing.binds or owing.form in {"season", "span"} else None,
            what=one.what,
            year=one.year,
        )
        yield self._done(scene, owing, act, appears, due, chance) if appears else scene

    def _done(
        self, scene: Scene, owing: Owing, act: ActPlan, appears: date, due: date | None, chance: Random
    ) -> Scene:
        gone, edited = (
            appears + timedelta(days=chance.randint(*each)) if each else None
            for each in (act.gone, act.edited)
        )
        omit = chance.sample(owing.omit, min(len(owing.omit), MOST_OMITTED)) if act.omits else ()
        claims = self._working(due, act.claims) if act.claims and due else None
        return replace(
            scene,
            appears=appears,
            claims=claims if claims and claims < appears else None,
            gone=gone,
            edited=edited,
            omit=tuple(omit),
            misplaced=act.misplaced,
            attached=act.attached,
            elsewhere=act.elsewhere,
            leaking=act.leaking,
            stale=act.old and owing.turns is not None and owing.turns < self.plan.last,
            nothing=act.nothing,
        )

    def _appears(self, act: ActPlan, one: Occasion, due: date | None, chance: Random) -> date | None:
        """Return the working day on which it is done; None where it never is."""
        if act.when == "never":
            return None
        if act.when == "until due" and due:
            last = max(due, one.begins)
            return self.days.rolled(
                one.begins + DAY * chance.randint(1, max(1, (last - one.begins).days - 3))
            )
        if act.when == "after due" and due:
            return self._working(due, chance.randint(*act.days))
        if act.when == "before":
            return self.days.rolled(self.first - timedelta(days=chance.randint(*act.days)))
        return self.days.rolled(one.begins + timedelta(days=chance.randint(*act.days)))

    def _working(self, day: date, count: int) -> date:
        """Return the day so many working days after *day*, or before it."""
        if count >= 0:
            return self.days.after(day, count)
        for _ in range(-count):
            day -= DAY
            while not self.days.works(day):
                day -= DAY
        return day

    def _due(self, owing: Owing, trigger: date) -> date:
        if owing.rule == "within_working_days":
            return self.days.after(trigger, owing.n)
        return self.days.rolled(trigger + timedelta(days=owing.n or 30))

    def _subject(self, owing: Owing, part: Part, one: Occasion, chance: Random) -> str:
        if not owing.subjects:
            return ""
        self.serial += 1
        return chance.choice(owing.subjects).format(
            year=one.year,
            month=one.begins.month,
            day=one.begins.day,
            place=chance.choice(self.cast.places),
            here=part.here or self.cast.name,
            money=chance.choice(MONEY),
            craft=chance.choice(CRAFTS),
            serial=self.serial,
        )


def owes(owing: Owing, part: Part) -> bool:
    """Return whether *part* has anything to do with the duty."""
    if EVERYBODY in owing.units:
        return True
    if FINING in owing.units:
        return any(one.id == "xzcf" for one in part.columns)
    return part.unit in owing.units or (OFFICES in owing.units and part.unit != TOWN)


def _suits(act: ActPlan, owing: Owing) -> bool:
    """Return whether the duty has what the way needs."""
    return not (
        (act.omits and not owing.omit) or (act.old and not owing.old) or (act.nothing and not owing.nothing)
    )


def _document(owing: Owing, act: ActPlan) -> str:
    if act.nothing:
        return owing.nothing
    return owing.old if act.old else owing.document
