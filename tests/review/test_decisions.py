"""Accept, reject and add: each success, each refusal, and twice in a row."""

import pytest

from tests.factories import make_administrator, make_editor, make_force, make_person, make_place
from tests.review.seeded import REGION, TEXT, seed_article, spans, suggestion, suggestions
from tracker.actors.models import Force, NameKind, Person
from tracker.articles.states import Processing
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.events.models import Citation, Claim, ClaimTopic, Event
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.places.models import Place
from tracker.review.decisions import Ambiguous, NotReady, accept, accept_event_with_parts, add, reject
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


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"min": 9, "max": 3}, "above the highest"),
        ({"min": "many"}, "not a whole number"),
        ({"min": -1}, "cannot be"),
        ({"kind": "vaporised"}, "no outcome"),
        ({"kind": "any"}, "no casualties"),
        ({"min": None, "max": None, "who": ""}, "Give a figure"),
        ({"event": "e9"}, "belongs to an event"),
        ({"said_on": "yesterday"}, "not a date"),
    ],
)
def test_a_figure_that_makes_no_sense_is_refused(article, editor, changes, message):
    take(article, "e1", editor)
    if changes.get("event") == "e9":
        Suggestion.objects.filter(key="c2").update(event_key="")

    with pytest.raises(NotReady, match=message):
        take(article, "c2", editor, amended=changes)

    assert not Claim.objects.filter(topic=ClaimTopic.CASUALTIES).exists()


def test_a_figure_needs_its_event_first(article, editor):
    with pytest.raises(NotReady, match="Accept the event first"):
        take(article, "c2", editor)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"min": 12, "max": None}, (12, None, None, False)),
        ({"min": None, "max": 40}, (None, None, 40, False)),
        ({"min": 20, "max": 30}, (20, None, 30, False)),
        ({"min": None, "max": None}, (None, None, None, False)),
        ({"min": 0, "max": 0, "negated": True}, (0, 0, 0, True)),
        ({"min": None, "max": None, "negated": True, "kind": "any"}, (0, 0, 0, True)),
    ],
)
def test_open_ends_stay_open(article, editor, changes, expected):
    take(article, "e1", editor)

    claim = take(article, "c2", editor, amended=changes)

    assert (claim.low, claim.best, claim.high, claim.is_negated) == expected


def test_an_amended_suggestion_keeps_what_the_reader_said(article, editor):
    take(article, "e1", editor)
    claim = take(article, "c2", editor, amended={"min": 15, "max": 15, "kind": "killed"})

    each = suggestion(article, "c2")
    assert (claim.best, each.state) == (15, SuggestionState.AMENDED)
    assert each.payload["min"] == 14
    assert each.decision["amended"] == {"min": 15, "max": 15}


def test_an_unnamed_speaker_is_kept_as_worded(article, editor):
    take(article, "e1", editor)

    claim = take(article, "c2", editor, amended={"attributed_to": "medics at the scene"})

    assert claim.speaker_code == "medics at the scene"


def test_a_figure_nobody_is_named_for_is_the_speakers_of_its_sentence(article, editor):
    take(article, "e1", editor)

    claim = take(article, "c2", editor, amended={"attributed_to": ""})

    assert claim.speaker_force.name == "US Central Command"


def test_without_any_speaker_the_outlet_says_it(article, editor):
    take(article, "e1", editor)
    claim = take(article, "q3", editor, amended={"speaker": ""})

    assert claim.speaker_outlet == article.outlet


def test_a_second_article_joins_the_event_as_follow_up(article, editor):
    event = take(article, "e1", editor)
    other = Suggestion.objects.create(
        run=suggestion(article, "e1").run,
        kind="event",
        key="e2",
        payload=suggestion(article, "e1").payload,
        spans=spans("seven American soldiers"),
    )

    joined = accept(other.pk, by=editor, version=1, choice=event.pk)

    assert joined == event
    assert [citation.role for citation in Citation.objects.order_by("pk")] == ["primary", "follow_up"]
    assert event.involvements.count() == 7


@pytest.mark.parametrize(
    ("kind", "worded", "precision", "has_point"),
    [("town", "in Karma", 1, True), ("town", "near Karma", 2, True), ("admin1", "in Karma", 4, False)],
)
def test_a_point_only_where_the_place_is_one(article, editor, kind, worded, precision, has_point):
    make_place("Karma", kind=kind, latitude="33.39", longitude="43.91")
    changes = {"place": "Karma", "region": None, "place_as_worded": worded}

    event = take(article, "e1", editor, amended=changes)

    assert (event.geo_precision, event.public_latitude is not None) == (precision, has_point)


@pytest.mark.parametrize(
    ("first", "last", "title", "precision"),
    [
        ("2024-08", None, "August 2024", 4),
        ("2024", None, "2024", 5),
        ("2024-08-29", "2024-08-31", "29–31 August 2024", 2),
        ("2024-08-29", "2024-09-02", "29 August – 2 September 2024", 2),
    ],
)
def test_a_span_of_days_is_titled_and_graded(article, editor, first, last, title, precision):
    event = take(article, "e1", editor, amended={"date": first, "date_end": last})

    assert event.title == f"Raid in western Iraq, {title}"
    assert event.date_precision == precision


def test_an_event_without_date_or_place_claims_neither(article, editor):
    event = take(
        article,
        "e1",
        editor,
        amended={"date": None, "date_end": None, "place": None, "region": None, "place_as_worded": ""},
    )

    assert (event.title, event.earliest, event.place, event.geo_precision) == ("Raid", None, None, None)


