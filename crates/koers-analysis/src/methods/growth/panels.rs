//! A region and what it is held against, by year and sector.

use crate::answer::{Answer, Assumption, Column, Item, Table, column};
use crate::fault::Fault;
use crate::frame::Need;
use crate::grid::{Absent, Grid};
use crate::method::Question;
use crate::role::{PERIOD, REGION, Role, SECTOR, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use koers_economics::Matrix;
use koers_economics::growth::{BaseYear, Sign};

/// Years by sectors of regions.
pub(super) const ROLES: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (SECTOR, Need::Must),
    (PERIOD, Need::Must),
    (VALUE, Need::Must),
];

/// A region and what it is held against.
pub(super) struct Panels {
    pub region: String,
    pub periods: Vec<String>,
    pub sectors: Vec<String>,
    /// The region, periods down and sectors across.
    pub own: Grid,
    /// What it is held against, laid out the same.
    pub whole: Matrix,
    pub absent: Absent,
    reference: Option<String>,
    /// Periods in between that are not whole, each with a region that lacks something.
    dropped: Vec<(String, String)>,
}

impl Panels {
    /// A period in between in which something lacks is left out: it is a base year less, and no figure is guessed. The first and the last
    /// period must be whole, but for withheld cells of the region with bounds.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, region) = (question.frame, question.region()?);
        let (absent, asked) = (question.settings.absent(), question.span()?);
        let sectors = frame.distinct(SECTOR)?;
        let known = frame.distinct(REGION)?;
        let against: Vec<&str> = match question.reference {
            Some(name) => {
                crate::grid::place(&known, name)?;
                vec![name]
            }
            None => known.iter().map(String::as_str).collect(),
        };
        let laid = |name: &str| {
            frame
                .with(REGION, &[name])?
                .laid_out(VALUE, (PERIOD, asked.clone()), (SECTOR, sectors.clone()))
        };
        let own = laid(region)?;
        let others = against
            .iter()
            .map(|name| Ok((*name, laid(name)?)))
            .collect::<Result<Vec<_>, Fault>>()?;
        let last = asked.len().saturating_sub(1);
        let lacks = |at: usize| {
            let own = (0..sectors.len()).find(|sector| !own.has(at, *sector, absent, true));
            let other = || {
                others
                    .iter()
                    .find(|(_, grid)| (0..sectors.len()).any(|sector| !grid.has(at, sector, absent, false)))
            };
            own.map(|_| region).or_else(|| other().map(|(name, _)| *name))
        };
        let (mut kept, mut dropped) = (Vec::new(), Vec::new());
        for (at, period) in asked.iter().enumerate() {
            match lacks(at).filter(|_| at > 0 && at < last) {
                Some(name) => dropped.push((period.clone(), name.to_owned())),
                None => kept.push(at),
            }
        }
        let own = own.only_rows(&kept);
        let periods = own.rows.clone();
        let mut sums = vec![0.0; periods.len() * sectors.len()];
        for (name, grid) in &others {
            let values = grid.only_rows(&kept).values(absent);
            let values = values.map_err(|fault| of_region(fault, name))?;
            // In the sum it would hide.
            if let Some(at) = values.iter().position(|value| *value < 0.0) {
                let named = |names: &[String], at: usize| names.get(at).cloned().unwrap_or_default();
                return Err(Fault::Method(say(
                    "{0} heeft in {1} een cijfer onder nul bij {2}",
                    "{0} has a figure below nought in {1} of {2}",
                    [
                        (*name).into(),
                        Slot::Name(named(&periods, at / sectors.len().max(1))),
                        Slot::Name(named(&sectors, at % sectors.len().max(1))),
                    ],
                )));
            }
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        let whole = Matrix::new(periods.len(), sectors.len(), sums)
            .map_err(|fault| Fault::method(fault, &periods, &sectors))?;
        Ok(Self {
            region: region.to_owned(),
            own,
            whole,
            periods,
            sectors,
            absent,
            reference: question.reference.map(str::to_owned),
            dropped,
        })
    }

    /// The region as numbers.
    pub(super) fn numbers(&self) -> Result<Matrix, Fault> {
        self.own.matrix(self.absent)
    }

