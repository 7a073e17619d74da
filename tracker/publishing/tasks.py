"""Clock hands of publishing: what is due goes out."""

from celery import shared_task

from tracker.publishing import reissue, scheduling


@shared_task(ignore_result=True, acks_late=True)
def publish_due() -> None:
    """Publish every version whose time has come. A lost message loses nothing: the next one finds the rows."""
    scheduling.publish_due()


@shared_task(ignore_result=True, acks_late=True)
def reissue_renamed() -> None:
    """Publish anew what shows the old name of a renamed record, a hundred documents at a time."""
    while reissue.reissue_renamed():
        pass
