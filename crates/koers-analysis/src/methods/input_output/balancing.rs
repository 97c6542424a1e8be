//! A table brought to new totals: what RAS and GRAS have in common.

use super::table::WITHOUT;
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::grid::Grid;
use crate::method::Question;
use crate::role::{FROM, TO, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Matrix;
use koers_economics::input_output::{Balanced, Stop};

/// What can be set of both.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::names(
        "rows",
        Words(
            "de kolom met de nieuwe totalen van de rijen",
            "the column with the new totals of the rows",
        ),
    ),
    Setting::names(
        "columns",
        Words(
            "de rij met de nieuwe totalen van de kolommen",
            "the row with the new totals of the columns",
        ),
    ),
    WITHOUT,
    ABSENT,
];

/// A table and the totals that it must have.
struct Seed {
    grid: Grid,
    old: Matrix,
    rows: Vec<f64>,
    columns: Vec<f64>,
    filled: usize,
}

fn seed(question: &Question<'_>) -> Result<(Seed, Option<String>), Fault> {
    let (frame, period) = question.at_one()?;
    let absent = question.settings.absent();
    let (from, to) = (frame.distinct(FROM)?, frame.distinct(TO)?);
    let one = |word: &'static str, option: &'static str, known: &[String]| -> Result<String, Fault> {
        match question.settings.names(word).as_slice() {
            [name] if known.iter().any(|one| one == name) => Ok((*name).to_owned()),
            [name] => Err(Fault::NoSuchName {
                name: (*name).to_owned(),
                known: known.to_vec(),
            }),
            _ => Err(Fault::Wanted {
                option,
                known: known.to_vec(),
            }),
        }
    };
    let right = one("rows", "--set rows=…", &to)?;
    let below = one("columns", "--set columns=…", &from)?;
    let without = question.settings.names(WITHOUT.word);
    for name in &without {
        if !from.iter().chain(&to).any(|one| one == name) {
            return Err(Fault::NoSuchName {
                name: (*name).to_owned(),
                known: from.iter().chain(&to).cloned().collect(),
            });
        }
    }
    let kept = |names: Vec<String>| -> Vec<String> {
        let counts = |name: &String| *name != right && *name != below && !without.contains(&name.as_str());
        names.into_iter().filter(counts).collect()
    };
    let grid = frame.laid_out(VALUE, (FROM, kept(from)), (TO, kept(to)))?;
    let old = grid.matrix(absent)?;
    let rows = frame.laid_out(VALUE, (FROM, grid.rows.clone()), (TO, vec![right]))?;
    let columns = frame.laid_out(VALUE, (FROM, vec![below]), (TO, grid.columns.clone()))?;
    let (rows, columns) = (rows.values(absent)?, columns.values(absent)?);
    let filled = grid.absent();
    Ok((
        Seed {
            grid,
            old,
            rows,
            columns,
            filled,
        },
        period,
    ))
}

