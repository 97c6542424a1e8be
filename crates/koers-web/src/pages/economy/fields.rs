//! The form above an answer: a field for everything that can be asked of a method. It works without a script.

use super::asked::{Question, own_region};
use super::keys;
use crate::answer::Fault;
use crate::ask::Ask;
use crate::controls::Group;
use crate::site::Site;
use koers_model::text::{Lang, Text};
use koers_report::analysis::otherwise;
use koers_report::date;
use koers_report::number;
use koers_report::words::capital;
use koers_run::analysis::{
    Choices, Kind, Names, Place, Setting, Time, for_page, is_slow, listed_names, most_on_page,
    otherwise_on_page, takes_region, takes_sector,
};

/// The name in the meaning of a setting, and what is explained of it.
fn explained(meaning: &str) -> (&str, Option<&str>) {
    let ends = ["; ", ": "].into_iter().filter_map(|end| meaning.split_once(end));
    let shortest = ends.min_by_key(|(name, _)| name.len());
    shortest.map_or((meaning, None), |(name, rest)| (name, Some(rest)))
}

/// The form.
pub struct Form {
    /// Where it goes: this page.
    pub action: String,
    /// What is asked first.
    pub fields: Vec<Field>,
    /// What can be set besides.
    pub more: Vec<Field>,
    /// Whether something of that was set, so that it stands open.
    pub is_open: bool,
    /// This page without any choice, when something was chosen.
    pub reset: Option<String>,
}

/// One field.
pub struct Field {
    /// Its key in the address.
    pub key: &'static str,
    /// Its label.
    pub label: String,
    /// What can be filled in, and what it is when nothing is.
    pub hint: Option<String>,
    /// What it looks like.
    pub control: Control,
}

/// What a field looks like.
pub enum Control {
    /// One out of a list.
    OneOf(Vec<Group>),
    /// A number: what was filled in, the least, the most, the step.
    Number([String; 4]),
    /// A day, with the last one that makes sense.
    Day(String, String),
    /// Words.
    Words(String),
}

/// The labels of what every method can be asked.
pub fn label(key: &str, is_span: bool, lang: Lang) -> Option<&'static str> {
    Some(match key {
        keys::FIGURES => lang.pick("Cijfers", "Figures"),
        keys::REGION => lang.pick("Gebied", "Region"),
        keys::REFERENCE => lang.pick("Vergeleken met", "Compared with"),
        keys::FROM => lang.pick("Van", "From"),
        keys::TO if is_span => lang.pick("Tot en met", "Until"),
        keys::TO => lang.pick("Periode", "Period"),
        keys::SECTOR => lang.pick("Sector", "Sector"),
        keys::AS_OF => lang.pick("Zoals bekend op", "As known on"),
        _ => return None,
    })
}

/// The label of a setting: what it says, up to where that is explained.
pub fn label_of(setting: &Setting, lang: Lang) -> String {
    let (name, _) = explained(setting.meaning.get(lang));
    let name = name.replace('`', "");
    // A Greek letter is a symbol: its capital is another one.
    match name.starts_with(|first: char| first.is_ascii()) {
        true => capital(&name),
        false => name,
    }
}

