use rand_distr::{Beta, Distribution};
use rayon::prelude::*;

use crate::{Fault, Matrix, random};

/// How [`location_quotient_intervals`] draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawing {
    /// The share of the posterior inside the interval, such as 0.95.
    pub level: f64,
    /// How many jobs come and go together. 1 treats every job as on its own; the mean size of an establishment is nearer to life, and widens.
    pub together: f64,
    /// How often to draw, at least 1,000.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
}

/// The interval of one quotient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QuotientInterval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// What the drawing leaves in doubt about `low`: half of a 95% interval around that end, by order statistics.
    pub low_error: f64,
    /// The same about `high`.
    pub high_error: f64,
}

/// Credible intervals of location quotients: how far a quotient can be trusted where numbers are small.
///
/// # What it measures
/// A register counts every job, so there is no sample. The question is another: had chance fallen out differently, how different could the
/// quotient have been? The count is taken as a draw from a lasting tendency, and the interval holds that tendency with the asked probability.
///
/// # Formula
/// p = E(r, i) ÷ E(r) and q = the same share in all other rows together, each with a posterior Beta(x + ½, n − x + ½) (Jeffreys' prior), independent.
/// LQ = p ÷ (w p + (1 − w) q), w = E(r) ÷ E. The ends are the quantiles of the drawn LQ. Counts are divided by [`Drawing::together`] beforehand (Kish's design effect).
///
/// # In and out
/// Regions × activities in **counts** (jobs, not thousands of jobs); the reference is the sum of all rows. Out: for each region, an interval for each activity.
///
/// # Assumptions
/// Groups of `together` jobs are independent, and equally likely to be of the activity. Where one plant holds most of the jobs they are not: then no interval helps, name the plant.
///
/// # Limits
/// Why not the interval by the delta method (Moineddin and others 2003)? It has no width at nought jobs, where doubt is largest. Why not the bootstrap? For the same reason.
/// With a region that is nearly the whole reference the quotient cannot leave 1, and the interval is narrow for that reason only.
/// `None` for an empty region, an activity that nobody has, and a region that is the whole reference.
///
/// # Errors
/// [`Fault::NegativeCell`]; [`Fault::Setting`] for a level outside 0 to 1, fewer than 1,000 draws, `together` under 1, or a total over a million million, which are no counts.
///
/// # Sources
/// R. Moineddin, J. Beyene and E. Boyle (2003), *On the location quotient confidence interval*, Geographical Analysis 35. L. D. Brown, T. T. Cai and A. DasGupta (2001),
/// *Interval estimation for a binomial proportion*, Statistical Science 16 (Jeffreys' interval). L. Kish (1965), *Survey sampling*.
///
/// # Example
/// The country of the example of [`super::location_quotients`] in two rows: the quotient 0.3848 rests on 1,714 jobs. Counted in plants of twenty it is far less sure.
/// ```
/// use koers_economics::{Matrix, structure::{Drawing, location_quotient_intervals}};
/// let table = Matrix::from_rows(&[[1714.0, 77_292.0], [877_499.0, 14_636_719.0]])?;
/// let drawing = Drawing { level: 0.95, together: 1.0, draws: 4000, seed: 1 };
/// let jobs = location_quotient_intervals(&table, drawing)?[0][0].unwrap();
/// let plants = location_quotient_intervals(&table, Drawing { together: 20.0, ..drawing })?[0][0].unwrap();
/// assert!((0.36..0.3848).contains(&jobs.low) && (0.3848..0.41).contains(&jobs.high));
/// assert!(plants.low < jobs.low && jobs.high < plants.high);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn location_quotient_intervals(
    counts: &Matrix,
    drawing: Drawing,
) -> Result<Vec<Vec<Option<QuotientInterval>>>, Fault> {
    let Drawing {
        level,
        together,
        draws,
        seed,
    } = drawing;
    counts.not_negative("table")?;
    if !(level > 0.0 && level < 1.0) {
        return Err(Fault::Setting {
            name: "level",
            value: level,
            needs: "between 0 and 1 is needed",
        });
    }
    if !(1.0..=1e9).contains(&together) {
        return Err(Fault::Setting {
            name: "together",
            value: together,
            needs: "1 to a thousand million is needed",
        });
    }
    if draws < 1000 {
        return Err(Fault::Setting {
            name: "draws",
            value: draws as f64,
            needs: "at least 1,000 are needed",
        });
    }
    let (rows, columns) = (counts.row_totals(), counts.column_totals());
    let all: f64 = rows.iter().sum();
    if all > 1e12 {
        let needs = "counts of at most a million million together are needed";
        return Err(Fault::Setting {
            name: "total of the table",
            value: all,
            needs,
        });
    }
    let interval = |at: usize| -> Option<QuotientInterval> {
        let (row, column) = (at / counts.columns(), at % counts.columns());
        let (mine, size, activity) = (counts.get(row, column)?, *rows.get(row)?, *columns.get(column)?);
        let rest = all - size;
        if size <= 0.0 || activity <= 0.0 || rest <= 0.0 {
            return None;
        }
        let posterior = |hits: f64, tries: f64| {
            Beta::new(
                hits.max(0.0) / together + 0.5,
                (tries - hits).max(0.0) / together + 0.5,
            )
            .ok()
        };
        let (here, elsewhere) = (posterior(mine, size)?, posterior(activity - mine, rest)?);
        let weight = size / all;
        let mut generator = random::stream(seed, at as u64);
        let mut drawn: Vec<f64> = (0..draws)
            .map(|_| {
                let (p, q): (f64, f64) = (here.sample(&mut generator), elsewhere.sample(&mut generator));
                // Both can underflow to nought at once only for a share below 10⁻³⁰⁰; as large as it can be is then the cautious answer.
                if p > 0.0 {
                    p / (weight * p + (1.0 - weight) * q)
                } else {
                    0.0
                }
            })
            .collect();
        drawn.sort_by(f64::total_cmp);
        let tail = (1.0 - level) / 2.0;
        let ((low, low_error), (high, high_error)) = (quantile(&drawn, tail), quantile(&drawn, 1.0 - tail));
        Some(QuotientInterval {
            low,
            high,
            low_error,
            high_error,
        })
    };
    let found: Vec<_> = (0..counts.values().len()).into_par_iter().map(interval).collect();
    Ok(found.chunks(counts.columns()).map(<[_]>::to_vec).collect())
}

