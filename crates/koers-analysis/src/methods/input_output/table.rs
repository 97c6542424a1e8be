//! A table of flows with names: what sectors deliver to each other, what else they deliver and what else they need.

use super::slips::{alike, beside, known, no_figure, totals};
use crate::answer::{Assumption, Standing};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::{Absent, Grid};
use crate::method::Question;
use crate::role::{FROM, PERIOD, Role, TO, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::Matrix;
use koers_economics::input_output::{Flows, Leontief, leontief, technical_coefficients};
use koers_model::value::{Content, Missing};

/// Flows from one name to another, where there may be periods.
pub(super) const ROLES: &[(Role, Need)] = &[
    (FROM, Need::Must),
    (TO, Need::Must),
    (VALUE, Need::Must),
    (PERIOD, Need::May),
];

/// Names that take no part in the sums.
pub(super) const WITHOUT: Setting = Setting::names(
    "without",
    Words(
        "rijen en kolommen die niet meetellen (totalen, en wat al in een andere rij zit)",
        "rows and columns that do not count (totals, and what is part of another row)",
    ),
);
/// How large a plant is that goes, by its jobs.
pub(super) const PLANT_JOBS: Setting = Setting::number(
    "plant_jobs",
    Words(
        "of hoeveel banen de vestiging heeft die wegvalt; in de eenheid van de rij met banen",
        "or how many jobs the plant has that goes; in the unit of the row of jobs",
    ),
    (0.0, 1e12),
    None,
);
/// Where output stands.
pub(super) const OUTPUT: Setting = Setting::names(
    "output",
    Words(
        "de kolom of rij met de productie van elke sector; anders is die de som van de rij",
        "the column or row with the output of each sector; else it is the sum of the row",
    ),
);
/// Accounts in another unit than the table.
pub(super) const JOBS: Setting = Setting::names(
    "jobs",
    Words(
        "rijen in een andere eenheid dan de tabel (banen, CO2), waarvan wordt geteld wat eraan hangt",
        "rows in another unit than the table (jobs, CO2), of which is counted what hangs on it",
    ),
);
/// Accounts in the unit of the table.
pub(super) const MONEY: Setting = Setting::names(
    "money",
    Words(
        "rijen in de eenheid van de tabel (toegevoegde waarde, lonen), waarvan hetzelfde wordt geteld",
        "rows in the unit of the table (value added, wages), of which the same is counted",
    ),
);

/// What all models of a table take for granted.
pub(super) const FIXED: Assumption = Assumption::untested(
    "Elke sector werkt altijd volgens hetzelfde recept, hoeveel hij ook maakt, en niemand komt iets tekort.",
    "Every sector always works by one recipe, however much it makes, and nobody runs short of anything.",
);
/// Where imports are.
pub(super) const IMPORTS: Assumption = Assumption::untested(
    "Tussen de sectoren staat alleen wat hier is gemaakt. Staat de invoer erbij, dan telt die alsof hij van hier komt, en zijn de uitkomsten te hoog.",
    "Between sectors stands only what was made here. With imports among it they count as made here, and the results are too high.",
);

/// A part by which sums may differ and still be called the same: rounding in a published table.
const SLACK: f64 = 0.005;

/// An amount of something in each sector.
pub(super) struct Account {
    pub name: String,
    pub amounts: Vec<f64>,
    pub per_unit: Vec<f64>,
}

/// A table of flows with names.
pub(super) struct Table {
    /// What is both in the rows and in the columns.
    pub sectors: Vec<String>,
    /// Kinds of final demand: in the columns only.
    pub kinds: Vec<String>,
    /// Primary inputs: in the rows only.
    pub inputs: Vec<String>,
    pub flows: Flows,
    pub period: Option<String>,
    frame: Frame,
    absent: Absent,
    gaps: usize,
    without: Vec<String>,
    demand: Option<Grid>,
    sums: Vec<Sums>,
    output: &'static str,
}

/// Two sums that should be the same, sector by sector.
struct Sums {
    is_rows: bool,
    found: Vec<f64>,
}

impl Table {
    /// The table of the period that is asked about.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, period) = question.at_one()?;
        Self::read(question, frame, period)
    }

    /// The table of one period.
    pub(super) fn at(question: &Question<'_>, period: &str) -> Result<Self, Fault> {
        let frame = question.frame.with(PERIOD, &[period])?;
        Self::read(question, frame, Some(period.to_owned()))
    }

    fn read(question: &Question<'_>, frame: Frame, period: Option<String>) -> Result<Self, Fault> {
        let settings = question.settings;
        let absent = settings.absent();
        let (from, to) = (frame.distinct(FROM)?, frame.distinct(TO)?);
        let mut without: Vec<String> = Vec::new();
        for word in [WITHOUT.word, OUTPUT.word, JOBS.word, "own", "country"] {
            for name in settings.names(word) {
                known(name, &from, &to)?;
                if !without.iter().any(|other| other == name) {
                    without.push(name.to_owned());
                }
            }
        }
        for word in [JOBS.word, "own", "country", MONEY.word, "wages"] {
            // Value added in a column would count as final demand; jobs may stand on either side.
            let rows_only = word == MONEY.word || word == "wages";
            for name in settings.names(word) {
                beside(name, word, &from, &to, rows_only)?;
            }
        }
        let counts = |name: &&String| !without.contains(name);
        let sectors: Vec<String> = from
            .iter()
            .filter(|name| to.contains(name))
            .filter(counts)
            .cloned()
            .collect();
        let kinds: Vec<String> = to
            .iter()
            .filter(|name| !from.contains(name))
            .filter(counts)
            .cloned()
            .collect();
        let inputs: Vec<String> = from
            .iter()
            .filter(|name| !to.contains(name))
            .filter(counts)
            .cloned()
            .collect();
        if sectors.is_empty() {
            return Err(Fault::Method(say(
                "geen naam staat zowel bij `from` als bij `to`, dus er zijn geen sectoren. Bij `from`: {0}. Bij `to`: {1}",
                "no name stands both in `from` and in `to`, so there are no sectors. In `from`: {0}. In `to`: {1}",
                [Slot::Names(first(&from)), Slot::Names(first(&to))],
            )));
        }
        alike(&inputs, &kinds)?;
        let laid = |rows: &[String], columns: &[String]| {
            frame.laid_out(VALUE, (FROM, rows.to_vec()), (TO, columns.to_vec()))
        };
        let block = laid(&sectors, &sectors)?;
        let between = block.matrix(absent).map_err(no_figure)?;
        let mut gaps = block.absent();
        let mut side = |rows: &[String], columns: &[String]| -> Result<Option<Grid>, Fault> {
            if rows.is_empty() || columns.is_empty() {
                return Ok(None);
            }
            let grid = laid(rows, columns)?;
            gaps += grid.absent();
            Ok(Some(grid))
        };
        let demand = side(&sectors, &kinds)?;
        let primary = side(&inputs, &sectors)?;
        let demanded = demand.as_ref().map(|grid| grid.matrix(absent)).transpose()?;
        let paid = primary.as_ref().map(|grid| grid.matrix(absent)).transpose()?;
        totals(
            &sectors,
            &between,
            &kinds,
            demanded.as_ref(),
            &inputs,
            paid.as_ref(),
        )?;
        let sold = demanded
            .as_ref()
            .map(|demand| plus(&between.row_totals(), &demand.row_totals()));
        let bought = paid
            .as_ref()
            .map(|paid| plus(&between.column_totals(), &paid.column_totals()));
        let (output, origin) = match (settings.names(OUTPUT.word).first(), &sold, &bought) {
            (Some(name), ..) => (along(&frame, &sectors, name, absent)?, "named"),
            (None, Some(sold), _) => (sold.clone(), "rows"),
            (None, None, Some(bought)) => (bought.clone(), "columns"),
            (None, None, None) => {
                return Err(Fault::Method(say(
                    "er is geen finale vraag en geen toegevoegde waarde in de tabel, dus de productie van een sector is niet bekend: noem met --set output=NAAM de kolom of rij waar die staat",
                    "there is no final demand and no value added in the table, so the output of a sector is not known: name the column or row in which it stands with --set output=NAME",
                    [],
                )));
            }
        };
        let mut sums = Vec::new();
        for (is_rows, found) in [(true, sold), (false, bought)] {
            let own = if is_rows { "rows" } else { "columns" };
            if let Some(found) = found.filter(|_| origin != own) {
                sums.push(Sums { is_rows, found });
            }
        }
        let flows = Flows::new(between, output).map_err(|fault| flow_fault(fault, &sectors))?;
        Ok(Self {
            sectors,
            kinds,
            inputs,
            flows,
            period,
            frame,
            absent,
            gaps,
            without,
            demand,
            sums,
            output: origin,
        })
    }

    /// A fault of a method that was handed sectors.
    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        flow_fault(fault, &self.sectors)
    }

    /// The place of a sector.
    pub(super) fn sector(&self, name: &str) -> Result<usize, Fault> {
        crate::grid::place(&self.sectors, name)
    }

    /// The one sector that a setting names.
    pub(super) fn chosen(&self, question: &Question<'_>) -> Result<usize, Fault> {
        match question.settings.names(SECTOR.word).as_slice() {
            [name] => self.sector(name),
            _ => Err(Fault::Wanted {
                option: "--set sector=…",
                known: self.sectors.clone(),
            }),
        }
    }

    /// The name of a sector.
    pub(super) fn name(&self, sector: usize) -> &str {
        self.sectors.get(sector).map_or("", String::as_str)
    }

    /// What it makes.
    pub(super) fn output(&self, sector: usize) -> f64 {
        self.flows.output().get(sector).copied().unwrap_or(0.0)
    }

    /// Final demand by sector and kind, where the table has any.
    pub(super) fn demand(&self) -> Result<Option<Matrix>, Fault> {
        self.demand
            .as_ref()
            .map(|grid| grid.matrix(self.absent))
            .transpose()
    }

    /// A row or a column of the table, sector by sector, also one that does not count.
    pub(super) fn along(&self, name: &str) -> Result<Vec<f64>, Fault> {
        known(name, &self.frame.distinct(FROM)?, &self.frame.distinct(TO)?)?;
        along(&self.frame, &self.sectors, name, self.absent)
    }

    /// What one pays another, also of what does not count among the sectors. A pair without a row pays nothing: a table of flows names those
    /// that pay beside the sectors only where they do.
    ///
    /// # Errors
    /// [`Fault::NoFigure`] for a figure that is withheld or not available: it is not nought.
    pub(super) fn paid(&self, from: &str, to: &str) -> Result<f64, Fault> {
        let grid = self
            .frame
            .laid_out(VALUE, (FROM, vec![from.to_owned()]), (TO, vec![to.to_owned()]))?;
        let cell = grid.cell(0, 0);
        match cell.content {
            Content::Value(number) => Ok(number.get()),
            Content::Missing {
                reason: Missing::Absent,
                ..
            } => Ok(0.0),
            Content::Missing { reason, .. } => Err(Fault::NoFigure {
                names: vec![from.to_owned(), to.to_owned()],
                reason,
            }),
        }
    }

    /// The accounts that settings name, those in another unit first.
    pub(super) fn accounts(&self, question: &Question<'_>) -> Result<Vec<Account>, Fault> {
        let names = [JOBS.word, MONEY.word]
            .map(|word| question.settings.names(word))
            .concat();
        names.into_iter().map(|name| self.account(name)).collect()
    }

    fn account(&self, name: &str) -> Result<Account, Fault> {
        let amounts = self.along(name)?;
        let per_unit = self.flows.per_unit(&amounts).map_err(|fault| self.fault(fault))?;
        Ok(Account {
            name: name.to_owned(),
            amounts,
            per_unit,
        })
    }

    /// The first account, which must have been named.
    pub(super) fn first_account(&self, question: &Question<'_>) -> Result<Account, Fault> {
        self.accounts(question)?
            .into_iter()
            .next()
            .ok_or_else(|| Fault::Wanted {
                option: "--set jobs=… / money=…",
                known: self.inputs.clone(),
            })
    }

    /// The account of the jobs, among accounts that settings name. Other accounts stand behind those in another unit.
    pub(super) fn jobs<'a>(
        &self,
        question: &Question<'_>,
        accounts: &'a [Account],
    ) -> Result<&'a Account, Fault> {
        let named = question.settings.names(JOBS.word).first().and(accounts.first());
        named.ok_or_else(|| Fault::Wanted {
            option: "--set jobs=…",
            known: self.inputs.clone(),
        })
    }

    /// Leontief's model of the table.
    pub(super) fn model(&self) -> Result<Leontief, Fault> {
        leontief(&technical_coefficients(&self.flows)).map_err(|fault| self.fault(fault))
    }

    /// That both sides of the table are as large, with what the model takes for granted behind it.
    pub(super) fn assumptions(&self, others: impl IntoIterator<Item = Assumption>) -> Vec<Assumption> {
        let mut all: Vec<Assumption> = self.sums.iter().map(|sums| self.agree(sums)).collect();
        if all.is_empty() {
            all.push(Assumption {
                what: ROWS,
                standing: Standing::Untested,
                found: None,
            });
        }
        all.extend(others);
        all
    }

    fn agree(&self, sums: &Sums) -> Assumption {
        let part = |sector: usize| {
            let (found, output) = (
                sums.found.get(sector).copied().unwrap_or(0.0),
                self.output(sector),
            );
            let size = output.abs().max(found.abs());
            if size > 0.0 {
                (found - output).abs() / size
            } else {
                0.0
            }
        };
        let worst = (0..self.sectors.len())
            .max_by(|a, b| part(*a).total_cmp(&part(*b)))
            .unwrap_or(0);
        let short = sums
            .found
            .get(worst)
            .is_some_and(|found| *found < self.output(worst));
        let slots = [
            self.name(worst).into(),
            Slot::number(sums.found.get(worst).copied(), 1),
            Slot::number(self.output(worst), 1),
            Slot::percent(part(worst), 1),
            self.when(),
        ];
        let found = if part(worst) == 0.0 {
            say(
                "De sommen zijn bij elke sector gelijk ({0}).",
                "The sums are the same for every sector ({0}).",
                [self.when()],
            )
        } else if part(worst) > SLACK && !sums.is_rows && short {
            say(
                "Het verst uit elkaar ligt {0}: samen {1} tegen een productie van {2} ({3} verschil; {4}). Dat kan komen doordat invoer of belasting niet in de tabel staat.",
                "Furthest apart is {0}: {1} together against an output of {2} ({3} difference; {4}). That may be since imports or taxes are not in the table.",
                slots,
            )
        } else {
            say(
                "Het verst uit elkaar ligt {0}: samen {1} tegen een productie van {2} ({3} verschil; {4}).",
                "Furthest apart is {0}: {1} together against an output of {2} ({3} difference; {4}).",
                slots,
            )
        };
        Assumption::tested(
            if sums.is_rows { ROWS } else { COLUMNS },
            part(worst) <= SLACK,
            found,
        )
    }

    /// What was read as what, and what did not count.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        let mut said = vec![say(
            "Gelezen als finale vraag (alleen bij `to`): {0}. Als primaire invoer (alleen bij `from`): {1}.",
            "Read as final demand (in `to` only): {0}. As primary input (in `from` only): {1}.",
            [names(&self.kinds), names(&self.inputs)],
        )];
        if !self.without.is_empty() {
            said.push(say(
                "Niet in de sommen: {0}.",
                "Not in the sums: {0}.",
                [Slot::Names(self.without.clone())],
            ));
        }
        if self.output == "columns" {
            said.push(say(
                "De productie van een sector is de som van zijn kolom, want er is geen finale vraag.",
                "The output of a sector is the sum of its column, since there is no final demand.",
                [],
            ));
        }
        if self.gaps > 0 && self.absent == Absent::Nought {
            said.push(say(
                "Aantal combinaties zonder rij, dat als nul telt omdat dat zo is ingesteld: {0}.",
                "Number of combinations without a row, which count as nought because it was set so: {0}.",
                [self.gaps.into()],
            ));
        }
        said
    }

    /// Of when the figures are.
    pub(super) fn when(&self) -> Slot {
        match &self.period {
            Some(period) => Slot::from(period),
            None => Words("deze tabel", "this table").into(),
        }
    }
}

