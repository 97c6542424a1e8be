//! The programmes, and how one follows another.

use super::gaps;
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, escape};
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::element::ElementKind;
use koers_model::framework::{Framework, Relation, Succession};
use koers_model::text::Lang;
use koers_report::view::{Count, Phrase};
use koers_report::words::programme as words;
use koers_report::{date, html, number};
use koers_run::status::Asked;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/framework/overview.html")]
struct Page {
    shell: Shell,
    intro: &'static str,
    programmes: Vec<Programme>,
    successions: Vec<(String, String, String)>,
    gaps: Option<String>,
}

struct Programme {
    link: String,
    title: Phrase,
    period: String,
    text: Option<Phrase>,
    counts: String,
    strip: String,
    verdicts: String,
    course: String,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let intro = lang.pick(
        "Wat er in de programma’s van het beleid staat, deel voor deel, en hoe het samenhangt: van wat de samenleving vraagt tot wat er moet veranderen.",
        "What is in the policy programmes, part by part, and how it hangs together: from what society asks to what should change.",
    );
    let programmes: Result<Vec<Programme>, Fault> = definitions
        .frameworks
        .iter()
        .map(|framework| programme(site, framework, ask))
        .collect();
    let title = lang.pick("Programma’s", "Programmes");
    let page = Page {
        shell: Shell::new(site, ask, title, intro)?,
        intro,
        programmes: programmes?,
        successions: definitions
            .successions
            .iter()
            .filter_map(|succession| {
                let (link, names) = heading(site, succession, ask)?;
                Some((link, names, summary(succession, lang)))
            })
            .collect(),
        gaps: gaps::link(site, ask)?,
    };
    Ok(Answer::page(render(&page)?))
}

fn programme(site: &Site, framework: &Framework, ask: &Ask) -> Result<Programme, Fault> {
    let lang = ask.lang;
    let standing = Standing::of(site, &Asked::default(), framework)?;
    let verdicts = Count::of(
        standing
            .framework()?
            .groups
            .iter()
            .flat_map(|group| &group.outcomes),
    );
    Ok(Programme {
        link: ask.link(&paths::programme(framework.id.as_str())),
        title: Phrase::new(&framework.title, lang),
        period: period(framework, lang),
        text: framework.text.as_ref().map(|text| Phrase::new(text, lang)),
        counts: counts(framework, lang),
        strip: html::strip(&verdicts, lang),
        verdicts: html::counts(&verdicts, lang),
        course: crate::ask::address(lang, "/", [("programma", Some(framework.id.as_str()))]),
    })
}

/// From when until when a programme holds.
pub(super) fn period(framework: &Framework, lang: Lang) -> String {
    let (from, to) = (
        date::date(framework.period.from, lang),
        date::date(framework.period.to, lang),
    );
    format!("{from} {} {to}", lang.pick("tot en met", "until"))
}

/// How many of each main part: `4 programmalijnen, 16 doelstellingen`.
pub(super) fn counts(framework: &Framework, lang: Lang) -> String {
    let mut found: BTreeMap<ElementKind, usize> = BTreeMap::new();
    for entry in framework.elements() {
        *found.entry(entry.kind).or_default() += 1;
    }
    let main = [
        ElementKind::Challenge,
        ElementKind::Principle,
        ElementKind::Line,
        ElementKind::Theme,
        ElementKind::Objective,
        ElementKind::Activity,
        ElementKind::Act,
        ElementKind::Outcome,
    ];
    let words: Vec<String> = main
        .into_iter()
        .filter_map(|kind| Some((kind, *found.get(&kind)?)))
        .map(|(kind, count)| {
            let words = if count == 1 {
                words::kind(kind, lang)
            } else {
                words::kinds(kind, lang)
            };
            format!("{} {words}", number::count(count, lang))
        })
        .collect();
    date::list(&words, lang)
}

/// The link to a succession and the names of both programmes.
pub(super) fn heading(site: &Site, succession: &Succession, ask: &Ask) -> Option<(String, String)> {
    let title = |id: &koers_model::id::Id| {
        let framework = site.framework(id.as_str()).ok()?;
        Some(framework.title.get(ask.lang).to_owned())
    };
    let (from, to) = (title(&succession.from)?, title(&succession.to)?);
    let link = ask.link(&format!("/opvolging/{}", escape(succession.id.as_str())));
    Some((
        link,
        match ask.lang {
            Lang::Nl => format!("Van ‘{from}’ naar ‘{to}’"),
            Lang::En => format!("From ‘{from}’ to ‘{to}’"),
        },
    ))
}

/// How much goes on, changes, is new and ends.
pub(super) fn summary(succession: &Succession, lang: Lang) -> String {
    let many = |relation: &Relation| {
        let steps = succession.steps.iter();
        steps.filter(|step| step.relation == *relation).count()
    };
    let say = |count: usize, words: &str| format!("{} {words}", number::count(count, lang));
    let parts = [
        say(
            many(&Relation::Continues),
            words::relation(&Relation::Continues, lang),
        ),
        say(
            many(&Relation::Changes),
            words::relation(&Relation::Changes, lang),
        ),
        say(many(&Relation::Adds), words::relation(&Relation::Adds, lang)),
        say(succession.drops.len(), words::dropped(lang)),
    ];
    parts.join(" · ")
}
