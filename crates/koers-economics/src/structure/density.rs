use rayon::prelude::*;

use super::Presence;
use crate::{Fault, Matrix, PartialMatrix, check};

/// Whether an activity counts among what is near to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnActivity {
    /// It does not. What a region has and what it has not can then be compared.
    Excluded,
    /// It does, as much as the diagonal of φ says (Hidalgo and others 2007). What a region has is then denser by that alone.
    Included,
}

/// Relatedness density: how much of what is near to an activity a region already has.
///
/// # What it measures
/// From 0 (nothing near is here) to 1 (all of it). New activities tend to come where density is high.
///
/// # Formula
/// d(r, i) = Σⱼ φ(i, j) M(r, j) ÷ Σⱼ φ(i, j), over j ≠ i or all j, see [`OwnActivity`].
///
/// # In and out
/// A [`Presence`] M, and relatedness φ between its activities, nought or more and symmetric, such as [`super::proximity`]. Out regions × activities.
///
/// # Assumptions
/// What is near elsewhere is near here.
///
/// # Limits
/// A region that has much has a high density for everything: rank activities within a region, or hold the region's mean against it. `None` for an activity that is near to nothing.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NotSymmetric`].
///
/// # Other programs
/// EconGeo's `relatedness.density` takes the diagonal as it stands (its own `relatedness` puts noughts there) and rounds to hundredths of a per cent; econcomplex leaves the activity itself out.
///
/// # Sources
/// Hidalgo and others (2007), see [`super::proximity`]. R. Boschma, P.-A. Balland and D. F. Kogler (2015), *Relatedness and technological change in cities*, Industrial and Corporate Change 24, pp. 223-250.
///
/// # Example
/// The R package EconGeo, `relatedness.density`, first region of its example: 66.67, 50, 66.67 and 33.33%.
/// ```
/// use koers_economics::{Matrix, structure::{OwnActivity, Presence, density}};
/// let region = Presence::new(1, 4, &[false, true, false, true])?;
/// let near = Matrix::from_rows(&[[1.0, 1.0, 0.0, 1.0], [1.0, 1.0, 1.0, 1.0], [0.0, 1.0, 1.0, 1.0], [1.0, 1.0, 1.0, 0.0]])?;
/// let found = density(&region, &near, OwnActivity::Included)?;
/// let percent: Vec<_> = found.row(0).iter().flatten().map(|d| format!("{:.2}", 100.0 * d)).collect();
/// assert_eq!(percent, ["66.67", "50.00", "66.67", "33.33"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn density(presence: &Presence, relatedness: &Matrix, own: OwnActivity) -> Result<PartialMatrix, Fault> {
    let (input, count) = ("relatedness", presence.columns());
    check::size(input, "rows", count, relatedness.rows())?;
    check::size(input, "columns", count, relatedness.columns())?;
    relatedness.not_negative(input)?;
    let near: Vec<&[f64]> = relatedness.iter_rows().collect();
    for (row, values) in near.iter().enumerate() {
        for (column, value) in values.iter().enumerate().take(row) {
            if *value != near[column][row] {
                return Err(Fault::NotSymmetric { input, row, column });
            }
        }
    }
    let diagonal = |activity: usize| match own {
        OwnActivity::Excluded => near[activity][activity],
        OwnActivity::Included => 0.0,
    };
    let without: Vec<f64> = (0..count).map(diagonal).collect();
    let around = |activity: usize| near[activity].iter().sum::<f64>() - without[activity];
    let all: Vec<f64> = (0..count).map(around).collect();
    let values = (0..presence.rows())
        .into_par_iter()
        .flat_map_iter(|row| {
            let activities = presence.activities(row);
            let mut here = vec![0.0; count];
            for &activity in &activities {
                here.iter_mut()
                    .zip(near[activity])
                    .for_each(|(sum, value)| *sum += value);
            }
            for &activity in &activities {
                here[activity] -= without[activity];
            }
            here.into_iter()
                .zip(&all)
                .map(|(sum, all)| share(sum, *all))
                .collect::<Vec<_>>()
        })
        .collect();
    Ok(PartialMatrix::computed(count, values))
}

/// What taking the diagonal away leaves by rounding is no neighbour, and nothing is more than all.
fn share(sum: f64, all: f64) -> Option<f64> {
    (all > 1e-12).then(|| (sum / all).clamp(0.0, 1.0))
}
