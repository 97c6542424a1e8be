//! A small made-up register in which every cell is known.

use super::made::id;
use koers_model::portfolio::action::*;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::register::Register;
use koers_model::text::Text;

/// Two organisations, one source, two actions; the first has three amounts, two partners, a milestone and a request.
pub fn register() -> Register {
    let mut register = Register::default();
    for (name, kind) in [
        ("molen", OrganisationKind::Firm),
        ("provincie", OrganisationKind::Government),
    ] {
        let organisation = Organisation {
            id: id(name),
            name: format!("{name} (verzonnen)"),
            kind,
            register_number: None,
            partner: None,
        };
        register.organisations.insert(id(name), organisation);
    }
    let source = FundingSource {
        id: id("eigen"),
        title: Text::both("Eigen begroting", "Own budget"),
        kind: SourceKind::Own,
        rate: Share::millionths(400_000),
        evidence: Vec::new(),
    };
    register.funding_sources.insert(id("eigen"), source);
    for name in ["glasvezel", "mkb-fonds"] {
        let mut action = Action {
            id: id(name),
            kind: ActionKind::Project,
            title: Text::both(name, name),
            summary: None,
            stage: Stage::Proposed,
            framework: id("koers"),
            lines: Vec::new(),
            objectives: Vec::new(),
            carries_out: Vec::new(),
            serves: vec![id("banen")],
            roles: Vec::new(),
            scale: None,
            domains: Vec::new(),
            partners: Vec::new(),
            places: Vec::new(),
            from: Some("2019-03-01".parse().unwrap()),
            to: None,
            milestones: Vec::new(),
            risks: Vec::new(),
            dependencies: Vec::new(),
            money: Vec::new(),
            request: None,
            evidence: Vec::new(),
        };
        if name == "glasvezel" {
            let amounts = [
                Amount::Known(Money::cents(123_450)),
                Amount::Known(Money::cents(5)),
                Amount::Unknown,
            ];
            for (year, amount) in (2019..).zip(amounts) {
                action.money.push(MoneyLine {
                    id: id(&format!("g{year}")),
                    year,
                    step: Step::Original,
                    side: Side::Cost,
                    source: id("eigen"),
                    amount,
                    programme: None,
                    task_field: None,
                });
            }
            action.partners = vec![
                Participation {
                    organisation: id("molen"),
                    role: PartnerRole::Performer,
                },
                Participation {
                    organisation: id("provincie"),
                    role: PartnerRole::Lead,
                },
            ];
            action.milestones = vec![Milestone {
                id: id("m1"),
                title: Text::dutch("Eerste paal"),
                due: "2020-01-01".parse().unwrap(),
                reached: None,
            }];
            action.request = Some(Request {
                applicant: id("molen"),
                received: "2018-12-31".parse().unwrap(),
                public: Text::dutch("Voor iedereen"),
                levels: vec![Share::millionths(500_000).unwrap(), Share::WHOLE],
            });
        }
        register.actions.insert(id(name), action);
    }
    register
}
