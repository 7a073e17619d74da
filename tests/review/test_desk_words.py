"""Moving the words a suggestion rests on: kept as an amendment, checked by the server, taken back step by step."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_user
from tests.review.seeded import TEXT, seed_article, spans, suggestion
from tracker.accounts.models import AuditEntry
from tracker.core.states import NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.events.models import Claim
from tracker.extraction.models import SuggestionState
from tracker.review.decisions import NotReady, accept, move_words, reject, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def editor():
    return make_editor("ana")


def move(article, key, words, by, **fields):
    each = suggestion(article, key)
    ((start, end),) = spans(words)
    return move_words(each.pk, by=by, **{"version": each.version, "span": 0, "start": start, "end": end, **fields})


def test_moved_words_stay_open_and_are_the_passage_once_accepted(article, editor):
    move(article, "c3", "seven American soldiers had been wounded", editor)

    accept(suggestion(article, "e1").pk, by=editor, version=1)
    claim = accept(suggestion(article, "c3").pk, by=editor, version=2)

    assert claim.passage.words == "seven American soldiers had been wounded"
    assert suggestion(article, "c3").state == SuggestionState.AMENDED


def test_a_claims_own_words_follow(article, editor):
    move(article, "q5", "Medics said", editor)

    claim = accept(suggestion(article, "q5").pk, by=editor, version=2)

    assert claim.passage.words == "Medics said"


def test_undo_goes_back_step_by_step(article, editor):
    reader = suggestion(article, "f3").spans
    move(article, "f3", "Iraqi security", editor)
    move(article, "f3", "security forces", editor)
    pk = suggestion(article, "f3").pk

    steps = [undo(pk, by=editor).spans for _ in range(3)]

    assert steps == [spans("Iraqi security"), reader, reader]
    assert suggestion(article, "f3").decision == {}


def test_undoing_an_acceptance_keeps_the_moved_words(article, editor):
    move(article, "q5", "Medics said", editor)
    accept(suggestion(article, "q5").pk, by=editor, version=2)

    each = undo(suggestion(article, "q5").pk, by=editor)

    assert not Claim.objects.exists()
    assert each.spans == spans("Medics said")
    assert each.decision["amended"]["text"] == "Medics said"
    assert undo(each.pk, by=editor).decision == {}


def test_moving_to_where_the_words_are_changes_nothing(article, editor):
    move(article, "f3", "Iraqi security", editor)

    again = move(article, "f3", "Iraqi security", editor)

    assert again.version == 2
    assert AuditEntry.objects.filter(action="amend").count() == 1


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (0, 10**6), (TEXT.index("\n"), TEXT.index("\n") + 1)])
def test_offsets_that_mark_no_words_are_refused(article, editor, start, end):
    with pytest.raises(NotReady, match="not in this text"):
        move(article, "f3", "Medics", editor, start=start, end=end)


def test_a_span_that_is_not_there_is_refused(article, editor):
    with pytest.raises(NotReady, match="no such words"):
        move(article, "f3", "Medics", editor, span=3)


def test_words_of_a_decided_suggestion_are_not_moved(article, editor):
    accept(suggestion(article, "f3").pk, by=editor, version=1)
    reject(suggestion(article, "f1").pk, by=editor, version=1)

    for key in ("f3", "f1"):
        with pytest.raises(TransitionNotAllowed, match="Undo that first"):
            move(article, key, "Medics", editor)


def test_a_stale_move_is_refused(article, editor):
    move(article, "f3", "Iraqi security", editor)

    with pytest.raises(StaleVersion, match="changed since you opened it"):
        move(article, "f3", "Medics", editor, version=1)


def test_an_outsider_moves_nothing(article):
    with pytest.raises(NotPermitted):
        move(article, "f3", "Medics", make_user())


def test_the_page_moves_words_by_offsets_and_redraws_only_their_lines(client, article):
    client.force_login(make_editor())
    each = suggestion(article, "f3")
    ((start, end),) = spans("Iraqi security forces raided")
    data = {"do": f"move:{each.pk}:1", "span": "0", "start": start, "end": end}

    found = client.post(reverse("admin:review_desk", args=[article.pk]), data, headers={"X-Desk": "1"}).json()

    assert [line["at"] for line in found["lines"]] == [0]
    assert f'data-spans="{start}-{end}"' in next(card["html"] for card in found["cards"] if card["pk"] == each.pk)


def test_the_page_moves_words_without_script_too(client, article):
    client.force_login(make_editor())
    each = suggestion(article, "f3")
    data = {"action": "move", "suggestion": each.pk, "version": 1}
    url = reverse("admin:review_desk", args=[article.pk])

    missed = client.post(url, {**data, "words": "never said"})
    moved = client.post(url, {**data, "words": "the", "occurrence": "2"})

    assert missed.status_code == 409
    assert "Copy them exactly" in missed.content.decode()
    assert moved.status_code == 303
    second = TEXT.index("the", TEXT.index("the") + 1)
    assert suggestion(article, "f3").spans == [[second, second + 3]]
