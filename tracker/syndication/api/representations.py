"""In which form an answer is wanted: by the suffix of the address, by ``format=``, else by ``Accept``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from rest_framework.request import Request

from tracker.published.models import RecordKind
from tracker.syndication.api.parameters import split_values
from tracker.syndication.api.problems import InvalidParameters, ParameterError, nearest, refuse, shortened
from tracker.syndication.formats.columns import TABLES
from tracker.syndication.formats.entries import Selection
from tracker.syndication.formats.known import JSON, REPRESENTATIONS, Representation, of_kind

FORMAT = "Form of the answer; `Accept` and a suffix of the address (`/events.csv`) ask for it as well."
SHAPING: dict[str, tuple[str, dict[str, Any]]] = {
    "fields": (
        "Only these keys of each document, or columns of a table, separated by commas.",
        {"type": "string", "minLength": 1},
    ),
    "omit": ("All but these keys or columns.", {"type": "string", "minLength": 1}),
    "raw": (
        "`1` leaves out the mark that keeps a spreadsheet from running text as a formula; of CSV only.",
        {"type": "string", "enum": ["1"]},
    ),
}
_MOST_FIELDS = 100


@dataclass(frozen=True)
class Wanted:
    """A representation, none for JSON, and what of the records to write."""

    representation: Representation | None
    selection: Selection

    @property
    def name(self) -> str:
        """What ``format=`` calls it."""
        return self.representation.name if self.representation else JSON


def wanted(request: Request, kind: RecordKind, *, suffix: str | None, single: bool = False) -> Representation | None:
    """The representation that the request asks for; none for JSON, which is also what an unknown ``Accept`` gets.

    Raises:
        Http404: the address has a suffix that is not known.
        InvalidParameters: ``format`` is not known, not made of such records, or contradicts the suffix.
    """
    known = of_kind(kind, single=single)
    name = request.query_params.get("format")
    if suffix is not None:
        by_suffix = _by_suffix(suffix)
        if by_suffix not in known:
            choice = ", ".join(f".{each}" for each in known)
            raise Http404(f"There is nothing with the suffix “.{shortened(suffix)}” here. Known: {choice}.")
        if name not in (None, by_suffix):
            detail = f"The address ends in “.{suffix}”, but “format” says “{shortened(name)}”. Leave one of them out."
            raise InvalidParameters([ParameterError("format", detail)])
        name = by_suffix
    if name is None:
        return _accepted(request.headers.get("Accept", ""), known)
    if name not in known:
        detail = f"There is no format “{shortened(name)}” here.{nearest(name, known)} Known here: {', '.join(known)}."
        raise InvalidParameters([ParameterError("format", detail)])
    return REPRESENTATIONS.get(name)


def select(
    query: QueryDict, representation: Representation | None, *, kind: RecordKind, keys: Iterable[str]
) -> Selection:
    """What of the records is written.

    Raises:
        InvalidParameters: a field that is not known, both lists at once, nothing left, or a wrong ``raw``.
    """
    table = TABLES[kind]
    is_table = representation is not None and representation.is_table
    known = [column.name for column in table] if is_table else sorted(keys)
    names = _names(query, known)
    refuse(_faults_of_raw(query, representation))
    if names is not None and representation is not None and representation.name in ("ninjs", "jsonld"):
        name = "fields" if "fields" in query else "omit"
        detail = f"The shape of “{representation.name}” is fixed by its standard. Leave “{name}” out."
        raise InvalidParameters([ParameterError(name, detail)])
    if is_table:
        columns = tuple(column for column in table if names is None or column.name in names)
        return Selection(kind, columns=columns, is_raw="raw" in query)
    return Selection(kind, keys=names)


def _by_suffix(suffix: str) -> str:
    """The name behind a suffix; ``hxl.csv`` is how a file of that kind ends."""
    ended = (name for name, each in REPRESENTATIONS.items() if each.ending == suffix)
    return suffix if suffix in REPRESENTATIONS else next(ended, suffix)


def _accepted(header: str, known: list[str]) -> Representation | None:
    """What the reader prefers of what there is; of two alike, the one named first."""
    offered = {REPRESENTATIONS[name].media_type: name for name in known[1:] if REPRESENTATIONS[name].is_accepted}
    offered |= {"application/json": JSON, "application/*": JSON, "*/*": JSON}
    ranked = []
    for place, part in enumerate(header[:2000].split(",")):
        media_type, *options = (piece.strip().lower() for piece in part.split(";"))
        weight = _weight(options)
        if media_type in offered and weight > 0:
            ranked.append((-weight, place, offered[media_type]))
    return REPRESENTATIONS.get(min(ranked)[2]) if ranked else None


def _weight(options: list[str]) -> float:
    given = next((option[2:] for option in options if option.startswith("q=")), "1")
    try:
        return min(max(float(given), 0), 1)
    except ValueError:
        return 0


def _names(query: QueryDict, known: list[str]) -> frozenset[str] | None:
    """The keys or columns to write; None for all of them."""
    given = [name for name in ("fields", "omit") if name in query]
    if not given:
        return None
    if len(given) > 1:
        raise InvalidParameters([ParameterError("omit", "“fields” and “omit” cannot stand together. Use one of them.")])
    (name,) = given
    values = split_values(query.getlist(name))
    if len(values) > _MOST_FIELDS:
        raise InvalidParameters([ParameterError(name, f"There are more than {_MOST_FIELDS} fields.")])
    refuse(
        ParameterError(
            name, f"There is no field “{shortened(each)}”.{nearest(each, known)} Known here: {', '.join(known)}."
        )
        for each in dict.fromkeys(values)
        if each not in known
    )
    left = frozenset(values) if name == "fields" else frozenset(known) - frozenset(values)
    if not left:
        raise InvalidParameters([ParameterError(name, "Nothing would be left of the records.")])
    return left


def _faults_of_raw(query: QueryDict, representation: Representation | None) -> list[ParameterError]:
    if "raw" not in query:
        return []
    if representation is None or representation.name not in ("csv", "hxl"):
        return [ParameterError("raw", "“raw” is for CSV only. Ask for “format=csv”, or leave it out.")]
    if query["raw"] != "1":
        return [ParameterError("raw", "The only value of “raw” is “1”.")]
    return []
