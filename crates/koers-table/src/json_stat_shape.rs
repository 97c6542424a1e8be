//! The shape of a JSON-stat document: what the reader needs of it, and the three ways of writing a list.

use crate::error::{ReadError, code, shown};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// A document.
#[derive(Deserialize)]
pub(crate) struct Document {
    #[serde(default)]
    pub(crate) error: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) version: Option<String>,
    #[serde(default)]
    pub(crate) class: Option<String>,
    #[serde(default)]
    pub(crate) updated: Option<String>,
    #[serde(default)]
    pub(crate) id: Vec<String>,
    #[serde(default)]
    pub(crate) size: Vec<usize>,
    #[serde(default)]
    pub(crate) dimension: BTreeMap<String, Dimension>,
    #[serde(default)]
    pub(crate) value: Values,
    #[serde(default)]
    pub(crate) status: Statuses,
    #[serde(default)]
    pub(crate) extension: Option<serde_json::Value>,
}

/// A dimension.
#[derive(Deserialize, Default)]
pub(crate) struct Dimension {
    #[serde(default)]
    category: Category,
}

#[derive(Deserialize, Default)]
struct Category {
    #[serde(default)]
    index: Option<Index>,
    #[serde(default)]
    label: Option<BTreeMap<String, serde_json::Value>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Index {
    List(Vec<String>),
    Positions(BTreeMap<String, usize>),
}

impl Document {
    /// The codes of every dimension, in order.
    pub(crate) fn codes(&self) -> Result<Vec<Vec<String>>, ReadError> {
        let wrong = |said: String| ReadError::new(code::SHAPE, said);
        if self.id.is_empty() || self.id.len() != self.size.len() {
            return Err(
                wrong("`id` and `size` differ in length, or are not there".to_owned()).found(format!(
                    "{} and {}",
                    self.id.len(),
                    self.size.len()
                )),
            );
        }
        let mut all = Vec::with_capacity(self.id.len());
        for (name, &size) in self.id.iter().zip(&self.size) {
            let Some(dimension) = self.dimension.get(name) else {
                return Err(wrong(format!("`dimension` lacks `{}`", shown(name.as_bytes()))));
            };
            let codes = dimension.category.codes();
            match codes {
                Some(codes) if codes.len() == size => all.push(codes),
                other => {
                    return Err(wrong(format!(
                        "the categories of `{}` do not fit its size",
                        shown(name.as_bytes())
                    ))
                    .found(
                        other.map_or("none, or positions that leave a gap".to_owned(), |codes| {
                            codes.len().to_string()
                        }),
                    )
                    .expected(size.to_string()));
                }
            }
        }
        Ok(all)
    }
}

impl Category {
    fn codes(&self) -> Option<Vec<String>> {
        match (&self.index, &self.label) {
            (Some(Index::List(codes)), _) => Some(codes.clone()),
            (Some(Index::Positions(positions)), _) => {
                let mut codes = vec![None; positions.len()];
                for (code, &at) in positions {
                    *codes.get_mut(at)? = Some(code.clone());
                }
                codes.into_iter().collect()
            }
            // A dimension with one category may leave the index out; its label then names the code.
            (None, Some(labels)) if labels.len() == 1 => Some(labels.keys().cloned().collect()),
            (None, _) => None,
        }
    }
}

/// The numbers: one for every cell, or those that there are by position.
pub(crate) enum Values {
    List(Vec<Option<f64>>),
    Sparse(Vec<(usize, Option<f64>)>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Sparse(Vec::new())
    }
}

/// The statuses.
#[derive(Default)]
pub(crate) enum Statuses {
    #[default]
    None,
    All(String),
    List(Vec<Option<String>>),
    Sparse(Vec<(usize, String)>),
}

fn position<E: serde::de::Error>(key: &str) -> Result<usize, E> {
    let plain = key.bytes().all(|byte| byte.is_ascii_digit()) && (key == "0" || !key.starts_with('0'));
    key.parse()
        .ok()
        .filter(|_| plain)
        .ok_or_else(|| E::custom(format!("`{}` is no position", shown(key.as_bytes()))))
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Values;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of numbers, or an object of numbers by position")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Values, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element::<Option<f64>>()? {
                    values.push(value);
                }
                Ok(Values::List(values))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values, A::Error> {
                let mut values = Vec::new();
                while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                    let at = position(&key)?;
                    values.push((at, map.next_value::<Option<f64>>()?));
                }
                Ok(Values::Sparse(values))
            }
        }
        source.deserialize_any(Seen)
    }
}

impl<'de> Deserialize<'de> for Statuses {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Statuses;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a status, a list of them, or an object of statuses by position")
            }
            fn visit_unit<E: serde::de::Error>(self) -> Result<Statuses, E> {
                Ok(Statuses::None)
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Statuses, E> {
                Ok(Statuses::All(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Statuses, A::Error> {
                let mut statuses = Vec::new();
                while let Some(status) = list.next_element::<Option<String>>()? {
                    statuses.push(status);
                }
                Ok(Statuses::List(statuses))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Statuses, A::Error> {
                let mut statuses: Vec<(usize, String)> = Vec::new();
                while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
                    let at = position(&key)?;
                    statuses.push((at, map.next_value()?));
                }
                statuses.sort_by_key(|said| said.0);
                if statuses.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                    return Err(A::Error::custom("a position stands twice in `status`"));
                }
                Ok(Statuses::Sparse(statuses))
            }
        }
        source.deserialize_any(Seen)
    }
}
