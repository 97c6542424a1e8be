//! `regions/tiles.csv`: where a region lies on the tile map.

use super::csv::{CsvFault, read};
use super::decode::Expected;
use super::leaf::Leaf;
use super::regions::{Cells, columns};
use crate::place::Sp;
use koers_model::outline::Tile;
use koers_model::region::RegionCode;
use serde_json::{Value, json};

/// One row, with its place.
#[derive(Debug, Clone)]
pub(crate) struct TileRow {
    pub(crate) code: RegionCode,
    pub(crate) tile: Tile,
    pub(crate) label: Option<String>,
}

const TILES: &[&str] = &["code", "column", "row", "label"];
/// Further than this no tile map goes.
const LAST: u16 = 499;
/// More letters than this do not fit on a tile.
const LETTERS: usize = 5;

/// A column or row of tiles.
struct Count(u16);

impl Leaf for Count {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|count| *count <= LAST).map(Self)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een geheel getal van 0 tot en met 499",
            "a whole number from 0 to 499",
        )
    }
    fn schema() -> Value {
        json!({"type": "integer", "minimum": 0, "maximum": LAST})
    }
}

/// The letters on a tile.
struct Letters(String);

impl Leaf for Letters {
    fn read(text: &str) -> Option<Self> {
        (text.chars().count() <= LETTERS).then(|| Self(text.to_owned()))
    }
    fn expected() -> Expected {
        Expected::Said("hoogstens vijf letters", "at most five letters")
    }
    fn schema() -> Value {
        json!({"type": "string", "maxLength": LETTERS})
    }
}

/// Reads the rows of the tile map. Rows with a wrong cell are reported and left out.
pub(crate) fn read_tiles(text: &str, file: u16, faults: &mut Vec<CsvFault>) -> Vec<Sp<TileRow>> {
    let table = read(text, file, faults);
    let [code, column, row_number, label] = columns(&table, TILES, faults);
    let mut rows = Vec::new();
    for row in &table.rows {
        let mut cells = Cells::of(row, faults);
        let code = cells.required::<RegionCode>(code, "code");
        let column = cells.required::<Count>(column, "column");
        let down = cells.required::<Count>(row_number, "row");
        let label = cells.optional::<Letters>(label, "label");
        if let (Some(code), Some(Count(column)), Some(Count(down)), true) =
            (code, column, down, cells.whole())
        {
            let tile = Tile { column, row: down };
            let label = label.map(|letters| letters.0);
            rows.push(Sp::new(TileRow { code, tile, label }, row.at));
        }
    }
    rows
}
