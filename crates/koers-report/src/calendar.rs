//! Days to remember, as an iCalendar file (RFC 5545) that every calendar reads.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// A day with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from any other: a calendar that reads the file again changes this one and makes no second.
    pub uid: String,
    /// The day.
    pub day: Date,
    /// What is on it.
    pub title: String,
    /// More about it.
    pub text: String,
}

/// A calendar of whole days. `stamp` is the day on which it was made.
#[must_use]
pub fn ics(name: &str, events: &[Event], stamp: Date) -> String {
    let mut out = String::new();
    let mut line = |text: String| fold(&mut out, &text);
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//Koers//NL".to_owned());
    line(format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}", escaped(&event.uid)));
        line(format!("DTSTAMP:{}T000000Z", compact(stamp)));
        line(format!("DTSTART;VALUE=DATE:{}", compact(event.day)));
        // The end is the first day that no longer belongs to it.
        if let Ok(next) = event.day.checked_add(1.day()) {
            line(format!("DTEND;VALUE=DATE:{}", compact(next)));
        }
        line(format!("SUMMARY:{}", escaped(&event.title)));
        line(format!("DESCRIPTION:{}", escaped(&event.text)));
        line("TRANSP:TRANSPARENT".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    out
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as section 3.3.11 asks: control characters have no place in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line of at most 75 bytes, and goes on below with a blank where it is longer (section 3.1). Letters stay whole.
fn fold(out: &mut String, line: &str) {
    const MOST: usize = 75;
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > MOST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn lines_are_folded_and_nothing_breaks_out_of_its_field() {
        let event = Event {
            uid: "banen@koers".to_owned(),
            day: date(2019, 12, 31),
            title: "Eén; twee, drie\nEND:VCALENDAR\r\nBEGIN:VEVENT \\".to_owned(),
            text: "é".repeat(200),
        };
        let file = ics("Beloften", &[event], date(2026, 11, 22));
        let lines: Vec<&str> = file.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75));
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.starts_with("BEGIN:VEVENT"))
                .count(),
            1
        );
        assert_eq!(lines.last(), Some(&"END:VCALENDAR"));
        let unfolded = file.replace("\r\n ", "");
        assert!(unfolded.contains("SUMMARY:Eén\\; twee\\, drie\\nEND:VCALENDAR\\nBEGIN:VEVENT \\\\\r\n"));
        assert!(unfolded.contains("DTSTART;VALUE=DATE:20191231\r\nDTEND;VALUE=DATE:20200101\r\n"));
        assert!(unfolded.contains(&"é".repeat(200)));
    }
}
