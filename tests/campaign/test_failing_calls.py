"""A small part of the campaign: calls on files that fail end in a sentence or in the right result."""

import pytest

from tests.campaign.small_part import NEEDS_FORK, table_of


@pytest.mark.skipif(NEEDS_FORK, reason="children are forked")
def test_that_failing_calls_do_no_harm() -> None:
    status, table = table_of("failing_calls", tries=5)
    assert status == 0, table
    assert f"{5:7} {0:7}" in table.splitlines()[-1], table
