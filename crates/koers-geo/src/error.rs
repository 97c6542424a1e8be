//! What can be wrong with a file of boundaries, with its place, in words.

use jiff::civil::Date;
use koers_model::region::{RegionCode, RegionKind, Validity};
use koers_model::text::Lang;

/// Why no map could be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum GeoError {
    /// Too many bytes.
    #[error("the file has {0} bytes; at most {most} are read", most = crate::LARGEST_FILE)]
    TooLarge(usize),
    /// Too many corners.
    #[error("the file has more than {most} corners; ask the publisher for a generalised edition", most = crate::MOST_CORNERS)]
    TooManyCorners,
    /// The bytes are no JSON, or end too early, or hold something that GeoJSON does not have.
    #[error("line {line}, column {column}{at}: {message}", at = feature.map(|n| format!(" (feature {n})")).unwrap_or_default())]
    Json {
        /// Line, counted from one.
        line: usize,
        /// Column, counted from one.
        column: usize,
        /// The feature being read, counted from one.
        feature: Option<usize>,
        /// What the reader of JSON says.
        message: String,
    },
    /// JSON of another kind.
    #[error("this is no GeoJSON FeatureCollection")]
    NotACollection,
    /// A collection without features.
    #[error("the file has no features")]
    NoFeatures,
    /// Coordinates in a grid that is not known here.
    #[error(
        "coordinates in `{0}` cannot be read; convert them to longitude and latitude first (ogr2ogr -t_srs EPSG:4326)"
    )]
    UnknownCrs(String),
    /// A place that does not exist in the coordinates of the file.
    #[error("feature {feature}: {x}, {y} is no place in the coordinates of this file")]
    NoPlace {
        /// The feature, counted from one.
        feature: usize,
        /// The first coordinate.
        x: f64,
        /// The second.
        y: f64,
    },
    /// A ring that does not end where it starts.
    #[error("feature {feature}: ring {ring} does not end where it starts")]
    OpenRing {
        /// The feature, counted from one.
        feature: usize,
        /// The ring within it, counted from one.
        ring: usize,
    },
    /// A ring with too few corners.
    #[error("feature {feature}: ring {ring} has fewer than four places")]
    ShortRing {
        /// The feature, counted from one.
        feature: usize,
        /// The ring within it, counted from one.
        ring: usize,
    },
    /// The property that should hold the code is in no feature.
    #[error("no feature has a property `{asked}`; there are: {there}")]
    NoProperty {
        /// The property asked for.
        asked: String,
        /// Those that are there.
        there: String,
    },
    /// No feature is a region of the register.
    #[error("no feature is one of the {kind} of the register on {on}; properties: {there}", kind = kind.plural(Lang::En))]
    NothingMatched {
        /// The kind of region asked for.
        kind: RegionKind,
        /// The day asked for.
        on: Date,
        /// The properties that are there.
        there: String,
    },
    /// Two features are the same region.
    #[error("features {first} and {second} are both `{code}`")]
    Twice {
        /// The region.
        code: RegionCode,
        /// One feature, counted from one.
        first: usize,
        /// The other.
        second: usize,
    },
    /// The regions lie too far apart for one map.
    #[error("the regions lie too far apart for one map")]
    TooWide,
    /// A region whose rings all vanish on a grid of this size.
    #[error("`{code}` is smaller than {metres} metres and has no outline left")]
    Vanished {
        /// The region.
        code: RegionCode,
        /// The size of a unit in metres.
        metres: u32,
    },
    /// A file of our own that lacks its header, or has a wrong one.
    #[error("the header `koers` of the file is wrong: {0}")]
    Header(String),
    /// A file of our own, of a version that is not known yet.
    #[error("the file has version {0} of the form; this program reads version 1")]
    Version(u64),
}

impl GeoError {
    /// The message in a language. What the reader of JSON says stays English.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::TooLarge(bytes) => format!(
                "het bestand is {bytes} bytes groot; Koers leest er ten hoogste {}",
                crate::LARGEST_FILE
            ),
            Self::TooManyCorners => format!(
                "het bestand heeft meer dan {} hoekpunten; vraag de uitgever om een gegeneraliseerde versie",
                crate::MOST_CORNERS
            ),
            Self::Json {
                line,
                column,
                feature,
                message,
            } => {
                let at = feature.map(|n| format!(" (feature {n})")).unwrap_or_default();
                format!("regel {line}, kolom {column}{at}: {message}")
            }
            Self::NotACollection => "dit is geen FeatureCollection van GeoJSON".into(),
            Self::NoFeatures => "het bestand heeft geen features".into(),
            Self::UnknownCrs(name) => format!(
                "coördinaten in `{name}` zijn niet te lezen; zet ze eerst om naar lengte en breedte (ogr2ogr -t_srs EPSG:4326)"
            ),
            Self::NoPlace { feature, x, y } => {
                format!("feature {feature}: {x}, {y} is geen plek in de coördinaten van dit bestand")
            }
            Self::OpenRing { feature, ring } => {
                format!("feature {feature}: ring {ring} eindigt niet waar hij begint")
            }
            Self::ShortRing { feature, ring } => {
                format!("feature {feature}: ring {ring} heeft minder dan vier punten")
            }
            Self::NoProperty { asked, there } => {
                format!("geen feature heeft een eigenschap `{asked}`; er zijn: {there}")
            }
            Self::NothingMatched { kind, on, there } => format!(
                "geen feature is een van de {} in de lijst van gebieden op {on}; eigenschappen: {there}",
                kind.plural(Lang::Nl)
            ),
            Self::Twice { code, first, second } => {
                format!("features {first} en {second} zijn allebei `{code}`")
            }
            Self::TooWide => "de gebieden liggen te ver uiteen voor één kaart".into(),
            Self::Vanished { code, metres } => {
                format!("`{code}` is kleiner dan {metres} meter en houdt geen omtrek over")
            }
            Self::Header(what) => format!("de kop `koers` van het bestand klopt niet: {what}"),
            Self::Version(version) => {
                format!("het bestand heeft versie {version} van deze vorm; dit programma leest versie 1")
            }
        }
    }
}

