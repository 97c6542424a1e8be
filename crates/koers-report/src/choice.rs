//! A choice among proposals, in words, tables and drawings: the terminal and the pages say the same. Sentences on what became of each proposal
//! are those of [`koers_portfolio::select::words`].

mod changed;

pub use changed::changed;

use crate::chart::{Stairs, Step};
use crate::list::{Column, Field, List};
use crate::number;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Share, Total};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_portfolio::select::words::{Words, share};
use koers_portfolio::select::{
    BudgetUse, Certain, CoreIndex, Ended, Fate, Question, Rule, Selection, Shown, Turn, ValueLine,
};

/// With so many decimals values and scores from 0 to 1 are told, wherever they stand.
pub const VALUE_DECIMALS: u8 = 3;

/// A value with three decimals.
#[must_use]
pub fn value(value: f64, lang: Lang) -> String {
    in_millionths(value).map_or_else(String::new, |value| number::number(value, VALUE_DECIMALS, lang))
}

/// A value or score as it is told. A choice reckons in millionths, a test does not: what is behind those are digits of the arithmetic, which would
/// round one score to two figures.
#[must_use]
pub fn in_millionths(value: f64) -> Option<Number> {
    Number::new((value * 1e6).round() / 1e6)
}

/// How often is told of how many draws, and whether that is only a first look.
#[must_use]
pub fn draws(selection: &Selection, lang: Lang) -> String {
    let count = number::count(usize::try_from(selection.draws).unwrap_or(usize::MAX), lang);
    match (selection.is_exploratory(), lang) {
        (false, Lang::Nl) => format!("{count} trekkingen"),
        (false, Lang::En) => format!("{count} draws"),
        (true, Lang::Nl) => {
            format!("{count} trekkingen, dus verkennend: pas bij 100.000 verandert zo’n deel bijna niet meer")
        }
        (true, Lang::En) => {
            format!("{count} draws, so exploratory: only from 100,000 on such a part hardly changes any more")
        }
    }
}

/// What became of a proposal, in a word or two.
#[must_use]
pub fn fate(fate: &Fate, lang: Lang) -> String {
    match fate {
        Fate::Chosen { level, .. } => {
            format!("{} {}", lang.pick("gekozen", "chosen"), share(*level, lang))
        }
        Fate::LeftOut { .. } => lang.pick("valt af", "left out").to_owned(),
        Fate::Barred(_) => lang.pick("doet niet mee", "takes no part").to_owned(),
        Fate::Undecided => lang.pick("geen keuze", "no choice").to_owned(),
    }
}

