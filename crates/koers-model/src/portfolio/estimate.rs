//! Promises: what somebody expects of an action beforehand, and what came of it.

use super::money::Share;
use super::worded::worded;
use crate::id::Id;
use crate::text::Text;
use crate::value::Number;
use jiff::civil::Date;

worded! {
    /// What an effect is counted in. These are different things: no two of them ever add up, and none is turned into another.
    EffectUnit {
        /// Persons helped, trained, placed.
        Persons "persons" "personen" "persons";
        /// New jobs of at least twelve hours a week.
        JobsCreated12 "jobs-created-12h" "nieuwe banen van minstens 12 uur" "new jobs of at least 12 hours";
        /// Jobs of at least twelve hours a week that would have gone.
        JobsRetained12 "jobs-retained-12h" "behouden banen van minstens 12 uur" "retained jobs of at least 12 hours";
        /// New jobs of at least twenty hours a week.
        JobsCreated20 "jobs-created-20h" "nieuwe banen van minstens 20 uur" "new jobs of at least 20 hours";
        /// Jobs of at least twenty hours a week that would have gone.
        JobsRetained20 "jobs-retained-20h" "behouden banen van minstens 20 uur" "retained jobs of at least 20 hours";
        /// New jobs, and the source does not say of how many hours.
        JobsCreatedUnstated "jobs-created" "nieuwe banen, uren niet genoemd" "new jobs, hours not stated";
        /// Retained jobs, and the source does not say of how many hours.
        JobsRetainedUnstated "jobs-retained" "behouden banen, uren niet genoemd" "retained jobs, hours not stated";
        /// Years of work at full time.
        LabourYears "labour-years" "arbeidsjaren" "labour years";
        /// Firms helped, founded, moved in.
        Firms "firms" "bedrijven" "firms";
        /// Addresses connected.
        Addresses "addresses" "aangesloten adressen" "addresses connected";
        /// Private money that came along, in euro.
        EuroLeveraged "eur-leveraged" "euro aan ander geld" "euro of other money";
        /// Hectares issued, cleaned, built upon.
        Hectares "hectares" "hectare" "hectares";
        /// Points of an indicator, in its own unit.
        IndicatorPoints "indicator" "in de eenheid van de indicator" "in the unit of the indicator";
    }
}

worded! {
    /// Where an effect lands. What lands elsewhere is not the region's own.
    Incidence {
        /// In the region itself.
        Region "region" "in het eigen gebied" "in the region itself";
        /// In the wider part of the country that works together (for a northern province: the rest of the North).
        Neighbours "neighbours" "elders in het landsdeel" "elsewhere in this part of the country";
        /// Farther away.
        Elsewhere "elsewhere" "elders" "elsewhere";
        /// Somewhere among these, and the source does not split it.
        Unsplit "unsplit" "niet uitgesplitst" "not split up";
    }
}

worded! {
    /// Who estimated: whoever asks for money expects more than whoever gives it.
    AuthorRole {
        /// Who asks for the money.
        Applicant "applicant" "aanvrager" "applicant";
        /// The region's own people.
        Province "province" "provincie" "province";
        /// Somebody without a stake.
        Independent "independent" "onafhankelijk" "independent";
    }
}

worded! {
    /// How well an estimate or a finding is founded, weakest first (after the Maryland scale of scientific methods).
    EvidenceGrade {
        /// Somebody said so.
        Stated "stated" "opgave" "stated";
        /// Counted, without a comparison.
        Counted "counted" "geteld" "counted";
        /// Before compared with after.
        BeforeAfter "before-after" "voor en na vergeleken" "before and after";
        /// Compared with others who did not get it.
        Compared "compared" "vergeleken met anderen" "compared with others";
        /// Compared, with what else differed taken out.
        Controlled "controlled" "vergeleken en gecorrigeerd" "compared and controlled";
        /// By lot, or as good as.
        Randomised "randomised" "door loting" "randomised";
    }
}

/// What an effect bears on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum EffectOn {
    /// An outcome of the programme.
    Outcome(Id),
    /// An indicator.
    Indicator(Id),
}

/// A range: low ≤ central ≤ high. All three alike when somebody gave one figure, which is then known to have no range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    low: Number,
    central: Number,
    high: Number,
}

/// Why three figures are no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a range goes from low over central to high")]
pub struct NoRange;

impl Range {
    /// A range.
    ///
    /// # Errors
    /// [`NoRange`] when the figures do not rise.
    pub fn new(low: Number, central: Number, high: Number) -> Result<Self, NoRange> {
        if low.get() <= central.get() && central.get() <= high.get() {
            Ok(Self { low, central, high })
        } else {
            Err(NoRange)
        }
    }
    /// One figure without a range.
    #[must_use]
    pub const fn single(figure: Number) -> Self {
        Self {
            low: figure,
            central: figure,
            high: figure,
        }
    }
    /// The low end.
    #[must_use]
    pub const fn low(self) -> Number {
        self.low
    }
    /// The middle.
    #[must_use]
    pub const fn central(self) -> Number {
        self.central
    }
    /// The high end.
    #[must_use]
    pub const fn high(self) -> Number {
        self.high
    }
    /// Whether somebody gave one figure only.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.low == self.central && self.central == self.high
    }
}

/// An effect that is expected of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Its id.
    pub id: Id,
    /// The action.
    pub action: Id,
    /// What it bears on.
    pub on: EffectOn,
    /// How much.
    pub amount: Range,
    /// Counted in what.
    pub unit: EffectUnit,
    /// First year in which the effect is there.
    pub from: i16,
    /// Last year, where it ends.
    pub to: Option<i16>,
    /// Where it lands.
    pub incidence: Incidence,
    /// How it was estimated.
    pub method: Text,
    /// What it takes for granted.
    pub assumptions: Option<Text>,
    /// Who estimated: an organisation.
    pub author: Id,
    /// With which stake.
    pub role: AuthorRole,
    /// When.
    pub made: Date,
    /// How well founded.
    pub grade: EvidenceGrade,
    /// The day on which its finding falls due; `None`: by the rule of the workspace, three years after the grant.
    pub due: Option<Date>,
    /// The part of this effect that this action claims, where another one claims the same: shares of one effect come to no more than the whole.
    pub claim: Option<Claim>,
}

/// An effect that several actions claim together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The name of the shared effect: the same for all who claim it.
    pub shared: Id,
    /// This one's part.
    pub share: Share,
}

/// What came of an estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: Id,
    /// The estimate that it checks.
    pub estimate: Id,
    /// How much came of it, in the estimate's unit; `None`: looked at, and it cannot be said.
    pub amount: Option<Range>,
    /// How it was found, or why it cannot be said.
    pub method: Text,
    /// Who found it: an organisation.
    pub author: Id,
    /// With which stake.
    pub role: AuthorRole,
    /// When.
    pub made: Date,
    /// How well founded.
    pub grade: EvidenceGrade,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_rises_and_one_figure_says_that_it_has_none() {
        let n = |x: f64| Number::new(x).unwrap_or(Number::ZERO);
        assert_eq!(Range::new(n(2.0), n(1.0), n(3.0)), Err(NoRange));
        assert!(Range::new(n(1.0), n(1.0), n(1.0)).is_ok_and(Range::is_single));
        assert!(Range::new(n(1.0), n(2.0), n(3.0)).is_ok_and(|range| !range.is_single()));
    }
}
