//! Editions as people and programs read them: what was told, and what another edition says otherwise.

mod told;

pub use told::told;

use crate::analysis::paragraph;
use crate::list::{Column, Field, List};
use crate::status::pretty;
use crate::terminal::{Ink, Style};
use crate::words::{self, capital, marks};
use crate::{date, html, number, status_json};
use koers_model::edition::{
    DefinedPart, Defines, DefinitionChange, Edition, EditionDiff, FigureChange, FileChange, Side, Told,
};
use koers_model::status::Status;
use koers_model::text::{Lang, Text};
use koers_model::value::{Cell, Number};
use koers_model::verdict::Verdict;
use serde_json::json;
use std::collections::BTreeMap;

/// The version of the JSON of a comparison.
const FORM: u32 = 1;

/// The files in which an answer is kept: for programs, and as a page in each language.
#[must_use]
pub fn texts(status: &Status) -> Vec<(String, Vec<u8>)> {
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        file("status.json", status_json(status)),
        file(page_name(Lang::Nl), html(status, Lang::Nl)),
        file(page_name(Lang::En), html(status, Lang::En)),
    ]
}

/// The name of the page for the council.
#[must_use]
pub fn page_name(lang: Lang) -> &'static str {
    lang.pick("verslag.html", "report.html")
}

/// The editions that there are.
#[must_use]
pub fn list(editions: &[Edition]) -> List {
    let row = |edition: &Edition| {
        let question = &edition.question;
        vec![
            Field::plain(&edition.id),
            Field::plain(&edition.title),
            Field::plain(&question.region),
            Field::plain(question.on),
            Field::plain(question.as_of),
            Field::Count(edition.snapshots.len()),
            Field::plain(&edition.version),
        ]
    };
    List {
        columns: vec![
            Column::new("id", "editie", "edition"),
            Column::new("title", "naam", "name"),
            Column::new("region", "gebied", "region"),
            Column::new("on", "peildatum", "day judged"),
            Column::new("as_of", "bekend op", "known on"),
            Column::new("snapshots", "momentopnamen", "snapshots"),
            Column::new("koers", "versie van Koers", "version of Koers"),
        ],
        rows: editions.iter().map(row).collect(),
    }
}

/// What an edition says, outcome by outcome.
#[must_use]
pub fn verdicts(told: &Told) -> List {
    let rows = told.outcomes.iter().map(|outcome| {
        vec![
            Field::plain(&outcome.framework),
            Field::plain(&outcome.id),
            Field::Text(outcome.title.clone()),
            verdict(outcome.verdict),
            Field::Text(outcome.reason.clone()),
        ]
    });
    List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("id", "resultaat", "outcome"),
            Column::new("title", "naam", "name"),
            Column::new("verdict", "oordeel", "verdict"),
            Column::new("reason", "waarom", "why"),
        ],
        rows: rows.collect(),
    }
}

fn verdict(verdict: Verdict) -> Field {
    Field::named(verdict.word(), |lang| {
        format!("{} {}", words::shape(verdict), verdict.label(lang))
    })
}

/// A part of a comparison: its key for programs, its heading, its rows.
pub struct Section {
    /// The key in JSON.
    pub key: &'static str,
    /// What people read above it.
    pub heading: Text,
    /// Its rows; at least one.
    pub list: List,
}

/// All that is different, in the order of what matters most; what is the same in both is left out.
#[must_use]
pub fn sections(diff: &EditionDiff) -> Vec<Section> {
    let all = [
        (
            "flips",
            ("Omgeslagen oordelen", "Verdicts that flipped"),
            flips(diff),
        ),
        (
            "outcomes",
            ("Resultaten in één van beide", "Outcomes in one of the two"),
            outcomes(diff),
        ),
        (
            "definitions",
            ("Andere definities", "Other definitions"),
            definitions(diff),
        ),
        ("targets", ("Andere doelen", "Other targets"), targets(diff)),
        ("figures", ("Andere cijfers", "Other figures"), figures(diff)),
        ("sources", ("Andere bronnen", "Other sources"), sources(diff)),
        (
            "files",
            ("Andere beleidsbestanden", "Other policy files"),
            files(diff),
        ),
    ];
    all.into_iter()
        .filter(|(.., list)| !list.rows.is_empty())
        .map(|(key, (nl, en), list)| Section {
            key,
            heading: Text::both(nl, en),
            list,
        })
        .collect()
}

