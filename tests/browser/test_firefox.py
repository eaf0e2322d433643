"""The exported file in Firefox: opened from disk, without a network."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.publish.one_file import write_one_file
from geo.view.choice import Choice
from tests.browser.firefox import VARIABLE, Firefox, FirefoxMissingError, find_firefox, run_firefox
from tests.browser.test_opening import dots, shown

pytestmark = pytest.mark.browser

MAP = "L.timemap.maps[0]"
READY = f"window.L && {MAP} && {MAP}.ready && {MAP}.drawn > 0"
RIGHT = "\ue014"
"""The right arrow, as WebDriver calls it."""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Run a Firefox; where there is none, this fails and says what to do."""
    with run_firefox(tmp_path_factory.mktemp("firefox")) as running:
        running.resize(1280, 900)
        yield running


def test_the_file_works_in_firefox(
    firefox: Firefox, real_facts: Facts, real_joined: Joined, tmp_path: Path
) -> None:
    path = tmp_path / "qantar.html"
    payload = write_one_file(real_facts, real_joined.events, Choice(), read_shapes())
    path.write_bytes(payload.body)
    firefox.open(path.as_uri())
    firefox.wait(READY)
    assert firefox.tell(f"{MAP}.drawn") == dots(shown(real_joined.events))
    # The slider, by key.
    firefox.tell("document.querySelector('[role=slider][data-which=t1]').focus() ?? null")
    firefox.press(RIGHT)
    later = dots(shown(real_joined.events, "2022-01-05T23:00"))
    firefox.wait(f"{MAP}.drawn === {later}")
    # A card, by mouse.
    firefox.click(".tm-row")
    firefox.wait("!document.querySelector('.tm-detail').hidden")
    assert firefox.tell("document.querySelector('.tm-detail h3').textContent.length") > 0
    firefox.wait("location.hash.includes('t=2022-01-05T2300&event=')")
    # What was drawn is no empty canvas.
    assert (
        firefox.tell(
            "new Set(document.querySelector('canvas.tm-canvas').getContext('2d')"
            ".getImageData(0, 0, 300, 300).data).size"
        )
        > 20
    )
    assert firefox.said == []
    assert [url[:60] for url in firefox.asked if not url.startswith(("file:", "data:"))] == []


def test_a_firefox_that_was_named_and_is_not_there_is_said_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/firefox")
    with pytest.raises(FirefoxMissingError, match="got /nowhere/firefox, expected the path"):
        find_firefox()
