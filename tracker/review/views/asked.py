"""What a request to the review desk asks for, read strictly: nonsense is none."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, QueryDict

PANELS = ("amend", "merge", "figures")
LOWEST_PERCENT = 50


@dataclass(frozen=True)
class Asked:
    """A decision: what to do with which suggestion, in the version that was seen.

    A button sends it in one value, ``do=accept:12:3``, with the record chosen as a
    fourth part where the button names one; forms send the parts by name.
    """

    action: str
    suggestion: int
    version: int
    choice: int | None
    post: QueryDict

    @classmethod
    def of(cls, post: QueryDict) -> Self:
        """The decision in a post."""
        if not post.get("do"):
            pk, version = number(post.get("suggestion")) or 0, number(post.get("version")) or 0
            return cls(post.get("action", ""), pk, version, _choice(post, pk), post)
        action, pk_given, version_given, chosen = (*post.get("do", "").split(":", 3), "", "", "")[:4]
        pk = number(pk_given) or 0
        choice = number(chosen) if chosen else _choice(post, pk)
        return cls(action, pk, number(version_given) or 0, choice, post)

    def words(self, name: str) -> str:
        """A field of this suggestion's card."""
        return self.post.get(f"{name}-{self.suggestion}", self.post.get(name, "")).replace("\x00", "")

    def number(self, name: str) -> int | None:
        """A field of this suggestion's card that holds a number."""
        return number(self.words(name))


@dataclass(frozen=True)
class Shown:
    """What a reader of the page wants open: a panel on one card, the count of a batch, or a form to add by."""

    panel: str = ""
    card: int = 0
    words: str = ""
    record: int | None = None
    percent: int | None = None
    adding: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """What the address asks for."""
        query = request.GET
        panel = next((name for name in PANELS if name in query), "")
        return cls(
            panel=panel,
            card=number(query.get(panel)) or 0,
            words=query.get("q", "").replace("\x00", "")[:300],
            record=number(query.get("record")),
            percent=percent_of(query.get("bulk")),
            adding=query.get("add", ""),
        )


def percent_of(value: str | None) -> int | None:
    """Of a hundred, from 50 up: below, the reader says that it guesses."""
    found = number(value)
    return None if found is None else min(100, max(LOWEST_PERCENT, found))


def known(post: QueryDict) -> dict[int, int]:
    """The versions that a page has: ``known=12:1,13:2``."""
    pairs = (pair.partition(":") for pair in post.get("known", "").split(","))
    return {number(pk) or 0: number(version) or 0 for pk, _, version in pairs if number(pk)}


def number(value: str | None) -> int | None:
    """A whole number in plain digits; null for anything else."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 16 else None


def _choice(post: QueryDict, pk: int) -> int | None:
    return number(post.get(f"choice-{pk}", post.get("choice")))
