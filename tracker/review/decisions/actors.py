"""A suggested force or person becomes a record, or the one that already bears its name."""

from typing import Any

from tracker.actors.finding import Mode
from tracker.actors.models import Fate, Force, ForceName, NameKind, Person, PersonName, Posting
from tracker.articles.models import Passage
from tracker.core.models import EditorialModel
from tracker.core.names import fold, script_of
from tracker.core.states import EditorialState
from tracker.extraction.matching import match_force, match_person
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.places.models import Place
from tracker.review.decisions.errors import Ambiguous, NotReady
from tracker.review.decisions.sitting import Payload, Sitting, effective, names_of
from tracker.review.decisions.states import state_called
from tracker.review.decisions.worded import force_kind, name_kind
from tracker.review.sounding import sounding
from tracker.revisions.models import Kind


def pick(
    suggestion: Suggestion,
    payload: Payload,
    found: list[Any],
    choice: int | None,
    model: type[EditorialModel],
) -> Any:
    """The record meant: the one chosen, the only one found, or None for a new one (also chosen by 0).

    Raises:
        Ambiguous: several bear the name and the editor chose none.
        NotReady: the record chosen is not there any more, or retracted.
    """
    if choice == 0:
        return None
    if choice is not None:
        record = model._default_manager.select_for_update().filter(pk=choice).first()
        if record is None:
            raise NotReady("The record you chose is not there any more. Choose again.")
        if record.state == EditorialState.RETRACTED:
            raise NotReady(f"“{record}” was retracted. Choose another record, or a new one.")
        return record
    if len(found) > 1:
        raise Ambiguous(suggestion, payload.get("name") or "", found)
    return found[0] if found else None


_PEOPLE = frozenset("soldiers troops servicemen officers officials fighters militants members men police army".split())


