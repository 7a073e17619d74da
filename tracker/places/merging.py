"""Bring entries of a dump and the places of the desk together, a batch at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tracker.core.external_ids import Scheme, normalised
from tracker.core.names import fold, script_of
from tracker.core.states import EditorialState
from tracker.places.building.naming import readable, useful_names
from tracker.places.dumps import Entry
from tracker.places.models import NameKind, Place, PlaceId, PlaceKind, PlaceName

SOURCE = "geonames"
_KINDS = {"A.ADM1": PlaceKind.ADMIN1, "A.ADM2": PlaceKind.ADMIN2}
_SAME_SPOT = Decimal("0.001")  # degrees; the shipped points are rounded
_LONGEST = 200
_COLUMNS = ("parent", "admin1_code", "latitude", "longitude", "population")

Names = Mapping[str, Sequence[tuple[str, str]]]
"""Language and spelling by GeoNames id; under the scheme's code "wikidata" an identifier."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: added, updated, same, kept or skipped, and why."""

    geoname_id: str
    name: str
    country_code: str
    action: str
    why: str = ""


class Parents:
    """Countries, first-level areas and districts by their codes. A few thousand keys, no more."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str, str], int] = {}

    @classmethod
    def of_desk(cls) -> "Parents":
        """Those that are there. Districts become known as the dump names them."""
        parents = cls()
        kinds = (PlaceKind.COUNTRY, PlaceKind.ADMIN1)
        rows = Place.objects.usable().filter(kind__in=kinds).order_by("-pk")
        for code, admin1, pk in rows.values_list("country_code", "admin1_code", "pk"):
            parents._keys[code, admin1, ""] = pk
        return parents

    def country(self, code: str) -> int | None:
        """The country's row; null when the desk does not have it."""
        return self._keys.get((code, "", ""))

    def area(self, code: str, admin1: str) -> int | None:
        """The first-level area's row; null when there is none of that code."""
        return self._keys.get((code, admin1, "")) if admin1 else None

    def above(self, entry: Entry) -> int | None:
        """What an entry lies in: the narrowest that is known; null without its country."""
        keys = [(entry.country_code, "", "")]
        if entry.feature != "A.ADM1" and entry.admin1:
            keys.append((entry.country_code, entry.admin1, ""))
            if entry.feature != "A.ADM2" and entry.admin2:
                keys.append((entry.country_code, entry.admin1, entry.admin2))
        return next((self._keys[key] for key in reversed(keys) if key in self._keys), None)

    def learn(self, entry: Entry, pk: int) -> None:
        """Remember an area by its codes."""
        if entry.feature in _KINDS:
            admin2 = entry.admin2 if entry.feature == "A.ADM2" else ""
            self._keys.setdefault((entry.country_code, entry.admin1, admin2), pk)


def write_batch(entries: Sequence[Entry], names: Names, parents: Parents) -> Iterator[Outcome]:
    """Write a batch of one level and say what became of each entry. Few queries, whatever its size."""
    there = _there(entries, parents)
    added: list[tuple[Entry, Place]] = []
    updated: list[Place] = []
    touched: list[tuple[Entry, Place]] = []
    outcomes: list[Outcome] = []
    for entry in entries:
        place = there.get(entry.geoname_id)
        action, why = _decided(entry, place, parents)
        if action == "added":
            added.append((entry, _new(entry, parents)))
        elif place is not None and action == "updated":
            updated.append(place)
        if place is not None and action in ("updated", "same"):
            touched.append((entry, place))
        outcomes.append(Outcome(entry.geoname_id, entry.name, entry.country_code, action, why))
    Place.objects.bulk_create([place for _, place in added])
    Place.objects.bulk_update(updated, _COLUMNS, batch_size=200)
    for entry, place in (*added, *touched):
        parents.learn(entry, place.pk)
    renamed = _write_names([*added, *touched], names)
    for outcome in outcomes:
        is_renamed = outcome.action == "same" and outcome.geoname_id in renamed
        yield Outcome(*_head(outcome), "updated", "further names") if is_renamed else outcome


def _there(entries: Sequence[Entry], parents: Parents) -> dict[str, Place]:
    """The desk's places of these ids; a first-level area also by its codes, whoever drew it."""
    ids = [entry.geoname_id for entry in entries]
    found = {place.source_id: place for place in Place.objects.filter(source=SOURCE, source_id__in=ids)}
    areas = {entry.geoname_id: parents.area(entry.country_code, entry.admin1) for entry in entries if _is_area(entry)}
    rows = Place.objects.in_bulk([pk for pk in areas.values() if pk is not None])
    return {key: rows[pk] for key, pk in areas.items() if pk is not None} | found


