"""Rows that the database refuses: articles, their texts and passages."""

import uuid
from datetime import UTC, datetime

import pytest

from tests.refusals import Refused, assert_refused, editorial
from tests.rows import another
from tracker.articles.models import Article, ArticleText, Outlet, Passage

LATER = datetime(2030, 1, 1, tzinfo=UTC)
STORY = {"kind": "story", "processing": "own"}
REFUSED = [
    Refused("outlet_named", Outlet, {"name": ""}),
    Refused("outlet_country_code_is_alpha2", Outlet, {"country_code": "I"}),
    Refused("outlet_country_code_is_alpha2", Outlet, {"country_code": "iq"}),
    Refused("outlet_kind_known", Outlet, {"kind": "rumour"}),
    Refused("outlet_reliability_known", Outlet, {"reliability": "G"}),
    Refused("outlet_reliability_known", Outlet, {"reliability": "a"}),
    *editorial(Article),
    Refused("article_kind_known", Article, {"kind": "rumour"}),
    Refused("article_processing_known", Article, {"processing": "lost"}),
    Refused("article_only_stories_have_a_body", Article, {"body": "Text."}),
    Refused("article_only_stories_have_a_body", Article, {"standfirst": "Text."}),
    Refused("article_only_stories_have_a_body", Article, {"byline": "A. Writer"}),
    Refused("article_story_is_the_desks_own", Article, {"kind": "story"}),
    Refused("article_story_is_the_desks_own", Article, {**STORY, "outlet": another(Outlet)}),
    Refused("article_note_is_never_live", Article, {"kind": "note", "live_revision": 1, "number": 1}),
    Refused("article_note_is_never_live", Article, {"kind": "note", "state": "in_review"}),
    Refused("article_note_is_never_live", Article, {"kind": "note", "state": "approved"}),
    *[
        Refused("article_only_notes_are_sealed", Article, {"is_sealed": True, "kind": kind})
        for kind in ("report", "post")
    ],
    Refused("article_only_notes_are_sealed", Article, {"is_sealed": True, **STORY}),
    Refused("article_url_is_null_not_empty", Article, {"canonical_url": ""}),
    Refused("article_lease_whole", Article, {"lease_token": uuid.UUID(int=7)}),
    Refused("article_lease_whole", Article, {"lease_until": LATER}),
    Refused("articletext_one_per_number", ArticleText, twice=True),
    Refused("articletext_has_text", ArticleText, {"text": ""}),
    Refused("passage_has_words", Passage, {"start": 5, "end": 5}),
    Refused("passage_has_words", Passage, {"start": 5, "end": 4}),
    Refused("passage_once", Passage, twice=True),
    Refused("passage_translation_has_translator", Passage, {"translation": "Words"}),
    Refused("passage_translation_has_translator", Passage, {"translator": "A. Translator"}),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)
