//! Gaps: what the check of the policy found that is about coverage, worded for everybody.

use super::named::{Elements, Named};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::diagnostic::{About, Diagnostic};
use koers_model::framework::{Framework, Measurement};
use koers_model::id::Id;
use koers_model::publication::Gaps;
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;

/// The address of the page.
pub const PATH: &str = "/hiaten";

/// A kind of gap: the rule that finds it, and what it means for who reads the policy.
struct Kind {
    code: &'static str,
    heading: (&'static str, &'static str),
    means: (&'static str, &'static str),
    /// Whether the words of the finding itself say more than the name of the element.
    details: bool,
}

const fn kind(
    code: &'static str,
    heading: (&'static str, &'static str),
    means: (&'static str, &'static str),
) -> Kind {
    Kind {
        code,
        heading,
        means,
        details: false,
    }
}

/// The kinds, the heaviest first. Rules that are not here are about how files are written.
static KINDS: [Kind; 13] = [
    kind(
        "K107",
        ("Resultaten zonder maat", "Outcomes without a measure"),
        (
            "Het programma belooft dit, en nergens staat waaraan te zien is of het lukt.",
            "The programme promises this, and nowhere is said what shows that it works.",
        ),
    ),
    kind(
        "K304",
        (
            "Zwakten en bedreigingen die geen aandacht krijgen",
            "Weaknesses and threats that nothing addresses",
        ),
        (
            "De analyse onder het programma noemt dit, en geen doelstelling of activiteit gaat erop in.",
            "The analysis under the programme names this, and no objective or activity addresses it.",
        ),
    ),
    kind(
        "K309",
        ("Opgaven zonder antwoord", "Challenges without an answer"),
        (
            "De samenleving vraagt dit volgens het programma, en geen doelstelling geeft antwoord.",
            "Society asks this according to the programme, and no objective answers it.",
        ),
    ),
    kind(
        "K302",
        (
            "Resultaten waar niets voor wordt gedaan",
            "Outcomes that nothing serves",
        ),
        (
            "Geen activiteit van het programma werkt hieraan.",
            "No activity of the programme works on this.",
        ),
    ),
    kind(
        "K303",
        (
            "Doelstellingen zonder activiteit",
            "Objectives without an activity",
        ),
        (
            "Het programma wil dit, en noemt niets dat eronder valt.",
            "The programme wants this, and names nothing under it.",
        ),
    ),
    kind(
        "K301",
        ("Activiteiten zonder resultaat", "Activities without an outcome"),
        (
            "Het programma doet dit, en zegt niet aan welk beoogd resultaat het bijdraagt.",
            "The programme does this, and does not say which intended result it serves.",
        ),
    ),
    kind(
        "K305",
        (
            "Kerngedachten die niemand gebruikt",
            "Core ideas that nobody uses",
        ),
        (
            "Het programma noemt dit als uitgangspunt, en geen doelstelling steunt erop.",
            "The programme names this as a starting point, and no objective draws on it.",
        ),
    ),
    kind(
        "K501",
        (
            "Toezeggingen waarvan niet is gezegd wat zij voortzetten",
            "Commitments of which is not said what they continue",
        ),
        (
            "De opvolging tussen de programma’s noemt deze toezegging niet.",
            "The succession between the programmes does not name this commitment.",
        ),
    ),
    kind(
        "K108",
        (
            "Resultaten waarvoor geen cijfer bestaat",
            "Outcomes for which there is no figure",
        ),
        (
            "Er is gezocht, en geen openbaar cijfer zegt dit. Wat wél zou helpen, staat erbij.",
            "People looked, and no public figure says this. What would help is given.",
        ),
    ),
    Kind {
        details: true,
        ..kind(
            "K205",
            (
                "Doelen zonder cijfer om mee te beginnen",
                "Targets without a figure to begin with",
            ),
            (
                "De nulmeting van dit doel ligt buiten de jaren waarvan er cijfers zijn.",
                "The baseline of this target lies outside the years that have figures.",
            ),
        )
    },
    Kind {
        details: true,
        ..kind(
            "K212",
            (
                "Reeksen die ophouden voordat het doel bereikt moet zijn",
                "Series that end before the target is due",
            ),
            (
                "De cijfers van een maat lopen niet door tot de dag waarop het doel gehaald moet zijn.",
                "The figures of a measure do not go on until the day on which the target is due.",
            ),
        )
    },
    kind(
        "K213",
        (
            "Doelen die met niets te vergelijken zijn",
            "Targets with nothing to compare",
        ),
        (
            "Het doel vergelijkt met andere gebieden, en de indicator noemt er geen.",
            "The target compares with other regions, and the indicator names none.",
        ),
    ),
    Kind {
        details: true,
        ..kind(
            "K211",
            (
                "Indicatoren zonder cijfer over een gebied",
                "Indicators without a figure of a region",
            ),
            (
                "De bron heeft geen cijfers over een gebied dat hier telt.",
                "The source has no figures of a region that counts here.",
            ),
        )
    },
];

