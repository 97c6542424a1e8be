//! The colours of the pages keep the contrast that WCAG 2.2 asks at level AA: 4.5 to 1 for text, 3 to 1 for what else must be seen.
#![allow(clippy::unwrap_used, reason = "a test that finds nothing should fail there")]

use koers_report::html::TOKENS;
use std::collections::BTreeMap;

/// The tokens of a scheme: those of a later block that holds stand over the earlier ones. Ours stand for those of NL Design System.
fn tokens(dark: bool, more: bool) -> BTreeMap<String, String> {
    let mut tokens = BTreeMap::new();
    let mut holds = true;
    for line in TOKENS.lines() {
        if let Some(asked) = line.strip_prefix("@media ") {
            holds = (dark || !asked.contains("dark")) && (more || !asked.contains("contrast"));
        }
        if holds
            && let Some((name, value)) = line.trim_end_matches(';').split_once(':')
            && name.starts_with("--")
        {
            tokens.insert(name.to_owned(), value.to_owned());
        }
    }
    let ours = tokens.iter().filter_map(|(name, value)| {
        let meant = value.strip_prefix("var(")?.strip_suffix(')')?;
        assert!(meant.starts_with("--basis-"), "{name} is no token of a theme");
        Some((name.strip_prefix("--koers-")?.to_owned(), tokens[meant].clone()))
    });
    ours.collect()
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let hex = colour.strip_prefix('#').unwrap();
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn black_on_white_is_21() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
}

#[test]
fn text_and_shapes_can_be_seen_in_light_and_dark() {
    for (dark, more) in [(false, false), (true, false), (false, true), (true, true)] {
        let tokens = tokens(dark, more);
        let check = |front: &str, back: &str, least: f64| {
            // Who asks for more contrast gets what level AAA asks.
            let least = if more { least * 7.0 / 4.5 } else { least };
            let ratio = contrast(&tokens[front], &tokens[back]);
            assert!(
                ratio >= least,
                "dark {dark}, more {more}: {front} on {back} is {ratio:.2}, needs {least}"
            );
        };
        for back in ["paper", "card"] {
            for text in ["ink", "soft", "accent", "on", "off", "cant", "line"] {
                check(text, back, 4.5);
            }
            for shape in ["path", "other", "edge", "line", "cant", "off"] {
                check(shape, back, 3.0);
            }
        }
        for line in ["line", "path", "other", "cant"] {
            check(line, "band", 3.0);
        }
        for words in ["soft", "line"] {
            check(words, "band", 4.5);
        }
        check("mark", "on", 3.0);
        check("mark", "off", 3.0);
        // The skip link stands in reverse.
        check("paper", "ink", 4.5);
    }
}

#[test]
fn charts_fall_back_on_the_same_colours() {
    let light = tokens(false, false);
    let mut rest = koers_report::chart::CSS;
    let mut seen = 0;
    while let Some((_, behind)) = rest.split_once("var(--koers-") {
        let (inside, after) = behind.split_once(')').unwrap();
        rest = after;
        let (name, fallback) = inside.split_once(',').unwrap();
        if !fallback.starts_with('#') {
            continue;
        }
        let long = match fallback.len() {
            4 => format!(
                "#{}",
                fallback[1..].chars().flat_map(|c| [c, c]).collect::<String>()
            ),
            _ => fallback.to_owned(),
        };
        assert_eq!(light[name], long, "{name}");
        seen += 1;
    }
    assert!(seen > 10);
}
