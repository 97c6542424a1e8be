//! What the register says of a gate, in words with the figures that it follows from; and what a gate still waits for.

use crate::names::Names;
use crate::{aid, date, number};
use koers_model::portfolio::action::OrganisationKind;
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer};
use koers_model::portfolio::money::{Share, Total};
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_portfolio::aid::Room;
use koers_portfolio::appraise::{GateStanding, Wanting};
use koers_portfolio::gate::{Fact, Told};

/// The answer of the register, with what it follows from, and what it misses where it cannot say.
#[must_use]
pub fn told(told: &Told<'_>, names: &Names<'_>, lang: Lang) -> String {
    let fact = match &told.fact {
        // That it costs something is no reason: what makes it funded is.
        Fact::Paid { cost, .. } if told.answer == GateAnswer::Yes => funded(*cost, lang),
        other => fact(other, names, lang),
    };
    let said = format!("{}: {fact}", told.answer.label(lang));
    match missing(told, lang) {
        Some(missing) => format!("{said}; {missing}"),
        None => said,
    }
}

/// Why it cannot be said yet whether a proposal passes a gate, and who can say it: sentence by sentence, none where the gate is answered. `called`
/// says by what name an assessor goes.
#[must_use]
pub fn wanting(
    gate: &GateStanding<'_>,
    tests: &[&Appraisal],
    called: impl Fn(&Appraisal) -> String,
    lang: Lang,
) -> Vec<String> {
    let said = gate.wanting(tests).into_iter().map(|wanting| match wanting {
        Wanting::Test => match gate.told.as_ref().map(|told| told.answer) {
            Some(GateAnswer::Yes) => lang.pick(
                "Nog niemand heeft dit getoetst. Het register zegt ja, maar alleen wie het voorstel toetst kan deze poort openen.",
                "Nobody has tested this yet. The register says yes, but only who tests the proposal can open this gate.",
            ),
            _ => lang.pick(
                "Nog niemand heeft dit getoetst. Het antwoord geeft wie het voorstel toetst.",
                "Nobody has tested this yet. The answer is given by who tests the proposal.",
            ),
        }
        .to_owned(),
        Wanting::Answer(test) => {
            let (who, day) = (called(test), date::date(test.made, lang));
            match lang {
                Lang::Nl => format!("Het antwoord van {who} ontbreekt: de toets van {day} zegt niets over deze poort."),
                Lang::En => format!("The answer of {who} is missing: the test of {day} says nothing of this gate."),
            }
        }
        Wanting::Certainty(test, reason) => {
            let (who, reason) = (called(test), reason.trim_end_matches('.'));
            match lang {
                Lang::Nl => format!("{who} kon het nog niet zeggen ({reason}). Nodig: een nieuwe toets van {who}."),
                Lang::En => format!("{who} could not say it yet ({reason}). Needed: a new test by {who}."),
            }
        }
        Wanting::Board(over) => {
            let day = date::date(over.made, lang);
            match lang {
                Lang::Nl => format!("Het bestuur liet het op {day} open. Nodig: een nieuw besluit van het bestuur."),
                Lang::En => format!("The board left it open on {day}. Needed: a new decision of the board."),
            }
        }
    });
    said.collect()
}

/// What the register would have to hold to say more; nothing where it says yes or no.
fn missing(told: &Told<'_>, lang: Lang) -> Option<String> {
    if told.answer != GateAnswer::Unknown {
        return None;
    }
    let (nl, en) = match &told.fact {
        Fact::Aid { asks, .. } if asks.count == 0 => (
            "welk publiek geld het vraagt is niet ingevoerd",
            "what public money it asks was not entered",
        ),
        Fact::Aid { asks, .. } if asks.unknown > 0 => (
            "een bedrag dat het vraagt is nog onbekend",
            "an amount that it asks is not known yet",
        ),
        Fact::Aid { kind, .. } if *kind != OrganisationKind::Firm => (
            "het past niet, maar of de aanvrager hierin een onderneming is weet het register niet: dat zegt wie toetst",
            "it does not fit, but whether the applicant is an undertaking in this the register does not know: that is for who tests",
        ),
        Fact::Aid { .. } => (
            "de bedragen die het vraagt zijn samen minder dan niets",
            "the amounts that it asks come to less than nothing",
        ),
        Fact::NoApplicant => (
            "wie het register bijhoudt voert die in",
            "who keeps the register enters it",
        ),
        Fact::Lands { .. } => (
            "wie het register bijhoudt voert het gebied in",
            "who keeps the register enters the region",
        ),
        Fact::Paid { cost, .. } if cost.count > 0 => (
            "zolang een bedrag onbekend is, is niet te zeggen of de dekking rond is",
            "while an amount is not known, it cannot be said whether it is fully funded",
        ),
        Fact::Paid { .. } => (
            "wie het register bijhoudt voert de kosten en wie ze betaalt in",
            "who keeps the register enters the costs and who pays them",
        ),
        Fact::NoRoom(_) | Fact::TooMuch | Fact::Serves(_) | Fact::Decided { .. } => return None,
    };
    Some(lang.pick(nl, en).to_owned())
}

