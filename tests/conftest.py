"""What many tests look at: the built-in data, read and joined once."""

import pytest

from geo.facts.join import Joined, join_events
from geo.facts.read import Facts, read_facts


@pytest.fixture(scope="session")
def real_facts() -> Facts:
    """Read the built-in facts; shared, so not to be changed."""
    return read_facts()


@pytest.fixture(scope="session")
def real_joined(real_facts: Facts) -> Joined:
    """Join the built-in events; shared, so not to be changed."""
    return join_events(real_facts)
