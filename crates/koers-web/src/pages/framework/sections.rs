//! The parts of a programme, as sections of its page.

use super::named::{Named, named};
use crate::ask::Ask;
use koers_model::element::{ElementKind, Entry};
use koers_model::framework::{Element, Framework, Horizon, OnLines, PrincipleKind, SwotKind};
use koers_model::text::Lang;
use koers_model::tie::{Tie, Ties};
use koers_report::number;
use koers_report::view::Phrase;
use koers_report::words::{capital, programme as words};

/// A section.
pub struct Section {
    /// Its place on the page.
    pub id: &'static str,
    /// Its heading.
    pub heading: String,
    /// How its items are laid out: `said` with what they say, `grid` in four corners, `dense` in columns.
    pub style: &'static str,
    /// Its groups.
    pub groups: Vec<Group>,
}

/// Items that belong together. Those whose name the source lost come last: they say nothing but that.
pub struct Group {
    /// What they have in common.
    pub heading: Option<String>,
    /// The items.
    pub items: Vec<Item>,
}

/// An element.
pub struct Item {
    /// Name and link.
    pub named: Named,
    /// What stands before the name: a number, a short form.
    pub before: Option<String>,
    /// What it says, in our words.
    pub text: Option<Phrase>,
    /// What hangs together with it.
    pub note: Option<String>,
}

impl Section {
    /// How many items it has.
    pub fn count(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }
}

/// What the sections of a programme are made from.
pub struct Source<'a> {
    /// The programme.
    pub framework: &'a Framework,
    /// How its elements hang together.
    pub ties: &'a Ties,
    /// What was asked.
    pub ask: &'a Ask,
}

