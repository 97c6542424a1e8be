use crate::{Cells, Fault, Span, check};

/// Location quotients of a table with withheld cells: from the least to the most that each can be.
///
/// # What it measures
/// As [`super::location_quotients`], for regions whose publisher withheld cells.
///
/// # Formula
/// LQ(r, i) = (e ÷ E) ÷ (N(i) ÷ N). Where the total E of the region is known, e runs over what the other cells leave of it.
/// Where it is not, LQ rises with e and falls with every other cell of the row, so its ends are
/// low(e) ÷ (low(e) + Σ high of the others) and high(e) ÷ (high(e) + Σ low of the others).
///
/// # In and out
/// Regions × activities as [`Cells`], and the amounts of the reference, all known. Out: for each region, a span for each activity.
///
/// # Assumptions
/// As [`super::location_quotients`]; and that the bounds hold. Both ends can be reached, one quotient at a time: not all at once.
///
/// # Limits
/// The reference must be known: its figures are published more completely than those of regions. `None` where the region can be nought in total,
/// and where the reference does not have the activity.
///
/// # Errors
/// As [`super::location_quotients`].
///
/// # Sources
/// The bounds follow from the formula; a test holds them against all corners.
///
/// # Example
/// The region of the example of [`super::location_quotients`], with its figure known only as 1,700 to 1,750.
/// ```
/// use koers_economics::{Cell, Cells, structure::location_quotient_bounds};
/// let cells = vec![Cell::Withheld { low: 1700.0, high: 1750.0 }, Cell::Withheld { low: 0.0, high: 79_006.0 }];
/// let region = Cells::new(1, 2, cells)?.with_totals(vec![Some(79_006.0)])?;
/// let found = location_quotient_bounds(&region, &[879_213.0, 15_593_224.0 - 879_213.0])?;
/// let span = found[0][0].unwrap();
/// assert!(span.low < 0.3847623 && 0.3847623 < span.high && span.width() < 0.012);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn location_quotient_bounds(table: &Cells, reference: &[f64]) -> Result<Vec<Vec<Option<Span>>>, Fault> {
    check::size("reference", "values", table.columns(), reference.len())?;
    let whole = check::with_total("reference", reference)?;
    let quotient = |row: usize, column: usize| -> Option<Span> {
        let (own, size, part) = (
            table.span(row, column)?,
            table.row_span(row),
            *reference.get(column)?,
        );
        if part <= 0.0 || size.low <= 0.0 {
            return None;
        }
        let shares = match table.total(row) {
            Some(total) => own.times(1.0 / total),
            None => {
                let others = Span {
                    low: size.low - own.low,
                    high: size.high - own.high,
                };
                let share = |mine: f64, rest: f64| {
                    if mine > 0.0 {
                        mine / (mine + rest.max(0.0))
                    } else {
                        0.0
                    }
                };
                Span {
                    low: share(own.low, others.high),
                    high: share(own.high, others.low),
                }
            }
        };
        Some(shares.times(whole / part))
    };
    Ok((0..table.rows())
        .map(|row| (0..table.columns()).map(|column| quotient(row, column)).collect())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Cell, Matrix,
        structure::{Reference, location_quotients},
    };
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn without_a_total_the_ends_are_the_corners(cells in prop::collection::vec((1_u32..40, 0_u32..30), 2..6)) {
            let n = cells.len();
            let spans: Vec<(f64, f64)> = cells.iter().map(|&(low, room)| (f64::from(low), f64::from(low + room))).collect();
            let reference: Vec<f64> = (1..=n).map(|part| part as f64).collect();
            let table = spans.iter().map(|&(low, high)| Cell::Withheld { low, high }).collect();
            let found = location_quotient_bounds(&Cells::new(1, n, table).unwrap(), &reference).unwrap();
            let mut ends = vec![(f64::INFINITY, f64::NEG_INFINITY); n];
            for choice in 0..1_u32 << n {
                let corner: Vec<f64> =
                    spans.iter().enumerate().map(|(at, span)| if choice >> at & 1 == 1 { span.1 } else { span.0 }).collect();
                let corner = Matrix::new(1, n, corner).unwrap();
                let made = location_quotients(&corner, Reference::Given(&reference)).unwrap();
                for (at, end) in ends.iter_mut().enumerate() {
                    let lq = made.quotients.get(0, at).unwrap();
                    *end = (end.0.min(lq), end.1.max(lq));
                }
            }
            for (at, end) in ends.iter().enumerate() {
                let span = found[0][at].unwrap();
                prop_assert!((span.low - end.0).abs() < 1e-9 && (span.high - end.1).abs() < 1e-9);
            }
        }
    }
}
