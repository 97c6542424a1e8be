//! A map drawn on the server: every region of a kind in the colour of its class, on real outlines or on tiles of one size.
//!
//! The map is one SVG that scales with its place. A region with an address is a link whose name says region and figure, so that the
//! keyboard and a screen reader get what the mouse gets; the same figures stand in [`Map::rows`], for the table that always stands beside
//! it. Classes are told by lightness and by the words of the [`Map::legend`]; a missing figure is hatched, a withheld one crossed, and
//! neither is ever coloured like a number. No style stands in the drawing: a page that shows it holds [`CSS`] once.
//!
//! ```
//! use koers_model::outline::{Tile, Tiles};
//! use koers_model::region::{RegionCode, RegionKind};
//! use koers_model::text::Lang;
//! use koers_model::unit::Unit;
//! use koers_model::value::{Cell, Number};
//! use koers_report::map::{Classing, Ground, Map, Place};
//! let code = RegionCode::new("PV22").expect("a code");
//! let tiles = Tiles::new([(code.clone(), Tile { column: 0, row: 0 }, None)]).expect("no two on one tile");
//! let map = Map {
//!     id: "banen".into(),
//!     lang: Lang::Nl,
//!     title: "Banen",
//!     period: None,
//!     kind: RegionKind::Province,
//!     unit: Unit::from_id("thousand-jobs").expect("a unit"),
//!     decimals: 1,
//!     ground: Ground::Tiles(&tiles),
//!     places: vec![Place {
//!         code: code.clone(),
//!         name: "Drenthe",
//!         cell: Cell::value(Number::new(205.1).expect("finite")),
//!         href: Some("/kaart/PV22".into()),
//!     }],
//!     own: vec![code],
//!     within: None,
//!     classing: Classing::Quantiles,
//! };
//! assert!(map.svg().contains("aria-label=\"Drenthe: 205,1 duizend banen\""));
//! ```

mod classes;
mod describe;
mod draw;
mod ground;
mod legend;
mod rows;

pub use classes::{Breaks, BreaksError, Classes, Tone};
pub use legend::{MapKey, Swatch};
pub use rows::{COLUMNS, MapRow};

use koers_model::outline::{Outlines, Tiles};
use koers_model::period::Period;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::{Cell, Missing, Number};
use std::collections::BTreeSet;

/// Styles that every page with a map needs once, after the tokens of the page.
pub const CSS: &str = include_str!("../../templates/map.css");

/// A region with its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'a> {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: &'a str,
    /// Its figure, or why there is none.
    pub cell: Cell,
    /// Where a click leads; without it the region is no link.
    pub href: Option<String>,
}

/// What the regions are drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ground<'a> {
    /// Real outlines.
    Outlines(&'a Outlines),
    /// Tiles of one size.
    Tiles(&'a Tiles),
}

/// How figures are put in classes.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Classing {
    /// About as many regions in each of five classes, from light to dark. Equal figures always share a class.
    #[default]
    Quantiles,
    /// Two colours around a value that means something, such as zero for a growth: up to three classes below it and three from it on.
    QuantilesAround(Number),
    /// Breaks that somebody chose.
    Breaks(Breaks),
}

/// What a map shows. All figures are in one unit and of one period.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<'a> {
    /// Start of the ids of its parts; unique on the page. Letters, digits and `-`.
    pub id: String,
    /// The language of its words.
    pub lang: Lang,
    /// What is measured.
    pub title: &'a str,
    /// When.
    pub period: Option<Period>,
    /// The kind of the regions.
    pub kind: RegionKind,
    /// The unit.
    pub unit: &'a Unit,
    /// Decimals shown. Figures that read the same share a class.
    pub decimals: u8,
    /// Outlines or tiles.
    pub ground: Ground<'a>,
    /// The regions with their figures; one without a place on the ground is left to the table and named by [`Map::not_drawn`].
    pub places: Vec<Place<'a>>,
    /// Regions with a heavy line around them: the workspace's own, or its parts.
    pub own: Vec<RegionCode>,
    /// Zoom: show only these, with what lies around them in grey. Classes still go by all figures.
    pub within: Option<BTreeSet<RegionCode>>,
    /// How figures are put in classes.
    pub classing: Classing,
}

impl<'a> Map<'a> {
    /// The classes of the figures.
    #[must_use]
    pub fn classes(&self) -> Classes {
        Classes::of(
            self.places.iter().filter_map(|place| place.cell.number()),
            self.decimals,
            &self.classing,
        )
    }

    /// Whether a region is shown, given the zoom.
    fn shows(&self, code: &RegionCode) -> bool {
        self.within.as_ref().is_none_or(|within| within.contains(code))
    }

    fn is_on_ground(&self, code: &RegionCode) -> bool {
        match self.ground {
            Ground::Outlines(outlines) => outlines.get(code).is_some(),
            Ground::Tiles(tiles) => tiles.get(code).is_some(),
        }
    }

    /// The shown places that have a place on the ground, by name: the order in which the keyboard walks through them.
    fn drawn(&self) -> Vec<&Place<'a>> {
        let mut drawn: Vec<&Place<'a>> = self
            .places
            .iter()
            .filter(|place| self.shows(&place.code) && self.is_on_ground(&place.code))
            .collect();
        drawn.sort_by(|a, b| (sort_name(a.name), &a.code).cmp(&(sort_name(b.name), &b.code)));
        drawn.dedup_by(|later, first| later.code == first.code);
        drawn
    }

    /// The names of shown regions that have a figure and no place on the ground: the page says that they are in the table only.
    #[must_use]
    pub fn not_drawn(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = self
            .places
            .iter()
            .filter(|place| self.shows(&place.code) && !self.is_on_ground(&place.code))
            .map(|place| place.name)
            .collect();
        names.sort_by_key(|name| sort_name(name));
        names
    }

    /// Leaves out what neither the source nor the ground has, such as a code for what cannot be assigned to an area.
    pub fn leave_out_what_is_nowhere(&mut self) {
        let nowhere: BTreeSet<RegionCode> = self
            .places
            .iter()
            .filter(|place| {
                place.cell.missing_reason() == Some(Missing::Absent) && !self.is_on_ground(&place.code)
            })
            .map(|place| place.code.clone())
            .collect();
        self.places.retain(|place| !nowhere.contains(&place.code));
    }

    /// Shown regions of the ground that no place speaks of.
    fn blank(&self) -> Vec<&'a RegionCode> {
        let known: BTreeSet<&RegionCode> = self.places.iter().map(|place| &place.code).collect();
        let on_ground: Vec<&'a RegionCode> = match self.ground {
            Ground::Outlines(outlines) => outlines.iter().map(|(code, _)| code).collect(),
            Ground::Tiles(tiles) => tiles.iter().map(|(code, _)| code).collect(),
        };
        on_ground
            .into_iter()
            .filter(|code| !known.contains(code) && self.shows(code))
            .collect()
    }
}

/// A name in the order of an index: `'s-Gravenhage` and `IJsselstein` where people look for them.
fn sort_name(name: &str) -> String {
    let name = name
        .strip_prefix("'s-")
        .or(name.strip_prefix("’s-"))
        .unwrap_or(name);
    name.to_lowercase()
}
