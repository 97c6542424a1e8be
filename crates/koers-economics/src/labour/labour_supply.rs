use crate::matrix::Matrix;
use crate::{Fault, check};

/// How participation goes on.
#[derive(Debug, Clone, PartialEq)]
pub enum Participation {
    /// It stays as it is in each group.
    Constant,
    /// It goes on as it went from `earlier`, so many periods ago, on the scale of log odds: rates never pass nought or one.
    Trend {
        /// The rates then, one for each group.
        earlier: Vec<f64>,
        /// How many periods ago.
        periods: usize,
    },
    /// It goes to these rates in so many periods, evenly on the scale of log odds, and stays there.
    Toward {
        /// The rates then, one for each group.
        goal: Vec<f64>,
        /// In how many periods.
        periods: usize,
    },
    /// Each generation takes along what it does: groups are ages, and a period is as long as a group is wide. Who grew older since `earlier`, a period ago, came in or went out
    /// by a chance, and those of the same age will do so by the same.
    Generations {
        /// The rates a period ago, one for each group.
        earlier: Vec<f64>,
        /// The most that can take part: 0.99 in the Ageing Report.
        most: f64,
    },
}

/// What [`labour_supply`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct LabourSupply {
    /// Rates: row by period, column by group; the first row is now.
    pub rates: Matrix,
    /// The labour force of each period.
    pub force: Vec<f64>,
    /// Per period: how much of the change since the first is that there are more or fewer people, and of other ages.
    pub by_people: Vec<f64>,
    /// Per period: how much of it is that more or fewer of them take part. Both add up to the change.
    pub by_participation: Vec<f64>,
}

/// Labour supply: how many people will take part in the labour market, by what the population does and by what participation does.
///
/// # What it measures
/// The labour force of coming years under a scenario of participation, and what of its change comes from people and what from participation.
///
/// # Formula
/// Force = Σ over groups of people × rate. Trend and goal are straight lines in ln(p ÷ (1 − p)).
/// Generations: where p rose from p₋ in the group before, a share e = (p − p₋) ÷ (most − p₋) of those outside came in; where it fell, a share x = 1 − p ÷ p₋ went out; next p⁺ = p₋⁺ + (most − p₋⁺) e or p₋⁺ (1 − x). The youngest group stays as it is.
/// Change = Σ Δpeople × (p₀ + p) ÷ 2 + Σ Δp × (people₀ + people) ÷ 2, which leaves no rest.
///
/// # In and out
/// People: a row for each period from now on, a column for each group (age, by sex or not). Rates now, one for each group, between nought and one. Out come people.
///
/// # Assumptions
/// Those of the scenario. People of a group take part alike, whoever moves in or out of the region.
///
/// # Limits
/// A scenario, no forecast: give several. A trend of a few years carried on for thirty says what would be, not what will be. Later pension ages are in no trend: set them as a goal.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NotAShare`]; [`Fault::Setting`] for no periods, for a rate of nought or one where log odds are taken of it and it should change, or a most that is not between the rates and one.
///
/// # Sources
/// J.-M. Burniaux, R. Duval and F. Jaumotte (2003), *Coping with ageing: a dynamic approach to quantify the impact of alternative policy options on future labour supply in OECD countries*, OECD Economics Department Working Papers 371, annex 2.
/// European Commission (2020), *The 2021 Ageing Report: Underlying assumptions and projection methodologies*, part I, chapter 2.
///
/// # Example
/// Made up: 100 young people of whom half take part, 100 of middle age of whom 80 %. Then 90 and 110, with the same rates: one person more for the ten who grew older by three tenths.
/// ```
/// use koers_economics::Matrix;
/// use koers_economics::labour::{Participation, labour_supply};
/// let people = Matrix::from_rows(&[[100.0, 100.0], [90.0, 110.0]])?;
/// let found = labour_supply(&people, &[0.5, 0.8], &Participation::Constant)?;
/// assert_eq!(found.force, [130.0, 133.0]);
/// assert_eq!((found.by_people[1], found.by_participation[1]), (3.0, 0.0));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn labour_supply(people: &Matrix, now: &[f64], scenario: &Participation) -> Result<LabourSupply, Fault> {
    people.not_negative("people")?;
    let (periods, groups) = (people.rows(), people.columns());
    rates("rates now", now, groups)?;
    let mut all = Vec::with_capacity(periods * groups);
    match scenario {
        Participation::Constant => (0..periods).for_each(|_| all.extend_from_slice(now)),
        Participation::Trend {
            earlier,
            periods: ago,
        } => {
            rates("earlier rates", earlier, groups)?;
            let lines = lines(earlier, now, *ago)?;
            for period in 0..periods {
                all.extend(
                    lines
                        .iter()
                        .zip(now)
                        .map(|(line, now)| line.at(*now, (ago + period) as f64)),
                );
            }
        }
        Participation::Toward {
            goal,
            periods: within,
        } => {
            rates("goal", goal, groups)?;
            let lines = lines(now, goal, *within)?;
            for period in 0..periods {
                let by = period.min(*within) as f64;
                all.extend(lines.iter().zip(now).map(|(line, now)| line.at(*now, by)));
            }
        }
        Participation::Generations { earlier, most } => {
            rates("earlier rates", earlier, groups)?;
            all = generations(earlier, now, *most, periods)?;
        }
    }
    let rates = Matrix::computed(groups, all);
    let force: Vec<f64> = people
        .iter_rows()
        .zip(rates.iter_rows())
        .map(|(people, rates)| weigh(people, rates))
        .collect();
    let half = |changes: &dyn Fn(usize, usize) -> (f64, f64)| -> Vec<f64> {
        let of = |period| {
            (0..groups)
                .map(|group| changes(period, group))
                .map(|(change, sum)| 0.5 * change * sum)
                .sum()
        };
        (0..periods).map(of).collect()
    };
    let both = |table: &Matrix, period: usize, group: usize| (table.row(0)[group], table.row(period)[group]);
    let by_people = half(&|period, group| {
        let ((first, then), (rate, rate_then)) = (both(people, period, group), both(&rates, period, group));
        (then - first, rate + rate_then)
    });
    let by_participation = half(&|period, group| {
        let ((first, then), (rate, rate_then)) = (both(people, period, group), both(&rates, period, group));
        (rate_then - rate, first + then)
    });
    Ok(LabourSupply {
        rates,
        force,
        by_people,
        by_participation,
    })
}

