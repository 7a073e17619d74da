"""Rows for tests: plain functions with sensible defaults, one per kind."""

import hashlib
import itertools
from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.accounts.policy import Role
from tracker.accounts.roles import give_role, seed_roles
from tracker.actors.models import Force, ForceName, Person, PersonName
from tracker.articles.models import Article, ArticleText, Outlet, OutletKind, Passage
from tracker.articles.states import Processing
from tracker.events.models import Event, EventType, Topic
from tracker.places.models import Place, PlaceName

_count = itertools.count(1)


def make_user(*roles: Role, username: str = "") -> User:
    seed_roles()
    user = User.objects.create_user(username or f"user{next(_count)}", password="correct horse battery")
    return give_role(user, *roles)


def make_editor(username: str = "") -> User:
    return make_user(Role.EDITOR, username=username)


def make_chief(username: str = "") -> User:
    return make_user(Role.CHIEF, username=username)


def make_administrator(username: str = "") -> User:
    return make_user(Role.ADMINISTRATOR, username=username)


def make_outlet(name: str = "", kind: str = OutletKind.AGENCY, **fields: Any) -> Outlet:
    return Outlet.objects.create(name=name or f"Outlet {next(_count)}", kind=kind, **fields)


def make_article(text: str = "", **fields: Any) -> Article:
    """A cleaned report with one text."""
    text = text or f"Fourteen people were killed, the army said. Report {next(_count)}."
    digest = hashlib.sha256(text.encode()).hexdigest()
    fields.setdefault("processing", Processing.CLEANED)
    fields.setdefault("published_on", date(2024, 9, 14))
    if "outlet" not in fields:
        fields["outlet"] = make_outlet()
    article = Article.objects.create(**{"title": "A report", "text_hash": digest, "language": "en", **fields})
    ArticleText.objects.create(article=article, number=1, text=text, sha256=digest)
    return article


def make_passage(article: Article | None = None, words: str = "") -> Passage:
    """The passage of ``words`` in the article's text (all of it when empty)."""
    text = (article or make_article()).texts.get(number=1)
    start = text.text.index(words) if words else 0
    end = start + len(words) if words else len(text.text)
    return Passage.objects.get_or_create(text=text, start=start, end=end)[0]


def make_force(name: str = "", *aliases: str, **fields: Any) -> Force:
    name = name or f"Force {next(_count)}"
    force = Force.objects.create(name=name, **fields)
    for alias in dict.fromkeys((name, *aliases)):
        ForceName.objects.create(force=force, name=alias)
    return force


def make_person(name: str = "", *aliases: str, **fields: Any) -> Person:
    name = name or f"Person {next(_count)}"
    person = Person.objects.create(name=name, **fields)
    for alias in dict.fromkeys((name, *aliases)):
        PersonName.objects.create(person=person, name=alias)
    return person


def make_place(name: str = "Iraq", kind: str = "country", country_code: str = "IQ", **fields: Any) -> Place:
    place = Place.objects.create(name=name, kind=kind, country_code=country_code, **fields)
    PlaceName.objects.create(place=place, name=name)
    return place


def make_event_type(code: str = "raid") -> EventType:
    return EventType.objects.get_or_create(
        code=code, defaults={"label": code.replace("_", " ").capitalize(), "definition": f"Definition of {code}."}
    )[0]


def make_event(**fields: Any) -> Event:
    """An event on one day. Not yet recorded as a revision."""
    fields.setdefault("event_type", make_event_type())
    fields.setdefault("title", f"Raid {next(_count)}")
    if "earliest" not in fields:
        fields.update(earliest=date(2024, 8, 29), latest=date(2024, 8, 29), date_precision=1)
    return Event.objects.create(**fields)


def make_topic(name: str = "", **fields: Any) -> Topic:
    """A topic, not yet recorded as a revision."""
    return Topic.objects.create(name=name or f"Topic {next(_count)}", **fields)
