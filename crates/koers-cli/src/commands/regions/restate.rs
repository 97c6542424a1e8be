//! `koers regions restate`: figures as published beside the same on other boundaries.

use super::super::{plain, print_list, region, tell, text, world};
use super::basis;
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::region::{Refusal, Way};
use koers_model::text::Lang;
use koers_model::value::{Cell, Missing, Number};
use koers_report::list::{Column, Field, List};
use koers_report::words;
use koers_run::restate::{Asked, On, Row, side_by_side};
use koers_run::workspace;

/// More decimals than this are not shown beside each other.
const MOST_DECIMALS: u8 = 4;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(day) = matches.get_one::<Date>("on").copied() else {
        return Ok(Exit::Usage);
    };
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let asked = Asked {
        on: On {
            day,
            basis: basis(matches),
        },
        measure: matches.get_one::<String>("measure").cloned(),
        region: region(matches)?,
        as_of: matches.get_one::<Date>("as-of").copied(),
    };
    let found = side_by_side(&world, &workspace, text(matches, "what"), &asked)?;
    for lost in &found.lost {
        let (region, date) = (&lost.region, lost.date);
        tell(&match lang {
            Lang::Nl => format!(
                "let op: de werkmap zegt niet wat er op {date} van {region} is geworden; zijn cijfers zitten in geen ander gebied"
            ),
            Lang::En => format!(
                "note: the workspace does not say what became of {region} on {date}; its figures are in no other region"
            ),
        });
    }
    let mut list = list(&found.rows);
    if text(matches, "format") == "table" {
        // What no row says, and where changes are published, is for who looks further.
        let mut kept = list.columns.iter().enumerate().map(|(at, column)| {
            column.key != "source" && list.rows.iter().any(|row| !says_nothing(row.get(at)))
        });
        let kept: Vec<bool> = kept.by_ref().collect();
        let of = |at: &usize| kept.get(*at).copied().unwrap_or(false);
        list.columns = (0..)
            .zip(list.columns)
            .filter(|(at, _)| of(at))
            .map(|(_, column)| column)
            .collect();
        for row in &mut list.rows {
            *row = (0..)
                .zip(std::mem::take(row))
                .filter(|(at, _)| of(at))
                .map(|(_, field)| field)
                .collect();
        }
    }
    print_list(matches, &list, lang)?;
    Ok(Exit::Done)
}

fn says_nothing(field: Option<&Field>) -> bool {
    match field {
        Some(Field::Many(words) | Field::ManyNamed(words, _)) => words.is_empty(),
        None | Some(Field::Empty) => true,
        Some(_) => false,
    }
}

fn list(rows: &[Row]) -> List {
    let with_codes = rows.iter().any(|row| !row.codes.is_empty());
    let mut columns = vec![
        Column::new("code", "code", "code"),
        Column::new("name", "naam", "name"),
        Column::new("period", "periode", "period"),
        Column::new("measure", "maat", "measure"),
    ];
    if with_codes {
        columns.push(Column::new("codes", "codes", "codes"));
    }
    columns.extend([
        Column::new("raw", "gepubliceerd", "published"),
        Column::new("restated", "herberekend", "restated"),
        Column::new("marks", "opmerking", "remark"),
        Column::new("at_least", "ten minste", "at least"),
        Column::new("at_most", "ten hoogste", "at most"),
        Column::new("rule", "regel", "rule"),
        Column::new("break", "breuk", "break"),
        Column::new("source", "bron", "source"),
    ]);
    let field = |row: &Row| {
        let mut fields = vec![
            plain(&row.region),
            plain(&row.name),
            plain(row.period),
            plain(&row.measure),
        ];
        if with_codes {
            fields.push(Field::Many(
                row.codes
                    .iter()
                    .map(|(name, code)| format!("{name} {code}"))
                    .collect(),
            ));
        }
        let decimals = [&row.raw, &row.restated]
            .into_iter()
            .filter_map(Cell::number)
            .map(decimals)
            .max();
        let decimals = decimals.unwrap_or(0);
        let bounds = match row.restated.number() {
            Some(_) => None,
            None => row.restated.interval(),
        };
        let low = bounds.map(|bounds| bounds.low).or(row.at_least);
        let bound = |of: Option<Number>| of.map_or(Field::Empty, |of| Field::Number(of, self::decimals(of)));
        fields.extend([
            figure(&row.raw, decimals),
            figure(&row.restated, decimals),
            Field::many_named(row.restated.marks.words(), |lang| {
                words::marks(row.restated.marks, lang)
            }),
            bound(low),
            bound(bounds.map(|bounds| bounds.high)),
            rules(&row.ways),
            Field::Many(row.breaks.iter().map(ToString::to_string).collect()),
            sources(row),
        ]);
        fields
    };
    List {
        rows: rows.iter().map(field).collect(),
        columns,
    }
}

/// As few decimals as say the number, at most [`MOST_DECIMALS`].
fn decimals(of: Number) -> u8 {
    let same = |decimals: &u8| {
        let said = format!("{:.*}", usize::from(*decimals), of.get());
        said.parse::<f64>().is_ok_and(|said| said == of.get())
    };
    (0..MOST_DECIMALS).find(same).unwrap_or(MOST_DECIMALS)
}

fn figure(cell: &Cell, decimals: u8) -> Field {
    match (cell.number(), cell.missing_reason()) {
        (Some(number), _) => Field::Number(number, decimals),
        // A region that the table does not have by that code has no figure as published.
        (None, Some(Missing::Absent) | None) => Field::Empty,
        (None, Some(reason)) => Field::Missing(reason),
    }
}

fn rules(ways: &[Way]) -> Field {
    let word = |way: &Way| match way {
        Way::Refused(refusal) => format!("refused: {}", Refusal::word(refusal)),
        way => way.word().to_owned(),
    };
    Field::many_named(ways.iter().map(word), |lang| {
        let said: Vec<String> = ways.iter().map(|way| way.label(lang)).collect();
        said.join("; ")
    })
}

/// Where the changes behind a figure are published, with their days.
fn sources(row: &Row) -> Field {
    let mut said: Vec<String> = Vec::new();
    for change in &row.changes {
        let source = format!("{} {}", change.date, change.source);
        if !said.contains(&source) {
            said.push(source);
        }
    }
    Field::Many(said)
}
