//! The words of the site in plain language.

use super::words::WORDS;
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_report::view::Phrase;

#[derive(Template)]
#[template(path = "pages/about/glossary.html")]
struct Page {
    shell: Shell,
    intro: &'static str,
    words: Vec<(&'static str, &'static str, &'static str)>,
    abbreviations: Vec<(String, Phrase)>,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let intro = lang.pick(
        "De woorden van deze site in gewone taal.",
        "The words of this site in plain language.",
    );
    let mut words: Vec<_> = WORDS
        .iter()
        .map(|word| (word.id, word.word(lang), word.means(lang)))
        .collect();
    words.sort_by_key(|(_, word, _)| word.to_lowercase());
    let frameworks = &site.definitions()?.frameworks;
    let page = Page {
        shell: Shell::new(site, ask, lang.pick("Begrippen", "Words explained"), intro)?,
        intro,
        words,
        abbreviations: frameworks
            .iter()
            .filter(|framework| !framework.abbreviations.is_empty())
            .map(|framework| {
                let path = paths::programme(framework.id.as_str());
                (
                    format!("{}#afkortingen", ask.link(&path)),
                    Phrase::new(&framework.title, lang),
                )
            })
            .collect(),
    };
    Ok(Answer::page(render(&page)?))
}
