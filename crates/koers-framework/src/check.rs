//! Policy, checked like code. One rule per file; this table is the list of all.

mod context;
mod finding;
mod nearest;

mod blank_file;
mod conflicting_keys;
mod csv_shape;
mod duplicate_key;
mod empty_list;
mod missing_key;
mod unknown_key;
mod unreadable_file;
mod wrong_type;
mod yaml_feature;
mod yaml_syntax;

use crate::definitions::Definitions;
use crate::parse::Parsed;
use context::Context;
use koers_model::dataset::Coverage;
use koers_model::diagnostic::{Code, Diagnostic, Severity};
use koers_model::id::Id;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// One thing that is checked.
pub struct Rule {
    /// Its stable code. Never changes meaning, is never used again.
    pub code: Code,
    /// Its name in one to four words: `unknown-key`.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it finds, in one Dutch sentence.
    pub nl: &'static str,
    /// Its page, under fixed headings.
    pub docs: &'static str,
    /// What it says of its broken example.
    pub output: &'static str,
    check: fn(&Context<'_>, &mut Vec<Diagnostic>),
}

/// Declares the rule of a file. The file holds a function `check`.
macro_rules! rule {
    ($code:literal $name:literal $severity:ident, $nl:literal, $docs:literal) => {
        pub(super) const RULE: $crate::check::Rule = $crate::check::Rule {
            code: koers_model::diagnostic::Code($code),
            name: $name,
            severity: koers_model::diagnostic::Severity::$severity,
            nl: $nl,
            docs: $docs,
            output: include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/tests/broken/",
                $code,
                "/expected.txt"
            )),
            check,
        };
    };
}
pub(super) use rule;

static RULES: &[Rule] = &[
    // K0xx: the shape of files.
    yaml_syntax::RULE,
    unreadable_file::RULE,
    blank_file::RULE,
    yaml_feature::RULE,
    duplicate_key::RULE,
    unknown_key::RULE,
    wrong_type::RULE,
    missing_key::RULE,
    empty_list::RULE,
    conflicting_keys::RULE,
    csv_shape::RULE,
];

/// Every rule, by code.
#[must_use]
pub fn rules() -> &'static [Rule] {
    RULES
}

/// The result of a check.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What the files define; withheld when there is an error.
    pub definitions: Option<Definitions>,
    /// What was found, by file, position and code.
    pub diagnostics: Vec<Diagnostic>,
}

impl Checked {
    /// Whether something was found that must be put right first.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error)
    }
}

/// Checks what was read, against each other and against what the data sets hold. A data set that is absent from `coverage`
/// has no snapshot yet; nothing is said about what it might hold.
#[must_use]
pub fn check(parsed: &Parsed, coverage: &BTreeMap<Id, Coverage>, lang: Lang) -> Checked {
    let context = Context::new(parsed, coverage, lang);
    let mut diagnostics = Vec::new();
    for rule in RULES {
        (rule.check)(&context, &mut diagnostics);
    }
    diagnostics.sort_by(|a, b| {
        let key = |found: &Diagnostic| {
            let place = found.primary.as_ref().map(|label| label.span.clone());
            (place, found.code, found.message.clone())
        };
        key(a).cmp(&key(b))
    });
    diagnostics.dedup();
    let has_errors = diagnostics.iter().any(|found| found.severity == Severity::Error);
    let definitions = if has_errors { None } else { context.build() };
    Checked {
        definitions,
        diagnostics,
    }
}
