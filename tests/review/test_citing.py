"""What keeps a record from being deleted."""

from django.urls import reverse

from tests.factories import make_article, make_editor, make_outlet
from tracker.review.admin.citing import citing


def test_every_row_that_protects_a_record_is_a_line_with_the_way_there(db):
    outlet = make_outlet("Gazette")
    article = make_article(outlet=outlet, title="A report")

    lines = citing([outlet], "default")

    assert lines == [f'Article <a href="{reverse("admin:articles_article_change", args=[article.pk])}">A report</a>']


def test_of_many_rows_the_first_are_shown_and_the_rest_counted(client, db, django_assert_max_num_queries):
    outlet = make_outlet("Gazette")
    for number in range(53):
        make_article(outlet=outlet, title=f"Report {number}")
    client.force_login(make_editor())

    with django_assert_max_num_queries(40):
        page = client.get(reverse("admin:articles_outlet_delete", args=[outlet.pk])).content.decode()

    assert "And 3 more." in page
    assert page.count("/desk/articles/article/") <= 55
