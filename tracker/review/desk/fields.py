"""The few fields by which an editor amends a suggestion, or adds what was missed, one form a kind."""

from typing import Any

from django import forms
from django.http import QueryDict

from tracker.actors.models import Fate, ForceKind
from tracker.events.models import ClaimMode, EventType, Group, Hedge, LinkBasis, Outcome, Side, Standing, StatementKind
from tracker.extraction.models import SuggestionKind
from tracker.places.models import Compass, PlaceKind
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.worded import force_kind

Choices = list[tuple[str, str]]
_DAY = "2024-08-29, 2024-08 or 2024"


def _blank(choices: Any, label: str = "—") -> Choices:
    return [("", label), *choices]


def _lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]


class PayloadForm(forms.Form):
    """Fields named as in the payload; ``payload`` gives back what was filled in."""

    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        payload: dict[str, Any] | None = None,
        events: Choices | None = None,
        prefix: str | None = None,
    ) -> None:
        self.given = payload or {}
        super().__init__(data, initial=self.initial_of(self.given), prefix=prefix)
        for name in ("event", "part_of"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = _blank([each for each in events or [] if each[0].startswith("e") == (name == "event")])

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """What the fields show at first."""
        return {**payload, "aliases": "\n".join(payload.get("aliases") or [])}

    def payload(self) -> dict[str, Any]:
        """The payload as filled in; an empty field is null."""
        found = {name: value if value != "" else None for name, value in self.cleaned_data.items()}
        if "aliases" in found:
            found["aliases"] = _lines(found["aliases"] or "")
        return found

    def changes(self) -> dict[str, Any]:
        """What differs from what was shown: the amendment."""
        filled = self.payload()
        return {name: filled[name] for name in self.changed_data}


class ForceForm(PayloadForm):
    """A force or public body."""

    name = forms.CharField(label="Name", max_length=300)
    aliases = forms.CharField(label="Other names, one a line", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    force_kind = forms.ChoiceField(label="Kind", choices=ForceKind.choices)
    country_code = forms.RegexField(r"^[A-Z]{2}$", label="Country code", required=False, max_length=2)

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """The reader's state / non-state as the desk's kind."""
        return {**PayloadForm.initial_of(payload), "force_kind": force_kind(payload)}


class PersonForm(PayloadForm):
    """A person and the post held."""

    name = forms.CharField(label="Name", max_length=300)
    aliases = forms.CharField(label="Other names, one a line", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    rank = forms.CharField(label="Rank", max_length=60, required=False)
    role = forms.CharField(label="Role", max_length=200, required=False)
    affiliation = forms.CharField(label="Force", max_length=300, required=False)
    status = forms.ChoiceField(label="Fate", choices=_blank(Fate.choices), required=False)


class PlaceForm(PayloadForm):
    """A place, or a part of a country."""

    name = forms.CharField(label="Name", max_length=200)
    country_code = forms.RegexField(r"^[A-Z]{2}$", label="Country code", required=False, max_length=2)
    kind = forms.ChoiceField(label="Kind", choices=_blank(PlaceKind.choices), required=False)
    compass = forms.ChoiceField(label="Part of the country", choices=_blank(Compass.choices), required=False)
    lat = forms.FloatField(label="Latitude", required=False, min_value=-90, max_value=90)
    lon = forms.FloatField(label="Longitude", required=False, min_value=-180, max_value=180)

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """The compass word, wherever the reader put it."""
        region = payload.get("region") or {}
        code = payload.get("country_code") or region.get("country_code")
        return {**payload, "compass": payload.get("compass") or region.get("compass"), "country_code": code}

    def clean(self) -> dict[str, Any]:
        """A point has two numbers."""
        found = super().clean() or {}
        if not self.errors and (found.get("lat") is None) != (found.get("lon") is None):
            self.add_error("lon", "Give both latitude and longitude, or neither.")
        return found

    def changes(self) -> dict[str, Any]:
        """Without the reader's own region once the fields say otherwise."""
        found = super().changes()
        if self.given.get("region") and found.keys() & {"compass", "country_code", "kind"}:
            found |= {"region": None, "compass": self.payload()["compass"]}
        return found


_ROLES = {"attacker": "Initiators", "partner": "Partners", "victim": "Victims", "target": "Targets", "weapon": "Means"}


class EventForm(PayloadForm):
    """What, when, where and who."""

    title = forms.CharField(
        label="Title", max_length=300, required=False, help_text="Neutral. Empty: made of the rest."
    )
    type = forms.ModelChoiceField(EventType.objects.all(), to_field_name="code", label="Type")
    date = forms.CharField(label="First day", required=False, max_length=10, help_text=_DAY)
    date_end = forms.CharField(label="Last day", required=False, max_length=10)
    date_inferred = forms.BooleanField(label="Day or year worked out by the desk", required=False)
    place = forms.CharField(label="Place", required=False, max_length=200)
    place_as_worded = forms.CharField(label="Place as worded", required=False, max_length=300)
    attacker = forms.CharField(label="Initiators, one a line", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    partner = forms.CharField(label="Partners", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    victim = forms.CharField(label="Victims", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    target = forms.CharField(label="Things targeted", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    weapon = forms.CharField(label="Means", required=False, widget=forms.Textarea(attrs={"rows": 1}))

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """Each filler of a role by its first name."""
        roles = payload.get("roles") or {}
        shown = {
            role: "\n".join(names[0] for names in map(names_in_role, roles.get(role) or []) if names) for role in _ROLES
        }
        return {**payload, **shown}

    def payload(self) -> dict[str, Any]:
        """Fillers that were left as they were keep their other names."""
        found = super().payload()
        found["type"] = found["type"].code if found["type"] else None
        before = self.given.get("roles") or {}
        roles = {key: value for key, value in before.items() if key not in _ROLES}
        for role in _ROLES:
            known = {names[0]: item for item in before.get(role) or [] for names in [names_in_role(item)] if names}
            roles[role] = [known.get(line, [line]) for line in _lines(found.pop(role) or "")]
        return {**found, "roles": roles}

    def changes(self) -> dict[str, Any]:
        """The roles as a whole when one of them changed; a changed place drops the reader's region."""
        filled = self.payload()
        found = {name: filled[name] for name in self.changed_data if name not in _ROLES}
        if set(self.changed_data) & _ROLES.keys():
            found["roles"] = filled["roles"]
        if "place" in found:
            found["region"] = None
        return found


class CasualtyForm(PayloadForm):
    """How many of whom, and who says so."""

    event = forms.ChoiceField(label="Event", required=False)
    kind = forms.ChoiceField(label="Outcome", choices=Outcome.choices)
    min = forms.IntegerField(label="At least", required=False, min_value=0, max_value=2_000_000_000)
    max = forms.IntegerField(label="At most", required=False, min_value=0, max_value=2_000_000_000)
    approx = forms.BooleanField(label="About", required=False)
    negated = forms.BooleanField(label="“No casualties”", required=False)
    who = forms.CharField(label="Words for the people", required=False, max_length=200)
    standing = forms.ChoiceField(label="Standing, as claimed", choices=Standing.choices, required=False)
    group = forms.ChoiceField(label="Of whom", choices=Group.choices, required=False)
    force = forms.CharField(label="Force they belong to", required=False, max_length=300)
    side = forms.ChoiceField(label="Side", choices=_blank(Side.choices, "By their force"), required=False)
    part_of = forms.ChoiceField(label="Part of", required=False)
    attributed_to = forms.CharField(label="Says who", required=False, max_length=300)
    said_on = forms.CharField(label="Said on", required=False, max_length=10)
    event_link = forms.ChoiceField(label="Link to the event", choices=LinkBasis.choices, required=False)
    paraphrase = forms.CharField(
        label="In the desk's words (public)", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """What nobody said stays unsaid: no list opens at its first word."""
        unsaid = {"standing": Standing.UNKNOWN, "group": Group.ALL, "event_link": LinkBasis.STATED}
        return {**payload, **{name: payload.get(name) or value for name, value in unsaid.items()}}

    def clean(self) -> dict[str, Any]:
        """Low before high."""
        found = super().clean() or {}
        low, high = found.get("min"), found.get("max")
        if low is not None and high is not None and low > high:
            self.add_error("max", "The highest figure is below the lowest.")
        return found


class StrengthForm(PayloadForm):
    """How many of a force are where."""

    force = forms.CharField(label="Force", max_length=300)
    min = forms.IntegerField(label="At least", required=False, min_value=0, max_value=2_000_000_000)
    max = forms.IntegerField(label="At most", required=False, min_value=0, max_value=2_000_000_000)
    approx = forms.BooleanField(label="About", required=False)
    kind = forms.CharField(label="Of what", required=False, max_length=200)
    place = forms.CharField(label="Place", required=False, max_length=200)
    attributed_to = forms.CharField(label="Says who (empty: the outlet)", required=False, max_length=300)
    said_on = forms.CharField(label="Said on", required=False, max_length=10)

    @staticmethod
    def initial_of(payload: dict[str, Any]) -> dict[str, Any]:
        """The words for the people, where the reader knew no force."""
        return {**payload, "force": payload.get("force") or payload.get("who")}


class ClaimForm(PayloadForm):
    """Who says what, how, and how sure."""

    speaker = forms.CharField(label="Says who (empty: the outlet)", required=False, max_length=300)
    kind = forms.ChoiceField(label="How", choices=ClaimMode.choices)
    hedge = forms.ChoiceField(label="How sure", choices=Hedge.choices, required=False)
    said_on = forms.CharField(label="Said on", required=False, max_length=10)
    event = forms.ChoiceField(label="Event", required=False)
    link = forms.ChoiceField(label="Link to the event", choices=_blank(LinkBasis.choices), required=False)
    statement_kind = forms.ChoiceField(label="It is", choices=_blank(StatementKind.choices), required=False)
    paraphrase = forms.CharField(
        label="In the desk's words (public)", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


FORMS: dict[str, type[PayloadForm]] = {
    SuggestionKind.EVENT: EventForm,
    SuggestionKind.FORCE: ForceForm,
    SuggestionKind.PERSON: PersonForm,
    SuggestionKind.PLACE: PlaceForm,
    SuggestionKind.CASUALTY: CasualtyForm,
    SuggestionKind.STRENGTH: StrengthForm,
    SuggestionKind.CLAIM: ClaimForm,
}