/// What a reader should know of a map that could be made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// A feature that is no region of the register, of the kind and on the day asked for.
    NotInRegister {
        /// The feature, counted from one.
        feature: usize,
        /// What its property says.
        found: String,
        /// What the register knows of it.
        known: Option<Known>,
    },
    /// A feature without the property that holds the code.
    NoCode {
        /// The feature, counted from one.
        feature: usize,
    },
    /// A feature without an area: a point, a line, nothing.
    NoArea {
        /// The feature, counted from one.
        feature: usize,
    },
    /// A region of the register without a feature.
    NoShape {
        /// The region.
        code: RegionCode,
        /// Its name.
        name: String,
    },
    /// Features were matched by name, because no property holds codes.
    ByName {
        /// The property.
        property: String,
    },
    /// The file does not say its coordinates, and they look like metres of the Dutch grid.
    TakenAsRd,
    /// Two regions both lie at the same side of a border.
    Overlap {
        /// One region.
        first: RegionCode,
        /// The other.
        second: RegionCode,
    },
}

/// A region that the register has, and that was not asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It is of another kind.
    OtherKind {
        /// Its name.
        name: String,
        /// Its kind.
        kind: RegionKind,
    },
    /// It does not exist on the day asked for.
    OtherDays {
        /// Its name.
        name: String,
        /// When it exists.
        validity: Validity,
    },
}

impl Known {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::OtherKind { name, kind } => match lang {
                Lang::Nl => format!("is {name}, uit de lijst van {}", kind.plural(lang)),
                Lang::En => format!("is {name}, of the list of {}", kind.plural(lang)),
            },
            Self::OtherDays { name, validity } => {
                let day = |day: Option<Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
                let (from, to) = (day(validity.from), day(validity.to));
                match lang {
                    Lang::Nl => format!("is {name}, dat bestaat van {from} tot en met {to}"),
                    Lang::En => format!("is {name}, which exists from {from} to {to}"),
                }
            }
        }
    }
}

impl Finding {
    /// The finding in a language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (
                lang @ Lang::Nl,
                Self::NotInRegister {
                    feature,
                    found,
                    known,
                },
            ) => {
                let known = known.as_ref().map_or_else(
                    || "staat niet in de lijst van gebieden".to_owned(),
                    |known| known.message(lang),
                );
                format!("feature {feature}: `{found}` {known}; overgeslagen")
            }
            (
                lang @ Lang::En,
                Self::NotInRegister {
                    feature,
                    found,
                    known,
                },
            ) => {
                let known = known.as_ref().map_or_else(
                    || "is not in the list of regions".to_owned(),
                    |known| known.message(lang),
                );
                format!("feature {feature}: `{found}` {known}; passed over")
            }
            (Lang::Nl, Self::NoCode { feature }) => format!("feature {feature}: geen code; overgeslagen"),
            (Lang::En, Self::NoCode { feature }) => format!("feature {feature}: no code; passed over"),
            (Lang::Nl, Self::NoArea { feature }) => format!("feature {feature}: geen vlak; overgeslagen"),
            (Lang::En, Self::NoArea { feature }) => format!("feature {feature}: no area; passed over"),
            (Lang::Nl, Self::NoShape { code, name }) => format!("{code} {name}: geen grens in dit bestand"),
            (Lang::En, Self::NoShape { code, name }) => format!("{code} {name}: no boundary in this file"),
            (Lang::Nl, Self::ByName { property }) => {
                format!("gebieden zijn herkend aan hun naam (`{property}`), niet aan een code")
            }
            (Lang::En, Self::ByName { property }) => {
                format!("regions were recognised by their name (`{property}`), not by a code")
            }
            (Lang::Nl, Self::TakenAsRd) => {
                "het bestand noemt zijn coördinaten niet; gelezen als RD (EPSG:28992)".into()
            }
            (Lang::En, Self::TakenAsRd) => {
                "the file does not name its coordinates; read as RD (EPSG:28992)".into()
            }
            (Lang::Nl, Self::Overlap { first, second }) => {
                format!("{first} en {second} overlappen elkaar langs een grens")
            }
            (Lang::En, Self::Overlap { first, second }) => {
                format!("{first} and {second} overlap along a border")
            }
        }
    }
}
