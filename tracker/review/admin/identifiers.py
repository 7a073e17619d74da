"""What others call a record, as a part of its form: one record an identifier, and a link to the one that has it."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html

from tracker.core.external_ids import ExternalId
from tracker.review.admin.base import Part, change_url
from tracker.review.admin.versioned import PartForm


class IdForm(PartForm):
    """An identifier; one that another record has is refused with the way there."""

    instance: ExternalId

    def _post_clean(self) -> None:
        """Name the other record: that says more than a constraint's name does."""
        super()._post_clean()  # type: ignore[misc]
        if NON_FIELD_ERRORS not in self.errors:
            return
        holder = self.instance.holder()
        if holder is not None:
            del self.errors[NON_FIELD_ERRORS]
            words = '{} is on record for <a href="{}">{}</a>. Check which of the two it names, or whether they are one.'
            self.add_error("value", ValidationError(format_html(words, self.instance, change_url(holder), holder)))


class IdInline(Part):
    """Identifiers in a line each."""

    form = IdForm
    fields = ("scheme", "value", "page")
    readonly_fields = ("page",)
    verbose_name = "identifier"
    verbose_name_plural = "What others call it: Wikidata, UCDP, ACLED"

    def page(self, row: ExternalId) -> str:
        """The page of the identifier, where its scheme has one."""
        return (
            format_html('<a class="desk-link" href="{}" rel="noreferrer">{}</a>', row.url, row.url)
            if row.pk and row.url
            else "—"
        )
