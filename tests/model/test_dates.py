"""Dates are read as EDTF and shown in words."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from archive_model.dates import DateError, parse_date

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))
PLAIN = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
)
DOUBTFUL = st.builds(lambda plain, doubt: plain + doubt, PLAIN, st.sampled_from(["", "?", "~", "%"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-09-13", "13 September 2022"),
        ("2022-09?", "September 2022, uncertain"),
        ("2022-09~", "September 2022, approximate"),
        ("2014%", "2014, uncertain and approximate"),
        ("2017-09-11/2017-09-14", "11 to 14 September 2017"),
        ("2017-08-30/2017-09-02", "30 August to 2 September 2017"),
        ("2014-12-30/2015-01-02", "30 December 2014 to 2 January 2015"),
        ("2014/2021", "2014 to 2021"),
        ("2015-04/2018-05", "April 2015 to May 2018"),
        ("2010~/2012~", "2010 to 2012, approximate"),
        ("2013-07/2015?", "July 2013 to 2015, end uncertain"),
        ("2018-05-14/2018-05-20~", "14 to 20 May 2018, end approximate"),
        ("[2019..2024]", "a year between 2019 and 2024, not known which"),
        ("[2019,2021]", "2019 or 2021"),
        ("201X", "a year in the 2010s, not known which"),
    ],
)
def test_words(text: str, words: str) -> None:
    assert parse_date(text).words == words


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2022-13", "no month 13"),
        ("2022-02-30", "February 2022 has 28 days"),
        ("2022-02-30?", "February 2022 has 28 days"),
        ("0000", "no year 0000"),
        ("2017-09-14/2017-09-11", "ends before it begins"),
        ("[2024..2019]", "ends before it begins"),
        ("13/09/2022", "not a date"),
        ("2022/..", "not a date"),
        ("September 2022", "Write 2022-09."),
        ("", "not a date"),
    ],
)
def test_impossible_or_unreadable(text: str, message: str) -> None:
    with pytest.raises(DateError, match=message):
        parse_date(text)


@given(DOUBTFUL)
def test_bounds_agree_with_the_edtf_library(text: str) -> None:
    ours, theirs = parse_date(text), parse_edtf(text)
    assert ours.earliest == date(*theirs.lower_strict()[:3])
    assert ours.latest == date(*theirs.upper_strict()[:3])


@given(DOUBTFUL, DOUBTFUL)
def test_interval_spans_its_ends_or_is_refused(first: str, last: str) -> None:
    start, end = parse_date(first), parse_date(last)
    if start.earliest > end.latest:
        with pytest.raises(DateError):
            parse_date(f"{first}/{last}")
    else:
        whole = parse_date(f"{first}/{last}")
        assert (whole.earliest, whole.latest) == (start.earliest, end.latest)
        assert " to " in whole.words


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = parse_date(text)
    except DateError:
        return
    assert found.earliest <= found.latest
    assert found.words
