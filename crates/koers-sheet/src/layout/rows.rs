//! What one row of each sheet says, and how it is read back.

use super::fields::{Bad, Fields, Writing};
use super::leaf::{Degrees, Leaf, One, words};
use super::{Column, Head, Shape};
use crate::cell::Cell;
use crate::known::Target;
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::portfolio::action::{
    Action, ActionKind, Dependency, DependencyKind, Evidence, FundingSource, Grade, Milestone, MoneyLine,
    Organisation, OrganisationKind, Participation, PartnerRole, Place, Request, Risk, Side, SourceKind,
    Stage, Step,
};
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, GateResult, Moment, Override, Score};
use koers_model::portfolio::decision::{
    Aid, Control, Decision, DecisionKind, Followed, Loan, Subject, Weighed,
};
use koers_model::portfolio::estimate::{
    AuthorRole, Claim, EffectOn, EffectUnit, Estimate, EvidenceGrade, Finding, Incidence, Range,
};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};

/// Something that fills a row.
pub(crate) trait Row: Sized {
    /// Its columns.
    fn columns() -> Vec<Column>;
    /// Writes its cells.
    fn put(&self, writing: Writing, out: &mut Vec<Cell>);
    /// Reads its cells; lists that stand on other sheets are empty.
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad>;
    /// Takes over the lists that stand on other sheets.
    fn adopt(&mut self, before: &Self);
}

/// Whether something begins later than it ends; what has no beginning does not.
fn begins_after<T: PartialOrd>(from: impl Into<Option<T>>, to: T) -> bool {
    from.into().is_some_and(|from| from > to)
}

/// Declares what a row says: field, type, key, Dutch head, English head, and what the id in it names. What runs `rising` from its beginning
/// to its end (`to`, by its key) does not end before it begins.
macro_rules! row {
    ($noun:ident { $( $field:ident: $leaf:ty, $key:literal $nl:literal $en:literal $(=> $target:ident)?; )+ } $( elsewhere { $( $list:ident ),+ } )? $( rising { $low:ident $high:ident } )?) => {
        impl Row for $noun {
            fn columns() -> Vec<Column> {
                let mut columns = Vec::new();
                $( {
                    #[allow(unused_mut, unused_assignments)]
                    let mut target = None;
                    $( target = Some(Target::$target); )?
                    <$leaf as Leaf>::columns(Head { key: $key, nl: $nl, en: $en, target }, &mut columns);
                } )+
                columns
            }
            fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
                $( <$leaf as Leaf>::put(&self.$field, writing, out); )+
            }
            fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
                // All of them first, so that every fault of the row is found.
                $( let $field = <$leaf as Leaf>::take(fields); )+
                $( let turned = match (&$low, &$high) {
                    (Ok(low), Ok(Some(to))) => begins_after(*low, *to),
                    _ => false,
                };
                if turned {
                    return Err(fields.before_its_beginning(stringify!($high)));
                } )?
                Ok(Self { $( $field: $field?, )+ $( $( $list: Default::default(), )+ )? })
            }
            fn adopt(&mut self, before: &Self) {
                let _ = before;
                $( $( self.$list.clone_from(&before.$list); )+ )?
            }
        }
    };
}

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
    GateAnswer,
    Moment,
    DecisionKind,
    Followed,
    EffectUnit,
    Incidence,
    AuthorRole,
    EvidenceGrade,
    About,
);

/// What a source can be the evidence of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    Action,
    FundingSource,
    Decision,
    Loan,
}

impl About {
    pub(crate) const ALL: &'static [Self] = &[Self::Action, Self::FundingSource, Self::Decision, Self::Loan];

    pub(crate) const fn word(self) -> &'static str {
        self.target().word()
    }
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Action => lang.pick("actie", "action"),
            Self::FundingSource => lang.pick("financieringsbron", "funding source"),
            Self::Decision => lang.pick("besluit", "decision"),
            Self::Loan => lang.pick("lening", "loan"),
        }
    }
    pub(crate) const fn target(self) -> Target {
        match self {
            Self::Action => Target::Action,
            Self::FundingSource => Target::FundingSource,
            Self::Decision => Target::Decision,
            Self::Loan => Target::Loan,
        }
    }
}

