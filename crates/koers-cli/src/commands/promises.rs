//! `koers promises`: what was promised, when it is looked at, how earlier promises came out, and whether an effect could ever be seen.

mod detect;

use super::{
    both, count, day, drawn_list, names, plain, portfolio, print, print_list, print_page, text, world,
};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::portfolio::estimate::{EffectOn, Range};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::list::{Column, Field, List};
use koers_report::names::Names;
use koers_report::{calendar, number, outlook};
use koers_run::portfolio::{Grain, Portfolio};
use koers_run::workspace;
use koers_run::world::World as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some((what, matches)) = matches.subcommand() else {
        return Ok(Exit::Usage);
    };
    if what == "detect" {
        return detect::run(matches, lang);
    }
    let world = world(matches)?;
    let portfolio = portfolio::read(&world)?;
    let on = matches.try_get_one::<Date>("on").ok().flatten().copied();
    let on = on.unwrap_or_else(|| world.today());
    // Outcomes and indicators have their names in the policy files; where those have faults, ids are shown.
    let policy = workspace::read(&world, lang)?;
    let names = names(portfolio.register(), policy.definitions().ok());
    let for_people = text(matches, "format") == "table";
    let list = match what {
        "due" => due(&portfolio, on, for_people, &names),
        "calibration" => calibration(&portfolio, on, grain(text(matches, "by")), &names),
        _ => total(&portfolio, on, for_people, &names),
    };
    match text(matches, "format") {
        "ics" => print(&ics(&portfolio, on, &names, lang))?,
        "table" if what == "calibration" => {
            let mut page = Page::drawn(drawn_list(&list, lang));
            page.say(&outside(&portfolio, on, grain(text(matches, "by")), &names, lang));
            print_page(&page)?;
        }
        _ => print_list(matches, &list, lang)?,
    }
    Ok(Exit::Done)
}

fn figure(value: f64, decimals: u8) -> Field {
    Number::new(value).map_or(Field::Empty, |value| Field::Number(value, decimals))
}

