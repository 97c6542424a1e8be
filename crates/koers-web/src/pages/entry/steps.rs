//! What changes, as a table: of every row the fields, with what they were and what they become.

use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{What, preview};
use koers_store::Record;

/// What changes of one row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Which row: its sheet, and what people know it by.
    pub what: String,
    /// Its fields that change; where it ends, one without a name.
    pub fields: Vec<Field>,
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What stands above it; empty for the row as a whole.
    pub head: String,
    /// What it was.
    pub before: String,
    /// What it becomes.
    pub after: String,
}

/// What changes between two states of the register.
pub fn between(before: &Register, after: &Register, lang: Lang) -> Vec<Step> {
    let field = |head: &str, before: &str, after: &str| Field {
        head: head.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let nothing = lang.pick("(niet ingevuld)", "(not filled in)");
    let steps = preview(before, after).steps;
    let steps = steps.iter().map(|step| Step {
        what: match &step.title {
            Some(title) => format!("{}: {}", step.which.sheet.title(lang), title.get(lang)),
            None => format!("{}: {}", step.which.sheet.title(lang), step.which.key),
        },
        fields: match &step.what {
            What::New(fields) => fields
                .iter()
                .map(|(head, says)| field(head.get(lang), nothing, says.get(lang)))
                .collect(),
            What::Changed(changes) => changes
                .iter()
                .map(|one| field(one.head.get(lang), one.before.get(lang), one.after.get(lang)))
                .collect(),
            What::Ended => vec![field(
                "",
                lang.pick("was er", "was there"),
                lang.pick("eindigt", "ends"),
            )],
        },
    });
    steps.collect()
}

/// A register with one thing, or none.
pub fn alone(record: Option<&Record>) -> Register {
    let mut register = Register::default();
    if let Some(record) = record {
        record.clone().enter(&mut register);
    }
    register
}
