//! What the register says of a gate, in words with the figures that it follows from.

use crate::{aid, date, number};
use koers_model::id::Id;
use koers_model::portfolio::money::{Share, Total};
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_portfolio::aid::Room;
use koers_portfolio::gate::{Fact, Told};

/// The answer of the register, with what it follows from.
#[must_use]
pub fn told(told: &Told<'_>, lang: Lang) -> String {
    format!("{}: {}", told.answer.label(lang), fact(&told.fact, lang))
}

fn fact(fact: &Fact<'_>, lang: Lang) -> String {
    let fixed = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    match fact {
        Fact::Serves(none) if none.is_empty() => fixed(
            "dient geen resultaat van het programma",
            "serves no outcome of the programme",
        ),
        Fact::Serves(outcomes) => format!("{} {}", lang.pick("dient", "serves"), names(outcomes, lang)),
        Fact::Aid { room, asks, fits, .. } => {
            let left = room_left(room, *asks, lang);
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
        Fact::Lands { inside, outside, .. } => lands(inside, outside, lang),
        Fact::Paid { cost, missing, over } => {
            let mut said = vec![match cost.count {
                0 => fixed("er is geen bedrag ingevoerd", "no amount was entered"),
                _ => format!("{} {}", lang.pick("kost", "costs"), number::total(*cost, lang)),
            }];
            if !missing.is_empty() {
                let missing = names(missing, lang);
                said.push(match lang {
                    Lang::Nl => format!("geldbron {missing} staat niet in het register"),
                    Lang::En => format!("funding source {missing} is not in the register"),
                });
            }
            said.extend(over.iter().map(|(source, rate)| match lang {
                Lang::Nl => format!("{source} betaalt hoogstens {rate}"),
                Lang::En => format!("{source} pays at most {rate}"),
            }));
            said.join("; ")
        }
        Fact::Decided { about, before } if about.is_empty() => {
            let day = date::date(*before, lang);
            match lang {
                Lang::Nl => format!("er is geen besluit bekend van vóór {day}"),
                Lang::En => format!("no decision from before {day} is known"),
            }
        }
        Fact::Decided { about, .. } => {
            let said = about
                .iter()
                .map(|decision| format!("{} ({})", decision.id, date::date(decision.on, lang)));
            let said = date::list(&said.collect::<Vec<_>>(), lang);
            format!("{} {said}", lang.pick("al besloten:", "decided already:"))
        }
        Fact::TooMuch => fixed(
            "de bedragen zijn samen meer dan te tellen is",
            "the amounts come to more than can be counted",
        ),
    }
}

fn names(ids: &[&Id], lang: Lang) -> String {
    let names: Vec<String> = ids.iter().map(ToString::to_string).collect();
    date::list(&names, lang)
}

/// What was granted, what is asked, and what may be granted at most.
fn room_left(room: &Room<'_>, asks: Total, lang: Lang) -> String {
    let since = date::date(room.from, lang);
    let got = if room.counted.is_empty() {
        match lang {
            Lang::Nl => format!("sinds {since} niets toegekend"),
            Lang::En => format!("nothing granted since {since}"),
        }
    } else {
        let (used, grants) = (number::euro(room.used, lang), aid::grants(&room.counted, lang));
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

fn lands(inside: &[&RegionCode], outside: &[&RegionCode], lang: Lang) -> String {
    let names = |codes: &[&RegionCode]| {
        let names: Vec<String> = codes.iter().map(ToString::to_string).collect();
        date::list(&names, lang)
    };
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