fn weigh(people: &[f64], rates: &[f64]) -> f64 {
    people.iter().zip(rates).map(|(people, rate)| people * rate).sum()
}

fn rates(input: &'static str, rates: &[f64], groups: usize) -> Result<(), Fault> {
    check::values(input, rates)?;
    check::size(input, "groups", groups, rates.len())?;
    match rates.iter().position(|rate| !(0.0..=1.0).contains(rate)) {
        Some(column) => Err(Fault::NotAShare {
            input,
            row: 0,
            column,
            value: rates[column],
        }),
        None => Ok(()),
    }
}

/// A straight line in log odds, from its start; nothing where the rate does not change.
struct Line(Option<(f64, f64)>);

impl Line {
    fn at(&self, constant: f64, periods: f64) -> f64 {
        self.0.map_or(constant, |(start, step)| {
            1.0 / (1.0 + (-(start + step * periods)).exp())
        })
    }
}

fn lines(from: &[f64], to: &[f64], periods: usize) -> Result<Vec<Line>, Fault> {
    if periods == 0 {
        return Err(Fault::Setting {
            name: "periods",
            value: 0.0,
            needs: "there must be at least one between the two rates",
        });
    }
    let line = |(&from, &to): (&f64, &f64)| {
        if from == to {
            return Ok(Line(None));
        }
        let odds = |rate: f64| {
            if rate > 0.0 && rate < 1.0 {
                return Ok((rate / (1.0 - rate)).ln());
            }
            Err(Fault::Setting {
                name: "rate",
                value: rate,
                needs: "a rate of nought or one has no log odds, so that it cannot change along them",
            })
        };
        let (start, end) = (odds(from)?, odds(to)?);
        Ok(Line(Some((start, (end - start) / periods as f64))))
    };
    from.iter().zip(to).map(line).collect()
}

fn generations(earlier: &[f64], now: &[f64], most: f64, periods: usize) -> Result<Vec<f64>, Fault> {
    let highest = earlier.iter().chain(now).copied().fold(0.0, f64::max);
    check::finite("most", 0, 0, most)?;
    if !(most > 0.0 && most <= 1.0 && highest <= most) {
        return Err(Fault::Setting {
            name: "most",
            value: most,
            needs: "it must be at least every rate, and one at the most",
        });
    }
    // Of who grew older: the share of those outside that came in, or of those inside that went out.
    let came_or_went = |before: f64, after: f64| {
        if after > before {
            (after - before) / (most - before)
        } else if before > 0.0 {
            after / before - 1.0
        } else {
            0.0
        }
    };
    let shares: Vec<f64> = earlier
        .iter()
        .zip(now.iter().skip(1))
        .map(|(before, after)| came_or_went(*before, *after))
        .collect();
    let mut all = now.to_vec();
    for _ in 1..periods {
        let last = all[all.len() - now.len()..].to_vec();
        all.push(last[0]);
        all.extend(last.iter().zip(&shares).map(|(rate, share)| {
            if *share > 0.0 {
                rate + (most - rate) * share
            } else {
                rate * (1.0 + share)
            }
        }));
    }
    Ok(all)
}
