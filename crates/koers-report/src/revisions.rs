//! What was believed before, as people and programs read it: what was revised, how far, and which verdicts that flipped.

mod json;

pub use json::json;

use crate::analysis::{paragraph, points};
use crate::list::{Column, Field, List};
use crate::terminal::{Ink, Style};
use crate::words::{capital, marks, shape};
use crate::{date, number};
use koers_analysis::drawing::{Drawing, Line, Named, Shape, Weight};
use koers_analysis::say::Words;
use koers_model::revision::{
    CellRevision, DatasetRevisions, Fate, Flip, FlipReason, IndicatorRevisions, PeriodRevision, Revisions,
    VintageStep,
};
use koers_model::text::Lang;
use koers_model::value::{Cell, Number};

/// So many of the largest changes of a data set are shown; a file has them all.
const SHOWN: usize = 10;

/// A fate in words.
#[must_use]
pub fn fate(fate: Fate, lang: Lang) -> &'static str {
    match fate {
        Fate::Stays => lang.pick("gelijk gebleven", "the same"),
        Fate::New => lang.pick("nieuw", "new"),
        Fate::Revised => lang.pick("herzien", "revised"),
        Fate::Vanished => lang.pick("verdwenen", "gone"),
        Fate::Never => lang.pick("nooit een cijfer", "never a figure"),
    }
}

/// The table for reading, and for `csv` the same.
#[must_use]
pub fn list(revisions: &Revisions) -> List {
    match revisions {
        Revisions::Indicator(of) => of_periods(of),
        Revisions::Dataset(of) => of_steps(of),
    }
}

fn of_periods(of: &IndicatorRevisions) -> List {
    let decimals = of.indicator.decimals;
    let field = |value: Option<Number>| value.map_or(Field::Empty, |value| Field::Number(value, decimals));
    let row = |row: &PeriodRevision| {
        let began = row.cells.iter().position(|cell| cell.number().is_some());
        let since = began.and_then(|at| of.vintages.get(at));
        let marked = |lang| {
            row.cells
                .last()
                .map_or_else(String::new, |cell| marks(cell.marks, lang))
        };
        vec![
            Field::named(row.period, |lang| date::period(row.period, lang)),
            since.map_or(Field::Empty, |vintage| Field::plain(vintage.known)),
            field(row.first),
            field(row.last),
            row.by().map_or(Field::Empty, |by| Field::Signed(by, decimals)),
            Field::named(row.fate.word(), |lang| fate(row.fate, lang).to_owned()),
            Field::both(marked),
        ]
    };
    List {
        columns: vec![
            Column::new("period", "periode", "period"),
            Column::new("known_since", "bekend sinds", "known since"),
            Column::new("first", "eerst", "first"),
            Column::new("last", "nu", "now"),
            Column::new("revision", "herziening", "revision"),
            Column::new("fate", "wat ermee gebeurde", "what became of it"),
            Column::new("marks", "status nu", "status now"),
        ],
        rows: of.rows.iter().map(row).collect(),
    }
}

fn of_steps(of: &DatasetRevisions) -> List {
    let row = |step: &VintageStep| {
        vec![
            Field::plain(step.after.known_since()),
            Field::plain(step.after.hash.short()),
            Field::Count(step.cells),
            Field::many_named(&step.new_periods, |lang| date::periods(&step.new_periods, lang)),
            Field::Count(step.new),
            Field::Count(step.revised.len()),
            Field::Count(step.vanished),
            Field::Count(step.marked),
        ]
    };
    List {
        columns: vec![
            Column::new("known_since", "bekend sinds", "known since"),
            Column::new("snapshot", "momentopname", "snapshot"),
            Column::new("cells", "cijfers", "figures"),
            Column::new("new_periods", "nieuwe perioden", "new periods"),
            Column::new("new", "nieuw", "new"),
            Column::new("revised", "herzien", "revised"),
            Column::new("vanished", "verdwenen", "gone"),
            Column::new("marked", "andere status", "other status"),
        ],
        rows: of.steps.iter().map(row).collect(),
    }
}

