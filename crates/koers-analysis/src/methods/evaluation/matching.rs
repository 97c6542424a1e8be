//! On what a comparison is matched: the outcome itself, or predictors.

use super::design::Design;
use crate::fault::Fault;
use crate::grid::place;
use crate::method::Question;
use crate::role::{PERIOD, PREDICTOR, REGION};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::Matrix;
use koers_economics::evaluation::Matching;
use koers_model::value::Number;

/// What is matched on.
pub(super) const MATCH: Setting = Setting::text_of(
    "match",
    Words(
        "waarop wordt gekoppeld, met `;` ertussen: KOLOM@VAN:TOT of KOLOM@PERIODE, waar `value` het cijfer zelf is; anders het cijfer in elke periode voor de maatregel",
        "what is matched on, with `;` between: COLUMN@FROM:TO or COLUMN@PERIOD, where `value` is the figure itself; else the figure in every period before the measure",
    ),
);

/// From how many places the search for importance begins.
pub(super) const STARTS: Setting = Setting::whole(
    "starts",
    Words(
        "vanaf hoeveel plaatsen naar het belang van voorspellers wordt gezocht",
        "from how many places the importance of predictors is searched",
    ),
    (1, 1000),
    Some("12"),
);

/// Units by predictors, where predictors are matched on.
pub(super) struct Predictors {
    names: Vec<String>,
    /// Those that lack a figure in some of their periods, of at least one unit.
    gaps: Vec<String>,
    table: Matrix,
    starts: usize,
    seed: u64,
}

impl Predictors {
    /// What was asked; nothing where the outcome itself is matched on.
    pub(super) fn of(question: &Question<'_>, design: &Design) -> Result<Option<Self>, Fault> {
        let Some(written) = question.settings.text(MATCH.word) else {
            return Ok(None);
        };
        let names: Vec<String> = written
            .split(';')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let (mut columns, mut gaps) = (Vec::new(), Vec::new());
        for name in &names {
            let (means, is_whole) = one(question, design, name)?;
            columns.push(means);
            if !is_whole {
                gaps.push(name.clone());
            }
        }
        let units = design.grid.rows.len();
        let values: Vec<f64> = (0..units)
            .flat_map(|unit| columns.iter().filter_map(move |column| column.get(unit).copied()))
            .collect();
        let table = Matrix::new(units, names.len(), values)
            .map_err(|fault| Fault::method(fault, &design.grid.rows, &names))?;
        Ok(Some(Self {
            names,
            gaps,
            table,
            starts: question.settings.whole(STARTS.word)?,
            seed: question.settings.seed()?,
        }))
    }

    /// As the library asks for it.
    pub(super) fn matching(&self) -> Matching<'_> {
        Matching::Searched {
            predictors: &self.table,
            least: 1e-8,
            starts: self.starts,
            seed: self.seed,
        }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// That some are means over fewer periods than was asked.
    pub(super) fn left_out(&self) -> Option<Sentence> {
        (!self.gaps.is_empty()).then(|| {
            say(
                "Niet in elke gevraagde periode is er van elk gebied een cijfer; het gemiddelde is over de periodes die er zijn: {0}.",
                "Not in every period that was asked for does every region have a figure; the mean is over those that there are: {0}.",
                [Slot::Names(self.gaps.clone())],
            )
        })
    }
}

/// How the search for importance went.
pub(super) fn searched(search: koers_economics::evaluation::Search) -> Sentence {
    say(
        "Naar het belang van de voorspellers is vanaf {0} plaatsen gezocht; {1} kwamen even ver (fout {2}), de slechtste op {3}.",
        "The importance of the predictors was searched from {0} places; {1} came as far (error {2}), the worst at {3}.",
        [
            search.starts.into(),
            search.reached.into(),
            Slot::number(search.best, 6),
            Slot::number(search.worst, 6),
        ],
    )
}

/// The mean of a column over periods, for each unit of the design, and whether every unit has a figure in all of them. Periods without one do not
/// count.
fn one(question: &Question<'_>, design: &Design, written: &str) -> Result<(Vec<f64>, bool), Fault> {
    let frame = question.frame;
    let (heading, span) = written.split_once('@').unwrap_or((written, ""));
    let periods = frame.distinct(PERIOD)?;
    let place = |name: &str| place(&periods, name);
    let before = design
        .periods
        .get(design.start.saturating_sub(1))
        .map_or("", String::as_str);
    let (first, last) = match span.split_once(':') {
        Some((first, last)) => (place(first.trim())?, place(last.trim())?),
        None if span.is_empty() => (0, place(before)?),
        None => (place(span.trim())?, place(span.trim())?),
    };
    // What is known only afterwards may be an effect itself.
    if last > place(before)? {
        return Err(Fault::Method(say(
            "{0} kijkt naar een periode met de maatregel: koppelen kan tot en met {1}",
            "{0} looks at a period with the measure: matching goes up to {1}",
            [written.into(), before.into()],
        )));
    }
    let cells = match heading.trim() {
        "value" => frame.figures(crate::role::VALUE)?,
        heading => {
            let known: Vec<String> = frame
                .columns(PREDICTOR)
                .map(|(name, _)| name.to_owned())
                .collect();
            let found = frame.columns(PREDICTOR).find(|(name, _)| *name == heading);
            found
                .ok_or_else(|| Fault::NoSuchColumn {
                    name: heading.to_owned(),
                    known,
                })?
                .1
        }
    };
    let (regions, when) = (frame.names(REGION)?, frame.names(PERIOD)?);
    let within: Vec<&String> = periods.get(first..=last).unwrap_or_default().iter().collect();
    let mut is_whole = true;
    let means = design
        .grid
        .rows
        .iter()
        .map(|unit| {
            let values: Vec<f64> = (0..frame.len())
                .filter(|row| regions.get(*row) == Some(unit))
                .filter(|row| when.get(*row).is_some_and(|period| within.contains(&period)))
                .filter_map(|row| cells.get(row)?.number().map(Number::get))
                .collect();
            if values.is_empty() {
                return Err(Fault::Method(say(
                    "{0} heeft voor {1} geen enkel cijfer",
                    "{0} has no figure at all for {1}",
                    [unit.into(), written.into()],
                )));
            }
            is_whole &= values.len() == within.len();
            Ok(values.iter().sum::<f64>() / values.len() as f64)
        })
        .collect::<Result<_, Fault>>()?;
    Ok((means, is_whole))
}
