"""What may be wrong with us is wrong in the workspace of the round alone."""

from datetime import date

from crawler.workspace import open_workspace
from monitor.calendar import find_calendar
from schedules.city.ours import forget_holidays


def test_a_year_is_forgotten_and_no_other(tmp_path):
    (tmp_path / "gongkai.toml").write_text("", "utf-8")
    forget_holidays(open_workspace(tmp_path), 2019)
    own, shipped = find_calendar("china", tmp_path), find_calendar("china")
    assert shipped.years.keys() - own.years.keys() == {2019}
    assert own.add_workdays(date(2018, 3, 1), 5) == shipped.add_workdays(date(2018, 3, 1), 5)
    assert own.add_workdays(date(2019, 3, 1), 5) is None
