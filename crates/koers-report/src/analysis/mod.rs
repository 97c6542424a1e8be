//! An analysis as people and programs read it: the sentence, the tables, what is taken for granted, what was left out, and where the
//! figures come from.

mod page;
mod wire;

use crate::list::{Column, Field, List};
use crate::number;
use crate::plot::Plot;
use crate::terminal::{Ink, Style, clean, wrap};
use koers_analysis::analysis::{Analysis, Input};
use koers_analysis::answer::{Assumption, Item, Table};
use koers_analysis::frame::Need;
use koers_analysis::method::{Family, Method, Place, Time};
use koers_analysis::role::Role;
use koers_analysis::say::{Sentence, Slot, Words};
use koers_analysis::setting::{Kind, Setting};
use koers_analysis::{Fault, METHODS};
use koers_model::text::{Lang, Text};

pub use page::{Assumed, assumed, command, otherwise};
pub use wire::json;
pub(crate) use wire::{said, value, words};

/// Where the pages of methods stand.
const PAGES: &str = "docs/methods/economics";

fn both(words: Words) -> Text {
    Text::both(words.0, words.1)
}

/// Below this, how often chance gives as much is not told further.
const LEAST_P: f64 = 0.001;

/// What stands in a place of a sentence.
fn slot(slot: &Slot, lang: Lang) -> String {
    match slot {
        Slot::Name(name) => name.clone(),
        Slot::Names(names) => names.join(", "),
        Slot::Words(words) => words.get(lang).to_owned(),
        Slot::Number(value, decimals) => number::number(*value, *decimals, lang),
        Slot::Signed(value, decimals) => number::signed(*value, *decimals, lang),
        Slot::Plain(value) => number::plain(*value, lang),
        Slot::P(p) if p.get() < LEAST_P => {
            let least = koers_model::value::Number::new(LEAST_P);
            least.map_or_else(String::new, |least| {
                format!("p < {}", number::number(least, 3, lang))
            })
        }
        Slot::P(p) => format!("p = {}", number::number(*p, 3, lang)),
        Slot::Percent(part, decimals) => number::percent(*part, *decimals, lang),
        Slot::Count(count) => number::count(*count, lang),
        Slot::Text(text) => text.get(lang).to_owned(),
        Slot::Day(day) => koers_model::day::date(*day, lang),
        Slot::Reason(fault) => {
            let said = self::fault(fault, lang);
            if said.ends_with(['.', '?', '!']) {
                said
            } else {
                said + "."
            }
        }
        Slot::Undefined => lang
            .pick("(niet te berekenen)", "(cannot be computed)")
            .to_owned(),
    }
}

/// A sentence in a language.
#[must_use]
pub fn sentence(said: &Sentence, lang: Lang) -> String {
    said.written(lang, |one| slot(one, lang))
}

/// Why there is no answer, in a language.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> String {
    fault.message(lang, |one| slot(one, lang))
}

fn field(item: &Item) -> Field {
    match item {
        Item::Name(name) => Field::Plain(name.clone()),
        Item::Number(value, decimals) => Field::Number(*value, *decimals),
        Item::Signed(value, decimals) => Field::Signed(*value, *decimals),
        Item::Percent(part, decimals) => Field::Percent(*part, *decimals),
        Item::Count(count) => Field::Count(*count),
        Item::Word(word, words) => Field::Named((*word).to_owned(), both(*words)),
        Item::YesNo(yes) => Field::YesNo(*yes),
        Item::Missing(reason) => Field::Missing(*reason),
        Item::Empty => Field::Empty,
    }
}

/// A table of an answer.
#[must_use]
pub fn list(table: &Table) -> List {
    let column = |column: &koers_analysis::answer::Column| Column {
        key: column.key,
        title: both(column.title),
    };
    List {
        columns: table.columns.iter().map(column).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(field).collect())
            .collect(),
    }
}

/// The drawing of an analysis, where its method has one.
#[must_use]
pub fn plot(analysis: &Analysis, id: String, lang: Lang) -> Option<Plot<'_>> {
    let drawing = analysis.answer.drawing.as_ref()?;
    Some(Plot { id, lang, drawing })
}

