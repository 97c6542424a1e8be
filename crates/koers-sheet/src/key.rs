//! By what a row is the same row in another book.

use crate::cell::Cell;
use crate::layout::rows::About;
use crate::layout::{Belongs, Spec};
use koers_model::text::Lang;

/// What stands between the parts of a key: no id holds it.
const BETWEEN: char = ' ';

fn word(cells: &[Cell], at: usize) -> Option<String> {
    match cells.get(at)? {
        Cell::Text(text) => Some(text.trim().to_owned()),
        Cell::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What the row belongs to, without language.
pub(crate) fn owner(spec: &Spec, cells: &[Cell]) -> Option<String> {
    let first = word(cells, 0)?;
    if spec.sheet.belongs() != Belongs::ToSome {
        return Some(first);
    }
    let lower = first.to_lowercase();
    let is = |about: &&About| {
        [about.word(), about.label(Lang::Nl), about.label(Lang::En)].contains(&lower.as_str())
    };
    let about = About::ALL.iter().find(is)?;
    Some(format!("{}{BETWEEN}{}", about.word(), word(cells, 1)?))
}

/// The key of the row; `None` for a new one without a number.
pub(crate) fn key(spec: &Spec, cells: &[Cell]) -> Option<String> {
    let owner = owner(spec, cells)?;
    let own = match spec.sheet.belongs() {
        Belongs::Itself | Belongs::Once(_) => return Some(owner),
        Belongs::ById(_) => word(cells, spec.before)?,
        // The number stands last of what comes before.
        Belongs::ByNumber(_) | Belongs::ToSome => word(cells, spec.before.checked_sub(1)?)?,
    };
    Some(format!("{owner}{BETWEEN}{own}"))
}
