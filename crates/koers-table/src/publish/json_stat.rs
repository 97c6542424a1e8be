//! JSON-stat 2.0.

use super::layout::{Dimension, dimensions, label};
use super::{Description, MeasureDescription, PublishError, VERSION};
use crate::cube::{ABSENT, Cube, VALUE};
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_model::value::{Marks, Missing};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The member of `extension` that says that the words are ours.
pub(crate) const EXTENSION: &str = "koers";

/// Names of the dimensions that every table has.
const MEASURE: &str = "measure";
const REGION: &str = "region";
const PERIOD: &str = "period";

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    label: &'a str,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    note: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link<'a>>,
    id: Vec<&'a str>,
    size: Vec<usize>,
    role: Role,
    dimension: InOrder<'a, Axis<'a>>,
    value: Values<'a>,
    #[serde(skip_serializing_if = "Statuses::is_empty")]
    status: Statuses<'a>,
    extension: Extension<'a>,
}

#[derive(Serialize)]
struct Link<'a> {
    license: [Target<'a>; 1],
}
#[derive(Serialize)]
struct Target<'a> {
    href: &'a str,
}
#[derive(Serialize)]
struct Role {
    time: [&'static str; 1],
    geo: [&'static str; 1],
    metric: [&'static str; 1],
}
#[derive(Serialize)]
struct Axis<'a> {
    label: &'a str,
    category: Category<'a>,
}
#[derive(Serialize)]
struct Category<'a> {
    index: Vec<String>,
    #[serde(skip_serializing_if = "InOrder::is_empty")]
    label: InOrder<'a, &'a str>,
    #[serde(skip_serializing_if = "InOrder::is_empty")]
    unit: InOrder<'a, UnitOf>,
    #[serde(skip_serializing_if = "InOrder::is_empty")]
    child: InOrder<'a, Vec<&'a str>>,
}
#[derive(Serialize)]
struct UnitOf {
    decimals: u8,
    label: &'static str,
}
#[derive(Serialize)]
struct Extension<'a> {
    koers: Own<'a>,
    licence: Terms<'a>,
    /// The units of the measures in the words of our files: those of `dimension` are for people.
    units: InOrder<'a, &'static str>,
    #[serde(skip_serializing_if = "InOrder::is_empty")]
    status: InOrder<'a, &'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    bounds: BTreeMap<usize, [Plain; 2]>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    margin: BTreeMap<usize, Plain>,
}
#[derive(Serialize)]
struct Own<'a> {
    version: u32,
    dataset: &'a str,
    frequency: &'static str,
}
#[derive(Serialize)]
struct Terms<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// An object whose members keep their order.
struct InOrder<'a, T>(Vec<(&'a str, T)>);

impl<T> InOrder<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
impl<T: Serialize> Serialize for InOrder<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A number that is written without a point when it is whole.
struct Plain(f64);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // Up to 2^53 every whole number is a float of its own.
        if self.0.fract() == 0.0 && self.0.abs() < 9_007_199_254_740_992.0 {
            #[expect(clippy::cast_possible_truncation, reason = "whole, and far smaller than 2^63")]
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// The numbers: as a list with `null` for every gap, or by position.
enum Values<'a> {
    Dense(&'a Cube),
    Sparse(&'a Cube),
}

impl<'a> Values<'a> {
    /// Whichever takes fewer bytes.
    fn of(cube: &'a Cube) -> Self {
        let (mut dense, mut sparse) = (0_usize, 0_usize);
        for (position, &kind) in cube.kinds().iter().enumerate() {
            if kind == VALUE {
                // Two quotes and a colon, and the digits of the position.
                sparse += 3 + position.checked_ilog10().unwrap_or(0) as usize + 1;
            } else {
                // `null` and its comma.
                dense += 5;
            }
        }
        if sparse < dense {
            Self::Sparse(cube)
        } else {
            Self::Dense(cube)
        }
    }
}

/// Every cell: its number, or none.
fn numbers(cube: &Cube) -> impl Iterator<Item = Option<Plain>> {
    let cells = cube.kinds().iter().zip(cube.values());
    cells.map(|(&kind, &value)| (kind == VALUE).then_some(Plain(value)))
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Dense(cube) => to.collect_seq(numbers(cube)),
            Self::Sparse(cube) => {
                let all = numbers(cube).enumerate();
                to.collect_map(all.filter_map(|(position, number)| Some((position, number?))))
            }
        }
    }
}

