"""A record of every model that has a file, with every part filled, and files that are tried and written."""

import csv
import io
from datetime import date, time
from decimal import Decimal

from tests.factories import (
    make_article,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
    make_topic,
    make_user,
)
from tracker.accounts.policy import Role
from tracker.actors.models import ForceId, ForceLink, PersonId, Posting, Voice
from tracker.articles.models import Article
from tracker.events.models import (
    ArticleTopic,
    Citation,
    Claim,
    EventId,
    EventLink,
    EventPlace,
    EventTarget,
    EventTopic,
    Involvement,
    StoryLink,
    TopicId,
    TopicParty,
)
from tracker.events.tally import recount
from tracker.places.models import PlaceId
from tracker.publishing.editing import save_version
from tracker.review.bulk import pipeline
from tracker.review.bulk.exporting import as_csv, exported
from tracker.review.bulk.register import SHEETS
from tracker.revisions.models import Kind

TEXT = "The army | said: “14 fighters, four of them leaders” died.\nA guide \\ was hurt in Rawa."


class World:
    """Two of everything, tied to each other."""

    def __init__(self):
        self.manager = make_user(Role.DATA_MANAGER)
        self.article = make_article(
            TEXT, outlet=make_outlet("Wire, the", reliability="B"), canonical_url="https://w.example/1"
        )
        self.words = make_passage(
            self.article, "The army | said: “14 fighters, four of them leaders” died.\nA guide \\"
        )
        self.iraq = make_place("Iraq", latitude=Decimal("33.00001"), longitude=Decimal("-44.5"), population=1)
        self.rawa = make_place("Rawa", kind="town", parent=self.iraq, radius_km=2.5, source="GeoNames", source_id="99")
        self.west = make_place("western Iraq", kind="region", compass="west")
        self.west.areas.add(self.iraq, self.rawa)
        PlaceId.objects.create(place=self.rawa, scheme="geonames", value="99")
        self._actors()
        self.topic = make_topic("Conflict | one", kind="conflict", summary="-1 =x", internal_notes="'quoted")
        self.part = make_topic("Campaign", kind="campaign", parent=self.topic, starts_on=date(2024, 1, 1))
        TopicParty.objects.create(topic=self.topic, force=self.army, side="A", passage=self.words)
        TopicId.objects.create(topic=self.topic, scheme="ucdp", register="dyad", value="77")
        self._events()
        self.story = Article.objects.create(
            kind="story", processing="own", title="A story", body="One.\n\nTwo.", standfirst="=In short", byline="Ana"
        )
        StoryLink.objects.create(story=self.story, event=self.raid)
        for article in (self.story, self.article):
            ArticleTopic.objects.create(article=article, topic=self.topic)
        self._save()

    def _actors(self):
        self.army = make_force("The Army", "Army, the", kind="state_military", country_code="IQ", summary="a\nb")
        self.unit = make_force("Unit | 5", kind="other", active_from=date(1958, 7, 14), active_passage=self.words)
        self.army.names.update(language="en", starts_on=date(2003, 5, 1), starts_precision=3, passage=self.words)
        ForceId.objects.create(force=self.army, scheme="wikidata", value="Q796")
        ForceLink.objects.create(
            child=self.unit, parent=self.army, kind="part_of", starts_on=date(2004, 1, 1), passage=self.words
        )
        Voice.objects.create(outlet=self.article.outlet, force=self.army, starts_on=date(2010, 1, 1))
        self.karim = make_person("Karim Testov", "Abu Karim", description="a commander", internal_notes="Ask.")
        make_person("Samir Privat")
        PersonId.objects.create(person=self.karim, scheme="wikidata", value="Q42")
        Posting.objects.create(
            person=self.karim, force=self.army, title="head of operations", rank="Gen.", area=self.rawa, command="yes",
            first_cited=date(2024, 8, 1), last_cited=date(2024, 8, 29), certainty="likely", passage=self.words,
        )  # fmt: skip

    def _events(self):
        point = {"latitude": Decimal("34.5"), "longitude": Decimal("-41.91234")}
        self.whole = make_event(title="Operation")
        self.raid = make_event(
            title="Raid, at “dawn”", summary="Neutral;\nwords", place=self.rawa, geo_precision=1, means="rifle, knife",
            local_time=time(4, 30), time_zone="Asia/Baghdad", is_sensitive=True, blur="province", clarity=2, **point,
        )  # fmt: skip
        Citation.objects.create(event=self.raid, passage=self.words, role="follow_up")
        Involvement.objects.create(event=self.raid, force=self.army, side="A", role="initiator", passage=self.words)
        Involvement.objects.create(event=self.raid, person=self.karim, side="B", role="victim")
        toll = {"event": self.raid, "topic": "casualties", "outcome": "killed", "side": "B", "passage": self.words}
        all_of_them = Claim.objects.create(
            **toll, low=14, best=14, high=15, speaker_force=self.army, paraphrase="14 | died", credibility=2,
            said_on=date(2024, 9, 1), said_precision=1,
        )  # fmt: skip
        Claim.objects.create(**toll, low=4, who="leaders", speaker_code="medics", part_of=all_of_them)
        Claim.objects.create(
            event=self.raid, topic="fate", about_person=self.karim, fate="killed", speaker_person=self.karim,
            speaks_for=self.army, mode="quote", hedge="likely", link="inferred",
        )  # fmt: skip
        EventTarget.objects.create(event=self.raid, kind="livestock market", count=2, damage="burnt")
        EventPlace.objects.create(event=self.raid, place=self.iraq, passage=self.words)
        EventTopic.objects.create(event=self.raid, topic=self.topic)
        EventLink.objects.create(event=self.raid, other=self.whole, kind="part_of", certainty="likely")
        EventId.objects.create(event=self.raid, scheme="acled", value="IRQ12345")
        recount(self.raid)

    def _save(self):
        for kind, record in (
            (Kind.FORCE, self.army), (Kind.FORCE, self.unit), (Kind.PERSON, self.karim), (Kind.PLACE, self.west),
            (Kind.TOPIC, self.topic), (Kind.TOPIC, self.part), (Kind.EVENT, self.raid), (Kind.EVENT, self.whole),
            (Kind.ARTICLE, self.story),
        ):  # fmt: skip
            save_version(kind, record, by=self.manager)


def file_of(code, *, with_private=True):
    """Everything of one model, as an export has it."""
    sheet = SHEETS[code]
    return "".join(as_csv(exported(sheet, sheet.rows(), with_private=with_private)))


def taken(content, code, by, *, writes=True):
    """A file tried to its end, and written; columns as they are guessed."""
    found = pipeline.take_file(content.encode(), model=code, name="rows.csv", by=by)
    found = pipeline.choose_columns(found.pk, found.columns, by=by)
    while len(found.rows) < len(pipeline.table_of(found).lines):
        found = pipeline.try_on(found.pk, by=by, worded=lambda errors: errors)
    while writes and found.state == "tried":
        found = pipeline.write_on(found.pk, by=by, worded=lambda errors: errors)
    return found


def results(found):
    return [row["result"] for row in found.rows]


def messages(found):
    return [row["message"] for row in found.rows]


def as_file(*rows):
    """Rows given as dicts."""
    kept = io.StringIO()
    writer = csv.DictWriter(kept, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return kept.getvalue()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
