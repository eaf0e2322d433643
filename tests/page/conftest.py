"""Pages without a browser: no map ever speaks here, so none is waited for."""

import pytest

import geo.page.follow_map


@pytest.fixture(autouse=True)
def _map_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo.page.follow_map, "MAP_FIRST_S", 0.0)