row!(Organisation {
    id: Id, "id" "Id" "Id";
    name: String, "name" "Naam" "Name";
    kind: OrganisationKind, "kind" "Soort" "Kind";
    register_number: Option<String>, "register-number" "KvK-nummer" "Trade register number";
    partner: Option<Id>, "partner" "Partner van het programma" "Partner of the programme" => Partner;
});

row!(FundingSource {
    id: Id, "id" "Id" "Id";
    title: Text, "title" "Naam" "Name";
    kind: SourceKind, "kind" "Soort" "Kind";
    rate: Option<Share>, "rate" "Betaalt hoogstens" "Pays at most";
} elsewhere { evidence });

row!(Action {
    id: Id, "id" "Id" "Id";
    kind: ActionKind, "kind" "Soort" "Kind";
    title: Text, "title" "Naam" "Name";
    summary: Option<Text>, "summary" "Samenvatting" "Summary";
    stage: Stage, "stage" "Stand" "Stage";
    framework: Id, "framework" "Beleidsprogramma" "Programme of policy" => Framework;
    lines: Vec<Id>, "lines" "Lijnen" "Lines" => Line;
    objectives: Vec<Id>, "objectives" "Doelen" "Objectives" => Objective;
    carries_out: Vec<Id>, "carries-out" "Voert uit" "Carries out" => Activity;
    serves: Vec<Id>, "serves" "Dient de resultaten" "Serves the outcomes" => Outcome;
    roles: Vec<Id>, "roles" "Rollen van de provincie" "Roles of the province" => Role;
    scale: Option<Id>, "scale" "Schaal" "Scale" => Scale;
    domains: Vec<Id>, "domains" "Domeinen" "Domains" => Domain;
    from: Option<Date>, "from" "Eerste dag" "First day";
    to: Option<Date>, "to" "Laatste dag" "Last day";
} elsewhere { partners, places, milestones, risks, dependencies, money, request, evidence } rising { from to });

row!(Request {
    applicant: Id, "applicant" "Aanvrager" "Applicant" => Organisation;
    received: Date, "received" "Ontvangen" "Received";
    public: Text, "public" "Openbare tekst" "Public text";
    levels: Vec<Share>, "levels" "Hoogten" "Levels";
});

row!(Participation {
    organisation: Id, "organisation" "Organisatie" "Organisation" => Organisation;
    role: PartnerRole, "role" "Rol" "Role";
});

row!(Milestone {
    id: Id, "id" "Id" "Id";
    title: Text, "title" "Wat er dan is" "What will be there";
    due: Date, "due" "Gepland" "Due";
    reached: Option<Date>, "reached" "Bereikt" "Reached";
});

row!(Risk {
    id: Id, "id" "Id" "Id";
    title: Text, "title" "Wat kan er gebeuren" "What may happen";
    likelihood: Grade, "likelihood" "Kans" "Likelihood";
    impact: Grade, "impact" "Gevolg" "Impact";
    response: Option<Text>, "response" "Maatregel" "Response";
});

row!(Dependency {
    kind: DependencyKind, "kind" "Hoe" "How";
    on: Id, "on" "Andere actie" "Other action" => Action;
});

row!(MoneyLine {
    id: Id, "id" "Id" "Id";
    year: i16, "year" "Jaar" "Year";
    step: Step, "step" "Stap" "Step";
    side: Side, "side" "Lasten of baten" "Costs or income";
    source: Id, "source" "Financieringsbron" "Funding source" => FundingSource;
    amount: Amount, "amount" "Bedrag" "Amount";
    programme: Option<Id>, "programme" "Begrotingsprogramma" "Programme of the budget" => Programme;
    task_field: Option<Id>, "task-field" "Taakveld" "Task field" => TaskField;
});

row!(Evidence {
    title: String, "title" "Stuk en plaats" "Document and place";
    publisher: String, "publisher" "Uitgever" "Publisher";
    date: Option<Date>, "date" "Datum" "Date";
    url: Option<WebAddress>, "url" "Webadres" "Web address";
});