fn side(side: Side) -> Field {
    let word = match side {
        Side::Before => "before",
        Side::After => "after",
    };
    Field::named(word, |lang| match side {
        Side::Before => lang.pick("alleen eerder", "only before").to_owned(),
        Side::After => lang.pick("alleen later", "only after").to_owned(),
    })
}

fn flips(diff: &EditionDiff) -> List {
    let rows = diff.flips.iter().map(|flip| {
        vec![
            Field::plain(&flip.framework),
            Field::plain(&flip.outcome),
            Field::Text(flip.title.clone()),
            verdict(flip.before.0),
            Field::Text(flip.before.1.clone()),
            verdict(flip.after.0),
            Field::Text(flip.after.1.clone()),
            Field::YesNo(flip.is_redefined),
        ]
    });
    List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("outcome", "resultaat", "outcome"),
            Column::new("title", "naam", "name"),
            Column::new("before", "was", "was"),
            Column::new("before_reason", "omdat", "because"),
            Column::new("after", "werd", "became"),
            Column::new("after_reason", "omdat", "because"),
            Column::new("redefined", "ook andere definitie", "other definition too"),
        ],
        rows: rows.collect(),
    }
}

fn outcomes(diff: &EditionDiff) -> List {
    let rows = diff.outcomes.iter().map(|(only, framework, id, title)| {
        vec![
            Field::plain(framework),
            Field::plain(id),
            Field::Text(title.clone()),
            side(*only),
        ]
    });
    List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("outcome", "resultaat", "outcome"),
            Column::new("title", "naam", "name"),
            Column::new("only", "staat", "stands"),
        ],
        rows: rows.collect(),
    }
}

/// A part of a definition in words.
#[must_use]
pub fn part(part: DefinedPart, lang: Lang) -> &'static str {
    match part {
        DefinedPart::Rule => lang.pick("berekening", "calculation"),
        DefinedPart::Unit => lang.pick("eenheid", "unit"),
        DefinedPart::Direction => lang.pick("welke kant beter is", "which way is better"),
        DefinedPart::Period => lang.pick("periode", "period"),
        DefinedPart::Age => lang.pick("hoe oud een cijfer mag zijn", "how old a figure may be"),
        DefinedPart::Benchmarks => lang.pick("gebieden ernaast", "regions beside it"),
        DefinedPart::Words => lang.pick("alleen woorden", "words only"),
        DefinedPart::Source => lang.pick("bron en kolommen", "source and columns"),
    }
}

fn definitions(diff: &EditionDiff) -> List {
    let version = |version: Option<u32>| version.map_or(Field::Empty, Field::plain);
    let what = |one: &DefinitionChange| match one.only {
        Some(only) => side(only),
        None => {
            let words = one.parts.iter().map(|part| part.word());
            Field::many_named(words, |lang| {
                let said: Vec<&str> = one.parts.iter().map(|one| part(*one, lang)).collect();
                said.join(", ")
            })
        }
    };
    let of = |of: Defines| {
        let (word, nl, en) = match of {
            Defines::Indicator => ("indicator", "indicator", "indicator"),
            Defines::Dataset => ("dataset", "gegevensset", "data set"),
        };
        Field::named(word, |lang| lang.pick(nl, en).to_owned())
    };
    let rows = diff.definitions.iter().map(|one| {
        vec![
            of(one.of),
            Field::plain(&one.id),
            Field::Text(one.title.clone()),
            version(one.before),
            version(one.after),
            what(one),
            Field::YesNo(one.moves_figures()),
        ]
    });
    List {
        columns: vec![
            Column::new("of", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("before", "versie was", "version was"),
            Column::new("after", "versie werd", "version became"),
            Column::new("what", "wat anders is", "what is different"),
            Column::new("moves_figures", "kan cijfers veranderen", "can change figures"),
        ],
        rows: rows.collect(),
    }
}

fn targets(diff: &EditionDiff) -> List {
    let rows = diff.targets.iter().map(|one| {
        vec![
            Field::plain(&one.framework),
            Field::plain(&one.outcome),
            Field::plain(&one.indicator),
            Field::Text(one.before.clone()),
            Field::Text(one.after.clone()),
        ]
    });
    List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("outcome", "resultaat", "outcome"),
            Column::new("indicator", "indicator", "indicator"),
            Column::new("before", "was", "was"),
            Column::new("after", "werd", "became"),
        ],
        rows: rows.collect(),
    }
}

