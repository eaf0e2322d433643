"""What many tests look at: the built-in data, read and joined once."""

import pytest

from geo.analysis.search import SEARCH_TEXT, search_texts
from geo.api.answers import Api
from geo.facts.dataset import read_files
from geo.facts.join import Joined, join_events
from geo.facts.read import Facts, read_facts
from geo.facts.vocabulary import JoinedEvents


@pytest.fixture(scope="session")
def real_facts() -> Facts:
    """Read the built-in facts; shared, so not to be changed."""
    return read_facts()


@pytest.fixture(scope="session")
def real_joined(real_facts: Facts) -> Joined:
    """Join the built-in events; shared, so not to be changed."""
    return join_events(real_facts)


@pytest.fixture(scope="session")
def events(real_facts: Facts, real_joined: Joined) -> JoinedEvents:
    """Give the events with what a search looks in."""
    found = real_joined.events
    texts = search_texts(found, real_facts.places, kind_words={})
    return found.assign(**{SEARCH_TEXT: texts})


@pytest.fixture(scope="session")
def api(real_facts: Facts, events: JoinedEvents) -> Api:
    """Give the answers over the real data."""
    return Api(real_facts, events, read_files())
