//! A method as people can ask for it.

use crate::answer::Answer;
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::place;
use crate::role::{PERIOD, REGION, Role, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::{Setting, Settings};
use koers_model::period::Period;
use std::collections::BTreeSet;

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
    /// One: the last whole one when nobody says.
    One,
    /// From one to another: from the first to the last whole one when nobody says.
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

impl Method {
    /// Whether it takes figures by activity.
    #[must_use]
    pub fn tells_sectors_apart(&self) -> bool {
        self.roles.iter().any(|(role, _)| *role == crate::role::SECTOR)
    }
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
        self.between(2)
    }

    /// The periods from `from` to `to`, for a method that takes each for the next one after the one before it.
    ///
    /// # Errors
    /// As [`Question::span`]; [`Fault::Method`] for a time that lacks of everybody. Names that are no times have no distance.
    pub fn consecutive(&self) -> Result<Vec<String>, Fault> {
        let periods = self.span()?;
        let times: Vec<Period> = periods
            .iter()
            .filter_map(|name| Period::parse(name).ok())
            .collect();
        let lacks = times.windows(2).find_map(|pair| match pair {
            [before, after] => after
                .steps_since(*before)
                .filter(|steps| *steps != 1)
                .map(|_| before.plus(1)),
            _ => None,
        });
        match lacks.filter(|_| times.len() == periods.len()) {
            None => Ok(periods),
            Some(time) => Err(Fault::Method(say(
                "van niemand is er een cijfer van {0}, en deze methode telt elke periode als de volgende na de vorige",
                "there is no figure of anybody of {0}, and this method counts each period as the next after the one before",
                [Slot::Name(time.to_string())],
            ))),
        }
    }

    /// The same where one period is enough.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`], [`Fault::NoSpan`] for none.
    pub fn within(&self) -> Result<Vec<String>, Fault> {
        self.between(1)
    }

    /// At least so many periods. When nobody says, from the first to the last one in which no figure lacks of the region that is asked about, or
    /// of any: a publisher brings out the newest figures of some regions before those of others. Where that leaves too few, all of them: then
    /// the method names what lacks.
    fn between(&self, least: usize) -> Result<Vec<String>, Fault> {
        let all = self.frame.distinct(PERIOD)?;
        let at = |name: Option<&str>, otherwise: usize| match name {
            None => Ok(otherwise),
            Some(name) => place(&all, name),
        };
        let lacking = self.lacking()?;
        let whole = |period: &String| !lacking.contains(period.as_str());
        let outermost = (0, all.len().saturating_sub(1));
        let ends = all.iter().position(whole).zip(all.iter().rposition(whole));
        for (first, last) in ends.into_iter().chain([outermost]) {
            let (first, last) = (at(self.from, first)?, at(self.to, last)?);
            let periods = all.get(first..=last).map(<[String]>::to_vec).unwrap_or_default();
            if periods.len() >= least {
                return Ok(periods);
            }
        }
        Err(Fault::NoSpan)
    }

    /// Which periods at the beginning and at the end are left out because nobody asked for them and a figure lacks.
    ///
    /// # Errors
    /// As [`Question::within`].
    pub(crate) fn skipped(&self, time: Time) -> Result<Vec<String>, Fault> {
        if time == Time::Never || !self.frame.has(PERIOD) {
            return Ok(Vec::new());
        }
        // A method that takes a span may make do with one period.
        let used = match time {
            Time::Span => self.between(2).or_else(|_| self.between(1)),
            _ => self.between(1),
        }?;
        let all = self.frame.distinct(PERIOD)?;
        let before = all
            .iter()
            .take_while(|period| self.from.is_none() && used.first() != Some(period));
        let after = all
            .iter()
            .rev()
            .take_while(|period| self.to.is_none() && used.last() != Some(period));
        let mut skipped: Vec<String> = match time {
            Time::Span => before.cloned().collect(),
            _ => Vec::new(),
        };
        skipped.extend(after.cloned().collect::<Vec<_>>().into_iter().rev());
        Ok(skipped)
    }

    /// The periods in which a figure lacks of the region that is asked about, or of any where none was chosen. One between bounds does not lack.
    fn lacking(&self) -> Result<BTreeSet<&'a str>, Fault> {
        if !self.frame.has(VALUE) {
            return Ok(BTreeSet::new());
        }
        let regions = match self.region {
            Some(region) if self.frame.has(REGION) => Some((region, self.frame.names(REGION)?)),
            _ => None,
        };
        let periods = self.frame.names(PERIOD)?.iter().zip(self.frame.figures(VALUE)?);
        Ok(periods
            .enumerate()
            .filter(|(row, (_, cell))| {
                let asked =
                    regions.is_none_or(|(region, names)| names.get(*row).is_some_and(|name| name == region));
                asked && cell.interval().is_none()
            })
            .map(|(_, (period, _))| period.as_str())
            .collect())
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
