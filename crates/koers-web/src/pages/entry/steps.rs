//! What changes, as a table: of every row the fields, with what they were and what they become.

use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_sheet::{Names, What, preview, preview_by_name};

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

/// How many rows of which sheets become what, a sentence for each sheet.
pub fn counts(before: &Register, after: &Register, lang: Lang) -> Vec<String> {
    let preview = preview(before, after, lang);
    let sheets = preview.sheets().into_iter();
    sheets.map(|sheet| preview.headed(sheet)).collect()
}

/// What changes between two states of the register.
pub fn between(before: &Register, after: &Register, names: &Names, lang: Lang) -> Vec<Step> {
    let field = |head: &str, before: &str, after: &str| Field {
        head: head.to_owned(),
        before: before.to_owned(),
        after: after.to_owned(),
    };
    let nothing = lang.pick("(niet ingevuld)", "(not filled in)");
    let steps = preview_by_name(before, after, names).steps;
    let steps = steps.iter().map(|step| Step {
        what: format!(
            "{}, {}: {}",
            step.which.sheet.title(lang),
            step.what.label(lang),
            step.name.clone().unwrap_or_else(|| step.which.said(lang))
        ),
        fields: match &step.what {
            What::New(fields) => fields
                .iter()
                .map(|(head, says)| field(head, nothing, says))
                .collect(),
            What::Changed(changes) => changes
                .iter()
                .map(|one| field(one.head, &one.before, &one.after))
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
