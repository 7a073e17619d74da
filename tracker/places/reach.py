"""How far a place reaches from its point, where nobody wrote it down. Plain Python."""

import math

NEAR_KM = 25.0
"""What "near" means: UCDP GED's geo_precision 2."""

_PEOPLE_PER_KM2 = 4_000
_LEAST_KM, _MOST_KM = 1.0, 30.0


def reach_km(kind: str, *, radius_km: float | None, population: int | None) -> float | None:
    """The radius in kilometres: as an editor gave it, else for a town by its inhabitants; null for the rest.

    A town is taken for a disc with 4,000 people to the square kilometre, between 1 and
    30 km: 13,000 people are 1 km, a million 9 km. Areas have outlines, and a region
    has no edge, so neither gets a radius that nobody gave it.
    """
    if radius_km is not None:
        return radius_km
    if kind != "town":
        return None
    disc = math.sqrt((population or 0) / _PEOPLE_PER_KM2 / math.pi)
    return round(min(max(disc, _LEAST_KM), _MOST_KM), 1)
