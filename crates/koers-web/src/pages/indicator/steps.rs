//! A trace as nested lists, with a table where published cells are all that went in.

use crate::ask::Ask;
use crate::paths;
use askama::Template;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_report::date;
use koers_report::view::trace::{Made, Origin, Step};

/// Steps deeper than this are folded at first.
const OPEN: usize = 2;

#[derive(Template)]
#[template(path = "pages/indicator/step.html")]
struct Nested<'a> {
    step: &'a Step,
    tree: &'a Tree<'a>,
    depth: usize,
    /// Its place in the tree: `1-2-1`.
    path: String,
}

/// What a tree is written with.
struct Tree<'a> {
    ask: &'a Ask,
    definitions: &'a Definitions,
}

/// A trace as HTML; `id` starts the ids of its parts.
pub(super) fn html(step: &Step, ask: &Ask, definitions: &Definitions, id: &str) -> String {
    let tree = Tree { ask, definitions };
    nested(step, &tree, 0, id.to_owned())
}

fn nested(step: &Step, tree: &Tree<'_>, depth: usize, path: String) -> String {
    // Rendering writes to a string and calls nothing that can fail.
    Nested {
        step,
        tree,
        depth,
        path,
    }
    .render()
    .unwrap_or_default()
}

impl Nested<'_> {
    fn lang(&self) -> Lang {
        self.tree.ask.lang
    }
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang().pick(nl, en)
    }
    fn region(&self, code: &RegionCode) -> String {
        let region = self.tree.definitions.regions.get(code);
        region.map_or_else(|| code.to_string(), |region| region.name.clone())
    }
    fn at(&self, step: &Step) -> String {
        koers_report::view::trace::place(&self.region(&step.region), step.period, self.lang())
    }
    fn period(&self, step: &Step) -> String {
        date::period(step.period, self.lang())
    }
    /// Its number, for those who hear the tables one after another: two steps may do the same with other figures.
    fn number(&self) -> String {
        let places = self.path.split('-').filter(|part| part.parse::<usize>().is_ok());
        let number = places.collect::<Vec<_>>().join(".");
        if number.is_empty() {
            return String::new();
        }
        format!(", {} {number}", self.say("stap", "step"))
    }
    fn inside(&self, step: &Step, at: &usize) -> String {
        nested(
            step,
            self.tree,
            self.depth + 1,
            format!("{}-{}", self.path, at + 1),
        )
    }
    fn open(&self) -> bool {
        self.depth < OPEN
    }
    fn link(&self, dataset: &Id) -> String {
        self.tree.ask.link(&paths::dataset(dataset.as_str()))
    }
    fn dataset(&self, origin: &Origin) -> String {
        let dataset = self.tree.definitions.datasets.get(&origin.dataset);
        dataset.map_or_else(
            || origin.dataset.to_string(),
            |dataset| dataset.title.get(self.lang()).to_owned(),
        )
    }
    fn measure(&self, origin: &Origin) -> String {
        self.tree
            .definitions
            .datasets
            .get(&origin.dataset)
            .and_then(|dataset| dataset.measures.get(&origin.measure))
            .map_or_else(
                || origin.measure.clone(),
                |measure| measure.title.get(self.lang()).to_owned(),
            )
    }
    fn dimension(&self, origin: &Origin, name: &str) -> String {
        self.tree
            .definitions
            .datasets
            .get(&origin.dataset)
            .and_then(|dataset| dataset.columns.iter().find(|column| column.name == *name))
            .and_then(|column| column.title.as_ref())
            .map_or_else(|| name.to_owned(), |title| title.get(self.lang()).to_owned())
    }
    fn place(&self, origin: &Origin) -> String {
        origin.place.map_or_else(String::new, |place| place.to_string())
    }
    fn same_snapshot(&self, origin: &Origin) -> String {
        let lang = self.lang();
        format!("{} · {}", origin.published(lang), origin.retrieved(lang))
    }
}
