"""Plays the scenes of a bureau: writes the texts that discharge duties, and notes what was owed and what set it off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crawler.practice.claims import Claim, Event
from crawler.practice.invent import Inventor, chinese
from crawler.practice.model import Attachment, Edit
from crawler.practice.script import Document, Part, Scene, Script, TimingPlan

PENALTY = "penalty"
RAISE = 1.6  # by how much a silent edit changes an amount
FIRST_NUMBER = 3  # document numbers of the year start somewhere
MONEY = ("amount", "part", "big")
COVER = "全文见附件。"
ADDED = "另行补充：有关材料改由行政中心东楼一楼七号窗口收取，原地点不再收件。"
LEAK = "经办人陶立新，身份证号码：990100198001010018，手机号码：13900000000。"
"""Nobody's number: the first digits name no place, the last one is the right check."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A scene played: the text, if one was published, the claim, and the event, if it is registered."""

    scene: Scene
    claim: Claim
    event: Event | None
    title: str = ""
    body: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    doc_number: str = ""


class Stage:
    """Plays one bureau's scenes in order."""

    def __init__(self, script: Script, part: Part, seed: int) -> None:
        self.script = script
        self.part = part
        self.seed = seed
        self.fined = FIRST_NUMBER
        self.numbered = FIRST_NUMBER

    def play(self) -> list[Act]:
        """Return the acts of the bureau in the order of the script."""
        scenes = [one for one in self.script.scenes.scene if one.bureau == self.part.id]
        return [self._act(scene, at) for at, scene in enumerate(scenes)]

    def _act(self, scene: Scene, at: int) -> Act:
        inventor = Inventor(self.script.cast, self.part, f"{self.seed}/{self.part.id}/scene/{at}")
        wordings = self.script.documents.of(scene.document)
        document = wordings[at % len(wordings)] if wordings else None
        blanks = self._blanks(scene, document, inventor)
        title = document.title.format_map(blanks) if document else ""
        event = self._event(scene, document, blanks) if document and scene.registered else None
        claim = self._claim(scene, title, event)
        if document is None or scene.appears is None:
            return Act(scene=scene, claim=claim, event=event)
        changed = blanks | {one: _raised(blanks[one]) for one in MONEY} | _measure(scene, blanks)
        body = _body(document, blanks, scene)
        edits = (
            (Edit(day=scene.edited, body=_edited(document, changed, scene, body)),) if scene.edited else ()
        )
        number = blanks["number"] if "doc_no" not in scene.omit else ""
        return Act(
            scene=scene,
            claim=claim,
            event=event,
            title=title,
            body=(COVER,) if scene.attached else body,
            edits=edits,
            attachments=tuple(_files(document, blanks, scene, "".join(body), title)),
            doc_number=number,
        )

    def _blanks(self, scene: Scene, document: Document | None, inventor: Inventor) -> dict[str, str]:
        day = scene.trigger or scene.appears or self.script.cast.first
        year = scene.year or day.year
        blanks = inventor.blanks(day) | {
            "subject": scene.subject,
            "trigger": chinese(day),
            "number": "",
            "year": str(year),
            "last_year": str(year - 1),
            "here": self.part.here or self.script.cast.name,
        }
        if scene.document == PENALTY:
            blanks |= self._fine(day, inventor.chance, blanks)
        elif document and document.numbered:
            self.numbered += 1
            blanks["number"] = f"{self.part.code}{document.numbered}〔{day.year}〕{self.numbered}号"
        return blanks

    def _fine(self, day: date, chance: Random, blanks: dict[str, str]) -> dict[str, str]:
        self.fined += chance.randint(1, 3)
        offences = [one for one in self.script.cast.offence if one.bureau == self.part.id]
        offence = chance.choice(offences)
        return {
            "number": f"{self.part.code}罚字〔{day.year}〕{self.fined}号",
            "offence": offence.fact,
            "law": offence.basis,
            "rule": offence.measure,
            "measure": offence.measure.format_map(blanks),
            "check": chinese(day - timedelta(days=chance.randint(25, 60))),
        }

    def _event(self, scene: Scene, document: Document, blanks: dict[str, str]) -> Event:
        if scene.trigger is None:
            raise ValueError(f"a registered scene needs a trigger: {scene}")
        return Event(
            duty=scene.duty,
            bureau=scene.bureau,
            what=document.what.format_map(blanks),
            day=scene.trigger,
            find=(document.find.format_map(blanks),),
            basis=document.basis.format_map(blanks),
        )

    def _claim(self, scene: Scene, title: str, event: Event | None) -> Claim:
        timing = self.script.timings[scene.duty]
        return Claim(
            bureau=scene.bureau,
            duty=scene.duty,
            what=_named(scene, timing, title, event),
            rule=timing.rule,
            due=self._due(scene),
            trigger=scene.trigger,
            omitted=scene.omit if timing.elements else (),
            misplaced=scene.misplaced,
            counted=timing.counted,
            binds=timing.binds,
            nothing=scene.nothing,
            leaking=scene.leaking,
            stale=scene.stale,
            stated=scene.trigger is not None and event is None,
            named=event is None or any(one in title for one in event.find),
        )

    def _due(self, scene: Scene) -> date | None:
        timing, days = self.script.timings[scene.duty], self.script.workdays
        if scene.trigger is None:
            return scene.due or timing.due
        if timing.rule == "prompt":
            return None
        if timing.rule == "within_working_days":
            return days.after(scene.trigger, timing.n)
        return days.rolled(scene.trigger + timedelta(days=timing.n))


def _named(scene: Scene, timing: TimingPlan, title: str, event: Event | None) -> str:
    """Return what the claim is called: by its event, its notice or its period."""
    if event:
        return event.what
    if timing.rule == "shown":
        return f"{title}〔公示期〕"
    return title if timing.rule.startswith("within") else scene.what or timing.what


def _files(
    document: Document, blanks: dict[str, str], scene: Scene, text: str, title: str
) -> Iterator[Attachment]:
    """Yield the files that go with a text; one that stands in a file alone has that file."""
    if scene.attached:
        yield Attachment(name=title, kind="doc", text=text)
        return
    for one in document.files:
        yield Attachment(name=one.name.format_map(blanks), kind=one.kind, text=text)


def _raised(amount: str) -> str:
    value = float(amount) * RAISE
    return f"{value:.2f}" if "." in amount else str(round(value))


def _measure(scene: Scene, blanks: dict[str, str]) -> dict[str, str]:
    if scene.document != PENALTY:
        return {}
    return {"measure": blanks["rule"].format(amount=_raised(blanks["amount"]))}


def _edited(
    document: Document, changed: dict[str, str], scene: Scene, body: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the text after a silent edit: with other amounts, or with a paragraph more where it has none."""
    other = _body(document, changed, scene)
    return other if other != body else (*body, ADDED)


def _body(document: Document, blanks: dict[str, str], scene: Scene) -> tuple[str, ...]:
    told = tuple(
        one.text.format_map(blanks) for one in document.paragraphs if not one.key or one.key not in scene.omit
    )
    return (*told, LEAK) if scene.leaking else told
