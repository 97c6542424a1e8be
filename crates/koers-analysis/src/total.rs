//! Totals among the parts: a name whose figures are the sum of all others would make everything count twice.

use crate::analysis::Asked;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::method::{Family, Method};
use crate::role::{PERIOD, REGION, Role, SECTOR, VALUE};
use crate::say::say;
use std::collections::BTreeMap;

/// With fewer names one is easily the sum of the others.
const FEWEST_NAMES: usize = 3;
/// Sums that all hold by accident are not this many; of more names two are enough.
const FEWEST_SUMS: usize = 3;
/// Names of which a sum that is off by rounding is a sum.
const MANY_NAMES: usize = 5;
/// By how much a sum may be off in a published table, by rounding, as a part of its size.
const ROUNDING: f64 = 0.002;
/// By how much a sum may be off in the last digits.
const DIGITS: f64 = 1e-9;

/// Refuses an activity that is the sum of the others, and a region that is, unless it is what the others are compared with.
///
/// # Errors
/// [`Fault::Method`] with the name.
pub(crate) fn refuse_totals(method: &Method, frame: &Frame, asked: &Asked) -> Result<(), Fault> {
    if !matches!(method.family, Family::Structure | Family::Growth) || !frame.has(VALUE) {
        return Ok(());
    }
    if let Some(name) = total(frame, SECTOR, None)? {
        return Err(Fault::Method(say(
            "sector `{0}` is de som van de andere sectoren, op afronding na, en alles zou dubbel tellen. Laat die rijen weg",
            "sector `{0}` is the sum of the other sectors but for rounding, and everything would count twice. Leave those rows out",
            [name.as_str().into()],
        )));
    }
    // Growth of one region that is compared with nothing does not look at the others; places among regions do.
    if method.family == Family::Growth && !method.reference {
        return Ok(());
    }
    if let Some(name) = total(frame, REGION, asked.reference.as_deref())? {
        let said = match method.reference {
            true => say(
                "regio `{0}` is de som van de andere regio’s, op afronding na, en alles zou dubbel tellen. Laat die rijen weg, of vergelijk ermee: --reference {0}",
                "region `{0}` is the sum of the other regions but for rounding, and everything would count twice. Leave those rows out, or compare with it: --reference {0}",
                [name.as_str().into()],
            ),
            false => say(
                "regio `{0}` is de som van de andere regio’s, op afronding na, en alles zou dubbel tellen. Laat die rijen weg",
                "region `{0}` is the sum of the other regions but for rounding, and everything would count twice. Leave those rows out",
                [name.as_str().into()],
            ),
        };
        return Err(Fault::Method(said));
    }
    Ok(())
}

/// The name that is the sum of all others wherever all have a figure; `None` where there is none, or too little to tell it from an accident.
///
/// What it cannot see: a total of a table that rounds or estimates further, totals of some of the others, and one in a table of a single period.
fn total(frame: &Frame, of: Role, except: Option<&str>) -> Result<Option<String>, Fault> {
    if !frame.has(of) {
        return Ok(None);
    }
    let names: Vec<String> = frame.distinct(of)?;
    let groups = groups(frame, of, &names)?;
    // What is or is not there adds up to anything.
    let is_presence = groups
        .iter()
        .flatten()
        .all(|value| *value == 0.0 || *value == 1.0);
    let enough = if names.len() > FEWEST_NAMES {
        2
    } else {
        FEWEST_SUMS
    };
    if is_presence || names.len() < FEWEST_NAMES || groups.len() < enough {
        return Ok(None);
    }
    let slack = match names.len() >= MANY_NAMES && groups.len() >= FEWEST_SUMS {
        true => ROUNDING,
        false => DIGITS,
    };
    let is_total = |at: usize| {
        groups.iter().all(|values| {
            let value = values.get(at).copied().unwrap_or(0.0);
            let all: f64 = values.iter().sum();
            value != 0.0 && (all - 2.0 * value).abs() <= slack * value.abs()
        })
    };
    let mut places = 0..names.len();
    let found = places.find(|at| names.get(*at).map(String::as_str) != except && is_total(*at));
    Ok(found.and_then(|at| names.get(at)).cloned())
}

