//! A long list over several pages: which page this is, and the way to those beside it. Its template is `shell/turn.html`, to be included
//! where a page has a field `turn`.

use crate::answer::Wrong;
use crate::ask::Ask;
use koers_model::text::Lang;
use std::ops::Range;

/// The key in the address of a page.
pub const KEY: &str = "pagina";

/// Which page of a list this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The page before, where there is one.
    pub before: Option<String>,
    /// The page after, where there is one.
    pub after: Option<String>,
    /// Which page of how many, in words.
    pub place: String,
    /// What of the list stands on it.
    pub range: Range<usize>,
}

impl Turn {
    /// The page that is asked for, of a list of so many with so many on a page.
    ///
    /// # Errors
    /// [`Wrong`] when the list has no such page.
    pub fn of(ask: &Ask, all: usize, on_a_page: usize) -> Result<Self, Wrong> {
        let pages = all.div_ceil(on_a_page).max(1);
        let at = match ask.get(KEY) {
            None => 1,
            Some(text) => {
                let number = text.parse().ok().filter(|number| (1..=pages).contains(number));
                number.ok_or_else(|| {
                    Wrong::new(
                        KEY,
                        &format!("is een getal van 1 tot en met {pages}"),
                        &format!("is a number from 1 to {pages}"),
                    )
                })?
            }
        };
        let turn = |to: usize| {
            let number = (to > 1).then(|| to.to_string());
            ask.with(KEY, number.as_deref())
        };
        Ok(Self {
            before: (at > 1).then(|| turn(at - 1)),
            after: (at < pages).then(|| turn(at + 1)),
            place: match ask.lang {
                Lang::Nl => format!("pagina {at} van {pages}"),
                Lang::En => format!("page {at} of {pages}"),
            },
            range: (at - 1) * on_a_page..all.min(at * on_a_page),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str, all: usize) -> Result<Turn, Wrong> {
        let ask = Ask::new(Lang::Nl, "/lijst", Vec::new(), query, &["soort", KEY]).unwrap();
        Turn::of(&ask, all, 10)
    }

    #[test]
    fn pages_lead_to_those_beside_them_and_hold_everything_once() {
        let first = asked("soort=a", 25).unwrap();
        assert_eq!((first.before, first.range), (None, 0..10));
        assert_eq!(first.after.as_deref(), Some("/lijst?soort=a&pagina=2"));
        let second = asked("pagina=2", 25).unwrap();
        assert_eq!((second.before.as_deref(), second.range), (Some("/lijst"), 10..20));
        let last = asked("pagina=3", 25).unwrap();
        assert_eq!((last.after, last.range), (None, 20..25));
        assert_eq!(asked("", 0).unwrap().range, 0..0);
        for wrong in ["pagina=0", "pagina=4", "pagina=x", "pagina=-1"] {
            assert!(asked(wrong, 25).is_err(), "{wrong}");
        }
    }
}