/// Why the costs of a proposal are covered.
fn funded(cost: Total, lang: Lang) -> String {
    let cost = number::total(cost, lang);
    match lang {
        Lang::Nl => format!(
            "van de kosten, {cost}, heeft elk bedrag een bron uit het register, en geen bron betaalt meer dan zij mag"
        ),
        Lang::En => format!(
            "of the costs, {cost}, every amount has a source of the register, and no source pays more than it may"
        ),
    }
}

fn fact(fact: &Fact<'_>, names: &Names<'_>, lang: Lang) -> String {
    let fixed = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    match fact {
        Fact::Serves(none) if none.is_empty() => fixed(
            "dient geen resultaat van het programma",
            "serves no outcome of the programme",
        ),
        Fact::Serves(outcomes) => {
            let titles = outcomes
                .iter()
                .map(|outcome| format!("‘{}’", outcome.title.text().get(lang)));
            let titles = date::list(&titles.collect::<Vec<_>>(), lang);
            format!("{} {titles}", lang.pick("dient", "serves"))
        }
        Fact::Aid { room, asks, fits, .. } => {
            let left = room_left(room, *asks, names, lang);
            match fits {
                Some(level) if *level != Share::WHOLE => match lang {
                    Lang::Nl => format!("{left}; past voor hoogstens {level} van wat is gevraagd"),
                    Lang::En => format!("{left}; fits for at most {level} of what is asked"),
                },
                _ => left,
            }
        }
        Fact::NoApplicant => fixed("er is geen aanvrager bekend", "no applicant is known"),
        Fact::NoRoom(fault) => aid::why(*fault, lang),
        Fact::Lands { inside, outside, .. } => lands(inside, outside, names, lang),
        Fact::Paid { cost, missing, over } => {
            let mut said = vec![match cost.count {
                0 => fixed("er is geen bedrag ingevoerd", "no amount was entered"),
                _ => format!("{} {}", lang.pick("kost", "costs"), number::total(*cost, lang)),
            }];
            if !missing.is_empty() {
                // What is not in the register has no name there.
                let missing: Vec<String> = missing.iter().map(ToString::to_string).collect();
                let missing = date::list(&missing, lang);
                said.push(match lang {
                    Lang::Nl => format!("geldbron {missing} staat niet in het register"),
                    Lang::En => format!("funding source {missing} is not in the register"),
                });
            }
            said.extend(over.iter().map(|(source, rate)| {
                let source = names.source(source, lang);
                match lang {
                    Lang::Nl => format!("{source} betaalt hoogstens {rate}"),
                    Lang::En => format!("{source} pays at most {rate}"),
                }
            }));
            said.join("; ")
        }
        Fact::Decided { about, before } if about.is_empty() => {
            let day = date::date(*before, lang);
            match lang {
                Lang::Nl => format!("er is geen toekenning of afwijzing bekend van vóór {day}"),
                Lang::En => format!("no grant or refusal from before {day} is known"),
            }
        }
        Fact::Decided { about, .. } => {
            let said = about.iter().map(|decision| {
                format!(
                    "‘{}’ ({})",
                    decision.title.get(lang),
                    date::date(decision.on, lang)
                )
            });
            let said = date::list(&said.collect::<Vec<_>>(), lang);
            format!("{} {said}", lang.pick("al besloten:", "decided already:"))
        }
        Fact::TooMuch => fixed(
            "de bedragen zijn samen meer dan te tellen is",
            "the amounts come to more than can be counted",
        ),
    }
}

/// What was granted, what is asked, and what may be granted at most.
fn room_left(room: &Room<'_>, asks: Total, names: &Names<'_>, lang: Lang) -> String {
    let since = date::date(room.from, lang);
    let got = if room.counted.is_empty() {
        match lang {
            Lang::Nl => format!("sinds {since} niets toegekend"),
            Lang::En => format!("nothing granted since {since}"),
        }
    } else {
        let (used, grants) = (
            number::euro(room.used, lang),
            aid::grants(&room.counted, names, lang),
        );
        match lang {
            Lang::Nl => format!("sinds {since} toegekend {used}: {grants}"),
            Lang::En => format!("granted since {since} {used}: {grants}"),
        }
    };
    let (asks, ceiling) = (number::total(asks, lang), number::euro(room.ceiling.amount, lang));
    let (left, law) = (number::euro(room.left(), lang), room.ceiling.source.get(lang));
    match lang {
        Lang::Nl => format!(
            "{got}; vraagt {asks} van alle publieke bronnen samen, ruimte {left} onder het plafond van {ceiling} ({law})"
        ),
        Lang::En => format!(
            "{got}; asks {asks} of all public sources together, room {left} under the ceiling of {ceiling} ({law})"
        ),
    }
}

fn lands(inside: &[&RegionCode], outside: &[&RegionCode], names: &Names<'_>, lang: Lang) -> String {
    let names = |codes: &[&RegionCode]| names.regions(codes, lang);
    match (inside, outside) {
        ([], []) => lang
            .pick(
                "waar het landt, zegt het register niet precies genoeg",
                "where it lands, the register does not say exactly enough",
            )
            .to_owned(),
        ([], outside) => match lang {
            Lang::Nl => format!("landt in {}, dat hoort er niet bij", names(outside)),
            Lang::En => format!("lands in {}, which is not one of them", names(outside)),
        },
        (inside, _) => format!("{} {}", lang.pick("landt in", "lands in"), names(inside)),
    }
}
