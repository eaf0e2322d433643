"""`python -m geo export`: what it writes, and what it says of arguments it cannot follow."""

from pathlib import Path

import pytest

from geo.__main__ import main
from geo.publish.command import CHOOSING

CHOSEN = ", ".join(CHOOSING)


def test_it_writes_a_file_and_says_how_large_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "qantar.html"
    assert main(["export", str(path), "--lang", "de", "--to", "2022-01-03"]) == 0
    assert '<html lang="de">' in path.read_text(encoding="utf-8")
    assert capsys.readouterr().out.startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["out.txt"], "argument file: got 'out.txt', expected a name that ends in .html"),
        (
            ["nowhere/out.html"],
            "argument file: got 'nowhere/out.html', expected a file in a folder",
        ),
        (["out.html", "--lang", "fr"], "argument --lang: invalid choice: 'fr'"),
        (["out.html", "--from", "soon"], "argument --from: got 'soon', expected a day like"),
        (["out.html", "--to", "2022-13-01"], "argument --to: got '2022-13-01', expected a day"),
        (["out.html", "--kinds", "party"], "argument --kinds: got party, expected some of protest"),
        (
            ["out.html", "--from", "2022-01-05", "--to", "2022-01-03"],
            f"argument {CHOSEN}: got an end before the begin",
        ),
        (["out.html", "--to", "2021-12-01"], f"argument {CHOSEN}: events: got none"),
        (["out.html", "--region", "KZ"], "argument --region: got KZ, expected some of KZ-"),
        (["out.html", "--place", "nowhere"], f"argument {CHOSEN}: got --place nowhere, expected"),
        (["--site", "out", "--place", "x"], "argument --place: got it with --site, expected it"),
        ([], "argument file, --site, --animation: got none, expected one of them"),
        (["out.html", "--site", "out"], "argument file, --site, --animation: got several"),
        (["out.html", "--url", "https://example.org"], "argument --url: got one without --site"),
        (["--site", "out", "--url", "example.org"], "argument --url: got 'example.org', expected"),
        (["--site", "out", "--lang", "de"], "argument --lang: got it with --site, expected it"),
        (["--site", "README.md"], "argument --site: got the file README.md, expected a folder"),
    ],
)
def test_wrong_arguments_are_named_with_what_is_expected(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", *arguments])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_data_with_problems_are_named_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "qantar.html"
    assert main(["export", str(path), "--data", str(tmp_path)]) == 1
    assert "places.csv" in capsys.readouterr().err
    assert not path.exists()
