"""Query parameters: which there are, and the strict fields that read them."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from tracker.core.names import fold
from tracker.published.models import Verification
from tracker.syndication.api.problems import ParameterError, nearest, shortened

MOST_VALUES = 50
LONGEST_TEXT = 200
MOST_WORDS = 12
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+ -][0-9]{2}:[0-9]{2})?"
)
_CHANGE = re.compile(r"([0-9]{1,9})\.([0-9]{1,18})")
_COUNT = re.compile(r"[0-9]{1,9}")
_CODE = re.compile(r"[a-z0-9_-]{1,40}")
_COUNTRY = re.compile(r"[A-Z]{2}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def as_uuid(text: str) -> UUID | None:
    """The UUID in its usual form, in either case, or nothing."""
    return UUID(text) if _UUID.fullmatch(text) else None


def as_day(text: str) -> date:
    """A day that the calendar has, as ``YYYY-MM-DD``."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValidationError(f"“{shortened(text)}” is not a day. Write YYYY-MM-DD, for example 2024-08-29.")


def as_code(text: str) -> str:
    """A code of the codebook, lower case."""
    if _CODE.fullmatch(text.lower()):
        return text.lower()
    raise ValidationError(f"“{shortened(text)}” is not a code. Codes are like “airstrike”.")


def as_verification(text: str) -> str:
    """How far the desk is with an event."""
    if text.lower() in Verification.values:
        return text.lower()
    raise ValidationError(f"“{shortened(text)}” is not known here. Write {' or '.join(Verification.values)}.")


def as_country(text: str) -> str:
    """An ISO 3166-1 alpha-2 code, upper case."""
    if _COUNTRY.fullmatch(text.upper()):
        return text.upper()
    raise ValidationError(f"“{shortened(text)}” is not a country. Write two letters (ISO 3166-1), for example IQ.")


def as_record(text: str) -> UUID | int:
    """A record by its UUID or by its short number."""
    if _NUMBER.fullmatch(text):
        return int(text)
    found = as_uuid(text)
    if found is None:
        raise ValidationError(f"“{shortened(text)}” is neither a UUID nor a number.")
    return found


def as_count(text: str) -> int:
    """A whole number from 0."""
    if _COUNT.fullmatch(text):
        return int(text)
    raise ValidationError(f"“{shortened(text)}” is not a whole number from 0 to 999999999.")


def as_moment_or_change(text: str) -> datetime | tuple[int, int]:
    """A moment in UTC, the beginning of a day, or a change as epoch and number."""
    change = _CHANGE.fullmatch(text)
    if change:
        return int(change[1]), int(change[2])
    try:
        if _DAY.fullmatch(text):
            return datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
        if _MOMENT.fullmatch(text):
            found = datetime.fromisoformat(text.replace(" ", "+"))
            return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    advice = "Write 2024-09-13T18:20:00Z, 2024-09-13, or a change as 1.42 (epoch and number)."
    raise ValidationError(f"“{shortened(text)}” is neither a moment nor a change. {advice}")


def as_name(text: str) -> str:
    """A name as it is spelled, in its own script."""
    as_words(text)
    return text


def as_words(text: str) -> str:
    """Folded words; at most ``MOST_WORDS``."""
    if len(text) > LONGEST_TEXT:
        raise ValidationError(f"The text is longer than {LONGEST_TEXT} characters.")
    folded = fold(text)
    if not folded:
        raise ValidationError("The text has neither letters nor digits.")
    if len(folded.split()) > MOST_WORDS:
        raise ValidationError(f"The text has more than {MOST_WORDS} words.")
    return folded


class OneValueField(forms.Field):
    """A parameter that may stand once."""

    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        self.read = read
        super().__init__(widget=forms.TextInput, **options)

    def to_python(self, value: str | None) -> Any:
        """The value read, or None where the parameter is absent."""
        return None if value is None else self.read(value)


def split_values(given: list[str]) -> list[str]:
    """Every value of a parameter that is repeated, separated by commas, or both."""
    return [part.strip() for text in given for part in text.split(",")]


class RepeatedInput(forms.TextInput):
    """Reads ``a=1&a=2`` and ``a=1,2`` alike."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Every value given, in order."""
        return split_values(data.getlist(name) if isinstance(data, QueryDict) else data.get(name, []))


class AnyOfField(OneValueField):
    """A parameter with several values, any of which will do."""

    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(read=read, **options)
        self.widget = RepeatedInput()

    def to_python(self, value: Any) -> list[Any]:
        """The values read, each once."""
        if "" in value:
            raise ValidationError("One of the values is empty.")
        if len(value) > MOST_VALUES:
            raise ValidationError(f"There are more than {MOST_VALUES} values.")
        return list(dict.fromkeys(self.read(text) for text in value))


def misused(query: QueryDict, *, single: set[str], several: set[str]) -> list[ParameterError]:
    """Names that are not known, values that are empty, and parameters that stand twice but may not."""
    found = []
    known = sorted(single | several)
    for name, values in query.lists():
        if name not in known:
            choice = f"Known here: {', '.join(known)}." if known else "This address takes none."
            detail = f"There is no parameter “{shortened(name)}”.{nearest(name, known)} {choice}"
            found.append(ParameterError(name, detail))
        elif "" in (value.strip() for value in values):
            found.append(ParameterError(name, f"“{name}” is empty. Give it a value or leave it out."))
        elif name in single and len(values) > 1:
            found.append(ParameterError(name, f"“{name}” stands {len(values)} times. It may stand once."))
    return found
