//! The forms of decisions, aid, control and loans.

use super::{Refused, Wire, form, words};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::Evidence;
use koers_model::portfolio::decision::{
    Aid, Control, Decision, DecisionKind, Followed, Loan, Subject, Weighed,
};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::text::Text;
use serde::{Deserialize, Serialize};

words!(DecisionKind, Followed);

/// `{"element":{"framework":"…","element":"…"}}` or `{"action":"…"}`.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum SubjectForm {
    Element { framework: String, element: String },
    Action(String),
}

impl Wire for Subject {
    type Form = SubjectForm;
    fn write(&self) -> SubjectForm {
        match self {
            Self::Element { framework, element } => SubjectForm::Element {
                framework: framework.write(),
                element: element.write(),
            },
            Self::Action(id) => SubjectForm::Action(id.write()),
        }
    }
    fn read(form: SubjectForm) -> Result<Self, Refused> {
        Ok(match form {
            SubjectForm::Element { framework, element } => Self::Element {
                framework: Id::read(framework).map_err(|refused| refused.within("framework"))?,
                element: Id::read(element).map_err(|refused| refused.within("element"))?,
            },
            SubjectForm::Action(id) => Self::Action(Id::read(id)?),
        })
    }
}

form!(Weighed as WeighedForm {
    appraisals: Vec<Id>,
    selection: Option<Id>,
    edition: Option<Id>,
});

form!(Decision as DecisionForm {
    id: Id,
    kind: DecisionKind,
    title: Text,
    text: Option<Text>,
    by: Id,
    on: Date,
    about: Vec<Subject>,
    weighed: Weighed,
    followed: Followed,
    evidence: Vec<Evidence>,
});

form!(Aid as AidForm {
    id: Id,
    undertaking: Id,
    rule: Id,
    amount: Money,
    granted: Date,
    action: Option<Id>,
});

form!(Control as ControlForm {
    id: Id,
    parent: Id,
    child: Id,
    from: Date,
    to: Option<Date>,
    reason: String,
});

form!(Loan as LoanForm {
    id: Id,
    fund: Id,
    borrower: Id,
    action: Option<Id>,
    principal: Amount,
    granted: Option<Date>,
    due: Option<Date>,
    interest: Option<Share>,
    repaid: Amount,
    written_off: Amount,
    evidence: Vec<Evidence>,
});
