"""Facts that one row can tell, worded once. A CHECK that evaluates to NULL passes, so every branch names its nulls."""

from django.db import models
from django.db.models import F, Q


def in_order(name: str, first: str, last: str) -> models.CheckConstraint:
    """``first <= last`` where both are given; either may be open."""
    both = {f"{first}__isnull": False, f"{last}__isnull": False, f"{last}__gte": F(first)}
    return models.CheckConstraint(
        name=name, condition=Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True}) | Q(**both)
    )


def precise(name: str, day: str, precision: str) -> models.CheckConstraint:
    """``precision`` is 1–5 as in UCDP GED, and says nothing (1) where there is no ``day``."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{day}__isnull": True, precision: 1})
        | Q(**{f"{day}__isnull": False, f"{precision}__gte": 1, f"{precision}__lte": 5}),
    )


def alpha2(name: str) -> models.CheckConstraint:
    """``country_code`` is empty or ISO 3166-1 alpha-2."""
    return models.CheckConstraint(name=name, condition=Q(country_code="") | Q(country_code__regex=r"^[A-Z]{2}$"))


def figure_in_order(name: str) -> models.CheckConstraint:
    """``low <= best <= high``; ``is_at_least`` leaves ``high`` open; all null is "no report", which is not zero."""
    return models.CheckConstraint(
        name=name,
        condition=Q(low__isnull=True, best__isnull=True, high__isnull=True, is_at_least=False)
        | Q(low__isnull=False, best__isnull=False, high__isnull=True, is_at_least=True, best__gte=F("low"))
        | Q(
            low__isnull=False,
            best__isnull=False,
            high__isnull=False,
            is_at_least=False,
            best__gte=F("low"),
            best__lte=F("high"),
        ),
    )
