"""UCDP GED rows as articles, claims and events."""

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_editor, make_event_type, make_place
from tracker.articles.models import Article
from tracker.events.models import Event, Topic
from tracker.published.models import PublishedEvent, PublishedTopic
from tracker.publishing.batch import publish_batch
from tracker.review.imports.ucdp import import_rows
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db

ROW = {
    "id": "214797", "type_of_violence": "1", "side_a": "Government of Syria", "side_b": "IS", "where_prec": "1",
    "where_coordinates": "Teir Maaleh village", "adm_1": "Homs Governorate", "latitude": "34.802462",
    "longitude": "36.707602", "country": "Syria", "event_clarity": "1", "date_prec": "1",
    "date_start": "2019-04-01", "date_end": "2019-04-01", "deaths_a": "2", "deaths_b": "2",
    "deaths_civilians": "1", "deaths_unknown": "0", "low": "4", "best": "5", "high": "6",
}  # fmt: skip


@pytest.fixture
def editor():
    make_place("Syria", country_code="SY")
    make_place("Homs", kind="admin1", country_code="SY")
    make_event_type("battle")
    make_event_type("attack")
    return make_editor()


def test_row_becomes_an_article_whose_figures_are_claims_by_ucdp(editor):
    report = import_rows([ROW], by=editor)

    event = Event.objects.get(pk=report.added[0])
    article = Article.objects.get()
    assert (article.kind, article.outlet.name) == ("data_set", "UCDP GED")
    assert (event.geo_precision, str(event.public_latitude), event.place.name) == (1, "34.80246", "Teir Maaleh village")
    assert event.place.parent.name == "Homs"
    whole = event.claims.first()
    assert (whole.low, whole.best, whole.high, whole.speaker_label) == (4, 5, 6, "UCDP GED")
    assert [c.part_of_id for c in event.claims.all()][1:] == [event.claims.first().pk] * 3
    assert [(t.low, t.best, t.high) for t in event.tallies.all()] == [(4, 5, 6)]
    for claim in event.claims.all():
        assert claim.passage.words.startswith("Deaths: a 2, b 2, civilians 1, unknown 0; low 4, best 5, high 6.")


def test_rows_of_one_dyad_share_a_topic_and_keep_their_numbers(editor):
    report = import_rows([ROW, {**ROW, "id": "2"}, {**ROW, "id": "3", "side_b": "SDF"}], by=editor)

    topic = Topic.objects.get(name="Government of Syria – IS")
    assert len(report.topics) == 2
    assert [(party.force.name, party.side) for party in topic.parties.order_by("side")] == [
        ("Government of Syria", "A"),
        ("Islamic State", "B"),
    ]
    assert [str(one) for event in Event.objects.order_by("pk") for one in event.external_ids.all()] == [
        "UCDP 214797",
        "UCDP 2",
        "UCDP 3",
    ]
    assert topic.event_links.count() == 2


def test_second_import_writes_nothing(editor):
    import_rows([ROW], by=editor)

    report = import_rows([ROW], by=editor)

    assert (report.added, report.skipped, Event.objects.count()) == ([], 1, 1)


@pytest.mark.parametrize(
    "damage", [{"best": "many"}, {"date_start": "2019-02-30"}, {"country": "Atlantis"}, {"where_prec": "9"}]
)
def test_bad_row_is_reported_with_its_line_and_leaves_nothing(editor, damage):
    report = import_rows([{**ROW, **damage}, {**ROW, "id": "2"}], by=editor)

    assert [line for line, _ in report.refused] == [2]
    assert (Event.objects.count(), Article.objects.count()) == (1, 1)


def test_one_sided_violence_targets_civilians(editor):
    report = import_rows([{**ROW, "type_of_violence": "3", "side_b": "Civilians"}], by=editor)

    event = Event.objects.get(pk=report.added[0])
    assert event.civilian_targeting
    assert event.title.startswith("Attack by Government of Syria against civilians")
    assert event.involvements.count() == 1


def test_imported_events_go_out_as_one_batch(editor):
    unknown = {"where_prec": "4", "deaths_unknown": "1", "deaths_civilians": "0"}
    report = import_rows([ROW, {**ROW, "id": "2", **unknown}], by=editor)
    batch = [(Kind.FORCE, pk) for pk in report.forces] + [(Kind.TOPIC, pk) for pk in report.topics]
    batch += [(Kind.EVENT, pk) for pk in report.added]

    publish_batch(batch, by=make_editor(), name="UCDP GED sample")

    assert PublishedEvent.objects.count() == 2
    assert PublishedTopic.objects.get().event_count == 2
    assert set(PublishedEvent.objects.values_list("killed_low", "killed_best", "killed_high")) == {(4, 5, 6)}
    assert PublishedEvent.objects.filter(latitude=None).count() == 1
    assert not PublishedEvent.objects.filter(is_disputed=True).exists()


def test_command_reads_a_file_and_a_dry_run_keeps_nothing(editor, tmp_path, capsys):
    path = tmp_path / "ged.csv"
    path.write_text(",".join(ROW) + "\n" + ",".join(ROW.values()) + "\n")

    call_command("import_ucdp", str(path), by=editor.username, dry_run=True)
    assert not Event.objects.exists()
    call_command("import_ucdp", str(path), by=editor.username)

    assert "1 events added" in capsys.readouterr().out
    assert Event.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_command_refuses_what_is_no_ged_file(editor, tmp_path, content):
    path = tmp_path / "ged.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        call_command("import_ucdp", str(path), by=editor.username)
    with pytest.raises(CommandError, match="no user"):
        call_command("import_ucdp", str(path), by="nobody")
