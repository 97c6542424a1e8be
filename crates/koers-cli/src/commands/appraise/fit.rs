//! `koers appraise --fit`: which outcomes of its programme a text touches. A hint where to look, never a score.

use super::super::status::style;
use super::super::{plain, print_list, print_page, text};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::terminal::Page;
use clap::ArgMatches;
use koers_framework::Definitions;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_run::error::RunError;
use koers_run::portfolio::Portfolio;
use koers_run::portfolio::fit::{Aims, Fit, SharedWord, Wording};
use std::path::PathBuf;

/// So many shared words are shown of an outcome: those that tell most.
const WORDS: usize = 8;
/// A text that is larger than this is no text of a proposal.
const MOST_BYTES: u64 = 1 << 20;

pub fn run(
    matches: &ArgMatches,
    definitions: &Definitions,
    portfolio: &Portfolio,
    lang: Lang,
) -> Result<Exit, Failure> {
    let proposal = matches.get_one::<String>("proposal");
    let action = proposal.map(|id| portfolio.action(id)).transpose()?;
    let programme = programme(matches, definitions, action, lang)?;
    let own = match (
        matches.get_one::<String>("text"),
        matches.get_one::<PathBuf>("file"),
    ) {
        (Some(own), _) => Some(own.clone()),
        (None, Some(path)) => Some(file::read_text(path, MOST_BYTES)?),
        (None, None) => None,
    };
    let wording = match (own, action) {
        (Some(text), _) => Wording { text, lang },
        (None, Some(action)) => Wording::of(action, lang),
        // The command line does not let this through.
        (None, None) => return Ok(Exit::Usage),
    };
    let fit = Aims::of(programme, definitions).touched_by(&wording);
    if text(matches, "format") != "text" {
        print_list(matches, &list(&fit, programme, action), lang)?;
        return Ok(Exit::Done);
    }
    let title = programme.title.get(lang);
    let mut out = Page::default();
    out.say(&match lang {
        Lang::Nl => format!("Welke resultaten van ‘{title}’ raakt deze tekst?\n"),
        Lang::En => format!("Which outcomes of ‘{title}’ does this text touch?\n"),
    });
    if fit.touched.is_empty() {
        out.say(lang.pick(
            "Geen: de tekst deelt geen woord met een resultaat.\n",
            "None: the text shares no word with an outcome.\n",
        ));
    } else {
        out.draw(&list(&fit, programme, action).text(lang, style()));
        out.say(lang.pick(
            "\nDit is een wenk waar u kunt kijken, op grond van woorden in beide teksten: geen oordeel en geen score.\n",
            "\nThis is a hint where to look, from words that both texts have: no verdict and no score.\n",
        ));
    }
    if fit.cut {
        out.say(lang.pick(
            "De tekst is lang; alleen het begin is gelezen.\n",
            "The text is long; only its beginning was read.\n",
        ));
    }
    print_page(&out)?;
    Ok(Exit::Done)
}

/// The programme that is named, else that of the proposal, else the only one there is.
fn programme<'a>(
    matches: &ArgMatches,
    definitions: &'a Definitions,
    action: Option<&Action>,
    lang: Lang,
) -> Result<&'a Framework, Failure> {
    let named = matches.get_one::<String>("programme").map(String::as_str);
    let wanted = named.or_else(|| action.map(|action| action.framework.as_str()));
    let all = &definitions.frameworks;
    let ids = || all.iter().map(|one| one.id.as_str());
    match (wanted, all.as_slice()) {
        (Some(id), all) => {
            let found = all.iter().find(|one| one.id.as_str() == id);
            let unknown = || RunError::Unknown {
                what: "programme",
                id: id.to_owned(),
                near: near(id, ids()),
            };
            Ok(found.ok_or_else(unknown)?)
        }
        (None, [only]) => Ok(only),
        (None, _) => {
            let ids: Vec<&str> = ids().collect();
            let ids = ids.join(", ");
            Err(Failure::Usage(match lang {
                Lang::Nl => format!("welk programma? noem het met --programme: {ids}"),
                Lang::En => format!("which programme? name it with --programme: {ids}"),
            }))
        }
    }
}

fn list(fit: &Fit, programme: &Framework, action: Option<&Action>) -> List {
    let title = |id: &Id| {
        let found = programme.judged().find(|judged| judged.element.id == *id);
        found.map_or(Field::Empty, |judged| {
            Field::Text(judged.element.title.text().clone())
        })
    };
    let rows = fit.touched.iter().map(|touched| {
        let words: Vec<String> = touched
            .words
            .iter()
            .take(WORDS)
            .map(SharedWord::to_string)
            .collect();
        let mut row = vec![
            plain(&touched.outcome),
            title(&touched.outcome),
            plain(words.join(", ")),
        ];
        if let Some(action) = action {
            let serves = action.serves.contains(&touched.outcome);
            let (word, nl) = if serves { ("yes", "ja") } else { ("no", "nee") };
            row.push(Field::named(word, |lang| lang.pick(nl, word).to_owned()));
        }
        row
    });
    let mut columns = vec![
        Column::new("id", "resultaat", "outcome"),
        Column::new("title", "naam", "name"),
        Column::new("words", "woorden in beide", "words in both"),
    ];
    if action.is_some() {
        columns.push(Column::new("serves", "ingevoerd", "entered"));
    }
    List {
        columns,
        rows: rows.collect(),
    }
}
