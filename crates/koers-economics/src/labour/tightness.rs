use crate::{Fault, check};

/// What [`tightness`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Tightness {
    /// Per place: vacancies for each unemployed person; nothing where nobody is unemployed.
    pub each: Vec<Option<f64>>,
    /// Of all places together; nothing where nobody is unemployed.
    pub whole: Option<f64>,
    /// Per place: how much of all unemployed it has, which is what it weighs in the whole; nothing where nobody is unemployed at all.
    pub weight: Vec<Option<f64>>,
}

/// Tightness of the labour market: vacancies for each unemployed person.
///
/// # What it measures
/// Who has the choice: above one there are more open places than people who look for one, below it the other way round.
///
/// # Formula
/// θ = V ÷ U. Of the whole: ΣV ÷ ΣU = Σ (U ÷ ΣU) θ, places in which somebody is unemployed; vacancies where nobody is count in the whole only.
///
/// # In and out
/// Open vacancies and unemployed people per place, occupation or period: counts of the same moment. Out comes a ratio; times a hundred it is what CBS prints.
///
/// # Assumptions
/// Vacancies and unemployed people are meant for each other: the same trade, within reach.
///
/// # Limits
/// Publishers take other people and other vacancies: CBS the unemployed of its labour force survey, UWV those who receive a benefit for less than half a year. Their tightness is not the same number and must not stand in one series.
/// People in work who look for other work are in neither. In a small region both are estimates of a sample.
///
/// # Errors
/// [`Fault::Size`], [`Fault::Empty`], [`Fault::NegativeCell`].
///
/// # Sources
/// C. A. Pissarides (2000), *Equilibrium Unemployment Theory*, second edition, MIT Press, chapter 1.
///
/// # Example
/// Made up: 30 vacancies and 60 unemployed people here, 45 and 30 there: half a vacancy each, one and a half, and five sixths together.
/// ```
/// use koers_economics::labour::tightness;
/// let found = tightness(&[30.0, 45.0], &[60.0, 30.0])?;
/// assert_eq!(found.each, [Some(0.5), Some(1.5)]);
/// assert!((found.whole.unwrap() - 5.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn tightness(vacancies: &[f64], unemployed: &[f64]) -> Result<Tightness, Fault> {
    check::amounts("vacancies", vacancies)?;
    check::amounts("unemployed", unemployed)?;
    check::size("unemployed", "values", vacancies.len(), unemployed.len())?;
    let all: f64 = unemployed.iter().sum();
    let some = |of: f64, by: f64| (by > 0.0).then(|| of / by);
    Ok(Tightness {
        each: vacancies
            .iter()
            .zip(unemployed)
            .map(|(&vacancies, &unemployed)| some(vacancies, unemployed))
            .collect(),
        whole: some(vacancies.iter().sum(), all),
        weight: unemployed
            .iter()
            .map(|&unemployed| some(unemployed, all))
            .collect(),
    })
}
