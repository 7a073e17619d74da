"""What ``make test`` says at its end, and when a missing server is a failure."""

import pytest

from tests.needs import missing
from tests.skipped import summary


def test_the_end_counts_each_reason_once():
    said = summary(["no Chromium", "no PostgreSQL", "no Chromium", ""])

    assert said == ["Skipped on this machine:", "  2 × no Chromium", "  1 × no PostgreSQL"]


def test_the_end_says_when_nothing_was_skipped():
    assert summary([]) == ["Nothing was skipped."]


def test_what_is_missing_is_skipped_with_its_reason(monkeypatch):
    monkeypatch.delenv("DESK_REQUIRE_SERVERS", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no Chromium"):
        missing("no Chromium")


def test_what_is_promised_must_be_there(monkeypatch):
    monkeypatch.setenv("DESK_REQUIRE_SERVERS", "1")

    with pytest.raises(pytest.fail.Exception, match="no Chromium"):
        missing("no Chromium")
