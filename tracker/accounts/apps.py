"""The room accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Which editor: users, roles, and what a role may do."""

    name = "tracker.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
