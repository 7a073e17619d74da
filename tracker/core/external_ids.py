"""What others call the same record: the schemes, what a value of each looks like, and where it leads."""

import re

from django.db import models


class Scheme(models.TextChoices):
    """Whose identifier it is."""

    WIKIDATA = "wikidata", "Wikidata"
    GEONAMES = "geonames", "GeoNames"
    ISO_3166_2 = "iso_3166_2", "ISO 3166-2"
    PCODE = "pcode", "P-code"
    UCDP = "ucdp", "UCDP"
    ACLED = "acled", "ACLED"


PATTERNS = {
    Scheme.WIKIDATA: r"^Q[1-9][0-9]{0,11}$",
    Scheme.GEONAMES: r"^[1-9][0-9]{0,9}$",
    Scheme.ISO_3166_2: r"^[A-Z]{2}-[A-Z0-9]{1,3}$",
    Scheme.PCODE: r"^[A-Z]{2}[A-Z0-9]{1,18}$",
    Scheme.UCDP: r"^[1-9][0-9]{0,8}$",
    Scheme.ACLED: r"^[1-9][0-9]{0,8}$",
}
_EXAMPLES = {
    Scheme.WIKIDATA: "Q796",
    Scheme.GEONAMES: "94787",
    Scheme.ISO_3166_2: "IQ-AN",
    Scheme.PCODE: "IQG01",
    Scheme.UCDP: "234",
    Scheme.ACLED: "234",
}
_ADDRESSES = {
    Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{value}",
    Scheme.GEONAMES: "https://www.geonames.org/{value}",
    Scheme.ISO_3166_2: "https://www.iso.org/obp/ui/#iso:code:3166:{country}",
    Scheme.UCDP: "https://ucdp.uu.se/{ucdp_page}/{value}",
}
_IN_ADDRESS = {
    Scheme.WIKIDATA: re.compile(r"^https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)", re.IGNORECASE),
    Scheme.GEONAMES: re.compile(r"^https?://(?:www\.|sws\.)?geonames\.org/(\d+)", re.IGNORECASE),
    Scheme.UCDP: re.compile(r"^https?://(?:www\.)?ucdp\.uu\.se/[a-z]+/(\d+)", re.IGNORECASE),
}


def normalised(scheme: str, text: str) -> str:
    """The identifier in what an editor typed or pasted, an address of the scheme included, in capitals.

    Raises:
        ValueError: it is none of the scheme's; the sentence shows what one looks like.
    """
    known = Scheme(scheme)
    value = text.strip()
    pasted = _IN_ADDRESS[known].match(value) if known in _IN_ADDRESS else None
    value = (pasted.group(1) if pasted else value).upper()
    if not re.match(PATTERNS[known], value):
        raise ValueError(f"“{text.strip()[:60]}” is no {known.label} identifier. One looks like {_EXAMPLES[known]}.")
    return value


def address_of(scheme: str, value: str, *, ucdp_page: str) -> str:
    """The page of an identifier; empty where the scheme has none. ``ucdp_page`` is UCDP's word for the kind."""
    pattern = _ADDRESSES.get(Scheme(scheme), "")
    return pattern.format(value=value, country=value[:2], ucdp_page=ucdp_page)
