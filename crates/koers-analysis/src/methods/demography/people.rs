//! People by region, sex and age, and what happens to them in a step.

use super::ages;
use super::columns::{BOYS, NEWBORN, YEARS, parted, sexes};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::grid::{Absent, Grid};
use crate::method::Question;
use crate::role::{AGE, ARRIVALS, FERTILITY, MORTALITY, MOVES, POPULATION, REGION, Role, SEX, SURVIVAL, TO};
use crate::say::{Sentence, Slot, say};
use koers_economics::Matrix;
use koers_economics::demography::{Rates, SexRates, life_table};

/// People by region, sex and age, and what happens to them in a step.
pub(super) struct People {
    /// None where the figures have no regions: then there is one.
    pub regions: Vec<String>,
    pub ages: Vec<String>,
    pub women: String,
    /// Nothing where the figures have women only.
    pub men: Option<String>,
    pub rates: Rates,
    pub period: Option<String>,
    frame: Frame,
    /// How many rows say who moves.
    pub moves: usize,
}

impl People {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let settings = question.settings;
        let (all, period) = question.at_one()?;
        let (frame, moving) = parted(&all)?;
        let newborn = settings
            .names(NEWBORN.word)
            .first()
            .map(|name| (*name).to_owned());
        let mut names = frame.distinct(AGE)?;
        if frame.has(SURVIVAL) && newborn.is_none() {
            return Err(Fault::Wanted {
                option: "--set newborn=…",
                known: names,
            });
        }
        if let Some(newborn) = &newborn {
            if !names.contains(newborn) {
                return Err(Fault::NoSuchName {
                    name: newborn.clone(),
                    known: names,
                });
            }
            names.retain(|name| name != newborn);
        }
        let ages = ages::in_order(names);
        let regions = if frame.has(REGION) {
            frame.distinct(REGION)?
        } else {
            Vec::new()
        };
        let (women, men) = sexes(question, &frame)?;
        let years = match settings.text(YEARS.word) {
            Some(_) => settings.number(YEARS.word)?,
            None => ages::one_width(&ages).ok_or_else(|| {
                Fault::Method(say(
                    "de leeftijdsgroepen zijn niet even breed, of hun namen zeggen niet hoe breed ({0}): deel gelijk in, of noem de breedte met --set years=…",
                    "the age groups are not equally wide, or their names do not say how wide ({0}): cut up alike, or name the width with --set years=…",
                    [Slot::Names(ages.iter().take(6).cloned().collect())],
                ))
            })?,
        };
        let mut people = Self {
            rates: Rates {
                years,
                fertility: Matrix::new(1, 1, vec![0.0]).map_err(|fault| Fault::method(fault, &[], &[]))?,
                boys_per_girl: settings.number(BOYS.word)?,
                women: nobody(1, 1)?,
                men: nobody(1, 1)?,
            },
            regions,
            ages,
            women,
            men,
            period,
            frame,
            moves: 0,
        };
        let fertility = people.table(FERTILITY, &people.women, &people.ages, Bounds::Amount)?;
        if let Some((region, _)) = fertility
            .iter_rows()
            .enumerate()
            .find(|(_, rates)| rates.first().is_some_and(|rate| *rate != 0.0))
        {
            return Err(Fault::Method(say(
                "{0}: in de jongste groep worden kinderen geboren, en dat moet nul zijn",
                "{0}: children are born in the youngest group, and that must be nought",
                [Slot::Names(people.cell(&people.women, region, 0, &people.ages))],
            )));
        }
        let of_women = people.sex(&people.women, newborn.as_deref(), moving.as_ref(), years)?;
        let of_men = match &people.men {
            Some(men) => people.sex(men, newborn.as_deref(), moving.as_ref(), years)?,
            None => nobody(people.count(), people.ages.len())?,
        };
        people.rates.fertility = fertility;
        people.rates.women = of_women;
        people.rates.men = of_men;
        people.moves = moving.map_or(0, |moving| moving.len());
        Ok(people)
    }

    /// How many regions; one where the figures have none.
    pub(super) fn count(&self) -> usize {
        self.regions.len().max(1)
    }

    /// How many people, by sex: regions by ages.
    pub(super) fn population(&self, sex: Option<&String>) -> Result<Matrix, Fault> {
        match sex {
            Some(sex) => self.table(POPULATION, sex, &self.ages, Bounds::Amount),
            None => {
                let cells = self.count() * self.ages.len();
                Matrix::new(self.count(), self.ages.len(), vec![0.0; cells])
                    .map_err(|fault| self.fault(fault))
            }
        }
    }

    /// Whether the figures have a column in a role.
    pub(super) fn has(&self, role: Role) -> bool {
        self.frame.has(role)
    }

    fn laid(&self, role: Role, sex: &str, ages: &[String]) -> Result<Grid, Fault> {
        let frame = self.frame.with(SEX, &[sex])?;
        let across = (AGE, ages.to_vec());
        if self.regions.is_empty() {
            frame.laid_out(role, (SEX, vec![sex.to_owned()]), across)
        } else {
            frame.laid_out(role, (REGION, self.regions.clone()), across)
        }
    }

    /// Regions by ages of one sex, each within bounds.
    fn table(&self, role: Role, sex: &str, ages: &[String], bounds: Bounds) -> Result<Matrix, Fault> {
        let matrix = self
            .laid(role, sex, ages)?
            .matrix(Absent::Refused)
            .map_err(|fault| match fault {
                Fault::NoFigure { mut names, reason } => {
                    if !self.regions.is_empty() {
                        names.insert(1, sex.to_owned());
                    }
                    names.push(role.word.to_owned());
                    Fault::NoFigure { names, reason }
                }
                other => other,
            })?;
        for (region, row) in matrix.iter_rows().enumerate() {
            for (age, value) in row.iter().enumerate() {
                let slots = || {
                    [
                        Slot::Names(self.cell(sex, region, age, ages)),
                        role.title.into(),
                        Slot::number(*value, 4),
                    ]
                };
                if *value < 0.0 && bounds != Bounds::Any {
                    return Err(Fault::Method(say(
                        "{0}: {1} is {2}, en dat kan niet minder dan nul zijn",
                        "{0}: {1} is {2}, and it cannot be less than nought",
                        slots(),
                    )));
                }
                if *value > 1.0 && bounds == Bounds::Share {
                    return Err(Fault::Method(say(
                        "{0}: {1} is {2}, en het is een deel van nul tot één",
                        "{0}: {1} is {2}, and it is a share from nought to one",
                        slots(),
                    )));
                }
            }
        }
        Ok(matrix)
    }

    fn cell(&self, sex: &str, region: usize, age: usize, ages: &[String]) -> Vec<String> {
        let region = self.regions.get(region).cloned();
        region
            .into_iter()
            .chain([sex.to_owned()])
            .chain(ages.get(age).cloned())
            .collect()
    }

    fn sex(
        &self,
        sex: &str,
        newborn: Option<&str>,
        moving: Option<&Frame>,
        years: f64,
    ) -> Result<SexRates, Fault> {
        let survival = if self.frame.has(SURVIVAL) {
            let mut stages: Vec<String> = newborn.map(str::to_owned).into_iter().collect();
            stages.extend(self.ages.iter().cloned());
            self.table(SURVIVAL, sex, &stages, Bounds::Share)?
        } else if self.frame.has(MORTALITY) {
            self.by_life_table(sex, years)?
        } else {
            return Err(Fault::RoleMissing {
                word: SURVIVAL.word,
                known: [SURVIVAL, MORTALITY].map(|role| role.word.to_owned()).to_vec(),
            });
        };
        let arrivals = match self.frame.has(ARRIVALS) {
            true => Some(self.table(ARRIVALS, sex, &self.ages, Bounds::Any)?),
            false => None,
        };
        let moves = match moving {
            Some(moving) => self.moves(sex, newborn, moving)?,
            None => Vec::new(),
        };
        Ok(SexRates {
            survival,
            moves,
            arrivals,
        })
    }

    /// Survival by the death rates of each region.
    fn by_life_table(&self, sex: &str, years: f64) -> Result<Matrix, Fault> {
        let rates = self.table(MORTALITY, sex, &self.ages, Bounds::Amount)?;
        let closed = self.ages.len().saturating_sub(1);
        let infant = years == 1.0 && ages::youngest(&self.ages) == Some(0);
        let early: Vec<f64> = (0..closed)
            .map(|age| if age == 0 && infant { 0.1 } else { years / 2.0 })
            .collect();
        let mut survival = Vec::new();
        for (region, row) in rates.iter_rows().enumerate() {
            let told = |fault| match fault {
                koers_economics::Fault::NoTotal { .. } => Fault::Method(say(
                    "{0}: hier sterft niemand, of niemand wordt zo oud; dan is er geen overlevingskans te berekenen",
                    "{0}: nobody dies here, or nobody lives so long; then there is no survival to compute",
                    [Slot::Names(self.cell(sex, region, closed, &self.ages))],
                )),
                other => self.fault(other),
            };
            let table = life_table(row, &early, &vec![years; closed]).map_err(told)?;
            survival.extend(table.survival().map_err(told)?);
        }
        Matrix::new(self.count(), self.ages.len() + 1, survival).map_err(|fault| self.fault(fault))
    }

    /// Moves of one sex: those born in the step first, then each age. What has no row does not move.
    fn moves(&self, sex: &str, newborn: Option<&str>, moving: &Frame) -> Result<Vec<Matrix>, Fault> {
        let of_sex = moving.with(SEX, &[sex])?;
        let known = |role: Role, known: Vec<String>| -> Result<(), Fault> {
            match moving
                .distinct(role)?
                .into_iter()
                .find(|name| !known.contains(name))
            {
                Some(name) => Err(Fault::NoSuchName { name, known }),
                None => Ok(()),
            }
        };
        known(TO, self.regions.clone())?;
        known(REGION, self.regions.clone())?;
        known(
            AGE,
            self.ages
                .iter()
                .cloned()
                .chain(newborn.map(str::to_owned))
                .collect(),
        )?;
        let stage = |age: Option<&str>| -> Result<Matrix, Fault> {
            let names: Vec<&str> = age.into_iter().collect();
            let grid = of_sex.with(AGE, &names)?.laid_out(
                MOVES,
                (REGION, self.regions.clone()),
                (TO, self.regions.clone()),
            )?;
            grid.matrix(Absent::Nought).map_err(|fault| match fault {
                Fault::NoFigure { mut names, reason } => {
                    names.extend([sex.to_owned(), age.unwrap_or_default().to_owned()]);
                    Fault::NoFigure { names, reason }
                }
                other => other,
            })
        };
        let mut stages = vec![stage(newborn)?];
        for age in &self.ages {
            let table = stage(Some(age))?;
            self.shares(sex, age, &table)?;
            stages.push(table);
        }
        Ok(stages)
    }

    /// Shares that leave a region: none below nought, none to itself, at most one together.
    fn shares(&self, sex: &str, age: &str, table: &Matrix) -> Result<(), Fault> {
        for (from, shares) in table.iter_rows().enumerate() {
            let total: f64 = shares.iter().sum();
            let own = shares.get(from).copied().unwrap_or(0.0);
            if shares.iter().all(|share| *share >= 0.0) && total <= 1.0 + 1e-9 && own == 0.0 {
                continue;
            }
            let names = self
                .regions
                .get(from)
                .into_iter()
                .cloned()
                .chain([sex.to_owned(), age.to_owned()]);
            return Err(Fault::Method(say(
                "{0}: wie verhuist is een deel van nul tot één, samen ten hoogste één, en niemand verhuist naar de eigen regio (samen {1}, waarvan {2} naar zichzelf)",
                "{0}: who moves is a share from nought to one, at most one together, and nobody moves to the own region ({1} together, of which {2} to itself)",
                [
                    Slot::Names(names.collect()),
                    Slot::number(total, 4),
                    Slot::number(own, 4),
                ],
            )));
        }
        Ok(())
    }

    /// A fault of the library with names of regions and ages.
    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        use koers_economics::Fault as Of;
        if let Of::Emptied {
            step,
            region,
            age,
            value,
        } = &fault
        {
            let names = self.regions.get(*region).into_iter().chain(self.ages.get(*age));
            return Fault::Method(say(
                "{0}: in stap {1} blijven {2} mensen over; er vertrekken er meer dan er zijn. Maak van het saldo een deel dat verhuist, of neem een kleiner saldo",
                "{0}: {2} people are left in step {1}; more leave than there are. Make a share that moves of the balance, or take a smaller one",
                [
                    Slot::Names(names.cloned().collect()),
                    (step + 1).into(),
                    Slot::number(*value, 1),
                ],
            ));
        }
        let mut stages = vec!["0".to_owned()];
        stages.extend(self.ages.iter().cloned());
        let columns = match &fault {
            Of::NotAShare {
                input: "survival", ..
            } => &stages,
            _ => &self.ages,
        };
        if self.regions.is_empty() {
            Fault::method(fault, columns, &[])
        } else {
            Fault::method(fault, &self.regions, columns)
        }
    }

    /// What was filled in.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        let mut said = Vec::new();
        if !self.frame.has(SURVIVAL) {
            said.push(say(
                "De overlevingskansen zijn berekend uit de sterftecijfers, met wie sterft halverwege de groep.",
                "Survival was computed of the death rates, with those who die half-way through the group.",
                [],
            ));
        }
        if self.moves > 0 {
            said.push(say(
                "Rijen met verhuizingen: {0}. Van waar naar waar geen rij is, verhuist niemand.",
                "Rows of moves: {0}. Where there is no row from one to another, nobody moves.",
                [self.moves.into()],
            ));
        }
        said
    }
}

/// Between what a figure must lie.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bounds {
    Any,
    Amount,
    Share,
}

/// Rates of nobody: everybody who is born stays out of it.
fn nobody(regions: usize, ages: usize) -> Result<SexRates, Fault> {
    let survival = Matrix::new(regions, ages + 1, vec![1.0; regions * (ages + 1)]);
    Ok(SexRates {
        survival: survival.map_err(|fault| Fault::method(fault, &[], &[]))?,
        moves: Vec::new(),
        arrivals: None,
    })
}
