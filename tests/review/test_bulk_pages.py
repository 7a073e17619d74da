"""Import and export in the admin: who may, what the pages say, and that a list comes back the same."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_chief, make_editor, make_force, make_outlet, make_user
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.actors.models import Force
from tracker.articles.models import Outlet
from tracker.review.bulk import pipeline
from tracker.review.models import BulkImport, BulkState, ColumnMapping
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


def make_manager():
    return make_user(Role.DATA_MANAGER)


def upload(client, content, model="force", name="groups.csv"):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    return client.post(reverse("admin:imports"), {"model": model, "file": file}, follow=True)


def step(client, found, name, **fields):
    return client.post(reverse("admin:import", args=[found.pk]), {"step": name, **fields}, follow=True)


def mapped(found):
    header = pipeline.table_of(found).header
    return {f"column-{at}": found.columns.get(name, "") for at, name in enumerate(header)}


@pytest.mark.parametrize(
    ("role", "status"), [(Role.DATA_MANAGER, 200), (Role.EDITOR, 403), (Role.CHIEF, 403), (Role.ADMINISTRATOR, 403)]
)
def test_data_managers_import(client, role, status):
    client.force_login(make_user(role))

    assert client.get(reverse("admin:imports")).status_code == status
    assert client.post(reverse("admin:imports"), {"model": "force"}).status_code == status


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.DATA_MANAGER, 200), (Role.EDITOR, 200), (Role.CHIEF, 200), (Role.REPORTER, 403), (Role.SOURCE_KEEPER, 403)],
)
def test_who_exports_is_said_by_the_policy(client, role, status):
    client.force_login(make_user(role))

    assert client.get(reverse("admin:export", args=["force"])).status_code == status
    assert client.post(reverse("admin:export", args=["force"])).status_code == status


def test_a_file_is_tried_then_written_as_drafts_and_a_line_says_so(client):
    manager = make_manager()
    client.force_login(manager)
    make_force("The Army", kind="state_military")

    upload(client, "Name,Kind,Remark\nThe Army,state_military,x\nThe Band,rebel,y\nThe Odd,unheard-of,z\n")
    found = BulkImport.objects.get()
    tried = step(client, found, "columns", **mapped(found)).content.decode()

    assert "Tried: 3 of 3 rows; nothing is written yet." in tried
    assert "is none of: state_military" in tried
    assert Force.objects.count() == 1

    written = step(client, found, "write").content.decode()
    found.refresh_from_db()
    band = Force.objects.get(name="The Band")

    assert "Written: 1 new, 1 same as on record, 1 refused." in written
    assert (band.state, band.version, band.live_revision) == ("draft", 1, None)
    assert Revision.objects.get().reason == "Imported from groups.csv"
    assert (found.state, found.content) == (BulkState.WRITTEN, None)
    line = AuditEntry.objects.get(action="import")
    assert (line.by, line.kind, line.details["new"], line.details["file"]) == (manager, "force", 1, "groups.csv")


def test_the_report_of_each_row_is_kept_and_taken_along(client):
    client.force_login(make_manager())
    upload(client, "name,kind\n=1+1,rebel\nThe Odd,unheard-of\n")
    found = BulkImport.objects.get()
    step(client, found, "columns", **mapped(found))
    step(client, found, "write")

    response = client.get(reverse("admin:import_report", args=[found.pk]))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert [(row["row"], row["result"], row["written"]) for row in rows] == [
        ("2", "new", "yes"),
        ("3", "refused", "yes"),
    ]


def test_a_second_run_of_the_same_file_writes_nothing(client):
    client.force_login(make_manager())
    for _ in range(2):
        upload(client, "name,kind\nThe Band,rebel\nThe Rest,rebel\n")
        found = BulkImport.objects.first()
        step(client, found, "columns", **mapped(found))
        step(client, found, "write")

    assert [row["result"] for row in BulkImport.objects.first().rows] == ["same", "same"]
    assert Revision.objects.count() == 2


def test_a_mapping_is_kept_and_used_again(client):
    client.force_login(make_manager())
    content = "Who,What\nThe Band,rebel\n"
    upload(client, content)
    first = BulkImport.objects.get()
    assert first.columns == {}

    step(client, first, "columns", **{"column-0": "name", "column-1": "kind", "keep_as": "The ministry"})
    upload(client, content)

    assert ColumnMapping.objects.get().name == "The ministry"
    assert BulkImport.objects.first().columns == {"Who": "name", "What": "kind"}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"column-0": "name", "column-1": "name"}, "Leave one out"),
        ({}, "at least one column"),
        ({"column-0": "version"}, "at least one column"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused(client, columns, words):
    client.force_login(make_manager())
    upload(client, "name,kind\nThe Band,rebel\n")

    page = step(client, BulkImport.objects.get(), "columns", **columns)

    assert words in page.content.decode()
    assert BulkImport.objects.get().rows == []


def test_what_was_not_tried_is_not_written(client):
    client.force_login(make_manager())
    upload(client, "name\nThe Band\n")

    page = step(client, BulkImport.objects.get(), "write")

    assert "Try all rows before you write them." in page.content.decode()
    assert not Force.objects.exists()


def test_a_file_that_was_written_or_given_up_is_done_with(client):
    client.force_login(make_manager())
    upload(client, "name\nThe Band\n")
    found = BulkImport.objects.get()

    step(client, found, "refuse")

    for name in ("write", "try", "columns", "refuse", "dance"):
        page = step(client, found, name)
        assert page.status_code == 200
    assert not Force.objects.exists()
    assert AuditEntry.objects.filter(action="refuse_import").count() == 1
    found.refresh_from_db()
    assert (found.state, found.content) == (BulkState.REFUSED, None)


@pytest.mark.parametrize(("content", "model"), [(b"", "force"), (b"name\n", "force"), (b"name\nx\n", "user")])
def test_a_file_that_cannot_be_read_is_refused_in_words(client, content, model):
    client.force_login(make_manager())

    page = upload(client, content, model=model)

    assert page.status_code == 200
    assert not BulkImport.objects.exists()


def exported(client, code, query="", **fields):
    response = client.post(reverse("admin:export", args=[code]) + query, fields)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_an_export_has_what_the_list_shows_and_is_logged(client):
    chief = make_chief()
    client.force_login(chief)
    make_outlet("Wire", kind="agency")
    make_outlet("Paper", kind="newspaper")

    rows = rows_of(exported(client, "outlet", "?kind__exact=agency", form="csv"))

    assert [row["name"] for row in rows] == ["Wire"]
    line = AuditEntry.objects.get(action="export")
    assert (line.by, line.kind, line.details["rows"]) == (chief, "outlet", 1)
    assert line.details["filter"] == "kind__exact=agency"


def test_a_filter_that_is_none_is_no_way_to_everything(client):
    client.force_login(make_chief())
    make_outlet("Wire")

    assert client.post(reverse("admin:export", args=["outlet"]) + "?password=x").status_code == 404
    assert not AuditEntry.objects.filter(action="export").exists()


def test_private_columns_leave_only_when_asked_for_by_who_may(client):
    make_force("The Army", internal_notes="Ask Karim.")
    client.force_login(make_chief())

    assert "internal_notes" not in rows_of(exported(client, "force"))[0]
    assert rows_of(exported(client, "force", with_private="1"))[0]["internal_notes"] == "Ask Karim."

    client.force_login(make_editor())
    assert "internal_notes" not in rows_of(exported(client, "force", with_private="1"))[0]


def test_formulas_leave_as_text_and_come_back_as_they_were(client):
    client.force_login(make_chief())
    make_outlet('=HYPERLINK("http://x.example")')

    row = rows_of(exported(client, "outlet"))[0]

    assert row["name"] == '\'=HYPERLINK("http://x.example")'


def test_an_xlsx_is_imported_as_it_was_exported(client):
    Outlet.objects.create(name="=Wire", kind="agency", country_code="IQ")
    client.force_login(make_chief())
    content = exported(client, "outlet", form="xlsx")

    client.force_login(make_manager())
    upload(client, content, model="outlet", name="outlets.xlsx")
    found = BulkImport.objects.get()
    step(client, found, "columns", **mapped(found))

    found.refresh_from_db()
    assert [row["result"] for row in found.rows] == ["same"]


def test_lists_lead_to_files_for_who_may_use_them(client):
    for role, ways in ((Role.DATA_MANAGER, 2), (Role.EDITOR, 1), (Role.REPORTER, 0)):
        client.force_login(make_user(role))
        page = client.get(reverse("admin:actors_force_changelist") + "?kind__exact=rebel").content.decode()

        assert ("/export/force/?kind__exact=rebel" in page) is (ways > 0)
        assert ("/import/?model=force" in page) is (ways > 1)


def test_the_pages_cost_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    client.force_login(make_manager())
    for _ in range(12):
        upload(client, "name\n" + "".join(f"The Band {n}\n" for n in range(60)))
    found = BulkImport.objects.first()
    step(client, found, "columns", **mapped(found))

    with django_assert_max_num_queries(8):
        client.get(reverse("admin:imports"))
    with django_assert_max_num_queries(8):
        client.get(reverse("admin:import", args=[found.pk]))
