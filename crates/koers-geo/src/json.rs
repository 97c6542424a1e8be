//! GeoJSON to features, with the number of the feature in every error. Only what maps need is kept.

use crate::MOST_CORNERS;
use crate::error::GeoError;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

/// A file as read.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    pub(crate) features: Vec<Feature>,
    /// The name in the `crs` member of older GeoJSON.
    pub(crate) crs: Option<String>,
    /// Our own header.
    pub(crate) koers: Option<Value>,
    /// The version of our own form.
    pub(crate) version: Option<Value>,
}

/// A thing on the map.
#[derive(Debug, Default)]
pub(crate) struct Feature {
    /// Texts and whole numbers, as text.
    pub(crate) properties: BTreeMap<String, String>,
    /// Polygons as rings of places, the outside first. Empty when the feature has no area.
    pub(crate) polygons: Vec<Vec<Vec<(f64, f64)>>>,
}

/// Reads a file.
pub(crate) fn collection(bytes: &[u8]) -> Result<Collection, GeoError> {
    if bytes.len() > crate::LARGEST_FILE {
        return Err(GeoError::TooLarge(bytes.len()));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let at = At::default();
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let read = CollectionSeed(&at)
        .deserialize(&mut reader)
        .and_then(|found| reader.end().map(|()| found));
    let (collection, is_collection) = read.map_err(|error| {
        if at.corners.get() > MOST_CORNERS {
            return GeoError::TooManyCorners;
        }
        GeoError::Json {
            line: error.line(),
            column: error.column(),
            feature: at.feature.get(),
            message: without_place(&error.to_string()),
        }
    })?;
    if is_collection {
        Ok(collection)
    } else {
        Err(GeoError::NotACollection)
    }
}

/// The message without ` at line 1 column 2`, which is said apart.
fn without_place(message: &str) -> String {
    let end = message.rfind(" at line ").unwrap_or(message.len());
    message.get(..end).unwrap_or(message).to_owned()
}

/// How far the reader is.
#[derive(Default)]
struct At {
    feature: Cell<Option<usize>>,
    corners: Cell<usize>,
}

impl At {
    /// Counts a place, or an empty list, which takes as much room.
    fn count<E: serde::de::Error>(&self) -> Result<(), E> {
        self.corners.set(self.corners.get() + 1);
        if self.corners.get() > MOST_CORNERS {
            return Err(E::custom("too many corners"));
        }
        Ok(())
    }
}

struct CollectionSeed<'a>(&'a At);

impl<'de> DeserializeSeed<'de> for CollectionSeed<'_> {
    type Value = (Collection, bool);
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for CollectionSeed<'_> {
    type Value = (Collection, bool);
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a GeoJSON object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Collection::default();
        let mut is_collection = false;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => is_collection = map.next_value::<Value>()? == "FeatureCollection",
                "features" => found.features = map.next_value_seed(FeaturesSeed(self.0))?,
                "crs" => found.crs = crs_name(&map.next_value::<Value>()?),
                "koers" => found.koers = Some(map.next_value()?),
                "koers_boundaries" => found.version = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok((found, is_collection))
    }
}

/// `{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}`. A `crs` of `null` says nothing.
fn crs_name(crs: &Value) -> Option<String> {
    match crs {
        Value::Null => None,
        other => Some(
            other
                .pointer("/properties/name")
                .and_then(Value::as_str)
                .map_or_else(|| other.to_string(), str::to_owned),
        ),
    }
}

struct FeaturesSeed<'a>(&'a At);

impl<'de> DeserializeSeed<'de> for FeaturesSeed<'_> {
    type Value = Vec<Feature>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for FeaturesSeed<'_> {
    type Value = Vec<Feature>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut features = Vec::new();
        loop {
            self.0.feature.set(Some(features.len() + 1));
            match seq.next_element_seed(FeatureSeed(self.0))? {
                Some(feature) => features.push(feature),
                None => break,
            }
        }
        self.0.feature.set(None);
        Ok(features)
    }
}

struct FeatureSeed<'a>(&'a At);

