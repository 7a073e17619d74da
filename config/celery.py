"""The Celery app and the clock. A message is only a nudge: the sweep finds what a lost one left behind."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("desk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep-articles": {"task": "tracker.articles.tasks.sweep", "schedule": 15.0},
    "sweep-readings": {"task": "tracker.extraction.tasks.sweep", "schedule": 15.0},
    "reissue-renamed": {"task": "tracker.publishing.tasks.reissue_renamed", "schedule": 15.0},
    "publish-due": {"task": "tracker.publishing.tasks.publish_due", "schedule": 15.0},
}
