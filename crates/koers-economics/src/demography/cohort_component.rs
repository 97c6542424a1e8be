use rayon::prelude::*;

use super::rates::{Leaving, Rates, SexRates, shape};
use crate::{Fault, Matrix};

/// People by sex, each regions × age groups; the last group is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// Women.
    pub women: Matrix,
    /// Men.
    pub men: Matrix,
}

/// What changed the population of a region in one step. Start + births − deaths + moved in − moved out + arrivals = end.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Flows {
    /// Girls born in the region.
    pub girls: f64,
    /// Boys born in the region.
    pub boys: f64,
    /// Deaths, also of those born in the step, in the region where they lived at its beginning.
    pub deaths: f64,
    /// From other regions of the projection.
    pub moved_in: f64,
    /// To other regions of the projection.
    pub moved_out: f64,
    /// From outside less to outside.
    pub arrivals: f64,
}

/// One step of a projection.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The population at its end.
    pub end: Population,
    /// Per region.
    pub flows: Vec<Flows>,
}

/// What [`cohort_component`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// The steps, one after the other.
    pub steps: Vec<Step>,
}

/// The population of regions that exchange people, step by step.
///
/// # What it measures
/// What a population becomes under given rates of birth, death and moving.
///
/// # Formula
/// Per step, sex and age group: (N + ½ arrivals) × survival, spread over the regions by the moves, one group further; ½ of the arrivals of that group are added at the end. The last two groups come together in the open one.
/// Births of a region = years × Σ fertility × ½ (women at the beginning + women at the end), of which 1 ÷ (1 + boys per girl) are girls; they survive and move as the first stage.
///
/// # In and out
/// The population at the beginning; rates per step, of which the last go on; how many steps. Age groups are as wide as a step is long.
///
/// # Assumptions
/// Births depend on women only. Who moves lives as long on the way as those who stay, and has the children of the region where she lives at both ends.
///
/// # Limits
/// **No forecast but a sum**: it is as good as the rates put in, and says nothing about how wrong these may be; run it with other rates too. Numbers of people are not rounded, so that they add up.
/// Arrivals in numbers can empty a group: then the rates are refused, not the group set to nought. The growth of firms and homes does not limit anybody.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NotAShare`] (survival or moves outside nought to one, moves together more than one, births in the first age group), [`Fault::NoSuchLink`] (a move to the same region),
/// [`Fault::Setting`], [`Fault::Emptied`] (more leave than live there, naming step, region and group).
///
/// # Other programs
/// demCore for R (`ccmpp`) is the same for one region without moves, with arrivals as shares of the population.
///
/// # Sources
/// S. H. Preston, P. Heuveline and M. Guillot (2001), *Demography*, Blackwell, chapter 6. A. Rogers (1995), *Multiregional demography*, Wiley.
///
/// # Example
/// Made up: two regions, two age groups of a year, no births; a tenth of the first group of one region moves to the other. The published case (women of Sweden, 1993-2003) is in the tests.
/// ```
/// use koers_economics::{Matrix, demography::{Population, Rates, SexRates, cohort_component}};
/// let stay = Matrix::new(2, 2, vec![0.0; 4])?;
/// let go = Matrix::from_rows(&[[0.0, 0.1], [0.0, 0.0]])?;
/// let sex = SexRates {
///     survival: Matrix::from_rows(&[[1.0, 1.0, 0.5], [1.0, 1.0, 0.5]])?,
///     moves: vec![stay.clone(), go, stay.clone()],
///     arrivals: None,
/// };
/// let rates = Rates { years: 1.0, fertility: stay, boys_per_girl: 1.05, women: sex.clone(), men: sex };
/// let people = Matrix::from_rows(&[[100.0, 40.0], [50.0, 20.0]])?;
/// let start = Population { women: people.clone(), men: people };
/// let found = cohort_component(&start, &[rates], 1)?;
/// assert_eq!(found.steps[0].end.women.values(), [0.0, 110.0, 0.0, 70.0]);
/// assert_eq!((found.steps[0].flows[0].moved_out, found.steps[0].flows[1].deaths), (20.0, 20.0));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn cohort_component(start: &Population, rates: &[Rates], steps: usize) -> Result<Projection, Fault> {
    let (regions, ages) = (start.women.rows(), start.women.columns());
    shape("men", &start.men, regions, ages)?;
    if ages < 2 {
        return Err(Fault::Size {
            input: "population",
            what: "age groups",
            expected: 2,
            found: ages,
        });
    }
    start.women.not_negative("women")?;
    start.men.not_negative("men")?;
    if rates.is_empty() {
        return Err(Fault::Empty { input: "rates" });
    }
    let leaving = rates
        .iter()
        .map(|rates| rates.check(regions, ages))
        .collect::<Result<Vec<_>, _>>()?;
    let mut projection = Projection { steps: Vec::new() };
    for number in 0..steps {
        let before = projection.steps.last().map_or(start, |step| &step.end);
        let at = number.min(rates.len() - 1);
        let next = step(before, &rates[at], &leaving[at], number)?;
        projection.steps.push(next);
    }
    Ok(projection)
}