/// Every proposal with what became of it.
#[must_use]
pub fn judged<'a>(
    selection: &Selection,
    question: &Question<'_>,
    words: &impl Fn(Lang) -> Words<'a>,
) -> List {
    // Over all portfolios or over weights that were drawn: two questions, so two names.
    let core = match &selection.core {
        Some(index) if !index.exact => Column::new("core_drawn", "kern, geloot %", "core, drawn %"),
        _ => Column::new("core", "kern %", "core %"),
    };
    let rows = selection.judged.iter().map(|one| {
        let title = question.register.actions.get(&one.proposal);
        vec![
            Field::plain(&one.proposal),
            title.map_or(Field::Empty, |action| Field::Text(action.title.clone())),
            Field::named(one.fate.word(), |lang| fate(&one.fate, lang)),
            match one.fate {
                Fate::Chosen { level, .. } => Field::named(level, |lang| share(level, lang)),
                _ => Field::Empty,
            },
            // A level both ways, so that who reads it as JSON meets one type.
            match one.by_score {
                Some(level) => Field::named(level, |lang| share(level, lang)),
                None => Field::named("0%", |lang| lang.pick("nee", "no").to_owned()),
            },
            one.score
                .and_then(in_millionths)
                .map_or(Field::Empty, |score| Field::Number(score, VALUE_DECIMALS)),
            Total::of([Amount::Known(one.asks)]).map_or(Field::Empty, Field::Total),
            per_cent(one.core),
            per_cent(one.places.as_ref().and_then(|places| Some(places.among?.share))),
            one.places.as_ref().map_or(Field::Empty, |_| {
                Field::Count(usize::try_from(selection.draws).unwrap_or(usize::MAX))
            }),
            one.places
                .as_ref()
                .map_or(Field::Empty, |_| Field::YesNo(selection.is_exploratory())),
            Field::both(|lang| words(lang).fate(&one.fate).join(" ")),
            one.turn
                .as_ref()
                .map_or(Field::Empty, |turn| Field::both(|lang| words(lang).turn(turn))),
            match &one.turn {
                Some(Turn::At { moved, .. }) => {
                    // In whole millionths, as the weights are.
                    let moved = (moved * 1e6).round() / 1e4;
                    Number::new(moved).map_or(Field::Empty, |moved| Field::Number(moved, 4))
                }
                _ => Field::Empty,
            },
            one.turn.as_ref().map_or(Field::Empty, |turn| {
                let word = match turn.certain() {
                    Certain::Proven => "proven",
                    Certain::Found => "found",
                };
                Field::named(word, |lang| certain(turn.certain(), lang).to_owned())
            }),
            one.turn
                .as_ref()
                .and_then(|turn| words(Lang::En).turning_weights(turn))
                .map_or(Field::Empty, Field::Plain),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("title", "voorstel", "proposal"),
            Column::new("fate", "keuze", "choice"),
            Column::new("level", "deel", "level"),
            Column::new("by_score", "op score", "by score"),
            Column::new("score", "score", "score"),
            Column::new("asks", "vraagt van de budgetten", "asks of the budgets"),
            core,
            if selection.is_exploratory() {
                Column::new(
                    "acceptability",
                    "bij twijfel %, verkennend",
                    "under doubt %, exploratory",
                )
            } else {
                Column::new("acceptability", "bij twijfel %", "under doubt %")
            },
            Column::new("draws", "trekkingen", "draws"),
            Column::new("exploratory", "verkennend", "exploratory"),
            Column::new("why", "waarom", "why"),
            Column::new("turn", "wat het omdraait", "what turns it"),
            Column::new("turn_moves", "daarvoor verschuift %", "for which moves %"),
            Column::new("turn_certain", "minder is niet genoeg", "less is not enough"),
            Column::new("turning_weights", "alle gewichten dan", "all weights then"),
        ],
        rows: rows.collect(),
    }
}

/// Whether it is certain that nothing less turns a decision.
fn certain(certain: Certain, lang: Lang) -> &'static str {
    match certain {
        Certain::Proven => lang.pick("bewezen", "proven"),
        Certain::Found => lang.pick("niet bewezen", "not proven"),
    }
}

/// A part as a percentage, with the digits that the part has: 0.99999 is 99.999, where multiplying would give 99.99900000000001.
fn hundredfold(part: f64) -> Option<Number> {
    Number::new(format!("{part}e2").parse().ok()?)
}

/// A part in per cent with one decimal; with more where rounding would make nothing or all of what is neither.
fn per_cent(part: Option<f64>) -> Field {
    let Some(part) = part.and_then(hundredfold) else {
        return Field::Empty;
    };
    let whole = |value: f64| [0.0, 100.0].contains(&value);
    let rounded = |decimals: u8| {
        let unit = 10_f64.powi(i32::from(decimals));
        (part.get() * unit).round() / unit
    };
    let decimals = (1..5).find(|decimals| whole(part.get()) || !whole(rounded(*decimals)));
    Field::Number(part, decimals.unwrap_or(5))
}

fn figure(value: Option<f64>) -> Field {
    let value = value.and_then(Number::new);
    value.map_or(Field::Empty, |value| Field::Number(value, VALUE_DECIMALS))
}

fn money(amount: Amount) -> Field {
    Total::of([amount]).map_or(Field::Empty, Field::Total)
}

/// The answer as a whole, in one row: what the choice is worth, and what no choice can pass.
#[must_use]
pub fn outline(selection: &Selection) -> List {
    let outline = &selection.outline;
    let ended = |lang: Lang| {
        let said = match outline.ended {
            Ended::Best => lang.pick("de beste, bewezen", "the best, proven"),
            Ended::NearBest => lang.pick("bijna de beste, bewezen", "nearly the best, proven"),
            Ended::Impossible => lang.pick("geen keuze, bewezen", "no choice, proven"),
            Ended::Unfinished => lang.pick("niet uitgezocht", "not finished"),
        };
        said.to_owned()
    };
    let made = !outline.is_none();
    List {
        columns: vec![
            Column::new("ended", "uitkomst", "outcome"),
            Column::new("chosen", "gekozen", "chosen"),
            Column::new("cost", "kost", "costs"),
            Column::new("value", "waarde", "value"),
            Column::new("bound", "hoogstens", "at most"),
            Column::new("gap", "verschil %", "gap %"),
        ],
        rows: vec![vec![
            Field::named(outline.ended.word(), ended),
            Field::Count(outline.chosen.len()),
            money(Amount::Known(outline.cost)),
            figure(made.then_some(outline.value)),
            figure(outline.bound),
            outline
                .gap()
                .filter(|_| made)
                .and_then(hundredfold)
                .map_or(Field::Empty, |gap| Field::Number(gap, 3)),
        ]],
    }
}

