from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from PIL import Image

from samverka.meetings import figures
from samverka.meetings.figures import CalendarFacts, Part, Span

NINE = datetime(2021, 11, 23, 8, 0, tzinfo=UTC)


def span(begins: int, ends: int) -> Span:
    return Span(NINE + timedelta(minutes=begins), NINE + timedelta(minutes=ends))


# Minutes from nine o'clock; a break may lie anywhere, also outside the meeting or the wrong way round.
breaks = st.lists(st.tuples(st.integers(-200, 700), st.integers(-200, 700)).map(lambda pair: span(*pair)), max_size=8)
lengths = st.integers(1, 600)


def test_a_day_with_lunch_gives_six_hours() -> None:
    assert figures.minutes_without(span(0, 420), [span(180, 240)]) == 360


@given(lengths, breaks)
def test_breaks_take_just_the_minutes_they_cover(length, pauses) -> None:
    free = {minute for pause in pauses for minute in range(length) if _holds(pause, minute)}
    assert figures.minutes_without(span(0, length), pauses) == length - len(free)


def _holds(pause: Span, minute: int) -> bool:
    begins = NINE + timedelta(minutes=minute)
    return pause.starts_at <= begins and begins + timedelta(minutes=1) <= pause.ends_at


@given(lengths, breaks, st.randoms())
def test_neither_the_order_of_breaks_nor_one_told_twice_matters(length, pauses, chance) -> None:
    shuffled = [*pauses, *pauses]
    chance.shuffle(shuffled)
    assert figures.minutes_without(span(0, length), shuffled) == figures.minutes_without(span(0, length), pauses)


@given(lengths, breaks, st.integers(-50, 1000) | st.none())
def test_nobody_is_present_longer_than_the_meeting(length, pauses, claimed) -> None:
    whole = figures.minutes_without(span(0, length), pauses)
    present = figures.present_minutes(whole, claimed)
    assert 0 <= present <= whole <= length
    assert claimed is None or present <= max(claimed, 0)


@given(st.integers(0, 400), st.integers(-1000, 1000))
def test_a_moved_part_keeps_its_length(minutes, later) -> None:
    part = Part("break", "Lunch", NINE, NINE + timedelta(minutes=minutes))
    moved = part.moved(timedelta(minutes=later))
    assert moved.ends_at - moved.starts_at == part.ends_at - part.starts_at
    assert moved.moved(-timedelta(minutes=later)) == part


def test_codes_have_eight_signs_that_look_like_no_other() -> None:
    codes = {figures.fresh_code() for _ in range(300)}
    assert len(codes) == 300
    assert {len(code) for code in codes} == {figures.CODE_LENGTH}
    assert not set("".join(codes)) & set("0O1IL2Z5S8BUV")


def test_a_code_is_read_however_it_is_typed() -> None:
    assert figures.cleaned_code(" acde-34 67 ") == "ACDE3467"
    assert figures.shown_code("ACDE3467") == "ACDE 3467"
    assert figures.cleaned_code("x" * 300) == "X" * 12


def test_what_is_left_to_plan_is_never_less_than_none() -> None:
    assert [figures.still_needed(2, planned) for planned in (0, 1, 2, 3)] == [2, 1, 0, 0]


def facts(**changes) -> CalendarFacts:
    standing: dict[str, Any] = {
        "uid": "meeting-7-1630480000@samverka.example",
        "sequence": 0,
        "written_at": NINE,
        "starts_at": NINE,
        "ends_at": NINE + timedelta(hours=7),
        "title": "Nätverksträff; om upphandling, del 1",
        "place": "Kulturhuset, Älvnäs",
        "text": "Rad ett\nRad två",
        "url": "https://samverka.example/natverk/n/traffar/7/",
        "is_cancelled": False,
    }
    return CalendarFacts(**(standing | changes))


def test_the_calendar_file_reads_back_and_asks_nobody_for_an_answer() -> None:
    text = figures.calendar_text(facts())
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (
        "meeting-7-1630480000@samverka.example",
        0,
        "CONFIRMED",
    )
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (NINE, NINE + timedelta(hours=7))
    assert (event["SUMMARY"], event["LOCATION"]) == ("Nätverksträff; om upphandling, del 1", "Kulturhuset, Älvnäs")
    assert event["DESCRIPTION"] == "Rad ett\nRad två"
    assert "ATTENDEE" not in event
    assert "ORGANIZER" not in event
    assert "RSVP" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_cancelled_meeting_takes_its_entry_away() -> None:
    calendar = Calendar.from_ical(
        figures.calendar_text(facts(sequence=3, is_cancelled=True, place="", text="", url=""))
    )
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert not {"LOCATION", "DESCRIPTION", "URL"} & set(event)


def test_the_uid_stays_with_the_meeting_and_tells_installations_apart() -> None:
    here = figures.calendar_uid(7, NINE, "https://samverka.example")
    assert here == figures.calendar_uid(7, NINE, "https://samverka.example/")
    assert here != figures.calendar_uid(8, NINE, "https://samverka.example")
    assert here != figures.calendar_uid(7, NINE + timedelta(hours=1), "https://samverka.example")


@settings(max_examples=20)
@given(st.text(figures.CODE_SIGNS, min_size=8, max_size=8))
def test_the_qr_code_says_its_address(code) -> None:
    address = f"http://127.0.0.1:8000/incheckning/{code}/"
    picture = figures.qr_svg(address, "QR")
    assert "style=" not in picture
    assert [found.text for found in zxingcpp.read_barcodes(drawn(picture))] == [address]


def drawn(picture: str) -> Image.Image:
    """The SVG's one path of level lines, drawn as pixels by its own commands: an independent look at the file."""
    path = picture.rsplit(' d="', maxsplit=1)[-1].split('"', maxsplit=1)[0]
    size = int(float(picture.split('viewBox="0 0 ')[1].split(" ", maxsplit=1)[0]))
    return Image.frombytes("L", (size, size), bytes(_pixels(path, size, scale=4)))


def _pixels(path: str, size: int, scale: int) -> bytearray:
    import re  # noqa: PLC0415 - only this drawing needs it

    pixels = bytearray([255]) * (size * size)
    x = y = 0.0
    for command, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?", path):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            for row in range(int((y - 0.5) * scale), int((y + 0.5) * scale)):
                for column in range(int(x * scale), int((x + float(first)) * scale)):
                    pixels[row * size + column] = 0
            x += float(first)
    return pixels


@pytest.mark.parametrize(
    ("answers", "tenths"), [((3,), 30), ((3, 4), 35), ((1, 1, 2), 13), ((5, 5, 4), 47), ((1, 2, 2, 2), 18)]
)
def test_the_mean_is_told_in_tenths_half_upwards(answers, tenths) -> None:
    assert figures.mean_tenths(answers) == tenths
