//! The drawing itself.

use super::ground::{GAP, Sheet, TILE, letters};
use super::{Classes, Ground, Map, Place, Swatch};
use crate::chart::escape;
use crate::number;
use koers_model::outline::{Tile, Tiles};
use koers_model::value::Missing;
use std::fmt::Write;

/// Up to how many columns of tiles there is room for a figure on each.
const ROOM_FOR_FIGURES: i32 = 9;
/// From how many columns on the letters are left out on a telephone.
const NO_ROOM_FOR_LETTERS: i32 = 13;

impl Map<'_> {
    /// The map as SVG. Where no region has a place on the ground, a frame with words that say so.
    #[must_use]
    pub fn svg(&self) -> String {
        let drawn = self.drawn();
        let blank = self.blank();
        if drawn.is_empty() && blank.is_empty() {
            return self.placeholder();
        }
        let sheet = self.sheet();
        let classes = self.classes();
        let mut out = String::new();
        self.patterns(&mut out, &drawn, &sheet);
        if let (Ground::Outlines(outlines), Some(_)) = (self.ground, &self.within) {
            let beside = sheet.beside(outlines, |code| self.shows(code));
            if !beside.is_empty() {
                let paths: String = beside.iter().map(|outline| sheet.path(outline)).collect();
                let _ = write!(
                    out,
                    "<path class=\"k-beside\" aria-hidden=\"true\" d=\"{paths}\"/>"
                );
            }
        }
        for code in blank {
            let shape = self.shape(&sheet, code, "", "");
            let _ = write!(
                out,
                "<g class=\"k-place k-ground\" aria-hidden=\"true\">{shape}</g>"
            );
        }
        for place in &drawn {
            self.place(&mut out, place, &sheet, &classes);
        }
        let own = self.own_path(&sheet);
        if !own.is_empty() {
            let _ = write!(
                out,
                "<path class=\"k-own-back\" aria-hidden=\"true\" d=\"{own}\"/>\
                 <path class=\"k-own-line\" aria-hidden=\"true\" d=\"{own}\"/>"
            );
        }
        let kind = match self.ground {
            Ground::Outlines(_) => "",
            Ground::Tiles(_) if sheet.columns() <= ROOM_FOR_FIGURES => " k-tiles k-tiles-few",
            Ground::Tiles(_) if sheet.columns() < NO_ROOM_FOR_LETTERS => " k-tiles",
            Ground::Tiles(_) => " k-tiles k-tiles-many",
        };
        let links = drawn.iter().any(|place| place.href.is_some());
        self.frame(kind, links, sheet.width, sheet.height, &out)
    }

    /// The element with its name and description. One with links in it is a group: an image would hide them.
    fn frame(&self, class: &str, links: bool, width: i32, height: i32, inner: &str) -> String {
        let id = escape(&self.id);
        format!(
            "<svg class=\"k-map{class}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"{}\" aria-labelledby=\"{id}-name\" aria-describedby=\"{id}-says\">\
             <title id=\"{id}-name\">{}</title><desc id=\"{id}-says\">{}</desc>{inner}</svg>",
            if links { "group" } else { "img" },
            escape(&self.name()),
            escape(&self.describe()),
        )
    }

    fn placeholder(&self) -> String {
        let words = self
            .lang
            .pick("Geen kaart van deze gebieden", "No map of these regions");
        let inner = format!(
            "<rect class=\"k-empty\" x=\"2\" y=\"2\" width=\"596\" height=\"116\" rx=\"5\"/>\
             <text class=\"k-map-word\" x=\"300\" y=\"66\" text-anchor=\"middle\">{}</text>",
            escape(words)
        );
        self.frame(" k-none", false, 600, 120, &inner)
    }

    /// The hatchings that are needed, as wide on the screen whatever is shown.
    fn patterns(&self, out: &mut String, drawn: &[&Place<'_>], sheet: &Sheet) {
        let id = escape(&self.id);
        let has = |swatch: Swatch| {
            drawn.iter().any(|place| {
                place
                    .cell
                    .missing_reason()
                    .is_some_and(|reason| Swatch::missing(reason) == swatch)
            })
        };
        // One part in a hundred of the width: six pixels on a page.
        let step = (sheet.width.max(sheet.height) / 100).clamp(7, 100);
        let (near, far) = (step / 5, step - step / 5);
        let mut patterns = String::new();
        if has(Swatch::Unknown) {
            let half = step / 2;
            let _ = write!(
                patterns,
                "<pattern id=\"{id}-unknown\" width=\"{step}\" height=\"{step}\" patternUnits=\"userSpaceOnUse\">\
                 <rect class=\"k-ground\" width=\"{step}\" height=\"{step}\"/>\
                 <path class=\"k-hatch\" d=\"M-{half} {half}L{half}-{half}M0 {step}L{step} 0M{half} {}L{} {half}\"/></pattern>",
                step + half,
                step + half
            );
        }
        if has(Swatch::Withheld) {
            let _ = write!(
                patterns,
                "<pattern id=\"{id}-withheld\" width=\"{wide}\" height=\"{wide}\" patternUnits=\"userSpaceOnUse\">\
                 <rect class=\"k-ground\" width=\"{wide}\" height=\"{wide}\"/>\
                 <path class=\"k-hatch\" d=\"M{near} {near}L{far} {far}M{far} {near}L{near} {far}\"/></pattern>",
                wide = step + step / 3
            );
        }
        if !patterns.is_empty() {
            let _ = write!(out, "<defs>{patterns}</defs>");
        }
    }

    fn place(&self, out: &mut String, place: &Place<'_>, sheet: &Sheet, classes: &Classes) {
        let label = escape(&self.label(place));
        let (class, fill) = match place.cell.number() {
            Some(value) => (classes.tone(classes.class_of(value)).class(), String::new()),
            None => {
                let reason = place.cell.missing_reason().unwrap_or(Missing::Absent);
                let word = match Swatch::missing(reason) {
                    Swatch::Withheld => "withheld",
                    _ => "unknown",
                };
                let fill = format!(" fill=\"url(#{}-{word})\"", escape(&self.id));
                (format!("k-{word}"), fill)
            }
        };
        let shape = self.shape(sheet, &place.code, &fill, &label);
        let _ = match &place.href {
            Some(href) => write!(
                out,
                "<a class=\"k-place {class}\" href=\"{}\" aria-label=\"{label}\">{shape}</a>",
                escape(href)
            ),
            None => write!(
                out,
                "<g class=\"k-place {class}\" role=\"img\" aria-label=\"{label}\">{shape}</g>"
            ),
        };
        // Beside the link and not in it: who says a link's name aloud to follow it would have to say these letters.
        if let Ground::Tiles(tiles) = self.ground
            && let Some(tile) = tiles.get(&place.code)
        {
            let _ = write!(out, "<g class=\"{class}\" aria-hidden=\"true\">");
            self.words(out, place, tiles, tile, sheet);
            out.push_str("</g>");
        }
    }

    /// The area of a region. What stands beside the mouse is hidden from those who hear the page: the link says the same.
    fn shape(
        &self,
        sheet: &Sheet,
        code: &koers_model::region::RegionCode,
        fill: &str,
        title: &str,
    ) -> String {
        let title = if title.is_empty() {
            String::new()
        } else {
            format!("<title>{title}</title>")
        };
        match self.ground {
            Ground::Outlines(outlines) => {
                let d = outlines
                    .get(code)
                    .map_or_else(String::new, |outline| sheet.path(outline));
                format!("<path aria-hidden=\"true\"{fill} d=\"{d}\">{title}</path>")
            }
            Ground::Tiles(tiles) => {
                let (x, y) = tiles.get(code).map_or((0, 0), |tile| sheet.tile(tile));
                format!(
                    "<rect aria-hidden=\"true\"{fill} x=\"{}\" y=\"{}\" width=\"{side}\" height=\"{side}\" rx=\"5\">{title}</rect>",
                    x + GAP / 2,
                    y + GAP / 2,
                    side = TILE - GAP
                )
            }
        }
    }

    /// Letters and, where there is room, the figure on a tile.
    fn words(&self, out: &mut String, place: &Place<'_>, tiles: &Tiles, tile: Tile, sheet: &Sheet) {
        let (x, y) = sheet.tile(tile);
        let middle = x + TILE / 2;
        let letters = letters(tiles, &place.code, place.name);
        let figures = sheet.columns() <= ROOM_FOR_FIGURES;
        let _ = write!(
            out,
            "<text class=\"k-letters{long}\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            y + if figures { 46 } else { 62 },
            escape(&letters),
            long = if letters.chars().count() > 3 {
                " k-long"
            } else {
                ""
            },
        );
        if figures {
            let figure = match place.cell.number() {
                Some(value) => number::compact(value, self.decimals, self.lang),
                None => place.cell.missing_reason().map_or("", number::symbol).to_owned(),
            };
            let _ = write!(
                out,
                "<text class=\"k-on-tile\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                y + 76,
                escape(&figure)
            );
        }
    }
}
