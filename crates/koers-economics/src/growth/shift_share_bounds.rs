use super::base_years::{BaseYear, Sign, base_years};
use super::change::same_shape;
use crate::{Cells, Fault, Matrix, Span};

/// The three effects and the change, each from its least to its most. The ends of different effects cannot all be reached at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffectSpans {
    /// As [`super::Effects::national`].
    pub national: Span,
    /// As [`super::Effects::mix`].
    pub mix: Span,
    /// As [`super::Effects::regional`].
    pub regional: Span,
    /// As [`super::Effects::change`].
    pub change: Span,
}

/// What [`shift_share_bounds`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftShareBounds {
    /// By activity.
    pub activities: Vec<EffectSpans>,
    /// Over all activities: sharper than the sum of the spans above, since the known total binds them.
    pub total: EffectSpans,
    /// The totals from every earlier row to the same end.
    pub base_years: Vec<BaseYear<EffectSpans>>,
    /// Whether the sign of the regional effect holds whatever the base year, and whatever was withheld.
    pub regional_sign: Sign,
}

/// Shift-share of a region with withheld cells: the exact bounds of every effect.
///
/// # What it measures
/// As [`super::shift_share`], from the least to the most that it can be given what was published.
///
/// # Formula
/// Given the figures of the reference every effect is linear in the cells of the region: national = E G, mix = Σ eᵢ (gᵢ − G), regional = E(end) − Σ eᵢ(start) (1 + gᵢ).
/// A linear form over cells with bounds and a known total is least where the smallest factors take of what is left to divide first (Dantzig's fractional knapsack), and most the other way round.
///
/// # In and out
/// The panel of the region as [`Cells`], years × activities, with the totals of years that are known; the panel of the reference, all known. Out in the unit of the amounts.
///
/// # Assumptions
/// As [`super::shift_share`]; and that the bounds of withheld cells hold. Nothing binds cells of different years.
///
/// # Limits
/// The reference must be complete: also adding up regions of which some are withheld is not.
///
/// # Errors
/// As [`super::shift_share`]. [`Fault::NotInReference`] also for a cell that may be more than nought at the start.
///
/// # Sources
/// As [`super::shift_share`]. G. B. Dantzig (1957), *Discrete-variable extremum problems*, Operations Research 5, pp. 266-288. A test holds the bounds against every corner.
///
/// # Example
/// Region B of [`super::shift_share`] with its first two activities withheld at the start, of which only the total is known: the regional effect lies between 14 and 41; it was 32.
/// ```
/// use koers_economics::{Cell, Cells, Matrix, growth::shift_share_bounds};
/// let open = Cell::Withheld { low: 0.0, high: 90.0 };
/// let known = [30.0, 40.0, 85.0, 55.0, 40.0, 35.0].map(Cell::Known);
/// let region = Cells::new(2, 4, [vec![open, open], known.to_vec()].concat())?.with_totals(vec![Some(160.0), None])?;
/// let country = Matrix::from_rows(&[[400.0, 150.0, 150.0, 400.0], [440.0, 210.0, 135.0, 480.0]])?;
/// let found = shift_share_bounds(&region, &country, 0, 1)?;
/// let regional = found.total.regional;
/// assert!((regional.low - 14.0).abs() < 1e-9 && (regional.high - 41.0).abs() < 1e-9);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn shift_share_bounds(
    region: &Cells,
    reference: &Matrix,
    start: usize,
    end: usize,
) -> Result<ShiftShareBounds, Fault> {
    same_shape(region.rows(), region.columns(), reference, start, end)?;
    let growth = Growth::between(region, reference, start, end)?;
    let activities = (0..region.columns())
        .filter_map(|at| growth.activity(region, at))
        .collect();
    let total = growth.total(region);
    let base_years = base_years(end, |start| {
        Ok(Growth::between(region, reference, start, end)?.total(region))
    })?;
    let spans = base_years
        .iter()
        .map(|year| (year.total.regional.low, year.total.regional.high));
    let regional_sign = Sign::of_spans(spans);
    Ok(ShiftShareBounds {
        activities,
        total,
        base_years,
        regional_sign,
    })
}

/// What the reference did between two rows.
struct Growth {
    start: usize,
    end: usize,
    all: f64,
    own: Vec<f64>,
}

impl Growth {
    fn between(region: &Cells, reference: &Matrix, start: usize, end: usize) -> Result<Self, Fault> {
        let (before, after) = (reference.row(start), reference.row(end));
        let total: f64 = before.iter().sum();
        if total <= 0.0 {
            return Err(Fault::NoTotal {
                input: "reference",
                row: start,
            });
        }
        for (column, (value, cell)) in before.iter().zip(region.row(start)).enumerate() {
            if *value <= 0.0 && cell.span().high > 0.0 {
                return Err(Fault::NotInReference {
                    row: start,
                    column,
                    value: cell.span().high,
                });
            }
        }
        let own = before
            .iter()
            .zip(after)
            .map(|(before, after)| if *before > 0.0 { after / before - 1.0 } else { 0.0 });
        Ok(Self {
            start,
            end,
            all: after.iter().sum::<f64>() / total - 1.0,
            own: own.collect(),
        })
    }

    fn total(&self, region: &Cells) -> EffectSpans {
        let (before, after) = (region.row_span(self.start), region.row_span(self.end));
        let kept: Vec<f64> = self.own.iter().map(|own| -(1.0 + own)).collect();
        let beyond: Vec<f64> = self.own.iter().map(|own| own - self.all).collect();
        EffectSpans {
            national: before.times(self.all),
            mix: region.linear_span(self.start, &beyond),
            regional: after.plus(region.linear_span(self.start, &kept)),
            change: after.plus(before.times(-1.0)),
        }
    }

    fn activity(&self, region: &Cells, at: usize) -> Option<EffectSpans> {
        let (before, after) = (region.span(self.start, at)?, region.span(self.end, at)?);
        Some(EffectSpans {
            national: before.times(self.all),
            mix: before.times(self.own[at] - self.all),
            regional: after.plus(before.times(-(1.0 + self.own[at]))),
            change: after.plus(before.times(-1.0)),
        })
    }
}
