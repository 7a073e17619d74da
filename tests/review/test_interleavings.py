"""Two editors at one event, in any order: what one saved, the other never removes without having seen it.

Both post the admin's real forms. A model beside the desk keeps what each typed since she opened her
form, and what a late save showed her. After every save it asks of each change in the record: did she
type it? And if somebody else had changed the same thing meanwhile: was she shown that?
"""

import itertools
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.factories import make_article, make_editor, make_event_type
from tests.review.forms import filled
from tracker.articles.states import Processing
from tracker.events.models import Event
from tracker.extraction.models import Run, Suggestion, SuggestionKind, SuggestionState
from tracker.publishing.editing import save_version
from tracker.publishing.restoring import would_change
from tracker.review import decisions
from tracker.review.admin import base, events
from tracker.review.admin.events import ClaimInline, EventAdmin, EventTargetInline
from tracker.revisions.models import Kind, Revision

INTERLEAVINGS = 200
STEPS = 5
EDITORS = st.sampled_from([0, 1])
ACTIONS = st.sampled_from(["own", "own", "row", "row", "remove", "add"])
WORK = st.lists(st.tuples(ACTIONS, st.integers(0, 2), st.sampled_from(["kind", "damage"])), min_size=1, max_size=3)
TEXT = "The army raided a camp on 29 August. Medics said that 3 people died, 5 were hurt and 2 were missing."
_words = itertools.count(1)


def word():
    """Never the same twice, so that a value says who wrote it."""
    return f"word{next(_words)}"


def elements(snapshot):
    """The snapshot, thing by thing: own fields, and each column of each row under the row's id."""
    found = {(name,): value for name, value in snapshot["fields"].items() if name != "independent_sources"}
    for part in ("targets", "claims", "citations", "involvements"):
        for row in snapshot["parts"][part]:
            found |= {(part, str(row["id"]), column): value for column, value in row.items()}
    return found


class Hand:
    """One editor: her form as it stands, what she opened, typed and was shown."""

    def __init__(self, client):
        self.client = client
        self.form = None
        self.newer = None

    def opened(self, form, elements_then):
        self.form, self.newer = form, None
        self.then, self.typed, self.removed, self.added, self.shown = dict(elements_then), {}, set(), [], set()

    @property
    def rows(self):
        """(Place, id) of the targets on her form that are on record and not ticked to go."""
        count = int(self.form["targets-INITIAL_FORMS"])
        ids = [(index, self.form.get(f"targets-{index}-id", "")) for index in range(count)]
        return [(index, pk) for index, pk in ids if f"targets-{index}-DELETE" not in self.form]

    def own(self, at, name):
        field = ("title", "summary", "means")[at]
        self.form[field] = self.typed[(field,)] = word()

    def row(self, at, name):
        if at < len(self.rows):
            index, pk = self.rows[at]
            self.form[f"targets-{index}-{name}"] = self.typed["targets", pk, name] = word()

    def remove(self, at, name):
        if at < len(self.rows):
            index, pk = self.rows[at]
            self.form[f"targets-{index}-DELETE"] = "on"
            self.removed.add(pk)

    def add(self, at, name):
        index = int(self.form["targets-TOTAL_FORMS"])
        self.added.append(word())
        self.form |= {"targets-TOTAL_FORMS": str(index + 1), f"targets-{index}-kind": self.added[-1]}


