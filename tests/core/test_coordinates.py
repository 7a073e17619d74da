"""Points as people type and paste them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.coordinates import NotAPoint, in_minutes, parse, written

RAWA = (Decimal("34.36667"), Decimal("41.91667"))


@pytest.mark.parametrize(
    "words",
    [
        "34°22′N 41°55′E",
        "34°22'N, 41°55'E",
        "34° 22' N 41° 55' E",
        "34º22´00´´N 41º55´00´´E",
        "34°22′00″N 41°55′00″E",
        "34°22’0.0”N 41°55’0.0”E",
        "N34°22′ E41°55′",
        "N 34 22 E 41 55",
        "41°55′E 34°22′N",
        "34 22 00 N 41 55 00 E",
        "34°22′ 41°55′",
        "34d22m0s 41d55m0s",
        "34deg22'N 41deg55'E",
        "34.36667, 41.91667",
        "34.36667 41.91667",
        "34.36667,41.91667",
        "34.36667; 41.91667",
        "34.36667 / 41.91667",
        "(34.36667, 41.91667)",
        "34,36667 41,91667",
        "34,36667, 41,91667",
        "34,36667; 41,91667",
        "34.36667N 41.91667E",
        "34.36667 n, 41.91667 e",
        "34.36667° 41.91667°",
        "+34.36667 +41.91667",
        "geo:34.36667,41.91667",
        "  34.36667\u00a0,\u00a041.91667\n",
        "٣٤٫٣٦٦٦٧، ٤١٫٩١٦٦٧",
        "３４．３６６６７, ４１．９１６６７",
    ],
)
def test_a_point_is_read_however_it_is_written(words):
    assert parse(words) == RAWA


@pytest.mark.parametrize(
    ("words", "point"),
    [
        ("-1.678, 29.2228", ("-1.678", "29.2228")),
        ("−1.678, 29.2228", ("-1.678", "29.2228")),
        ("1.678 S 29.2228 E", ("-1.678", "29.2228")),
        ("1.678s 29.2228e", ("-1.678", "29.2228")),
        ("1°40′41″S 29°13′22″E", ("-1.67806", "29.22278")),
        ("12°03′S 77°02′W", ("-12.05", "-77.03333")),
        ("-0.5, -0.5", ("-0.5", "-0.5")),
        ("-0°30′, -0°30′", ("-0.5", "-0.5")),
        ("34, 41", ("34", "41")),
        ("90, 0", ("90", "0")),
        ("-17, 180", ("-17", "180")),
        ("-17, -180", ("-17", "180")),
        ("17°S 180°W", ("-17", "180")),
        ("0, 0", ("0", "0")),
    ],
)
def test_signs_and_letters_give_the_hemisphere(words, point):
    assert parse(words) == (Decimal(point[0]), Decimal(point[1]))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "is no point"),
        ("Rawa", "is no point"),
        ("34.37", "is no point"),
        ("34.37, 41.92, 12", "is no point"),
        ("34 22 41 55", "is no point"),
        ("34°22′N 41°55′", "is no point"),
        ("34°22′N 41°55′N", "one of N and S"),
        ("-34°22′N 41°55′E", "both a sign and a letter"),
        ("34°60′N 41°55′E", "60 or more"),
        ("34.5°22′N 41°55′E", "decimals before"),
        ("41.92E", "is no point"),
        ("NaN, NaN", "is no point"),
        ("1e3, 5", "is no point"),
        ("9" * 101, "too long"),
        ("141.92, 34.37", "Did you mean 34.37, 141.92"),
        ("95.5, 200", "beyond the pole"),
        ("-17, 181.5", "Did you mean -178.5"),
        ("-17, -181.5", "Did you mean 178.5"),
        ("-17, 500", "beyond the 180th meridian"),
    ],
)
def test_what_is_no_point_is_refused_with_what_to_write(words, said):
    with pytest.raises(NotAPoint, match=said):
        parse(words)


@given(st.text(max_size=120))
def test_any_text_is_a_point_on_earth_or_refused(words):
    try:
        latitude, longitude = parse(words)
    except NotAPoint:
        return
    assert abs(latitude) <= 90
    assert -180 < longitude <= 180


@given(
    st.decimals(min_value=-90, max_value=90, places=5),
    st.decimals(min_value=Decimal("-179.99999"), max_value=180, places=5),
)
def test_what_is_written_is_read_as_the_same_point(latitude, longitude):
    point = (latitude, longitude)

    assert parse(written(point)) == point
    near = parse(in_minutes(point))
    assert abs(near[0] - latitude) <= Decimal("0.00015")
    assert abs(abs(near[1]) - abs(longitude)) <= Decimal("0.00015")


def test_a_point_is_written_without_idle_zeros():
    assert written(parse("34.3700, 41.92")) == "34.37, 41.92"
    assert written(parse("0, -0.5")) == "0, -0.5"
    assert in_minutes(parse("-1.678, 29.2228")) == "1°40′41″S 29°13′22″E"