/// An assumption with whether it holds here: `✓ …: klopt hier. …`.
fn assumption(one: &Assumption, lang: Lang) -> String {
    let found = one
        .found
        .as_ref()
        .map_or_else(String::new, |said| format!(" {}", sentence(said, lang)));
    let what = one.what.get(lang).trim_end_matches('.');
    format!("{what}: {}.{found}", one.standing.label().get(lang))
}

/// Where figures come from, in words.
#[must_use]
pub fn input(input: &Input, lang: Lang) -> String {
    let rows = number::count(input.rows, lang);
    let hash: String = input.hash.chars().take(12).collect();
    match (&input.published, lang) {
        (Some(published), Lang::Nl) => format!(
            "{}: {}, tabel {}, zoals bekend op {}; {rows} rijen; momentopname {hash}",
            input.name, published.publisher, published.table, published.known
        ),
        (Some(published), Lang::En) => format!(
            "{}: {}, table {}, as known on {}; {rows} rows; snapshot {hash}",
            input.name, published.publisher, published.table, published.known
        ),
        (None, Lang::Nl) => format!("{}: {rows} rijen; SHA-256 {hash}", input.name),
        (None, Lang::En) => format!("{}: {rows} rows; SHA-256 {hash}", input.name),
    }
}

/// What was asked, in a line: region, comparison, periods, settings.
fn asked(analysis: &Analysis, lang: Lang) -> String {
    let mut parts = Vec::new();
    let mut add = |nl: &str, en: &str, value: Option<&String>| {
        if let Some(value) = value {
            parts.push(format!("{} {value}", lang.pick(nl, en)));
        }
    };
    add("regio", "region", analysis.asked.region.as_ref());
    add(
        "vergeleken met",
        "compared with",
        analysis.asked.reference.as_ref(),
    );
    add("vanaf", "from", analysis.asked.from.as_ref());
    add("tot en met", "until", analysis.asked.to.as_ref());
    add("sector", "sector", analysis.asked.sector.as_ref());
    for (word, value) in &analysis.settings {
        parts.push(format!("{word} = {value}"));
    }
    parts.join("; ")
}