/// Brings a table to its totals, and says what became of it.
pub(super) fn balanced(
    question: &Question<'_>,
    method: impl Fn(&Matrix, &[f64], &[f64], &Stop) -> Result<Balanced, koers_economics::Fault>,
) -> Result<Answer, Fault> {
    let (seed, period) = seed(question)?;
    let found =
        method(&seed.old, &seed.rows, &seed.columns, &Stop::default()).map_err(|fault| seed.fault(fault))?;
    let (mut noughts, mut rows) = (0, Vec::new());
    let mut most: Option<(f64, String, String, f64, f64)> = None;
    for (row, from) in seed.grid.rows.iter().enumerate() {
        for (at, to) in seed.grid.columns.iter().enumerate() {
            let (Some(old), Some(new)) = (seed.old.get(row, at), found.table.get(row, at)) else {
                continue;
            };
            noughts += usize::from(old == 0.0);
            let moved = (new - old).abs();
            if most.as_ref().is_none_or(|(most, ..)| moved > *most) {
                most = Some((moved, from.clone(), to.clone(), old, new));
            }
            rows.push(vec![
                from.into(),
                to.into(),
                Item::number(old, 3),
                Item::number(new, 3),
                Item::percent((old != 0.0).then(|| new / old - 1.0), 1),
            ]);
        }
    }
    let when = period
        .as_ref()
        .map_or(Slot::Words(Words("deze tabel", "this table")), Slot::from);
    let mut sentences = vec![say(
        "De {0} rijen en {1} kolommen hebben nu hun nieuwe totalen ({3}; aantal stappen: {2}).",
        "The {0} rows and {1} columns now have their new totals ({3}; number of steps: {2}).",
        [
            seed.grid.rows.len().into(),
            seed.grid.columns.len().into(),
            found.steps.into(),
            when,
        ],
    )];
    if let Some((_, from, to, old, new)) = most {
        sentences.push(say(
            "Het meest verandert wat {0} aan {1} levert: van {2} naar {3}.",
            "Most changes what {0} delivers to {1}: from {2} to {3}.",
            [
                (&from).into(),
                (&to).into(),
                Slot::number(old, 1),
                Slot::number(new, 1),
            ],
        ));
    }
    sentences.push(say(
        "De nieuwe cijfers zijn een schatting: alleen de totalen zijn bekend, losse cijfers kunnen er ver naast zitten.",
        "The new figures are an estimate: the totals only are known, single figures can be far off.",
        [],
    ));
    let side =
        |word: Item, names: &[String], old: Vec<f64>, new: &[f64], factors: &[f64]| -> Vec<Vec<Item>> {
            names
                .iter()
                .zip(old)
                .zip(new.iter().zip(factors))
                .map(|((name, old), (new, factor))| {
                    vec![
                        word.clone(),
                        name.into(),
                        Item::number(old, 3),
                        Item::number(*new, 3),
                        Item::number(*factor, 4),
                    ]
                })
                .collect()
        };
    let mut totals = side(
        Item::Word("row", Words("rij", "row")),
        &seed.grid.rows,
        seed.old.row_totals(),
        &seed.rows,
        &found.row_factors,
    );
    totals.extend(side(
        Item::Word("column", Words("kolom", "column")),
        &seed.grid.columns,
        seed.old.column_totals(),
        &seed.columns,
        &found.column_factors,
    ));
    Ok(Answer {
        sentences,
        tables: vec![
            Rows {
                id: "table",
                title: Words("De tabel met de nieuwe totalen", "The table with the new totals"),
                columns: vec![
                    column("from", "van", "from"),
                    column("to", "naar", "to"),
                    column("old", "oud", "old"),
                    column("new", "nieuw", "new"),
                    column("change", "verandering", "change"),
                ],
                rows,
            },
            Rows {
                id: "totals",
                title: Words("Totalen", "Totals"),
                columns: vec![
                    column("side", "kant", "side"),
                    column("name", "naam", "name"),
                    column("old", "oud", "old"),
                    column("new", "nieuw", "new"),
                    column("factor", "maal", "times"),
                ],
                rows: totals,
            },
        ],
        assumptions: vec![
            Assumption::tested(
                Words(
                    "De nieuwe totalen zijn gehaald.",
                    "The new totals have been reached.",
                ),
                true,
                say(
                    "Alle totalen kloppen tot op een miljardste deel.",
                    "All totals hold to a part in a thousand million.",
                    [],
                ),
            ),
            Assumption {
                what: Words("Wat nul was, blijft nul.", "What was nought stays nought."),
                standing: crate::answer::Standing::Untested,
                found: Some(say(
                    "Aantal cellen dat nul is: {0} van de {1}.",
                    "Number of cells that are nought: {0} of {1}.",
                    [
                        noughts.into(),
                        (seed.grid.rows.len() * seed.grid.columns.len()).into(),
                    ],
                )),
            },
            Assumption::untested(
                "Een rij waarvan meer wordt gebruikt, wordt door elke kolom evenveel keer meer gebruikt; een kolom die minder nodig heeft, heeft van elke rij evenveel keer minder nodig.",
                "A row of which more is used is used as many times more by every column; a column that needs less needs as many times less of every row.",
            ),
        ],
        left_out: seed.left_out(question),
        drawing: None,
        effect: None,
    })
}

impl Seed {
    fn left_out(&self, question: &Question<'_>) -> Vec<Sentence> {
        let mut said = Vec::new();
        let without = question.settings.names(WITHOUT.word);
        if !without.is_empty() {
            let names = without.into_iter().map(str::to_owned).collect();
            said.push(say(
                "Niet in de tabel: {0}.",
                "Not in the table: {0}.",
                [Slot::Names(names)],
            ));
        }
        if self.filled > 0 {
            said.push(say(
                "Aantal combinaties zonder rij, dat als nul telt omdat dat zo is ingesteld: {0}.",
                "Number of combinations without a row, which count as nought because it was set so: {0}.",
                [self.filled.into()],
            ));
        }
        said
    }

    /// A fault with names: of a cell, or of a total.
    fn fault(&self, fault: koers_economics::Fault) -> Fault {
        use koers_economics::Fault as Of;
        match &fault {
            Of::NegativeCell {
                input: "row totals", ..
            } => Fault::method(fault, &self.grid.rows, &[]),
            Of::NegativeCell {
                input: "column totals",
                ..
            } => Fault::method(fault, &self.grid.columns, &[]),
            _ => self.grid.fault(fault),
        }
    }
}
