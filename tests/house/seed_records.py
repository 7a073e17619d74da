"""The facts of one article as records, made by hand: what the table in docs/data-dictionary.md says, row by row."""

from datetime import date
from typing import Any

from tests.factories import make_article, make_editor, make_outlet, make_passage
from tracker.actors.models import Force, ForceLink, ForceName, Person, PersonName, Posting
from tracker.articles.models import Article
from tracker.events.models import Citation, Claim, Event, EventTarget, EventType, Involvement
from tracker.events.tally import recount
from tracker.places.models import Place

TEXT = (
    "On August 29 US troops and Iraqi security forces raided the Islamic State group (IS) in the west of the country. "
    "Washington said on Friday September 13 that four leaders died; its Middle East Command (Centcom) counted 14 dead. "
    "“The aim was to disrupt their plans,” Centcom said. “We stay committed,” said its chief, Gen. Erik Kurilla. "
    "Two days after the raid the US military reported seven of its soldiers wounded in an operation in the west. "
    "Iraqi intelligence told of two months of watching and of four reception houses; senior men were likely killed. "
    "Centcom named A. al-Ithawi, head of operations in Iraq, and S. al-Issawi, head of operations in western Iraq, "
    "and also Abu Hammam, for the west, and Abu-Ali al-Tunisi, head of technical development. "
    "Iraq declared victory over ISIS in late 2017; cells go on attacking police in remote areas. "
    "About 2,500 US troops are in Iraq and nearly 900 in Syria, in a coalition of 2014 that France belongs to."
)
RAID, ANNOUNCED, WOUNDED_TOLD = date(2024, 8, 29), date(2024, 9, 13), date(2024, 8, 31)
LEADERS = {
    "A. al-Ithawi": ("head of operations in Iraq", "Iraq"),
    "S. al-Issawi": ("head of operations in western Iraq", "western Iraq"),
    "Abu Hammam": ("head of operations for the west", "western Iraq"),
    "Abu-Ali al-Tunisi": ("head of technical development", None),
}


