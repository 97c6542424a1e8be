//! One element of a programme: what it says, where it stands, what it points at and what points at it.

use super::chain::{self, Column};
use super::named::{Elements, Named};
use super::place;
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, escape};
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::element::{ElementKind, Entry};
use koers_model::framework::{Confidence, Framework, Title};
use koers_model::id::Id;
use koers_model::text::{Lang, Text};
use koers_model::tie::{Arrow, Tie, Ties};
use koers_report::view::{Cited, Phrase};
use koers_report::words::{capital, programme as words};
use koers_run::status::Asked;
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/framework/element.html")]
struct Page {
    shell: Shell,
    kind: String,
    group: Option<Named>,
    title: Phrase,
    lost: bool,
    text: Option<Phrase>,
    cited: Vec<Cited>,
    chain: Vec<Column>,
    out: Vec<TieGroup>,
    back: Vec<TieGroup>,
    legend: Vec<(&'static str, &'static str, &'static str)>,
    successions: Vec<Followed>,
}

/// Links of one kind.
pub(super) struct TieGroup {
    heading: String,
    items: Vec<Tied>,
}

/// A link to another element, and how sure.
pub(super) struct Tied {
    pub(super) named: Named,
    pub(super) sure: Sure,
}

/// How sure a link is, and why.
#[derive(Debug, Clone)]
pub struct Sure {
    /// The name of the confidence in styles.
    pub class: &'static str,
    /// One word for it.
    pub word: &'static str,
    /// Why we think so.
    pub why: Option<Phrase>,
}

impl Sure {
    /// The confidence of a link with its reason.
    #[must_use]
    pub fn new(confidence: Confidence, why: Option<&Text>, lang: Lang) -> Self {
        Self {
            class: confidence.word(),
            word: words::confidence(confidence, lang),
            why: why.map(|why| Phrase::new(why, lang)),
        }
    }
}

/// What became of the element in the next programme, or where it came from.
#[derive(Debug, Clone)]
pub struct Followed {
    /// Which programme came next, or before.
    pub heading: String,
    /// The whole succession.
    pub link: String,
    /// What became of it, as which elements, and how sure.
    pub items: Vec<(String, Vec<Named>, Sure)>,
}

/// Every page of this kind.
pub fn addresses(site: &Site) -> Vec<String> {
    let Ok(definitions) = site.definitions() else {
        return Vec::new();
    };
    definitions
        .frameworks
        .iter()
        .flat_map(|framework| {
            let own = framework
                .elements()
                .into_iter()
                .filter(|entry| !place::elsewhere(entry.kind));
            own.map(|entry| place::of(&framework.id, entry.kind, &entry.element.id))
        })
        .collect()
}

/// The page.
///
/// # Errors
/// [`Fault::NotFound`] when the programme has no such element.
pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let framework = site.framework(ask.part("programma"))?;
    let (segment, id) = (ask.part("soort"), ask.part("id"));
    let elements = Elements::of(framework);
    let entry = Id::new(id).ok().and_then(|id| elements.get(&id));
    let entry = entry.ok_or_else(|| Fault::not_found(id))?;
    if place::elsewhere(entry.kind) || place::segment(entry.kind) != segment {
        return Err(Fault::NotFound {
            what: format!("{segment}/{id}"),
            near: vec![place::of(&framework.id, entry.kind, &entry.element.id)],
        });
    }
    let standing = Standing::of(site, &Asked::default(), framework)?;
    let ties = site.ties(&framework.id)?;
    let element = entry.element;
    let title = Phrase::new(element.title.text(), lang);
    let kind = kind(framework, entry, lang);
    let text = element.text.as_ref().map(|text| Phrase::new(text, lang));
    let programme = framework.title.get(lang);
    let mut shell = Shell::new(
        site,
        ask,
        full_title(entry, &title, programme, ties, &elements, lang),
        text.as_ref()
            .map_or_else(|| title.text.clone(), |text| text.text.clone()),
    )?
    .crumb(ask, "/programmas", lang.pick("Programma’s", "Programmes"))
    .crumb(ask, &paths::programme(framework.id.as_str()), programme);
    let group = entry.group.and_then(|group| elements.named(&group.id, ask));
    if let Some(group) = entry.group {
        let path = paths::line(framework.id.as_str(), group.id.as_str());
        shell = shell.crumb(ask, &path, group.title.text().get(lang));
    }
    let out = tied(ties.from(&element.id), false, &elements, ask);
    let back = tied(ties.to(&element.id), true, &elements, ask);
    let page = Page {
        shell,
        kind,
        group,
        title,
        lost: matches!(element.title, Title::Lost(_)),
        text,
        cited: Cited::all(framework, &element.cite, lang),
        chain: chain::of(ties, &elements, &element.id, &standing, ask)?,
        legend: legend(lang),
        out,
        back,
        successions: followed(site, framework, &element.id, ask)?,
    };
    Ok(Answer::page(render(&page)?))
}

/// The title of the page: unlike that of any other, for names are used more than once.
fn full_title(
    entry: Entry<'_>,
    title: &Phrase,
    programme: &str,
    ties: &Ties,
    elements: &Elements<'_>,
    lang: Lang,
) -> String {
    let mut within = vec![words::kind(entry.kind, lang).to_owned()];
    let many = matches!(
        entry.kind,
        ElementKind::Priority | ElementKind::MatrixEntry | ElementKind::ActivityPart
    );
    if many {
        let wholes = ties.from(&entry.element.id);
        let wholes = wholes.filter(|arrow| matches!(arrow.tie, Tie::PartOf | Tie::OnLine | Tie::AtScale));
        within.extend(
            wholes
                .filter_map(|arrow| elements.get(&arrow.to))
                .map(|whole| whole.element.title.text().get(lang).to_owned()),
        );
    }
    within.push(programme.to_owned());
    format!("{} ({})", title.text, within.join(", "))
}