def test_an_event_with_an_ambiguous_force_asks_and_leaves_nothing(article, editor):
    make_force("Islamic State")
    make_force("Islamic State")
    first = suggestion(article, "e1")

    with pytest.raises(Ambiguous) as refusal:
        accept_event_with_parts(first.pk, by=editor, version=first.version)

    assert refusal.value.suggestion.key == "f4"
    assert not Event.objects.exists()
    assert not suggestions(article).exclude(state=SuggestionState.PENDING).exists()


def test_an_event_with_its_parts_twice_is_once(article, editor):
    first = suggestion(article, "e1")
    event = accept_event_with_parts(first.pk, by=editor, version=first.version)

    again = accept_event_with_parts(first.pk, by=editor, version=first.version)

    assert event == again
    assert event.claims.filter(topic=ClaimTopic.CASUALTIES).count() == 3


def test_only_an_event_has_parts(article, editor):
    with pytest.raises(TransitionNotAllowed, match="Only an event"):
        accept_event_with_parts(suggestion(article, "f1").pk, by=editor, version=1)


def test_a_rejected_force_is_left_out_of_the_event(article, editor):
    reject(suggestion(article, "f3").pk, by=editor, version=1)

    event = take(article, "e1", editor)

    assert "Iraqi security forces" not in {str(part.force) for part in event.involvements.all()}


def test_rejecting_twice_is_rejecting_once(article, editor):
    reject(suggestion(article, "f3").pk, by=editor, version=1)
    again = reject(suggestion(article, "f3").pk, by=editor, version=1)

    assert (again.state, again.version, again.decided_by) == (SuggestionState.REJECTED, 2, editor)


def test_what_was_decided_is_not_decided_the_other_way(article, editor):
    take(article, "f1", editor)
    reject(suggestion(article, "f3").pk, by=editor, version=1)

    with pytest.raises(TransitionNotAllowed, match="accepted"):
        reject(suggestion(article, "f1").pk, by=editor, version=2)
    with pytest.raises(TransitionNotAllowed, match="rejected"):
        take(article, "f3", editor)


def test_a_stale_card_is_refused(article, editor):
    with pytest.raises(StaleVersion, match="changed since"):
        accept(suggestion(article, "f1").pk, by=editor, version=7)


def test_a_superseded_suggestion_is_refused(article, editor):
    Suggestion.objects.filter(key="f1").update(state=SuggestionState.SUPERSEDED)

    with pytest.raises(TransitionNotAllowed, match="newer reading"):
        take(article, "f1", editor)


def test_an_administrator_does_not_decide(article):
    administrator = make_administrator()

    with pytest.raises(NotPermitted):
        take(article, "f1", administrator)
    with pytest.raises(NotPermitted):
        reject(suggestion(article, "f1").pk, by=administrator, version=1)
    with pytest.raises(NotPermitted):
        add(article.current_text.pk, kind="force", payload={"name": "X"}, spans=[[0, 2]], by=administrator)


def test_what_was_missed_is_added_with_its_words(article, editor):
    payload = {"name": "Desert hideouts", "country": "Iraq"}

    added = add(article.current_text.pk, kind="place", payload=payload, spans=spans("hideouts"), by=editor)
    again = add(article.current_text.pk, kind="place", payload=payload, spans=spans("hideouts"), by=editor)

    assert added == again
    assert (added.state, added.score, added.key) == (SuggestionState.ACCEPTED, None, "x1")
    assert Place.objects.get(name="Desert hideouts").country_code == "IQ"


def test_a_figure_can_be_added_to_an_accepted_event(article, editor):
    event = take(article, "e1", editor)
    payload = {"kind": "wounded", "min": 2, "max": 2, "who": "medics", "event": "e1"}

    add(article.current_text.pk, kind="casualty", payload=payload, spans=spans("Medics said nothing"), by=editor)

    assert event.claims.get(outcome="wounded").passage.words == "Medics said nothing"


def test_an_article_nobody_read_can_be_added_to(article, editor):
    Suggestion.objects.all().delete()
    text = article.current_text
    text.runs.all().delete()

    added = add(
        text.pk, kind="force", payload={"name": "US forces", "kind": "state"}, spans=spans("US forces"), by=editor
    )

    assert added.run.extractor == "editor"


@pytest.mark.parametrize(
    ("kind", "found", "message"),
    [
        ("force", [], "Mark the words"),
        ("force", [[5, 5]], "not in this text"),
        ("force", [[0, 10**6]], "not in this text"),
        ("ghost", [[0, 5]], "what was missed"),
    ],
)
def test_an_addition_without_words_is_refused(article, editor, kind, found, message):
    with pytest.raises(NotReady, match=message):
        add(article.current_text.pk, kind=kind, payload={"name": "X"}, spans=found, by=editor)


def test_the_article_waits_until_the_last_suggestion_is_decided(article, editor):
    *most, last = suggestions(article)
    for each in most:
        reject(each.pk, by=editor, version=1)
    article.refresh_from_db()
    assert article.processing == Processing.EXTRACTED

    reject(last.pk, by=editor, version=1)

    article.refresh_from_db()
    assert article.processing == Processing.REVIEWED


def test_a_private_speaker_is_not_named_in_a_persons_status(article, editor):
    amend_payload(article, "q4", speaker="Gen. Erik Kurilla")
    take(article, "e1", editor)

    leader = Person.objects.get(name="Abu Hammam")

    assert leader.status_note == "Reported killed, by US Central Command only"
    assert TEXT.count("Kurilla") == 1
