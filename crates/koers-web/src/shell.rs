//! What stands around every page: head, menu, path of crumbs, foot.

use crate::answer::{Fault, Refusal, Wrong};
use crate::ask::{Ask, in_language};
use crate::assets;
use crate::pages::entry;
use crate::routes;
use crate::site::Site;
use askama::Template;
use jiff::Timestamp;
use koers_model::text::Lang;

/// The frame of a page. Its template is `shell/shell.html`; a page's own template extends that, and has a field `shell`.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The language of the page.
    pub lang: Lang,
    /// The title, without the name of the site.
    pub title: String,
    /// One sentence on what the page says, for search engines and previews.
    pub description: String,
    /// Name of the workspace.
    pub workspace: String,
    /// The menu: link, words, whether the page belongs to it.
    pub menu: Vec<(String, &'static str, bool)>,
    /// The way from the front page to here, this page left out: link and words.
    pub crumbs: Vec<(String, String)>,
    /// This page in the other language: its tag, its name and the link.
    pub other: (&'static str, &'static str, String),
    /// The front page.
    pub home: String,
    /// The full address of this page, Dutch and English.
    pub full: [String; 2],
    /// Whether search engines may list it. Not where an address is one of endlessly many states.
    pub listed: bool,
    /// The style sheets.
    pub styles: Vec<String>,
    /// The script.
    pub script: String,
    /// That the register cannot be read, and since when.
    pub trouble: Option<String>,
}

impl Shell {
    /// The frame of the page that was asked for.
    ///
    /// # Errors
    /// Never, once the site is served.
    pub fn new(
        site: &Site,
        ask: &Ask,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Result<Self, Fault> {
        let lang = ask.lang;
        let other = match lang {
            Lang::Nl => ("en", "English", ask.here(Lang::En)),
            Lang::En => ("nl", "Nederlands", ask.here(Lang::Nl)),
        };
        Ok(Self {
            lang,
            title: title.into(),
            description: description.into(),
            workspace: site.definitions()?.workspace.name.get(lang).to_owned(),
            menu: routes::menu(ask)
                .into_iter()
                .chain(entry::menu(site, ask))
                .collect(),
            crumbs: Vec::new(),
            other,
            home: ask.link("/"),
            full: [Lang::Nl, Lang::En].map(|lang| format!("{}{}", site.address, ask.here(lang))),
            listed: ask.here(lang) == in_language(lang, &ask.path),
            styles: assets::styles(site),
            script: assets::script_address(),
            trouble: site.unread_since().map(|since| unread(since, lang)),
        })
    }
    /// The same with a step in the path of crumbs: a path without its language, and words.
    #[must_use]
    pub fn crumb(mut self, ask: &Ask, path: &str, words: impl Into<String>) -> Self {
        self.crumbs.push((ask.carry(path), words.into()));
        self
    }
    /// One of two words.
    #[must_use]
    pub fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }
    /// A path in the language of the page.
    #[must_use]
    pub fn to(&self, path: &str) -> String {
        in_language(self.lang, path)
    }
}

/// What is said on every page while the register cannot be read.
fn unread(since: Timestamp, lang: Lang) -> String {
    let since = since.strftime("%Y-%m-%d %H:%M UTC");
    match lang {
        Lang::Nl => format!(
            "Het register is sinds {since} niet te lezen. U ziet wat er daarvóór in stond. Wie de site beheert, zet een kopie uit de map backups terug met koers log restore."
        ),
        Lang::En => format!(
            "The register cannot be read since {since}. You see what stood in it before. Whoever runs the site puts back a copy from the folder backups with koers log restore."
        ),
    }
}

/// Renders a page. Rendering writes to a string and calls nothing that can fail; should it, that is told and not hidden.
///
/// # Errors
/// [`Fault::Broken`].
pub fn render(template: &impl Template) -> Result<String, Fault> {
    template
        .render()
        .map_err(|error| Fault::Broken(error.to_string()))
}

#[derive(Template)]
#[template(path = "shell/fault.html")]
struct FaultPage {
    shell: Shell,
    heading: &'static str,
    what: String,
    faults: Vec<String>,
    near: Vec<String>,
}

