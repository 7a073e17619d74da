"""Accepting forces, persons and places: new, known, ambiguous, nonsense."""

import pytest

from tests.factories import make_editor, make_force, make_person, make_place
from tests.review.seeded import REGION, seed_article, spans, suggestion
from tracker.actors.models import Force, NameKind, Person
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.review.decisions import Ambiguous, NotReady, accept
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor()


def take(article, key, by, **fields):
    each = suggestion(article, key)
    return accept(each.pk, by=by, version=each.version, **fields)


def amend_payload(article, key, **changes):
    each = suggestion(article, key)
    each.payload = {**each.payload, **changes}
    each.save()
    return each


def test_accepting_a_force_drafts_it_with_its_names_and_their_words(article, editor):
    force = take(article, "f4", editor)

    names = {name.name: (name.kind, name.passage.words) for name in force.names.all()}
    assert names["Islamic State"] == (NameKind.OFFICIAL, "Islamic State")
    assert names["ISIS"][0] == NameKind.ACRONYM
    assert (force.kind, force.state, force.version) == ("rebel", "draft", 1)
    assert suggestion(article, "f4").became_id == force.pk


def test_accepting_twice_gives_the_same_record(article, editor):
    first = take(article, "f4", editor)
    again = accept(suggestion(article, "f4").pk, by=editor, version=1)

    assert first == again
    assert Force.objects.count() == 1
    assert Revision.objects.count() == 1


def test_a_known_force_is_linked_and_learns_the_names_it_lacks(article, editor):
    known = make_force("Islamic State", "Daesh")

    force = take(article, "f4", editor)

    assert force == known
    assert {name.name for name in known.names.all()} == {"Islamic State", "Daesh", "Islamic State group", "ISIS"}


def test_several_forces_of_one_name_ask_the_editor(article, editor):
    one, two = make_force("Islamic State"), make_force("The Islamic State")

    with pytest.raises(Ambiguous, match="could be any of 2") as refusal:
        take(article, "f4", editor)

    assert refusal.value.candidates == [one, two]
    assert take(article, "f4", editor, choice=two.pk) == two


def test_the_editor_may_ask_for_a_new_record_of_the_same_name(article, editor):
    known = make_person("Abu Hammam")

    person = take(article, "p3", editor, choice=0)

    assert person != known
    assert Person.objects.filter(name="Abu Hammam").count() == 2


def test_a_chosen_record_that_is_gone_is_refused(article, editor):
    with pytest.raises(NotReady, match="not there any more"):
        take(article, "f4", editor, choice=4711)


def test_a_linked_person_gets_the_post_only_once(article, editor):
    person = take(article, "p1", editor)
    other = Suggestion.objects.create(
        run=suggestion(article, "p1").run,
        kind="person",
        key="p9",
        payload=suggestion(article, "p1").payload,
        spans=spans("Gen. Erik Kurilla"),
    )

    accept(other.pk, by=editor, version=1)

    assert person.postings.count() == 1


def test_a_region_is_drafted_once(article, editor):
    region = take(article, "l3", editor)
    amended = amend_payload(article, "l2", name="the west", region=REGION)
    again = accept(amended.pk, by=editor, version=1)

    assert region == again
    assert (region.kind, region.compass, region.latitude) == ("region", "west", None)


def test_the_readers_point_tells_namesakes_apart(article, editor):
    near = make_place("Karma", kind="town", latitude="33.39", longitude="43.91")
    make_place("Karma", kind="town", latitude="36.10", longitude="44.20")
    amended = amend_payload(article, "l2", name="Karma", country="Iraq", lat=33.40, lon=43.90)

    assert accept(amended.pk, by=editor, version=1) == near


def test_namesakes_without_a_point_ask(article, editor):
    make_place("Karma", kind="town", latitude="33.39", longitude="43.91")
    make_place("Karma", kind="town", latitude="36.10", longitude="44.20")
    amended = amend_payload(article, "l2", name="Karma", country="Iraq")

    with pytest.raises(Ambiguous):
        accept(amended.pk, by=editor, version=1)

    assert suggestion(article, "l2").state == SuggestionState.PENDING


@pytest.mark.parametrize(
    ("key", "changes", "message"),
    [
        ("f4", {"name": "…"}, "letters"),
        ("l2", {"name": "Nowhere", "lat": "x", "lon": "1"}, "decimal degrees"),
        ("l2", {"name": "Nowhere", "lat": 95, "lon": 1}, "between -90 and 90"),
        ("l3", {"region": {"compass": "west", "country": "Atlantis"}}, "no country"),
        ("l3", {"region": {"compass": "up", "country_code": "IQ"}}, "compass"),
        ("e1", {"type": "picnic"}, "no event type"),
        ("e1", {"date": "2024-02-30"}, "not a date"),
        ("e1", {"date": "0000"}, "not a date"),
        ("e1", {"date": "2024-08-29", "date_end": "2024-08-01"}, "before the first"),
        ("s1", {"who": "Martians", "force": None}, "Say which force"),
        ("s1", {"min": None, "max": None}, "needs a figure"),
    ],
)
def test_what_cannot_be_a_record_is_refused_with_a_sentence(article, editor, key, changes, message):
    with pytest.raises(NotReady, match=message):
        take(article, key, editor, amended=changes)

    assert suggestion(article, key).state == SuggestionState.PENDING
    assert not Revision.objects.exists()
