//! What a row of figures is about besides region and period: an activity, an age, women or men.

use super::laid::Laid;
use super::names::Titles;
use super::{Asked, Fault, Method};
use koers_analysis::role;
use koers_analysis::say::say;
use koers_model::figures::{Breakdown, FigureRole, SectorName, Sectors};
use koers_model::indicator::{Indicator, Series};
use koers_model::text::Text;

/// What a row is about besides region and period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slice<'a> {
    pub(super) activity: Activity<'a>,
    pub(super) age: Option<&'a (String, Text)>,
    pub(super) sex: Sex<'a>,
}

/// Which activity.
#[derive(Debug, Clone, Copy)]
pub(super) enum Activity<'a> {
    /// Figures that are not by activity.
    None,
    /// One of those that a method tells apart.
    Each(&'a SectorName),
    /// The one that was chosen.
    One(&'a SectorName),
    /// All of them together.
    All(&'a [SectorName]),
}

/// Women, men, or both together.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sex<'a> {
    /// Figures that do not tell them apart.
    None,
    /// One of them.
    Each(&'a (String, Text)),
    /// Both together.
    All(&'a [(String, Text)]),
}

impl Laid<'_> {
    /// The rows for each region and period that a method looks at. What was asked gets its name.
    pub(super) fn slices(&self, method: &Method, asked: &mut Asked) -> Result<Vec<Slice<'_>>, Fault> {
        let activities = self.activities(method, asked)?;
        let ages: Vec<Option<&(String, Text)>> = match &self.figures.ages {
            Some(ages) => ages.names.iter().map(Some).collect(),
            None => vec![None],
        };
        let sexes = self.sexes(method)?;
        let mut all = Vec::with_capacity(activities.len() * ages.len() * sexes.len());
        for activity in activities {
            for age in &ages {
                all.extend(sexes.iter().map(|sex| Slice {
                    activity,
                    age: *age,
                    sex: *sex,
                }));
            }
        }
        Ok(all)
    }

    fn sexes(&self, method: &Method) -> Result<Vec<Sex<'_>>, Fault> {
        let Some(sexes) = &self.figures.sexes else {
            return Ok(vec![Sex::None]);
        };
        if method.roles.iter().any(|(role, _)| *role == role::SEX) {
            return Ok(sexes.names.iter().map(Sex::Each).collect());
        }
        if self.adds_up() {
            return Ok(vec![Sex::All(&sexes.names)]);
        }
        Err(Fault::Method(say(
            "deze methode houdt vrouwen en mannen niet uit elkaar, en de cijfers `{0}` zijn niet op te tellen",
            "this method does not tell women and men apart, and the figures `{0}` do not add up",
            [self.figures.id.as_str().into()],
        )))
    }

    /// The activities that a method looks at: each of them, the one that was chosen, or all together.
    fn activities(&self, method: &Method, asked: &mut Asked) -> Result<Vec<Activity<'_>>, Fault> {
        let Some(sectors) = &self.figures.sectors else {
            return match &asked.sector {
                Some(_) => Err(Fault::Method(say(
                    "de cijfers `{0}` zijn niet naar sector",
                    "the figures `{0}` are not by sector",
                    [self.figures.id.as_str().into()],
                ))),
                None => Ok(vec![Activity::None]),
            };
        };
        if method.tells_sectors_apart() {
            return Ok(sectors.names.iter().map(Activity::Each).collect());
        }
        self.one_activity(sectors, asked).map(|one| vec![one])
    }

    fn one_activity<'s>(&self, sectors: &'s Sectors, asked: &mut Asked) -> Result<Activity<'s>, Fault> {
        let known = || sectors.names.iter().map(|sector| sector.code.clone()).collect();
        let Some(written) = &asked.sector else {
            if !self.adds_up() {
                return Err(Fault::Wanted {
                    option: "--sector",
                    known: known(),
                });
            }
            asked.sector = Some(self.lang.pick("alle samen", "all together").to_owned());
            return Ok(Activity::All(&sectors.names));
        };
        let names = || sectors.names.iter();
        let named = |sector: &&SectorName| sector.title.get(self.lang) == written;
        let found = names()
            .find(|sector| sector.code == *written)
            .or_else(|| names().find(named));
        let found = found.ok_or_else(|| Fault::NoSuchName {
            name: written.clone(),
            known: known(),
        })?;
        asked.sector = Some(found.title.get(self.lang).to_owned());
        Ok(Activity::One(found))
    }

    /// Whether every series is of a measure that adds up.
    fn adds_up(&self) -> bool {
        self.figures.series.iter().all(|(_, series)| {
            let dataset = self.definitions.datasets.get(&series.dataset);
            let measure = dataset.and_then(|dataset| dataset.measures.get(&series.measure));
            measure.is_some_and(|measure| measure.additive)
        })
    }

    /// What people read for the codes of activities.
    pub(super) fn activity_names(&self) -> Titles {
        let all = self.figures.sectors.iter().flat_map(|sectors| &sectors.names);
        Titles::of(all.map(|sector| (&sector.code, &sector.title)), self.lang)
    }

    /// A series of a slice as an indicator; `None` for a series of the other sex.
    pub(super) fn of_slice(
        &self,
        (role, series): (FigureRole, &Series),
        slice: &Slice<'_>,
    ) -> Option<Indicator> {
        let mut chosen: Vec<(String, Vec<String>)> = Vec::new();
        if let Some(sectors) = &self.figures.sectors {
            let codes = match slice.activity {
                Activity::None => Vec::new(),
                Activity::Each(sector) | Activity::One(sector) => vec![sector.code.clone()],
                Activity::All(sectors) => sectors.iter().map(|sector| sector.code.clone()).collect(),
            };
            chosen.push((sectors.dimension.clone(), codes));
        }
        if let (Some(ages), Some((code, _))) = (&self.figures.ages, slice.age) {
            chosen.push((ages.dimension.clone(), vec![code.clone()]));
        }
        if let Some(sexes) = &self.figures.sexes {
            match (self.tells_apart(series, sexes), slice.sex) {
                (_, Sex::None) => {}
                (true, Sex::Each((code, _))) => chosen.push((sexes.dimension.clone(), vec![code.clone()])),
                (true, Sex::All(names)) => {
                    let codes = names.iter().map(|(code, _)| code.clone()).collect();
                    chosen.push((sexes.dimension.clone(), codes));
                }
                (false, Sex::Each((code, _))) => {
                    let mut of = self.figures.of_one_sex.iter();
                    let own = of.find(|(other, _)| *other == role);
                    if own.is_some_and(|(_, own)| own != code) {
                        return None;
                    }
                }
                (false, Sex::All(_)) => {}
            }
        }
        let unit = self.unit_or_first(series);
        Some(self.indicator(series, chosen, unit))
    }

    /// Whether the data set of a series has a column for a breakdown.
    fn tells_apart(&self, series: &Series, of: &Breakdown) -> bool {
        let dataset = self.definitions.datasets.get(&series.dataset);
        dataset.is_some_and(|dataset| dataset.columns.iter().any(|column| column.name == of.dimension))
    }
}
