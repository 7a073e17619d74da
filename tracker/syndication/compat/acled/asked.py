"""What a client asks for: conditions, columns, a page and a format. Keys that are not known are ignored."""

import json
import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

from tracker.syndication.api.problems import InvalidParameters, ParameterError, shortened
from tracker.syndication.compat.acled.clauses import Clause, read_clause
from tracker.syndication.compat.acled.columns import Columns

DEFAULT_LIMIT = 5000
FORMATS = ("json", "csv")
MOST_CLAUSES = 600
_NUMBER = re.compile(r"[0-9]{1,9}")
_OR = ":OR:"
_FORM = "application/x-www-form-urlencoded"
_FORMS = {_FORM, "multipart/form-data"}


@dataclass(frozen=True)
class Asked:
    """``groups``: every one must hold, by any of its clauses. ``limit`` 0 means all; ``skip`` rows come before."""

    groups: tuple[tuple[Clause, ...], ...]
    fields: tuple[str, ...]
    limit: int
    skip: int
    format: str
    is_guarded: bool
    has_labels: bool

    def holds(self, row: dict[str, Any]) -> bool:
        """Whether a row meets every group."""
        return all(any(clause.holds(row[clause.column]) for clause in group) for group in self.groups)


def parameters(request: HttpRequest) -> QueryDict:
    """The query; of a POST also its body, as a form or as one JSON object.

    Raises:
        InvalidParameters: the body is said to be JSON and is not an object.
    """
    found = request.GET.copy()
    if request.method != "POST":
        return found
    if (request.content_type or _FORM) in _FORMS:
        found.update(request.POST)
    elif request.body.strip():
        try:
            body = json.loads(request.body)
            pairs = body.items()
        except (ValueError, AttributeError, RecursionError):
            detail = "The body is neither a form nor a JSON object with the parameters as keys."
            raise InvalidParameters([ParameterError("body", detail)]) from None
        for name, value in pairs:
            for each in value if isinstance(value, list) else [value]:
                if each is not None:
                    found.appendlist(str(name), str(each))
    return found


def read(query: QueryDict, columns: Columns, *, format_suffix: str = "") -> Asked:
    """What is asked of a table with these columns.

    Raises:
        InvalidParameters: a value of a known key cannot be used.
    """
    limit = _whole(query, "limit", DEFAULT_LIMIT)
    page = _whole(query, "page", 1)
    if page < 1:
        raise InvalidParameters([ParameterError("page", "Pages are counted from 1.")])
    asked_format = (query.get("_format") or format_suffix or "json").lower()
    if asked_format not in FORMATS:
        detail = f"“{shortened(asked_format)}” is not served. Write {' or '.join(FORMATS)}."
        raise InvalidParameters([ParameterError("_format", detail)])
    return Asked(
        groups=tuple(_groups(query, columns)),
        fields=_fields(query, columns),
        limit=limit,
        skip=(page - 1) * limit,
        format=asked_format,
        is_guarded=query.get("raw") != "1",
        has_labels=query.get("inter_num") == "0",
    )


def _groups(query: QueryDict, columns: Columns) -> list[tuple[Clause, ...]]:
    """One group a key: its values, and what ``:OR:`` joins to them. A key that stands twice takes either."""
    found = []
    for key, texts in query.lists():
        pairs = [pair for text in texts for pair in _pairs(key, text)]
        known = [(column, text) for column, text in pairs if column in columns and text.strip()]
        clauses = [
            read_clause(column, text, holds=columns[column], where=query.get(f"{column}_where"))
            for column, text in known[:MOST_CLAUSES]
        ]
        if len(known) > MOST_CLAUSES:
            detail = f"“{shortened(key)}” has more than {MOST_CLAUSES} conditions."
            raise InvalidParameters([ParameterError(key, detail)])
        if clauses:
            found.append(tuple(clauses))
    return found


def _pairs(key: str, text: str) -> list[tuple[str, str]]:
    """``Sudan:OR:country=Chad:OR:Mali`` under the key ``country`` as three pairs."""
    first, *others = text.split(_OR)
    found = [(key, first)]
    for other in others:
        name, sign, value = other.partition("=")
        found.append((name.strip(), value) if sign else (key, other))
    return found


def _fields(query: QueryDict, columns: Columns) -> tuple[str, ...]:
    wanted = [name.strip() for text in query.getlist("fields") for name in re.split(r"[|,]", text)]
    found = tuple(dict.fromkeys(name for name in wanted if name in columns))
    if not found and any(wanted):
        detail = f"None of these is a column. The columns are {', '.join(columns)}."
        raise InvalidParameters([ParameterError("fields", detail)])
    return found or tuple(columns)


def _whole(query: QueryDict, name: str, otherwise: int) -> int:
    text = query.get(name) or str(otherwise)
    if _NUMBER.fullmatch(text):
        return int(text)
    raise InvalidParameters([ParameterError(name, f"“{shortened(text)}” is not a whole number from 0 up.")])
