"""Only the mounts of this room, so that its tests stand alone."""

import pytest


@pytest.fixture(autouse=True)
def _only_this_room(settings):
    settings.ROOT_URLCONF = "tests.syndication.urls"
