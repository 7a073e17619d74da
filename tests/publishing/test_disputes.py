"""Figures and fates on which speakers do not agree."""

from datetime import date

import pytest

from tests.factories import make_article, make_editor, make_event, make_passage, make_person, make_place
from tests.publishing.cases import make_raid, publish_raid
from tracker.events.models import Citation, Claim, Tally
from tracker.events.tally import counting, recount
from tracker.published.models import PublishedEvent
from tracker.publishing import workflow
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
WORDS = "The army raided a camp."
NONE = {"outcome": "any", "is_negated": True, "low": 0, "best": 0, "high": 0}


@pytest.fixture
def event():
    make_place("Iraq")
    found = make_event(title="Raid")
    Citation.objects.create(event=found, passage=make_passage(make_article(f"{WORDS} {'Filler. ' * 50}"), WORDS))
    return found


def claim(event, speaker, figure=None, **fields):
    passage = event.citations.get().passage
    counts = {} if figure is None else {"low": figure, "best": figure, "high": figure}
    known = {"topic": "casualties", "outcome": "killed", "passage": passage, "speaker_code": speaker}
    return Claim.objects.create(event=event, **{**known, **counts, **fields})


def publish(event):
    one, two = make_editor(), make_editor()
    recount(event)
    save_version(Kind.EVENT, event, by=one)
    workflow.submit(Kind.EVENT, event.pk, version=event.version, by=one)
    workflow.approve(Kind.EVENT, event.pk, version=event.version, by=two)
    workflow.publish(Kind.EVENT, event.pk, version=event.version, by=two)
    return PublishedEvent.objects.get()


def killed(copy):
    return copy.killed_low, copy.killed_best, copy.killed_high


def test_the_same_dead_told_otherwise_are_counted_once_and_disputed(event):
    claim(event, "the army", 14, standing="combatant")
    claim(event, "villagers", 14, standing="civilian")

    copy = publish(event)

    assert killed(copy) == (14, 14, 14)
    assert copy.is_disputed


def test_different_speakers_give_a_span_and_the_lowest_as_best(event):
    claim(event, "the army", 14, side="B")
    claim(event, "villagers", 20, side="none")
    claim(event, "medics", 3, high=None, standing="civilian")

    copy = publish(event)

    assert killed(copy) == (3, 3, None)
    assert copy.is_disputed


def test_one_speaker_who_counts_two_sides_is_added_up_and_not_disputed(event):
    claim(event, "the army", 3, side="A")
    claim(event, "the army", 14, side="B")

    copy = publish(event)

    assert killed(copy) == (17, 17, 17)
    assert not copy.is_disputed


def test_two_sums_of_different_speakers_become_a_span(event):
    claim(event, "the army", 3, side="A")
    claim(event, "the army", 14, side="B")
    claim(event, "the group", 5, side="C")
    claim(event, "the group", 6, side="none", standing="civilian")

    assert killed(publish(event)) == (11, 11, 17)


def test_figures_set_by_an_editor_are_one_voice(event):
    claim(event, "the army", 99, side="A")
    claim(event, "villagers", 99, side="B")
    for side, figure in (("A", 3), ("B", 14)):
        Tally.objects.create(
            event=event,
            outcome="killed",
            side=side,
            low=figure,
            best=figure,
            high=figure,
            rule="override",
            reason="Names",
        )

    assert killed(publish(event)) == (17, 17, 17)


@pytest.mark.parametrize(
    ("army", "villagers"),
    [
        ([(14, {"standing": "combatant"})], [(14, {})]),
        ([(14, {"side": "B"}), (3, {"side": "A"})], [(14, {"side": "B"})]),
        ([(4, {"standing": "civilian"}), (6, {"standing": "combatant"})], [(10, {})]),
        ([(14, {})], [(None, {"group_words": "several people"})]),
        ([(14, {"standing": "combatant"})], [(0, {**NONE, "standing": "civilian"})]),
        ([(14, {"side": "B"})], [(0, {**NONE, "side": "A"})]),
        ([(14, {})], [(14, {"who": "leaders"})]),
        ([(0, NONE)], [(0, {"is_negated": True})]),
    ],
)
def test_accounts_that_leave_room_for_each_other_are_not_disputed(event, army, villagers):
    for speaker, counts in (("the army", army), ("villagers", villagers)):
        for figure, fields in counts:
            claim(event, speaker, figure, **fields)

    assert not publish(event).is_disputed


