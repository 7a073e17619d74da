"""The one module that knows the admin's theme (django-unfold): replace it here and nowhere else."""

from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.decorators import display
from unfold.forms import AuthenticationForm as LoginForm
from unfold.forms import PaginationInlineFormSet as PartsOfPage
from unfold.sites import UnfoldAdminSite as Site
from unfold.widgets import UnfoldAdminSelectWidget as Select
from unfold.widgets import UnfoldAdminTextareaWidget as Textarea
from unfold.widgets import UnfoldAdminTextInputWidget as TextInput

__all__ = [
    "LoginForm",
    "ModelAdmin",
    "PartsOfPage",
    "Select",
    "Site",
    "StackedInline",
    "TabularInline",
    "TextInput",
    "Textarea",
    "display",
]