/// The cells of a data set that were revised, one row each, the largest change of each step first.
#[must_use]
pub fn cells(of: &DatasetRevisions) -> List {
    let row = |step: &VintageStep, cell: &CellRevision| {
        let figure = |cell: &Cell| match cell.number() {
            Some(number) => Field::Number(number, number.decimals()),
            None => cell.missing_reason().map_or(Field::Empty, Field::Missing),
        };
        let codes: Vec<String> = cell
            .codes
            .iter()
            .map(|(name, code)| format!("{name}={code}"))
            .collect();
        vec![
            Field::plain(step.after.known_since()),
            Field::plain(&cell.measure),
            Field::plain(codes.join(" ")),
            Field::plain(&cell.region),
            Field::plain(cell.period),
            figure(&cell.before),
            figure(&cell.after),
            cell.by()
                .map_or(Field::Empty, |by| Field::Signed(by, by.decimals())),
        ]
    };
    let steps = of.steps.iter();
    List {
        columns: vec![
            Column::new("known_since", "bekend sinds", "known since"),
            Column::new("measure", "maat", "measure"),
            Column::new("codes", "codes", "codes"),
            Column::new("region", "gebied", "region"),
            Column::new("period", "periode", "period"),
            Column::new("before", "was", "was"),
            Column::new("after", "werd", "became"),
            Column::new("revision", "herziening", "revision"),
        ],
        rows: steps
            .flat_map(|step| step.revised.iter().map(move |cell| row(step, cell)))
            .collect(),
    }
}

/// What came out, in sentences; the first one is the answer.
#[must_use]
pub fn sentences(revisions: &Revisions, lang: Lang) -> Vec<String> {
    match revisions {
        Revisions::Indicator(of) => of_indicator(of, lang),
        Revisions::Dataset(of) => of_dataset(of, lang),
    }
}

fn of_indicator(of: &IndicatorRevisions, lang: Lang) -> Vec<String> {
    let (unit, found) = (of.indicator.unit, &of.summary);
    let count = |n: usize| number::count(n, lang);
    let mut said = Vec::new();
    if of.vintages.len() < 2 {
        said.push(match (of.vintages.first(), lang) {
            (None, Lang::Nl) => "Er is nog geen momentopname: er valt niets te vergelijken.".to_owned(),
            (None, Lang::En) => "There is no snapshot yet: there is nothing to compare.".to_owned(),
            (Some(only), Lang::Nl) => format!(
                "Er is maar één stand bekend, die van {}: er valt niets te vergelijken.",
                date::date(only.known, lang)
            ),
            (Some(only), Lang::En) => format!(
                "Only one vintage is known, that of {}: there is nothing to compare.",
                date::date(only.known, lang)
            ),
        });
    } else if found.revised == 0 {
        said.push(match lang {
            Lang::Nl => format!(
                "Niets is herzien: alle {} cijfers die eerder bekend waren, zijn gelijk gebleven.",
                count(found.compared)
            ),
            Lang::En => format!(
                "Nothing was revised: all {} figures that were known before stayed the same.",
                count(found.compared)
            ),
        });
    } else {
        let written = |value| number::difference(value, of.indicator.decimals, unit, lang);
        let size = |value: Option<Number>| value.map_or_else(String::new, written);
        let one = found.revised == 1;
        let part = found
            .relative
            .map_or_else(String::new, |part| number::percent(part, 1, lang));
        said.push(match lang {
            Lang::Nl => format!(
                "Van de {} cijfers die eerder bekend waren, {} er {} herzien: {} omhoog en {} omlaag, gemiddeld {} ({} van de cijfers zelf).",
                count(found.compared),
                if one { "is" } else { "zijn" },
                count(found.revised),
                count(found.raised),
                count(found.lowered),
                size(found.mean_absolute),
                part
            ),
            Lang::En => format!(
                "Of the {} figures that were known before {} {} revised: {} up and {} down, by {} on average ({} of the figures themselves).",
                count(found.compared),
                count(found.revised),
                if one { "was" } else { "were" },
                count(found.raised),
                count(found.lowered),
                size(found.mean_absolute),
                part
            ),
        });
    }
    if found.new > 0 || found.vanished > 0 {
        said.push(match lang {
            Lang::Nl => format!(
                "Nieuw met de laatste stand: {}; verdwenen: {}.",
                count(found.new),
                count(found.vanished)
            ),
            Lang::En => format!(
                "New with the last vintage: {}; gone: {}.",
                count(found.new),
                count(found.vanished)
            ),
        });
    }
    if of.has_own_figures {
        said.push(
            lang.pick(
                "Een deel van de cijfers is zelf ingevoerd; elke regel daarvan heeft een eigen dag, en die dagen staan hier niet als stand.",
                "Some figures were entered by hand; each row of those has a day of its own, and those days are no vintages here.",
            )
            .to_owned(),
        );
    }
    said
}