class TwoEditors(RuleBasedStateMachine):
    """The desk, the two hands at it, and the model."""

    scene: SimpleNamespace

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.hands = [Hand(client) for client in self.scene.clients]
        for hand in self.hands:  # both begin with the page open, as it is before anything happened
            hand.opened(dict(self.scene.form), elements(self.newest().snapshot))
        self.restored = self.accepted = 0
        self.kept = {revision.pk: revision.snapshot for revision in Revision.objects.all()}

    def teardown(self):
        try:
            now = {revision.pk: revision.snapshot for revision in Revision.objects.filter(pk__in=self.kept)}
            assert now == self.kept
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def newest(self):
        return Revision.objects.filter(kind=Kind.EVENT, record_id=self.scene.event).first()

    @precondition(lambda self: not all(hand.form for hand in self.hands))
    @rule(who=EDITORS)
    def open(self, who):
        if self.hands[who].form:
            return
        response = self.hands[who].client.get(self.scene.page)
        self.hands[who].opened(filled(seen(response)), elements(self.newest().snapshot))

    @precondition(lambda self: any(hand.form for hand in self.hands))
    @rule(who=EDITORS, what=WORK)
    def type(self, who, what):
        hand = self.hands[who]
        for action, at, name in what if hand.form else []:
            getattr(hand, action)(at, name)

    @precondition(lambda self: any(hand.form for hand in self.hands))
    @rule(who=EDITORS, what=WORK, gives_up=st.booleans())
    def save_to_the_end(self, who, what, gives_up):
        """Type, press the button, and once more if somebody was quicker."""
        self.save(who, what, True, gives_up)
        if self.hands[who].newer and self.hands[who].form:
            self.save(who, [], True, gives_up)

    @precondition(lambda self: any(hand.form for hand in self.hands))
    @rule(who=EDITORS, what=WORK, is_read=st.booleans(), gives_up=st.booleans())
    def save(self, who, what, is_read, gives_up):
        """Type, and press the button; after a late save perhaps say that it was read, perhaps give up the first clash."""
        hand = self.hands[who]
        if not hand.form:
            return
        self.type(who, what)
        before, given_up = self.newest(), set()
        form = dict(hand.form)
        if hand.newer and is_read:
            form["overwrite"] = str(hand.newer)
            if gives_up and hand.clashes:
                form["take"] = [hand.clashes[0].name]
                given_up = {self.key(hand, hand.clashes[0].name)}
        response = hand.client.post(self.scene.page, form)
        if response.status_code == 409:
            self.late(hand, response, given_up)
        else:
            assert response.status_code == 302, seen(response).context["errors"]
            self.saved(hand, before, self.newest(), given_up)
            hand.form = None

    def late(self, hand, response, given_up):
        """She is shown the three versions; her form has what she typed, and what she left alone as it is now."""
        comparison = response.context_data["comparison"]
        self.give_up(hand, given_up)
        hand.form, hand.newer = filled(seen(response)), comparison.newer
        hand.clashes = comparison.clashes
        hand.shown |= {(self.key(hand, clash.name), clash.theirs) for clash in comparison.clashes}
        filled_in = elements(self.newest().snapshot)  # what she left alone stands on her form as it is now
        hand.then |= {key: value for key, value in filled_in.items() if key not in hand.typed}
        values = set(hand.form.values())
        for key, value in hand.typed.items():
            is_row_removed = len(key) == 3 and key[1] in hand.removed
            assert is_row_removed or value in values, f"{key} was lost from the form"
        assert set(hand.added) <= values

    def give_up(self, hand, keys):
        for given in keys:
            hand.typed = {key: value for key, value in hand.typed.items() if key[: len(given)] != given}
            hand.removed -= {given[1]} if len(given) == 2 else set()

    def key(self, hand, name):
        """What a name on the form stands for."""
        if not name.startswith("targets-"):
            return (name,)
        _, index, *column = name.split("-")
        pk = hand.form.get(f"targets-{index}-id", "") or f"new {hand.form.get(f'targets-{index}-kind')}"
        return ("targets", pk, *column)

    def saved(self, hand, before, after, given_up):
        """The two promises, element by element."""
        self.give_up(hand, given_up)
        was, now = elements(before.snapshot), elements(after.snapshot)
        values = {value for value in now.values() if isinstance(value, str)}
        for key, value in hand.typed.items():
            is_row_removed = len(key) == 3 and key[1] in hand.removed
            is_lost_row = len(key) == 3 and key not in was and given_up
            assert is_row_removed or is_lost_row or value in values, f"{key} was typed and saved, and is in no version"
        assert given_up or set(hand.added) <= values
        for key in was.keys() | now.keys():
            if was.get(key) == now.get(key):
                continue
            is_hers = key in hand.typed or (len(key) == 3 and key[1] in hand.removed)
            is_new = key not in was and len(key) == 3
            assert is_hers or is_new, f"{key} was changed by nobody's hand"
            if key in was and key in hand.then and hand.then[key] != was[key] and key in hand.typed:
                assert (key, was[key]) in hand.shown, f"{key}: {was[key]} was overwritten unseen"
            if key in was and len(key) == 3 and key[1] in hand.removed and hand.then.get(key) != was[key]:
                assert any(shown == key[:2] for shown, _ in hand.shown), f"{key} was removed unseen"
        self.kept[after.pk] = after.snapshot

    @precondition(lambda self: self.restored < 1)
    @rule(who=EDITORS, back=st.integers(1, 3))
    def restore(self, who, back):
        """Bring an earlier version back, by its page."""
        newest = self.newest()
        version = newest.version - back
        if version < 1:
            return
        self.restored += 1
        url = reverse("admin:events_event_restore", args=[self.scene.event, version])
        response = self.hands[who].client.post(url, {"opened": str(newest.version)})
        wanted = Revision.objects.get(kind=Kind.EVENT, record_id=self.scene.event, version=version)
        assert response.url == self.scene.page
        assert not would_change(Kind.EVENT, self.newest().snapshot, wanted.snapshot)
        self.kept[self.newest().pk] = self.newest().snapshot

    @precondition(lambda self: self.accepted < 2)
    @rule(who=EDITORS)
    def accept_a_claim(self, who):
        """At the review desk, meanwhile, a suggestion becomes a claim of the event."""
        waiting = Suggestion.objects.filter(kind=SuggestionKind.CASUALTY, state=SuggestionState.PENDING).first()
        self.accepted += 1
        count = Revision.objects.count()
        form = {"action": "accept", "suggestion": str(waiting.pk), "version": str(waiting.version)}
        self.hands[who].client.post(reverse("admin:review_desk", args=[self.scene.article]), form)
        assert Revision.objects.count() == count + 1
        self.kept[self.newest().pk] = self.newest().snapshot


