//! How one programme follows another: what goes on, changes, is new, and ends.

use super::element::{Sure, legend};
use super::named::{Elements, Named};
use super::overview::heading;
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, escape};
use crate::controls::{Choice, Controls};
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::unknown;
use askama::Template;
use koers_model::framework::{Relation, Succession};
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;
use koers_report::words::{capital, programme as words};

/// What the page can be asked.
pub const KEYS: &[&str] = &["lijn", "stap"];

/// What became of something: the words in addresses.
const STEPS: [(Step, &str); 4] = [
    (Step::Continues, "gaat-door"),
    (Step::Changes, "verandert"),
    (Step::Adds, "is-nieuw"),
    (Step::Ends, "vervalt"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Continues,
    Changes,
    Adds,
    Ends,
}

impl Step {
    fn of(relation: &Relation) -> Self {
        match relation {
            Relation::Continues => Self::Continues,
            Relation::Changes => Self::Changes,
            Relation::Adds => Self::Adds,
        }
    }
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Continues => words::relation(&Relation::Continues, lang),
            Self::Changes => words::relation(&Relation::Changes, lang),
            Self::Adds => words::relation(&Relation::Adds, lang),
            Self::Ends => words::dropped(lang),
        }
    }
    fn class(self) -> &'static str {
        match self {
            Self::Continues => "continues",
            Self::Changes => "changes",
            Self::Adds => "adds",
            Self::Ends => "ends",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/framework/succession.html")]
struct Page {
    shell: Shell,
    names: String,
    from: (String, Phrase),
    to: (String, Phrase),
    counts: Vec<(&'static str, String, &'static str)>,
    controls: Controls,
    shown: String,
    groups: Vec<Group>,
    legend: Vec<(&'static str, &'static str, &'static str)>,
}

/// The steps of one line or theme of the new programme; or what ends.
struct Group {
    id: String,
    heading: Phrase,
    rows: Vec<Row>,
}

struct Row {
    step: (&'static str, &'static str),
    new: Option<Named>,
    old: Vec<Named>,
    sure: Sure,
}

pub fn addresses(site: &Site) -> Vec<String> {
    let successions = site
        .definitions()
        .map(|definitions| definitions.successions.iter());
    successions
        .map(|all| {
            all.map(|succession| format!("/opvolging/{}", escape(succession.id.as_str())))
                .collect()
        })
        .unwrap_or_default()
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let id = ask.part("id");
    let mut successions = site.definitions()?.successions.iter();
    let succession = successions
        .find(|succession| succession.id.as_str() == id)
        .ok_or_else(|| Fault::not_found(id))?;
    let (from, to) = (
        site.framework(succession.from.as_str())?,
        site.framework(succession.to.as_str())?,
    );
    let chosen = chosen(ask)?;
    let lines: Vec<_> = to
        .elements()
        .into_iter()
        .filter(|entry| entry.group.is_none())
        .filter(|entry| super::place::segment(entry.kind) == "lijnen")
        .collect();
    if let Some(line) = ask.get("lijn") {
        let known: Vec<&str> = lines.iter().map(|entry| entry.element.id.as_str()).collect();
        if !known.contains(&line) {
            return Err(unknown("lijn", &known, "kies uit", "choose from"));
        }
    }
    let groups = groups(succession, &Elements::of(from), &Elements::of(to), chosen, ask);
    let shown: usize = groups.iter().map(|group| group.rows.len()).sum();
    let all = succession.steps.len() + succession.drops.len();
    let (_, names) = heading(site, succession, ask).ok_or_else(|| Fault::not_found(id))?;
    let fields = vec![
        Choice::one_of(
            "lijn",
            lang.pick("Lijn of thema", "Line or theme"),
            std::iter::once((String::new(), lang.pick("alle", "all").to_owned())).chain(lines.iter().map(
                |entry| {
                    let title = entry.element.title.text().get(lang);
                    (entry.element.id.to_string(), title.to_owned())
                },
            )),
            ask.get("lijn").unwrap_or(""),
        ),
        Choice::one_of(
            "stap",
            lang.pick("Wat er gebeurt", "What happens"),
            std::iter::once((String::new(), lang.pick("alles", "everything").to_owned()))
                .chain(STEPS.map(|(step, word)| (word.to_owned(), step.words(lang).to_owned()))),
            ask.get("stap").unwrap_or(""),
        ),
    ];
    let description = lang.pick(
        "Wat het nieuwe programma doet met het vorige: wat doorgaat, wat verandert, wat nieuw is en wat vervalt.",
        "What the new programme does with the one before: what goes on, what changes, what is new and what ends.",
    );
    let title = |framework: &koers_model::framework::Framework| {
        (
            ask.link(&paths::programme(framework.id.as_str())),
            Phrase::new(&framework.title, lang),
        )
    };
    let page = Page {
        shell: Shell::new(site, ask, names.clone(), description)?.crumb(
            ask,
            "/programmas",
            lang.pick("Programma’s", "Programmes"),
        ),
        names,
        from: title(from),
        to: title(to),
        counts: counts(succession, lang),
        controls: Controls::new(ask, KEYS, fields),
        shown: match (shown == all, lang) {
            (true, Lang::Nl) => format!("Alle {} stappen", number::count(all, lang)),
            (true, Lang::En) => format!("All {} steps", number::count(all, lang)),
            (false, Lang::Nl) => format!(
                "{} van {} stappen",
                number::count(shown, lang),
                number::count(all, lang)
            ),
            (false, Lang::En) => format!(
                "{} of {} steps",
                number::count(shown, lang),
                number::count(all, lang)
            ),
        },
        groups,
        legend: legend(lang),
    };
    Ok(Answer::page(render(&page)?))
}

fn chosen(ask: &Ask) -> Result<Option<Step>, Fault> {
    let Some(word) = ask.get("stap") else {
        return Ok(None);
    };
    let found = STEPS.into_iter().find(|(_, known)| *known == word);
    let known = STEPS.map(|(_, word)| word);
    match found {
        Some((step, _)) => Ok(Some(step)),
        None => Err(unknown("stap", &known, "kies uit", "choose from")),
    }
}

fn counts(succession: &Succession, lang: Lang) -> Vec<(&'static str, String, &'static str)> {
    STEPS
        .into_iter()
        .map(|(step, _)| {
            let count = match step {
                Step::Ends => succession.drops.len(),
                step => {
                    let steps = succession.steps.iter();
                    steps.filter(|one| Step::of(&one.relation) == step).count()
                }
            };
            (step.class(), number::count(count, lang), step.words(lang))
        })
        .collect()
}

fn groups(
    succession: &Succession,
    old: &Elements<'_>,
    new: &Elements<'_>,
    chosen: Option<Step>,
    ask: &Ask,
) -> Vec<Group> {
    let lang = ask.lang;
    let wanted = |step: Step| chosen.is_none_or(|chosen| chosen == step);
    let mut groups: Vec<Group> = Vec::new();
    for step in &succession.steps {
        let relation = Step::of(&step.relation);
        let Some(group) = new.get(&step.commitment).and_then(|entry| entry.group) else {
            continue;
        };
        let line = ask.get("lijn").is_none_or(|line| line == group.id.as_str());
        if !wanted(relation) || !line {
            continue;
        }
        let id = format!("bij-{}", group.id);
        let row = Row {
            step: (relation.class(), relation.words(lang)),
            new: new.named(&step.commitment, ask),
            old: step.of.iter().filter_map(|id| old.named(id, ask)).collect(),
            sure: Sure::new(step.confidence, step.why.as_ref(), lang),
        };
        match groups.iter_mut().find(|group| group.id == id) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                id,
                heading: Phrase::new(group.title.text(), lang),
                rows: vec![row],
            }),
        }
    }
    // What ends belongs to no line of the new programme.
    if wanted(Step::Ends) && ask.get("lijn").is_none() && !succession.drops.is_empty() {
        groups.push(Group {
            id: "vervalt".to_owned(),
            heading: Phrase::own(capital(words::dropped(lang))),
            rows: succession
                .drops
                .iter()
                .map(|drop| Row {
                    step: (Step::Ends.class(), Step::Ends.words(lang)),
                    new: None,
                    old: old.named(&drop.of, ask).into_iter().collect(),
                    sure: Sure::new(drop.confidence, drop.why.as_ref(), lang),
                })
                .collect(),
        });
    }
    groups
}
