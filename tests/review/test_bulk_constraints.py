"""Rows that the database refuses: mappings of columns, and files taken in."""

import pytest

from tests.refusals import Refused, assert_refused
from tests.rows import NOON
from tracker.review.models import BulkImport, ColumnMapping

REFUSED = [
    Refused("columnmapping_once", ColumnMapping, twice=True),
    Refused("columnmapping_named", ColumnMapping, {"name": ""}),
    Refused("bulkimport_state_known", BulkImport, {"state": "lost"}),
    Refused("bulkimport_state_known", BulkImport, {"state": ""}),
    Refused("bulkimport_written_whole", BulkImport, {"state": "written"}),
    Refused("bulkimport_written_whole", BulkImport, {"state": "tried", "written_at": NOON}),
    Refused("bulkimport_written_whole", BulkImport, {"state": "refused", "written_at": NOON}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
