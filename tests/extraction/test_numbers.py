import pytest

from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.numbers import figure_at


@pytest.mark.parametrize(
    ("words", "low", "high", "is_approximate"),
    [
        ("12", 12, 12, False),
        ("twelve", 12, 12, False),
        ("a dozen", 12, 12, False),
        ("twenty-three", 23, 23, False),
        ("1.5 million", 1_500_000, 1_500_000, False),
        ("about 900", 900, 900, True),
        ("some 2,500", 2500, 2500, True),
        ("at least 12", 12, None, False),
        ("more than two hundred", 200, None, False),
        ("no fewer than 30", 30, None, False),
        ("up to 40", None, 40, False),
        ("between 20 and 30", 20, 30, False),
        ("8 to 11", 8, 11, False),
        ("several", 3, None, True),
        ("a handful", 3, None, True),
        ("dozens", 24, None, True),
        ("scores", 40, None, True),
        ("several hundred", 200, None, True),
        ("thousands", 2000, None, True),
        ("tens of thousands", 20_000, None, True),
    ],
)
def test_figures_as_worded(words, low, high, is_approximate):
    figure = figure_at(parse(f"{words} people").tokens, 0)

    assert (figure.low, figure.high, figure.is_approximate) == (low, high, is_approximate)


@pytest.mark.parametrize("words", ["a man", "the army", "between friends", "few believed it", "110th Brigade", ""])
def test_other_words_are_no_figures(words):
    assert figure_at(parse(words).tokens, 0) is None
