//! How actions and money lie over the lines of a programme, against an earlier day or an even spread. Its template is
//! `pages/portfolio/spread.html`, to be included where there is a `spread`.

use super::group;
use crate::answer::Fault;
use crate::ask::Ask;
use crate::paths;
use jiff::civil::Date;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::Step;
use koers_model::portfolio::money::Total;
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::chart::Bar;
use koers_report::view::Phrase;
use koers_report::{date, number};
use koers_run::portfolio::{Portfolio, Spread as Spreading, as_many_lines};
use std::collections::BTreeMap;

/// How it lies.
pub(super) struct Spread {
    pub(super) anchor: String,
    /// What is seen, in sentences.
    pub(super) told: Vec<String>,
    /// What the stroke in a bar stands for.
    pub(super) against: String,
    pub(super) rows: Vec<Row>,
}

/// A line with its parts.
pub(super) struct Row {
    pub(super) link: String,
    pub(super) title: Phrase,
    pub(super) actions: usize,
    pub(super) of_actions: Option<Part>,
    pub(super) money: String,
    pub(super) of_money: Option<Part>,
}

/// A part of the whole, beside what it is held against.
pub(super) struct Part {
    pub(super) bar: String,
    pub(super) now: String,
    pub(super) against: Option<String>,
}

/// Nearer than this many lines to all of them, it is called even: figures are shown with one decimal.
const EVEN: f64 = 0.05;

type Parts<'a> = Option<BTreeMap<&'a Id, f64>>;

/// How actions and money lie over the lines of a programme; nothing where it has one line or no actions.
pub(super) fn spread(
    ask: &Ask,
    portfolio: &Portfolio,
    framework: &Framework,
    step: Step,
    since: Option<Date>,
) -> Result<Option<Spread>, Fault> {
    let lang = ask.lang;
    let broken = |error: koers_model::portfolio::money::TooMuch| Fault::Broken(error.to_string());
    let now = portfolio.spread(framework, step, None).map_err(broken)?;
    let then = since
        .map(|day| portfolio.spread(framework, step, Some(day)))
        .transpose()
        .map_err(broken)?;
    let lines = now.lines.len();
    let (Some(actions), true) = (now.of_actions(), lines > 1) else {
        return Ok(None);
    };
    let money = now.of_money();
    let (actions_then, money_then) = match &then {
        Some(then) => (then.of_actions(), then.of_money()),
        None => (even(&actions), money.as_ref().and_then(even)),
    };
    let mut told = Vec::new();
    told.extend(concentration(
        &actions,
        &actions_then,
        since,
        lines,
        lang,
        Of::Actions,
    ));
    match &money {
        Some(money) => told.extend(concentration(money, &money_then, since, lines, lang, Of::Money)),
        None => told.push(no_parts(framework, &now, lang)),
    }
    let against = match (since, lang) {
        (Some(day), Lang::Nl) => format!("De streep in een balk is het deel op {}.", date::date(day, lang)),
        (Some(day), Lang::En) => format!("The stroke in a bar is the part on {}.", date::date(day, lang)),
        (None, Lang::Nl) => "De streep in een balk is een gelijk deel voor elke lijn.".to_owned(),
        (None, Lang::En) => "The stroke in a bar is an equal part for each line.".to_owned(),
    };
    let rows = now.lines.iter().map(|(line, inside)| Row {
        link: ask.link(&paths::line(framework.id.as_str(), line.as_str())),
        title: group(framework, line, lang).unwrap_or_else(|| Phrase::own(line.to_string())),
        actions: inside.actions,
        of_actions: part(Some(&actions), &actions_then, line, lang),
        money: number::total(inside.money, lang),
        of_money: part(money.as_ref(), &money_then, line, lang),
    });
    Ok(Some(Spread {
        anchor: format!("verdeling-{}", framework.id),
        told,
        against,
        rows: rows.collect(),
    }))
}