/// What is said beside the figures, by position: the word of the reason why there is none, then the words of the marks.
struct Statuses<'a> {
    cube: &'a Cube,
    reasons: Vec<Missing>,
    marks: Marks,
}

impl<'a> Statuses<'a> {
    fn of(cube: &'a Cube) -> Self {
        let present = || {
            cube.kinds()
                .iter()
                .zip(cube.marks())
                .filter(|(kind, _)| **kind != ABSENT)
        };
        let reasons = Missing::ALL
            .into_iter()
            .filter(|reason| present().any(|(kind, _)| *kind == *reason as u8));
        Self {
            cube,
            reasons: reasons.collect(),
            marks: Marks::from_bits(present().fold(0, |all, (_, bits)| all | bits)),
        }
    }
    fn is_empty(&self) -> bool {
        self.reasons.is_empty() && self.marks == Marks::NONE
    }
    /// Every word that is used, explained.
    fn explained(&self, lang: Lang) -> InOrder<'static, &'static str> {
        let reasons = self
            .reasons
            .iter()
            .map(|reason| (reason.word(), reason.label(lang)));
        let marks = Marks::WORDS.into_iter().filter(|(mark, _)| self.marks.has(*mark));
        InOrder(
            reasons
                .chain(marks.map(|(mark, word)| (word, mark.label(lang))))
                .collect(),
        )
    }
}

impl Serialize for Statuses<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        let mut known: BTreeMap<(u8, u16), String> = BTreeMap::new();
        for (position, (&kind, &bits)) in self.cube.kinds().iter().zip(self.cube.marks()).enumerate() {
            if kind == ABSENT || kind == VALUE && bits == 0 {
                continue;
            }
            let words = known.entry((kind, bits)).or_insert_with(|| {
                let reason = Missing::from_code(kind).map(Missing::word);
                let words: Vec<&str> = reason.into_iter().chain(Marks::from_bits(bits).words()).collect();
                words.join(" ")
            });
            map.serialize_entry(&position, words)?;
        }
        map.end()
    }
}

/// Writes a table as JSON-stat 2.0, in one language.
///
/// The dimensions are `measure`, the categories, `region`, `period`, in the order of the cube. `value` is a list or an object, whichever is
/// shorter; `status` is an object of words, which `extension.status` explains. A cell that the table has no row for has neither value nor
/// status. `extension.bounds` says between which numbers a withheld one lies, `extension.margin` half the width of a published interval.
///
/// # Errors
/// [`PublishError::Json`] when the writer fails.
pub fn json_stat(cube: &Cube, description: &Description, lang: Lang) -> Result<Vec<u8>, PublishError> {
    let dimensions = dimensions(cube, description);
    let names: Vec<&str> = dimensions
        .iter()
        .map(|dimension| dimension.column.as_str())
        .collect();
    let statuses = Statuses::of(cube);
    let mut id = vec![MEASURE];
    id.extend(&names);
    id.extend([REGION, PERIOD]);
    let mut size = vec![cube.measures().len()];
    size.extend(dimensions.iter().map(|dimension| dimension.codes.len()));
    size.extend([cube.regions().len(), cube.periods().len()]);
    let mut axes = vec![(MEASURE, measure_axis(cube, description, lang))];
    axes.extend(
        names
            .iter()
            .zip(&dimensions)
            .map(|(name, dimension)| (*name, category_axis(dimension, description, lang))),
    );
    axes.push((REGION, region_axis(cube, description, lang)));
    axes.push((PERIOD, period_axis(cube, lang)));
    let document = Document {
        version: "2.0",
        class: "dataset",
        href: description.href.as_deref(),
        label: description.title.get(lang),
        source: description.attribution.get(lang),
        // With the time of day: readers refuse a day alone.
        updated: description.updated.map(|time| time.to_string()),
        note: description.notes.iter().map(|note| note.get(lang)).collect(),
        link: description.licence.url.map(|href| Link {
            license: [Target { href }],
        }),
        id,
        size,
        role: Role {
            time: [PERIOD],
            geo: [REGION],
            metric: [MEASURE],
        },
        dimension: InOrder(axes),
        value: Values::of(cube),
        extension: Extension {
            koers: Own {
                version: VERSION,
                dataset: cube.dataset().as_str(),
                frequency: cube.frequency().word(),
            },
            licence: Terms {
                name: &description.licence.name,
                url: description.licence.url,
            },
            units: InOrder(
                known_measures(cube, description)
                    .map(|(key, about)| (key, about.unit.id))
                    .collect(),
            ),
            status: statuses.explained(lang),
            bounds: cube
                .bounds
                .iter()
                .map(|(&at, b)| (at, [Plain(b.low.get()), Plain(b.high.get())]))
                .collect(),
            margin: cube
                .margins
                .iter()
                .map(|(&at, margin)| (at, Plain(margin.get())))
                .collect(),
        },
        status: statuses,
    };
    Ok(serde_json::to_vec(&document)?)
}

