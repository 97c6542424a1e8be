//! About: what the site is, how a verdict comes about, and what every figure rests on.

use super::contact::Reach;
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::publication::SecurityContact;
use koers_model::text::Lang;
use koers_report::view::{Phrase, method};
use koers_report::words::data::licence_in_words;
use koers_report::{date, html, number, words};
use koers_run::status::Asked;

#[derive(Template)]
#[template(path = "pages/about/site_itself.html")]
struct Page {
    shell: Shell,
    intro: String,
    publisher: Option<Publisher>,
    rules: Vec<(String, &'static str, String, &'static str)>,
    explanation: [&'static str; 5],
    on_silence: &'static str,
    on_record: &'static str,
    version: String,
    day: String,
    inputs: Vec<(String, String)>,
    inputs_count: String,
    licence: (String, Option<&'static str>),
    security: Vec<(String, String)>,
}

/// Who publishes the site.
struct Publisher {
    name: Phrase,
    homepage: Option<String>,
    reach: Reach,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let workspace = &site.definitions()?.workspace;
    let publication = workspace.publication.as_ref();
    let status = site.status(&Asked::default())?;
    let name = workspace.name.get(lang);
    let intro = match lang {
        Lang::Nl => format!(
            "Hier is te zien of {name} op koers ligt: wat het beleid belooft, wat de officiële cijfers daarover zeggen, en waar elk cijfer vandaan komt."
        ),
        Lang::En => format!(
            "Here one can see whether {name} is on course: what the policy promises, what the official figures say about it, and where every figure comes from."
        ),
    };
    let title = lang.pick("Over deze site", "About this site");
    let record = &status.record;
    let page = Page {
        shell: Shell::new(site, ask, title, intro.clone())?,
        intro,
        publisher: publication.map(|publication| Publisher {
            name: Phrase::new(&publication.publisher.name, lang),
            homepage: publication.publisher.homepage.as_ref().map(ToString::to_string),
            reach: Reach::new(&publication.contact, lang),
        }),
        rules: method::rules(lang)
            .into_iter()
            .map(|(verdict, means)| {
                (
                    html::shape(verdict),
                    html::class(verdict),
                    words::verdict(verdict, lang),
                    means,
                )
            })
            .collect(),
        explanation: method::explanation(lang),
        on_silence: method::on_silence(lang),
        on_record: method::on_record(lang),
        version: record.version.clone(),
        day: date::date(site.today(), lang),
        inputs: record
            .inputs
            .iter()
            .map(|(name, hash)| (name.clone(), hash.to_string()))
            .collect(),
        inputs_count: number::count(record.inputs.len(), lang),
        licence: publication.map_or_else(
            || {
                let unsaid = lang.pick(
                    "De uitgever heeft niets bepaald",
                    "The publisher has laid down nothing",
                );
                (unsaid.to_owned(), None)
            },
            |publication| {
                let (words, _) = licence_in_words(publication.licence.word(), lang);
                (words::capital(&words), Some(publication.licence.page(lang)))
            },
        ),
        security: publication
            .and_then(|publication| publication.security.as_ref())
            .map(|security| security.contacts.iter().map(leak).collect())
            .unwrap_or_default(),
    };
    Ok(Answer::page(render(&page)?))
}

/// Link and words.
fn leak(contact: &SecurityContact) -> (String, String) {
    let words = match contact {
        SecurityContact::Mail(address) => address.to_string(),
        SecurityContact::Page(address) => address.to_string(),
    };
    (contact.uri(), words)
}
