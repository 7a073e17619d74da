"""What others call the same record: the schemes, what a value of each looks like, and where it leads."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tracker.core.models import TimeStampedModel


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


class ExternalId(TimeStampedModel):
    """What others call the record: a part of it, once per scheme and value within a kind.

    The concrete table adds the key ``owner`` names ("place"), with the related name
    ``external_ids``. ``ucdp_page`` is the word for the kind in UCDP's addresses.
    """

    owner: ClassVar[str]
    ucdp_page: ClassVar[str] = "actor"

    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=40)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="%(class)s_once"),
            models.CheckConstraint(
                name="%(class)s_value_of_scheme",
                condition=Q(
                    *(Q(scheme=scheme, value__regex=pattern) for scheme, pattern in PATTERNS.items()), _connector=Q.OR
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        """The page of the identifier; empty where its scheme has none."""
        return address_of(self.scheme, self.value, ucdp_page=self.ucdp_page)

    def holder(self) -> models.Model | None:
        """The other record that bears this identifier; null when none does. One query."""
        same = type(self)._default_manager.filter(scheme=self.scheme, value=self.value).exclude(pk=self.pk)
        other = same.select_related(self.owner).first()
        return None if other is None else getattr(other, self.owner)

    def clean(self) -> None:
        """Bring the value into its scheme's form.

        Raises:
            ValidationError: it has none.
        """
        super().clean()
        if self.scheme not in Scheme.values:
            return
        try:
            self.value = normalised(self.scheme, self.value)
        except ValueError as error:
            raise ValidationError({"value": str(error)}) from error
