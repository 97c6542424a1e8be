use super::context::Context;
use super::finding::{expected, list, short};
use super::rule;
use crate::file::CsvFault;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use koers_model::spelling::nearest;

rule! {"K015" "csv-shape" Error,
"Een CSV-bestand heeft niet de kolommen of cellen die het moet hebben.",
"## What it does
Reports a CSV file without header, with missing or unknown columns, with rows of another width than the header, with an
open quote, or with a cell that says something else than its column asks for.

## Why is this bad?
A shifted cell turns a date into a name without anybody noticing.

## Example
```csv
code,kind,name,nuts,valid_from,valid_to
PV22,province,Drenthe,NL13
```

## Use instead
```csv
code,kind,name,nuts,valid_from,valid_to
PV22,province,Drenthe,NL13,,
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for fault in &context.parsed.csv_faults {
        found.push(describe(context, fault));
    }
}

fn describe(context: &Context<'_>, fault: &CsvFault) -> Diagnostic {
    let say = |at: &Place, message: (String, String), label: (&str, &str)| {
        RULE.found(
            context,
            *at,
            context.say(message.0, message.1),
            context.say(label.0, label.1),
        )
    };
    match fault {
        CsvFault::NoHeader { at } => say(
            at,
            (
                "dit bestand heeft geen kopregel".into(),
                "this file has no header line".into(),
            ),
            ("", ""),
        ),
        CsvFault::NoColumn { at, column } => say(
            at,
            (
                format!("de kolom `{column}` ontbreekt"),
                format!("the column `{column}` is missing"),
            ),
            ("in deze kopregel", "in this header"),
        ),
        CsvFault::UnknownColumn { at, column, known } => {
            let finding = say(
                at,
                (
                    format!("de kolom `{column}` bestaat hier niet"),
                    format!("there is no column `{column}` here"),
                ),
                ("onbekende kolom", "unknown column"),
            );
            finding.help(match nearest(column, known.iter().copied()) {
                Some(near) => context.say(format!("bedoelt u `{near}`?"), format!("did you mean `{near}`?")),
                None => context.say(
                    format!("bekend zijn hier {}", list(known, "en")),
                    format!("known here are {}", list(known, "and")),
                ),
            })
        }
        CsvFault::ColumnTwice { at, first, column } => say(
            at,
            (
                format!("de kolom `{column}` staat er twee keer"),
                format!("the column `{column}` stands twice"),
            ),
            ("hier opnieuw", "again here"),
        )
        .also(context.span(*first), context.say("eerst hier", "first here")),
        CsvFault::Width { at, columns, cells } => say(
            at,
            (
                format!("deze rij heeft {cells} cellen, de kopregel {columns}"),
                format!("this row has {cells} cells, the header {columns}"),
            ),
            ("", ""),
        )
        .expected_found(columns.to_string(), cells.to_string())
        .help(context.say(
            "zet een cel met een komma erin tussen aanhalingstekens; een lege cel telt mee",
            "put a cell with a comma in it between quotes; an empty cell counts",
        )),
        CsvFault::OpenQuote { at } => say(
            at,
            (
                "dit aanhalingsteken wordt niet gesloten".into(),
                "this quote is never closed".into(),
            ),
            ("begint hier", "begins here"),
        ),
        CsvFault::EmptyCell { at, column } => say(
            at,
            (
                format!("de kolom `{column}` is in deze rij leeg"),
                format!("the column `{column}` is empty in this row"),
            ),
            ("", ""),
        ),
        CsvFault::WrongCell {
            at,
            column,
            expected: asked,
            found: there,
        } => {
            let there = format!("`{}`", short(there));
            say(
                at,
                (
                    format!("{there} past niet in de kolom `{column}`"),
                    format!("{there} does not fit in the column `{column}`"),
                ),
                ("", ""),
            )
            .expected_found(expected(asked, context.lang), there)
        }
    }
}