/// An order statistic, and half of what the binomial rank of that quantile leaves open around it.
fn quantile(sorted: &[f64], part: f64) -> (f64, f64) {
    let count = sorted.len() as f64;
    let at = |rank: f64| sorted[(rank.round().max(0.0) as usize).min(sorted.len() - 1)];
    let (rank, doubt) = (part * (count - 1.0), 1.96 * (count * part * (1.0 - part)).sqrt());
    (at(rank), (at(rank + doubt) - at(rank - doubt)) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_distr::Binomial;

    #[test]
    fn intervals_hold_the_truth_about_as_often_as_they_say() {
        // Two regions, shares known: 95% intervals over 400 made-up worlds. Jeffreys' intervals hold 92 to 98% for such counts.
        let (sizes, shares) = ([200_u64, 3000], [0.04, 0.02]);
        let weight = 200.0 / 3200.0;
        let truth = shares[0] / (weight * shares[0] + (1.0 - weight) * shares[1]);
        let mut held = 0;
        for world in 0..400 {
            let mut generator = random::stream(77, world);
            let rows: Vec<[f64; 2]> = (0..2)
                .map(|at| {
                    let hits = Binomial::new(sizes[at], shares[at])
                        .unwrap()
                        .sample(&mut generator) as f64;
                    [hits, sizes[at] as f64 - hits]
                })
                .collect();
            let drawing = Drawing {
                level: 0.95,
                together: 1.0,
                draws: 1000,
                seed: world,
            };
            let interval = location_quotient_intervals(&Matrix::from_rows(&rows).unwrap(), drawing).unwrap();
            let interval = interval[0][0].unwrap();
            held += u32::from(interval.low <= truth && truth <= interval.high);
        }
        assert!((368..=392).contains(&held), "{held} of 400");
    }

    #[test]
    fn nought_jobs_have_a_width_and_threads_change_nothing() {
        let table = Matrix::from_rows(&[[0.0, 50.0], [40.0, 900.0]]).unwrap();
        let drawing = Drawing {
            level: 0.9,
            together: 1.0,
            draws: 1000,
            seed: 3,
        };
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .unwrap();
            pool.install(|| location_quotient_intervals(&table, drawing).unwrap())
        };
        let one = run(1);
        assert_eq!(one, run(3));
        let nought = one[0][0].unwrap();
        assert!(nought.low < 0.01 && nought.high > 0.3 && nought.high_error < 0.2);
        assert!(location_quotient_intervals(&table, Drawing { draws: 10, ..drawing }).is_err());
    }
}
