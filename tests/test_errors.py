"""Problems say where, what and what else; errors carry them all."""

from geo.errors import DataError, Problem, QantarError

LATITUDE = Problem("places.csv", 7, "lat", "99", "a number from -90 to 90")


def test_a_problem_names_file_row_column_got_and_expected() -> None:
    assert str(LATITUDE) == "places.csv, row 7, lat: got '99', expected a number from -90 to 90"


def test_a_problem_of_a_whole_table_names_no_row_and_no_column() -> None:
    missing = Problem("places.csv", None, "", "no such file", "a table in this folder")

    assert str(missing) == "places.csv: got 'no such file', expected a table in this folder"


def test_a_data_error_lists_all_problems_one_in_a_line() -> None:
    other = Problem("events.csv", 2, "kind", "party", "one of protest, strike")

    error = DataError(iter([LATITUDE, other]))

    assert error.problems == (LATITUDE, other)
    assert str(error).splitlines() == [str(LATITUDE), str(other)]
    assert isinstance(error, QantarError)
