"""No serious barrier in lists, forms with all their rows opened, and pages of their own, in light and dark, wide and narrow."""

import os

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_event, make_force, make_place, make_topic, make_user
from tests.review.pressing import SWITCHES
from tests.review.seeded import seed_article, suggestion
from tracker.accounts.policy import Role
from tracker.actors.models import Posting
from tracker.articles.models import Article, ArticleKind
from tracker.articles.states import Processing
from tracker.events.models import Event, EventPlace, EventTarget, EventTopic
from tracker.publishing.editing import save_version
from tracker.review.admin.registry import EDITED, READ, TENDED
from tracker.review.decisions import accept_event_with_parts
from tracker.review.models import Story
from tracker.revisions.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"light": {"width": 1400, "height": 900}, "dark": {"width": 390, "height": 844}}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
ADD = "document.querySelectorAll('a.add-row').forEach((each) => each.click())"


@pytest.fixture
def user():
    return make_user(Role.CHIEF, Role.ADMINISTRATOR, Role.DATA_MANAGER, username="carla")


@pytest.fixture
def event(user):
    """An event with every kind of part, in two versions, and a second that may be the same."""
    article = seed_article()
    accept_event_with_parts(suggestion(article, "e1").pk, by=user, version=1)
    event = Event.objects.get()
    EventTarget.objects.create(event=event, kind="a house")
    EventPlace.objects.create(event=event, place=make_place("Anbar", kind="admin1"))
    topic = make_topic("Operations in the west")
    EventTopic.objects.create(event=event, topic=topic)
    save_version(Kind.TOPIC, topic, by=user)
    save_version(Kind.EVENT, event, by=user, reason="Target added")
    make_event(title=event.title, place=event.place)
    return event


@pytest.fixture
def story():
    return Article.objects.create(
        kind=ArticleKind.STORY, processing=Processing.OWN, title="What is known", body="One paragraph.", language="en"
    )


@pytest.fixture
def page(live_server, client, chromium_path, monkeypatch, user, request):
    """A browser in which a chief who also tends the machinery is logged in."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    scheme = request.getfixturevalue("scheme")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        context = browser.new_context(base_url=live_server.url, color_scheme=scheme, viewport=SIZES[scheme])
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        yield page
        browser.close()


def faults(page, addresses, *before):
    """What axe finds serious or critical, what answers otherwise than with a page, and what scrolls sideways."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = []
    for address in addresses:
        answer = page.goto(address)
        for script in before:
            page.evaluate(script)
        page.wait_for_timeout(150)
        violations = axe.Axe().run(page).response["violations"]
        grave = [each for each in violations if each["impact"] in {"serious", "critical"}]
        found += [(address, each["id"], each["nodes"][0]["html"][:200]) for each in grave]
        if answer.status != 200 or page.evaluate(WIDER) > 0:
            found.append((address, answer.status, "scrolls sideways" if page.evaluate(WIDER) > 0 else ""))
    return found


def listed(model):
    return f"admin:{model._meta.app_label}_{model._meta.model_name}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_lists(page, event, story, scheme):
    models = [*EDITED, *READ, *TENDED]

    found = faults(page, [reverse("admin:index"), *(reverse(f"{listed(model)}_changelist") for model in models)])

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_forms_with_every_row_opened(page, event, story, scheme):
    force = make_force("Desert Guard", "DG")
    posting = Posting.objects.select_related("person").first()
    records = [event, event.place, event.topic_links.get().topic, posting.person, force, Article.objects.first()]
    addresses = [reverse(f"{listed(type(each))}_change", args=[each.pk]) for each in records]
    addresses.append(reverse(f"{listed(Story)}_change", args=[story.pk]))
    addresses += [reverse(f"{listed(model)}_add") for model in EDITED]

    found = faults(page, addresses, ADD, OPEN)

    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_in_pages_of_their_own(page, event, story, scheme):
    other = Event.objects.exclude(pk=event.pk).get()
    history = reverse(f"{listed(Event)}_history", args=[event.pk])
    addresses = [
        reverse("admin:duplicates", args=["event"]),
        reverse("admin:alike", args=["event", event.pk]),
        reverse("admin:pair", args=["event", event.pk, other.pk]),
        reverse("admin:merges"),
        history,
        f"{history}compare/?from=1&to={event.version}",
        reverse(f"{listed(Event)}_restore", args=[event.pk, 1]),
        reverse("admin:preview", args=["event", event.pk]),
        reverse("admin:actors_force_chart", args=[make_force("Desert Guard").pk]),
        reverse("admin:imports"),
        reverse("admin:export", args=["event"]),
    ]

    found = faults(page, addresses, OPEN)

    assert found == []
