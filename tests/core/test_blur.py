import pytest

from tracker.core.blur import FINEST_PRECISION, Blur, coarsest


def test_the_strictest_policy_wins():
    assert coarsest(["exact", "province", "town"]) == Blur.PROVINCE
    assert coarsest(["district", "district"]) == Blur.DISTRICT
    assert coarsest([]) == Blur.EXACT


def test_an_unknown_policy_is_refused_and_never_taken_for_exact():
    with pytest.raises(ValueError):
        coarsest(["exact", "village"])


def test_a_coarser_policy_never_leaves_a_finer_precision():
    assert [FINEST_PRECISION[policy] for policy in Blur] == sorted(FINEST_PRECISION.values())
