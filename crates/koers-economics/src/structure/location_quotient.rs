use super::Reference;
use crate::{Fault, Matrix, PartialMatrix};

/// What [`location_quotients`] gives: both tables have the shape of the input.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationQuotients {
    /// LQ: 1 is as in the reference.
    pub quotients: PartialMatrix,
    /// (LQ − 1) ÷ (LQ + 1), from −1 to 1: nought is as in the reference, and half as much weighs as heavy as twice as much.
    pub symmetric: PartialMatrix,
}

/// Location quotients: what regions have more of than the whole has.
///
/// # What it measures
/// The share of an activity in a region, divided by its share in the reference. With 2 the activity weighs twice as heavy here as there.
/// The same number is called *revealed comparative advantage* where the amounts are exports.
///
/// # Formula
/// LQ(r, i) = (E(r, i) ÷ E(r)) ÷ (N(i) ÷ N), E the table, E(r) its row total, N the [`Reference`].
///
/// # In and out
/// Regions × activities, amounts of nought or more in any one unit (jobs, euros); out the same shape, without unit.
///
/// # Assumptions
/// Region and reference are counted the same way, on the same day, by the same classification.
///
/// # Limits
/// Small activities give large quotients by chance: see [`super::location_quotient_intervals`]. A quotient says nothing about size: an LQ of 5 can be ten jobs.
/// It depends on how finely activities are told apart, and with [`Reference::AllRows`] the region itself pulls it towards 1.
/// A region without anything, or an activity that the reference does not have, has no quotient: `None`, never nought.
///
/// # Withheld cells
/// [`super::location_quotient_bounds`] carries them.
///
/// # Errors
/// [`Fault::NegativeCell`]; [`Fault::Size`] when the reference has another number of activities; [`Fault::NoTotal`] when it is nought.
///
/// # Other programs
/// econcomplex gives 0 for an activity that is nowhere, as if regions were poor in it; here it has no quotient.
///
/// # Sources
/// P. S. Florence (1939), *Report on the location of industry*. B. Balassa (1965), *Trade liberalisation and "revealed" comparative advantage*,
/// The Manchester School 33. K. Laursen (2015), *Revealed comparative advantage and the alternatives*, Eurasian Business Review 5 (the symmetric form).
///
/// # Example
/// O. Farhauer and A. Kröll (2013), *Standorttheorien*: 1,714 of 79,006 jobs, where the country has 879,213 of 15,593,224. They find 0.3847623.
/// ```
/// use koers_economics::{Matrix, structure::{Reference, location_quotients}};
/// let region = Matrix::from_rows(&[[1714.0, 79_006.0 - 1714.0]])?;
/// let country = [879_213.0, 15_593_224.0 - 879_213.0];
/// let found = location_quotients(&region, Reference::Given(&country))?;
/// assert_eq!(format!("{:.7}", found.quotients.get(0, 0).unwrap()), "0.3847623");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn location_quotients(table: &Matrix, reference: Reference<'_>) -> Result<LocationQuotients, Fault> {
    table.not_negative("table")?;
    let whole = reference.amounts(table)?;
    let total: f64 = whole.iter().sum();
    let mut quotients = Vec::with_capacity(table.values().len());
    for row in table.iter_rows() {
        let size: f64 = row.iter().sum();
        quotients.extend(
            row.iter()
                .zip(&whole)
                .map(|(value, part)| (size > 0.0 && *part > 0.0).then(|| value / size * (total / part))),
        );
    }
    let symmetric = quotients
        .iter()
        .map(|lq| lq.map(|lq| (lq - 1.0) / (lq + 1.0)))
        .collect();
    Ok(LocationQuotients {
        quotients: PartialMatrix::computed(table.columns(), quotients),
        symmetric: PartialMatrix::computed(table.columns(), symmetric),
    })
}
