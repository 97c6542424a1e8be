//! One treated unit, from when, and with whom it is compared.

use crate::answer::{Assumption, Fit, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::Need;
use crate::grid::{Grid, place};
use crate::method::Question;
use crate::role::{PERIOD, REGION, Role, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::evaluation::{Panel, Path, Study};
use koers_model::value::Number;

/// Units by periods.
pub(super) const ROLES: &[(Role, Need)] = &[(REGION, Need::Must), (PERIOD, Need::Must), (VALUE, Need::Must)];

/// The first period with the measure.
pub(super) const START: Setting = Setting::names(
    "start",
    Words(
        "de eerste periode met de maatregel",
        "the first period with the measure",
    ),
);

/// With whom is compared.
pub(super) const DONORS: Setting = Setting::names(
    "donors",
    Words(
        "met welke regio’s wordt vergeleken; anders alle andere",
        "with which regions is compared; else all others",
    ),
);

/// With whom is not compared.
pub(super) const WITHOUT: Setting = Setting::names(
    "without",
    Words(
        "welke regio’s niet meedoen, bijvoorbeeld omdat de maatregel hen ook raakt",
        "which regions take no part, for instance because the measure touches them too",
    ),
);

/// One treated unit, from when, and with whom it is compared.
pub(super) struct Design {
    pub unit: String,
    /// The donors, in the order of the study.
    pub donors: Vec<String>,
    pub periods: Vec<String>,
    pub start: usize,
    /// Treated unit first, then the donors; periods across.
    pub grid: Grid,
    pub study: Study,
    gone: Vec<(String, String)>,
}

impl Design {
    /// What is asked. A donor with a gap is left out by name: what it would have been is not guessed.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let unit = question.region()?.to_owned();
        let periods = question.span()?;
        let known = question.frame.distinct(REGION)?;
        let start = start(question, &periods)?;
        let (named, without) = (
            question.settings.names(DONORS.word),
            question.settings.names(WITHOUT.word),
        );
        for name in named.iter().chain(&without) {
            place(&known, name)?;
        }
        if let Some(name) = named.iter().chain(&without).find(|name| **name == unit) {
            return Err(Fault::Method(say(
                "{0} heeft zelf de maatregel, en staat onder de regio’s om mee te vergelijken",
                "{0} has the measure itself, and stands among the regions to compare with",
                [(*name).into()],
            )));
        }
        let again = |(at, name): &(usize, &&str)| named.iter().take(*at).any(|other| other == *name);
        if let Some((_, name)) = named.iter().enumerate().find(again) {
            return Err(Fault::Method(say(
                "{0} staat twee keer onder de regio’s om mee te vergelijken",
                "{0} stands twice among the regions to compare with",
                [(*name).into()],
            )));
        }
        let wanted: Vec<String> = if named.is_empty() {
            known
                .iter()
                .filter(|name| **name != unit && !without.contains(&name.as_str()))
                .cloned()
                .collect()
        } else {
            let kept = named.iter().filter(|name| !without.contains(name));
            kept.map(|name| (*name).to_owned()).collect()
        };
        let mut names = vec![unit.clone()];
        names.extend(wanted.iter().cloned());
        let whole = question
            .frame
            .laid_out(VALUE, (REGION, names), (PERIOD, periods.clone()))?;
        let mut kept = vec![unit.clone()];
        let mut gone = Vec::new();
        for (row, name) in whole.rows.iter().enumerate().skip(1) {
            let gap = (0..periods.len()).find(|at| whole.cell(row, *at).number().is_none());
            match gap.and_then(|at| periods.get(at)) {
                Some(period) => gone.push((name.clone(), period.clone())),
                None => kept.push(name.clone()),
            }
        }
        let grid = question
            .frame
            .laid_out(VALUE, (REGION, kept), (PERIOD, periods.clone()))?;
        let panel = panel(&grid)?;
        let donors: Vec<usize> = (1..grid.rows.len()).collect();
        let study = Study::new(&panel, 0, &donors, start).map_err(|fault| grid.fault(fault))?;
        Ok(Self {
            unit,
            donors: grid.rows.iter().skip(1).cloned().collect(),
            periods,
            start,
            grid,
            study,
            gone,
        })
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        self.grid.fault(fault)
    }

    /// The first period with the measure.
    pub(super) fn first(&self) -> Slot {
        self.periods.get(self.start).map_or("", String::as_str).into()
    }
    /// The last period.
    pub(super) fn last(&self) -> Slot {
        self.periods.last().map_or("", String::as_str).into()
    }

    /// The treated unit itself.
    pub(super) fn own(&self) -> Vec<Option<f64>> {
        (0..self.periods.len())
            .map(|at| self.grid.cell(0, at).number().map(Number::get))
            .collect()
    }

    /// As many decimals as the size of the figures asks for.
    pub(super) fn decimals(&self) -> u8 {
        let size = self
            .own()
            .into_iter()
            .flatten()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        match size {
            size if size >= 1000.0 => 0,
            size if size >= 10.0 => 2,
            _ => 4,
        }
    }

    /// The donors that were left out for a gap.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        self.gone
            .iter()
            .map(|(name, period)| {
                say(
                    "{0} doet niet mee: in {1} is er geen cijfer.",
                    "{0} takes no part: in {1} there is no figure.",
                    [name.into(), period.into()],
                )
            })
            .collect()
    }

    /// The donors with their weights, those that count first.
    pub(super) fn weights(&self, weights: &[f64]) -> Table {
        let mut ranked: Vec<(&String, f64)> = self.donors.iter().zip(weights.iter().copied()).collect();
        ranked.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
        Table {
            id: "donors",
            title: Words(
                "Waaruit de vergelijking bestaat",
                "What the comparison is made of",
            ),
            columns: vec![
                column("region", "regio", "region"),
                column("weight", "gewicht", "weight"),
            ],
            rows: ranked
                .into_iter()
                .filter(|(_, weight)| weight.abs() > 1e-6)
                .map(|(name, weight)| vec![name.into(), Item::percent(weight, 1)])
                .collect(),
        }
    }

    /// The unit beside its comparison, period by period.
    pub(super) fn paths(&self, path: &Path) -> Table {
        let decimals = self.decimals();
        let rows = self.periods.iter().enumerate().map(|(at, period)| {
            vec![
                period.into(),
                Item::number(self.grid.cell(0, at).number().map(Number::get), decimals),
                Item::number(path.synthetic.get(at).copied(), decimals),
                Item::signed(path.gaps.get(at).copied(), decimals),
                Item::YesNo(at >= self.start),
            ]
        });
        Table {
            id: "paths",
            title: Words("De regio en haar vergelijking", "The region and its comparison"),
            columns: vec![
                column("period", "periode", "period"),
                column("observed", "gemeten", "observed"),
                column("comparison", "vergelijking", "comparison"),
                column("gap", "verschil", "gap"),
                column("treated", "met maatregel", "with the measure"),
            ],
            rows: rows.collect(),
        }
    }

    /// The unit, its comparison and what else stands beside them. `placebos` are the gaps of others, drawn around the comparison.
    pub(super) fn drawing(&self, path: &Path, placebos: &[&Path]) -> Drawing {
        let mut lines = vec![
            Line {
                name: Named::Figures(self.unit.clone()),
                weight: Weight::Main,
                values: self.own(),
            },
            Line {
                name: Named::Method(Words("vergelijking", "comparison")),
                weight: Weight::Beside,
                values: path.synthetic.iter().copied().map(Some).collect(),
            },
        ];
        lines.extend(placebos.iter().map(|placebo| {
            Line {
                name: Named::Method(Words(
                    "vergelijking met het verschil van een andere regio erbij",
                    "comparison with the gap of another region added",
                )),
                weight: Weight::Faint,
                values: path
                    .synthetic
                    .iter()
                    .zip(&placebo.gaps)
                    .map(|(value, gap)| Some(value + gap))
                    .collect(),
            }
        }));
        Drawing {
            title: Words("De regio en haar vergelijking", "The region and its comparison"),
            x: Words("periode", "period"),
            y: Words("waarde", "value"),
            shape: Shape::Lines {
                at: self.periods.clone(),
                lines,
                band: None,
                from: Some(self.start),
            },
        }
    }

    /// How much the region itself moves around its mean before the measure.
    fn spread(&self) -> f64 {
        let own: Vec<f64> = self.own().into_iter().flatten().take(self.start).collect();
        let mean = own.iter().sum::<f64>() / own.len().max(1) as f64;
        (own.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / own.len().max(1) as f64).sqrt()
    }

    /// How well the comparison fits before the measure. What moves by no more than rounding does not move.
    pub(super) fn fit(&self, path: &Path) -> Fit {
        let (spread, off) = (self.spread(), path.rmspe_before);
        let size = self
            .own()
            .into_iter()
            .flatten()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        let still = size * 1e-9;
        let share = if off <= still { 0.0 } else { off / spread };
        match Number::new(share) {
            Some(share) if spread > still || off <= still => Fit::Off(share),
            _ => Number::new(off).map_or(Fit::Unmeasured, Fit::Still),
        }
    }

    /// Whether the comparison fits before the measure: how far it is off beside how much the figures move.
    pub(super) fn fits(&self, path: &Path) -> Assumption {
        let (spread, off) = (self.spread(), path.rmspe_before);
        let decimals = self.decimals() + 1;
        Assumption::tested(
            Words(
                "De vergelijking loopt voor de maatregel met de regio mee.",
                "The comparison goes along with the region before the measure.",
            ),
            off <= 0.25 * spread,
            say(
                "Zij ligt er gemiddeld {0} naast, waar de regio zelf {1} om haar gemiddelde beweegt; de grens is een kwart.",
                "It is off by {0} on average, where the region itself moves {1} around its mean; the limit is a quarter.",
                [Slot::number(off, decimals), Slot::number(spread, decimals)],
            ),
        )
    }
}

/// What no figures can tell of a comparison.
pub(super) const NOTHING_ELSE: Assumption = Assumption::untested(
    "Er gebeurde in die tijd niets anders dat alleen deze regio raakte.",
    "Nothing else happened in that time that touched this region only.",
);

/// That the measure does not reach the others.
pub(super) const NO_SPILL: Assumption = Assumption::untested(
    "De maatregel werkte niet door naar de regio’s waarmee wordt vergeleken.",
    "The measure did not work on the regions that it is compared with.",
);

/// The place of the first period with the measure.
pub(super) fn start(question: &Question<'_>, periods: &[String]) -> Result<usize, Fault> {
    let Some(name) = question.settings.text(START.word) else {
        return Err(Fault::Wanted {
            option: "--set start=",
            known: periods.to_vec(),
        });
    };
    place(periods, name)
}

/// Units by periods, gaps left open.
pub(super) fn panel(grid: &Grid) -> Result<Panel, Fault> {
    let units: Vec<Vec<Option<f64>>> = (0..grid.rows.len())
        .map(|row| {
            (0..grid.columns.len())
                .map(|at| grid.cell(row, at).number().map(Number::get))
                .collect()
        })
        .collect();
    Panel::new(&units).map_err(|fault| grid.fault(fault))
}
