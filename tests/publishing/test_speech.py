"""How much of one passage may be quoted."""

from tracker.publishing.speech import MOST_PER_PASSAGE, fragments


def test_fragments_of_a_passage_share_its_limit():
    first, second, third = "first " * 25, "second " * 25, "third " * 25
    words = " he said ".join(f"“{part.strip()}.”" for part in (first, second, third))

    found = fragments(words, is_quote=True)

    assert len(found) == 2
    assert found[0] == f"{first.strip()}."
    assert found[1].startswith("second second")
    assert found[1].endswith(" second…")
    assert sum(map(len, found)) <= MOST_PER_PASSAGE


def test_a_rest_too_short_to_mean_anything_is_left_out():
    words = f"“{'a' * 290}” and “{'word ' * 20}”"

    assert fragments(words, is_quote=True) == ["a" * 290]