/// One step with rates that were checked.
pub(super) fn step(
    before: &Population,
    rates: &Rates,
    leaving: &Leaving,
    number: usize,
) -> Result<Step, Fault> {
    let regions = before.women.rows();
    let mut flows = vec![Flows::default(); regions];
    let mut women = survivors(&before.women, &rates.women, &leaving.women, number, &mut flows)?;
    let mut men = survivors(&before.men, &rates.men, &leaving.men, number, &mut flows)?;
    for (region, flows) in flows.iter_mut().enumerate() {
        let at_both = before.women.row(region).iter().zip(&women[region]);
        let born: f64 = at_both
            .zip(rates.fertility.row(region))
            .map(|((first, last), rate)| rates.years * rate * (first + last) / 2.0)
            .sum();
        flows.girls = born / (1.0 + rates.boys_per_girl);
        flows.boys = born - flows.girls;
    }
    let girls: Vec<f64> = flows.iter().map(|flows| flows.girls).collect();
    let boys: Vec<f64> = flows.iter().map(|flows| flows.boys).collect();
    let sexes = [
        (girls, &rates.women, &leaving.women, &mut women),
        (boys, &rates.men, &leaving.men, &mut men),
    ];
    for (born, sex, leaving, people) in sexes {
        let stage = Stage::of(sex, leaving, 0, &born);
        stage.count(&mut flows);
        for (row, lives) in people.iter_mut().zip(stage.end) {
            row[0] += lives;
        }
    }
    let table = |rows: Vec<Vec<f64>>| Matrix::computed(before.women.columns(), rows.concat());
    Ok(Step {
        end: Population {
            women: table(women),
            men: table(men),
        },
        flows,
    })
}

/// Regions × age groups at the end of the step, without those born in it.
fn survivors(
    before: &Matrix,
    rates: &SexRates,
    leaving: &[Vec<f64>],
    number: usize,
    flows: &mut [Flows],
) -> Result<Vec<Vec<f64>>, Fault> {
    let (regions, ages) = (before.rows(), before.columns());
    let half = |region: usize, age: usize| {
        let arrivals = rates.arrivals.as_ref();
        arrivals.map_or(0.0, |arrivals| arrivals.row(region)[age] / 2.0)
    };
    let stages: Vec<Stage> = (0..ages)
        .into_par_iter()
        .map(|age| {
            let people: Vec<f64> = (0..regions)
                .map(|region| {
                    let value = before.row(region)[age] + half(region, age);
                    not_emptied(number, region, age, value)
                })
                .collect::<Result<_, _>>()?;
            Ok(Stage::of(rates, leaving, age + 1, &people))
        })
        .collect::<Result<_, Fault>>()?;
    let mut end = vec![vec![0.0; ages]; regions];
    // In the order of ages, so that sums are the same whatever the number of threads.
    for (age, stage) in stages.iter().enumerate() {
        stage.count(flows);
        for (row, lives) in end.iter_mut().zip(&stage.end) {
            row[(age + 1).min(ages - 1)] += lives;
        }
    }
    for (region, row) in end.iter_mut().enumerate() {
        for (age, value) in row.iter_mut().enumerate() {
            *value = not_emptied(number, region, age, *value + half(region, age))?;
            flows[region].arrivals += 2.0 * half(region, age);
        }
    }
    Ok(end)
}

fn not_emptied(step: usize, region: usize, age: usize, value: f64) -> Result<f64, Fault> {
    if value < 0.0 {
        return Err(Fault::Emptied {
            step,
            region,
            age,
            value,
        });
    }
    Ok(value)
}

/// What becomes of one stage, by region.
struct Stage {
    deaths: Vec<f64>,
    moved_in: Vec<f64>,
    moved_out: Vec<f64>,
    end: Vec<f64>,
}

impl Stage {
    fn of(rates: &SexRates, leaving: &[Vec<f64>], stage: usize, people: &[f64]) -> Self {
        let alive: Vec<f64> = people
            .iter()
            .enumerate()
            .map(|(region, people)| people * rates.survival.row(region)[stage])
            .collect();
        let none = vec![0.0; people.len()];
        let (mut moved_in, mut moved_out) = (none.clone(), none);
        if let (Some(moves), Some(leaving)) = (rates.moves.get(stage), leaving.get(stage)) {
            for (from, (shares, alive)) in moves.iter_rows().zip(&alive).enumerate() {
                if *alive > 0.0 {
                    for (sum, share) in moved_in.iter_mut().zip(shares) {
                        *sum += alive * share;
                    }
                    moved_out[from] = alive * leaving[from];
                }
            }
        }
        Self {
            deaths: people
                .iter()
                .zip(&alive)
                .map(|(people, alive)| people - alive)
                .collect(),
            end: alive
                .iter()
                .zip(&moved_in)
                .zip(&moved_out)
                // Where all leave, rounding may take a hair more.
                .map(|((alive, come), go)| (alive + come - go).max(0.0))
                .collect(),
            moved_in,
            moved_out,
        }
    }

    fn count(&self, flows: &mut [Flows]) {
        for (region, flows) in flows.iter_mut().enumerate() {
            flows.deaths += self.deaths[region];
            flows.moved_in += self.moved_in[region];
            flows.moved_out += self.moved_out[region];
        }
    }
}
