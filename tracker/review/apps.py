"""The room ``review`` and the desk's admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class ReviewConfig(AppConfig):
    """The review desk and the admin."""

    name = "tracker.review"
    label = "review"


class DeskAdminConfig(SimpleAdminConfig):
    """Django's admin, with the desk's own site."""

    default_site = "tracker.review.admin.site.DeskSite"
