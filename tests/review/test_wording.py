"""Two texts compared word by word."""

from tracker.review.wording import Run, runs


def test_only_the_words_that_changed_are_marked():
    assert runs("Five men were killed.", "Six men were killed.") == (
        [Run("Five ", True), Run("men were killed.", False)],
        [Run("Six ", True), Run("men were killed.", False)],
    )


def test_words_that_were_added_are_marked_on_their_side_only():
    assert runs("Five men.", "Five armed men.") == (
        [Run("Five ", False), Run("men.", False)],
        [Run("Five ", False), Run("armed ", True), Run("men.", False)],
    )


def test_of_a_long_text_only_what_stands_around_a_change_is_kept():
    same = "word " * 500

    left, right = runs(f"{same}five {same}end", f"{same}six {same}end")

    assert [run.text for run in left if run.is_changed] == ["five "]
    assert [run.text for run in right if run.is_changed] == ["six "]
    assert sum(len(run.text.split()) for run in left) < 40
    assert "… " in left[0].text


def test_a_text_against_nothing_is_one_stretch():
    assert runs("", "All new.") == ([Run("", True)], [Run("All new.", True)])
