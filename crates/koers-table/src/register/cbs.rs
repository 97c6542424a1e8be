//! The list of regions of Statistics Netherlands. Its descriptions say since when and until when a municipality is there, and when it grew:
//! `Opgeheven per 01-01-2019`, `Ontstaan per 01-01-1973`, `Gemeentelijke herindeling per 01-01-2005`. They name no successor.

use super::{Register, Remark, capped, day_before, municipality};
use crate::delimited::Records;
use crate::error::{Place, ReadError, code, shown};
use jiff::civil::Date;
use koers_model::region::{Region, RegionKind, Validity};
use koers_model::text::Text;
use std::collections::BTreeSet;

const COLUMNS: [&str; 3] = ["Identifier", "Title", "Description"];

pub(super) fn read(text: &str) -> Result<Register, Vec<ReadError>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut records = Records::new(text.as_bytes(), b';', true);
    let mut errors = Vec::new();
    let one = |error| vec![error];
    if !records.advance().map_err(one)? {
        return Err(one(crate::empty()));
    }
    let header: Vec<String> = (0..records.len())
        .map(|at| String::from_utf8_lossy(records.cell(at)).trim().to_owned())
        .collect();
    let column = |name: &str| header.iter().position(|known| known == name);
    let (Some(id), Some(title), Some(description)) =
        (column(COLUMNS[0]), column(COLUMNS[1]), column(COLUMNS[2]))
    else {
        return Err(one(ReadError::new(
            code::WRONG_FORM,
            "this is no list of regions of Statistics Netherlands",
        )
        .at(Place::Line(1))
        .expected(COLUMNS.join(";"))
        .found(shown(header.join(";").as_bytes()))));
    };
    let mut register = Register::default();
    let mut seen = BTreeSet::new();
    loop {
        match records.advance() {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                errors.push(error);
                break;
            }
        }
        let cell = |at| String::from_utf8_lossy(records.cell(at)).trim().to_owned();
        let Some(region) = municipality(&cell(id)) else {
            continue;
        };
        let place = Place::Line(records.line());
        if !seen.insert(region.clone()) {
            errors.push(records.place(
                ReadError::new(code::TWO_FIGURES, format!("`{region}` stands twice")),
                id,
            ));
            continue;
        }
        let mut validity = Validity::default();
        for line in cell(description).lines().map(str::trim) {
            let Some((what, day)) = line.split_once(" per ") else {
                continue;
            };
            let Some(day) = dutch_day(day) else {
                // Other lines of a description say other things; one with a day is held to be one.
                if day.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
                    let error = ReadError::new(code::NOT_A_DATE, "this is no day")
                        .expected("DD-MM-JJJJ")
                        .found(shown(day.as_bytes()));
                    errors.push(records.place(error, description));
                }
                continue;
            };
            match what {
                "Opgeheven" => {
                    validity.to = day_before(day);
                    register.remarks.push(Remark {
                        place,
                        text: Text::both(
                            format!("{region} is opgeheven per {day}; de lijst zegt niet waarin het opging"),
                            format!("{region} ended on {day}; the list does not say what it went into"),
                        ),
                    });
                }
                // A new name is a new code with Statistics Netherlands: the code begins with the name.
                "Ontstaan" | "Naamswijziging" => validity.from = validity.from.max(Some(day)),
                "Gemeentelijke herindeling" => register.remarks.push(Remark {
                    place,
                    text: Text::both(
                        format!("{region} kreeg per {day} andere grenzen; de lijst zegt niet met wie"),
                        format!("{region} got other borders on {day}; the list does not say with whom"),
                    ),
                }),
                _ => {}
            }
        }
        if let (Some(from), Some(to)) = (validity.from, validity.to)
            && to < from
        {
            let error = ReadError::new(code::CONTRADICTION, format!("`{region}` ends before it begins"));
            errors.push(records.place(error, description));
            continue;
        }
        register.regions.push(Region {
            code: region,
            kind: RegionKind::Municipality,
            name: cell(title),
            nuts: Vec::new(),
            validity,
        });
    }
    if errors.is_empty() {
        Ok(register)
    } else {
        Err(capped(errors))
    }
}

/// `01-01-2019`
fn dutch_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if (day.len(), month.len(), year.len()) != (2, 2, 4) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
