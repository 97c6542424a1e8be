//! What a method says: sentences in two languages with numbers and names in them, which whoever shows them writes in their own way.

use crate::fault::Fault;
use jiff::civil::Date;
use koers_model::text::{Lang, Text};
use koers_model::value::Number;

/// The same words in Dutch and in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(pub &'static str, pub &'static str);

impl Words {
    /// In one language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.0,
            Lang::En => self.1,
        }
    }
}

/// What stands in a sentence where its form has `{0}`, `{1}`, …
#[derive(Debug, Clone, PartialEq)]
pub enum Slot {
    /// A name from the figures themselves.
    Name(String),
    /// Several names.
    Names(Vec<String>),
    /// Words of the method.
    Words(Words),
    /// A number with so many decimals.
    Number(Number, u8),
    /// A difference: always with its sign.
    Signed(Number, u8),
    /// How often chance gives as much: `p = 0,080`, and `p < 0,001` below that.
    P(Number),
    /// A part of one, as a percentage with so many decimals.
    Percent(Number, u8),
    /// A number as it was written, with every decimal that it has.
    Plain(Number),
    /// A count.
    Count(usize),
    /// There is no number.
    Undefined,
    /// Words of a file.
    Text(Text),
    /// A day.
    Day(Date),
    /// Why something could not be done: a sentence of its own, which ends the one that it stands in.
    Reason(Box<Fault>),
}

impl Slot {
    /// A number; [`Slot::Undefined`] where it is none.
    #[must_use]
    pub fn number(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Undefined, |value| Self::Number(value, decimals))
    }
    /// A difference.
    #[must_use]
    pub fn signed(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Undefined, |value| Self::Signed(value, decimals))
    }
    /// How often chance gives as much.
    #[must_use]
    pub fn p(value: impl Into<Option<f64>>) -> Self {
        held(value).map_or(Self::Undefined, Self::P)
    }
    /// A part of one.
    #[must_use]
    pub fn percent(value: impl Into<Option<f64>>, decimals: u8) -> Self {
        held(value).map_or(Self::Undefined, |value| Self::Percent(value, decimals))
    }
}

impl From<&str> for Slot {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}
impl From<&String> for Slot {
    fn from(name: &String) -> Self {
        Self::Name(name.clone())
    }
}
impl From<Words> for Slot {
    fn from(words: Words) -> Self {
        Self::Words(words)
    }
}
impl From<usize> for Slot {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<&Text> for Slot {
    fn from(text: &Text) -> Self {
        Self::Text(text.clone())
    }
}
impl From<Fault> for Slot {
    fn from(fault: Fault) -> Self {
        Self::Reason(Box::new(fault))
    }
}

fn held(value: impl Into<Option<f64>>) -> Option<Number> {
    Number::new(value.into()?)
}

/// A sentence: its form in both languages, and what stands in its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Sentence {
    /// With `{0}`, `{1}`, … where the slots come.
    pub form: Words,
    /// What stands there.
    pub slots: Vec<Slot>,
}

impl Sentence {
    /// The sentence in a language, each slot written by `write`. A place without a slot stays as it is, so that it is seen.
    #[must_use]
    pub fn written(&self, lang: Lang, write: impl Fn(&Slot) -> String) -> String {
        let mut out = String::new();
        let mut rest = self.form.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let slot = after.split_once('}').and_then(|(place, behind)| {
                let slot = self.slots.get(place.parse::<usize>().ok()?)?;
                Some((slot, behind))
            });
            match slot {
                Some((slot, behind)) => {
                    out.push_str(&write(slot));
                    rest = behind;
                }
                None => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

/// A sentence.
#[must_use]
pub fn say(nl: &'static str, en: &'static str, slots: impl IntoIterator<Item = Slot>) -> Sentence {
    Sentence {
        form: Words(nl, en),
        slots: slots.into_iter().collect(),
    }
}
