//! Small aid in words: what an undertaking got, and why there is no telling.

use crate::names::Names;
use crate::{date, number};
use koers_model::portfolio::decision::Aid;
use koers_model::text::Lang;
use koers_portfolio::aid::AidError;

/// Why nothing can be said of the room of an undertaking.
#[must_use]
pub fn why(fault: AidError, lang: Lang) -> String {
    let (nl, en) = match fault {
        AidError::NoCeiling(_) => (
            "Deze regel heeft op die dag geen plafond.",
            "This rule has no ceiling on that day.",
        ),
        AidError::NoWindow { .. } => (
            "De jaren voor die dag zijn niet te tellen.",
            "The years before that day cannot be counted.",
        ),
        AidError::TooMuch(_) => (
            "De bedragen zijn samen meer dan te tellen is.",
            "The amounts come to more than can be counted.",
        ),
    };
    lang.pick(nl, en).to_owned()
}

/// Grants, each with the entry of the register that says so: `€ 180.000 aan Oefen Mechanica op 3 juni 2024 (steun-mechanica-2024)`.
#[must_use]
pub fn grants(all: &[&Aid], names: &Names<'_>, lang: Lang) -> String {
    let said = all.iter().map(|aid| {
        let (amount, day) = (number::euro(aid.amount, lang), date::date(aid.granted, lang));
        let (to, id) = (names.organisation(&aid.undertaking), &aid.id);
        match lang {
            Lang::Nl => format!("{amount} aan {to} op {day} ({id})"),
            Lang::En => format!("{amount} to {to} on {day} ({id})"),
        }
    });
    date::list(&said.collect::<Vec<_>>(), lang)
}