fn figures(diff: &EditionDiff) -> List {
    let cell =
        |cell: Option<Cell>, decimals: u8| match cell.map(|cell| (cell.number(), cell.missing_reason())) {
            Some((Some(number), _)) => Field::Number(number, decimals),
            Some((None, Some(reason))) => Field::Missing(reason),
            _ => Field::Empty,
        };
    let status = |cell: Option<Cell>| {
        Field::both(|lang| cell.map_or_else(String::new, |cell| marks(cell.marks, lang)))
    };
    let rows = diff.figures.iter().map(|one| {
        let by = by(one).map_or(Field::Empty, |by| Field::Signed(by, one.decimals));
        vec![
            Field::named(&one.indicator, |lang| one.title.get(lang).to_owned()),
            Field::named(one.unit.id, |lang| one.unit.label(lang).to_owned()),
            Field::named(one.period, |lang| date::period(one.period, lang)),
            cell(one.before, one.decimals),
            status(one.before),
            cell(one.after, one.decimals),
            status(one.after),
            by,
            Field::YesNo(one.is_redefined),
        ]
    });
    List {
        columns: vec![
            Column::new("indicator", "indicator", "indicator"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("period", "periode", "period"),
            Column::new("before", "was", "was"),
            Column::new("before_marks", "status was", "status was"),
            Column::new("after", "werd", "became"),
            Column::new("after_marks", "status werd", "status became"),
            Column::new("by", "verschil", "difference"),
            Column::new("redefined", "andere definitie", "other definition"),
        ],
        rows: rows.collect(),
    }
}

fn by(one: &FigureChange) -> Option<Number> {
    let (from, to) = (one.before?.number()?, one.after?.number()?);
    Number::new(to.get() - from.get())
}

fn sources(diff: &EditionDiff) -> List {
    let known = |one: Option<(koers_model::snapshot::Hash, jiff::civil::Date)>| match one {
        Some((hash, day)) => (Field::plain(hash.short()), Field::plain(day)),
        None => (Field::Empty, Field::Empty),
    };
    let rows = diff.sources.iter().map(|one| {
        let ((before, before_day), (after, after_day)) = (known(one.before), known(one.after));
        vec![Field::plain(&one.dataset), before_day, before, after_day, after]
    });
    List {
        columns: vec![
            Column::new("dataset", "gegevensset", "data set"),
            Column::new("before_known", "was van", "was of"),
            Column::new("before", "momentopname", "snapshot"),
            Column::new("after_known", "werd van", "became of"),
            Column::new("after", "momentopname", "snapshot"),
        ],
        rows: rows.collect(),
    }
}

fn files(diff: &EditionDiff) -> List {
    let said = |change: FileChange, lang: Lang| match change {
        FileChange::Came => lang.pick("nieuw", "new"),
        FileChange::Went => lang.pick("weg", "gone"),
        FileChange::Changed => lang.pick("veranderd", "changed"),
    };
    let rows = diff.files.iter().map(|(name, change)| {
        vec![
            Field::plain(name),
            Field::named(change.word(), |lang| said(*change, lang).to_owned()),
        ]
    });
    List {
        columns: vec![
            Column::new("file", "bestand", "file"),
            Column::new("change", "wat ermee gebeurde", "what became of it"),
        ],
        rows: rows.collect(),
    }
}

/// What is different, in sentences; the first one is the answer.
#[must_use]
pub fn sentences(diff: &EditionDiff, lang: Lang) -> Vec<String> {
    let count = |n: usize| number::count(n, lang);
    let mut said = Vec::new();
    if diff.is_empty() {
        said.push(
            lang.pick(
                "Ze zeggen hetzelfde, uit dezelfde cijfers en dezelfde bestanden.",
                "They say the same, from the same figures and the same files.",
            )
            .to_owned(),
        );
        return said;
    }
    let flips = diff.flips.len();
    said.push(match (flips, lang) {
        (0, Lang::Nl) => "Geen oordeel is omgeslagen.".to_owned(),
        (0, Lang::En) => "No verdict flipped.".to_owned(),
        (1, Lang::Nl) => "Eén oordeel is omgeslagen.".to_owned(),
        (1, Lang::En) => "One verdict flipped.".to_owned(),
        (_, Lang::Nl) => format!("{} oordelen zijn omgeslagen.", count(flips)),
        (_, Lang::En) => format!("{} verdicts flipped.", count(flips)),
    });
    let of = |is: fn(&FigureChange) -> bool| diff.figures.iter().filter(|one| is(one)).count();
    let new = of(|one| one.before.is_none());
    let gone = of(|one| one.after.is_none());
    let other = diff.figures.len() - new - gone;
    said.push(match lang {
        Lang::Nl => format!(
            "Cijfers: {} nieuw, {} anders, {} weg.",
            count(new),
            count(other),
            count(gone)
        ),
        Lang::En => format!(
            "Figures: {} new, {} different, {} gone.",
            count(new),
            count(other),
            count(gone)
        ),
    });
    let moved = diff.definitions.iter().filter(|one| one.moves_figures()).count();
    if moved > 0 {
        said.push(match lang {
            Lang::Nl => format!(
                "Let op: {} definities die cijfers kunnen veranderen, zijn anders. Een ander cijfer is dan niet alleen een verandering van de feiten.",
                count(moved)
            ),
            Lang::En => format!(
                "Note: {} definitions that can change figures are different. Another figure is then not a change of the facts alone.",
                count(moved)
            ),
        });
    }
    if !diff.unread.is_empty() {
        said.push(
            lang.pick(
                "Deze versie van Koers vindt fouten in beleidsbestanden van een van beide; de definities zijn niet naast elkaar gelegd. De bestanden die anders zijn staan onderaan.",
                "This version of Koers finds errors in policy files of one of them; the definitions were not held side by side. The files that are different stand below.",
            )
            .to_owned(),
        );
    }
    said
}

/// The whole comparison for reading.
#[must_use]
pub fn text(diff: &EditionDiff, title: &str, lang: Lang, style: Style) -> String {
    let mut out = format!("{}\n", style.paint(Ink::Strong, title));
    for sentence in sentences(diff, lang) {
        paragraph(&mut out, &capital(&sentence), style);
    }
    for section in sections(diff) {
        out.push_str(&format!(
            "\n{}\n",
            style.paint(Ink::Strong, section.heading.get(lang))
        ));
        out.push_str(&section.list.text(lang, style));
    }
    out
}

/// The whole comparison for programs: each section under its key, with all rows.
#[must_use]
pub fn json(diff: &EditionDiff, before: &Edition, after: &Edition) -> String {
    let sections = sections(diff);
    let sections: BTreeMap<&str, _> = sections.iter().map(|one| (one.key, one.list.values())).collect();
    let named = |edition: &Edition| {
        json!({
            "id": edition.id.as_str(),
            "title": edition.title,
            "region": edition.question.region.to_string(),
            "on": edition.question.on.to_string(),
            "as_of": edition.question.as_of.to_string(),
            "koers": edition.version,
        })
    };
    pretty(&json!({
        "koers_edition_diff": FORM,
        "before": named(before),
        "after": named(after),
        "same": diff.is_empty(),
        "definitions_compared": diff.unread.is_empty(),
        "differences": sections,
    }))
}
