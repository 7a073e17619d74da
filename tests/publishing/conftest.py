"""The raid of the cases, as drafts and published."""

import pytest

from tests.publishing.cases import make_raid, publish_raid


@pytest.fixture
def raid():
    return make_raid()


@pytest.fixture
def live(raid):
    publish_raid(raid)
    for record in (raid.event, raid.army, raid.group, raid.named, raid.unnamed, raid.article):
        record.refresh_from_db()
    return raid
