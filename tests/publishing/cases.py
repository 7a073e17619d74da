"""A raid with everything: forces, a named and an unnamed person, claims, figures; and the steps to publish it."""

from dataclasses import dataclass
from datetime import date

from tests.factories import (
    make_article,
    make_chief,
    make_editor,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
)
from tracker.accounts.models import User
from tracker.actors.models import Force, Person, Posting
from tracker.articles.models import Article
from tracker.core.models import EditorialModel
from tracker.events.models import Citation, Claim, Event, Involvement
from tracker.events.tally import recount
from tracker.published.models import Change
from tracker.publishing import naming, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.readiness import companions
from tracker.revisions.models import Kind

TEXT = (
    "The army raided a camp on 29 August. “We struck their leaders in the night,” the army said. "
    "It said 14 fighters were killed in all, four of them leaders. "
    "Karim Testov, head of operations, was among the dead, the army said. A guide, Samir Privat, was wounded. "
    + "Nothing else is known about the raid at this hour. "
    * 20
)


@dataclass
class Raid:
    one: User
    two: User
    chief: User
    article: Article
    army: Force
    group: Force
    named: Person
    unnamed: Person
    event: Event


def make_raid() -> Raid:
    one, two, chief = make_editor(), make_editor(), make_chief()
    article = make_article(TEXT, outlet=make_outlet("Wire"), canonical_url="https://wire.example/raid")
    make_place("Iraq")
    army = make_force("The Army", kind="state_military", country_code="IQ")
    group = make_force("The Group", kind="rebel")
    named = make_person("Karim Testov", "Abu Karim")
    unnamed = make_person("Samir Privat", description="a guide")
    words = make_passage(article, "Karim Testov, head of operations, was among the dead, the army said")
    Posting.objects.create(person=named, force=group, title="head of operations", passage=words)
    region = make_place("western Iraq", kind="region", compass="west")
    event = make_event(title="Raid in western Iraq", summary="The army raided a camp.", place=region, geo_precision=5)
    save_version(Kind.PLACE, region, by=one)
    _fill(event, article, army, group, named, unnamed)
    recount(event)
    for kind, record in (
        (Kind.FORCE, army),
        (Kind.FORCE, group),
        (Kind.PERSON, named),
        (Kind.PERSON, unnamed),
        (Kind.EVENT, event),
    ):
        save_version(kind, record, by=one)
    return Raid(one, two, chief, article, army, group, named, unnamed, event)


def _fill(event: Event, article: Article, army: Force, group: Force, named: Person, unnamed: Person) -> None:
    first = make_passage(article, "The army raided a camp on 29 August")
    toll = make_passage(article, "It said 14 fighters were killed in all, four of them leaders")
    dead = make_passage(article, "Karim Testov, head of operations, was among the dead, the army said")
    quote = make_passage(article, "“We struck their leaders in the night,”")
    guide = make_passage(article, "A guide, Samir Privat, was wounded")
    Citation.objects.create(event=event, passage=first)
    for force, side, role in ((army, "A", "initiator"), (group, "B", "target")):
        Involvement.objects.create(event=event, force=force, side=side, role=role, passage=first)
    for person, passage in ((named, dead), (unnamed, guide)):
        Involvement.objects.create(event=event, person=person, side="B", role="victim", passage=passage)
    counted = {"event": event, "speaker_force": army, "topic": "casualties", "outcome": "killed", "side": "B"}
    whole = Claim.objects.create(
        **counted, standing="combatant", low=14, best=14, high=14, group_words="fighters", passage=toll,
        paraphrase="14 fighters were killed", said_on=date(2024, 9, 13), said_precision=1,
    )  # fmt: skip
    Claim.objects.create(
        **counted, standing="combatant", who="leaders", low=4, best=4, high=4, part_of=whole, passage=toll,
        paraphrase="four of them were leaders",
    )  # fmt: skip
    for person, fate, passage in ((named, "killed", dead), (unnamed, "wounded", guide)):
        Claim.objects.create(
            event=event, topic="fate", speaker_force=army, about_person=person, fate=fate, passage=passage
        )
    Claim.objects.create(
        event=event, topic="statement", mode="quote", speaker_force=army, passage=quote, statement_kind="assessment"
    )


def approve_all(raid: Raid, *, by: User | None = None) -> list[tuple[Kind, int, int]]:
    """Propose and agree to the name, then submit and approve the event and its companions; returns these."""
    naming.propose(raid.named.pk, by=raid.one, reason="A commander, named by the army.")
    naming.agree(raid.named.pk, by=raid.chief)
    along = [(kind, record.pk, record.version) for kind, record in companions(Kind.EVENT, raid.event)]
    unnamed = (Kind.PERSON, raid.unnamed.pk, raid.unnamed.version)
    for kind, pk, version in [*along, unnamed, (Kind.EVENT, raid.event.pk, raid.event.version)]:
        workflow.submit(kind, pk, version=version, by=raid.one)
        workflow.approve(kind, pk, version=version, by=by or raid.two)
    return along


def publish_raid(raid: Raid) -> Change:
    along = approve_all(raid)
    return workflow.publish(Kind.EVENT, raid.event.pk, version=raid.event.version, by=raid.two, companions=along)


def edit_and_approve(raid: Raid, record: EditorialModel, kind: Kind) -> None:
    record.refresh_from_db()
    save_version(kind, record, by=raid.one, reason="Edited")
    workflow.submit(kind, record.pk, version=record.version, by=raid.one)
    workflow.approve(kind, record.pk, version=record.version, by=raid.two)
