//! `indicators/<id>.test.yaml`: golden tests of a definition.

use super::decode::{Decode, Decoder, Expected as Asked, Keyed};
use super::element::{Bilingual, build_all, build_optional};
use super::leaf::Leaf;
use super::schema::Defs;
use crate::definitions::{Expected, ExpectedCell, Given, GivenRow, GoldenTest};
use crate::place::{Place, Sp};
use crate::yaml::{Kind, Node};
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::value::{Cell, Missing, Number};
use serde_json::{Value, json};
use std::collections::BTreeMap;

record! {
    /// Golden tests of an indicator.
    pub struct TestFile {
        /// The tests.
        filled tests: Vec<TestEntry>,
    }
}

record! {
    /// One golden test.
    pub struct TestEntry {
        /// What it shows.
        required name: Option<Bilingual>,
        /// `published` for the workspace's own data, or made-up rows by data set.
        required given: Option<GivenEntry>,
        /// What must come out.
        filled expect: Vec<ExpectEntry>,
    }
}

record! {
    /// What must come out for one region and period.
    pub struct ExpectEntry {
        /// The region.
        required region: Option<Sp<RegionCode>>,
        /// The period.
        required period: Option<Sp<Period>>,
        /// The figure.
        optional value: Option<Sp<Number>>,
        /// Why there is no figure.
        optional missing: Option<Sp<Missing>>,
        /// How far off it may be; 0 when left out.
        optional tolerance: Option<Sp<Number>>,
        /// Where the figure comes from.
        optional cite: Option<Bilingual>,
    }
    exactly one of value, missing;
}

/// What a test is given.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GivenEntry {
    Published,
    Rows(Keyed<Vec<RowEntry>>),
}

impl Decode for GivenEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, .. } if text == "published" => Some(Self::Published),
            Kind::Map(_) => Keyed::decode(node, decoder).map(Self::Rows),
            _ => decoder.wrong(
                node,
                Asked::Said(
                    "`published`, of rijen per gegevensset",
                    "`published`, or rows by data set",
                ),
            ),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"oneOf": [{"const": "published"}, <Keyed<Vec<RowEntry>> as Decode>::schema(defs)]})
    }
}

/// A figure, or the word for why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure(pub(crate) Cell);

impl Leaf for Figure {
    fn read(text: &str) -> Option<Self> {
        let number = Number::read(text).map(Cell::value);
        number
            .or_else(|| Missing::from_word(text).map(Cell::missing))
            .map(Self)
    }
    fn expected() -> Asked {
        Asked::Said(
            "een getal, of waarom het er niet is (suppressed, not-yet, not-available, impossible, not-applicable, absent, undefined)",
            "a number, or why there is none (suppressed, not-yet, not-available, impossible, not-applicable, absent, undefined)",
        )
    }
    fn schema() -> Value {
        let words: Vec<&str> = Missing::ALL.into_iter().map(Missing::word).collect();
        json!({"anyOf": [{"type": "number"}, {"enum": words}]})
    }
}

/// A made-up row. Its own keys are `region`, `period`, `measure` and `value`; every other key is a category dimension.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RowEntry {
    pub(crate) head: Place,
    pub(crate) region: Option<Sp<RegionCode>>,
    pub(crate) period: Option<Sp<Period>>,
    pub(crate) measure: Option<Sp<String>>,
    pub(crate) value: Option<Sp<Figure>>,
    pub(crate) codes: Vec<(Sp<String>, Sp<String>)>,
}

impl Decode for RowEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let entries = decoder.map(node)?;
        let mut row = Self {
            head: node.head(),
            ..Self::default()
        };
        for entry in entries {
            let value = &entry.value;
            match entry.key.as_str() {
                "region" => row.region = Decode::decode(value, decoder),
                "period" => row.period = Decode::decode(value, decoder),
                "measure" => row.measure = Decode::decode(value, decoder),
                "value" => row.value = Decode::decode(value, decoder),
                _ => {
                    let code = Sp::<String>::decode(value, decoder)?;
                    row.codes.push((Sp::new(entry.key.clone(), entry.key_at), code));
                }
            }
        }
        decoder.require(node, entries, ROW_KEYS);
        Some(row)
    }
    fn schema(_: &mut Defs) -> Value {
        json!({
            "type": "object",
            "description": "A made-up row; keys besides these are category dimensions.",
            "properties": {
                "region": RegionCode::schema(),
                "period": Period::schema(),
                "measure": String::schema(),
                "value": Figure::schema(),
            },
            "required": ["region", "period", "measure", "value"],
            "additionalProperties": String::schema(),
        })
    }
}

const ROW_KEYS: [(&str, &str); 4] = [
    ("region", "The region."),
    ("period", "The period."),
    ("measure", "The measure."),
    ("value", "The figure, or why there is none."),
];

impl TestEntry {
    pub(crate) fn build(&self) -> Option<GoldenTest> {
        let row = |row: &RowEntry| {
            Some(GivenRow {
                region: row.region.as_ref()?.value.clone(),
                period: row.period.as_ref()?.value,
                measure: row.measure.as_ref()?.value.clone(),
                codes: row
                    .codes
                    .iter()
                    .map(|(dimension, code)| (dimension.value.clone(), code.value.clone()))
                    .collect(),
                cell: row.value.as_ref()?.value.0,
            })
        };
        let given = match self.given.as_ref()? {
            GivenEntry::Published => Given::Published,
            GivenEntry::Rows(sets) => Given::Rows(
                sets.0
                    .iter()
                    .map(|(dataset, rows)| {
                        let dataset = koers_model::id::Id::new(&dataset.value).ok()?;
                        Some((dataset, build_all(rows, row)?))
                    })
                    .collect::<Option<BTreeMap<_, _>>>()?,
            ),
        };
        let expect = |entry: &ExpectEntry| {
            Some(Expected {
                region: entry.region.as_ref()?.value.clone(),
                period: entry.period.as_ref()?.value,
                cell: match (&entry.value, &entry.missing) {
                    (Some(value), None) => ExpectedCell::Value {
                        value: value.value,
                        tolerance: entry.tolerance.as_ref().map_or(Number::ZERO, |t| t.value),
                    },
                    (None, Some(missing)) => ExpectedCell::Missing(missing.value),
                    _ => return None,
                },
                cite: build_optional(entry.cite.as_ref(), Bilingual::build)?,
            })
        };
        Some(GoldenTest {
            name: self.name.as_ref()?.build()?,
            given,
            expect: build_all(&self.expect, expect)?,
        })
    }
}
