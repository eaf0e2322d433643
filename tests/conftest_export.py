"""What programs can ask of the real data."""

import pytest

from geo.analysis.search import SEARCH_TEXT, search_texts
from geo.api.answers import Api
from geo.facts.dataset import read_files
from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents


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
