//! Money that should come back: what was lent by which fund, what came back, what will not, and what is out.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, Source, organisation, sources};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::portfolio::decision::Loan;
use koers_model::portfolio::money::{Amount, Money, Total};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{date, number};
use std::collections::BTreeMap;

pub(in crate::pages) const PATH: &str = "/leningen";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: &[],
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

#[derive(Template)]
#[template(path = "pages/aid/loans.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    funds: Vec<Fund>,
    ways: Vec<Way>,
}

struct Fund {
    anchor: String,
    title: Phrase,
    /// Lent, come back, will not come back, out.
    sums: [String; 4],
    loans: Vec<Row>,
    ways: Vec<Way>,
}

struct Row {
    borrower: String,
    action: Option<(String, Phrase)>,
    granted: Option<String>,
    due: Option<String>,
    interest: Option<String>,
    amounts: [String; 4],
    sources: Vec<Source>,
    ways: Vec<Way>,
}

/// What is out of a loan: what was lent, less what came back and what will not. Nobody knows it when one of them is unknown.
fn out(loan: &Loan) -> Amount {
    let known = || -> Option<Money> {
        let back = loan.repaid.known()?.plus(loan.written_off.known()?)?;
        loan.principal.known()?.minus(back)
    };
    known().map_or(Amount::Unknown, Amount::Known)
}

fn amounts(loan: &Loan) -> [Amount; 4] {
    [loan.principal, loan.repaid, loan.written_off, out(loan)]
}

fn words(total: impl IntoIterator<Item = Amount>, lang: Lang) -> String {
    Total::of(total).map_or_else(
        |_| {
            lang.pick("meer dan te tellen is", "more than can be counted")
                .to_owned()
        },
        |total| number::total(total, lang),
    )
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    let mut by_fund: BTreeMap<_, Vec<&Loan>> = BTreeMap::new();
    for loan in register.loans.values() {
        by_fund.entry(&loan.fund).or_default().push(loan);
    }
    let funds = by_fund.into_iter().map(|(fund, mut loans)| {
        loans.sort_by_key(|loan| (loan.granted, &loan.id));
        let sum = |at: usize| words(loans.iter().map(|loan| amounts(loan)[at]), lang);
        Fund {
            anchor: format!("fonds-{fund}").replace('/', "-"),
            title: register.funding_sources.get(fund).map_or_else(
                || Phrase::own(organisation(register, fund)),
                |source| Phrase::new(&source.title, lang),
            ),
            sums: [sum(0), sum(1), sum(2), sum(3)],
            loans: loans.iter().map(|loan| row(site, ask, register, loan)).collect(),
            ways: Ways::beside(site, ask, fund.to_string())
                .to(Sort::Funding, fund)
                .enter(
                    Sort::Loan,
                    ("Nieuwe lening van dit fonds", "New loan of this fund"),
                    &[("fund", fund.as_str())],
                )
                .all(),
        }
    });
    let heading = lang.pick("Geld dat terugkomt: leningen", "Money that comes back: loans");
    let intro = lang.pick(
        "Van elk fonds: wat is uitgeleend, wat kwam terug, wat komt niet meer terug, en wat staat nog uit. Geld dat terugkomt, kan opnieuw worden uitgeleend.",
        "Of each fund: what was lent, what came back, what will not come back, and what is still out. Money that comes back can be lent again.",
    );
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, ACTIONS, lists),
        heading,
        intro,
        funds: funds.collect(),
        ways: Ways::on(site, ask)
            .enter(Sort::Loan, ("Nieuwe lening", "New loan"), &[])
            .all(),
    })
    .map(Answer::page)
}

fn row(site: &Site, ask: &Ask, register: &Register, loan: &Loan) -> Row {
    let lang = ask.lang;
    let action = loan.action.as_ref().and_then(|id| register.actions.get(id));
    Row {
        borrower: organisation(register, &loan.borrower),
        action: action.map(|action| {
            let link = ask.link(&paths::action(action.id.as_str()));
            (link, Phrase::new(&action.title, lang))
        }),
        granted: loan.granted.map(|day| date::date(day, lang)),
        due: loan.due.map(|day| date::date(day, lang)),
        interest: loan.interest.map(|share| {
            let text = share.to_string();
            lang.pick(text.replace('.', ","), text.clone())
        }),
        amounts: amounts(loan).map(|amount| words([amount], lang)),
        sources: sources(&loan.evidence, lang),
        ways: Ways::beside(site, ask, loan.id.to_string())
            .to(Sort::Loan, &loan.id)
            .all(),
    }
}