#[derive(Template)]
#[template(path = "pages/framework/gaps.html")]
struct Page {
    shell: Shell,
    intro: String,
    staff: bool,
    groups: Vec<Group>,
}

struct Group {
    id: String,
    heading: &'static str,
    means: &'static str,
    count: String,
    parts: Vec<Part>,
}

/// The gaps of one programme, or those of indicators.
struct Part {
    heading: String,
    items: Vec<Item>,
}

struct Item {
    named: Named,
    details: Vec<Vec<(bool, String)>>,
    /// Which figure would do.
    would_do: Option<Phrase>,
}

/// Whether the gaps are shown: to everybody, or only to those who work on the workspace.
///
/// # Errors
/// Never, once the site is served.
pub fn shown(site: &Site) -> Result<bool, Fault> {
    let publication = &site.definitions()?.workspace.publication;
    let public = publication
        .as_ref()
        .is_some_and(|publication| publication.gaps == Gaps::Public);
    Ok(public || site.staff)
}

/// The link to the page, where it is shown.
///
/// # Errors
/// Never, once the site is served.
pub fn link(site: &Site, ask: &Ask) -> Result<Option<String>, Fault> {
    Ok(shown(site)?.then(|| ask.link(PATH)))
}

pub fn addresses(site: &Site) -> Vec<String> {
    match shown(site) {
        Ok(true) => vec![PATH.to_owned()],
        _ => Vec::new(),
    }
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    if !shown(site)? {
        return Err(Fault::not_found(PATH));
    }
    let findings = site.findings(lang);
    let groups: Result<Vec<Group>, Fault> = KINDS
        .iter()
        .map(|kind| group(site, ask, kind, findings))
        .filter(|group| !matches!(group, Ok(group) if group.parts.is_empty()))
        .collect();
    let groups = groups?;
    let nothing_to_check = site.definitions()?.frameworks.is_empty();
    let intro = match (groups.is_empty(), lang) {
        (_, Lang::Nl) if nothing_to_check => {
            "Deze werkmap heeft nog geen programma. Hier komt te staan wat het beleid belooft en niemand meet: begin met een bestand in de map framework.".to_owned()
        }
        (_, Lang::En) if nothing_to_check => {
            "This workspace has no programme yet. What the policy promises and nobody measures will stand here: begin with a file in the folder framework.".to_owned()
        }
        (true, Lang::Nl) => {
            "De controle van het beleid vond geen hiaten: alles wat het belooft, is te volgen.".to_owned()
        }
        (true, Lang::En) => {
            "The check of the policy found no gaps: everything that it promises can be followed.".to_owned()
        }
        (false, Lang::Nl) => {
            "Wat het beleid belooft en niemand meet, en wat het noemt en niemand aanpakt. Een hiaat is geen verwijt: het zegt wat er nog niet te volgen is.".to_owned()
        }
        (false, Lang::En) => {
            "What the policy promises and nobody measures, and what it names and nobody addresses. A gap is no blame: it says what cannot be followed yet.".to_owned()
        }
    };
    let title = lang.pick("Hiaten", "Gaps");
    let page = Page {
        shell: Shell::new(site, ask, title, intro.clone())?.crumb(
            ask,
            "/programmas",
            lang.pick("Programma’s", "Programmes"),
        ),
        intro,
        staff: site
            .definitions()?
            .workspace
            .publication
            .as_ref()
            .is_none_or(|publication| publication.gaps != Gaps::Public),
        groups,
    };
    Ok(Answer::page(render(&page)?))
}