/// The page that says why there is no answer.
#[must_use]
pub fn fault_page(site: &Site, ask: &Ask, fault: &Fault) -> String {
    let lang = ask.lang;
    let (heading, what) = match fault {
        Fault::NotFound { .. } => (
            lang.pick("Deze pagina is er niet", "This page is not there"),
            lang.pick(
                "Het adres klopt niet, of de pagina is verdwenen.",
                "The address is wrong, or the page has gone.",
            ),
        ),
        Fault::BadInput(_) => (
            lang.pick("Deze vraag klopt niet", "This question is not right"),
            lang.pick("Wat er niet klopt:", "What is wrong with it:"),
        ),
        Fault::NotAcceptable(_) => (
            lang.pick("Deze vorm is er niet", "This form is not there"),
            lang.pick(
                "De pagina kan niet in de gevraagde vorm worden gegeven.",
                "The page cannot be given in the form that was asked for.",
            ),
        ),
        Fault::Refused(Refusal::Method) => (
            lang.pick("Dat kan hier niet", "That cannot be done here"),
            lang.pick(
                "Deze site laat zien; er valt niets te wijzigen.",
                "This site shows things; nothing can be changed.",
            ),
        ),
        Fault::Refused(Refusal::Denied) => (
            lang.pick("Dat mag hier niet", "That is not allowed here"),
            lang.pick(
                "Invoeren kan alleen op de machine zelf, door wie aan de werkmap werkt.",
                "Things are entered only on the machine itself, by whoever works on the workspace.",
            ),
        ),
        Fault::Refused(Refusal::Elsewhere) => (
            lang.pick("Dit kwam van elders", "This came from elsewhere"),
            lang.pick(
                "Een formulier wordt alleen aangenomen van een bladzijde van deze site zelf. Er is niets veranderd.",
                "A form is only taken in from a page of this site itself. Nothing was changed.",
            ),
        ),
        Fault::Refused(Refusal::TooSlow) => (
            lang.pick("Dit duurde te lang", "This took too long"),
            lang.pick(
                "Het formulier kwam niet op tijd binnen. Er is niets veranderd.",
                "The form did not come in time. Nothing was changed.",
            ),
        ),
        Fault::Refused(Refusal::TooMuch) => (
            lang.pick("Dit is te veel ineens", "This is too much at once"),
            lang.pick(
                "Zoveel past niet in een formulier. Neem voor veel regels een werkboek.",
                "A form does not hold that much. For many rows, take a workbook.",
            ),
        ),
        Fault::Refused(Refusal::Register) => (
            lang.pick("Het register is niet te lezen", "The register cannot be read"),
            lang.pick(
                "Wat is ingevoerd, is beschadigd of weg; er is nu niets veranderd. Wie de site beheert, zet een kopie uit de map backups terug met koers log restore.",
                "What was entered is damaged or gone; nothing was changed now. Whoever runs the site puts back a copy from the folder backups with koers log restore.",
            ),
        ),
        Fault::Refused(Refusal::NotAForm) => (
            lang.pick("Dit is geen formulier", "This is no form"),
            lang.pick(
                "Alleen een formulier van deze site wordt aangenomen. Er is niets veranderd.",
                "Only a form of this site is taken in. Nothing was changed.",
            ),
        ),
        Fault::Refused(Refusal::TooLong) => (
            lang.pick("Dit adres is te lang", "This address is too long"),
            lang.pick(
                "Zo lang is geen adres van deze site.",
                "No address of this site is that long.",
            ),
        ),
        Fault::Refused(Refusal::Nameless) => (
            lang.pick("Deze vraag klopt niet", "This question is not right"),
            lang.pick(
                "Er moet precies één naam van een server in staan (Host).",
                "It must give exactly one name of a server (Host).",
            ),
        ),
        Fault::Refused(Refusal::WrongName) => (
            lang.pick("Verkeerde naam", "Wrong name"),
            lang.pick(
                "Onder deze naam geeft deze server geen antwoord.",
                "This server does not answer under this name.",
            ),
        ),
        Fault::Refused(Refusal::TooMany { .. }) => (
            lang.pick("Even wachten", "One moment"),
            lang.pick(
                "U vraagt heel veel in korte tijd. Probeer het over een paar tellen nog eens.",
                "You ask a lot in a short time. Please try again in a few seconds.",
            ),
        ),
        Fault::Refused(Refusal::Busy { .. }) => (
            lang.pick("Het is druk", "It is busy"),
            lang.pick(
                "Er wordt op dit moment veel gevraagd. Probeer het over een paar tellen nog eens.",
                "A lot is being asked at this moment. Please try again in a few seconds.",
            ),
        ),
        Fault::Broken(_) => (
            lang.pick("Er ging iets mis", "Something went wrong"),
            lang.pick(
                "Dit ligt niet aan u. Probeer het later nog eens.",
                "This is not your fault. Please try again later.",
            ),
        ),
    };
    let faults = match fault {
        Fault::BadInput(wrong) => wrong.iter().map(|wrong: &Wrong| wrong.sentence(lang)).collect(),
        _ => Vec::new(),
    };
    let near = match fault {
        Fault::NotFound { near, .. } => near.clone(),
        _ => Vec::new(),
    };
    // A fault says nothing of the question, so its own frame is that of the bare path.
    let Ok(mut shell) = Shell::new(site, ask, heading, what) else {
        return heading.to_owned();
    };
    shell.listed = false;
    let page = FaultPage {
        shell,
        heading,
        what: what.to_owned(),
        faults,
        near,
    };
    render(&page).unwrap_or_else(|_| heading.to_owned())
}
