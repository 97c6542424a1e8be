use crate::{Fault, check};

/// What [`replacement_demand`] gives, in workers over one stretch.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplacementDemand {
    /// Per age group: by what share the group shrank (below nought) or grew while it grew older; nothing where it was empty. The last group leaves whole.
    pub net_flow: Vec<Option<f64>>,
    /// Those who will leave.
    pub leaving: f64,
    /// Those of them who must be replaced: all, less the jobs that go.
    pub replacement: f64,
    /// New jobs.
    pub expansion: f64,
    /// Replacement and expansion.
    pub openings: f64,
}

/// Replacement demand of an occupation: how many workers must be found, also where no job is added.
///
/// # What it measures
/// Those who leave an occupation (old age, care, another trade) in the coming stretch, beside the new jobs.
///
/// # Formula
/// Net flow of an age group: (workers one group older now − workers of the group a stretch ago) ÷ the latter; −1 for the last. Leaving = Σ over groups with a flow below nought of −flow × workers now.
/// Replacement = leaving − jobs that go, at least nought; expansion = jobs that come; openings = both.
///
/// # In and out
/// Workers by age group a stretch ago and now, and the workers expected at the end of the coming stretch. A stretch is as long as an age group is wide.
///
/// # Assumptions
/// Each age goes on leaving as it did. Groups below nought only lose, the others only gain.
///
/// # Limits
/// Net flows: those who leave and are followed at the same age are not seen, so true openings are more. A bad stretch (a crisis) is carried on. Few workers in a sample make flows that are noise; ROA smooths them, this does not.
/// If workers retire later than before, this says too many.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`].
///
/// # Sources
/// E. Willems and A. de Grip (1993), *Forecasting replacement demand by occupation and education*, International Journal of Forecasting 9, pp. 173-185.
/// Bakens, Dijksman and Fouarge (2020), *Methodiek regionale arbeidsmarktprognoses 2019-2024*, ROA-TR-2020/1.
///
/// # Example
/// Made up: of 100 in the middle group 80 are left, all 80 of the last will go, and two jobs in a hundred disappear.
/// ```
/// use koers_economics::demography::replacement_demand;
/// let found = replacement_demand(&[60.0, 100.0, 40.0], &[70.0, 80.0, 80.0], 225.4)?;
/// // From 60 to 80 a third came; of 80 now a fifth leaves; all 80 of the last group do.
/// assert!((found.leaving - 96.0).abs() < 1e-9 && (found.openings - 91.4).abs() < 1e-9);
/// assert_eq!((found.expansion, found.net_flow[2]), (0.0, Some(-1.0)));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn replacement_demand(earlier: &[f64], now: &[f64], expected: f64) -> Result<ReplacementDemand, Fault> {
    check::amounts("workers a stretch ago", earlier)?;
    check::amounts("workers now", now)?;
    check::size("workers now", "age groups", earlier.len(), now.len())?;
    check::amounts("expected workers", &[expected])?;
    let last = now.len() - 1;
    let net_flow: Vec<Option<f64>> = (0..=last)
        .map(|age| match now.get(age + 1) {
            Some(older) => (earlier[age] > 0.0).then(|| (older - earlier[age]) / earlier[age]),
            None => Some(-1.0),
        })
        .collect();
    let leaving: f64 = net_flow
        .iter()
        .zip(now)
        .map(|(flow, workers)| (-flow.unwrap_or(0.0)).max(0.0) * workers)
        .sum();
    let growth = expected - now.iter().sum::<f64>();
    let replacement = (leaving + growth.min(0.0)).max(0.0);
    let expansion = growth.max(0.0);
    Ok(ReplacementDemand {
        net_flow,
        leaving,
        replacement,
        expansion,
        openings: replacement + expansion,
    })
}