/// Why there is no telling which part of the money goes to which line.
fn no_parts(framework: &Framework, spread: &Spreading<'_>, lang: Lang) -> String {
    let name = |line: &Id| {
        let name = group(framework, line, lang).map_or_else(|| line.to_string(), |name| name.text);
        format!("‘{name}’")
    };
    let of = |wanted: &dyn Fn(&Total) -> bool| {
        let lines = spread.lines.iter().filter(|(_, inside)| wanted(&inside.money));
        lines.map(|(line, _)| name(line)).collect::<Vec<_>>()
    };
    let (unknown, negative) = (
        of(&|money| money.unknown > 0),
        of(&|money| money.known.is_negative()),
    );
    let why = match (unknown.is_empty(), negative.is_empty(), lang) {
        (false, _, Lang::Nl) => format!("een bedrag is onbekend, onder {}", date::list(&unknown, lang)),
        (false, _, Lang::En) => format!("an amount is unknown, under {}", date::list(&unknown, lang)),
        (true, false, Lang::Nl) => format!(
            "de bedragen zijn samen minder dan niets, onder {}",
            date::list(&negative, lang)
        ),
        (true, false, Lang::En) => format!(
            "the amounts come to less than nothing, under {}",
            date::list(&negative, lang)
        ),
        (true, true, Lang::Nl) => {
            "er is bij deze stap van de begroting geen geld voor één lijn alleen ingevoerd".to_owned()
        }
        (true, true, Lang::En) => {
            "at this step of the budget no money for one line alone was entered".to_owned()
        }
    };
    match lang {
        Lang::Nl => format!("Welk deel van het geld naar welke lijn gaat, is niet te zeggen: {why}."),
        Lang::En => format!("Which part of the money goes to which line cannot be said: {why}."),
    }
}

/// An equal part for each line.
fn even<'a>(parts: &BTreeMap<&'a Id, f64>) -> Parts<'a> {
    let lines = f64::from(u32::try_from(parts.len()).ok()?);
    Some(parts.keys().map(|line| (*line, 1.0 / lines)).collect())
}

fn part(now: Option<&BTreeMap<&Id, f64>>, then: &Parts<'_>, line: &Id, lang: Lang) -> Option<Part> {
    let now = *now?.get(line)?;
    let against = then.as_ref().and_then(|parts| parts.get(line)).copied();
    let bar = Bar {
        part: now,
        between: None,
        against,
    };
    Some(Part {
        bar: bar.svg(),
        now: number::percent_to_tenth(now, lang),
        against: against.map(|part| number::percent_to_tenth(part, lang)),
    })
}

#[derive(Clone, Copy)]
enum Of {
    Actions,
    Money,
}

/// How uneven it is, in words: as many lines of equal size, and what it was.
fn concentration(
    now: &BTreeMap<&Id, f64>,
    then: &Parts<'_>,
    since: Option<Date>,
    lines: usize,
    lang: Lang,
    of: Of,
) -> Option<String> {
    let figure = |many: f64| Number::new(many).map_or_else(String::new, |many| number::number(many, 1, lang));
    let many = as_many_lines(now)?;
    let all = f64::from(u32::try_from(lines).ok()?);
    let (is_even, many) = (all - many < EVEN, figure(many));
    let mut said = match (of, lang) {
        (Of::Actions, Lang::Nl) if is_even => {
            format!("De acties liggen vrijwel gelijk over de {lines} lijnen")
        }
        (Of::Actions, Lang::En) if is_even => format!("The actions lie almost evenly over the {lines} lines"),
        (Of::Money, Lang::Nl) if is_even => format!("Het geld ligt vrijwel gelijk over de {lines} lijnen"),
        (Of::Money, Lang::En) if is_even => format!("The money lies almost evenly over the {lines} lines"),
        (Of::Actions, Lang::Nl) => {
            format!(
                "De acties liggen zo ongelijk alsof zij over {many} van de {lines} lijnen gelijk zijn verdeeld"
            )
        }
        (Of::Actions, Lang::En) => {
            format!(
                "The actions lie as unevenly as if they were spread evenly over {many} of the {lines} lines"
            )
        }
        (Of::Money, Lang::Nl) => {
            format!(
                "Het geld ligt zo ongelijk alsof het over {many} van de {lines} lijnen gelijk is verdeeld"
            )
        }
        (Of::Money, Lang::En) => {
            format!("The money lies as unevenly as if it were spread evenly over {many} of the {lines} lines")
        }
    };
    if let Some(day) = since {
        let day = date::date(day, lang);
        let before = then.as_ref().and_then(as_many_lines).map(figure);
        said.push_str(&match (before, lang) {
            (Some(before), Lang::Nl) => format!("; op {day} was het alsof het er {before} waren"),
            (Some(before), Lang::En) => format!("; on {day} it was as if there were {before}"),
            (None, Lang::Nl) => format!("; op {day} was daar niets over te zeggen"),
            (None, Lang::En) => format!("; on {day} nothing could be said of it"),
        });
    }
    said.push('.');
    Some(said)
}