row!(Estimate {
    id: Id, "id" "Id" "Id";
    action: Id, "action" "Actie" "Action" => Action;
    on: EffectOn, "on" "" "";
    amount: Range, "amount" "" "";
    unit: EffectUnit, "unit" "Geteld in" "Counted in";
    from: i16, "from" "Eerste jaar" "First year";
    to: Option<i16>, "to" "Laatste jaar" "Last year";
    incidence: Incidence, "incidence" "Waar" "Where";
    method: Text, "method" "Methode" "Method";
    assumptions: Option<Text>, "assumptions" "Aannames" "Assumptions";
    author: Id, "author" "Schatter" "Author" => Organisation;
    role: AuthorRole, "role" "Rol van de schatter" "Role of the author";
    made: Date, "made" "Gemaakt op" "Made on";
    grade: EvidenceGrade, "grade" "Hoe onderbouwd" "How founded";
    due: Option<Date>, "due" "Te toetsen op" "Finding due";
    claim: Option<Claim>, "claim" "" "";
} rising { from to });

row!(Finding {
    id: Id, "id" "Id" "Id";
    estimate: Id, "estimate" "Schatting" "Estimate" => Estimate;
    amount: Option<Range>, "amount" "" "";
    method: Text, "method" "Methode" "Method";
    author: Id, "author" "Wie vond dit" "Author" => Organisation;
    role: AuthorRole, "role" "Rol" "Role of the author";
    made: Date, "made" "Gemaakt op" "Made on";
    grade: EvidenceGrade, "grade" "Hoe onderbouwd" "How founded";
});

row!(Decision {
    id: Id, "id" "Id" "Id";
    kind: DecisionKind, "kind" "Soort" "Kind";
    title: Text, "title" "Naam" "Name";
    text: Option<Text>, "text" "Wat er staat" "What it says";
    by: Id, "by" "Door" "By" => Organisation;
    on: Date, "on" "Op" "On";
    weighed: Weighed, "weighed" "" "";
    followed: Followed, "followed" "Opvolging" "Followed";
} elsewhere { about, evidence });

row!(Appraisal {
    id: Id, "id" "Id" "Id";
    proposal: Id, "proposal" "Voorstel" "Proposal" => Action;
    set: Id, "set" "Meetlat" "Criteria set" => CriteriaSet;
    version: u32, "version" "Versie" "Version";
    set_hash: Hash, "set-hash" "Controlegetal" "Hash";
    moment: Moment, "moment" "Moment" "Moment";
    assessor: String, "assessor" "Beoordelaar" "Assessor";
    made: Date, "made" "Gemaakt op" "Made on";
} elsewhere { gates, scores });

row!(GateResult {
    gate: Id, "gate" "Poort" "Gate" => Gate;
    answer: GateAnswer, "answer" "Antwoord" "Answer";
    reason: String, "reason" "Reden" "Reason";
});

row!(Score {
    criterion: Id, "criterion" "Criterium" "Criterion" => Criterion;
    score: Option<u8>, "score" "Score" "Score";
    reason: String, "reason" "Reden" "Reason";
});

row!(Override {
    id: Id, "id" "Id" "Id";
    proposal: Id, "proposal" "Voorstel" "Proposal" => Action;
    gate: Option<Id>, "gate" "Poort" "Gate" => Gate;
    answer: GateAnswer, "answer" "Wat nu geldt" "What holds instead";
    reason: String, "reason" "Reden" "Reason";
    decision: Id, "decision" "Besluit" "Decision" => Decision;
    made: Date, "made" "Gemaakt op" "Made on";
});

row!(Aid {
    id: Id, "id" "Id" "Id";
    undertaking: Id, "undertaking" "Onderneming" "Undertaking" => Organisation;
    rule: Id, "rule" "Steunregel" "Rule on aid" => AidRule;
    amount: Money, "amount" "Brutosubsidie-equivalent" "Gross grant equivalent";
    granted: Date, "granted" "Verleend op" "Granted on";
    action: Option<Id>, "action" "Actie" "Action" => Action;
});