impl Source<'_> {
    fn lang(&self) -> Lang {
        self.ask.lang
    }
    fn item(&self, kind: ElementKind, element: &Element) -> Item {
        let entry = Entry {
            kind,
            element,
            group: None,
        };
        Item {
            named: named(self.framework, entry, self.ask),
            before: None,
            text: element.text.as_ref().map(|text| Phrase::new(text, self.lang())),
            note: None,
        }
    }
    /// An item with the number of elements that point at it.
    fn tied(&self, kind: ElementKind, element: &Element, tie: Tie, nl: [&str; 2], en: [&str; 2]) -> Item {
        let count = self.ties.to(&element.id).filter(|arrow| arrow.tie == tie).count();
        let [one, more] = self.lang().pick(nl, en);
        let note = (count > 0).then(|| {
            let words = if count == 1 { one } else { more };
            format!("{} {words}", number::count(count, self.lang()))
        });
        Item {
            note,
            ..self.item(kind, element)
        }
    }
    fn list(
        &self,
        id: &'static str,
        kind: ElementKind,
        style: &'static str,
        elements: &[Element],
    ) -> Section {
        Section {
            id,
            heading: capital(words::kinds(kind, self.lang())),
            style,
            groups: vec![Group {
                heading: None,
                items: elements.iter().map(|element| self.item(kind, element)).collect(),
            }],
        }
    }

    /// What comes before the lines.
    pub fn before(&self) -> Vec<Section> {
        let framework = self.framework;
        let ambition: Vec<Element> = framework.ambition.iter().cloned().collect();
        kept(vec![
            self.list("ambitie", ElementKind::Ambition, "said", &ambition),
            self.challenges(),
            self.principles(),
            self.swot(),
            self.list("trends", ElementKind::Trend, "said", &framework.trends),
        ])
    }

    /// What comes behind the lines.
    pub fn after(&self) -> Vec<Section> {
        let framework = self.framework;
        kept(vec![
            self.on_lines("instrumenten", ElementKind::Instrument, &framework.instruments),
            self.on_lines("uitvoering", ElementKind::Programme, &framework.programmes),
            self.partners(),
            self.list("rollen", ElementKind::Role, "said", &framework.roles),
            self.list(
                "schaalniveaus",
                ElementKind::ScaleLevel,
                "dense",
                &framework.scale_levels,
            ),
            self.list(
                "beleidsdomeinen",
                ElementKind::Domain,
                "dense",
                &framework.domains,
            ),
            self.list(
                "verwijzingen",
                ElementKind::Reference,
                "dense",
                &framework.references,
            ),
            self.abbreviations(),
        ])
    }

    fn challenges(&self) -> Section {
        let group = |horizon| Group {
            heading: Some(capital(words::horizon(horizon, self.lang()))),
            items: self
                .framework
                .challenges
                .iter()
                .filter(|challenge| challenge.horizon == horizon)
                .map(|challenge| {
                    self.tied(
                        ElementKind::Challenge,
                        &challenge.element,
                        Tie::Answers,
                        ["doelstelling geeft antwoord", "doelstellingen geven antwoord"],
                        ["objective answers it", "objectives answer it"],
                    )
                })
                .collect(),
        };
        Section {
            id: "opgaven",
            heading: capital(words::kinds(ElementKind::Challenge, self.lang())),
            style: "said",
            groups: vec![group(Horizon::Now), group(Horizon::Tomorrow)],
        }
    }

    fn principles(&self) -> Section {
        let group = |about| Group {
            heading: Some(capital(words::principle(about, self.lang()))),
            items: self
                .framework
                .principles
                .iter()
                .filter(|principle| principle.about == about)
                .map(|principle| Item {
                    before: Some(principle.number.to_string()),
                    ..self.tied(
                        ElementKind::Principle,
                        &principle.element,
                        Tie::DrawsOn,
                        ["doelstelling steunt erop", "doelstellingen steunen erop"],
                        ["objective draws on it", "objectives draw on it"],
                    )
                })
                .collect(),
        };
        Section {
            id: "kerngedachten",
            heading: capital(words::kinds(ElementKind::Principle, self.lang())),
            style: "said",
            groups: vec![group(PrincipleKind::Content), group(PrincipleKind::WayOfWorking)],
        }
    }

    fn swot(&self) -> Section {
        let group = |kind| Group {
            heading: Some(capital(words::swots(kind, self.lang()))),
            items: self
                .framework
                .swot
                .iter()
                .filter(|item| item.kind == kind)
                .map(|item| {
                    self.tied(
                        ElementKind::Swot,
                        &item.element,
                        Tie::Addresses,
                        ["keer aandacht", "keer aandacht"],
                        ["time addressed", "times addressed"],
                    )
                })
                .collect(),
        };
        Section {
            id: "swot",
            heading: capital(words::kinds(ElementKind::Swot, self.lang())),
            style: "grid",
            groups: vec![
                group(SwotKind::Strength),
                group(SwotKind::Weakness),
                group(SwotKind::Opportunity),
                group(SwotKind::Threat),
            ],
        }
    }

    /// Instruments or actions by the lines that they belong to, in the order of the lines; those on no line last.
    fn on_lines(&self, id: &'static str, kind: ElementKind, all: &[OnLines]) -> Section {
        let item = |listed: &OnLines| self.item(kind, &listed.element);
        let lines = self.framework.lines.iter().map(|line| &line.element);
        let themes = self.framework.themes.iter().map(|theme| &theme.element);
        let mut groups: Vec<Group> = lines
            .chain(themes)
            .map(|line| Group {
                heading: Some(line.title.text().get(self.lang()).to_owned()),
                items: all
                    .iter()
                    .filter(|listed| listed.lines.contains(&line.id))
                    .map(item)
                    .collect(),
            })
            .collect();
        let free = all.iter().filter(|listed| listed.lines.is_empty());
        let several = groups.iter().any(|group| !group.items.is_empty());
        groups.push(Group {
            heading: several.then(|| self.lang().pick("Bij geen lijn", "With no line").to_owned()),
            items: free.map(item).collect(),
        });
        Section {
            id,
            heading: capital(words::kinds(kind, self.lang())),
            style: "dense",
            groups,
        }
    }

    fn partners(&self) -> Section {
        let kinds = [
            "authority",
            "company",
            "knowledge",
            "association",
            "network",
            "fund",
            "media",
            "other",
        ];
        Section {
            id: "partners",
            heading: capital(words::kinds(ElementKind::Partner, self.lang())),
            style: "dense",
            groups: kinds
                .into_iter()
                .map(|kind| Group {
                    heading: Some(capital(words::partner(kind, self.lang()))),
                    items: self
                        .framework
                        .partners
                        .iter()
                        .filter(|partner| partner.kind == kind)
                        .map(|partner| self.item(ElementKind::Partner, &partner.element))
                        .collect(),
                })
                .collect(),
        }
    }

    fn abbreviations(&self) -> Section {
        Section {
            id: "afkortingen",
            heading: capital(words::kinds(ElementKind::Abbreviation, self.lang())),
            style: "dense",
            groups: vec![Group {
                heading: None,
                items: self
                    .framework
                    .abbreviations
                    .iter()
                    .map(|abbreviation| Item {
                        before: Some(abbreviation.short.clone()),
                        ..self.item(ElementKind::Abbreviation, &abbreviation.element)
                    })
                    .collect(),
            }],
        }
    }
}

/// Without what is empty.
fn kept(sections: Vec<Section>) -> Vec<Section> {
    sections
        .into_iter()
        .map(|section| Section {
            groups: section
                .groups
                .into_iter()
                .filter(|group| !group.items.is_empty())
                .map(|mut group| {
                    group.items.sort_by_key(|item| item.named.lost);
                    group
                })
                .collect(),
            ..section
        })
        .filter(|section| !section.groups.is_empty())
        .collect()
}
