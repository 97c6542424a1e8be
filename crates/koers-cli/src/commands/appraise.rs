//! `koers appraise`: what the tests of a proposal come to, and which outcomes its words touch.

mod fit;

use super::status::style;
use super::{portfolio, print, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::portfolio::appraisal::Moment;
use koers_model::text::Lang;
use koers_report::appraisal;
use koers_report::list::List;
use koers_run::portfolio::{Stand, Standing};
use koers_run::workspace;
use koers_run::world::World as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let entered = portfolio::read(&world)?;
    if matches.get_flag("fit") {
        return fit::run(matches, definitions, &entered, lang);
    }
    let action = entered.action(text(matches, "proposal"))?;
    let on = matches
        .get_one::<Date>("on")
        .copied()
        .unwrap_or_else(|| world.today());
    let moment = Moment::from_word(text(matches, "moment")).unwrap_or(Moment::First);
    let tested = entered.tested(definitions, on);
    let mut out = format!("{}  ({})\n", action.title.get(lang), action.id);
    let mut any = false;
    for yardstick in entered.yardsticks(definitions, action, on) {
        any = true;
        let standing = tested.standing(&action.id, &yardstick.set, moment);
        let (title, version) = (yardstick.set.title.get(lang), yardstick.set.version);
        out.push_str(&format!(
            "\n{title}, {} {version}\n",
            lang.pick("versie", "version")
        ));
        // What was found before stands beside it: the same set, so that the two can be compared.
        let earlier: Vec<(Moment, Standing<'_>)> = Moment::ALL
            .iter()
            .filter(|before| **before < moment)
            .map(|before| (*before, tested.standing(&action.id, &yardstick.set, *before)))
            .filter(|(_, before)| before.stand() != Stand::Untested)
            .collect();
        for (before, stands) in &earlier {
            out.push_str(&format!("{}\n", appraisal::earlier(*before, stands, lang)));
        }
        out.push_str(&said(&standing, lang));
        out.push_str(&section(
            lang.pick("Eerst de poorten", "Gates first"),
            &appraisal::gates(&standing),
            lang,
        ));
        out.push_str(&section(
            lang.pick("Dan de scores", "Then the scores"),
            &appraisal::scores(&standing, &earlier),
            lang,
        ));
    }
    if !any {
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
    print(&out)?;
    Ok(Exit::Done)
}

fn section(title: &str, list: &List, lang: Lang) -> String {
    if list.rows.is_empty() {
        return String::new();
    }
    format!("\n{title}\n{}", list.text(lang, style()))
}

/// Where the proposal stands, and what the board decided beside it.
fn said(standing: &Standing<'_>, lang: Lang) -> String {
    let over = standing
        .overrides
        .iter()
        .map(|over| appraisal::overruled(over, lang));
    let lines = std::iter::once(appraisal::stand(standing, lang)).chain(over);
    lines.map(|line| format!("{line}\n")).collect()
}