impl Form {
    /// The form of a question.
    ///
    /// # Errors
    /// When the figures cannot be read.
    pub fn of(site: &Site, ask: &Ask, question: &Question<'_>) -> Result<Self, Fault> {
        let lang = ask.lang;
        let choices = site.choices(question.figures, question.as_of)?;
        let maker = Maker {
            ask,
            question,
            choices: &choices,
            own: own_region(site, question.figures)?,
            lang,
        };
        let mut fields = Vec::new();
        fields.extend(maker.figures());
        fields.extend(maker.region());
        fields.extend(maker.reference());
        fields.extend(maker.periods());
        fields.extend(maker.sector());
        let (first, more): (Vec<&Setting>, Vec<&Setting>) = for_page(question.method)
            .partition(|setting| matches!(listed_names(setting), Some(Names::Period | Names::Activity)));
        fields.extend(first.into_iter().map(|setting| maker.setting(setting)));
        let is_open = more.iter().any(|setting| ask.get(setting.word).is_some());
        let mut more: Vec<Field> = more.into_iter().map(|setting| maker.setting(setting)).collect();
        let known = Field {
            key: keys::AS_OF,
            label: label(keys::AS_OF, false, lang).unwrap_or_default().to_owned(),
            hint: None,
            control: Control::Day(
                question.as_of.map(|day| day.to_string()).unwrap_or_default(),
                site.today().to_string(),
            ),
        };
        more.push(known);
        Ok(Self {
            action: ask.link(&ask.path),
            fields,
            more,
            is_open: is_open || question.as_of.is_some(),
            reset: ask.given().next().map(|_| ask.link(&ask.path)),
        })
    }
}

/// Between which bounds a number lies, where that can be read; and whether a page has another bound than the command.
fn bounds(setting: &Setting, lang: Lang) -> Option<String> {
    let between = |low: &str, high: &str| match lang {
        Lang::Nl => format!("van {low} tot en met {high}"),
        Lang::En => format!("from {low} to {high}"),
    };
    match setting.kind {
        Kind::Whole(low, high) => {
            let most = most_on_page(setting).filter(|most| *most < high);
            let said = between(
                &number::count(low, lang),
                &number::count(most.unwrap_or(high), lang),
            );
            let here = lang.pick("op deze pagina", "on this page");
            Some(most.map_or(said.clone(), |_| format!("{said} {here}")))
        }
        Kind::Number(low, high)
            if low.abs() < 1e6 && high.abs() < 1e6 && (low == 0.0 || low.abs() > 1e-6) =>
        {
            let said = |value: f64| otherwise(setting, &value.to_string(), lang);
            Some(between(&said(low), &said(high)))
        }
        Kind::Number(..) | Kind::Choice(_) | Kind::Names | Kind::Text => None,
    }
}

struct Maker<'a> {
    ask: &'a Ask,
    question: &'a Question<'a>,
    choices: &'a Choices,
    own: Option<String>,
    lang: Lang,
}