def _decided(entry: Entry, place: Place | None, parents: Parents) -> tuple[str, str]:
    """What to do with an entry; a place to be updated is changed here, not yet saved."""
    if not fold(entry.name):
        return "skipped", "its name has no letters"
    above = parents.above(entry)
    if above is None:
        return "skipped", f"the desk has no country {entry.country_code or '(none)'}: run seed_gazetteer first"
    if place is None:
        return "added", ""
    if place.version > 0 or place.live_revision is not None:
        return "kept", "an editor saved it, or it is public"
    if place.source != SOURCE:
        return "same", "an area the desk has by its code"
    changed = []
    if entry.latitude or entry.longitude:
        changed += [name for name in ("latitude", "longitude") if _moved(place, name, getattr(entry, name))]
    if entry.population and entry.population != place.population:
        place.population = entry.population
        changed.append("population")
    if place.kind != PlaceKind.ADMIN1 and _is_better(entry, above, place, parents):
        place.parent_id, place.admin1_code = above, entry.admin1
        changed.append("what it lies in")
    return ("updated", ", ".join(changed)) if changed else ("same", "")


def _moved(place: Place, name: str, value: float) -> bool:
    given, before = Decimal(f"{value:.5f}"), getattr(place, name)
    if before is not None and abs(given - before) <= _SAME_SPOT:
        return False
    setattr(place, name, given)
    return True


def _is_better(entry: Entry, above: int, place: Place, parents: Parents) -> bool:
    """Whether the dump knows more narrowly where it lies; a bare country never replaces an area."""
    return above != place.parent_id and above != parents.country(entry.country_code)


def _is_area(entry: Entry) -> bool:
    return entry.feature == "A.ADM1"


def _new(entry: Entry, parents: Parents) -> Place:
    has_point = bool(entry.latitude or entry.longitude)
    is_known = _is_area(entry) or parents.area(entry.country_code, entry.admin1) is not None
    return Place(
        kind=_KINDS.get(entry.feature, PlaceKind.TOWN),
        name=readable(entry.name, entry.country_code)[:_LONGEST],
        parent_id=parents.above(entry),
        country_code=entry.country_code,
        admin1_code=entry.admin1 if is_known else "",
        latitude=Decimal(f"{entry.latitude:.5f}") if has_point else None,
        longitude=Decimal(f"{entry.longitude:.5f}") if has_point else None,
        population=entry.population or None,
        source=SOURCE,
        source_id=entry.geoname_id,
        state=EditorialState.APPROVED,
    )


def _write_names(pairs: Sequence[tuple[Entry, Place]], names: Names) -> set[str]:
    """Add the spellings and identifiers that a place lacks; the ids of those that got any."""
    places = [place.pk for _, place in pairs]
    known = set(PlaceName.objects.filter(place__in=places).values_list("place_id", "name"))
    folded = set(PlaceName.objects.filter(place__in=places).values_list("place_id", "folded"))
    rows: list[PlaceName] = []
    wikidata: dict[str, tuple[str, int]] = {}
    renamed: set[str] = set()
    for entry, place in pairs:
        given = names.get(entry.geoname_id, ())
        languages = {name: language for language, name in given if language != Scheme.WIKIDATA}
        others = useful_names(place.name, [entry.name, *languages, *entry.names], country_code=entry.country_code)
        for number, name in enumerate([place.name, *others]):
            if (place.pk, name) in known or (place.pk, fold(name)[:_LONGEST]) in folded:
                continue
            folded.add((place.pk, fold(name)[:_LONGEST]))
            rows.append(_name(place, name, languages.get(name, ""), is_own=number == 0))
            renamed.add(entry.geoname_id)
        for language, value in given:
            if language == Scheme.WIKIDATA:
                wikidata[value] = (entry.geoname_id, place.pk)
    PlaceName.objects.bulk_create(rows, batch_size=2_000)
    return renamed | _write_ids(wikidata)


def _name(place: Place, name: str, language: str, *, is_own: bool) -> PlaceName:
    kind = NameKind.OWN if is_own else NameKind.OTHER
    spelled = name[:_LONGEST]
    return PlaceName(
        place=place, name=spelled, folded=fold(spelled), script=script_of(name), kind=kind, language=language[:12]
    )


def _write_ids(wikidata: Mapping[str, tuple[str, int]]) -> set[str]:
    """Identifiers that no place bears yet; a place keeps the one it has."""
    wanted: dict[str, tuple[str, int]] = {}
    for value, pair in wikidata.items():
        try:
            wanted.setdefault(normalised(Scheme.WIKIDATA, value), pair)
        except ValueError:
            continue  # GeoNames has some that are none
    borne = PlaceId.objects.filter(scheme=Scheme.WIKIDATA)
    taken = set(borne.filter(value__in=wanted).values_list("value", flat=True))
    having = set(borne.filter(place__in=[pk for _, pk in wanted.values()]).values_list("place_id", flat=True))
    rows, touched = [], set()
    for value, (geoname_id, pk) in wanted.items():
        if value not in taken and pk not in having:
            having.add(pk)
            touched.add(geoname_id)
            rows.append(PlaceId(place_id=pk, scheme=Scheme.WIKIDATA, value=value))
    PlaceId.objects.bulk_create(rows)
    return touched


def _head(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.geoname_id, outcome.name, outcome.country_code