/// Every budget after the choice, with what more of it would bring.
#[must_use]
pub fn budgets<'a>(selection: &Selection, words: &impl Fn(Lang) -> Words<'a>) -> List {
    let made = !selection.outline.is_none();
    let rows = selection.budgets.iter().map(|one| {
        let of_choice = |field: Field| if made { field } else { Field::Empty };
        vec![
            Field::plain(&one.budget),
            Field::both(|lang| words(lang).budget(&one.budget)),
            money(one.cap),
            money(one.carried),
            of_choice(money(Amount::Known(one.used))),
            of_choice(left(one).map_or(Field::Empty, money)),
            figure(one.price),
            figure(one.more.map(|(low, _)| low)),
            figure(one.more.map(|(_, high)| high)),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("budget", "budget", "budget"),
            Column::new("cap", "plafond", "cap"),
            Column::new("carried", "al toegezegd", "promised"),
            Column::new("used", "gekozen", "chosen"),
            Column::new("left", "over", "left"),
            Column::new("price", "schaduwprijs", "shadow price"),
            Column::new("more_low", "10% meer: van", "10% more: from"),
            Column::new("more_high", "tot", "to"),
        ],
        rows: rows.collect(),
    }
}

/// What a choice leaves of a budget: the cap less what was promised already and what it takes; nothing when that is beyond what can be reckoned with.
#[must_use]
pub fn left(budget: &BudgetUse) -> Option<Amount> {
    match (budget.cap.known(), budget.carried.known()) {
        (Some(cap), Some(carried)) => {
            let left = cap.minus(carried).and_then(|left| left.minus(budget.used));
            left.map(Amount::Known)
        }
        _ => Some(Amount::Unknown),
    }
}

/// Value for money: choices that no other one beats, dearest first, each with what it has otherwise than the one above it. With the ids of what is
/// chosen and the level of each, for programs.
#[must_use]
pub fn points<'a>(selection: &Selection, words: &impl Fn(Lang) -> Words<'a>) -> List {
    let points = selection.frontier.iter().flat_map(|line| &line.points);
    let above = std::iter::once(None).chain(points.clone().map(Some));
    let rows = points.zip(above).map(|(point, above)| {
        let this = point.chosen == selection.outline.chosen;
        vec![
            money(Amount::Known(point.cost)),
            figure(Some(point.value)),
            Field::YesNo(this),
            Field::Count(point.chosen.len()),
            match above {
                Some(above) => Field::both(|lang| words(lang).otherwise(&above.chosen, &point.chosen)),
                None => Field::Empty,
            },
            Field::both(|lang| words(lang).chosen(&point.chosen)),
            Field::Many(point.chosen.keys().map(Id::to_string).collect()),
            Field::Many(point.chosen.values().map(Share::to_string).collect()),
        ]
    });
    List {
        columns: vec![
            Column::new("cost", "kost", "costs"),
            Column::new("value", "waarde", "value"),
            Column::new("this", "deze keuze", "this choice"),
            Column::new("number", "aantal", "number"),
            Column::new(
                "change",
                "anders dan de regel erboven",
                "other than the line above",
            ),
            Column::new("proposals", "voorstellen", "proposals"),
            Column::new("ids", "ids", "ids"),
            Column::new("levels", "deel van elk", "level of each"),
        ],
        rows: rows.collect(),
    }
}