impl Maker<'_> {
    fn one_of(&self, key: &'static str, groups: Vec<Group>) -> Field {
        let is_span = self.question.method.time == Time::Span;
        Field {
            key,
            label: label(key, is_span, self.lang).unwrap_or(key).to_owned(),
            hint: None,
            control: Control::OneOf(groups),
        }
    }

    fn figures(&self) -> Option<Field> {
        let (chosen, fit) = (&self.question.figures.id, &self.question.fit);
        let options: Vec<_> = fit
            .iter()
            .enumerate()
            .map(|(at, figures)| {
                // The first is what is taken when nobody says.
                let value = if at == 0 {
                    String::new()
                } else {
                    figures.id.to_string()
                };
                (
                    value,
                    figures.title.get(self.lang).to_owned(),
                    figures.id == *chosen,
                )
            })
            .collect();
        let needed = options.len() > 1 || fit.iter().all(|figures| figures.id != *chosen);
        needed.then(|| self.one_of(keys::FIGURES, vec![(String::new(), options)]))
    }

    /// Regions in groups by kind; a region that is chosen and not among them stands there too, so that what was asked is kept.
    fn regions(&self, first: Vec<(String, String, bool)>, chosen: Option<&str>) -> Vec<Group> {
        let mut groups: Vec<Group> = vec![(String::new(), first)];
        let mut is_known = groups.iter().flat_map(|(_, options)| options).any(|(.., is)| *is);
        for (kind, regions) in &self.choices.regions {
            let options: Vec<_> = regions
                .iter()
                .map(|(code, name)| {
                    let is_chosen = !is_known && chosen == Some(code.as_str());
                    (code.to_string(), name.clone(), is_chosen)
                })
                .collect();
            is_known |= options.iter().any(|(.., is)| *is);
            groups.push((kind.plural(self.lang).to_owned(), options));
        }
        if let Some(chosen) = chosen.filter(|_| !is_known) {
            let heading = self.lang.pick("gekozen", "chosen").to_owned();
            groups.push((heading, vec![(chosen.to_owned(), chosen.to_owned(), true)]));
        }
        groups.retain(|(_, options)| !options.is_empty());
        groups
    }

    fn region(&self) -> Option<Field> {
        let question = self.question;
        let place = question.method.place;
        if !takes_region(question.method, question.figures) {
            return None;
        }
        let given = self.ask.get(keys::REGION);
        let own = self.own.as_deref().and_then(|own| {
            let all = self.choices.regions.iter().flat_map(|(_, regions)| regions);
            let name = all.into_iter().find(|(code, _)| code.as_str() == own)?;
            Some(name.1.clone())
        });
        let mut first = Vec::new();
        match (own, place) {
            (Some(name), _) => first.push((
                String::new(),
                name,
                given.is_none() || given == self.own.as_deref(),
            )),
            (None, Place::One | Place::All) => {
                let choose = self.lang.pick("(kies)", "(choose)");
                first.push((String::new(), choose.to_owned(), given.is_none()));
            }
            (None, Place::Maybe) => {}
        }
        if place == Place::Maybe {
            let all = self.lang.pick("alle gebieden", "all regions").to_owned();
            let is_all = given == Some(keys::ALL) || (given.is_none() && self.own.is_none());
            first.push((keys::ALL.to_owned(), all, is_all));
        }
        Some(self.one_of(keys::REGION, self.regions(first, given)))
    }

    fn reference(&self) -> Option<Field> {
        let method = self.question.method;
        let given = self.ask.get(keys::REFERENCE);
        let all = self.lang.pick("alle gebieden samen", "all regions together");
        let first = vec![(String::new(), all.to_owned(), given.is_none())];
        method
            .reference
            .then(|| self.one_of(keys::REFERENCE, self.regions(first, given)))
    }

    /// A list of periods, with what it is when none is chosen.
    fn period(&self, key: &str, otherwise: &str) -> Vec<Group> {
        let given = self.ask.get(key);
        let mut options = vec![(String::new(), otherwise.to_owned(), given.is_none())];
        let periods = self.choices.periods.iter();
        options.extend(periods.map(|period| {
            let words = koers_model::period::Period::parse(period)
                .map_or_else(|_| period.clone(), |period| date::period(period, self.lang));
            (period.clone(), words, given == Some(period.as_str()))
        }));
        if let Some(given) = given.filter(|given| !self.choices.periods.iter().any(|period| period == given))
        {
            options.push((given.to_owned(), given.to_owned(), true));
        }
        vec![(String::new(), options)]
    }

    fn periods(&self) -> Vec<Field> {
        let lang = self.lang;
        let last = lang.pick("de laatste zonder gaten", "the last without gaps");
        let first = lang.pick("de eerste zonder gaten", "the first without gaps");
        match self.question.method.time {
            Time::Never => Vec::new(),
            Time::One => vec![self.one_of(keys::TO, self.period(keys::TO, last))],
            Time::Span => vec![
                self.one_of(keys::FROM, self.period(keys::FROM, first)),
                self.one_of(keys::TO, self.period(keys::TO, last)),
            ],
        }
    }

    /// The activities, where one can be chosen; one that is chosen and not among them stands there too.
    fn sector(&self) -> Option<Field> {
        let question = self.question;
        let sectors = question.figures.sectors.as_ref();
        let sectors = sectors.filter(|_| takes_sector(question.method, question.figures))?;
        let given = self.ask.get(keys::SECTOR);
        let all = self.lang.pick("alle samen", "all together");
        let mut options = vec![(String::new(), all.to_owned(), given.is_none())];
        options.extend(sectors.names.iter().map(|sector| {
            let is_chosen = given == Some(sector.code.as_str());
            (
                sector.code.clone(),
                sector.title.get(self.lang).to_owned(),
                is_chosen,
            )
        }));
        if let Some(given) = given.filter(|_| options.iter().all(|(.., is_chosen)| !is_chosen)) {
            options.push((given.to_owned(), given.to_owned(), true));
        }
        Some(self.one_of(keys::SECTOR, vec![(String::new(), options)]))
    }

    /// Names of a table of deliveries; one that is chosen and not among them stands there too.
    fn listed(&self, key: &str, names: &[(String, Text)], none: &str) -> Vec<Group> {
        let given = self.ask.get(key);
        let mut options = vec![(String::new(), none.to_owned(), given.is_none())];
        options.extend(names.iter().map(|(code, title)| {
            let is_chosen = given == Some(code.as_str());
            (code.clone(), title.get(self.lang).to_owned(), is_chosen)
        }));
        if let Some(given) = given.filter(|_| options.iter().all(|(.., is_chosen)| !is_chosen)) {
            options.push((given.to_owned(), given.to_owned(), true));
        }
        vec![(String::new(), options)]
    }

    fn setting(&self, setting: &'static Setting) -> Field {
        let lang = self.lang;
        let given = self.ask.get(setting.word);
        let default = otherwise_on_page(setting);
        let value = given.unwrap_or_default().to_owned();
        let plain = |value: f64| value.to_string();
        let control = match setting.kind {
            Kind::Choice(choices) => {
                let chosen = given.or(default).unwrap_or_default();
                let mut options: Vec<_> = choices
                    .iter()
                    .map(|(word, says)| {
                        let value = if Some(*word) == default { "" } else { word };
                        (value.to_owned(), says.get(lang).replace('`', ""), *word == chosen)
                    })
                    .collect();
                if choices.iter().all(|(word, _)| *word != chosen) {
                    options.push((chosen.to_owned(), chosen.to_owned(), true));
                }
                Control::OneOf(vec![(String::new(), options)])
            }
            Kind::Number(low, high) => Control::Number([value, plain(low), plain(high), "any".to_owned()]),
            Kind::Whole(low, high) => {
                let most = most_on_page(setting).map_or(high, |most| most.min(high));
                Control::Number([value, low.to_string(), most.to_string(), "1".to_owned()])
            }
            Kind::Names if listed_names(setting) == Some(Names::Period) => {
                Control::OneOf(self.period(setting.word, lang.pick("(kies)", "(choose)")))
            }
            Kind::Names if listed_names(setting) == Some(Names::Activity) => Control::OneOf(self.listed(
                setting.word,
                &self.choices.activities,
                lang.pick("(kies)", "(choose)"),
            )),
            Kind::Names if self.question.figures.deliveries.is_some() => {
                Control::OneOf(self.listed(setting.word, &self.choices.beside, lang.pick("(geen)", "(none)")))
            }
            Kind::Names | Kind::Text => Control::Words(value),
        };
        let (_, rest) = explained(setting.meaning.get(lang));
        let mut hints: Vec<String> = rest.map(|rest| rest.replace('`', "")).into_iter().collect();
        match (&control, default) {
            (Control::Number(_) | Control::Words(_), Some(default)) => {
                let default = otherwise(setting, default, lang);
                hints.push(format!("{} {default}", lang.pick("leeg:", "empty:")));
            }
            (Control::Words(_), None) if listed_names(setting) == Some(Names::Regions) => {
                let says = lang.pick(
                    "namen van gebieden, met ; ertussen",
                    "names of regions, with ; between them",
                );
                hints.push(says.to_owned());
            }
            _ => {}
        }
        hints.extend(bounds(setting, lang));
        if is_slow(setting) {
            let says = lang.pick(
                "uit, want dat zoeken kan lang duren",
                "off, since that search may take long",
            );
            hints.push(says.to_owned());
        }
        Field {
            key: setting.word,
            label: label_of(setting, lang),
            hint: (!hints.is_empty()).then(|| hints.join("; ")),
            control,
        }
    }
}
