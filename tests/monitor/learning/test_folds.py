import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitor.learning.folds import fold_of, parts


@given(st.lists(st.sampled_from("甲乙丙丁戊己庚"), min_size=1, max_size=60), st.integers(2, 6))
def test_no_group_stands_in_two_folds_and_no_row_is_lost(groups, folds):
    where = fold_of(groups, folds)
    assert all(len({where[row] for row, one in enumerate(groups) if one == group}) == 1 for group in groups)
    asked = np.concatenate([rows for _, rows in parts(groups, folds)])
    assert sorted(asked.tolist()) == list(range(len(groups)))


def test_what_is_learned_from_is_never_asked():
    groups = list("aabbccdd")
    for learned, asked in parts(groups, 4):
        assert {groups[one] for one in learned}.isdisjoint({groups[one] for one in asked})


def test_a_seed_deals_groups_of_one_size_in_another_order():
    groups = [str(number) for number in range(40)]
    assert fold_of(groups, 5).tolist() != fold_of(groups, 5, "again").tolist()
    assert fold_of(groups, 5).tolist() == fold_of(groups, 5).tolist()