def seen(response):
    """The page as ``filled`` reads it; its templates are not drawn here."""
    return SimpleNamespace(context=response.context_data)


def set_scene():
    """An event of one article with two targets, and three figures that wait at the review desk."""
    editors = [make_editor(), make_editor()]
    article = make_article(TEXT, processing=Processing.EXTRACTED)
    run = Run.objects.create(text=article.texts.get(), extractor="rules", extractor_version="1", seconds=0.1)
    make_event_type("raid")
    payload = {"type": "raid", "date": "2024-08-29", "date_end": "2024-08-29", "date_precision": 1}
    made = Suggestion.objects.create(
        run=run, kind=SuggestionKind.EVENT, key="e1", payload=payload, spans=[[0, 35]], score=0.9
    )
    for key, kind, count, words in (
        ("c1", "killed", 3, "3 people"),
        ("c2", "wounded", 5, "5 were hurt"),
        ("c3", "missing", 2, "2 were missing"),
    ):
        figure = {"kind": kind, "min": count, "max": count, "who": "people", "attributed_to": "Medics", "event": "e1"}
        start = TEXT.index(words)
        Suggestion.objects.create(
            run=run, kind=SuggestionKind.CASUALTY, key=key, event_key="e1", payload=figure,
            spans=[[start, start + len(words)]], score=0.9,
        )  # fmt: skip
    event = decisions.accept(made.pk, by=editors[0], version=made.version)
    event.targets.create(kind="a bridge")
    event.targets.create(kind="a mill")
    save_version(Kind.EVENT, Event.objects.get(pk=event.pk), by=editors[1])
    clients = [Client(), Client()]
    for client, editor in zip(clients, editors, strict=True):
        client.force_login(editor)
    page = reverse("admin:events_event_change", args=[event.pk])
    form = filled(seen(clients[0].get(page)))
    return SimpleNamespace(event=event.pk, article=article.pk, clients=clients, page=page, form=form)


@pytest.mark.django_db
def test_two_hundred_interleavings_of_two_editors_lose_nothing_silently(monkeypatch):
    monkeypatch.setattr("django.template.response.SimpleTemplateResponse.rendered_content", "")
    monkeypatch.setattr(base, "panel_of", lambda *_: None)
    monkeypatch.setattr(events, "saved_reckoning", lambda *_: None)
    monkeypatch.setattr(EventAdmin, "inlines", (ClaimInline, EventTargetInline))
    TwoEditors.scene = set_scene()
    played = settings(
        max_examples=INTERLEAVINGS,
        stateful_step_count=STEPS,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a failure is told as it was found: to shorten it would take minutes
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(TwoEditors, settings=played)
