import pytest

from tracker.core.external_ids import Scheme, address_of, normalised


@pytest.mark.parametrize(
    ("scheme", "typed", "value"),
    [
        ("wikidata", " q796 ", "Q796"),
        ("wikidata", "https://www.wikidata.org/wiki/Q796#sitelinks", "Q796"),
        ("wikidata", "http://www.wikidata.org/entity/Q796", "Q796"),
        ("geonames", "https://www.geonames.org/94787/rawa.html", "94787"),
        ("geonames", "94787", "94787"),
        ("iso_3166_2", "iq-an", "IQ-AN"),
        ("pcode", "iqg01", "IQG01"),
        ("ucdp", "https://ucdp.uu.se/actor/234", "234"),
        ("acled", "234", "234"),
    ],
)
def test_an_identifier_is_read_however_it_is_pasted(scheme, typed, value):
    assert normalised(scheme, typed) == value


@pytest.mark.parametrize(
    ("scheme", "typed"),
    [
        ("wikidata", "796"),
        ("wikidata", "P31"),
        ("wikidata", "Q0"),
        ("wikidata", "Q796\nQ797"),
        ("wikidata", "https://wikidata.example/wiki/Q796"),
        ("geonames", "Rawa"),
        ("geonames", "-5"),
        ("iso_3166_2", "IQ"),
        ("iso_3166_2", "IQ_AN"),
        ("pcode", "7"),
        ("ucdp", "0"),
        ("acled", "actor 4"),
        ("acled", ""),
    ],
)
def test_what_is_no_identifier_is_refused_with_an_example(scheme, typed):
    with pytest.raises(ValueError, match="One looks like"):
        normalised(scheme, typed)


@pytest.mark.parametrize("scheme", Scheme)
def test_every_scheme_has_an_example_that_it_takes(scheme):
    with pytest.raises(ValueError) as refusal:
        normalised(scheme, "?")

    example = str(refusal.value).rpartition(" ")[2].rstrip(".")

    assert normalised(scheme, example) == example


def test_an_identifier_leads_to_its_page():
    assert address_of("wikidata", "Q796", ucdp_page="country") == "https://www.wikidata.org/wiki/Q796"
    assert address_of("iso_3166_2", "IQ-AN", ucdp_page="country").endswith(":IQ")
    assert address_of("ucdp", "645", ucdp_page="country") == "https://ucdp.uu.se/country/645"
    assert address_of("acled", "5", ucdp_page="actor") == ""