fn none<'a, T>() -> InOrder<'a, T> {
    InOrder(Vec::new())
}

/// The measures that the description has something to say of.
fn known_measures<'a>(
    cube: &'a Cube,
    description: &'a Description,
) -> impl Iterator<Item = (&'a str, &'a MeasureDescription)> {
    let keys = cube.measures().iter();
    keys.filter_map(|key| Some((key.as_str(), description.measures.get(key)?)))
}

/// The names of codes. Where one code has a name all must have one: the others are named by themselves.
fn labels<'a>(
    codes: impl Iterator<Item = &'a str>,
    name: impl Fn(&'a str) -> Option<&'a str>,
) -> InOrder<'a, &'a str> {
    let mut known = false;
    let each = codes.map(|code| {
        let name = name(code);
        known |= name.is_some();
        (code, name.unwrap_or(code))
    });
    let all = each.collect();
    if known { InOrder(all) } else { none() }
}

fn measure_axis<'a>(cube: &'a Cube, description: &'a Description, lang: Lang) -> Axis<'a> {
    let known = known_measures(cube, description);
    Axis {
        label: lang.pick("Onderwerp", "Measure"),
        category: Category {
            index: cube.measures().to_vec(),
            label: labels(cube.measures().iter().map(String::as_str), |key| {
                description.measures.get(key).map(|about| about.title.get(lang))
            }),
            unit: InOrder(
                known
                    .map(|(key, about)| {
                        (
                            key,
                            UnitOf {
                                decimals: about.decimals,
                                label: about.unit.label(lang),
                            },
                        )
                    })
                    .collect(),
            ),
            child: none(),
        },
    }
}

fn category_axis<'a>(dimension: &Dimension<'a>, description: &'a Description, lang: Lang) -> Axis<'a> {
    let title = description
        .dimensions
        .get(dimension.name)
        .and_then(|about| about.title.as_ref());
    Axis {
        label: title.map_or(dimension.name, |title| title.get(lang)),
        category: Category {
            index: dimension.codes.to_vec(),
            label: labels(dimension.codes.iter().map(String::as_str), |code| {
                label(description, dimension.name, code, lang)
            }),
            unit: none(),
            child: none(),
        },
    }
}

fn region_axis<'a>(cube: &'a Cube, description: &'a Description, lang: Lang) -> Axis<'a> {
    let parts = description
        .parts
        .iter()
        .filter(|(whole, _)| cube.region_index(whole).is_some());
    let parts = parts.filter_map(|(whole, parts)| {
        let here = parts.iter().filter(|part| cube.region_index(part).is_some());
        let here: Vec<&str> = here.map(|part| part.as_str()).collect();
        (!here.is_empty()).then_some((whole.as_str(), here))
    });
    Axis {
        label: lang.pick("Regio", "Region"),
        category: Category {
            index: cube.regions().iter().map(ToString::to_string).collect(),
            label: labels(cube.regions().iter().map(RegionCode::as_str), |code| {
                description.regions.get(code).map(String::as_str)
            }),
            unit: none(),
            child: InOrder(parts.collect()),
        },
    }
}

fn period_axis<'a>(cube: &Cube, lang: Lang) -> Axis<'a> {
    Axis {
        label: lang.pick("Periode", "Period"),
        category: Category {
            index: cube.periods().iter().map(ToString::to_string).collect(),
            label: none(),
            unit: none(),
            child: none(),
        },
    }
}
