"""What somebody typed and did not save yet: kept for that person and that page alone."""

from typing import Any

from django.core.exceptions import ValidationError

from tracker.accounts.models import User
from tracker.review.models import UnsavedForm

LONGEST = 1_000_000
_MOST_FIELDS = 5_000
_LONGEST_ADDRESS = 300
_NOT_TYPED = {"csrfmiddlewaretoken", "take", "overwrite"}


def keep(address: str, *, by: User, opened_version: int | None, fields: Any) -> UnsavedForm:
    """Keep ``fields``, [[name, value], …] as the form would post them, in place of what was kept for the page before.

    Raises:
        ValidationError: it is no list of names and values, or longer than a million characters.
    """
    if not isinstance(fields, list) or len(address) > _LONGEST_ADDRESS or not all(map(_is_pair, fields)):
        raise ValidationError("This is no form. Load the page anew.", code="no_form")
    if len(fields) > _MOST_FIELDS or sum(len(name) + len(value) for name, value in fields) > LONGEST:
        raise ValidationError(
            "This is too long to be kept while you type (a million characters): save it.", code="too_long"
        )
    typed = [[_clean(name), _clean(value)] for name, value in fields if _is_typed(name)]
    kept, _ = UnsavedForm.objects.update_or_create(
        by=by, address=address, defaults={"opened_version": opened_version, "fields": typed}
    )
    return kept


def kept_for(address: str, *, by: User) -> UnsavedForm | None:
    """What the person typed on this page and did not save; None when there is nothing."""
    return UnsavedForm.objects.filter(by=by, address=address).first()


def drop(address: str, *, by: User) -> bool:
    """Forget it; whether there was anything."""
    count, _ = UnsavedForm.objects.filter(by=by, address=address).delete()
    return bool(count)


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(each, str) for each in pair)


def _is_typed(name: str) -> bool:
    """Not the buttons, and nothing that guards the form itself."""
    return name not in _NOT_TYPED and not name.startswith("_")


def _clean(value: str) -> str:
    """Without the one character that PostgreSQL cannot keep."""
    return value.replace("\x00", "")
