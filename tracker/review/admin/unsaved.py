"""Pages that keep what is typed into them, and say who else has them open."""

import json
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tracker.accounts.models import User
from tracker.publishing.kinds import kind_of
from tracker.review import presence, unsaved
from tracker.review.admin.theme import ModelAdmin

TAKE_UP = "_take_up"
_NOT_SAVED = "This is what you had typed and not saved. Nothing is saved yet: look at it, then save."


class TypingPages(ModelAdmin):
    """An admin whose forms are kept while somebody types, and show who else is there."""

    def get_urls(self) -> list[URLPattern]:
        """What the page's script posts to."""
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = [
            ("add/unsaved/", self.keep_page, "keep_new"),
            ("add/unsaved/drop/", self.drop_page, "drop_new"),
            ("<int:pk>/unsaved/", self.keep_page, "keep"),
            ("<int:pk>/unsaved/drop/", self.drop_page, "drop"),
            ("<int:pk>/presence/", self.presence_page, "presence"),
        ]
        own = [path(at, self.admin_site.admin_view(require_POST(view)), name=f"{name}_{to}") for at, view, to in pages]
        return own + list(super().get_urls())

    def keep_page(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Keep what was typed: ``fields`` as JSON, ``opened_version`` as the form has it."""
        by, _ = self._typist(request, pk)
        version = request.POST.get("opened_version", "")
        try:
            unsaved.keep(
                self._address(pk),
                by=by,
                opened_version=_version(version),
                fields=json.loads(request.POST.get("fields", "")),
            )
        except json.JSONDecodeError:
            return JsonResponse({"problem": "This is no form. Load the page anew."}, status=400)
        except ValidationError as error:
            return JsonResponse({"problem": error.messages[0]}, status=413 if error.code == "too_long" else 400)
        return JsonResponse({"kept": timezone.now().isoformat()})

    def drop_page(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Forget what was typed, and show the page as it is saved."""
        by, _ = self._typist(request, pk)
        if unsaved.drop(self._address(pk), by=by):
            messages.success(request, "What you had not saved was dropped.")
        return HttpResponseRedirect(self._address(pk))

    def presence_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note who is there, and say who else is."""
        record = self.get_object(request, str(pk))
        if record is None or not isinstance(request.user, User):
            raise Http404("There is no such record.")
        if not self.has_view_permission(request, record):
            raise PermissionDenied
        kind, now = kind_of(record), timezone.now()
        if request.POST.get("is_leaving"):
            presence.leave(kind, pk, by=request.user)
            return JsonResponse({"others": []})
        is_editing = request.POST.get("is_editing") == "1" and self.has_change_permission(request, record)
        presence.look(kind, pk, by=request.user, is_editing=is_editing, now=now)
        return JsonResponse({"others": self.others_words(record, request.user)})

    def others_words(self, record: Any, but: User) -> list[str]:
        """Who else is there, a sentence each."""
        return [
            f"{each.by} {'is editing' if each.is_editing else 'has open'} this record "
            f"(seen at {timezone.localtime(each.seen_at):%H:%M %Z})."
            for each in presence.others(kind_of(record), record.pk, but=but, now=timezone.now())
        ]

    def typing_context(self, request: HttpRequest, record: Model | None) -> dict[str, Any]:
        """What the page shows beside its form: what was not saved, who is there, and where its script posts to."""
        may_save = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if not isinstance(request.user, User):
            return {}
        is_opened = request.method == "GET"  # a form that came back has what was typed
        pk, name = record.pk if record else None, f"admin:{self.opts.app_label}_{self.opts.model_name}"
        args, end = ([pk], "") if pk else ([], "_new")
        return {
            "unsaved": unsaved.kept_for(self._address(pk), by=request.user) if may_save and is_opened else None,
            "others": self.others_words(record, request.user) if record else [],
            "keep_url": reverse(f"{name}_keep{end}", args=args) if may_save else "",
            "drop_url": reverse(f"{name}_drop{end}", args=args),
            "presence_url": reverse(f"{name}_presence", args=args) if pk else "",
        }

    def take_up(self, request: HttpRequest, object_id: str | None) -> None:
        """Have the form show what was typed and not saved, as if it had been posted; refused, it saves nothing.

        Raises:
            Http404: nothing is kept for this page.
        """
        by, record = self._typist(request, int(unquote(object_id)) if object_id else None)
        kept = unsaved.kept_for(self._address(record.pk if record else None), by=by)
        if kept is None:
            raise Http404("There is nothing that you had not saved.")
        post = QueryDict(mutable=True)
        for field, value in kept.fields:
            post.appendlist(field, value)
        post[TAKE_UP] = "1"
        request.POST = post  # type: ignore[assignment]

    def forget_typed(self, request: HttpRequest, object_id: str | None) -> None:
        """What was typed is saved now."""
        if isinstance(request.user, User):
            unsaved.drop(self._address(int(unquote(object_id)) if object_id else None), by=request.user)

    def keep_refused(self, request: HttpRequest, record: Model | None) -> None:
        """A form that was not saved outlives the page that says so. One too long to be kept stays on that page only."""
        version = request.POST.get("opened_version", "")
        if not isinstance(request.user, User):
            return
        with suppress(ValidationError):
            unsaved.keep(
                self._address(record.pk if record else None),
                by=request.user,
                opened_version=_version(version),
                fields=[[name, value] for name, values in request.POST.lists() for value in values],
            )

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A form that was taken up is looked at before it is saved."""
        form = super().get_form(request, obj, change, **kwargs)
        return _not_yet(form) if TAKE_UP in request.POST else form

    def _typist(self, request: HttpRequest, pk: int | None) -> tuple[User, Model | None]:
        """Who types, and into which record.

        Raises:
            Http404: there is no such record.
            PermissionDenied: the person may not save this form.
        """
        record = self.get_object(request, str(pk)) if pk is not None else None
        if pk is not None and record is None:
            raise Http404("There is no such record.")
        is_allowed = self.has_change_permission(request, record) if record else self.has_add_permission(request)
        if not is_allowed or not isinstance(request.user, User):
            raise PermissionDenied
        return request.user, record

    def _address(self, pk: int | None) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[pk]) if pk is not None else reverse(f"{name}_add")


def _version(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else None


def _not_yet(form: type[ModelForm]) -> type[ModelForm]:
    class TakenUp(form):  # type: ignore[misc, valid-type]
        """Shows what was typed; checks nothing that leaves a trace."""

        def clean(self) -> dict[str, Any]:
            """Refuse, in words."""
            raise ValidationError(_NOT_SAVED, code="taken_up")

    return TakenUp
