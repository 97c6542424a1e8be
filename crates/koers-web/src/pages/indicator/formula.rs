//! A formula as a nested list.

use crate::ask::Ask;
use crate::paths;
use askama::Template;
use koers_report::view::{Formula, Material};

#[derive(Template)]
#[template(path = "pages/indicator/formula.html")]
struct Nested<'a> {
    formula: &'a Formula,
    ask: &'a Ask,
}

impl Nested<'_> {
    fn inside(&self, formula: &Formula) -> String {
        html(formula, self.ask)
    }
    fn link(&self, dataset: &koers_model::id::Id) -> String {
        self.ask.link(&paths::dataset(dataset.as_str()))
    }
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.ask.lang.pick(nl, en)
    }
}

/// A formula with what goes into it.
pub(super) fn html(formula: &Formula, ask: &Ask) -> String {
    // Rendering writes to a string and calls nothing that can fail.
    Nested { formula, ask }.render().unwrap_or_default()
}
