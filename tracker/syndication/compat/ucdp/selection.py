"""Which events belong in a table of organised violence: lethal, with two organised sides or against civilians."""

from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, Value, When

from tracker.published.models import PublishedEvent, PublishedEventForce, PublishedTally
from tracker.published.models.event import PublishedEventQuerySet
from tracker.syndication.compat.sides import FIRST, FIRST_ROLES, OTHERS, SPEAKS_ONLY, STATE_KINDS

VIOLENCE = "violence"
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_LETHAL = Q(killed_best__gt=0) | Q(killed_high__gt=0)
_IS_FIRST = Q(side=FIRST) | (~Q(side__in=OTHERS) & Q(role__in=FIRST_ROLES))


class SaysYes(Func):
    """Whether a yes or no of the stored document is yes."""

    output_field = models.BooleanField()

    def __init__(self, key: str) -> None:
        super().__init__(F("document"), Value(key), output_field=models.BooleanField())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite reads JSON from text."""
        template = "(JSON_EXTRACT(CAST(%(expressions)s) = 1)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" AS TEXT), '$.' || ", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """So does PostgreSQL."""
        template = "((CONVERT_FROM(%(expressions)s) = 'true')"
        return self.as_sql(compiler, connection, template=template, arg_joiner=", 'UTF8')::json ->> ", **context)


def candidates() -> PublishedEventQuerySet:
    """Live events of organised violence, each with ``violence``: 1 state-based, 2 non-state, 3 one-sided.

    Nobody dies twice: parts are left out where the whole that counts them is here.
    """
    wholes = _violent().filter(parts__isnull=False, killed_best__isnull=False).order_by().values("pk")
    return _violent().exclude(part_of__in=wholes).exclude(part_of__part_of__in=wholes)


def _violent() -> PublishedEventQuerySet:
    first, second = links(_IS_FIRST), links(~_IS_FIRST)
    states = Exists(links(Q(force__force_kind__in=STATE_KINDS)))
    civilians = PublishedTally.objects.filter(
        Q(best__gt=0) | Q(high__gt=0), event=OuterRef("pk"), outcome="killed", standing="civilian"
    )
    are_two = Exists(first) & Exists(second)
    violence = Case(
        When(are_two & states, then=STATE_BASED),
        When(are_two, then=NON_STATE),
        When(Exists(first) & (Exists(civilians) | Q(SaysYes("civilian_targeting"))), then=ONE_SIDED),
        output_field=models.IntegerField(null=True),
    )
    lethal: PublishedEventQuerySet = PublishedEvent.objects.live().filter(_LETHAL)
    return lethal.annotate(violence=violence).filter(violence__isnull=False)


def links(condition: Q) -> QuerySet[PublishedEventForce]:
    """The organised actors of the event at hand that meet a condition; public bodies do not fight."""
    fighting = PublishedEventForce.objects.filter(event=OuterRef("pk")).exclude(force__force_kind=SPEAKS_ONLY)
    return fighting.filter(condition)


def is_against(one: int, other: int) -> Q:
    """Events in which two forces, by number, stood against each other."""
    return (Exists(links(_IS_FIRST & Q(force__number=one))) & Exists(links(~_IS_FIRST & Q(force__number=other)))) | (
        Exists(links(_IS_FIRST & Q(force__number=other))) & Exists(links(~_IS_FIRST & Q(force__number=one)))
    )
