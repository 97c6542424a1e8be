//! How much room an undertaking has under the rules on small aid.

use super::super::{both, names, plain, print_list, text, world};
use super::read;
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::portfolio::money::{Amount, Money, Total};
use koers_model::text::{Lang, Text};
use koers_report::list::{Column, Field, List};
use koers_report::names::Names;
use koers_report::{aid, date};
use koers_run::portfolio::{UnderRule, Undertaking};
use koers_run::workspace;
use koers_run::world::World as _;
use koers_sheet::euro;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let rules = &definitions.aid_rules;
    let portfolio = read(&world)?;
    let on = matches.get_one::<Date>("on").copied();
    let on = on.unwrap_or_else(|| world.today());
    let ask = matches.get_one::<String>("ask").map(|text| {
        let wanted = |wanted: Text| {
            Failure::Usage(match lang {
                Lang::Nl => format!("--ask `{text}`: gevraagd is {}", wanted.nl),
                Lang::En => format!("--ask `{text}`: wanted is {}", wanted.get(lang)),
            })
        };
        euro(text).map(Money::cents).map_err(wanted)
    });
    let ask = ask.transpose()?;
    let under = match matches.get_one::<String>("organisation") {
        Some(organisation) => portfolio.aid_of(rules, organisation, on)?,
        None => portfolio.aid(rules, on),
    };
    let for_people = text(matches, "format") == "table";
    let list = rooms(
        &under,
        ask,
        for_people,
        &names(portfolio.register(), Some(definitions)),
    );
    if list.rows.is_empty() && for_people {
        super::print(lang.pick(
            "In het register staat geen steun onder een plafond.",
            "The register holds no aid below a ceiling.",
        ))?;
    } else {
        print_list(matches, &list, lang)?;
    }
    Ok(Exit::Done)
}

/// An amount that is known.
fn money(money: Money) -> Field {
    // One amount cannot be too much to count.
    Total::of([Amount::Known(money)]).map_or(Field::Empty, Field::Total)
}

/// What is left for each undertaking. People are told how far a ceiling was passed only where one was; machines find the column there always.
fn rooms(under: &[UnderRule<'_>], ask: Option<Money>, for_people: bool, names: &Names<'_>) -> List {
    let passed = under
        .iter()
        .flat_map(|under| &under.undertakings)
        .filter_map(|one| one.room.as_ref().ok())
        .any(|room| room.over() > Money::ZERO);
    let rows = under.iter().flat_map(|under| {
        under
            .undertakings
            .iter()
            .map(move |one| row(under, one, ask, names))
    });
    let mut columns = vec![
        Column::new("rule", "regel", "rule"),
        Column::new("undertaking", "onderneming", "undertaking"),
        Column::new("since", "telt sinds", "counts since"),
        Column::new("used", "toegekend", "granted"),
        Column::new("ceiling", "plafond", "ceiling"),
        Column::new("left", "ruimte", "room"),
        Column::new("over", "boven het plafond", "above the ceiling"),
    ];
    if ask.is_some() {
        columns.push(Column::new("fits", "past het?", "does it fit?"));
    }
    columns.push(Column::new("grants", "waaruit", "from what"));
    columns.push(Column::new("source", "volgens", "according to"));
    let list = List {
        columns,
        rows: rows.collect(),
    };
    if for_people && !passed {
        list.without("over")
    } else {
        list
    }
}

fn row(under: &UnderRule<'_>, one: &Undertaking<'_>, ask: Option<Money>, names: &Names<'_>) -> Vec<Field> {
    let called: Vec<String> = one.members.iter().map(|id| names.organisation(id)).collect();
    let mut row = vec![
        Field::named(&under.rule.id, |lang| under.rule.title.get(lang).to_owned()),
        Field::many_named(&one.members, |lang| date::list(&called, lang)),
    ];
    match &one.room {
        Ok(room) => {
            row.extend([
                plain(date::iso(room.from)),
                money(room.used),
                money(room.ceiling.amount),
                money(room.left()),
                money(room.over()),
            ]);
            row.extend(ask.map(|ask| {
                let fits = room.fits(ask);
                let (word, nl) = if fits { ("yes", "ja") } else { ("no", "nee") };
                Field::named(word, |lang| lang.pick(nl, word).to_owned())
            }));
            row.push(both(|lang| aid::grants(&room.counted, names, lang)));
            row.push(Field::Text(room.ceiling.source.clone()));
        }
        Err(fault) => {
            let blank = if ask.is_some() { 6 } else { 5 };
            row.extend((0..blank).map(|_| Field::Empty));
            row.push(both(|lang| aid::why(*fault, lang)));
        }
    }
    row
}
