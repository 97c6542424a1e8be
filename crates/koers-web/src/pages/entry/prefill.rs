//! What the form of something new starts with: values that its address gives. Nothing is written by that.
//!
//! A key is that of a column: `estimate=markthal-banen`. Of a list it is that of its first row, with the word of the list before it:
//! `subjects.action=markthal`. Other keys do not count, as on every page.

use super::sort::Sort;
use crate::ask::Ask;
use koers_model::text::Lang;
use koers_sheet::form::{Form, Role, field_name};

/// What a field is called in an address, and on the page.
struct Named {
    key: String,
    name: String,
}

fn named(form: &Form) -> Vec<Named> {
    let mut all = Vec::new();
    for (at, part) in form.parts.iter().enumerate() {
        for field in part.fields.iter().filter(|field| field.role == Role::Asked) {
            all.push(Named {
                key: match at {
                    0 => field.key.to_owned(),
                    _ => format!("{}.{}", part.sheet.word(), field.key),
                },
                name: field_name(part.sheet, 1, field.key),
            });
        }
    }
    all
}

/// The keys that the address of a new thing may give, by the word for its kind.
pub(super) fn keys(kind: &str) -> Vec<String> {
    let sort = Sort::ALL.iter().find(|sort| sort.word() == kind);
    let form = sort.and_then(|sort| Form::blank(sort.sheet(), Lang::Nl));
    let named = form.as_ref().map_or_else(Vec::new, named);
    named.into_iter().map(|one| one.key).collect()
}

/// The form with what the address gives.
pub(super) fn filled(form: &Form, ask: &Ask) -> Form {
    let given = named(form).into_iter().filter_map(|one| {
        let value = ask.get(&one.key)?;
        Some((one.name, value.to_owned()))
    });
    form.filled(&given.collect::<Vec<_>>())
}
