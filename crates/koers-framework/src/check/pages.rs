//! The page of every rule, and the list of all.

use super::{Rule, rules};
use koers_model::diagnostic::Severity;
use std::fmt::Write;

/// What the hundreds of a code stand for: Dutch, English.
const GROUPS: &[(char, &str, &str)] = &[
    ('0', "De vorm van bestanden", "The shape of files"),
    ('1', "De opbouw van kaders", "The structure of frameworks"),
    (
        '2',
        "Doelen, indicatoren en hun gegevens",
        "Targets, indicators and their data",
    ),
    (
        '3',
        "Hoe de delen van een kader samenhangen",
        "How the parts of a framework hang together",
    ),
    (
        '4',
        "Vindplaatsen, vertalingen en bronnen",
        "Citations, translations and sources",
    ),
    (
        '5',
        "Hoe kaders elkaar opvolgen",
        "How frameworks follow one another",
    ),
    (
        '6',
        "Hoe een werkmap wordt gepubliceerd",
        "How a workspace is published",
    ),
    (
        '7',
        "Hoe voorstellen worden getoetst en gekozen",
        "How proposals are tested and chosen",
    ),
    (
        '8',
        "Hoe wordt nagegaan of het werkte",
        "How is found out whether it worked",
    ),
];

/// The pages on the rules, for `docs/rules/`: file name and Markdown. The first is the list of all.
#[must_use]
pub fn rule_pages() -> Vec<(String, String)> {
    let mut pages = vec![("README.md".to_owned(), index())];
    pages.extend(rules().iter().map(|rule| (file_name(rule), page(rule))));
    pages
}

/// The name of the page of a rule: `K010-unknown-key.md`.
pub(crate) fn file_name(rule: &Rule) -> String {
    format!("{}-{}.md", rule.code, rule.name)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error: nothing is computed until it is put right.",
        Severity::Warning => "Warning: it works, but a reader will ask.",
        Severity::Note => "Note: worth knowing.",
    }
}

fn page(rule: &Rule) -> String {
    let mut page = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(page, "# {} {}\n", rule.code, rule.name);
    let _ = writeln!(page, "*{}*\n", rule.nl);
    let _ = writeln!(page, "{}\n", severity(rule.severity));
    let _ = writeln!(page, "{}\n", rule.docs.trim());
    let _ = writeln!(page, "## What Koers says\n");
    let _ = writeln!(
        page,
        "Of the workspace in `crates/koers-framework/tests/broken/{}` (here in English):\n",
        rule.code
    );
    let _ = writeln!(page, "```text\n{}\n```", rule.output.trim_end());
    page
}

fn index() -> String {
    let mut page = String::from(
        "# What `koers check` looks at\n\n\
         *Alles wat `koers check` nakijkt. Elke regel heeft een vaste code; Koers zegt het in het Nederlands of in het Engels.*\n\n\
         Every rule has a stable code that never changes meaning. An error withholds all results, a warning and a note do not.\n\
         Each page shows what the rule finds, why that matters, and what to write instead.\n",
    );
    for (digit, nl, en) in GROUPS {
        let _ = write!(
            page,
            "\n## {en}\n\n*{nl}*\n\n| code | rule | severity | wat het vindt |\n|---|---|---|---|\n"
        );
        for rule in rules()
            .iter()
            .filter(|rule| rule.code.0.chars().nth(1) == Some(*digit))
        {
            let _ = writeln!(
                page,
                "| {} | [{}]({}) | {} | {} |",
                rule.code,
                rule.name,
                file_name(rule),
                rule.severity.word(),
                rule.nl
            );
        }
    }
    page
}