fn of_dataset(of: &DatasetRevisions, lang: Lang) -> Vec<String> {
    let count = |n: usize| number::count(n, lang);
    let steps: Vec<&VintageStep> = of.steps.iter().filter(|step| step.before.is_some()).collect();
    let revised: usize = steps.iter().map(|step| step.revised.len()).sum();
    let mut said = vec![match (of.steps.len(), lang) {
        (0, Lang::Nl) => "Er is nog geen momentopname.".to_owned(),
        (0, Lang::En) => "There is no snapshot yet.".to_owned(),
        (1, Lang::Nl) => "Er is één momentopname: er valt niets te vergelijken.".to_owned(),
        (1, Lang::En) => "There is one snapshot: there is nothing to compare.".to_owned(),
        (many, Lang::Nl) => format!(
            "{} momentopnamen; van de ene op de andere zijn samen {} cijfers herzien.",
            count(many),
            count(revised)
        ),
        (many, Lang::En) => format!(
            "{} snapshots; from one to the next {} figures were revised together.",
            count(many),
            count(revised)
        ),
    }];
    for step in steps.iter().filter(|step| step.is_silent()) {
        let day = step
            .after
            .published
            .map_or_else(String::new, |day| date::date(day, lang));
        said.push(match lang {
            Lang::Nl => format!(
                "Let op: de momentopname {} heeft dezelfde publicatiedatum als die ervoor ({day}) en toch andere cijfers. De uitgever heeft dat niet gezegd.",
                step.after.hash.short()
            ),
            Lang::En => format!(
                "Mind: the snapshot {} has the same day of publication as the one before ({day}) and yet other figures. The publisher did not say so.",
                step.after.hash.short()
            ),
        });
    }
    said
}

/// A verdict that changed, with why.
#[must_use]
pub fn flip(flip: &Flip, of: &IndicatorRevisions, lang: Lang) -> String {
    let figure = |value: Number| number::figure(value, of.indicator.decimals, of.indicator.unit, lang);
    let why = match (flip.why, lang) {
        (FlipReason::Known, Lang::Nl) => "er kwam een cijfer".to_owned(),
        (FlipReason::Known, Lang::En) => "a figure came".to_owned(),
        (FlipReason::Gone, Lang::Nl) => "er is geen cijfer meer om te beoordelen".to_owned(),
        (FlipReason::Gone, Lang::En) => "there is no figure to judge any more".to_owned(),
        (FlipReason::Later { from, to }, Lang::Nl) => format!(
            "er kwam een latere periode: {} in plaats van {}",
            date::period(to, lang),
            date::period(from, lang)
        ),
        (FlipReason::Later { from, to }, Lang::En) => format!(
            "a later period came: {} instead of {}",
            date::period(to, lang),
            date::period(from, lang)
        ),
        (FlipReason::Revised { period, from, to }, Lang::Nl) => format!(
            "het cijfer over {} is herzien van {} naar {}",
            date::period(period, lang),
            figure(from),
            figure(to)
        ),
        (FlipReason::Revised { period, from, to }, Lang::En) => format!(
            "the figure of {} was revised from {} to {}",
            date::period(period, lang),
            figure(from),
            figure(to)
        ),
        (FlipReason::Baseline, Lang::Nl) => "het cijfer van het begin is herzien".to_owned(),
        (FlipReason::Baseline, Lang::En) => "the figure of the start was revised".to_owned(),
        (FlipReason::Around, Lang::Nl) => {
            "waarmee wordt vergeleken, of hoe sterk de cijfers schommelen, is veranderd".to_owned()
        }
        (FlipReason::Around, Lang::En) => {
            "what it is compared with, or how far figures go up and down, has changed".to_owned()
        }
    };
    format!(
        "{} ({}): {} {} → {} {}; {why}.",
        flip.outcome.1.get(lang),
        date::date(flip.known, lang),
        shape(flip.before),
        flip.before.label(lang),
        shape(flip.after),
        flip.after.label(lang),
    )
}

