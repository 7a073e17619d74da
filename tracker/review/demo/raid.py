"""The raid of 29 August 2024, taken through the desk: read, decided, submitted, approved, published, clarified."""

from datetime import date
from pathlib import Path

from tracker.actors.models import Force, Person
from tracker.articles.ingest import store
from tracker.articles.models import Article, ArticleKind, Obtained, Outlet, OutletKind
from tracker.articles.states import Processing
from tracker.core.models import EditorialModel
from tracker.events.models import (
    ArticleTopic,
    Claim,
    ClaimMode,
    ClaimTopic,
    Event,
    EventTopic,
    LinkBasis,
    Outcome,
    StoryLink,
    Topic,
    TopicKind,
    TopicParty,
)
from tracker.extraction.models import Run, Suggestion, SuggestionKind
from tracker.extraction.pipeline import extract_article
from tracker.published.models import Op
from tracker.publishing import naming, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.kinds import kind_of
from tracker.publishing.readiness import companions
from tracker.review.decisions.verbs import accept, accept_event_with_parts
from tracker.review.demo.people import People
from tracker.revisions.models import Kind

HERE = Path(__file__).parent
TITLE = "US and Iraqi forces raid Islamic State group in western Iraq"
SUMMARY = (
    "The US military says 14 members of the Islamic State group were killed, four of them leaders whom it names. "
    "Seven US soldiers were wounded. All figures come from one of the parties; no independent count is known."
)
TOPIC = "Operations against the Islamic State group in Iraq"
TOPIC_SUMMARY = "Raids and strikes by Iraqi forces, the United States and its partners against the group."
NAMING_REASON = (
    "Named by US Central Command in a public statement as holding a senior command; the name is part of its claim."
)
PARAPHRASES = {
    "two months": "the raid came after more than two months of surveillance, by people and by technical means, "
    "which led to four guest houses used by the group",
    "senior commanders": "senior commanders were likely among the dead",
}
CLARIFIED = (
    "Made clear that it is the desk's inference, not the words of the US military, that the seven soldiers were "
    "wounded in this raid."
)


def play(people: People) -> Event:
    """Bring the report in and the event out. Returns the published event."""
    run = _read(people)
    raid = run.suggestions.get(kind=SuggestionKind.EVENT, payload__type="raid")
    accept_event_with_parts(raid.pk, by=people.anna, version=raid.version)
    for suggestion in Suggestion.objects.pending().filter(run=run).exclude(kind=SuggestionKind.EVENT):
        accept(suggestion.pk, by=people.anna, version=suggestion.version)
    raid.refresh_from_db()
    event = Event.objects.get(pk=raid.became_id or 0)
    _put_in_words(run, event)
    _tie(event, LinkBasis.STATED)  # a first reading that the second editor corrects later
    event.title, event.summary = TITLE, SUMMARY
    event.save(update_fields=["title", "summary", "changed_at"])
    _group(event, people)
    save_version(Kind.EVENT, event, by=people.anna, reason="Wrote title and summary")
    _describe(run, people)
    _publish(event, people)
    _clarify(event, people)
    _story(event, people)
    return event


def _group(event: Event, people: People) -> None:
    """Put the event into a topic whose parties are its forces, each with the words that name it."""
    topic = Topic.objects.create(name=TOPIC, kind=TopicKind.CAMPAIGN, summary=TOPIC_SUMMARY)
    for part in event.involvements.exclude(force=None).order_by("pk"):
        TopicParty.objects.get_or_create(
            topic=topic, force=part.force, defaults={"side": part.side, "passage": part.passage}
        )
    EventTopic.objects.create(event=event, topic=topic)
    save_version(Kind.TOPIC, topic, by=people.anna, reason="Drafted")


def _put_in_words(run: Run, event: Event) -> None:
    """Paraphrase what is reported, and count quotes and accounts of the raid with the raid."""
    for claim in Claim.objects.filter(passage__text=run.text, topic=ClaimTopic.STATEMENT).select_related(
        "passage__text"
    ):
        said = claim.passage.words if claim.passage else ""
        claim.paraphrase = next((ours for theirs, ours in PARAPHRASES.items() if theirs in said), "")
        if claim.event is None and (claim.paraphrase or claim.mode == ClaimMode.QUOTE):
            claim.event, claim.link = event, LinkBasis.INFERRED
        claim.save(update_fields=["paraphrase", "event", "link", "changed_at"])


