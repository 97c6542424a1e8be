//! Policy, checked like code. One rule per file; this table is the list of all.

mod about;
mod context;
mod data;
mod finding;
mod pages;
mod programme;
mod units;

mod activity_serves_nothing;
mod address_not_asked;
mod asked_without_source;
mod baseline_without_figure;
mod baseline_without_source;
mod blank_file;
mod bound_without_limit;
mod ceilings_overlap;
mod circular_links;
mod columns_do_not_map;
mod conflicting_keys;
mod csv_shape;
mod data_ends_early;
mod deliveries_contradict;
mod duplicate_id;
mod duplicate_key;
mod element_without_citation;
mod empty_list;
mod evaluation_contradicts;
mod figure_without_source;
mod file_not_read;
mod forgotten_commitment;
mod incomplete_target;
mod indicator_without_data;
mod indicator_without_test;
mod inferred_without_reason;
mod link_to_wrong_kind;
mod lost_and_named;
mod missing_file;
mod missing_key;
mod missing_translation;
mod mixed_frequencies;
mod name_differs;
mod not_in_register;
mod nothing_to_compare;
mod number_out_of_range;
mod objective_without_activity;
mod one_about;
mod open_category;
mod outcome_asked_twice;
mod outcome_not_asked;
mod outcome_served_by_nothing;
mod outcome_without_measure;
mod outside_definition;
mod period_reversed;
mod plan_against_set;
mod plan_contradicts;
mod priority_outside_programme;
mod region_not_in_data;
mod regions_do_not_fit;
mod relation_does_not_fit;
mod scale_does_not_rise;
mod security_expired;
mod short_rubric;
mod site_address;
mod statement_without_assessment;
mod succession_contradicts;
mod target_against_indicator;
mod target_does_not_fit;
mod target_outside_programme;
mod test_without_indicator;
mod theme_not_there;
mod thresholds_do_not_rise;
mod tiles_do_not_fit;
mod unaddressed_weakness;
mod unanswered_challenge;
mod unit_does_not_follow;
mod unknown_citation;
mod unknown_code;
mod unknown_id;
mod unknown_in_succession;
mod unknown_key;
mod unknown_region;
mod unmeasured_outcome;
mod unreadable_file;
mod unused_indicator;
mod unused_principle;
mod version_does_not_follow;
mod weights_do_not_add_up;
mod weights_do_not_rise;
mod weights_outside_range;
mod wrong_type;
mod yaml_feature;
mod yaml_syntax;

use crate::definitions::{Definitions, Planned};
use crate::parse::Parsed;
use context::Context;
use koers_model::dataset::Coverage;
use koers_model::diagnostic::{Code, Diagnostic, Severity};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
pub(crate) use pages::file_name;
pub use pages::rule_pages;
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
    file_not_read::RULE,
    name_differs::RULE,
    missing_file::RULE,
    unknown_key::RULE,
    wrong_type::RULE,
    missing_key::RULE,
    empty_list::RULE,
    conflicting_keys::RULE,
    csv_shape::RULE,
    regions_do_not_fit::RULE,
    tiles_do_not_fit::RULE,
    // K1xx: the structure of programmes.
    duplicate_id::RULE,
    unknown_id::RULE,
    unknown_region::RULE,
    period_reversed::RULE,
    one_about::RULE,
    priority_outside_programme::RULE,
    outcome_without_measure::RULE,
    unmeasured_outcome::RULE,
    short_rubric::RULE,
    lost_and_named::RULE,
    // K2xx: targets, indicators and the data behind them.
    incomplete_target::RULE,
    target_outside_programme::RULE,
    target_does_not_fit::RULE,
    target_against_indicator::RULE,
    baseline_without_figure::RULE,
    baseline_without_source::RULE,
    indicator_without_data::RULE,
    unknown_code::RULE,
    open_category::RULE,
    unit_does_not_follow::RULE,
    region_not_in_data::RULE,
    data_ends_early::RULE,
    nothing_to_compare::RULE,
    indicator_without_test::RULE,
    unused_indicator::RULE,
    test_without_indicator::RULE,
    mixed_frequencies::RULE,
    outside_definition::RULE,
    number_out_of_range::RULE,
    columns_do_not_map::RULE,
    address_not_asked::RULE,
    // K3xx: how the parts of a programme hang together.
    activity_serves_nothing::RULE,
    outcome_served_by_nothing::RULE,
    objective_without_activity::RULE,
    unaddressed_weakness::RULE,
    unused_principle::RULE,
    inferred_without_reason::RULE,
    link_to_wrong_kind::RULE,
    circular_links::RULE,
    unanswered_challenge::RULE,
    // K4xx: citations, translations and sources.
    element_without_citation::RULE,
    unknown_citation::RULE,
    missing_translation::RULE,
    figure_without_source::RULE,
    // K5xx: how programmes follow one another.
    forgotten_commitment::RULE,
    unknown_in_succession::RULE,
    relation_does_not_fit::RULE,
    succession_contradicts::RULE,
    // K6xx: how a workspace is published.
    site_address::RULE,
    security_expired::RULE,
    statement_without_assessment::RULE,
    theme_not_there::RULE,
    // K7xx: how proposals are tested and chosen.
    weights_do_not_rise::RULE,
    weights_do_not_add_up::RULE,
    scale_does_not_rise::RULE,
    outcome_asked_twice::RULE,
    outcome_not_asked::RULE,
    asked_without_source::RULE,
    version_does_not_follow::RULE,
    ceilings_overlap::RULE,
    bound_without_limit::RULE,
    thresholds_do_not_rise::RULE,
    weights_outside_range::RULE,
    plan_against_set::RULE,
    plan_contradicts::RULE,
    not_in_register::RULE,
    evaluation_contradicts::RULE,
    deliveries_contradict::RULE,
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

/// What the files are held against that is no file of policy.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// What the data sets hold. One that is absent has no snapshot yet; nothing is said about what it might hold.
    pub coverage: &'a BTreeMap<Id, Coverage>,
    /// What people entered, where it is known: files may name its sources and actions.
    pub register: Option<&'a Register>,
}

impl Default for Beside<'_> {
    /// Nothing.
    fn default() -> Self {
        static NO_DATA: BTreeMap<Id, Coverage> = BTreeMap::new();
        Self {
            coverage: &NO_DATA,
            register: None,
        }
    }
}

/// A plan to evaluate that stands by itself, outside any workspace: what is wrong in the file, and the plan where nothing is.
#[must_use]
pub fn check_evaluation(parsed: &Parsed, lang: Lang) -> (Option<Planned>, Vec<Diagnostic>) {
    let checked = check(parsed, &Beside::default(), lang);
    // Rules that hold a plan against the rest of a workspace have nothing to say of one that stands by itself.
    let own = |found: &Diagnostic| found.primary.is_some() && found.code != unknown_id::RULE.code;
    let found: Vec<Diagnostic> = checked.diagnostics.into_iter().filter(own).collect();
    let has_errors = found.iter().any(|found| found.severity == Severity::Error);
    let plan = parsed.evaluations.first().filter(|_| !has_errors);
    (plan.and_then(|file| parsed.planned(file)), found)
}

/// Checks what was read, against each other and against what stands beside it.
#[must_use]
pub fn check(parsed: &Parsed, beside: &Beside<'_>, lang: Lang) -> Checked {
    let context = Context::new(parsed, beside, lang);
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
    about::fill(&context, &mut diagnostics);
    let has_errors = diagnostics.iter().any(|found| found.severity == Severity::Error);
    let definitions = if has_errors { None } else { context.build() };
    Checked {
        definitions,
        diagnostics,
    }
}