/// Promises and when they fall due. People read amounts in words; machines get the words of the files, and amounts as numbers.
fn due(portfolio: &Portfolio, on: Date, for_people: bool, names: &Names<'_>) -> List {
    let said = |amount: Option<Range>| {
        amount.map_or(Field::Empty, |amount| both(|lang| number::range(amount, lang)))
    };
    let rows = portfolio.promises(on).into_iter().map(|due| {
        let estimate = due.estimate;
        let (EffectOn::Outcome(bears_on) | EffectOn::Indicator(bears_on)) = &estimate.on;
        let found = due.finding.and_then(|finding| finding.amount);
        let mut row = vec![
            Field::named(due.state.word(), |lang| due.state.label(lang).to_owned()),
            day(due.day),
            day(due.finding.map(|finding| finding.made)),
            plain(&estimate.id),
            Field::named(&estimate.action, |lang| names.action(&estimate.action, lang)),
            said(Some(estimate.amount)),
            plain(bears_on),
            Field::named(estimate.unit.word(), |lang| {
                names.unit(estimate.unit, &estimate.on, lang).to_owned()
            }),
            Field::named(estimate.role.word(), |lang| estimate.role.label(lang).to_owned()),
            said(found),
        ];
        row.extend(figures(Some(estimate.amount)));
        row.extend(figures(found));
        row
    });
    let list = List {
        columns: vec![
            Column::new("state", "stand", "state"),
            Column::new("day", "nakijken uiterlijk", "due by"),
            Column::new("found_on", "nagekeken op", "checked on"),
            Column::new("id", "schatting", "estimate"),
            Column::new("action", "actie", "action"),
            Column::new("amount", "hoeveel", "how much"),
            Column::new("on", "waarop", "on"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("role", "opsteller", "author"),
            Column::new("found", "gevonden", "found"),
            Column::new("low", "laag", "low"),
            Column::new("central", "midden", "central"),
            Column::new("high", "hoog", "high"),
            Column::new("found_low", "gevonden laag", "found low"),
            Column::new("found_central", "gevonden midden", "found central"),
            Column::new("found_high", "gevonden hoog", "found high"),
        ],
        rows: rows.collect(),
    };
    let not_for_them: &[&str] = match for_people {
        true => &[
            "on",
            "low",
            "central",
            "high",
            "found_low",
            "found_central",
            "found_high",
        ],
        false => &["amount", "found"],
    };
    not_for_them.iter().fold(list, |list, key| list.without(key))
}

/// The three figures of an amount; nothing where there is none.
fn figures(amount: Option<Range>) -> [Field; 3] {
    amount.map_or([const { Field::Empty }; 3], |amount| {
        [amount.low(), amount.central(), amount.high()].map(|value| Field::Number(value, 0))
    })
}

/// How finely `--by` tells promises apart.
fn grain(word: &str) -> Grain {
    let mut grains = Grain::ALL.into_iter();
    grains.find(|grain| grain.word() == word).unwrap_or_default()
}

fn calibration(portfolio: &Portfolio, on: Date, grain: Grain, names: &Names<'_>) -> List {
    let rows = portfolio.calibration(on, grain).into_iter().map(|(sort, of)| {
        let end = |end: Option<f64>| end.map_or(Field::Empty, |value| figure(value, 2));
        let mut row = vec![
            Field::named(sort.role.word(), |lang| sort.role.label(lang).to_owned()),
            Field::named(sort.unit.word(), |lang| {
                let on = sort.on.as_ref();
                on.map_or_else(|| sort.unit.label(lang), |on| names.unit(sort.unit, on, lang))
                    .to_owned()
            }),
        ];
        row.extend(sort.method.as_ref().map(|method| plain(method.as_str())));
        row.extend(
            sort.grade
                .map(|grade| Field::named(grade.word(), |lang| grade.label(lang).to_owned())),
        );
        row.extend(sort.on.as_ref().map(|on| bears_on(on, names)));
        row.extend([
            count(of.pairs),
            count(of.without_ratio),
            end(of.median),
            end(of.interval.map(|(low, _)| low)),
            end(of.interval.map(|(_, high)| high)),
        ]);
        row
    });
    let finer = [
        (grain.by_method(), Column::new("method", "methode", "method")),
        (grain.by_grade(), Column::new("grade", "onderbouwing", "founded")),
        (grain.by_outcome(), Column::new("on", "waarop", "on")),
    ];
    let finer = finer
        .into_iter()
        .filter_map(|(told, column)| told.then_some(column));
    let columns = [
        Column::new("role", "opsteller", "author"),
        Column::new("unit", "eenheid", "unit"),
    ]
    .into_iter()
    .chain(finer)
    .chain([
        Column::new("pairs", "nagekeken", "checked"),
        Column::new("without_ratio", "niets beloofd", "promised nothing"),
        Column::new("median", "gevonden per belofte", "found per promise"),
        Column::new("low", "laagst (90%)", "lowest (90%)"),
        Column::new("high", "hoogst (90%)", "highest (90%)"),
    ]);
    List {
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

/// What that says of each promise that nobody checked yet.
fn outside(portfolio: &Portfolio, on: Date, grain: Grain, names: &Names<'_>, lang: Lang) -> String {
    let estimates = &portfolio.register().estimates;
    let views = portfolio.outside_views(on, grain);
    let mut out = String::new();
    for (id, view) in &views {
        let Some(estimate) = estimates.get(*id) else {
            continue;
        };
        if out.is_empty() {
            out.push_str(lang.pick(
                "\nBeloften die nog niemand nakeek, van buiten gezien\n",
                "\nPromises that nobody checked yet, seen from outside\n",
            ));
        }
        let said = outlook::outside_view(view, estimate.amount.central(), lang);
        let action = names.action(&estimate.action, lang);
        out.push_str(&format!("{action} ({id}): {said}\n"));
    }
    out
}

/// What an effect bears on.
fn bears_on(on: &EffectOn, names: &Names<'_>) -> Field {
    let (EffectOn::Outcome(id) | EffectOn::Indicator(id)) = on;
    Field::named(id, |lang| names.bears_on(on, lang))
}

/// What promises come to. People are told of shares that are more than the whole only where there are any; machines find the column there always.
fn total(portfolio: &Portfolio, on: Date, for_people: bool, names: &Names<'_>) -> List {
    let heaps = portfolio.roll_up(on);
    let clash = heaps.values().any(Result::is_err);
    let rows = heaps.into_iter().map(|(heap, sum)| {
        let mut row = vec![
            bears_on(heap.on, names),
            Field::named(heap.role.word(), |lang| heap.role.label(lang).to_owned()),
            Field::named(heap.unit.word(), |lang| {
                names.unit(heap.unit, heap.on, lang).to_owned()
            }),
            Field::named(heap.incidence.word(), |lang| {
                heap.incidence.label(lang).to_owned()
            }),
        ];
        match sum {
            Ok(sum) => row.extend([
                figure(sum.low, sum.decimals()),
                figure(sum.central, sum.decimals()),
                figure(sum.high, sum.decimals()),
                count(sum.count),
                count(sum.shared),
                count(sum.replaced),
                Field::Empty,
            ]),
            Err(twice) => {
                row.extend([const { Field::Empty }; 6]);
                row.push(plain(twice.named()));
            }
        }
        row
    });
    let list = List {
        columns: vec![
            Column::new("on", "waarop", "on"),
            Column::new("role", "opsteller", "author"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("incidence", "waar", "where"),
            Column::new("low", "laag", "low"),
            Column::new("central", "midden", "central"),
            Column::new("high", "hoog", "high"),
            Column::new("count", "beloften", "promises"),
            Column::new("shared", "gedeeld", "shared"),
            Column::new("replaced", "overgedaan", "re-estimated"),
            Column::new("over", "meer dan het geheel", "more than the whole"),
        ],
        rows: rows.collect(),
    };
    if for_people && !clash {
        list.without("over")
    } else {
        list
    }
}

/// The days on which promises fall due, as a calendar.
fn ics(portfolio: &Portfolio, on: Date, names: &Names<'_>, lang: Lang) -> String {
    let events: Vec<calendar::Event> = portfolio
        .calendar(on, lang)
        .into_iter()
        .map(|due| calendar::Event {
            uid: format!("{}@koers", due.promise),
            day: due.day,
            text: format!(
                "{} {}",
                number::range(due.range, lang),
                names.unit(due.unit, due.on, lang)
            ),
            title: due.title,
        })
        .collect();
    calendar::ics(lang.pick("Beloften", "Promises"), &events, on)
}
