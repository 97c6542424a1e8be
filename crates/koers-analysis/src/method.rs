//! A method as people can ask for it.

use crate::answer::Answer;
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::role::{PERIOD, Role};
use crate::say::Words;
use crate::setting::{Setting, Settings};

/// The families of methods, as the library has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// How activities lie over regions.
    Structure,
    /// Where growth came from.
    Growth,
    /// How sectors hang together.
    InputOutput,
    /// How many people there will be.
    Demography,
    /// How work and workers find each other.
    Labour,
    /// What comes next.
    Forecast,
    /// Whether a measure worked.
    Evaluation,
}

impl Family {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Structure,
        Self::Growth,
        Self::InputOutput,
        Self::Demography,
        Self::Labour,
        Self::Forecast,
        Self::Evaluation,
    ];
    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Growth => "growth",
            Self::InputOutput => "input-output",
            Self::Demography => "demography",
            Self::Labour => "labour",
            Self::Forecast => "forecast",
            Self::Evaluation => "evaluation",
        }
    }
    /// What people read.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Structure => Words("opbouw", "structure"),
            Self::Growth => Words("groei", "growth"),
            Self::InputOutput => Words("samenhang van sectoren", "input-output"),
            Self::Demography => Words("bevolking", "demography"),
            Self::Labour => Words("arbeidsmarkt", "labour market"),
            Self::Forecast => Words("vooruitblik", "forecast"),
            Self::Evaluation => Words("heeft het gewerkt", "did it work"),
        }
    }
}

/// Which region a method asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// It is about all of them together.
    All,
    /// One, which must be chosen.
    One,
    /// One may be chosen, to say more of.
    Maybe,
}

/// Which periods a method asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// None.
    Never,
    /// One: the last one when nobody says.
    One,
    /// From one to another: from the first to the last when nobody says.
    Span,
}

/// A method as people can ask for it.
pub struct Method {
    /// Its word.
    pub id: &'static str,
    /// Where it belongs.
    pub family: Family,
    /// Its name.
    pub title: Words,
    /// The question that it answers.
    pub asks: Words,
    /// The columns that it takes.
    pub roles: &'static [(Role, Need)],
    /// Which region.
    pub place: Place,
    /// Whether it takes a region to compare with.
    pub reference: bool,
    /// Which periods.
    pub time: Time,
    /// What can be set.
    pub settings: &'static [Setting],
    /// Where its formula, limits and sources stand, under `docs/methods/economics`.
    pub page: &'static str,
    /// Who made it.
    pub source: &'static str,
    /// Does it.
    pub run: fn(&Question<'_>) -> Result<Answer, Fault>,
}

impl std::fmt::Debug for Method {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// What is asked of a method.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The figures.
    pub frame: &'a Frame,
    /// Which region.
    pub region: Option<&'a str>,
    /// What it is compared with; all regions together when nobody says.
    pub reference: Option<&'a str>,
    /// From which period.
    pub from: Option<&'a str>,
    /// To which period.
    pub to: Option<&'a str>,
    /// What was set.
    pub settings: &'a Settings,
}

impl<'a> Question<'a> {
    /// The region, which must have been chosen.
    ///
    /// # Errors
    /// [`Fault::Wanted`], [`Fault::NoSuchName`].
    pub fn region(&self) -> Result<&'a str, Fault> {
        let known = self.frame.distinct(crate::role::REGION)?;
        match self.region {
            Some(name) if known.iter().any(|one| one == name) => Ok(name),
            Some(name) => Err(Fault::NoSuchName {
                name: name.to_owned(),
                known,
            }),
            None => Err(Fault::Wanted {
                option: "--region",
                known,
            }),
        }
    }

    /// The periods from `from` to `to`, both included, in the order of time.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`] for a period that does not occur, [`Fault::NoSpan`] for fewer than two.
    pub fn span(&self) -> Result<Vec<String>, Fault> {
        let periods = self.within()?;
        if periods.len() < 2 {
            return Err(Fault::NoSpan);
        }
        Ok(periods)
    }

    /// The same where one period is enough.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`], [`Fault::NoSpan`] for none.
    pub fn within(&self) -> Result<Vec<String>, Fault> {
        let all = self.frame.distinct(PERIOD)?;
        let at = |name: Option<&str>, otherwise: usize| match name {
            None => Ok(otherwise),
            Some(name) => all
                .iter()
                .position(|one| one == name)
                .ok_or_else(|| Fault::NoSuchName {
                    name: name.to_owned(),
                    known: all.clone(),
                }),
        };
        let (first, last) = (at(self.from, 0)?, at(self.to, all.len().saturating_sub(1))?);
        let periods = all.get(first..=last).map(<[String]>::to_vec).unwrap_or_default();
        if periods.is_empty() {
            return Err(Fault::NoSpan);
        }
        Ok(periods)
    }

    /// The figures of the one period that is asked about, and that period: `to`, or the last one. Figures without periods stay as they are.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`].
    pub fn at_one(&self) -> Result<(Frame, Option<String>), Fault> {
        if !self.frame.has(PERIOD) {
            return Ok((self.frame.clone(), None));
        }
        let period = self.within()?.pop();
        let frame = match &period {
            Some(period) => self.frame.with(PERIOD, &[period])?,
            None => self.frame.clone(),
        };
        Ok((frame, period))
    }
}
