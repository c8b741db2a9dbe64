"""The engine that compares people reaches what is expected of it on two public sets of invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from longtable.methods.tests import febrl

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not febrl.FOLDER.is_dir(), reason="make bench ARGS=matching fetches the files."),
]


@pytest.mark.parametrize("people", [febrl.febrl3, febrl.febrl4])
def test_with_all_columns_nearly_every_pair_is_found_and_nearly_none_is_wrong(
    people: Callable[[], febrl.People],
) -> None:
    them = people()
    found = febrl.reached(them, febrl.by_engine(them))
    assert found.f1 >= 0.99