@pytest.mark.parametrize(
    ("army", "villagers"),
    [
        ([(0, NONE)], [(14, {})]),
        ([(0, NONE)], [(2, {"outcome": "wounded", "standing": "civilian"})]),
        ([(0, {"is_negated": True, "standing": "civilian"})], [(3, {"standing": "civilian", "side": "B"})]),
        ([(14, {"side": "B"})], [(14, {"side": "A"})]),
        ([(14, {"side": "B"})], [(15, {"side": "none"})]),
        ([(4, {"standing": "civilian"}), (6, {"standing": "combatant"})], [(12, {})]),
        ([(4, {"side": "A"}), (6, {"side": "A", "standing": "combatant"})], [(10, {"side": "B"})]),
    ],
)
def test_accounts_that_gainsay_each_other_are_disputed(event, army, villagers):
    for speaker, counts in (("the army", army), ("villagers", villagers)):
        for figure, fields in counts:
            claim(event, speaker, figure, **fields)

    assert publish(event).is_disputed


def test_a_speaker_who_takes_back_no_casualties_no_longer_disputes(event):
    claim(event, "the army", 0, **NONE, said_on=date(2024, 9, 1), said_precision=1)
    claim(event, "the army", 14, said_on=date(2024, 9, 2), said_precision=1)
    claim(event, "villagers", 14)

    assert not publish(event).is_disputed


def test_no_casualties_alone_is_nobody_killed(event, client):
    claim(event, "the army", 0, **NONE)

    copy = publish(event)

    assert killed(copy) == (0, 0, 0)
    page = client.get("/events/").content.decode()
    assert "no casualties reported" in page
    assert "no count reported" not in page


def test_no_casualties_on_one_side_says_nothing_of_the_killed(event, client):
    claim(event, "the army", 0, **NONE, side="A")

    assert killed(publish(event)) == (None, None, None)
    assert "no count reported" in client.get("/events/").content.decode()


def test_figures_rest_on_the_claims_that_they_were_counted_from(event):
    whole = claim(event, "the army", 14, standing="combatant")
    claim(event, "the army", 4, who="leaders", part_of=whole)
    claim(event, "the army", 3, standing="combatant", part_of=whole)
    claim(event, "villagers", 12, standing="combatant")
    claim(event, "villagers", 99, standing="combatant", mode="denial")
    claim(event, "medics", group_words="several people", standing="combatant")
    claim(event, "medics", None, high=5, outcome="wounded")
    positions = {row.pk: position for position, row in enumerate(event.claims.order_by("pk"))}
    counted = {
        (*key,): [positions[row.pk] for row in rows] for key, rows in counting(event.claims.order_by("pk")).items()
    }

    tallies = publish(event).body["tallies"]

    shown = {
        (row["outcome"]["code"], row["standing"]["code"], row["who"]["code"], row["side"]): row["claims"]
        for row in tallies
    }
    assert shown == counted
    assert len(counted) == 3


def test_a_denied_fate_is_published_as_a_denial():
    raid = make_raid()
    Claim.objects.filter(about_person=raid.named, topic="fate").update(is_negated=True)
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    person = PublishedEvent.objects.get().body["persons"][0]
    assert (person["fate"], person["fate_note"]) == (None, "Reported not killed, by The Army only")


def test_the_newest_fate_wins_by_day_and_the_other_is_named():
    raid = make_raid()
    told = Claim.objects.get(about_person=raid.named, topic="fate")
    told.said_on, told.said_precision = date(2024, 9, 20), 1
    told.save()
    Claim.objects.create(
        event=raid.event, topic="fate", about_person=raid.named, fate="captured", speaker_force=raid.group,
        passage=told.passage, said_on=date(2024, 9, 1), said_precision=1,
    )  # fmt: skip
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    person = PublishedEvent.objects.get().body["persons"][0]
    assert person["fate"]["code"] == "killed"
    assert person["fate_note"] == "Reported killed, by The Army; reported captured, by The Group"


def test_a_spokesman_and_the_force_are_one_voice():
    raid = make_raid()
    spokesman = make_person("Omar Sprecher", description="a spokesman")
    first = raid.event.claims.first()
    first.pk, first.speaker_force, first.speaker_person, first.speaks_for = None, None, spokesman, raid.army
    first.low = first.best = first.high = 20
    first.save()
    save_version(Kind.EVENT, raid.event, by=raid.one)

    publish_raid(raid)

    copy = PublishedEvent.objects.get()
    assert copy.body["claims"][-1]["speaker"]["name"] != "The Army"
    assert not copy.is_disputed
