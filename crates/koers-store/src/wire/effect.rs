//! The forms of what is expected of an action, and of what came of it.

use super::number::Decimal;
use super::{Refused, Wire, form, words};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::{
    AuthorRole, Claim, EffectOn, EffectUnit, Estimate, EvidenceGrade, Finding, Incidence, Range,
};
use koers_model::portfolio::money::Share;
use koers_model::text::Text;
use koers_model::value::Number;
use serde::{Deserialize, Serialize};

words!(EffectUnit, Incidence, AuthorRole, EvidenceGrade);

/// `{"outcome":"…"}` or `{"indicator":"…"}`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum EffectOnForm {
    Outcome(String),
    Indicator(String),
}

impl Wire for EffectOn {
    type Form = EffectOnForm;
    fn write(&self) -> EffectOnForm {
        match self {
            Self::Outcome(id) => EffectOnForm::Outcome(id.write()),
            Self::Indicator(id) => EffectOnForm::Indicator(id.write()),
        }
    }
    fn read(form: EffectOnForm) -> Result<Self, Refused> {
        Ok(match form {
            EffectOnForm::Outcome(id) => Self::Outcome(Id::read(id)?),
            EffectOnForm::Indicator(id) => Self::Indicator(Id::read(id)?),
        })
    }
}

/// `{"low":10,"central":12.5,"high":15.0}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RangeForm {
    low: Decimal,
    central: Decimal,
    high: Decimal,
}

impl Wire for Range {
    type Form = RangeForm;
    fn write(&self) -> RangeForm {
        RangeForm {
            low: self.low().write(),
            central: self.central().write(),
            high: self.high().write(),
        }
    }
    fn read(form: RangeForm) -> Result<Self, Refused> {
        let [low, central, high] = [form.low, form.central, form.high].map(Number::read);
        Self::new(low?, central?, high?)
            .map_err(|error| Refused::because("een bandbreedte loopt van laag over midden naar hoog", error))
    }
}

form!(Claim as ClaimForm {
    shared: Id,
    share: Share,
});

form!(Estimate as EstimateForm {
    id: Id,
    action: Id,
    on: EffectOn,
    amount: Range,
    unit: EffectUnit,
    from: i16,
    to: Option<i16>,
    incidence: Incidence,
    method: Text,
    assumptions: Option<Text>,
    author: Id,
    role: AuthorRole,
    made: Date,
    grade: EvidenceGrade,
    due: Option<Date>,
    claim: Option<Claim>,
});

form!(Finding as FindingForm {
    id: Id,
    estimate: Id,
    amount: Option<Range>,
    method: Text,
    author: Id,
    role: AuthorRole,
    made: Date,
    grade: EvidenceGrade,
});
