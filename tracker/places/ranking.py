"""Which of several places of one name is meant first: shared by the atlas and the gazetteer."""

from enum import IntEnum

CITY = 50_000
"""Inhabitants from which a town's own name outranks an area of the same name ("Aleppo")."""

METROPOLIS = 500_000
"""Inhabitants from which a town is known the world over, and by its other names, too ("Kiev")."""


class Tier(IntEnum):
    """How likely a name means this place, before the article's country is looked at."""

    COUNTRY = 0
    METROPOLIS = 1
    AREA_WITHOUT_SEAT = 2
    CITY = 3
    METROPOLIS_OTHERWISE = 4
    AREA = 5
    AREA_OTHERWISE = 6
    CITY_OTHERWISE = 7
    TOWN = 8
    TOWN_OTHERWISE = 9


OWN_NAME_TIERS = frozenset({Tier.METROPOLIS, Tier.CITY, Tier.TOWN})
"""The tiers of towns by their own name."""


def tier_of(kind: str, *, population: int, is_own_name: bool) -> Tier:
    """The tier of one name of one place; ``is_own_name`` unless it is an alternative name."""
    if kind == "country":
        return Tier.COUNTRY
    if kind != "town":
        return Tier.AREA if is_own_name else Tier.AREA_OTHERWISE
    if population >= METROPOLIS:
        return Tier.METROPOLIS if is_own_name else Tier.METROPOLIS_OTHERWISE
    if population >= CITY:
        return Tier.CITY if is_own_name else Tier.CITY_OTHERWISE
    return Tier.TOWN if is_own_name else Tier.TOWN_OTHERWISE


def tier_without_seat(tier: int, kind: str, has_seat: bool) -> int:
    """An area in which no town has its name goes before cities elsewhere: "Virginia", "Ontario".

    Where the city lies in the area ("Aleppo"), reports mean the city.
    """
    is_alone = tier == Tier.AREA and not has_seat and kind in ("admin1", "region")
    return Tier.AREA_WITHOUT_SEAT if is_alone else tier


def order_of(tier: int, *, is_domestic: bool) -> tuple[int, int]:
    """Sort key: places of the article's country first.

    Against its small towns, however, countries, great areas and metropoles keep their names:
    "Georgia" in an American text is the state, but "Lebanon" is not the town in
    Tennessee, nor "Moscow" the one in Idaho.
    """
    if is_domestic:
        return (0 if tier <= Tier.AREA_OTHERWISE else 2), tier
    return (1 if tier <= Tier.AREA_WITHOUT_SEAT else 3), tier


_AREA_WORDS = (
    "province governorate region oblast state district department prefecture county division territory "
    "wilayat wilaya muhafazah krai republic"
)
AREA_WORDS = frozenset(_AREA_WORDS.split())


def area_stem(key: str) -> str | None:
    """The bare name in a folded "anbar province" or "governorate of idlib"; null when there is none.

    A stem names an area, never a town.
    """
    head, _, tail = key.rpartition(" ")
    if head and tail in AREA_WORDS:
        return head
    head, _, tail = key.partition(" of ")
    if tail and head in AREA_WORDS:
        return tail
    return None


def saint_otherwise(key: str) -> str | None:
    """The folded name with "saint" for "st" at its head, or the other way round; null when it begins with neither."""
    head, _, tail = key.partition(" ")
    other = {"st": "saint", "saint": "st"}.get(head)
    return f"{other} {tail}" if other and tail else None
