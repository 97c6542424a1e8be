use super::base_years::{BaseYear, Sign, base_years};
use super::change::{Change, Panels};
use crate::{Fault, Matrix};

/// The factors from one start to one end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Factors {
    /// What the mix does: growth expected from it, as a multiple of the growth of the reference. Above 1 helps.
    pub structure: f64,
    /// What the place does: growth itself, as a multiple of what was expected. Above 1 does better.
    pub location: f64,
    /// `structure` × `location`: the growth of the region as a multiple of that of the reference.
    pub regional: f64,
}

/// What [`gerfin`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Gerfin {
    /// From the asked start to the asked end.
    pub factors: Factors,
    /// The factors from every earlier row of the panel to the same end.
    pub base_years: Vec<BaseYear<Factors>>,
    /// Whether `location` is on one side of 1 whatever the base year: positive is above.
    pub location_sign: Sign,
}

/// Gerfin's index method: shift-share by factors instead of amounts.
///
/// # What it measures
/// How the mix and the place multiply the growth of the reference. Regions of any size can be held side by side.
///
/// # Formula
/// Structure = (Σ eᵢ (1 + gᵢ) ÷ E) ÷ (N(end) ÷ N); location = E(end) ÷ Σ eᵢ (1 + gᵢ); their product is (E(end) ÷ E) ÷ (N(end) ÷ N).
///
/// # In and out
/// Two panels, years × activities, and the rows to begin and to end with, as for [`super::shift_share`]. Out without unit.
///
/// # Limits
/// As [`super::shift_share`], the base year first of all: the answer comes with all of them.
///
/// # Withheld cells
/// Refused; the amounts with bounds are in [`super::shift_share_bounds`].
///
/// # Errors
/// As [`super::shift_share`]; [`Fault::NoTotal`] also when the region is nought at the start, the reference is nought at the end, or nothing was expected at the end.
///
/// # Sources
/// H. Gerfin (1964), *Gesamtwirtschaftliches Wachstum und regionale Entwicklung*, Kyklos 17, pp. 565-593.
///
/// # Example
/// Region B of [`super::shift_share`], by the R package REAT: 0.9945652174 × 1.174863388.
/// ```
/// use koers_economics::{Matrix, growth::gerfin};
/// let region = Matrix::from_rows(&[[60.0, 30.0, 30.0, 40.0], [85.0, 55.0, 40.0, 35.0]])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]])?;
/// let found = gerfin(&region, &country, 0, 1)?.factors;
/// assert_eq!(format!("{:.10} {:.9} {:.9}", found.structure, found.location, found.regional), "0.9945652174 1.174863388 1.168478261");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn gerfin(region: &Matrix, reference: &Matrix, start: usize, end: usize) -> Result<Gerfin, Fault> {
    let panels = Panels::new(region, reference, start, end)?;
    let factors = factors(&panels.change(start, end)?, end)?;
    let base_years = base_years(end, |start| self::factors(&panels.change(start, end)?, end))?;
    let location_sign = Sign::of(base_years.iter().map(|year| year.total.location - 1.0), 1.0);
    Ok(Gerfin {
        factors,
        base_years,
        location_sign,
    })
}

fn factors(change: &Change<'_>, end_row: usize) -> Result<Factors, Fault> {
    let (start, end) = change.region_totals();
    if start <= 0.0 {
        return Err(Fault::NoTotal {
            input: "region",
            row: change.start(),
        });
    }
    let whole = 1.0 + change.reference_growth();
    if whole <= 0.0 {
        return Err(Fault::NoTotal {
            input: "reference",
            row: end_row,
        });
    }
    let expected: f64 = (0..change.activities())
        .map(|activity| change.region(activity).0 * (1.0 + change.activity_growth(activity).unwrap_or(0.0)))
        .sum();
    if expected <= 0.0 {
        return Err(Fault::NoTotal {
            input: "expected amounts",
            row: end_row,
        });
    }
    let structure = expected / start / whole;
    let location = end / expected;
    Ok(Factors {
        structure,
        location,
        regional: structure * location,
    })
}
