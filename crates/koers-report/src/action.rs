//! What the record of an action says, in words: where it lands, in which parts it can be funded.

use crate::number;
use koers_model::portfolio::action::Place;
use koers_model::portfolio::money::Share;
use koers_model::region::RegionRegistry;
use koers_model::text::Lang;
use koers_model::value::Number;

/// Decimals of a degree: with four of them a point is known to some ten metres.
const DECIMALS: u8 = 4;

/// A region by its name, or by its code where no register knows it; a point as degrees north and east: `52,9925° NB, 6,5625° OL`.
#[must_use]
pub fn place(place: &Place, regions: Option<&RegionRegistry>, lang: Lang) -> String {
    match place {
        Place::Region(code) => regions
            .and_then(|regions| regions.get(code))
            .map_or_else(|| code.to_string(), |region| region.name.clone()),
        Place::Point { north, east } => {
            let (at_north, at_east) = lang.pick(("NB", "OL"), ("N", "E"));
            format!(
                "{}° {at_north}, {}° {at_east}",
                degrees(*north, lang),
                degrees(*east, lang)
            )
        }
    }
}

/// Millionths of a degree as degrees.
fn degrees(millionths: i32, lang: Lang) -> String {
    let degrees = Number::new(f64::from(millionths) / 1e6);
    // A whole number divided by a million is a number.
    degrees.map_or_else(String::new, |degrees| number::number(degrees, DECIMALS, lang))
}

/// The parts of what is asked at which it could be funded; a proposal of one level is funded whole or not at all.
#[must_use]
pub fn levels(levels: &[Share], lang: Lang) -> String {
    let part = |level: &Share| number::percent_to_tenth(f64::from(level.in_millionths()) / 1e6, lang);
    match levels {
        [] | [_] => lang.pick("nee, alles of niets", "no, all or nothing").to_owned(),
        several => several.iter().map(part).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::region::RegionCode;

    #[test]
    fn a_point_is_degrees_and_a_region_that_nobody_knows_is_its_code() {
        let point = Place::Point {
            north: 52_992_530,
            east: -6_564_220,
        };
        assert_eq!(place(&point, None, Lang::Nl), "52,9925° NB, −6,5642° OL");
        assert_eq!(place(&point, None, Lang::En), "52.9925° N, −6.5642° E");
        let region = Place::Region(RegionCode::new("PV22").unwrap());
        assert_eq!(place(&region, None, Lang::Nl), "PV22");
    }
}