/// The figures of all names, in the order of the names, wherever every one has a figure and one is not nought.
fn groups(frame: &Frame, of: Role, names: &[String]) -> Result<Vec<Vec<f64>>, Fault> {
    let (own, figures) = (frame.names(of)?, frame.figures(VALUE)?);
    let mut others: Vec<&[String]> = Vec::new();
    for role in [REGION, SECTOR, PERIOD] {
        if role != of && frame.has(role) {
            others.push(frame.names(role)?);
        }
    }
    let place: BTreeMap<&str, usize> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let mut groups: BTreeMap<Vec<&str>, (usize, Vec<f64>)> = BTreeMap::new();
    for (row, (name, cell)) in own.iter().zip(figures).enumerate() {
        let (Some(at), Some(number)) = (place.get(name.as_str()), cell.number()) else {
            continue;
        };
        let key = others
            .iter()
            .filter_map(|column| column.get(row).map(String::as_str))
            .collect();
        let (known, values) = groups.entry(key).or_insert_with(|| (0, vec![0.0; names.len()]));
        *known += 1;
        if let Some(value) = values.get_mut(*at) {
            *value += number.get();
        }
    }
    let whole = groups.into_values();
    let whole =
        whole.filter(|(known, values)| *known == names.len() && values.iter().any(|value| *value != 0.0));
    Ok(whole.map(|(_, values)| values).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::value::{Cell, Number};

    fn frame(rows: &[(&str, &str, f64)]) -> Frame {
        let names = |at: fn(&(&str, &str, f64)) -> String| rows.iter().map(at).collect::<Vec<_>>();
        let cells = rows
            .iter()
            .map(|(.., value)| Cell::value(Number::new(*value).unwrap()));
        Frame::new(
            [
                (SECTOR, names(|row| row.0.to_owned())),
                (PERIOD, names(|row| row.1.to_owned())),
            ],
            [(VALUE, cells.collect())],
        )
        .unwrap()
    }

    #[test]
    fn a_sum_is_told_from_an_accident() {
        // The jobs of three sectors and their total, in two years: exact.
        let mut rows = vec![
            ("a", "2000", 4.0),
            ("b", "2000", 7.0),
            ("c", "2000", 9.0),
            ("all", "2000", 20.0),
        ];
        assert_eq!(total(&frame(&rows), SECTOR, None).unwrap(), None);
        rows.extend([
            ("a", "2001", 5.0),
            ("b", "2001", 5.0),
            ("c", "2001", 9.0),
            ("all", "2001", 19.0),
        ]);
        assert_eq!(
            total(&frame(&rows), SECTOR, None).unwrap().as_deref(),
            Some("all")
        );
        assert_eq!(total(&frame(&rows), SECTOR, Some("all")).unwrap(), None);
        // One year in which it is not the sum, and it is no total.
        rows[7].2 = 19.1;
        assert_eq!(total(&frame(&rows), SECTOR, None).unwrap(), None);
    }

    #[test]
    fn rounding_does_not_hide_a_total() {
        let mut rows = Vec::new();
        for year in ["2000", "2001", "2002"] {
            rows.extend([
                ("a", year, 140.3),
                ("b", year, 250.4),
                ("c", year, 90.3),
                ("d", year, 310.4),
            ]);
            rows.push(("all", year, 791.5));
        }
        assert_eq!(
            total(&frame(&rows), SECTOR, None).unwrap().as_deref(),
            Some("all")
        );
    }

    #[test]
    fn what_is_there_or_not_adds_up_to_anything() {
        let mut rows = Vec::new();
        for (at, year) in ["2000", "2001", "2002"].into_iter().enumerate() {
            rows.push(("everywhere", year, 1.0));
            rows.extend(
                ["a", "b", "c"]
                    .into_iter()
                    .enumerate()
                    .map(|(one, name)| (name, year, f64::from(u8::from(one == at)))),
            );
        }
        assert_eq!(total(&frame(&rows), SECTOR, None).unwrap(), None);
    }

    #[test]
    fn what_is_compared_with_counts_among_the_others() {
        let mut rows = Vec::new();
        for (year, a, b) in [("2000", 4.0, 7.0), ("2001", 5.0, 5.0), ("2002", 6.0, 1.0)] {
            rows.extend([("a", year, a), ("b", year, b), ("all", year, a + b)]);
        }
        assert_eq!(
            total(&frame(&rows), SECTOR, Some("b")).unwrap().as_deref(),
            Some("all")
        );
    }
}
