"""The people of the desk."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who logs in. Roles are groups; what a role may do stands in ``policy``."""

    byline = models.CharField(max_length=120, blank=True, help_text="The name shown on stories, if any.")

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.get_full_name() or self.username
