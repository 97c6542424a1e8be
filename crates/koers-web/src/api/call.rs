//! What was asked of a resource, checked against its row in the table. All faults are told at once.

use super::parameter::{AS_OF, LANGUAGE, ON_PAGE, PAGE, PAGE_SIZE};
use super::resource::{Form, Kind, Parameter, Resource};
use super::table::{Found, decode};
use super::{ROOT, table};
use crate::answer::{Fault, Wrong};
use crate::ask::{MOST_KEYS, escape, known_later};
use crate::site::Site;
use jiff::civil::Date;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_run::status::Asked;
use std::collections::BTreeSet;

/// No list of regions has more members: who wants more asks for a kind.
pub(super) const MOST_REGIONS: usize = 100;
/// No list of words or ids has more members.
pub(super) const MOST_NAMES: usize = 20;
/// No word or id is longer, in characters: as [`koers_model::id::Id`].
pub(super) const LONGEST_NAME: usize = 120;
/// No question is longer, in bytes. Lists of regions make it longer than that of a page.
pub(super) const LONGEST_QUERY: usize = 3000;

/// A question to a resource, in the form in which it can be answered: every value has been checked.
#[derive(Debug, Clone)]
pub struct Call {
    /// What was asked for.
    pub resource: &'static Resource,
    /// In which form.
    pub form: Form,
    /// Whether the form stands in the address.
    by_suffix: bool,
    path: String,
    parts: Vec<(&'static str, String)>,
    /// In the order of the table, so that the same question always has the same address.
    values: Vec<(&'static str, String)>,
}

impl Call {
    /// Checks a question.
    ///
    /// # Errors
    /// [`Fault::BadInput`] with everything that is wrong with it.
    pub fn new(site: &Site, found: Found, form: Form, query: &str) -> Result<Self, Fault> {
        let resource = found.resource;
        let mut wrong = Vec::new();
        let mut given: Vec<(&'static str, String)> = Vec::new();
        for (key, value) in pairs(query)? {
            let Some(parameter) = parameters(resource).find(|parameter| parameter.name == key) else {
                wrong.push(unknown(resource, &key));
                continue;
            };
            if given.iter().any(|(name, _)| *name == parameter.name) {
                let twice = Wrong::new(&key, "staat er meer dan een keer", "stands more than once");
                if !wrong.contains(&twice) {
                    wrong.push(twice);
                }
                continue;
            }
            match checked(site, parameter, &value) {
                Ok(value) => given.push((parameter.name, value)),
                Err(fault) => {
                    // Its place is taken: a second one is a second fault.
                    given.push((parameter.name, String::new()));
                    wrong.push(fault);
                }
            }
        }
        Fault::if_any(wrong)?;
        if form != Form::Json {
            // Only JSON comes in pages.
            given.retain(|(name, _)| *name != PAGE.name && *name != PAGE_SIZE.name);
        }
        given.sort_by_key(|(name, _)| parameters(resource).position(|parameter| parameter.name == *name));
        let call = Self {
            resource,
            form,
            by_suffix: found.form.is_some(),
            path: found.path(),
            parts: found.parts,
            values: given,
        };
        call.together()?;
        Ok(call)
    }

    /// What must be right of two values together.
    fn together(&self) -> Result<(), Fault> {
        let (from, to) = (self.period("periodeVan"), self.period("periodeTot"));
        match (from, to) {
            (Some(from), Some(to)) if to.end() < from.start() => {
                Err(Wrong::new("periodeTot", "ligt voor periodeVan", "lies before periodeVan").into())
            }
            _ => Ok(()),
        }
    }

    /// A part of the path.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        find(&self.parts, name).unwrap_or("")
    }
    /// The value of a key, when it was given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        find(&self.values, name)
    }
    /// The members of a list; empty when it was not given.
    pub fn list(&self, name: &str) -> impl Iterator<Item = &str> {
        self.get(name).into_iter().flat_map(|value| value.split(','))
    }
    /// A day.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<Date> {
        self.get(name)?.parse().ok()
    }
    /// A period.
    #[must_use]
    pub fn period(&self, name: &str) -> Option<Period> {
        Period::parse(self.get(name)?).ok()
    }
    /// A set of regions; empty when it was not given.
    #[must_use]
    pub fn regions(&self, name: &str) -> BTreeSet<RegionCode> {
        self.list(name).filter_map(RegionCode::new).collect()
    }
    /// The language of names in tables.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.get(LANGUAGE.name)
            .and_then(|tag| tag.parse().ok())
            .unwrap_or(Lang::Nl)
    }
    /// The page, counted from one, and how many items it holds.
    #[must_use]
    pub fn page(&self) -> (u32, u32) {
        let number = |parameter: &Parameter, other| {
            self.get(parameter.name)
                .and_then(|value| value.parse().ok())
                .unwrap_or(other)
        };
        (number(&PAGE, 1), number(&PAGE_SIZE, ON_PAGE))
    }
    /// What is asked of a status.
    #[must_use]
    pub fn asked(&self) -> Asked {
        Asked {
            region: self.get("regio").and_then(RegionCode::new),
            line: self.get("lijn").map(str::to_owned),
            on: self.day("op"),
            as_of: self.day("bekendOp"),
        }
    }

    /// The one address of this question, from the root of the site.
    #[must_use]
    pub fn address(&self) -> String {
        self.address_with(None)
    }
    /// The address of another page of the same answer.
    #[must_use]
    pub fn on_page(&self, page: u32) -> String {
        self.address_with(Some(page))
    }
    fn address_with(&self, page: Option<u32>) -> String {
        let suffix = if self.by_suffix { self.form.suffix() } else { "" };
        let mut address = format!("{ROOT}{}{suffix}", self.path);
        let page = page.map(|page| page.to_string());
        let mut mark = '?';
        for parameter in parameters(self.resource) {
            let value = match &page {
                Some(page) if parameter.name == PAGE.name => Some(page.as_str()),
                _ => self.get(parameter.name),
            };
            if let Some(value) = value {
                // A comma needs no escape in a query, and lists are easier to read with it.
                let members: Vec<String> = value.split(',').map(escape).collect();
                address.push(mark);
                address.push_str(&format!("{}={}", parameter.name, members.join(",")));
                mark = '&';
            }
        }
        address
    }
    /// The address of the same question in another form.
    #[must_use]
    pub fn in_form(&self, form: Form) -> String {
        let other = Self {
            form,
            by_suffix: true,
            ..self.clone()
        };
        other.address()
    }
    /// What tells this answer from any other of the same state of the workspace.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{} {}", self.address(), self.form.suffix())
    }
}

