"""One spelling of a web address."""

import pytest

from tracker.articles.addresses import BadAddress, canonical


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/a/b/", "https://example.org/a/b"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#top", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&UTM_medium=y", "https://example.org/a"),
        ("https://example.org/a?id=7&fbclid=z&page=2", "https://example.org/a?id=7&page=2"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/A/B?Q=C", "https://example.org/A/B?Q=C"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://مثال.org/خبر", "https://xn--mgbh0fb.org/%D8%AE%D8%A8%D8%B1"),
        ("https://example.org/%D8%AE", "https://example.org/%D8%AE"),
        ("https://[::1]:8443/a", "https://[::1]:8443/a"),
        ("  https://example.org/a  ", "https://example.org/a"),
    ],
)
def test_an_address_has_one_spelling_and_keeps_it(url, expected):
    assert canonical(url) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://./",
        "https:///a",
        "https://example.org:99999/a",
        "https://example.org:port/a",
        "https://[::1/a",
        "https://exa mple.org/",
        "https://example.org/a\nb",
        'https://example.org/"onclick=',
        "https://" + "a" * 64 + "é.org/",
        "https://example.org/" + "a" * 1000,
    ],
)
def test_what_is_no_web_address_is_refused_with_a_sentence(url):
    with pytest.raises(BadAddress, match=r"\.$"):
        canonical(url)