/// Which sector is asked about.
pub(super) const SECTOR: Setting = Setting::names(
    "sector",
    Words("de sector waar het om gaat", "the sector that is asked about"),
);

const ROWS: Words = Words(
    "Wat een sector levert, aan sectoren en aan finale vraag, is samen zijn productie.",
    "What a sector delivers, to sectors and to final demand, makes its output together.",
);
const COLUMNS: Words = Words(
    "Wat een sector koopt, met toegevoegde waarde en andere primaire invoer, is samen zijn productie.",
    "What a sector buys, with value added and other primary inputs, makes its output together.",
);

/// A fault of a method that was handed sectors: a table of them, or one amount for each.
fn flow_fault(fault: koers_economics::Fault, sectors: &[String]) -> Fault {
    use koers_economics::Fault as Of;
    let is_table = matches!(
        &fault,
        Of::NegativeCell {
            input: "flows" | "coefficients",
            ..
        }
    );
    Fault::method(fault, sectors, if is_table { sectors } else { &[] })
}

fn along(frame: &Frame, sectors: &[String], name: &str, absent: Absent) -> Result<Vec<f64>, Fault> {
    let one = vec![name.to_owned()];
    let in_columns = frame.names(TO)?.iter().any(|other| other == name);
    let in_rows = frame.names(FROM)?.iter().any(|other| other == name);
    // What stands on both sides is a total of the table: its column is the sum of each row.
    let grid = if in_columns || !in_rows {
        frame.laid_out(VALUE, (FROM, sectors.to_vec()), (TO, one))?
    } else {
        frame.laid_out(VALUE, (FROM, one), (TO, sectors.to_vec()))?
    };
    grid.values(absent)
}

/// One more the other, place by place.
pub(super) fn plus(one: &[f64], other: &[f64]) -> Vec<f64> {
    one.iter().zip(other).map(|(one, other)| one + other).collect()
}

fn names(names: &[String]) -> Slot {
    if names.is_empty() {
        Words("niets", "nothing").into()
    } else {
        Slot::Names(names.to_vec())
    }
}

fn first(names: &[String]) -> Vec<String> {
    names.iter().take(8).cloned().collect()
}
