"""Plays the scenes of a bureau: writes the texts that discharge duties, and notes what was owed and what set it off."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from crawler.practice.invent import Inventor, chinese
from crawler.practice.model import Attachment, Claim, Edit, Event
from crawler.practice.script import Document, Part, Scene, Script

PENALTY = "penalty"
RAISE = 1.6  # by how much a silent edit changes an amount
FIRST_NUMBER = 3  # document numbers of the year start somewhere
MONEY = ("amount", "part", "big")


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

    def play(self) -> list[Act]:
        """Return the acts of the bureau in the order of the script."""
        scenes = [one for one in self.script.scenes.scene if one.bureau == self.part.id]
        return [self._act(scene, at) for at, scene in enumerate(scenes)]

    def _act(self, scene: Scene, at: int) -> Act:
        inventor = Inventor(self.script.cast, self.part, f"{self.seed}/{self.part.id}/scene/{at}")
        wordings = self.script.documents.of(scene.document)
        document = wordings[at % len(wordings)] if wordings else None
        blanks = self._blanks(scene, inventor)
        title = document.title.format_map(blanks) if document else ""
        event = self._event(scene, document, blanks) if document and scene.registered else None
        claim = self._claim(scene, title, event)
        if document is None or scene.appears is None:
            return Act(scene=scene, claim=claim, event=event)
        changed = blanks | {one: _raised(blanks[one]) for one in MONEY} | _measure(scene, blanks)
        edits = (Edit(day=scene.edited, body=_body(document, changed, scene)),) if scene.edited else ()
        body = _body(document, blanks, scene)
        files = tuple(
            Attachment(name=one.name.format_map(blanks), kind=one.kind, text="".join(body))
            for one in document.files
        )
        number = blanks["number"] if scene.document == PENALTY and "doc_no" not in scene.omit else ""
        return Act(
            scene=scene,
            claim=claim,
            event=event,
            title=title,
            body=body,
            edits=edits,
            attachments=files,
            doc_number=number,
        )

    def _blanks(self, scene: Scene, inventor: Inventor) -> dict[str, str]:
        day = scene.trigger or scene.appears or self.script.cast.first
        blanks = inventor.blanks(day) | {"subject": scene.subject, "trigger": chinese(day), "number": ""}
        if scene.document == PENALTY:
            blanks |= self._fine(day, inventor.chance, blanks)
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
            what=event.what if event else title if timing.rule.startswith("within") else timing.what,
            rule=timing.rule,
            due=self._due(scene),
            trigger=scene.trigger,
            omitted=scene.omit,
            misplaced=scene.misplaced,
        )

    def _due(self, scene: Scene) -> date | None:
        timing, days = self.script.timings[scene.duty], self.script.workdays
        if scene.trigger is None:
            return timing.due
        if timing.rule == "prompt":
            return None
        if timing.rule == "within_working_days":
            return days.after(scene.trigger, timing.n)
        return days.rolled(scene.trigger + timedelta(days=timing.n))


def _raised(amount: str) -> str:
    value = float(amount) * RAISE
    return f"{value:.2f}" if "." in amount else str(round(value))


def _measure(scene: Scene, blanks: dict[str, str]) -> dict[str, str]:
    if scene.document != PENALTY:
        return {}
    return {"measure": blanks["rule"].format(amount=_raised(blanks["amount"]))}


def _body(document: Document, blanks: dict[str, str], scene: Scene) -> tuple[str, ...]:
    return tuple(
        one.text.format_map(blanks) for one in document.paragraphs if not one.key or one.key not in scene.omit
    )
