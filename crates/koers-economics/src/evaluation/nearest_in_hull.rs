use super::corral::Corral;
use crate::{Fault, Matrix, check};

/// What [`nearest_in_hull`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct HullPoint {
    /// Per point; nought or more, together one. At most one more than there are columns is above nought.
    pub weights: Vec<f64>,
    /// How far the target lies from the hull; nought, but for rounding, inside it.
    pub distance: f64,
    /// Proof of the answer: distance² is at most twice this above the least that there is. See *Formula*.
    pub slack: f64,
}

/// The hull test: how near mixing others comes to one.
///
/// # What it measures
/// The mix of points, with weights of nought or more that add up to one, that lies nearest to a target. Inside the hull the distance is nought: then many mixes may do as well, and a synthetic control is not unique.
/// Outside it no mix will do, and what is left is extrapolation.
///
/// # Formula
/// min ‖t − Σ wⱼ pⱼ‖ over w ≥ 0, Σ w = 1, by Wolfe's algorithm: it goes from one set of affinely independent points to the next, each time nearer, so that no set comes back and it ends.
/// With x = Σ wⱼ (pⱼ − t) the answer is right when and only when x·x ≤ (pⱼ − t)·x for every j; `slack` is by how much the worst of these fails.
///
/// # In and out
/// Points as rows; the target with as many values. Scale the columns first: a column in large units outweighs the others.
///
/// # Limits
/// Exact but for rounding: about 10⁻¹⁵ of the largest squared distance in `slack`. Of points that are the same the first that is met gets the weight.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`].
///
/// # Other programs
/// Synth for R (kernlab's ipop) and pysyncon (SLSQP) solve this with general methods, to a tolerance.
///
/// # Sources
/// P. Wolfe (1976), *Finding the nearest point in a polytope*, Mathematical Programming 11, pp. 128-149. G. King and L. Zeng (2006), *The dangers of extreme counterfactuals*, Political Analysis 14 (the hull test).
///
/// # Example
/// Worked out by hand, the origin against (0, 2), (3, 0) and (−2, 1): nearest is the foot of the perpendicular on the line through the last two, 11/26 of the one and 15/26 of the other, at 3 ÷ √26.
/// ```
/// use koers_economics::{Matrix, evaluation::nearest_in_hull};
/// let points = Matrix::from_rows(&[[0.0, 2.0], [3.0, 0.0], [-2.0, 1.0]])?;
/// let found = nearest_in_hull(&points, &[0.0, 0.0])?;
/// assert!((found.distance - 3.0 / 26_f64.sqrt()).abs() < 1e-14);
/// assert!((found.weights[1] - 11.0 / 26.0).abs() < 1e-14 && found.weights[0] == 0.0);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn nearest_in_hull(points: &Matrix, target: &[f64]) -> Result<HullPoint, Fault> {
    check::values("target", target)?;
    check::size("target", "values", points.columns(), target.len())?;
    let moved: Vec<f64> = points
        .iter_rows()
        .flat_map(|point| point.iter().zip(target).map(|(value, goal)| value - goal))
        .collect();
    let mut corral = Corral::default();
    let found = corral.nearest(&moved, target.len());
    let mut weights = vec![0.0; points.rows()];
    for (at, weight) in corral.parts() {
        weights[at] = weight;
    }
    Ok(HullPoint {
        weights,
        distance: found.square.sqrt(),
        slack: found.slack,
    })
}
