"""The room accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tracker.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
