import pytest

from tests import published_parts as parts
from tests.published_factories import build_change, build_event, build_force, build_place
from tests.published_raid import build_raid
from tracker.published.models import Op

pytestmark = pytest.mark.django_db


def show(client, event, status=200):
    page = client.get(f"/events/{event.number}/")
    assert page.status_code == status
    return page.content.decode()


def test_the_facts_say_when_where_what_and_how_sure(client):
    page = show(client, build_raid())

    assert "Thursday 29 August 2024" in page
    assert "Exact day; the hour is not reported" in page
    assert "Inferred by the desk" in page
    assert "Region only, as the sources word it: “in the west of the country”" in page
    assert "One party only<small>No independent confirmation" in page


def test_a_stated_date_bears_no_mark_of_inference(client):
    assert "Inferred by the desk" not in show(client, build_event())


def test_figures_show_their_range_their_parts_and_their_claims(client):
    page = show(client, build_raid())

    assert "Killed, side B (Islamic State group)" in page
    assert "“Islamic State members” in the words of the source" in page
    assert "<b>14</b><small>14–15</small>" in page
    assert "of whom leaders" in page
    assert '<a href="#claim-0">United States Central Command</a>' in page


def test_what_nobody_reports_is_a_question_mark_and_has_no_bar(client):
    page = show(client, build_event(killed=(None, None, None)))

    assert page.count("<b>?</b><small>no report</small>") == 2
    assert 'class="range"' not in page


def test_a_reported_zero_is_a_zero(client):
    page = show(client, build_event(killed=(0, 0, 0)))

    assert "<b>0</b><small>one figure</small>" in page


def test_an_open_figure_says_at_least(client):
    page = show(client, build_event(killed=(3, 5, None)))

    assert "<b>5</b><small>at least 3</small>" in page
    assert "range__span--open" in page


def test_words_of_a_source_stand_in_quotation_marks_and_paraphrase_does_not(client):
    page = show(client, build_raid())

    assert '<span class="quote">“14 IS members were killed in total”</span>' in page
    assert "Seven soldiers wounded in an operation in the west of the country." in page
    assert "“Seven soldiers" not in page


def test_claims_are_marked_as_ours_inferred_hedged_or_part_of_another(client):
    page = show(client, build_raid())

    assert page.count('<span class="mark">our figure</span>') == 4
    assert page.count("link inferred by the desk") == 1
    assert page.count("says it is likely") == 1
    assert "4 of the 14" in page
    assert "Ahmad Hamid Hussein Abd-al-Jalil al-Ithawi: killed" in page


def test_a_denial_is_marked(client):
    claim = parts.claim(0, "responsibility", mode=parts.term("denial"), paraphrase="Denies having been there.")

    page = show(client, build_event(claims=[claim], tallies=[]))

    assert '<span class="mark">denial</span>' in page
    assert "Denies having been there." in page


def test_people_are_shown_with_who_says_what_became_of_them(client):
    page = show(client, build_raid())

    assert "Head of operations in western Iraq" in page
    assert page.count("Reported killed, by Central Command only") == 4
    assert "A field commander<small>not named by the desk" in page


def test_the_timeline_runs_from_the_event_through_what_was_said(client):
    page = show(client, build_raid())
    timeline = page.partition("How it was reported")[2]

    days = [part.partition('"')[0] for part in timeline.split('<time datetime="')[1:5]]
    assert days == ["2024-08-29", "2024-08-30", "2024-08-31", "2024-09-13"]
    assert "US military: Seven soldiers wounded" in timeline


def test_the_newest_correction_stands_on_top_and_all_changes_below(client):
    event = build_event()
    build_change(event, note="First mistake.")
    build_change(event, op=Op.UPDATE, note="")
    build_change(event, note="Second mistake.")

    page = show(client, event)

    assert page.partition("<dl")[0].count("Second mistake.") == 1
    assert "First mistake." not in page.partition("<dl")[0]
    assert page.partition('id="history"')[2].count("<b>Version ") == 4
    assert "version 4, 13 Sep 2024" in page


def test_a_pending_second_check_is_said(client):
    assert "Second check pending" in show(client, build_event(second_check_pending=True))
    assert "Second check pending" not in show(client, build_event())