/// Everything that a resource can be asked, those for pages included.
pub fn parameters(resource: &'static Resource) -> impl Iterator<Item = &'static Parameter> {
    static PAGES: &[&Parameter] = &[&PAGE, &PAGE_SIZE];
    let pages = if resource.paged { PAGES } else { &[] };
    resource.parameters.iter().chain(pages).copied()
}

fn unknown(resource: &'static Resource, key: &str) -> Wrong {
    let known: Vec<&str> = parameters(resource).map(|parameter| parameter.name).collect();
    let [nl, en] = match known.as_slice() {
        [] => ["; geen enkele wel".to_owned(), "; none is".to_owned()],
        known => [
            format!("; wel: {}", known.join(", ")),
            format!("; these are: {}", known.join(", ")),
        ],
    };
    Wrong::new(
        key,
        &format!("kent dit adres niet{nl}"),
        &format!("is not known at this address{en}"),
    )
}

fn find<'a>(pairs: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    let (_, value) = pairs.iter().find(|(other, _)| *other == name)?;
    Some(value)
}

/// Keys and values of a query string.
fn pairs(query: &str) -> Result<Vec<(String, String)>, Wrong> {
    if query.len() > LONGEST_QUERY {
        return Err(Wrong::new("", "de vraag is te lang", "the question is too long"));
    }
    let pieces: Vec<&str> = query.split('&').filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > MOST_KEYS {
        return Err(Wrong::new(
            "",
            "de vraag heeft te veel delen",
            "the question has too many parts",
        ));
    }
    let text = |piece: &str| {
        decode(&piece.replace('+', " ")).ok_or_else(|| {
            Wrong::new(
                "",
                "de vraag is geen geldige tekst (UTF-8 met procenttekens)",
                "the question is no valid text (UTF-8, percent-encoded)",
            )
        })
    };
    pieces
        .into_iter()
        .map(|piece| {
            let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
            Ok((text(key)?, text(value)?))
        })
        .collect()
}

