"""Who says so: the force, public body, person, outlet or unnamed source behind a speaker's words."""

import re
from typing import Any

from tracker.actors.models import Force, ForceKind, ForceName, Person
from tracker.articles.models import Outlet
from tracker.core.names import fold
from tracker.events.models import Claim
from tracker.extraction.extractors.register import State
from tracker.extraction.matching import match_force, match_person
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.actors import affiliation
from tracker.review.decisions.errors import Ambiguous
from tracker.review.decisions.sitting import Payload, Sitting, effective
from tracker.review.decisions.states import state_called, state_of_body
from tracker.review.decisions.worded import force_kind

_BRACKET = re.compile(r"^(.*?)\s*\(([^()]+)\)\s*$")
_UNNAMED = "a report without a named publisher"
_WITH_ARTICLE = ("United ", "Netherlands", "Philippines", "Maldives", "Bahamas", "Gambia")


def speaker_of(
    sitting: Sitting, suggestion: Suggestion, name: str | None, *, choice: int | None = None
) -> dict[str, Any]:
    """The fields of a claim for who makes it. No name: the article's own outlet.

    ``choice`` is the force that is meant where several bear the name.

    Raises:
        Ambiguous: several records bear the speaker's name.
    """
    if not name or not fold(name):
        return outlet_of(sitting)
    names = variants(name)
    suggested = suggested_speaker(sitting, name)
    if suggested is not None:
        return _fields(sitting, sitting.take(suggested), effective(suggested))
    known = next(filter(None, (match_force(each) for each in names)), [])
    if known:
        return {"speaker_force": the_one(suggestion, name, known, choice)}
    people = next(filter(None, (match_person(each) for each in names)), [])
    if len(people) == 1:
        return {"speaker_person": people[0]}
    state = state_called(name)
    if state is not None:
        return {"speaker_force": _government(sitting, suggestion, state, name)}
    owner = state_of_body(name)
    if owner is not None:
        return {"speaker_force": _body(sitting, suggestion, owner, name)}
    outlet = Outlet.objects.filter(name__iexact=name).first()
    return {"speaker_outlet": outlet} if outlet else {"speaker_code": name.strip()[:100]}


def suggested_speaker(sitting: Sitting, name: str | None) -> Suggestion | None:
    """The person or force suggested beside whom a speaker's name means; null when none does."""
    if not name or not fold(name):
        return None
    found = sitting.called(variants(name), SuggestionKind.PERSON, SuggestionKind.FORCE)
    return found or _by_surname(sitting, name)


def the_one(suggestion: Suggestion, name: str, known: list[Force], choice: int | None) -> Force:
    """The only force of a name, or the one chosen.

    Raises:
        Ambiguous: there are several, and none of them was chosen.
    """
    chosen = [force for force in known if force.pk == choice]
    if len(known) > 1 and not chosen:
        raise Ambiguous(suggestion, name, known)
    return (chosen or known)[0]


def outlet_of(sitting: Sitting) -> dict[str, Any]:
    """The article's outlet as a speaker."""
    outlet = sitting.article.outlet
    return {"speaker_outlet": outlet} if outlet else {"speaker_code": _UNNAMED}


def variants(name: str) -> list[str]:
    """A name as it stands, and what stands before and in its brackets."""
    found = _BRACKET.match(name.strip())
    return [name.strip(), found.group(1), found.group(2)] if found else [name.strip()]


def public_label(claim: Claim) -> str:
    """How a speaker may be named in public: never a private person's name."""
    person = claim.speaker_person
    if person is not None and person.is_private:
        return str(claim.speaks_for or person.description or "an official")
    return claim.speaker_label


def _fields(sitting: Sitting, record: object, payload: Payload) -> dict[str, Any]:
    if isinstance(record, Person):
        return {"speaker_person": record, "speaks_for": affiliation(sitting, payload)}
    return {"speaker_force": record}


def _by_surname(sitting: Sitting, name: str) -> Suggestion | None:
    """The one person of the article whose name ends with the single word given."""
    word = fold(name)
    people = [
        suggestion
        for suggestion in sitting.of_kind(SuggestionKind.PERSON)
        if suggestion.state != SuggestionState.REJECTED
        and fold(effective(suggestion).get("name") or "").endswith(f" {word}")
    ]
    return people[0] if len(people) == 1 and " " not in word else None


def _government(sitting: Sitting, suggestion: Suggestion, state: State, name: str) -> Force:
    """The government of a state as a public body; drafted with the first claim that needs it."""
    article = "the " if state.name.startswith(_WITH_ARTICLE) else ""
    official = f"Government of {article}{state.name}"
    known = match_force(official)
    if known:
        return known[0]
    body = sitting.make(suggestion, Force, name=official, kind=ForceKind.PUBLIC_BODY, country_code=state.code)
    for each in dict.fromkeys((official, name.strip(), *(f"{word} government" for word in state.adjectives[:1]))):
        if fold(each) and fold(each) not in map(fold, state.names):
            sitting.make(suggestion, ForceName, force=body, name=each, passage=sitting.passage_of(suggestion))
    sitting.touch(body)
    return body


def _body(sitting: Sitting, suggestion: Suggestion, state: State, name: str) -> Force:
    """A state's body that nobody had on record: "Iraqi intelligence services"."""
    name = name.strip().removeprefix("the ").removeprefix("The ")[:300]
    kind = force_kind({"kind": "state", "name": name})
    is_armed = kind == ForceKind.POLICE or fold(name).endswith(("army", "military", "forces", "navy", "command"))
    body = sitting.make(
        suggestion,
        Force,
        name=name,
        kind=kind if is_armed else ForceKind.PUBLIC_BODY,
        country_code=state.code,
    )
    sitting.make(suggestion, ForceName, force=body, name=name, kind="official", passage=sitting.passage_of(suggestion))
    sitting.touch(body)
    return body
