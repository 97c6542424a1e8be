//! From the bytes of a GeoJSON file to the outlines of the regions of one kind, simplified so that neighbours never gap or overlap.
//!
//! [`import`] reads what a mapping agency publishes, matches every feature to a region of the register, takes corners away where the eye
//! does not miss them, and says what it could not use. [`write()`] keeps the result as GeoJSON of our own (longitude and latitude, with a
//! header), so that any other tool reads it too; [`read`] gives the outlines back exactly. Everything works on bytes: no files, no clock.
//!
//! ```
//! use jiff::civil::date;
//! use koers_geo::{Question, import, read, write};
//! use koers_model::outline::Provenance;
//! use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
//! let region = Region {
//!     code: RegionCode::new("PV22").expect("a code"),
//!     kind: RegionKind::Province,
//!     name: "Drenthe".into(),
//!     nuts: vec!["NL13".into()],
//!     validity: Validity::default(),
//! };
//! let register = RegionRegistry::new(vec![region], vec![], vec![]).expect("one region");
//! let made_up = br#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"statcode": "PV22"},
//!     "geometry": {"type": "Polygon", "coordinates": [[[6.1, 52.6], [7.1, 52.6], [7.1, 53.2], [6.1, 53.2], [6.1, 52.6]]]}}]}"#;
//! let question = Question {
//!     register: &register,
//!     kind: RegionKind::Province,
//!     provenance: Provenance {
//!         source: "made up".into(),
//!         licence: "CC0-1.0".into(),
//!         attribution: String::new(),
//!         valid_on: date(2023, 1, 1),
//!     },
//!     code: None,
//!     most_corners: 1000,
//! };
//! let imported = import(made_up, &question).expect("readable");
//! let kept = write(&imported.map, &register);
//! assert_eq!(read(&kept).expect("our own"), imported.map);
//! ```

mod crs;
mod error;
mod file;
mod import;
mod json;
mod matching;
mod mesh;
mod neighbours;
mod plane;
mod simplify;

pub use error::{Finding, GeoError, Known};
pub use file::{read, write};
pub use import::{Imported, Question, import};
pub use neighbours::neighbours;
pub use plane::Plane;

use koers_model::outline::Outlines;

/// Outlines with the plane that they lie in.
#[derive(Debug, Clone, PartialEq)]
pub struct Boundaries {
    /// The outlines.
    pub outlines: Outlines,
    /// How the plane lies on the earth.
    pub plane: Plane,
}

/// A file larger than this is refused: 256 MiB.
pub const LARGEST_FILE: usize = 256 * 1024 * 1024;
/// More corners than this are refused.
pub const MOST_CORNERS: usize = 5_000_000;
