//! The forms of organisations, sources of money, and actions.

use super::{Refused, Wire, form, words};
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::portfolio::action::{
    Action, ActionKind, Dependency, DependencyKind, Evidence, FundingSource, Grade, Milestone, MoneyLine,
    Organisation, OrganisationKind, Participation, PartnerRole, Place, Request, Risk, Side, SourceKind,
    Stage, Step,
};
use koers_model::portfolio::money::{Amount, Share};
use koers_model::region::RegionCode;
use koers_model::text::Text;
use serde::{Deserialize, Serialize};

words!(
    ActionKind,
    Stage,
    PartnerRole,
    Grade,
    DependencyKind,
    Step,
    Side,
    SourceKind,
    OrganisationKind,
);

form!(Organisation as OrganisationForm {
    id: Id,
    name: String,
    kind: OrganisationKind,
    register_number: Option<String>,
    partner: Option<Id>,
});

form!(FundingSource as FundingSourceForm {
    id: Id,
    title: Text,
    kind: SourceKind,
    rate: Option<Share>,
    evidence: Vec<Evidence>,
});

form!(Evidence as EvidenceForm {
    title: String,
    publisher: String,
    date: Option<Date>,
    url: Option<WebAddress>,
});

form!(Participation as ParticipationForm {
    organisation: Id,
    role: PartnerRole,
});

form!(Milestone as MilestoneForm {
    id: Id,
    title: Text,
    due: Date,
    reached: Option<Date>,
});

form!(Risk as RiskForm {
    id: Id,
    title: Text,
    likelihood: Grade,
    impact: Grade,
    response: Option<Text>,
});

form!(Dependency as DependencyForm {
    on: Id,
    kind: DependencyKind,
});

form!(MoneyLine as MoneyLineForm {
    id: Id,
    year: i16,
    step: Step,
    side: Side,
    source: Id,
    amount: Amount,
    programme: Option<Id>,
    task_field: Option<Id>,
});

form!(Request as RequestForm {
    applicant: Id,
    received: Date,
    public: Text,
    levels: Vec<Share>,
});

form!(Action as ActionForm {
    id: Id,
    kind: ActionKind,
    title: Text,
    summary: Option<Text>,
    stage: Stage,
    framework: Id,
    lines: Vec<Id>,
    objectives: Vec<Id>,
    carries_out: Vec<Id>,
    serves: Vec<Id>,
    roles: Vec<Id>,
    scale: Option<Id>,
    domains: Vec<Id>,
    partners: Vec<Participation>,
    places: Vec<Place>,
    from: Option<Date>,
    to: Option<Date>,
    milestones: Vec<Milestone>,
    risks: Vec<Risk>,
    dependencies: Vec<Dependency>,
    money: Vec<MoneyLine>,
    request: Option<Request>,
    evidence: Vec<Evidence>,
});

/// `{"region":"PV22"}` or `{"point":{"north":52990000,"east":6560000}}`, in millionths of a degree.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum PlaceForm {
    Region(String),
    Point { north: i32, east: i32 },
}

impl Wire for Place {
    type Form = PlaceForm;
    fn write(&self) -> PlaceForm {
        match self {
            Self::Region(code) => PlaceForm::Region(code.write()),
            Self::Point { north, east } => PlaceForm::Point {
                north: *north,
                east: *east,
            },
        }
    }
    fn read(form: PlaceForm) -> Result<Self, Refused> {
        Ok(match form {
            PlaceForm::Region(code) => {
                Self::Region(RegionCode::read(code).map_err(|refused| refused.within("region"))?)
            }
            PlaceForm::Point { north, east } => Self::Point { north, east },
        })
    }
}