class Seed:
    """Every record of the article; ``claims`` by a short word."""

    def __init__(self) -> None:
        self.editor = make_editor()
        self.article: Article = make_article(
            TEXT,
            outlet=make_outlet("Wire"),
            published_on=date(2024, 9, 14),
            canonical_url="https://news.example/raid",
        )
        self.places = self._places()
        self.forces = self._forces()
        self.people = {name: self._person(name, *post) for name, post in LEADERS.items()}
        self.kurilla = self._person("Erik Kurilla", "chief of Centcom", None, rank="Gen.", force="Centcom")
        self.event = self._event()
        self.claims = {**self._figures(), **self._statements(), **self._fates(), **self._strengths()}
        recount(self.event)

    def words(self, words: str) -> Any:
        """The passage of these words."""
        return make_passage(self.article, words)

    def _places(self) -> dict[str, Place]:
        iraq = Place.objects.create(kind="country", name="Iraq", country_code="IQ", latitude=33, longitude=44)
        west = Place.objects.create(kind="region", name="western Iraq", country_code="IQ", parent=iraq, compass="west")
        syria = Place.objects.create(kind="country", name="Syria", country_code="SY", latitude=35, longitude=38)
        return {"Iraq": iraq, "western Iraq": west, "Syria": syria}

    def _forces(self) -> dict[str, Force]:
        made = {
            name: Force.objects.create(name=name, kind=kind, country_code=code)
            for name, kind, code in (
                ("US military", "state_military", "US"),
                ("Centcom", "state_military", "US"),
                ("Iraqi security forces", "police", "IQ"),
                ("Islamic State", "rebel", ""),
                ("Iraqi intelligence", "police", "IQ"),
                ("Iraq", "public_body", "IQ"),
                ("Coalition", "coalition", ""),
                ("French army", "state_military", "FR"),
            )
        }
        coalition = made["Coalition"]
        coalition.active_from, coalition.active_passage = date(2014, 1, 1), self.words("a coalition of 2014")
        coalition.save()
        for child, parent, kind in (
            ("Centcom", "US military", "part_of"),
            ("US military", "Coalition", "member_of"),
            ("French army", "Coalition", "member_of"),
        ):
            ForceLink.objects.create(child=made[child], parent=made[parent], kind=kind)
        for force, name, kind, words in (
            ("Islamic State", "Islamic State group", "alias", "Islamic State group"),
            ("Islamic State", "IS", "acronym", "IS"),
            ("Islamic State", "ISIS", "acronym", "ISIS"),
            ("Centcom", "Middle East Command", "alias", "Middle East Command"),
        ):
            ForceName.objects.create(force=made[force], name=name, kind=kind, passage=self.words(words))
        return made

    def _person(self, name: str, title: str, area: str | None, rank: str = "", force: str = "Islamic State") -> Person:
        person = Person.objects.create(name=name, description="a leader")
        PersonName.objects.create(person=person, name=name, passage=self.words(name))
        Posting.objects.create(
            person=person,
            force=self.forces[force],
            title=title,
            rank=rank,
            area=self.places[area] if area else None,
            first_cited=self.article.published_on,
            last_cited=self.article.published_on,
            passage=self.words(name),
        )
        return person

    def _event(self) -> Event:
        raid = EventType.objects.create(code="raid", label="Raid", definition="A force enters and leaves again.")
        event = Event.objects.create(
            title="Raid in western Iraq",
            event_type=raid,
            earliest=RAID,
            latest=RAID,
            date_precision=1,
            date_is_inferred=True,
            place=self.places["western Iraq"],
            place_as_worded="in the west of the country",
            geo_precision=5,
        )
        Citation.objects.create(event=event, passage=self.words(TEXT.split(". ")[0]), role="primary")
        EventTarget.objects.create(
            event=event, kind="reception houses", count=4, passage=self.words("four reception houses")
        )
        for force, side, role in (
            ("US military", "A", "initiator"),
            ("Iraqi security forces", "A", "partner"),
            ("Islamic State", "B", "victim"),
        ):
            Involvement.objects.create(event=event, force=self.forces[force], side=side, role=role)
        return event

    def _claim(self, topic: str, words: str, said: date | None = None, precision: int = 1, **more: Any) -> Claim:
        return Claim.objects.create(
            topic=topic,
            passage=self.words(words),
            said_on=said,
            said_precision=precision if said else None,
            **{name: self.forces[value] if name == "speaker_force" else value for name, value in more.items()},
        )

    def _figures(self) -> dict[str, Claim]:
        about = {"event": self.event, "speaker_force": "Centcom"}
        dead = self._claim(
            "casualties", "14 dead", ANNOUNCED, outcome="killed", side="B", low=14, best=14, high=14, **about
        )
        four = {"low": 4, "best": 4, "high": 4, "part_of": dead, "who": "leaders", "side": "B", "event": self.event}
        leaders = self._claim(
            "casualties", "four leaders died", ANNOUNCED, outcome="killed", speaker_force="US military", **four
        )
        seven = {"low": 7, "best": 7, "high": 7, "outcome": "wounded", "side": "A", "link": "inferred"}
        wounded = self._claim(
            "casualties",
            "seven of its soldiers wounded",
            WOUNDED_TOLD,
            event=self.event,
            speaker_force="US military",
            **seven,
        )
        return {"dead": dead, "leaders": leaders, "wounded": wounded}

    def _statements(self) -> dict[str, Claim]:
        event, told = {"event": self.event}, {"event": self.event, "speaker_force": "Iraqi intelligence"}
        kurilla = {"speaker_person": self.kurilla, "speaks_for": self.forces["Centcom"], "mode": "quote"}
        wire = {"speaker_outlet": self.article.outlet}
        return {
            "aim": self._claim(
                "statement",
                "disrupt their plans",
                ANNOUNCED,
                mode="quote",
                statement_kind="aim",
                speaker_force="Centcom",
                **event,
            ),
            "committed": self._claim("statement", "“We stay committed,”", **kurilla),
            "watching": self._claim(
                "statement", "two months of watching", paraphrase="Says the place was watched for two months.", **told
            ),
            "senior": self._claim("statement", "senior men were likely killed", hedge="likely", **told),
            "victory": self._claim(
                "statement",
                "declared victory",
                date(2017, 12, 31),
                5,
                statement_kind="background",
                speaker_force="Iraq",
            ),
            "cells": self._claim("statement", "cells go on attacking police", statement_kind="pattern", **wire),
        }

    def _fates(self) -> dict[str, Claim]:
        for person in self.people.values():
            person.status, person.status_note = "killed", "Reported killed, by Centcom only"
            person.save()
        return {
            name: self._claim(
                "fate", name, ANNOUNCED, event=self.event, about_person=person, fate="killed", speaker_force="Centcom"
            )
            for name, person in self.people.items()
        }

    def _strengths(self) -> dict[str, Claim]:
        return {
            place: self._claim(
                "strength",
                words,
                about_force=self.forces["US military"],
                about_place=self.places[place],
                low=troops,
                best=troops,
                high=troops,
                is_approximate=True,
                speaker_outlet=self.article.outlet,
            )
            for place, troops, words in (("Iraq", 2500, "About 2,500 US troops"), ("Syria", 900, "nearly 900 in Syria"))
        }