/// Lines under headings, for reading.
fn parts(revisions: &Revisions, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
    match revisions {
        Revisions::Indicator(of) => {
            let flips: Vec<String> = of.flips.iter().map(|one| flip(one, of, lang)).collect();
            let none = lang.pick("Geen.", "None.").to_owned();
            let came = |of: &IndicatorRevisions| {
                let line = of.vintages.iter().map(|vintage| {
                    let came = vintage.came.iter();
                    let came = came.map(|(id, hash)| format!("{id} {}", hash.short()));
                    format!(
                        "{}: {}",
                        date::date(vintage.known, lang),
                        came.collect::<Vec<_>>().join(", ")
                    )
                });
                line.collect::<Vec<_>>()
            };
            vec![
                (
                    lang.pick("Oordelen die omsloegen", "Verdicts that flipped"),
                    if flips.is_empty() { vec![none] } else { flips },
                ),
                (lang.pick("De standen", "The vintages"), came(of)),
            ]
        }
        Revisions::Dataset(of) => {
            let all = cells(of);
            let lines = all.rows.iter().take(SHOWN).map(|row| {
                let said: Vec<String> = row.iter().map(|field| field.shown(lang)).collect();
                said.into_iter()
                    .filter(|piece| !piece.is_empty())
                    .collect::<Vec<_>>()
                    .join(" · ")
            });
            let lines: Vec<String> = lines.collect();
            match lines.is_empty() {
                true => Vec::new(),
                false => vec![(
                    lang.pick("De grootste herzieningen", "The largest revisions"),
                    lines,
                )],
            }
        }
    }
}

/// The whole answer for reading.
#[must_use]
pub fn text(revisions: &Revisions, lang: Lang, style: Style) -> String {
    let mut out = format!("{}\n", style.paint(Ink::Strong, &title(revisions, lang)));
    for sentence in sentences(revisions, lang) {
        paragraph(&mut out, &capital(&sentence), style);
    }
    let list = list(revisions);
    if !list.rows.is_empty() {
        out.push('\n');
        out.push_str(&list.text(lang, style));
    }
    for (heading, lines) in parts(revisions, lang) {
        out.push_str(&format!("\n{}\n", style.paint(Ink::Strong, heading)));
        points(&mut out, &lines, style);
    }
    out
}

/// What it is about.
#[must_use]
pub fn title(revisions: &Revisions, lang: Lang) -> String {
    match revisions {
        Revisions::Indicator(of) => format!(
            "{} · {} · {}",
            of.indicator.title.get(lang),
            of.region.1,
            of.indicator.unit.label(lang)
        ),
        Revisions::Dataset(of) => of.dataset.1.get(lang).to_owned(),
    }
}

/// The lines of every vintage, the last one strongest; `None` where there is nothing to lay side by side.
#[must_use]
pub fn drawing(revisions: &Revisions) -> Option<Drawing> {
    let Revisions::Indicator(of) = revisions else {
        return None;
    };
    if of.vintages.len() < 2 {
        return None;
    }
    let unit = of.indicator.unit;
    let last = of.vintages.len() - 1;
    let lines = of.vintages.iter().enumerate().rev().map(|(at, vintage)| Line {
        name: Named::Figures(vintage.known.to_string()),
        weight: match at {
            at if at == last => Weight::Main,
            0 => Weight::Beside,
            _ => Weight::Faint,
        },
        values: of
            .rows
            .iter()
            .map(|row| row.cells.get(at).and_then(|cell| cell.number()).map(Number::get))
            .collect(),
    });
    Some(Drawing {
        title: Words("Wat in elke stand bekend was", "What was known in every vintage"),
        x: Words("periode", "period"),
        y: Words(unit.label(Lang::Nl), unit.label(Lang::En)),
        shape: Shape::Lines {
            at: of.rows.iter().map(|row| row.period.to_string()).collect(),
            lines: lines.collect(),
            band: None,
            from: None,
        },
    })
}
