"""The play as a film, made as its reader makes it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageSequence

from geo.publish.film.animation import film_map
from geo.publish.film.encode import Film
from tests.browser.mapview import ms
from tests.browser.test_plain_map import invented, small_map

pytestmark = pytest.mark.browser


def test_a_film_begins_and_ends_where_it_was_told(tmp_path: Path) -> None:
    begin, end = ms("2030-06-01T17:00"), ms("2030-06-03T00:00")
    film = Film(begin_ms=begin, end_ms=end, seconds=0.5, fps=10, size=(480, 400), lang="de")
    target = tmp_path / "film.gif"
    # A browser of its own: playwright runs once in a thread, and here it runs already.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(film_map, small_map(invented()), target, film).result()
    with Image.open(target) as gif:
        frames = [one.convert("RGB") for one in ImageSequence.all_frames(gif)]
    assert [one.size for one in frames] == [(480, 400)] * 4
    assert ImageChops.difference(frames[0], frames[-1]).getbbox() is not None
    assert [path.name for path in tmp_path.iterdir()] == ["film.gif"]
