//! What an address asks of a method: of which figures, of which region and periods, and with which settings.

use super::{keys, list};
use crate::answer::{Fault, Refusal, Wrong};
use crate::ask::{Ask, known_later};
use crate::site::Site;
use jiff::civil::Date;
use koers_model::figures::Figures;
use koers_model::text::{Lang, Text};
use koers_report::analysis as said;
use koers_run::analysis::{
    Analysis, Asked, Fault as NoAnswer, Method, NoAnalysis, Place, Settings, Time, all_fitting, fitting,
    for_page, on_page, takes_region, takes_sector,
};
use koers_run::error::RunError;
use koers_run::held::Unanswered;
use std::sync::Arc;

/// A method asked of figures of the workspace.
pub struct Question<'a> {
    /// The method.
    pub method: &'static Method,
    /// The figures that it is asked of.
    pub figures: &'a Figures,
    /// The figures that it can be asked of.
    pub fit: Vec<&'a Figures>,
    /// What is asked, with codes of regions.
    pub asked: Asked,
    /// The day whose knowledge counts.
    pub as_of: Option<Date>,
}

/// What was chosen of a method; what was not, is taken as the page takes it.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The figures.
    pub figures: Option<String>,
    /// The region, by code.
    pub region: Option<String>,
    /// The region to compare with, by code.
    pub reference: Option<String>,
    /// From which period.
    pub from: Option<String>,
    /// Until which period.
    pub to: Option<String>,
    /// Which activity, by code.
    pub sector: Option<String>,
    /// Settings, by word.
    pub settings: Vec<(String, String)>,
    /// With what was known on a day.
    pub as_of: Option<Date>,
}

/// Why there is no answer to show.
pub enum Silence {
    /// Something must be chosen first: the option or setting, in the words of the command.
    Choose(&'static str),
    /// What cannot be asked, in both languages.
    Wrong(Text),
    /// It can be asked, and these figures give no answer: why, in both languages.
    None(Text),
    /// On that day nothing was known.
    Unknown(Text),
}

/// The code of the region of the workspace, where figures have regions of its kind.
///
/// # Errors
/// Never, once the site is served.
pub fn own_region(site: &Site, figures: &Figures) -> Result<Option<String>, Fault> {
    let definitions = site.definitions()?;
    let own = definitions.regions.get(&definitions.workspace.region);
    Ok(own
        .filter(|region| figures.regions.contains(&region.kind))
        .map(|region| region.code.to_string()))
}

impl<'a> Question<'a> {
    /// What an address asks; `None` where no figures of the workspace fit the method.
    ///
    /// # Errors
    /// [`Fault::BadInput`] for a day that is none, and figures that are not there.
    pub fn of(site: &'a Site, ask: &Ask, method: &'static Method) -> Result<Option<Self>, Fault> {
        let as_of = ask.day(keys::AS_OF)?;
        if let Some(later) = as_of.and_then(|day| known_later(keys::AS_OF, day, site.today())) {
            return Err(later.into());
        }
        let given = |key: &str| ask.get(key).map(str::to_owned);
        let settings = for_page(method).filter_map(|setting| {
            let value = ask.get(setting.word)?;
            Some((setting.word.to_owned(), value.trim().to_owned()))
        });
        let choice = Choice {
            figures: given(keys::FIGURES),
            region: given(keys::REGION),
            reference: given(keys::REFERENCE),
            from: given(keys::FROM),
            to: given(keys::TO),
            sector: given(keys::SECTOR),
            settings: settings.collect(),
            as_of,
        };
        Self::chosen(site, method, choice)
    }

