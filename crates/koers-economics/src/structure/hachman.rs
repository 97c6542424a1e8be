use super::Reference;
use crate::{Fault, Matrix};

/// Hachman's index: how much a region resembles the whole.
///
/// # What it measures
/// 1 when the region has the mix of the reference; near nought when it is special in what is rare elsewhere.
///
/// # Formula
/// 1 ÷ Σᵢ LQ(r, i) s(r, i) = 1 ÷ Σᵢ s(r, i)² ÷ s(reference, i).
///
/// # In and out
/// Regions × activities, amounts of nought or more; out one number per region, more than 0, at most 1.
///
/// # Limits
/// One job in an activity that is very rare in the reference can rule the index. `None` for an empty region, and for one with an activity that a given reference does not have.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::location_quotients`].
///
/// # Sources
/// F. C. Hachman, Bureau of Economic and Business Research, University of Utah.
///
/// # Example
/// The R package EconGeo, `Hachman`: the first region of its example has everything of one activity and nothing else, 0.2.
/// ```
/// use koers_economics::{Matrix, structure::{Reference, hachman}};
/// let table = Matrix::from_rows(&[
///     [100.0, 0.0, 0.0, 0.0, 0.0], [0.0, 15.0, 5.0, 70.0, 10.0], [0.0, 20.0, 10.0, 20.0, 50.0],
///     [0.0, 25.0, 30.0, 5.0, 40.0], [0.0, 40.0, 55.0, 5.0, 0.0],
/// ])?;
/// let found: Vec<_> = hachman(&table, Reference::AllRows)?.into_iter().flatten().map(|h| format!("{h:.8}")).collect();
/// assert_eq!(found, ["0.20000000", "0.38095238", "0.58823529", "0.63492063", "0.43010753"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn hachman(table: &Matrix, reference: Reference<'_>) -> Result<Vec<Option<f64>>, Fault> {
    table.not_negative("table")?;
    let whole = reference.amounts(table)?;
    let total: f64 = whole.iter().sum();
    let one = |row: &[f64]| {
        let size: f64 = row.iter().sum();
        let special = |(value, part): (&f64, &f64)| match (*value > 0.0, *part > 0.0) {
            (false, _) => Some(0.0),
            (true, false) => None,
            (true, true) => Some((value / size) * (value / size) * (total / part)),
        };
        let sum: f64 = (size > 0.0)
            .then(|| row.iter().zip(&whole).map(special).sum::<Option<f64>>())
            .flatten()?;
        (sum > 0.0).then(|| 1.0 / sum)
    };
    Ok(table.iter_rows().map(one).collect())
}