    /// The row of the last period.
    pub(super) fn end(&self) -> usize {
        self.periods.len().saturating_sub(1)
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.periods, &self.sectors)
    }

    pub(super) fn compared(&self) -> Slot {
        match &self.reference {
            Some(name) => name.into(),
            None => Words("alle regio’s samen", "all regions together").into(),
        }
    }

    pub(super) fn first(&self) -> Slot {
        self.periods.first().map_or("", String::as_str).into()
    }
    pub(super) fn last(&self) -> Slot {
        self.periods.last().map_or("", String::as_str).into()
    }

    /// What was left out: periods that are not whole, and cells that count as nought.
    pub(super) fn left_out(&self) -> Vec<Sentence> {
        let periods: Vec<String> = self.dropped.iter().map(|(period, _)| period.clone()).collect();
        let mut regions: Vec<String> = self.dropped.iter().map(|(_, region)| region.clone()).collect();
        regions.dedup();
        let dropped = (!periods.is_empty()).then(|| {
            say(
                "Niet als beginjaar geteld, omdat er een cijfer ontbreekt of geheim is: {0} (onder meer van {1}).",
                "Not counted as base years, because a figure lacks or is withheld: {0} (of {1} among others).",
                [Slot::Names(periods), Slot::Names(regions)],
            )
        });
        let filled = crate::methods::structure::table::filled(&self.own, self.absent);
        dropped.into_iter().chain(filled).collect()
    }

    /// What all forms of shift-share take for granted.
    pub(super) fn assumptions(&self, sign: Sign) -> Vec<Assumption> {
        vec![
            Assumption {
                what: Words(
                    "Het teken hangt niet af van het jaar waarmee wordt begonnen.",
                    "The sign does not depend on the year to begin with.",
                ),
                standing: match sign {
                    Sign::Positive | Sign::Negative => crate::answer::Standing::Holds,
                    Sign::Depends => crate::answer::Standing::Fails,
                    Sign::OneBaseYear | Sign::Open => crate::answer::Standing::Untested,
                },
                // The sentences of the answer say it.
                found: None,
            },
            self.apart(),
            Assumption::untested(
                "Sectoren en grenzen zijn al die jaren hetzelfde gebleven.",
                "Sectors and borders stayed the same all those years.",
            ),
        ]
    }

    /// Whether the region is part of what it is compared with: of all regions together it is; of a region that was named, names alone
    /// do not tell.
    fn apart(&self) -> Assumption {
        let what = Words(
            "De regio telt niet mee in waarmee zij wordt vergeleken.",
            "The region is not part of what it is compared with.",
        );
        match &self.reference {
            Some(name) if *name != self.region => Assumption {
                what,
                standing: crate::answer::Standing::Untested,
                found: None,
            },
            _ => Assumption::tested(
                what,
                false,
                say(
                    "In {0} zit {1} zelf ook; bij een kleine regio scheelt dat weinig.",
                    "{0} contains {1} itself; for a small region that makes little difference.",
                    [self.compared(), (&self.region).into()],
                ),
            ),
        }
    }

    /// The table of what every base year would have said.
    pub(super) fn base_years<T>(
        &self,
        years: &[BaseYear<T>],
        columns: &[Column],
        items: impl Fn(&T) -> Vec<Item>,
    ) -> Table {
        let mut all = vec![column("from", "vanaf", "from")];
        all.extend_from_slice(columns);
        Table {
            id: "base_years",
            title: Words(
                "Wat een ander beginjaar had gezegd",
                "What another base year would have said",
            ),
            columns: all,
            rows: years
                .iter()
                .map(|year| {
                    let name = self.periods.get(year.start).map_or("", String::as_str);
                    std::iter::once(Item::from(name))
                        .chain(items(&year.total))
                        .collect()
                })
                .collect(),
        }
    }

    /// The table of sectors, each with what the method says of it.
    pub(super) fn sectors<T>(
        &self,
        found: &[T],
        total: &T,
        columns: &[Column],
        items: impl Fn(&T) -> Vec<Item>,
    ) -> Table {
        let mut all = vec![column("sector", "sector", "sector")];
        all.extend_from_slice(columns);
        let mut rows: Vec<Vec<Item>> = self
            .sectors
            .iter()
            .zip(found)
            .map(|(name, one)| std::iter::once(Item::from(name)).chain(items(one)).collect())
            .collect();
        rows.push(
            std::iter::once(Item::Word("total", Words("samen", "together")))
                .chain(items(total))
                .collect(),
        );
        Table {
            id: "sectors",
            title: Words("Elke sector", "Each sector"),
            columns: all,
            rows,
        }
    }
}

fn of_region(fault: Fault, region: &str) -> Fault {
    match fault {
        Fault::NoFigure { mut names, reason } => {
            names.insert(0, region.to_owned());
            Fault::NoFigure { names, reason }
        }
        other => other,
    }
}

/// Whether the sign of an effect stays whatever the base year.
pub(super) fn stays(sign: Sign, what: Words) -> Sentence {
    match sign {
        Sign::Positive => say(
            "Vanaf elk beginjaar is {0} meer dan nul.",
            "From every base year {0} is more than nought.",
            [what.into()],
        ),
        Sign::Negative => say(
            "Vanaf elk beginjaar is {0} minder dan nul.",
            "From every base year {0} is less than nought.",
            [what.into()],
        ),
        Sign::Depends => say(
            "Let op: het beginjaar beslist of {0} meer of minder dan nul is. Eén getal zou misleiden; zie de tabel.",
            "Mind: the base year decides whether {0} is more or less than nought. One number would mislead; see the table.",
            [what.into()],
        ),
        Sign::OneBaseYear => say(
            "Er is maar één beginjaar, dus of {0} daarvan afhangt, is niet te zeggen.",
            "There is one base year only, so whether {0} depends on it cannot be said.",
            [what.into()],
        ),
        Sign::Open => say(
            "Door geheime cijfers staat niet vanaf elk beginjaar vast of {0} meer of minder dan nul is.",
            "Because of withheld figures it is not certain from every base year whether {0} is more or less than nought.",
            [what.into()],
        ),
    }
}

/// The answer that the forms of shift-share have in common.
pub(super) fn answer(sentences: Vec<Sentence>, tables: Vec<Table>, panels: &Panels, sign: Sign) -> Answer {
    Answer {
        sentences,
        tables,
        assumptions: panels.assumptions(sign),
        left_out: panels.left_out(),
        drawing: None,
        effect: None,
    }
}