fn group(site: &Site, ask: &Ask, kind: &Kind, findings: &[Diagnostic]) -> Result<Group, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let of_kind = || findings.iter().filter(|found| found.code.0 == kind.code);
    let mut parts = Vec::new();
    let mut count = 0;
    for framework in &definitions.frameworks {
        let elements = Elements::of(framework);
        let mut items: Vec<(Id, Item)> = Vec::new();
        for found in of_kind() {
            let Some(About::Element { programme, element }) = &found.about else {
                continue;
            };
            if *programme != framework.id {
                continue;
            }
            let details = kind.details.then(|| pieces(&found.message));
            match items.iter_mut().find(|(id, _)| id == element) {
                Some((_, item)) => item.details.extend(details),
                None => {
                    let Some(named) = elements.named(element, ask) else {
                        continue;
                    };
                    let item = Item {
                        named,
                        details: details.into_iter().collect(),
                        would_do: would_do(framework, element, lang),
                    };
                    items.push((element.clone(), item));
                }
            }
        }
        if !items.is_empty() {
            count += items.len();
            parts.push(Part {
                heading: framework.title.get(lang).to_owned(),
                items: items.into_iter().map(|(_, item)| item).collect(),
            });
        }
    }
    let mut indicators: Vec<(&Id, Item)> = Vec::new();
    for found in of_kind() {
        let Some(About::Indicator(id)) = &found.about else {
            continue;
        };
        let details = kind.details.then(|| pieces(&found.message));
        if let Some((_, item)) = indicators.iter_mut().find(|(other, _)| *other == id) {
            item.details.extend(details);
        } else if let Some(indicator) = definitions.indicators.get(id) {
            let named = Named {
                link: ask.link(&paths::indicator(id.as_str())),
                title: Phrase::new(&indicator.title, lang),
                lost: false,
                is: "indicator",
            };
            let item = Item {
                named,
                details: details.into_iter().collect(),
                would_do: None,
            };
            indicators.push((id, item));
        }
    }
    if !indicators.is_empty() {
        count += indicators.len();
        parts.push(Part {
            heading: lang.pick("Indicatoren", "Indicators").to_owned(),
            items: indicators.into_iter().map(|(_, item)| item).collect(),
        });
    }
    Ok(Group {
        id: kind.code.to_lowercase(),
        heading: lang.pick(kind.heading.0, kind.heading.1),
        means: lang.pick(kind.means.0, kind.means.1),
        count: number::count(count, lang),
        parts,
    })
}

/// A sentence of the check: `true` for what stands between backticks, which are names in files.
fn pieces(message: &str) -> Vec<(bool, String)> {
    message
        .split('`')
        .enumerate()
        .map(|(at, piece)| (at % 2 == 1, piece.to_owned()))
        .filter(|(_, piece)| !piece.is_empty())
        .collect()
}

fn would_do(framework: &Framework, element: &Id, lang: Lang) -> Option<Phrase> {
    let judged = framework.judged().find(|judged| judged.element.id == *element)?;
    match judged.measurement? {
        Measurement::Unmeasured { would_do, .. } => Some(Phrase::new(would_do, lang)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_is_a_rule_of_the_check() {
        let codes: BTreeSet<&str> = KINDS.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), KINDS.len());
        for code in codes {
            let rules = koers_framework::rules();
            assert!(rules.iter().any(|rule| rule.code.0 == code), "{code}");
        }
    }

    #[test]
    fn names_in_a_sentence_stand_apart() {
        let said = pieces("de cijfers van `banen` gaan niet verder dan 2015");
        let marked: Vec<&str> = said
            .iter()
            .filter(|(name, _)| *name)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(marked, ["banen"]);
        assert_eq!(said.len(), 3);
    }
}