def _read(people: People) -> Run:
    wire = Outlet.objects.get_or_create(name="Demo Wire", defaults={"kind": OutletKind.AGENCY})[0]
    report = store(
        text=(HERE / "report.txt").read_text(encoding="utf-8"),
        title="Fourteen Islamic State members killed in raid in western Iraq, US military says",
        outlet=wire,
        published_on=date(2024, 9, 14),
        by=people.anna,
        how=Obtained.FILE,
    )
    store(
        text=(HERE / "practice.txt").read_text(encoding="utf-8"),
        title="Practice text (invented): rockets hit a market near El Fasher",
        outlet=wire,
        published_on=date(2025, 3, 12),
        by=people.anna,
        how=Obtained.FILE,
    )
    run = extract_article(report.article.pk)
    if run is None:
        raise RuntimeError("the demo report was not read")
    return run


def _describe(run: Run, people: People) -> None:
    """Say of each person what the public may read while the name is withheld, and why to name the commanders."""
    for person in Person.objects.filter(names__passage__text=run.text).distinct():
        posting = person.postings.first()
        person.description = f"a person described as {posting.title}" if posting and posting.title else "a person"
        person.save(update_fields=["description", "changed_at"])
        save_version(Kind.PERSON, person, by=people.anna, reason="Described without the name")
        naming.propose(person.pk, by=people.anna, reason=NAMING_REASON)


def _publish(event: Event, people: People) -> None:
    along = companions(Kind.EVENT, event)
    everything: list[tuple[Kind, EditorialModel]] = [*along, (Kind.EVENT, event)]
    for kind, record in everything:
        workflow.submit(kind, record.pk, version=record.version, by=people.anna)
    for kind, record in everything:
        if kind == Kind.PERSON:
            naming.agree(record.pk, by=people.carla)
        workflow.approve(kind, record.pk, version=record.version, by=people.ben)
    workflow.publish(
        Kind.EVENT,
        event.pk,
        version=event.version,
        by=people.ben,
        companions=[(kind, record.pk, record.version) for kind, record in along],
    )


def _tie(event: Event, link: LinkBasis) -> None:
    """Say on what ground the wounded soldiers are counted with this raid."""
    for wounded in event.claims.filter(topic=ClaimTopic.CASUALTIES, outcome=Outcome.WOUNDED):
        wounded.link = link
        wounded.save(update_fields=["link", "changed_at"])


def _clarify(event: Event, people: People) -> None:
    event.refresh_from_db()
    _tie(event, LinkBasis.INFERRED)
    _again(event, people, reason="The source does not tie the wounded to the raid")
    workflow.publish(Kind.EVENT, event.pk, version=event.version, by=people.ben, op=Op.CLARIFY, note=CLARIFIED)


def _story(event: Event, people: People) -> None:
    story = Article.objects.create(
        kind=ArticleKind.STORY,
        processing=Processing.OWN,
        obtained_how=Obtained.WRITTEN,
        obtained_by=people.anna,
        title="What is known about the raid in western Iraq, and from whom",
        standfirst="Every figure for the dead comes from US Central Command. Two weeks passed before it gave a total.",
        body=(HERE / "story.txt").read_text(encoding="utf-8"),
        byline="Anna Demo",
        language="en",
        published_on=date(2024, 9, 16),
    )
    StoryLink.objects.create(story=story, event=event)
    for topic in Topic.objects.filter(event_links__event=event):
        ArticleTopic.objects.create(article=story, topic=topic)
    for force in Force.objects.filter(name__startswith="Islamic State"):
        StoryLink.objects.create(story=story, force=force)
    _again(story, people, reason="Written")
    workflow.publish(Kind.ARTICLE, story.pk, version=story.version, by=people.ben)


def _again(record: EditorialModel, people: People, *, reason: str) -> None:
    """Save, submit and approve the working version."""
    kind = kind_of(record)
    save_version(kind, record, by=people.anna, reason=reason)
    workflow.submit(kind, record.pk, version=record.version, by=people.anna)
    workflow.approve(kind, record.pk, version=record.version, by=people.ben)