def make_force(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Force:
    """Link the force that bears the name, with names it lacks; else draft one."""
    name, aliases = _named(payload)
    force = pick(suggestion, payload, match_force(name, aliases), choice, Force)
    if force is None and choice is None:
        _refuse_doubt(suggestion, Kind.FORCE, name, aliases)
    if force is None:
        force = sitting.make(
            suggestion,
            Force,
            name=name,
            kind=force_kind(payload),
            country_code=(payload.get("country_code") or "")[:2],
        )
        sitting.touch(force)
    _add_names(sitting, suggestion, force, [name, *aliases], ForceName, "force")
    return force


def make_person(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Person:
    """Link the person who bears the name, or draft a private one; add the post held."""
    name, aliases = _named(payload)
    rank = payload.get("rank") or ""
    aliases = [alias for alias in aliases if not (rank and fold(alias).startswith(f"{fold(rank)} "))]
    person = pick(suggestion, payload, match_person(name, aliases), choice, Person)
    if person is None and choice is None:
        _refuse_doubt(suggestion, Kind.PERSON, name, aliases)
    if person is None:
        person = sitting.make(suggestion, Person, name=name)
        sitting.touch(person)
    _add_names(sitting, suggestion, person, [name, *aliases], PersonName, "person")
    _add_posting(sitting, suggestion, payload, person)
    return person


def _refuse_doubt(suggestion: Suggestion, kind: Kind, name: str, aliases: list[str]) -> None:
    """Ask before a second record is made of one that is there in another spelling.

    Raises:
        Ambiguous: a record has every word of one of the names, as it sounds.
    """
    alike = sounding(kind, [name, *aliases], mode=Mode.EVERY_TOKEN)
    if alike:
        raise Ambiguous(suggestion, name, [each.record for each in alike])


def _named(payload: Payload) -> tuple[str, list[str]]:
    name = (payload.get("name") or "").strip()[:300]
    if not fold(name):
        raise NotReady("A name needs letters or digits. Amend it before you accept it.")
    aliases = [alias.strip()[:300] for alias in payload.get("aliases") or [] if is_name(alias)]
    return name, list(dict.fromkeys(aliases))


def is_name(words: str) -> bool:
    """Whether words name an actor by themselves: not "the army", "jihadist group", "American soldiers", "Iraq"."""
    key = fold(words)
    has_capital = words != words.lower() or script_of(words) != "Latn"
    return bool(key) and has_capital and key.rpartition(" ")[2] not in _PEOPLE and state_called(words) is None


def _add_names(
    sitting: Sitting,
    suggestion: Suggestion,
    record: Any,
    names: list[str],
    model: type[ForceName] | type[PersonName],
    owner: str,
) -> None:
    """Give the record the names it lacks, each with the words that show it."""
    has = {row.name for row in record.names.all()}
    is_new = not has
    for position, name in enumerate(names):
        if name in has:
            continue
        kind = name_kind(name, is_first=is_new and position == 0, is_person=model is PersonName)
        passage = _passage_of_name(sitting, suggestion, name)
        sitting.make(suggestion, model, **{owner: record}, name=name, kind=NameKind(kind), passage=passage)
        has.add(name)
        sitting.touch(record)


def _passage_of_name(sitting: Sitting, suggestion: Suggestion, name: str) -> Passage | None:
    """The span that reads like the name, else the first one."""
    text = sitting.run.text.text
    exact = next(((start, end) for start, end in suggestion.spans if fold(text[start:end]) == fold(name)), None)
    return sitting.passage(*exact) if exact else sitting.passage_of(suggestion)


def _add_posting(sitting: Sitting, suggestion: Suggestion, payload: Payload, person: Person) -> None:
    title, rank = (payload.get("role") or "").strip()[:200], (payload.get("rank") or "").strip()[:60]
    force = affiliation(sitting, payload)
    if not (title or rank or force):
        return
    day = sitting.article.published_on
    same = person.postings.filter(force=force, title__iexact=title, rank=rank).first()
    if same is not None:
        if day and same.last_cited and same.last_cited < day:
            same.last_cited = day
            same.save(update_fields=["last_cited", "changed_at"])
            sitting.touch(person)
        return
    sitting.make(
        suggestion,
        Posting,
        person=person,
        force=force,
        title=title,
        rank=rank,
        area=_area(sitting, title),
        first_cited=day,
        last_cited=day,
        passage=_passage_of_role(sitting, suggestion, title),
    )
    sitting.touch(person)


def affiliation(sitting: Sitting, payload: Payload) -> Force | None:
    """The force a person belongs to: accepted with the person when it is suggested beside."""
    name = payload.get("affiliation")
    if not name:
        return None
    suggested = sitting.called([name], SuggestionKind.FORCE)
    if suggested is not None:
        force = sitting.take(suggested)
        return force if isinstance(force, Force) else None
    known = match_force(name)
    return known[0] if len(known) == 1 else None


def _area(sitting: Sitting, title: str) -> Place | None:
    """The place named in a title: "head of operations in the west of the country"."""
    words = f" {fold(title)} "
    best: tuple[int, Suggestion] | None = None
    for suggestion in sitting.of_kind(SuggestionKind.PLACE):
        for name in names_of(effective(suggestion)):
            if f" {name} " in words and (best is None or len(name) > best[0]):
                best = (len(name), suggestion)
    if best is None or best[1].state == SuggestionState.REJECTED:
        return None
    place = sitting.take(best[1])
    return place if isinstance(place, Place) else None


def _passage_of_role(sitting: Sitting, suggestion: Suggestion, title: str) -> Passage | None:
    """Where the title stands in the text, the place nearest to the name."""
    given = suggestion.payload.get("role_span")
    text = sitting.run.text.text
    if isinstance(given, list) and text[given[0] : given[1]] == title:
        return sitting.passage(given[0], given[1])
    near = suggestion.spans[0][0] if suggestion.spans else 0
    starts = []
    at = text.find(title) if title else -1
    while at >= 0:
        starts.append(at)
        at = text.find(title, at + 1)
    if not starts:
        return sitting.passage_of(suggestion)
    start = min(starts, key=lambda found: abs(found - near))
    return sitting.passage(start, start + len(title))


def fate_of(payload: Payload) -> str:
    """What became of the person, as the article has it; empty when it does not say."""
    status = payload.get("status") or ""
    return status if status in Fate.values else ""