def test_a_sensitive_event_warns_first(client):
    page = show(client, build_event(is_sensitive=True, summary="Graphic words."))

    before, _, behind = page.partition('<details class="warning">')
    assert "Graphic words." not in before
    assert "Graphic words." in behind
    assert "<details" not in show(client, build_event(summary="Plain words."))


@pytest.mark.parametrize(
    ("where", "drawn", "absent"),
    [
        ({"geo_precision": 1, "latitude": 33.1, "longitude": 43.9}, "map__pin", "map__doubt"),
        ({"geo_precision": 2, "latitude": 33.1, "longitude": 43.9}, "map__doubt", "map__shade"),
        ({"geo_precision": 3, "latitude": 33.1, "longitude": 43.9}, "map__shade", "map__pin"),
        ({"geo_precision": 6, "latitude": 33.1, "longitude": 43.9}, "map__shade", "map__pin"),
        ({"geo_precision": 7, "latitude": 33.1, "longitude": 43.9}, "At sea or in the air", "<figure"),
        ({"geo_precision": 1, "latitude": None, "longitude": None}, "map__shade", "map__pin"),
    ],
)
def test_a_pin_stands_only_where_the_place_is_known(client, where, drawn, absent):
    page = show(client, build_event(place=build_place(), where=where))

    assert drawn in page
    assert absent not in page


def test_a_region_is_hatched_and_names_no_province(client):
    page = show(client, build_raid())

    assert 'class="map__zone" fill="url(#hatch)"' in page
    assert "map__pin" not in page
    assert "map__shade" not in page
    assert "Anbar" not in page


def test_an_event_without_a_place_has_no_map(client):
    page = show(client, build_event())

    assert "<figure" not in page
    assert "Place not reported" in page


def test_hostile_text_is_shown_and_never_run(client):
    nasty = "<script>alert(1)</script>"
    source = parts.source(1, title=nasty, link="javascript:alert(1)", url="javascript:alert(2)", outlet=nasty)
    claim = parts.casualties(
        0, "killed", 1, 1, words=[nasty], paraphrase=nasty, group=nasty,
        speaker=parts.speaker(nasty, url="javascript:alert(3)"),
    )  # fmt: skip
    event = build_event(
        title=nasty, summary=nasty, sources=[source], claims=[claim], forces=((build_force(name=nasty), "target", "B"),)
    )
    build_change(event, note=nasty)

    page = show(client, event)

    assert "<script" not in page
    assert 'href="javascript:' not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 8


def test_nothing_on_the_page_needs_script_or_inline_style(client):
    page = show(client, build_raid())

    assert "<script" not in page
    assert " style=" not in page
    assert " on" + "click" not in page


def test_a_retracted_event_leaves_number_title_and_reason(client):
    event = build_event(title="Reported twice", summary="Words of the summary")
    build_change(event, op=Op.RETRACT, note="It was event 7.")

    page = show(client, event, status=410)

    assert "Reported twice" in page
    assert "It was event 7." in page
    assert "Words of the summary" not in page


def test_a_withdrawn_event_leaves_number_and_day_only(client):
    event = build_event(title="Secret title", summary="Secret summary")
    build_change(event, note="Secret note")
    build_change(event, op=Op.WITHDRAW, note="Secret reason")

    page = show(client, event, status=410)

    assert "Event 1 was withdrawn on 13 Sep 2024" in page
    assert "Secret" not in page


def test_event_detail_takes_four_queries(client, django_assert_num_queries):
    event = build_raid()

    with django_assert_num_queries(4):
        show(client, event)


@pytest.mark.parametrize("path", ["/events/99/", "/events/99999999999999999999999/", "/persons/9/", "/articles/9/"])
def test_an_unknown_number_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_event_being_verified_says_so_and_shows_no_unreported_figures(client):
    page = show(client, build_event(verification={"code": "provisional", "label": "Being verified"}))

    assert "Being verified." in page
    assert "Figures are withheld while the event is being verified." in page
    assert "No source gives a count" not in page


def test_a_place_shown_less_exactly_says_that_it_is_on_purpose(client):
    event = build_event()
    place = {**event.body["where"], "geo_precision": 4, "is_blurred": True}

    page = show(client, build_event(where=place))

    assert "Shown less exactly than it is known, on purpose" in page
