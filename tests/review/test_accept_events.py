"""Accepting events, their figures and statements."""

import pytest

from tests.factories import make_editor, make_force, make_place
from tests.review.seeded import TEXT, seed_article, spans, suggestion, suggestions
from tracker.actors.models import Person
from tracker.core.states import TransitionNotAllowed
from tracker.events.models import Citation, Claim, ClaimTopic, Event
from tracker.extraction.models import Suggestion, SuggestionState
from tracker.review.decisions import Ambiguous, NotReady, accept, accept_event_with_parts, add, reject

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


def test_a_figure_can_be_added_to_an_accepted_event(article, editor):
    event = take(article, "e1", editor)
    payload = {"kind": "wounded", "min": 2, "max": 2, "who": "medics", "event": "e1"}

    add(article.current_text.pk, kind="casualty", payload=payload, spans=spans("Medics said nothing"), by=editor)

    assert event.claims.get(outcome="wounded").passage.words == "Medics said nothing"


def test_a_private_speaker_is_not_named_in_a_persons_status(article, editor):
    amend_payload(article, "q4", speaker="Gen. Erik Kurilla")
    take(article, "e1", editor)

    leader = Person.objects.get(name="Abu Hammam")

    assert leader.status_note == "Reported killed, by US Central Command only"
    assert TEXT.count("Kurilla") == 1


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("the Desert Command (Centcom)", "US Central Command"),
        ("Kurilla", "Erik Kurilla"),
        ("Iraqi border police", "Iraqi border police"),
        ("Iraqi officials", "Iraqi officials"),
        ("Damascus", "Government of Syria"),
        ("Desert Gazette", "Desert Gazette"),
    ],
)
def test_a_speaker_is_found_by_bracket_surname_state_and_outlet(article, editor, speaker, expected):
    take(article, "e1", editor)

    claim = take(article, "q3", editor, amended={"speaker": speaker})

    assert claim.speaker_label == expected
    assert bool(claim.speaker_code) == (speaker == "Iraqi officials")


def test_an_ambiguous_speaker_asks(article, editor):
    make_force("Red Guard")
    make_force("Red Guard")
    take(article, "e1", editor)

    with pytest.raises(Ambiguous, match="Red Guard"):
        take(article, "q3", editor, amended={"speaker": "Red Guard"})


def test_common_nouns_do_not_become_names_of_a_force(article, editor):
    amended = amend_payload(article, "f4", aliases=["ISIS", "the group", "ISIS fighters", "Iraq"])

    force = accept(amended.pk, by=editor, version=1)

    assert [name.name for name in force.names.order_by("pk")] == ["Islamic State", "ISIS"]


def test_a_partner_is_no_initiator_and_nobody_attacks_themselves(article, editor):
    roles = {
        "attacker": [["US military"], ["Iraqi security forces"]],
        "partner": [["Iraqi security forces"]],
        "victim": [["Islamic State"], ["US military"]],
    }

    event = take(article, "e1", editor, amended={"roles": roles})

    assert {(str(part.force), part.role, part.side) for part in event.involvements.all()} == {
        ("US military", "initiator", "A"),
        ("Iraqi security forces", "partner", "A"),
        ("Islamic State", "victim", "B"),
    }


def test_the_editor_chooses_an_ambiguous_speaker(article, editor):
    make_force("Red Guard")
    meant = make_force("Red Guard")
    take(article, "e1", editor)

    claim = take(article, "q3", editor, amended={"speaker": "Red Guard"}, choice=meant.pk)

    assert claim.speaker_force == meant