/// Everything that is said around the tables, part by part: heading and lines.
fn parts(analysis: &Analysis, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
    let answer = &analysis.answer;
    let method = METHODS.iter().find(|method| method.id == analysis.method);
    let mut parts = vec![(
        lang.pick("Wat wordt aangenomen", "What is taken for granted"),
        answer
            .assumptions
            .iter()
            .map(|one| assumption(one, lang))
            .collect(),
    )];
    parts.push((
        lang.pick("Weggelaten of ingevuld", "Left out or filled in"),
        if answer.left_out.is_empty() {
            vec![lang.pick("Niets.", "Nothing.").to_owned()]
        } else {
            answer.left_out.iter().map(|said| sentence(said, lang)).collect()
        },
    ));
    parts.push((
        lang.pick("Cijfers", "Figures"),
        analysis.inputs.iter().map(|one| input(one, lang)).collect(),
    ));
    let asked = asked(analysis, lang);
    if !asked.is_empty() {
        parts.push((lang.pick("Gevraagd", "Asked"), vec![asked]));
    }
    if let Some(method) = method {
        parts.push((
            lang.pick("Methode", "Method"),
            vec![
                method.source.to_owned(),
                format!(
                    "{} {PAGES}/{}",
                    lang.pick("formule, grenzen en bronnen:", "formula, limits and sources:"),
                    method.page
                ),
            ],
        ));
    }
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

/// The whole analysis for a terminal: what is said, and the tables apart from it, so that wide ones are not broken.
#[must_use]
pub fn text(analysis: &Analysis, lang: Lang, style: Style) -> String {
    let mut out = String::new();
    for said in &analysis.answer.sentences {
        paragraph(&mut out, &sentence(said, lang), style);
    }
    for table in &analysis.answer.tables {
        out.push('\n');
        out.push_str(&style.paint(Ink::Strong, table.title.get(lang)));
        out.push('\n');
        out.push_str(&list(table).text(lang, style));
    }
    for (heading, lines) in parts(analysis, lang) {
        out.push('\n');
        out.push_str(&style.paint(Ink::Strong, heading));
        out.push('\n');
        points(&mut out, &lines, style);
    }
    out
}

/// A paragraph of a terminal.
pub(crate) fn paragraph(out: &mut String, text: &str, style: Style) {
    for line in wrap(&clean(text), style.columns()) {
        out.push_str(&line);
        out.push('\n');
    }
}

/// Lines that each begin with a dash.
pub(crate) fn points(out: &mut String, lines: &[String], style: Style) {
    for line in lines {
        for (at, piece) in wrap(&clean(line), style.columns() - 2).iter().enumerate() {
            out.push_str(if at == 0 { "- " } else { "  " });
            out.push_str(piece);
            out.push('\n');
        }
    }
}

/// The whole analysis as Markdown.
#[must_use]
pub fn markdown(analysis: &Analysis, lang: Lang) -> String {
    markdown_below(analysis, lang, 1)
}

/// The same with its first heading on a level of its own.
pub(crate) fn markdown_below(analysis: &Analysis, lang: Lang, level: usize) -> String {
    let title = METHODS
        .iter()
        .find(|method| method.id == analysis.method)
        .map_or(analysis.method, |method| method.title.get(lang));
    let (one, two) = ("#".repeat(level), "#".repeat(level + 1));
    let mut out = format!("{one} {}\n", crate::gfm::escape(title));
    for said in &analysis.answer.sentences {
        out.push_str(&format!("\n{}\n", crate::gfm::escape(&sentence(said, lang))));
    }
    for table in &analysis.answer.tables {
        out.push_str(&format!(
            "\n{two} {}\n\n",
            crate::gfm::escape(table.title.get(lang))
        ));
        out.push_str(&list(table).markdown(lang));
    }
    for (heading, lines) in parts(analysis, lang) {
        out.push_str(&format!("\n{two} {heading}\n\n"));
        for line in lines {
            out.push_str(&format!("- {}\n", crate::gfm::escape(&line)));
        }
    }
    out
}

/// One table of the analysis as CSV: the one with that id, or the first.
#[must_use]
pub fn csv(analysis: &Analysis, table: Option<&str>, lang: Lang) -> Option<String> {
    let mut tables = analysis.answer.tables.iter();
    let found = match table {
        Some(id) => tables.find(|table| table.id == id),
        None => tables.next(),
    };
    Some(list(found?).csv(lang))
}

/// Every method as a list: what it is called, what it answers, which columns it takes.
#[must_use]
pub fn methods() -> List {
    let row = |method: &&'static Method| {
        vec![
            Field::plain(method.id),
            Field::Named(method.family.word().to_owned(), both(method.family.label())),
            Field::Text(both(method.asks)),
            Field::Many(
                method
                    .roles
                    .iter()
                    .map(|(role, need)| match need {
                        Need::Must => role.word.to_owned(),
                        Need::May => format!("({})", role.word),
                    })
                    .collect(),
            ),
        ]
    };
    let of = |family: Family| METHODS.iter().filter(move |method| method.family == family);
    List {
        columns: vec![
            Column::new("id", "methode", "method"),
            Column::new("family", "soort", "family"),
            Column::new("asks", "vraag", "question"),
            Column::new("roles", "kolommen", "columns"),
        ],
        rows: Family::ALL.into_iter().flat_map(of).map(row).collect(),
    }
}

/// The columns that a method takes, each with what it is.
#[must_use]
pub fn columns(method: &Method, lang: Lang) -> Vec<(String, String)> {
    let said = |(role, need): &(Role, Need)| {
        let kind = match role.is_name {
            true => lang.pick("namen", "names"),
            false => lang.pick("getallen", "numbers"),
        };
        let says = format!("{}, {kind}, {}", role.title.get(lang), need.label().get(lang));
        (role.word.to_owned(), says)
    };
    method.roles.iter().map(said).collect()
}

/// What can be set of a method, each with what it can be.
#[must_use]
pub fn settings(method: &Method, lang: Lang) -> Vec<(String, String)> {
    let said = |setting: &Setting| (setting.word.to_owned(), can_be(setting, lang));
    method.settings.iter().map(said).collect()
}

/// Where the page of a method stands.
#[must_use]
pub fn page_of(method: &Method) -> String {
    format!("{PAGES}/{}", method.page)
}