/// What each word of confidence means: class, word, meaning.
#[must_use]
pub fn legend(lang: Lang) -> Vec<(&'static str, &'static str, &'static str)> {
    [
        Confidence::Stated,
        Confidence::High,
        Confidence::Medium,
        Confidence::Low,
    ]
    .into_iter()
    .map(|confidence| {
        (
            confidence.word(),
            words::confidence(confidence, lang),
            words::confidence_means(confidence, lang),
        )
    })
    .collect()
}

/// What kind of element it is, with what its own list says of it: `Kerngedachte 3 · over de inhoud`.
fn kind(framework: &Framework, entry: Entry<'_>, lang: Lang) -> String {
    let id = &entry.element.id;
    let plain = capital(words::kind(entry.kind, lang));
    let more = match entry.kind {
        ElementKind::Challenge => {
            let mut all = framework.challenges.iter();
            all.find(|one| one.element.id == *id)
                .map(|one| capital(words::challenge(one.horizon, lang)))
        }
        ElementKind::Principle => {
            let mut all = framework.principles.iter();
            all.find(|one| one.element.id == *id)
                .map(|one| format!("{plain} {} · {}", one.number, words::principle(one.about, lang)))
        }
        ElementKind::Swot => {
            let mut all = framework.swot.iter();
            all.find(|one| one.element.id == *id)
                .map(|one| capital(words::swot(one.kind, lang)))
        }
        ElementKind::Partner => {
            let mut all = framework.partners.iter();
            all.find(|one| one.element.id == *id)
                .map(|one| format!("{plain} · {}", words::partner(&one.kind, lang)))
        }
        ElementKind::Priority => framework
            .lines
            .iter()
            .flat_map(|line| &line.objectives)
            .flat_map(|objective| &objective.priorities)
            .find(|one| one.element.id == *id)
            .map(|one| format!("{plain} · {}", one.year)),
        ElementKind::Abbreviation => {
            let mut all = framework.abbreviations.iter();
            all.find(|one| one.element.id == *id)
                .map(|one| format!("{plain} · {}", one.short))
        }
        _ => None,
    };
    more.unwrap_or(plain)
}

/// Links of an element by their kind; `back` when they point at it.
fn tied<'a>(
    arrows: impl Iterator<Item = &'a Arrow>,
    back: bool,
    elements: &Elements<'_>,
    ask: &Ask,
) -> Vec<TieGroup> {
    let lang = ask.lang;
    let mut groups: BTreeMap<Tie, Vec<Tied>> = BTreeMap::new();
    for arrow in arrows {
        let other = if back { &arrow.from } else { &arrow.to };
        if let Some(named) = elements.named(other, ask) {
            groups.entry(arrow.tie).or_default().push(Tied {
                named,
                sure: Sure::new(arrow.confidence, arrow.why.as_ref(), lang),
            });
        }
    }
    let words = if back { words::tie_back } else { words::tie };
    groups
        .into_iter()
        .map(|(tie, items)| TieGroup {
            heading: capital(words(tie, lang)),
            items,
        })
        .collect()
}

/// What became of an element in the next programme, and where it came from.
///
/// # Errors
/// Never: a succession names programmes that are there.
pub fn followed(site: &Site, framework: &Framework, id: &Id, ask: &Ask) -> Result<Vec<Followed>, Fault> {
    let lang = ask.lang;
    let mut all = Vec::new();
    for succession in &site.definitions()?.successions {
        let link = ask.link(&format!("/opvolging/{}", escape(succession.id.as_str())));
        let mut items = Vec::new();
        let heading = if succession.from == framework.id {
            let next = site.framework(succession.to.as_str())?;
            let elements = Elements::of(next);
            for step in succession.steps.iter().filter(|step| step.of.contains(id)) {
                items.push((
                    words::relation(&step.relation, lang).to_owned(),
                    elements.named(&step.commitment, ask).into_iter().collect(),
                    Sure::new(step.confidence, step.why.as_ref(), lang),
                ));
            }
            for drop in succession.drops.iter().filter(|drop| drop.of == *id) {
                items.push((
                    words::dropped(lang).to_owned(),
                    Vec::new(),
                    Sure::new(drop.confidence, drop.why.as_ref(), lang),
                ));
            }
            match lang {
                Lang::Nl => format!("Hoe het verder ging in ‘{}’", next.title.get(lang)),
                Lang::En => format!("How it went on in ‘{}’", next.title.get(lang)),
            }
        } else if succession.to == framework.id {
            let old = site.framework(succession.from.as_str())?;
            let elements = Elements::of(old);
            for step in succession.steps.iter().filter(|step| step.commitment == *id) {
                items.push((
                    words::relation(&step.relation, lang).to_owned(),
                    step.of.iter().filter_map(|id| elements.named(id, ask)).collect(),
                    Sure::new(step.confidence, step.why.as_ref(), lang),
                ));
            }
            match lang {
                Lang::Nl => format!("Wat eraan voorafging in ‘{}’", old.title.get(lang)),
                Lang::En => format!("What came before in ‘{}’", old.title.get(lang)),
            }
        } else {
            continue;
        };
        if !items.is_empty() {
            all.push(Followed { heading, link, items });
        }
    }
    Ok(all)
}
