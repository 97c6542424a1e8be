//! Cubes that nobody published.

use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use proptest::prelude::*;

/// Any number.
pub fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        any::<f64>(),
        (-1_000_000_i32..1_000_000).prop_map(|n| f64::from(n) / 100.0)
    ]
    .prop_filter_map("finite", Number::new)
}

/// Any cell that a table can have a row for.
pub fn cell() -> impl Strategy<Value = Cell> {
    let value = (number(), proptest::option::of(number())).prop_map(|(number, margin)| Cell {
        margin: margin.and_then(|margin| Number::new(margin.get().abs())),
        ..Cell::value(number)
    });
    let missing = prop_oneof![
        Just(Missing::Suppressed),
        Just(Missing::NotYet),
        Just(Missing::NotAvailable),
        Just(Missing::Impossible),
        Just(Missing::NotApplicable),
        Just(Missing::Undefined),
    ];
    let masked = (number(), number()).prop_map(|(low, high)| Cell::masked(Bounds { low, high }));
    let content = prop_oneof![3 => value, 2 => missing.prop_map(Cell::missing), 1 => masked];
    (content, 0_u16..1 << 12).prop_map(|(cell, bits)| cell.marked(Marks::from_bits(bits)))
}

/// Measure, code, region, year, cell, place.
pub type Row = (u8, u8, u8, i32, Cell, u32);

/// A cube of these figures.
pub fn cube(rows: Vec<Row>, quarters: bool) -> Cube {
    let frequency = if quarters {
        Frequency::Quarter
    } else {
        Frequency::SchoolYear
    };
    // A category may have the name of a column of the cache, or of a published table.
    let mut builder = CubeBuilder::new(Id::new("made-up").unwrap(), frequency, &["sector", "value"]);
    for (measure, code, region, year, cell, place) in rows {
        let period = match frequency {
            Frequency::Quarter => Period::quarter(2000 + year / 4, u8::try_from(year % 4 + 1).unwrap()),
            _ => Period::school_year(2000 + year),
        };
        let region = RegionCode::new(&format!("GM{region:04}")).unwrap();
        // The same cell twice is refused: that is the business of another test.
        let _ = builder.add(
            &format!("m{measure}"),
            &[&format!("s{code}"), "x y"],
            region,
            period.unwrap(),
            cell,
            place,
        );
    }
    builder.build().unwrap()
}

/// Some figures.
pub fn rows() -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec(
        (0_u8..3, 0_u8..4, 0_u8..20, 0_i32..30, cell(), any::<u32>()),
        0..200,
    )
}