    /// What was chosen, with what is taken where nothing was; `None` where no figures of the workspace fit the method.
    ///
    /// # Errors
    /// [`Fault::BadInput`] for figures that are not there.
    pub fn chosen(site: &'a Site, method: &'static Method, choice: Choice) -> Result<Option<Self>, Fault> {
        let named = list::named(site, choice.figures.as_deref())?;
        let fit = all_fitting(site.definitions()?, method);
        let Some(figures) = fit.first().map(|first| named.unwrap_or(first)) else {
            return Ok(None);
        };
        let region = match (choice.region, method.place) {
            _ if !takes_region(method, figures) => None,
            (Some(word), Place::Maybe) if word == keys::ALL => None,
            (Some(code), _) => Some(code),
            (None, _) => own_region(site, figures)?,
        };
        let asked = Asked {
            region,
            reference: choice.reference.filter(|_| method.reference),
            from: choice.from.filter(|_| method.time == Time::Span),
            to: choice.to.filter(|_| method.time != Time::Never),
            sector: choice.sector.filter(|_| takes_sector(method, figures)),
            settings: choice.settings,
        };
        Ok(Some(Self {
            method,
            figures,
            fit,
            asked,
            as_of: choice.as_of,
        }))
    }

    /// The answer, or why there is none.
    ///
    /// # Errors
    /// [`Refusal::Busy`], and what is no fault of who asks.
    pub fn answer(&self, site: &Site, lang: Lang) -> Result<Result<Arc<Analysis>, Silence>, Fault> {
        let found = site.analysis(self.method, self.figures, self.asked.clone(), (self.as_of, lang));
        Ok(Err(match found {
            Ok(analysis) => return Ok(Ok(analysis)),
            Err(Unanswered::Busy) => return Err(Fault::Refused(Refusal::Busy { after: 5 })),
            Err(Unanswered::No(NoAnalysis::Fault(fault))) => self.silence(site, &fault)?,
            Err(Unanswered::No(NoAnalysis::Run(error @ RunError::Evaluate(_)))) => {
                Silence::Unknown(Text::both(error.message(Lang::Nl), error.message(Lang::En)))
            }
            Err(Unanswered::No(NoAnalysis::Run(error))) => return Err(error.into()),
        }))
    }

    fn silence(&self, site: &Site, fault: &NoAnswer) -> Result<Silence, Fault> {
        let text = Text::both(said::fault(fault, Lang::Nl), said::fault(fault, Lang::En));
        let fits = fitting(site.definitions()?, self.method, self.figures);
        Ok(match fault {
            NoAnswer::Wanted { option, .. } => Silence::Choose(option),
            NoAnswer::NoSuchName { .. } => Silence::Wrong(text),
            _ if !fits || !self.can_be_set() => Silence::Wrong(text),
            _ => Silence::None(text),
        })
    }

    /// Whether every setting can be what it is asked to be, whatever the figures say to it.
    fn can_be_set(&self) -> bool {
        let asked = on_page(self.method, self.asked.clone());
        asked.is_ok_and(|asked| Settings::new(self.method.settings, asked.settings).is_ok())
    }

    /// The command that gives the same answer.
    #[must_use]
    pub fn command(&self, lang: Lang) -> String {
        let asked = on_page(self.method, self.asked.clone()).unwrap_or_else(|_| self.asked.clone());
        said::command(self.method, self.figures.id.as_str(), &asked, self.as_of, lang)
    }
}

impl From<Silence> for Fault {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Choose(option) => {
                let word = word_of(option);
                Wrong::new(word, "moet worden gekozen", "must be chosen").into()
            }
            Silence::Unknown(what) => Fault::NotFound {
                what: what.nl.clone(),
                near: Vec::new(),
            },
            Silence::Wrong(what) | Silence::None(what) => Wrong {
                key: String::new(),
                what,
            }
            .into(),
        }
    }
}

/// The key of the address for an option of the command: `--set start=` is `start`.
#[must_use]
pub fn word_of(option: &str) -> &str {
    match option {
        "--figures" => keys::FIGURES,
        "--region" => keys::REGION,
        "--reference" => keys::REFERENCE,
        "--from" => keys::FROM,
        "--to" => keys::TO,
        "--sector" => keys::SECTOR,
        other => other
            .strip_prefix("--set ")
            .unwrap_or(other)
            .split('=')
            .next()
            .unwrap_or(other),
    }
}
