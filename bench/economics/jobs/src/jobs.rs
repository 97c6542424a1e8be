//! One function for each case.

use std::path::Path;

use koers_economics::demography::{Population, Projection, Rates, SexRates, cohort_component};
use koers_economics::evaluation::{Matching, Panel, Study, placebos_in_space, synthetic_did};
use koers_economics::forecast::{choose_arima, choose_smoothing};
use koers_economics::growth::shift_share;
use koers_economics::input_output::{Flows, extraction_of_each};
use koers_economics::structure::{Likeness, Neighbours, Presence, complexity, local_moran, moran, proximity};
use koers_economics::{Fault, Matrix};
use rayon::prelude::*;

use crate::tables::{line, read, write};
use crate::{Outcome, Took, repeat};

/// Does the job, writes what came out of the last run, and gives what each took.
pub fn run(job: &str, folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    match job {
        "synthetic-control" => synthetic_control(folder, result, runs),
        "synthetic-did" => differences(folder, result, runs),
        "complexity" => complexities(folder, result, runs),
        "proximity" => proximities(folder, result, runs),
        "extraction" => extractions(folder, result, runs),
        "projection" => projection(folder, result, runs),
        "smoothing" => smoothing(folder, result, runs),
        "arima" => arima(folder, result, runs),
        "moran" => global(folder, result, runs),
        "local-moran" => local(folder, result, runs),
        "shift-share" => shifts(folder, result, runs),
        _ => Err(format!("there is no job {job}").into()),
    }
}

/// The first unit is the treated one; all others are donors.
fn study(folder: &Path) -> Outcome<Study> {
    let outcomes = read(folder, "outcomes")?;
    let donors: Vec<usize> = (1..outcomes.rows()).collect();
    let start = line(folder, "start")?[0] as usize;
    Ok(Study::new(&Panel::from(&outcomes), 0, &donors, start)?)
}

fn synthetic_control(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (study, predictors) = (study(folder)?, read(folder, "predictors")?);
    let matching = Matching::Searched {
        predictors: &predictors,
        least: 1e-8,
        starts: 12,
        seed: 1,
    };
    let (seconds, found) = repeat(runs, || Ok(placebos_in_space(&study, matching)?))?;
    let paths = || {
        [&found.treated]
            .into_iter()
            .chain(found.placebos.iter().map(|one| &one.path))
    };
    let losses: Vec<f64> = paths().map(|path| path.rmspe_before.powi(2)).collect();
    let gaps: Vec<f64> = paths().flat_map(|path| &path.gaps).copied().collect();
    write(result, "loss", 1, &losses)?;
    write(result, "gaps", found.treated.gaps.len(), &gaps)?;
    Ok(seconds)
}

fn differences(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let study = study(folder)?;
    let (seconds, found) = repeat(runs, || Ok(synthetic_did(&study)?))?;
    write(result, "effect", 1, &[found.effect])?;
    write(result, "placebos", 1, &found.placebos)?;
    write(result, "error", 1, &[found.error])?;
    Ok(seconds)
}

/// The table of noughts and ones as the room takes it.
fn present(folder: &Path) -> Outcome<(usize, usize, Vec<bool>)> {
    let table = read(folder, "presence")?;
    let here = table.values().iter().map(|value| *value > 0.0).collect();
    Ok((table.rows(), table.columns(), here))
}

fn complexities(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (rows, columns, here) = present(folder)?;
    let (seconds, found) = repeat(runs, || Ok(complexity(&Presence::new(rows, columns, &here)?)?))?;
    let all = |scores: &[Option<f64>]| -> Outcome<Vec<f64>> {
        let whole: Option<Vec<f64>> = scores.iter().copied().collect();
        whole.ok_or_else(|| "a row or column without a one".into())
    };
    write(result, "regions", 1, &all(&found.regions)?)?;
    write(result, "activities", 1, &all(&found.activities)?)?;
    Ok(seconds)
}

fn proximities(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (rows, columns, here) = present(folder)?;
    let (seconds, found) = repeat(runs, || {
        Ok(proximity(
            &Presence::new(rows, columns, &here)?,
            Likeness::SmallerChance,
        ))
    })?;
    write(result, "proximity", columns, found.values.values())?;
    Ok(seconds)
}

fn extractions(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let flows = Flows::new(read(folder, "flows")?, line(folder, "output")?)?;
    let account = line(folder, "account")?;
    let (seconds, found) = repeat(runs, || Ok(extraction_of_each(&flows, &account)?))?;
    let others: Vec<f64> = found.sectors.iter().map(|sector| sector.others).collect();
    write(result, "others", 1, &others)?;
    write(result, "lost", found.output.columns(), found.output.values())?;
    Ok(seconds)
}