/// What one method takes: columns, choices, settings, and where its page stands.
#[must_use]
pub fn about(method: &Method, lang: Lang, style: Style) -> String {
    let mut out = format!(
        "{}  ({})\n{}\n",
        style.paint(Ink::Strong, method.title.get(lang)),
        method.id,
        method.asks.get(lang)
    );
    let mut part = |heading: &str, lines: Vec<(String, String)>| {
        if lines.is_empty() {
            return;
        }
        out.push_str(&format!("\n{}\n", style.paint(Ink::Strong, heading)));
        for (word, meaning) in lines {
            let indent = 16.max(crate::terminal::width(&word) + 4);
            for (at, piece) in wrap(&meaning, style.columns().saturating_sub(indent))
                .iter()
                .enumerate()
            {
                let before = if at == 0 { word.as_str() } else { "" };
                out.push_str(&format!(
                    "  {}{piece}\n",
                    crate::terminal::left(before, indent - 2)
                ));
            }
        }
    };
    part(
        lang.pick(
            "Kolommen (--columns rol=kolom)",
            "Columns (--columns role=column)",
        ),
        columns(method, lang),
    );
    let mut choices = Vec::new();
    match method.place {
        Place::All => {}
        Place::One => choices.push(("--region", Words("nodig", "needed"))),
        Place::Maybe => choices.push(("--region", Words("mag", "optional"))),
    }
    if method.reference {
        choices.push((
            "--reference",
            Words(
                "waarmee wordt vergeleken; anders alle regio's samen",
                "what is compared with; else all regions together",
            ),
        ));
    }
    match method.time {
        Time::Never => {}
        Time::One => choices.push((
            "--to",
            Words(
                "welke periode; anders de laatste waarin niets ontbreekt",
                "which period; else the last in which nothing lacks",
            ),
        )),
        Time::Span => choices.push((
            "--from, --to",
            Words(
                "van welke tot welke periode; anders van de eerste tot de laatste waarin niets ontbreekt",
                "from which to which period; else from the first to the last in which nothing lacks",
            ),
        )),
    }
    part(
        lang.pick("Keuzes", "Choices"),
        choices
            .into_iter()
            .map(|(option, says)| (option.to_owned(), says.get(lang).to_owned()))
            .collect(),
    );
    part(
        lang.pick("Instellingen (--set woord=waarde)", "Settings (--set word=value)"),
        settings(method, lang),
    );
    out.push_str(&format!(
        "\n{}\n  {}\n  {PAGES}/{}\n",
        style.paint(Ink::Strong, lang.pick("Bron", "Source")),
        method.source,
        method.page
    ));
    out
}

/// What a setting says and can be.
fn can_be(setting: &Setting, lang: Lang) -> String {
    let number = |value: f64| {
        koers_model::value::Number::new(value).map_or_else(String::new, |value| number::plain(value, lang))
    };
    let kind = match setting.kind {
        Kind::Number(low, high) => match lang {
            Lang::Nl => format!("een getal van {} tot {}", number(low), number(high)),
            Lang::En => format!("a number from {} to {}", number(low), number(high)),
        },
        Kind::Whole(low, high) => match lang {
            Lang::Nl => format!(
                "een geheel getal van {} tot {}",
                number::count(low, lang),
                number::count(high, lang)
            ),
            Lang::En => format!(
                "a whole number from {} to {}",
                number::count(low, lang),
                number::count(high, lang)
            ),
        },
        Kind::Choice(choices) => choices
            .iter()
            .map(|(word, says)| format!("`{word}` ({})", says.get(lang)))
            .collect::<Vec<_>>()
            .join(", "),
        Kind::Text => lang.pick("tekst", "text").to_owned(),
        Kind::Names => lang
            .pick(
                "namen uit de cijfers, met `;` ertussen",
                "names from the figures, with `;` between them",
            )
            .to_owned(),
    };
    let otherwise = setting.otherwise.map_or_else(String::new, |value| match lang {
        Lang::Nl => format!("; anders {value}"),
        Lang::En => format!("; else {value}"),
    });
    format!("{}: {kind}{otherwise}", setting.meaning.get(lang))
}
