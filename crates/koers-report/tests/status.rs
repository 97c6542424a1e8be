//! `koers status` in every format, in both languages, over made-up statuses.

mod made_up;

use koers_model::text::Lang;
use koers_report::{Style, status_csv, status_json, status_md, status_schema, status_table};
use unicode_width::UnicodeWidthStr;

#[test]
fn table_in_dutch() {
    insta::assert_snapshot!(status_table(&made_up::small(), Lang::Nl, Style::default()));
}

#[test]
fn table_in_english_wide() {
    let style = Style {
        colour: false,
        width: 120,
    };
    insta::assert_snapshot!(status_table(&made_up::whole(), Lang::En, style));
}

#[test]
fn table_fits_whatever_the_width() {
    for width in [0, 40, 60, 80, 100, 120, 200] {
        let style = Style { colour: false, width };
        for lang in [Lang::Nl, Lang::En] {
            for line in status_table(&made_up::whole(), lang, style).lines() {
                assert!(line.width() <= width.max(40), "{width}: {line}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let status = made_up::whole();
    let plain = status_table(&status, Lang::Nl, Style::default());
    let coloured = status_table(
        &status,
        Lang::Nl,
        Style {
            colour: true,
            ..Style::default()
        },
    );
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, code)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = code.split_once('m').unwrap().1;
    }
    bare.push_str(rest);
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_ne!(plain, coloured);
    assert_eq!(trimmed(&plain), trimmed(&bare));
}

#[test]
fn json() {
    insta::assert_snapshot!(status_json(&made_up::small()));
}

#[test]
fn json_keeps_its_schema() {
    let schema: serde_json::Value = serde_json::from_str(&status_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for status in [made_up::small(), made_up::whole(), made_up::status(vec![])] {
        let value: serde_json::Value = serde_json::from_str(&status_json(&status)).unwrap();
        let errors: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    let mut broken: serde_json::Value = serde_json::from_str(&status_json(&made_up::small())).unwrap();
    broken["koers_status"] = 2.into();
    assert!(!validator.is_valid(&broken));
}

#[test]
fn json_can_be_read_back() {
    use koers_report::status::{to_wire, wire::StatusJson};
    let status = made_up::whole();
    let read: StatusJson = serde_json::from_str(&status_json(&status)).unwrap();
    assert_eq!(read, to_wire(&status));
}

#[test]
fn the_schema_is_a_contract() {
    insta::assert_snapshot!(status_schema());
}

#[test]
fn csv() {
    insta::assert_snapshot!(status_csv(&made_up::small(), Lang::Nl));
}

#[test]
fn csv_rows_are_all_as_long() {
    let text = status_csv(&made_up::whole(), Lang::En);
    // No made-up text holds a quoted line break, so lines are rows.
    let columns = |line: &str| {
        let mut quoted = false;
        1 + line
            .chars()
            .filter(|&c| {
                quoted ^= c == '"';
                c == ',' && !quoted
            })
            .count()
    };
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(lines.len() > 22);
    for line in &lines {
        assert_eq!(columns(line), columns(lines[0]), "{line}");
    }
}

#[test]
fn short_markdown() {
    insta::assert_snapshot!(status_md(&made_up::small(), Lang::Nl));
}

#[test]
fn one_line_leaves_other_programmes_out() {
    let mut status = made_up::small();
    let mut other = status.frameworks[0].clone();
    other.id = made_up::id("ander-programma");
    other.title = made_up::t("Een heel ander programma", "Quite another programme");
    other.groups.clear();
    status.frameworks.push(other);
    let everything = |status: &koers_model::status::Status| {
        [
            status_table(status, Lang::Nl, Style::default()),
            status_md(status, Lang::Nl),
            koers_report::html(status, Lang::Nl),
            koers_report::markdown(status, Lang::Nl),
        ]
    };
    for text in everything(&status) {
        assert!(text.contains("Een heel ander programma"));
    }
    status.record.question.line = Some(status.frameworks[0].groups[0].id.clone());
    for text in everything(&status) {
        assert!(!text.contains("Een heel ander programma"), "{text}");
    }
}