/// A value in the one way that we write it.
fn checked(site: &Site, parameter: &Parameter, value: &str) -> Result<String, Wrong> {
    let key = parameter.name;
    // In one order, so that the same question always has the same address.
    let members = |most: usize| -> Result<BTreeSet<&str>, Wrong> {
        let all: Vec<&str> = value.split(',').collect();
        let members: BTreeSet<&str> = all.iter().copied().collect();
        if members.len() < all.len() {
            return Err(Wrong::new(
                key,
                "noemt iets meer dan een keer",
                "names something more than once",
            ));
        }
        if all.len() > most {
            return Err(Wrong::new(
                key,
                &format!("noemt er meer dan {most}"),
                &format!("names more than {most}"),
            ));
        }
        Ok(members)
    };
    let joined = |members: Vec<String>| members.join(",");
    match parameter.kind {
        Kind::Day => day(site, key, value),
        Kind::Period => Period::parse(value)
            .map(|period| period.to_string())
            .map_err(|_| {
                Wrong::new(
                    key,
                    "is geen periode; schrijf bijvoorbeeld 2019, 2019-Q3 of 2019-11",
                    "is no period; write for example 2019, 2019-Q3 or 2019-11",
                )
            }),
        Kind::Region => region(site, key, value),
        Kind::Regions => members(MOST_REGIONS)?
            .into_iter()
            .map(|code| region(site, key, code))
            .collect::<Result<_, _>>()
            .map(joined),
        Kind::Whole { least, most } => whole(key, value, least, most),
        Kind::Word(words) => word(key, value, words),
        Kind::Words(words) => members(words.len())?
            .into_iter()
            .map(|member| word(key, member, words))
            .collect::<Result<_, _>>()
            .map(joined),
        Kind::Name => name(key, value),
        Kind::Names => members(MOST_NAMES)?
            .into_iter()
            .map(|member| name(key, member))
            .collect::<Result<_, _>>()
            .map(joined),
    }
}

fn day(site: &Site, key: &str, value: &str) -> Result<String, Wrong> {
    let day = koers_model::day::read(value).ok_or_else(|| Wrong::no_day(key))?;
    let later = || known_later(key, day, site.today());
    match (key == AS_OF.name).then(later).flatten() {
        Some(wrong) => Err(wrong),
        None => Ok(day.to_string()),
    }
}

fn region(site: &Site, key: &str, value: &str) -> Result<String, Wrong> {
    let code = RegionCode::new(value).filter(|code| code.as_str() == value);
    let Some(code) = code else {
        return Err(Wrong::new(
            key,
            "is geen code van een gebied",
            "is no code of a region",
        ));
    };
    let asked = Asked {
        region: Some(code),
        ..Asked::default()
    };
    match site.region(&asked).map_err(Fault::from) {
        Ok(region) => Ok(region.code.to_string()),
        Err(Fault::BadInput(wrong)) => Err(Wrong {
            key: key.to_owned(),
            ..wrong
                .into_iter()
                .next()
                .unwrap_or_else(|| Wrong::new(key, "is geen gebied", "is no region"))
        }),
        Err(_) => Err(Wrong::new(key, "is geen gebied", "is no region")),
    }
}

fn whole(key: &str, value: &str, least: u32, most: u32) -> Result<String, Wrong> {
    let plain = !value.is_empty() && value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit());
    let number = value.parse::<u32>().ok().filter(|_| plain);
    number
        .filter(|number| (least..=most).contains(number))
        .map(|number| number.to_string())
        .ok_or_else(|| {
            Wrong::new(
                key,
                &format!("is geen geheel getal van {least} tot en met {most}"),
                &format!("is no whole number from {least} to {most}"),
            )
        })
}

fn word(key: &str, value: &str, words: &[&str]) -> Result<String, Wrong> {
    if words.contains(&value) {
        return Ok(value.to_owned());
    }
    let words = words.join(", ");
    Err(Wrong::new(
        key,
        &format!("kan zijn: {words}"),
        &format!("can be: {words}"),
    ))
}

fn name(key: &str, value: &str) -> Result<String, Wrong> {
    let fits = !value.is_empty()
        && value.chars().count() <= LONGEST_NAME
        && !value.chars().any(|c| c.is_control() || c == ',');
    match fits {
        true => Ok(value.to_owned()),
        false => Err(Wrong::new(key, "is geen geldig woord", "is no valid word")),
    }
}

/// The address of a resource of the API, as others link to it: `https://koers.example.org/api/v1/indicatoren/banen`.
#[must_use]
pub fn link(site: &Site, path: &'static str, parts: &[&str]) -> String {
    let parts: Vec<(&'static str, String)> = table::names(path)
        .zip(parts.iter().map(|&part| part.to_owned()))
        .collect();
    format!("{}{ROOT}{}", site.address, table::fill(path, &parts))
}
