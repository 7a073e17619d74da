"""Controlled words as ``{"code", "label"}``."""

from typing import Any

from django.db import models

Term = dict[str, str]


def term(choices: type[models.TextChoices], code: str | None) -> Term | None:
    """The term for a stored code; None for none."""
    return {"code": code, "label": str(choices(code).label)} if code else None


def required(choices: type[models.TextChoices], code: str) -> Term:
    """The term for a code that is always there."""
    return {"code": code, "label": str(choices(code).label)}


def number(value: Any) -> float | None:
    """A coordinate as JSON number."""
    return None if value is None else float(value)
