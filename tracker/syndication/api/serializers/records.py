"""The shapes of the documents of persons, forces, places and articles, and of tombstones."""

from typing import Any

from tracker.syndication.api.serializers.shape import (
    ChangeNote,
    CitedSource,
    ExternalId,
    Name,
    PlaceRef,
    Ref,
    Speaker,
    Term,
    TopicRef,
    address_fields,
    day,
    degrees,
    figures,
    head_fields,
    identity,
    link,
    moment,
    period_fields,
    ref_fields,
    shape,
    text,
    texts,
    whole,
    wholes,
    yes,
)

_POST: dict[str, Any] = {
    "title": text(null=True),
    "rank": text(null=True),
    "is_command": yes("Whether the post is the command of its force.", optional=True),
    "area": PlaceRef(allow_null=True),
    "first_cited": day("The first day on which a source cites the post."),
    "last_cited": day(),
    **period_fields(),
    "certainty": Term(),
    "source": CitedSource(allow_null=True, required=False),
}
Posting = shape("Posting", "An office somebody held.", {"force": Ref(allow_null=True), **_POST})
PostInForce = shape(
    "PostInForce",
    "An office in the force. Of somebody who is not named only that they command, and when.",
    {
        "person": Ref(allow_null=True),
        "description": text("In place of a name that is withheld.", null=True),
        **_POST,
    },
)
ToldFate = shape(
    "ToldFate",
    "What somebody says became of the person.",
    {
        "fate": Term(),
        "is_denied": yes("Whether the speaker says that it is not so."),
        "hedge": Term(),
        "speaker": Speaker(),
        "said_on": day(),
        "said_precision": whole("1–5 as in UCDP GED.", null=True),
        "earliest": day("First day that the claim speaks of; null where it may be any day before the last."),
        "latest": day("Last day that the claim speaks of."),
        "event": Ref(allow_null=True),
        "source": CitedSource(allow_null=True),
    },
)
Sighting = shape(
    "Sighting",
    "A sign of life after a reported death: a position in fates or in postings.",
    {"sign": Term(), "fate": whole(null=True), "posting": whole(null=True)},
)
Contradiction = shape(
    "Contradiction",
    "Reports of a death and of life after it; both stand.",
    {"deaths": wholes("Positions in fates."), "sightings": Sighting(many=True)},
)
Person = shape(
    "Person",
    "A person whom the desk names, with its reason.",
    {
        **head_fields("person"),
        "name": text(),
        "names": Name(many=True),
        "summary": text(null=True),
        "fate": Term(allow_null=True),
        "fate_note": text("The fate with who says it.", null=True),
        "fates": ToldFate(many=True, required=False),
        "contradiction": Contradiction(allow_null=True, required=False),
        "postings": Posting(many=True),
        "external_ids": ExternalId(many=True, required=False),
        "naming_reason": text("Why the desk names this person."),
    },
)
ForceTie = shape(
    "ForceTie",
    "How a force stands to another.",
    {
        "kind": Term(),
        "direction": text("up: this force belongs to the other; down: the other belongs to this one."),
        "force": Ref(),
        **period_fields(),
        "source": CitedSource(allow_null=True, required=False),
    },
)
Strength = shape(
    "Strength",
    "How many somebody says the force has.",
    {
        **figures(),
        "is_approximate": yes(),
        "place": PlaceRef(allow_null=True),
        "speaker": Speaker(),
        "said_on": day(),
        "said_precision": whole("1–5 as in UCDP GED.", null=True, optional=True),
        "source": CitedSource(allow_null=True),
    },
)
Force = shape(
    "Force",
    "An armed group, state or not, or a public body that speaks.",
    {
        **head_fields("force"),
        "name": text(),
        "names": Name(many=True),
        "force_kind": Term(),
        "country_code": text("ISO 3166-1 alpha-2.", null=True),
        "country": text(null=True),
        "allegiance": text(null=True),
        "active_from": day(),
        "active_from_precision": whole("1–5 as in UCDP GED.", null=True, optional=True),
        "active_until": day(),
        "active_until_precision": whole("1–5 as in UCDP GED.", null=True, optional=True),
        "summary": text(null=True),
        "links": ForceTie(many=True),
        "postings": PostInForce(many=True, required=False),
        "strengths": Strength(many=True, help_text="By the day on which they were said."),
        "external_ids": ExternalId(many=True, required=False),
    },
)
Place = shape(
    "Place",
    "A place that a published event names.",
    {
        **head_fields("place"),
        "name": text(),
        "names": Name(many=True),
        "place_kind": Term(),
        "country_code": text("ISO 3166-1 alpha-2.", null=True),
        "country": text(null=True),
        "admin1": text(null=True),
        "compass": text("Of regions only.", null=True),
        "latitude": degrees(),
        "longitude": degrees(),
        "radius_km": degrees(),
        "population": whole(null=True),
        "source": text("Where the place was taken from.", null=True),
        "external_ids": ExternalId(many=True, required=False),
    },
)
StoryLink = shape(
    "StoryLink",
    "Words of a text that lead somewhere: from start to before end, in Unicode code points.",
    {"start": whole(), "end": whole(), "link": text("An https address, or the path of a page here.", null=True)},
)
QuoteSource = shape(
    "QuoteSource",
    "The article that a quote of a story is from.",
    {
        **ref_fields(),
        "title": text(null=True),
        "outlet": text(null=True),
        "published_on": day(),
        "link": text(null=True),
    },
)
About = shape(
    "About",
    "A record that a story is about.",
    {**ref_fields(), "kind": text("event, person, force or place.")},
)
_TEXT: dict[str, Any] = {
    "text": text("Plain text.", optional=True),
    "length": whole(
        "Characters of the text when its links were placed; links hold only while it has as many.", optional=True
    ),
    "links": StoryLink(many=True, required=False),
}
StoryItem = shape("StoryItem", "An item of a list.", _TEXT)
StoryBlock = shape(
    "StoryBlock",
    "A part of a story's text; what it has depends on its kind.",
    {
        "kind": text("paragraph, heading, list or quote."),
        **_TEXT,
        "is_numbered": yes("Of a list only.", optional=True),
        "items": StoryItem(many=True, required=False, help_text="Of a list only."),
        "words": texts("Of a quote only: direct speech, at most 300 characters in all.", optional=True),
        "speaker": text("Of a quote only: who says it.", null=True, optional=True),
        "source": QuoteSource(required=False, help_text="Of a quote only."),
    },
)
Article = shape(
    "Article",
    "A story of the desk in full, or what may be shown of a report.",
    {
        **head_fields("article"),
        "article_kind": Term(),
        "title": text(null=True),
        "outlet": text(null=True),
        "outlet_kind": Term(allow_null=True),
        "published_on": day(),
        "language": text("BCP 47.", null=True),
        "link": link("The article itself.", null=True),
        "topics": TopicRef(many=True, required=False),
        "standfirst": text("Of a story only.", null=True, optional=True),
        "body": texts("Of a story only: its text as plain paragraphs, subheads and items of lists.", optional=True),
        "blocks": StoryBlock(many=True, required=False, help_text="Of a story only: its text with links and quotes."),
        "byline": text("Of a story only.", null=True, optional=True),
        "about": About(many=True, required=False, help_text="Of a story only."),
        "quotes": texts("Not of a story: direct speech, at most 300 characters each.", optional=True),
    },
)
Successor = shape(
    "Successor",
    "The record that a merged one is from now on; it may have been merged itself since.",
    {
        "id": identity(),
        "number": whole(),
        "url": text("Its page."),
        "api_url": text("Its document."),
    },
)
Tombstone = shape(
    "Tombstone",
    "What is left of a record that was retracted, withdrawn or merged into another one.",
    {
        **address_fields(""),
        "status": text("retracted, withdrawn or merged."),
        "reason": text("Why."),
        "at": moment(),
        "changes": ChangeNote(many=True, help_text="Newest first; of a withdrawn record without notes."),
        "successor": Successor(required=False, help_text="Of a merged record only."),
    },
)