/// What going down the list of whole proposals comes to, ending at the first that does not fit: so many schemes must choose by law. What passing over
/// comes to is in the summary of [`Words`].
#[must_use]
pub fn strictly(selection: &Selection, words: &Words<'_>, lang: Lang) -> String {
    let list = &selection.by_score_strictly;
    let (number, worth) = (list.chosen.len(), value(list.value, lang));
    let first = list.first_out.as_ref().map(|id| words.action(id));
    let said = match (first, lang) {
        (Some(first), Lang::Nl) => format!(
            "Van hoog naar laag tot het eerste dat niet past ({first}): {number} gekozen, samen {worth} waard."
        ),
        (Some(first), Lang::En) => format!(
            "From high to low up to the first that does not fit ({first}): {number} chosen, together worth {worth}."
        ),
        (None, Lang::Nl) => format!("Van hoog naar laag past alles: {number} gekozen, samen {worth} waard."),
        (None, Lang::En) => format!("From high to low all fits: {number} chosen, together worth {worth}."),
    };
    // The summary says of the list that passes over what does not fit which rules it does not keep: those are not said again.
    let passing = &selection.by_score;
    let told = |rule: &&Rule| {
        !passing.chosen.is_empty() && !selection.outline.chosen.is_empty() && passing.unreached.contains(rule)
    };
    let again = list.unreached.iter().any(|rule| told(&rule)).then(|| {
        lang.pick(
            "Ook deze lijst haalt niet wat hierboven van de lijst op score is gezegd.",
            "Nor does this list keep what was said above of the list of scores.",
        )
        .to_owned()
    });
    let missed = list.unreached.iter().filter(|rule| !told(rule));
    let missed = missed.map(|rule| words.unreached(rule));
    std::iter::once(said)
        .chain(again)
        .chain(missed)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How the core index came about.
#[must_use]
pub fn core(index: &CoreIndex, lang: Lang) -> String {
    let (all, different) = (
        number::count(index.portfolios, lang),
        number::count(index.different, lang),
    );
    match (index.exact, lang) {
        (true, Lang::Nl) => format!(
            "De kern is het deel van de {all} keuzes die door geen andere worden overtroffen, bij welke toegelaten gewichten ook, waarin het voorstel zit."
        ),
        (true, Lang::En) => format!(
            "The core is the part of the {all} choices that no other one beats, whatever the admissible weights, that hold the proposal."
        ),
        (false, Lang::Nl) => format!(
            "De kern is het deel van {all} getrokken gewichten waarbij het voorstel in de beste keuze zit; dat gaf {different} verschillende keuzes."
        ),
        (false, Lang::En) => format!(
            "The core is the part of {all} weights drawn under which the proposal is in the best choice; that gave {different} different choices."
        ),
    }
}

/// What the proof shows when it is checked again, without trusting the search.
///
/// # Errors
/// The sentence that says what is wrong with it.
pub fn certificate(selection: &Selection, lang: Lang) -> Result<Vec<String>, String> {
    let outline = &selection.outline;
    let (columns, rows) = selection.proof.size();
    let shown = selection.proof.check().map_err(|doubt| match lang {
        Lang::Nl => format!("Het bewijs klopt niet: {doubt}."),
        Lang::En => format!("The proof is not right: {doubt}."),
    })?;
    let mut said = Vec::new();
    match shown {
        Shown::Impossible => said.push(
            lang.pick(
                "Nagerekend: geen enkele keuze haalt alle grenzen.",
                "Checked again: no choice keeps all bounds.",
            )
            .to_owned(),
        ),
        Shown::Bounded { .. } => {
            let worth = value(outline.value, lang);
            if let Some(bound) = outline.bound {
                let bound = value(bound, lang);
                said.push(match lang {
                    Lang::Nl => format!(
                        "Nagerekend: de keuze is {worth} waard en haalt alle grenzen; geen enkele keuze is meer dan {bound} waard."
                    ),
                    Lang::En => format!(
                        "Checked again: the choice is worth {worth} and keeps all bounds; no choice is worth more than {bound}."
                    ),
                });
            }
            if let Some(gap) = outline.gap().filter(|_| outline.ended != Ended::Best) {
                let gap = hundredfold(gap).map_or_else(String::new, |gap| number::number(gap, 3, lang));
                said.push(match lang {
                    Lang::Nl => format!("Daartussen zit {gap}%."),
                    Lang::En => format!("Between them lies {gap}%."),
                });
            }
        }
    }
    let (columns, rows, nodes) = (
        number::count(columns, lang),
        number::count(rows, lang),
        number::count(selection.proof.nodes(), lang),
    );
    said.push(match lang {
        Lang::Nl => format!(
            "De vraag heeft {columns} mogelijkheden en {rows} grenzen; het bewijs heeft {nodes} stappen."
        ),
        Lang::En => {
            format!("The question has {columns} options and {rows} bounds; the proof has {nodes} steps.")
        }
    });
    Ok(said)
}

/// Value for money as stairs, with the choice marked.
#[must_use]
pub fn stairs(line: &ValueLine, selection: &Selection, label: &str, lang: Lang) -> String {
    let outline = &selection.outline;
    let steps = line.points.iter().map(|point| Step {
        cost: euro(point.cost.in_cents()),
        value: point.value,
        chosen: point.chosen == outline.chosen,
    });
    let stairs = Stairs {
        label,
        steps: steps.collect(),
        lang,
    };
    stairs.svg()
}

#[expect(clippy::cast_precision_loss, reason = "a place in a drawing")]
fn euro(cents: i64) -> f64 {
    cents as f64 / 100.0
}
