"""Calendar files that every calendar program can read."""

from datetime import UTC, date, datetime, timedelta, timezone

from ddtool.calendars import Entry, write_calendar

AT = datetime(2026, 12, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))
ENTRY = Entry("a1", date(2027, 1, 31), "Adopt a commitment", changes=3)


def lines(entry: Entry) -> list[str]:
    return write_calendar("Plan", [entry], at=AT).decode().split("\r\n")


def test_an_entry_is_an_event_of_a_whole_day_with_a_lasting_id():
    assert lines(ENTRY) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ddtool//improvement plan//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Plan",
        "X-WR-CALNAME:Plan",
        "BEGIN:VEVENT",
        "UID:a1@ddtool",
        "DTSTAMP:20261201T093000Z",
        "DTSTART;VALUE=DATE:20270131",
        "DTEND;VALUE=DATE:20270201",
        "SEQUENCE:3",
        "SUMMARY:Adopt a commitment",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_what_means_something_to_calendars_is_escaped():
    entry = Entry("a1", date(2027, 1, 31), "A, b; c\\d\r\nEND:VEVENT", text="one\rtwo\x00\x07")

    written = lines(entry)

    assert "SUMMARY:A\\, b\\; c\\\\d\\nEND:VEVENT" in written
    assert "DESCRIPTION:one\\ntwo" in written
    assert written.count("END:VEVENT") == 1


def test_long_lines_are_folded_between_letters_and_come_back_whole():
    title = "Bewässerung der Öfen über 南方冶炼厂 " * 12

    content = write_calendar("Plan", [Entry("a1", date(2027, 1, 31), title)], at=AT)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert all(line.decode() for line in content.split(b"\r\n")[:-1])
    assert f"SUMMARY:{title}" in content.decode().replace("\r\n ", "")


def test_a_change_keeps_its_own_moment():
    changed = datetime(2026, 11, 5, 8, 0, tzinfo=UTC)

    written = lines(Entry("a1", date(2027, 1, 31), "Adopt", changed_at=changed))

    assert "DTSTAMP:20261105T080000Z" in written