fn projection(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let sex = |name: &str| -> Outcome<(Matrix, SexRates)> {
        let people = read(folder, &format!("{name}-people"))?;
        let (leaving, destinations) = (
            read(folder, &format!("{name}-leaving"))?,
            read(folder, "destinations")?,
        );
        let moves = (0..leaving.columns()).map(|stage| {
            let shares = destinations
                .iter_rows()
                .zip(leaving.iter_rows())
                .flat_map(|(row, leaving)| row.iter().map(move |share| share * leaving[stage]));
            Matrix::new(destinations.rows(), destinations.columns(), shares.collect())
        });
        let rates = SexRates {
            survival: read(folder, &format!("{name}-survival"))?,
            moves: moves.collect::<Result<_, Fault>>()?,
            arrivals: Some(read(folder, &format!("{name}-arrivals"))?),
        };
        Ok((people, rates))
    };
    let ((women, rates_of_women), (men, rates_of_men)) = (sex("women")?, sex("men")?);
    let start = Population { women, men };
    let rates = [Rates {
        years: 1.0,
        fertility: read(folder, "fertility")?,
        boys_per_girl: 1.05,
        women: rates_of_women,
        men: rates_of_men,
    }];
    let steps = line(folder, "steps")?[0] as usize;
    let (seconds, found) = repeat(runs, || Ok(cohort_component(&start, &rates, steps)?))?;
    let Projection { steps } = found;
    let last = &steps.last().ok_or("no step")?.end;
    write(result, "women", last.women.columns(), last.women.values())?;
    write(result, "men", last.men.columns(), last.men.values())?;
    let deaths: Vec<f64> = steps
        .iter()
        .map(|step| step.flows.iter().map(|flows| flows.deaths).sum())
        .collect();
    write(result, "deaths", 1, &deaths)?;
    Ok(seconds)
}

fn smoothing(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let series = read(folder, "series")?;
    let rows: Vec<&[f64]> = series.iter_rows().collect();
    let (seconds, found) = repeat(runs, || {
        let best = rows
            .par_iter()
            .map(|series| Ok(choose_smoothing(series, 12)?.best.aicc));
        Ok(best.collect::<Result<Vec<f64>, Fault>>()?)
    })?;
    write(result, "aicc", 1, &found)?;
    Ok(seconds)
}

fn arima(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let series = read(folder, "series")?;
    let rows: Vec<&[f64]> = series.iter_rows().collect();
    let (seconds, found) = repeat(runs, || {
        let best = rows.par_iter().map(|series| {
            let best = choose_arima(series, 12)?.best;
            let seasonal = best.orders.seasonal.map_or(0, |seasonal| seasonal.differences);
            Ok([best.aicc, best.orders.differences as f64, seasonal as f64])
        });
        Ok(best.collect::<Result<Vec<[f64; 3]>, Fault>>()?)
    })?;
    write(result, "aicc", 3, &found.concat())?;
    Ok(seconds)
}

fn neighbours(folder: &Path) -> Outcome<(Vec<f64>, Neighbours, usize)> {
    let (values, borders) = (line(folder, "values")?, read(folder, "borders")?);
    let borders: Vec<(usize, usize)> = borders
        .iter_rows()
        .map(|row| (row[0] as usize, row[1] as usize))
        .collect();
    let neighbours = Neighbours::from_borders(values.len(), &borders)?.row_standardised();
    Ok((values, neighbours, line(folder, "permutations")?[0] as usize))
}

fn global(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (values, neighbours, permutations) = neighbours(folder)?;
    let (seconds, found) = repeat(runs, || Ok(moran(&values, &neighbours, permutations, 1)?))?;
    write(result, "index", 1, &[found.index])?;
    write(result, "p", 1, &[found.p_alike.min(found.p_unlike)])?;
    Ok(seconds)
}

fn local(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (values, neighbours, permutations) = neighbours(folder)?;
    let (seconds, found) = repeat(runs, || Ok(local_moran(&values, &neighbours, permutations, 1)?))?;
    let units: Option<Vec<_>> = found.units.into_iter().collect();
    let units = units.ok_or("a region without neighbours")?;
    write(
        result,
        "index",
        1,
        &units.iter().map(|unit| unit.index).collect::<Vec<_>>(),
    )?;
    write(
        result,
        "p",
        1,
        &units.iter().map(|unit| unit.p).collect::<Vec<_>>(),
    )?;
    Ok(seconds)
}

fn shifts(folder: &Path, result: &Path, runs: usize) -> Outcome<Took> {
    let (panel, whole) = (read(folder, "regions")?, read(folder, "whole")?);
    let (years, activities) = (whole.rows(), whole.columns());
    let regions = panel
        .values()
        .chunks(years * activities)
        .map(|values| Matrix::new(years, activities, values.to_vec()))
        .collect::<Result<Vec<_>, Fault>>()?;
    let (seconds, found) = repeat(runs, || {
        let each = regions
            .par_iter()
            .map(|region| shift_share(region, &whole, 0, years - 1));
        Ok(each.collect::<Result<Vec<_>, Fault>>()?)
    })?;
    let cells = found.iter().flat_map(|region| &region.activities);
    let effects: Vec<f64> = cells
        .flat_map(|one| [one.national, one.mix, one.regional])
        .collect();
    let sums = found.iter().flat_map(|region| &region.base_years);
    let totals: Vec<f64> = sums
        .flat_map(|year| [year.total.national, year.total.mix, year.total.regional])
        .collect();
    write(result, "effects", 3, &effects)?;
    write(result, "base-years", 3, &totals)?;
    Ok(seconds)
}
