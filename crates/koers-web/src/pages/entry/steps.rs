//! What changes, as a table: what it is, which field, what it was, what it becomes.

use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{What, preview};
use koers_store::Record;

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What: the sheet, and which row of it.
    pub what: String,
    /// Which field; empty where it is the row as a whole.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// What changes between two states of the register.
pub fn between(before: &Register, after: &Register, lang: Lang) -> Vec<Step> {
    let mut steps = Vec::new();
    for step in preview(before, after).steps {
        let what = match &step.title {
            Some(title) => format!("{}: {}", step.which.sheet.title(lang), title.get(lang)),
            None => format!("{}: {}", step.which.sheet.title(lang), step.which.key),
        };
        let row = |field: &str, before: &str, after: &str| Step {
            what: what.clone(),
            field: field.to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        };
        let nothing = lang.pick("(niet ingevuld)", "(not filled in)");
        match &step.what {
            What::New(fields) => {
                steps.extend(
                    fields
                        .iter()
                        .map(|(head, says)| row(head.get(lang), nothing, says.get(lang))),
                );
            }
            What::Changed(changes) => steps.extend(changes.iter().map(|change| {
                row(
                    change.head.get(lang),
                    change.before.get(lang),
                    change.after.get(lang),
                )
            })),
            What::Ended => steps.push(row(
                "",
                lang.pick("was er", "was there"),
                lang.pick("eindigt", "ends"),
            )),
        }
    }
    steps
}

/// A register with one thing, or none.
pub fn alone(record: Option<&Record>) -> Register {
    let mut register = Register::default();
    if let Some(record) = record {
        record.clone().enter(&mut register);
    }
    register
}
