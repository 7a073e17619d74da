"""The index of names by sound: which keys lead to which name of a force or person."""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Q

from tracker.core.names import fold
from tracker.core.naming.keys import LONGEST_KEY, stored_keys
from tracker.core.naming.words import Spoken, spoken

Named = TypeVar("Named", bound="NamedModel", covariant=True)
_BATCH = 1_000
_SPACE = " "


class IndexedName(models.Model):
    """A name that a force or a person goes by, as it sounds. Derived: ``reindex`` writes it, nobody else.

    ``sound`` holds the words by sound, parted by blanks; ``size`` counts them.
    """

    force = models.ForeignKey("actors.Force", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("actors.Person", null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    sound = models.TextField()
    size = models.PositiveSmallIntegerField()
    has_vowels = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indexedname_of_one_record",
                condition=Q(force__isnull=False, person__isnull=True) | Q(force__isnull=True, person__isnull=False),
            ),
            models.UniqueConstraint(fields=["force", "name"], name="indexedname_once_a_force"),
            models.UniqueConstraint(fields=["person", "name"], name="indexedname_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def spoken(self) -> Spoken:
        """The name by sound."""
        return Spoken(tuple(self.sound.split(_SPACE)), self.has_vowels)


class NameKey(models.Model):
    """One key of an indexed name. ``key`` opens with the kind, f: or p:; ``size`` is the name's count of words."""

    key = models.CharField(max_length=LONGEST_KEY + 2)
    size = models.PositiveSmallIntegerField()
    name = models.ForeignKey(IndexedName, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        # With the name in the index, a search need not touch the table.
        indexes = [models.Index(fields=["key", "size", "name"], name="namekey_by_key")]

    def __str__(self) -> str:
        return self.key


class NamedQuerySet(models.QuerySet[Named]):
    """Rows that carry names: whatever writes or deletes many at once keeps the index in step."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows and index their names."""
        rows = list(objs)
        for row in rows:
            row.settle()
        with transaction.atomic():
            made = super().bulk_create(rows, *args, **kwargs)
            self._reindex(row.named_id for row in made if row.pk)
        return made

    def bulk_update(self, objs: Iterable[Any], fields: Any, *args: Any, **kwargs: Any) -> int:
        """Change rows and index their names anew."""
        rows = list(objs)
        with transaction.atomic():
            count = super().bulk_update(rows, fields, *args, **kwargs)
            self._reindex(row.named_id for row in rows)
        return count

    def update(self, **kwargs: Any) -> int:
        """Change rows; where names or their owners change, index them anew."""
        if not kwargs.keys() & {"name", self.model.owner, f"{self.model.owner}_id"}:
            return super().update(**kwargs)
        with transaction.atomic():
            rows = list(self.order_by().values_list("pk", self.model.owner))
            count = super().update(**kwargs)
            now = self.model._default_manager.filter(pk__in=[pk for pk, _ in rows])
            self._reindex([*(owner for _, owner in rows), *now.values_list(self.model.owner, flat=True)])
        return count

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows and take their names out of the index."""
        with transaction.atomic():
            owners = list(self.order_by().values_list(self.model.owner, flat=True))
            gone = super().delete()
            self._reindex(owners)
        return gone

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def _reindex(self, owners: Iterable[int]) -> None:
        reindex(self.model.named_model(), owners)


class NamedModel(models.Model):
    """A force or a person, or a row of its names. ``owner`` is the key that leads to the record, or "pk" for itself."""

    owner: ClassVar[str] = "pk"
    _borne_by: int | None = None

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def named_model(cls) -> type[models.Model]:
        """Force or Person."""
        if cls.owner == "pk":
            return cls
        found: type[models.Model] = cls._meta.get_field(cls.owner).related_model  # type: ignore[assignment]
        return found

    @property
    def named_id(self) -> int:
        """The row id of the force or person."""
        number: int = self.pk if self.owner == "pk" else getattr(self, f"{self.owner}_id")
        return number

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remember whose name it was, should it be given to another record."""
        row = super().from_db(*args, **kwargs)
        row._borne_by = row.__dict__.get("id" if cls.owner == "pk" else f"{cls.owner}_id")
        return row

    def clean(self) -> None:
        """Refuse a name that is only punctuation: nobody would find it."""
        super().clean()
        name = getattr(self, "name", "")
        if name and not fold(name):
            raise ValidationError({"name": "This name has no letters or digits. Write the name itself."})

    def settle(self) -> None:
        """Bring the row's own columns in step with its name, before it is written."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the index in step, unless only other fields are saved."""
        fields = kwargs.get("update_fields")
        self.settle()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if fields is None or {"name", self.owner} & set(fields):
                reindex(self.named_model(), {self.named_id, self._borne_by or self.named_id})
                self._borne_by = self.named_id

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Take the name out of the index, too."""
        owner = self.named_id
        with transaction.atomic():
            gone = super().delete(*args, **kwargs)
            reindex(self.named_model(), [owner])
        return gone


def reindex(model: type[models.Model], records: Iterable[int]) -> int:
    """Bring the index in step with the names that forces (or persons) have now; returns how many names were added.

    Names that are right already are left alone. Two queries when nothing is to do.
    """
    kind = model._meta.model_name
    column = f"{kind}_id"
    added = 0
    for pks in _batches(sorted(set(records))):
        with transaction.atomic():
            have = {
                (owner, name): pk
                for pk, owner, name in IndexedName.objects.filter(**{f"{column}__in": pks}).values_list(
                    "pk", column, "name"
                )
            }
            rows = model._default_manager.filter(pk__in=pks).order_by().values_list("pk", "name", "names__name")
            want = {(pk, name) for pk, *names in rows for name in names if name}
            IndexedName.objects.filter(pk__in=[have[each] for each in have.keys() - want]).delete()
            added += _add(column, sorted(want - have.keys()))
    return added


_ADD_KEY = f"INSERT INTO {NameKey._meta.db_table} (key, size, name_id) VALUES (%s, %s, %s)"  # noqa: S608


def _batches(pks: list[int]) -> Iterable[list[int]]:
    return (pks[at : at + 500] for at in range(0, len(pks), 500))


def _add(column: str, names: list[tuple[int, str]]) -> int:
    heard = [(owner, name, spoken(name)) for owner, name in names]
    rows = IndexedName.objects.bulk_create(
        [
            IndexedName(
                **{column: owner},
                name=name,
                sound=_SPACE.join(each.words),
                size=len(each.words),
                has_vowels=each.has_vowels,
            )
            for owner, name, each in heard
            if each.words
        ],
        batch_size=_BATCH,
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            _ADD_KEY,
            [(f"{column[0]}:{key}", row.size, row.pk) for row in rows for key in stored_keys(row.spoken())],
        )
    return len(rows)
