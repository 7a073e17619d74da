"""The index of public names by sound: which keys lead to which name of a published force, person or place.

Written from the document that goes out, in the transaction that publishes it; so a name
that is in no public document is in no key either.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from tracker.core.naming.keys import LONGEST_KEY, stored_keys
from tracker.core.naming.words import spoken
from tracker.published.models.actor import PublishedForce, PublishedPerson
from tracker.published.models.place import PublishedPlace
from tracker.published.models.record import PublishedRecord

INDEXED: tuple[type[PublishedRecord], ...] = (PublishedForce, PublishedPerson, PublishedPlace)
OWNERS = ("force_id", "person_id", "place_id")
_OPENING = 2
_BATCH = 1_000


class PublishedName(models.Model):
    """A public name of a record that stands, as it sounds. Derived: ``index_names`` writes it, nobody else.

    ``sound`` holds the words by sound, parted by blanks; ``size`` counts them.
    """

    force = models.ForeignKey(PublishedForce, null=True, on_delete=models.CASCADE, related_name="indexed_names")
    person = models.ForeignKey(PublishedPerson, null=True, on_delete=models.CASCADE, related_name="indexed_names")
    place = models.ForeignKey(PublishedPlace, null=True, on_delete=models.CASCADE, related_name="indexed_names")
    name = models.CharField(max_length=300)
    sound = models.TextField()
    size = models.PositiveSmallIntegerField()
    has_vowels = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publishedname_of_one_record",
                condition=Q(force__isnull=False, person__isnull=True, place__isnull=True)
                | Q(force__isnull=True, person__isnull=False, place__isnull=True)
                | Q(force__isnull=True, person__isnull=True, place__isnull=False),
            ),
            models.UniqueConstraint(fields=["force", "name"], name="publishedname_once_a_force"),
            models.UniqueConstraint(fields=["person", "name"], name="publishedname_once_a_person"),
            models.UniqueConstraint(fields=["place", "name"], name="publishedname_once_a_place"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedNameKey(models.Model):
    """One key of a public name. ``key`` opens with the kind, fo:, pe: or pl:; ``size`` is the name's count of words."""

    key = models.CharField(max_length=LONGEST_KEY + _OPENING + 1)
    size = models.PositiveSmallIntegerField()
    name = models.ForeignKey(PublishedName, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        # With the name in the index, a search need not touch the table.
        indexes = [models.Index(fields=["key", "size", "name"], name="publishednamekey_by_key")]

    def __str__(self) -> str:
        return self.key


def opening(model: type[PublishedRecord]) -> str:
    """What the keys of a kind of record begin with."""
    return model.kind.value[:_OPENING]


def index_names(record: PublishedRecord, names: Iterable[str]) -> None:
    """Bring the index in step with the names under which the public has the record; none of a tombstone.

    Names that are right already are left alone. One query when nothing is to do.
    """
    if not isinstance(record, INDEXED):
        return
    rows = PublishedName.objects.filter(**{f"{record.kind.value}_id": record.pk})
    with transaction.atomic():
        have = dict(rows.values_list("name", "pk"))
        want = {name[:300] for name in names} if record.is_live else set()
        gone = [pk for name, pk in have.items() if name not in want]
        if gone:
            rows.filter(pk__in=gone).delete()
        _add(record, sorted(want - have.keys()))


def names_in(document: dict[str, Any]) -> list[str]:
    """Every name that a published document gives its record."""
    return [name for name in (document.get("name"), *(row["name"] for row in document.get("names", []))) if name]


def _add(record: PublishedRecord, names: list[str]) -> None:
    heard = [(name, spoken(name)) for name in names]
    rows = PublishedName.objects.bulk_create(
        PublishedName(
            **{f"{record.kind.value}_id": record.pk},
            name=name,
            sound=" ".join(each.words),
            size=len(each.words),
            has_vowels=each.has_vowels,
        )
        for name, each in heard
        if each.words
    )
    sounds = [each for _, each in heard if each.words]
    PublishedNameKey.objects.bulk_create(
        (
            PublishedNameKey(key=f"{opening(type(record))}:{key}", size=row.size, name=row)
            for row, each in zip(rows, sounds, strict=True)
            for key in stored_keys(each)
        ),
        batch_size=_BATCH,
    )
