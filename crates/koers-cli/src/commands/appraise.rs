//! `koers appraise`: what the tests of a proposal come to, and which outcomes its words touch.

mod fit;

use super::status::style;
use super::{names, portfolio, print, print_page, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::portfolio::appraisal::Moment;
use koers_model::text::Lang;
use koers_report::appraisal::{self, Held};
use koers_report::list::List;
use koers_report::names::Names;
use koers_run::portfolio::Stand;
use koers_run::workspace;
use koers_run::world::World as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let policy = portfolio::policy_as_of(&world, &workspace, matches, None, lang)?;
    let definitions = policy.definitions(workspace.definitions()?);
    let entered = portfolio::read_as_of(&world, matches)?;
    if matches.get_flag("fit") {
        return fit::run(matches, definitions, &entered, lang);
    }
    let action = entered.action(text(matches, "proposal"))?;
    let on = matches
        .get_one::<Date>("on")
        .or_else(|| matches.get_one::<Date>("as-of"))
        .copied()
        .unwrap_or_else(|| world.today());
    let moment = Moment::from_word(text(matches, "moment")).unwrap_or(Moment::First);
    let tested = entered.tested(definitions, on);
    let mut held = Vec::new();
    for yardstick in entered.yardsticks(definitions, action, on) {
        let at = |moment| tested.standing(&action.id, &yardstick.set, moment);
        // What was found before stands beside it: the same set, so that the two can be compared.
        let before = Moment::ALL.iter().filter(|before| **before < moment);
        let before = before.map(|before| (*before, at(*before)));
        held.push(Held {
            standing: at(moment),
            earlier: before
                .filter(|(_, standing)| standing.stand() != Stand::Untested)
                .collect(),
        });
    }
    if held.is_empty() {
        return Err(Failure::Usage(match lang {
            Lang::Nl => format!(
                "er is op {on} geen meetlat voor {}: zet er een in criteria/",
                action.framework
            ),
            Lang::En => format!(
                "there is no criteria set for {} on {on}: put one in criteria/",
                action.framework
            ),
        }));
    }
    let names = names(entered.register(), Some(definitions));
    match text(matches, "format") {
        "json" => print(&appraisal::json(action, on, moment, &held, &names))?,
        "csv" => print(&appraisal::answers(moment, &held, &names).csv(lang))?,
        _ => {
            let mut out = Page::default();
            out.say(&format!("{}  ({})\n", action.title.get(lang), action.id));
            for held in &held {
                say(&mut out, held, &names, lang);
            }
            print_page(&out)?;
        }
    }
    Ok(Exit::Done)
}

/// How the proposal lies along one yardstick: where it stands, what the board decided beside it, then the tables.
fn say(out: &mut Page, held: &Held<'_>, names: &Names<'_>, lang: Lang) {
    let Held { standing, earlier } = held;
    let (title, version) = (standing.set.title.get(lang), standing.set.version);
    out.say(&format!(
        "\n{title}, {} {version}\n",
        lang.pick("versie", "version")
    ));
    for (before, stands) in earlier {
        out.say(&format!("{}\n", appraisal::earlier(*before, stands, lang)));
    }
    out.say(&format!("{}\n", appraisal::stand(standing, lang)));
    for line in appraisal::passed_over(standing, names.register, lang) {
        out.say(&format!("{line}\n"));
    }
    section(
        out,
        lang.pick("Eerst de poorten", "Gates first"),
        &appraisal::gates(standing, names),
        lang,
    );
    section(
        out,
        lang.pick("Dan de scores", "Then the scores"),
        &appraisal::scores(standing, earlier),
        lang,
    );
}

fn section(out: &mut Page, title: &str, list: &List, lang: Lang) {
    if !list.rows.is_empty() {
        out.say(&format!("\n{title}\n"));
        out.draw(&list.text(lang, style()));
    }
}
