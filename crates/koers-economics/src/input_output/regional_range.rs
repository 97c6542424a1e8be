use super::{Leontief, Quotient, leontief, regional_coefficients};
use crate::{Fault, Matrix, Span};

/// A number from a derived table, with what other ways to derive it say.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionalRange {
    /// By the quotient that was put in the middle.
    pub central: Vec<f64>,
    /// From the lowest to the highest of all quotients, the central one with them.
    pub spans: Vec<Span>,
    /// By each of the other quotients, in the order given.
    pub others: Vec<Vec<f64>>,
}

/// Lower, central and upper of whatever is asked of a derived regional table.
///
/// # What it measures
/// How far an answer hangs on the way in which the regional table was derived.
///
/// # Formula
/// The question is put to the table by each quotient; lower and upper are the least and the most of the answers.
///
/// # In and out
/// As [`super::regional_coefficients`], with a central quotient, others beside it (mostly FLQ with δ 0.2 and 0.4, or other methods) and the question: what is to be computed from the model. Out the answers.
///
/// # Assumptions
/// Those of the quotients. The answer has the same length for each.
///
/// # Limits
/// A range over methods, no confidence interval: all of them can be off the same way.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::regional_coefficients`] and [`super::leontief()`], and those of the question; [`Fault::Size`] when answers differ in length.
///
/// # Sources
/// A. T. Flegg and T. Tohmo (2013), *Regional input-output tables and the FLQ formula*, Regional Studies 47, pp. 703-721: which δ fits which region.
///
/// # Example
/// The sizes of region A of Farhauer and Kröll (2013), *Standorttheorien*, and a made-up recipe: multipliers fall as δ rises.
/// ```
/// use koers_economics::{Matrix, input_output::{Quotient, regional_range}};
/// let national = Matrix::new(4, 4, vec![0.1; 16])?;
/// let (region, nation) = ([90.0, 20.0, 10.0, 60.0], [400.0, 150.0, 150.0, 400.0]);
/// let [low, middle, high] = [0.2, 0.3, 0.4].map(|delta| Quotient::Flegg { delta });
/// let found = regional_range(&national, &region, &nation, middle, &[low, high], |model| Ok(model.output_multipliers().to_vec()))?;
/// assert_eq!(found.spans[0].high, found.others[0][0]);
/// assert!(found.spans[0].low < found.central[0] && found.central[0] < found.spans[0].high);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn regional_range(
    national: &Matrix,
    region: &[f64],
    nation: &[f64],
    central: Quotient,
    others: &[Quotient],
    question: impl Fn(&Leontief) -> Result<Vec<f64>, Fault>,
) -> Result<RegionalRange, Fault> {
    let answer = |quotient| {
        let regional = regional_coefficients(national, region, nation, quotient)?;
        question(&leontief(&regional.coefficients)?)
    };
    let central = answer(central)?;
    let mut spans: Vec<Span> = central.iter().map(|&value| Span::point(value)).collect();
    let mut found = Vec::with_capacity(others.len());
    for &quotient in others {
        let values = answer(quotient)?;
        crate::check::size("answer", "values", central.len(), values.len())?;
        for (span, &value) in spans.iter_mut().zip(&values) {
            span.low = span.low.min(value);
            span.high = span.high.max(value);
        }
        found.push(values);
    }
    Ok(RegionalRange {
        central,
        spans,
        others: found,
    })
}
