"""What some tests need of the machine, and what happens where it is missing."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip for want of ``what``, or fail where everything is promised to be there (DESK_REQUIRE_SERVERS=1)."""
    if os.environ.get("DESK_REQUIRE_SERVERS") == "1":
        pytest.fail(f"DESK_REQUIRE_SERVERS=1, but {what}.")
    pytest.skip(what)