row!(Control {
    id: Id, "id" "Id" "Id";
    parent: Id, "parent" "Wie beslist" "Who controls" => Organisation;
    child: Id, "child" "Over wie" "Over whom" => Organisation;
    from: Date, "from" "Eerste dag" "First day";
    to: Option<Date>, "to" "Laatste dag" "Last day";
    reason: String, "reason" "Waardoor" "By what";
} rising { from to });

row!(Loan {
    id: Id, "id" "Id" "Id";
    fund: Id, "fund" "Fonds" "Fund" => FundingSource;
    borrower: Id, "borrower" "Lener" "Borrower" => Organisation;
    action: Option<Id>, "action" "Actie" "Action" => Action;
    principal: Amount, "principal" "Hoofdsom" "Principal";
    granted: Option<Date>, "granted" "Verleend op" "Granted on";
    due: Option<Date>, "due" "Laatste aflossing" "Last repayment";
    interest: Option<Share>, "interest" "Rente per jaar" "Interest a year";
    repaid: Amount, "repaid" "Afgelost" "Repaid";
    written_off: Amount, "written-off" "Afgeschreven" "Written off";
} elsewhere { evidence });

impl Row for Place {
    fn columns() -> Vec<Column> {
        let head = |key, nl, en| Head {
            key,
            nl,
            en,
            target: Some(Target::Region),
        };
        vec![
            head("region", "Gebied", "Region").column(Shape::Ref(Target::Region), false),
            head("north", "Graden noord", "Degrees north").column(Shape::Degrees, false),
            head("east", "Graden oost", "Degrees east").column(Shape::Degrees, false),
        ]
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Self::Region(code) => out.extend([code.cell(writing), Cell::Empty, Cell::Empty]),
            Self::Point { north, east } => out.extend([
                Cell::Empty,
                Degrees(*north).cell(writing),
                Degrees(*east).cell(writing),
            ]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let first = fields.here();
        let region = <Option<RegionCode> as Leaf>::take(fields);
        let north = <Option<Degrees> as Leaf>::take(fields);
        let east = <Option<Degrees> as Leaf>::take(fields);
        match (region?, north?, east?) {
            (Some(code), None, None) => Ok(Self::Region(code)),
            (None, Some(north), Some(east)) => Ok(Self::Point {
                north: north.0,
                east: east.0,
            }),
            _ => Err(fields.refuse(
                first,
                Text::both(
                    "een gebied, of graden noord én oost; niet allebei en niet geen van beide",
                    "a region, or degrees north and east; not both and not neither",
                ),
                Vec::new(),
            )),
        }
    }
    fn adopt(&mut self, _: &Self) {}
}

impl Row for Subject {
    fn columns() -> Vec<Column> {
        let head = |key, nl, en| Head {
            key,
            nl,
            en,
            target: None,
        };
        vec![
            head("framework", "Beleidsprogramma", "Programme of policy")
                .column(Shape::Ref(Target::Framework), false),
            head("element", "Onderdeel", "Element").column(Shape::Ref(Target::Element), false),
            head("action", "Actie", "Action").column(Shape::Ref(Target::Action), false),
        ]
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Self::Element { framework, element } => {
                out.extend([framework.cell(writing), element.cell(writing), Cell::Empty]);
            }
            Self::Action(action) => out.extend([Cell::Empty, Cell::Empty, action.cell(writing)]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let first = fields.here();
        let framework = <Option<Id> as Leaf>::take(fields);
        let element = <Option<Id> as Leaf>::take(fields);
        let action = <Option<Id> as Leaf>::take(fields);
        match (framework?, element?, action?) {
            (Some(framework), Some(element), None) => Ok(Self::Element { framework, element }),
            (None, None, Some(action)) => Ok(Self::Action(action)),
            _ => Err(fields.refuse(
                first,
                Text::both(
                    "een programma met een onderdeel, of een actie; niet allebei en niet geen van beide",
                    "a programme with an element, or an action; not both and not neither",
                ),
                Vec::new(),
            )),
        }
    }
    fn adopt(&mut self, _: &Self) {}
}