impl<'de> DeserializeSeed<'de> for FeatureSeed<'_> {
    type Value = Feature;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Feature, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for FeatureSeed<'_> {
    type Value = Feature;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Feature, A::Error> {
        let mut feature = Feature::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "properties" => {
                    let properties: Option<BTreeMap<String, Value>> = map.next_value()?;
                    let texts = properties.unwrap_or_default().into_iter();
                    feature.properties = texts
                        .filter_map(|(key, value)| Some((key, as_text(value)?)))
                        .collect();
                }
                "geometry" => {
                    let geometry: Option<Geometry> = map.next_value_seed(GeometrySeed(self.0))?;
                    feature.polygons = geometry.map(Geometry::polygons).unwrap_or_default();
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(feature)
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

struct Geometry {
    kind: String,
    coordinates: Option<Nested>,
}

impl Geometry {
    /// The rings of a polygon or of several; nothing for points, lines and collections, and where the nesting is that of another kind.
    fn polygons(self) -> Vec<Vec<Vec<(f64, f64)>>> {
        let Some(coordinates) = self.coordinates else {
            return Vec::new();
        };
        match self.kind.as_str() {
            "Polygon" => coordinates.rings().map(|rings| vec![rings]),
            "MultiPolygon" => coordinates.list().map(|polygons| {
                let rings = polygons.into_iter().filter_map(Nested::rings);
                rings.collect()
            }),
            _ => None,
        }
        .unwrap_or_default()
    }
}

struct GeometrySeed<'a>(&'a At);

impl<'de> DeserializeSeed<'de> for GeometrySeed<'_> {
    type Value = Option<Geometry>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for GeometrySeed<'_> {
    type Value = Option<Geometry>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry or null")
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_map(self)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut geometry = Geometry {
            kind: String::new(),
            coordinates: None,
        };
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => geometry.kind = map.next_value()?,
                "coordinates" => geometry.coordinates = Some(map.next_value_seed(NestedSeed(self.0))?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Some(geometry))
    }
}

/// Coordinates, as deep as they are nested.
enum Nested {
    Number(f64),
    Place(f64, f64),
    List(Vec<Nested>),
    Places(Vec<(f64, f64)>),
}

impl Nested {
    fn list(self) -> Option<Vec<Nested>> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }
    fn rings(self) -> Option<Vec<Vec<(f64, f64)>>> {
        let rings = self.list()?.into_iter().map(|ring| match ring {
            Self::Places(places) => Some(places),
            Self::List(empty) if empty.is_empty() => Some(Vec::new()),
            _ => None,
        });
        rings.collect()
    }
}

struct NestedSeed<'a>(&'a At);

impl<'de> DeserializeSeed<'de> for NestedSeed<'_> {
    type Value = Nested;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Nested, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NestedSeed<'_> {
    type Value = Nested;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }
    fn visit_f64<E>(self, value: f64) -> Result<Nested, E> {
        Ok(Nested::Number(value))
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "a coordinate this large is no place anyway"
    )]
    fn visit_i64<E>(self, value: i64) -> Result<Nested, E> {
        Ok(Nested::Number(value as f64))
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "a coordinate this large is no place anyway"
    )]
    fn visit_u64<E>(self, value: u64) -> Result<Nested, E> {
        Ok(Nested::Number(value as f64))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Nested, A::Error> {
        let at = self.0;
        let Some(first) = seq.next_element_seed(NestedSeed(at))? else {
            at.count::<A::Error>()?;
            return Ok(Nested::List(Vec::new()));
        };
        let mixed = || A::Error::custom("coordinates of different depth in one list");
        match first {
            Nested::Number(x) => {
                let Some(Nested::Number(y)) = seq.next_element_seed(NestedSeed(at))? else {
                    return Err(A::Error::custom("a place with one coordinate"));
                };
                // A height, and whatever else stands behind it.
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                at.count::<A::Error>()?;
                Ok(Nested::Place(x, y))
            }
            Nested::Place(x, y) => {
                let mut places = vec![(x, y)];
                while let Some(next) = seq.next_element_seed(NestedSeed(at))? {
                    let Nested::Place(x, y) = next else {
                        return Err(mixed());
                    };
                    places.push((x, y));
                }
                Ok(Nested::Places(places))
            }
            first => {
                let mut list = vec![first];
                while let Some(next) = seq.next_element_seed(NestedSeed(at))? {
                    if matches!(next, Nested::Number(_) | Nested::Place(..)) {
                        return Err(mixed());
                    }
                    list.push(next);
                }
                Ok(Nested::List(list))
            }
        }
    }
}

/// A text of our own header.
#[derive(Debug, Deserialize)]
pub(crate) struct Header {
    pub(crate) kind: String,
    pub(crate) source: String,
    pub(crate) licence: String,
    #[serde(default)]
    pub(crate) attribution: String,
    pub(crate) valid_on: String,
    pub(crate) plane: HeaderPlane,
}

/// The plane in our own header.
#[derive(Debug, Deserialize)]
pub(crate) struct HeaderPlane {
    pub(crate) centre: (f64, f64),
    pub(crate) metres: u32,
    pub(crate) origin: (i32, i32),
}
