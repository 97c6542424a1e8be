//! How a record is written down: JSON text with a fixed order of fields.
//!
//! The text is what is hashed, so it is *canonical*: one record has one text, and a text that is not the one that its own record would be
//! written as is refused. Every field is always there; what nobody filled in is `null`. Money is whole cents, shares are millionths, other
//! numbers are spelled as RFC 8785 has it.
//!
//! `{"koers_record":1,"organisation":{"id":"…","name":"…",…}}`
//!
//! A change of form gets the next number, and a reader for the forms before it. What was written stays as it was written.

mod action;
mod appraisal;
mod decision;
mod effect;
mod number;
mod plain;
mod said;
mod visible;

pub(crate) use visible::visible;

use koers_model::letters::brief;
use koers_model::text::{Lang, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;

/// The form that is written.
pub const FORM: u32 = 1;

/// Something with a written form.
pub(crate) trait Wire: Sized {
    /// What serde writes and reads.
    type Form: Serialize + DeserializeOwned;
    /// The form of this value.
    fn write(&self) -> Self::Form;
    /// The value of a form.
    fn read(form: Self::Form) -> Result<Self, Refused>;
}

/// Why a form holds no value: the place in it and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    path: String,
    what: Text,
}

impl Refused {
    /// Refuses a value, in Dutch and in English.
    pub(crate) fn because(nl: impl fmt::Display, en: impl fmt::Display) -> Self {
        Self {
            path: String::new(),
            what: Text::both(nl.to_string(), en.to_string()),
        }
    }
    /// The same, seen from one level up.
    pub(crate) fn within(mut self, step: impl fmt::Display) -> Self {
        self.path = if self.path.is_empty() {
            step.to_string()
        } else {
            format!("{step}.{}", self.path)
        };
        self
    }
}

/// Why a text is not a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Written by a newer Koers, or by something else.
    #[error("it does not begin as a record of form {FORM} of its kind")]
    Version,
    /// Not JSON, or not the fields of this kind.
    #[error("{0}")]
    Shape(String),
    /// A field holds what it cannot hold.
    #[error("{path}: {what}")]
    Field {
        /// The field, with the fields around it.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// It reads, and would be written otherwise.
    #[error("it is not written as Koers writes it")]
    NotCanonical,
}

/// Why a JSON object holds no record: what [`FormError`] says, and the line of the object where the reader stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// The field, with the fields around it, where one is to blame.
    pub(crate) field: Option<String>,
    /// The line within the object, from one, where the reader says so.
    pub(crate) line: Option<usize>,
    /// What is wrong.
    pub(crate) what: Text,
}

impl From<serde_json::Error> for Unread {
    fn from(error: serde_json::Error) -> Self {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let said = error.to_string();
        let said = brief(said.strip_suffix(&place).unwrap_or(&said));
        Self {
            field: None,
            line: (error.line() > 0).then_some(error.line()),
            what: Text::both(said::dutch(&said), said),
        }
    }
}

impl From<Refused> for Unread {
    fn from(Refused { path, what }: Refused) -> Self {
        Self {
            field: (!path.is_empty()).then_some(path),
            line: None,
            what,
        }
    }
}

/// Declares the form of a struct: its fields, in the order in which they are written.
macro_rules! form {
    ($model:ty as $form:ident { $( $field:ident: $of:ty, )+ }) => {
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $form { $( $field: <$of as crate::wire::Wire>::Form ),+ }

        impl crate::wire::Wire for $model {
            type Form = $form;
            fn write(&self) -> $form {
                $form { $( $field: crate::wire::Wire::write(&self.$field) ),+ }
            }
            fn read(form: $form) -> Result<Self, crate::wire::Refused> {
                Ok(Self { $(
                    $field: <$of as crate::wire::Wire>::read(form.$field)
                        .map_err(|refused| refused.within(stringify!($field)))?
                ),+ })
            }
        }
    };
}
pub(crate) use form;

/// Writes kinds as their words.
macro_rules! words {
    ($( $kind:ty ),+ $(,)?) => { $(
        impl crate::wire::Wire for $kind {
            type Form = String;
            fn write(&self) -> String {
                self.word().to_owned()
            }
            fn read(form: String) -> Result<Self, crate::wire::Refused> {
                Self::from_word(&form)
                    .ok_or_else(|| crate::wire::Refused::because(
                        format_args!("`{form}` is geen van de woorden die hier kunnen staan"),
                        format_args!("`{form}` is not one of its words"),
                    ))
            }
        }
    )+ };
}
pub(crate) use words;

fn opening(kind: &str) -> String {
    format!("{{\"koers_record\":{FORM},\"{kind}\":")
}

/// The canonical text of a record.
pub(crate) fn encode<T: Wire>(kind: &str, record: &T) -> Result<String, FormError> {
    let inner =
        serde_json::to_string(&record.write()).map_err(|error| FormError::Shape(error.to_string()))?;
    Ok(format!("{}{inner}}}", opening(kind)))
}

/// The record of a canonical text.
pub(crate) fn decode<T: Wire>(kind: &str, text: &str) -> Result<T, FormError> {
    let inner = text
        .strip_prefix(&opening(kind))
        .and_then(|rest| rest.strip_suffix('}'))
        .ok_or(FormError::Version)?;
    let form: T::Form = serde_json::from_str(inner).map_err(|error| FormError::Shape(error.to_string()))?;
    let record = T::read(form).map_err(|Refused { path, what }| FormError::Field {
        path,
        what: what.get(Lang::En).to_owned(),
    })?;
    // A field left out would read as `null`, and a second order of fields would have a second hash.
    if encode(kind, &record)? == text {
        Ok(record)
    } else {
        Err(FormError::NotCanonical)
    }
}

/// The record of a JSON object in any order and spacing.
pub(crate) fn read<T: Wire>(text: &str) -> Result<T, Unread> {
    let form: T::Form = serde_json::from_str(text)?;
    Ok(T::read(form)?)
}
