//! What became of a proposal, and what would turn it.

use super::rules::Asked;
use super::{Words, number, percent, share};
use crate::select::answer::{Better, Cheaper, Fate, Shift, Turn};
use crate::select::rule::{Measure, Obstacle, Rule};
use koers_model::portfolio::money::Share;
use koers_model::text::Lang;
use koers_solve::choose::Certain;

impl Words<'_> {
    /// What became of a proposal, sentence by sentence.
    #[must_use]
    pub fn fate(&self, fate: &Fate) -> Vec<String> {
        let said = |nl: &str, en: &str| self.pick(nl.to_owned(), en.to_owned());
        match fate {
            Fate::Chosen { level, more } if *level == Share::WHOLE => {
                debug_assert!(more.is_empty());
                vec![said("Gekozen.", "Chosen.")]
            }
            Fate::Chosen { level, more } => {
                let part = share(*level, self.lang);
                let mut lines = vec![self.pick(
                    format!("Gekozen voor {part} van wat is gevraagd."),
                    format!("Chosen for {part} of what is asked."),
                )];
                if let Some(first) = more.first() {
                    let why = self.obstacle(first, Asked::More);
                    lines.push(self.pick(
                        format!("Voor meer is geen ruimte. {why}"),
                        format!("There is no room for more. {why}"),
                    ));
                }
                lines
            }
            Fate::LeftOut {
                obstacles,
                better,
                cheaper,
            } => {
                let mut lines = vec![said("Niet gekozen.", "Not chosen.")];
                if obstacles.is_empty() {
                    lines.push(said(
                        "Het past erbij; het voegt geen waarde toe, of minder dan de marge waarbinnen is gezocht.",
                        "It would fit; it adds no value, or less than the margin within which was searched.",
                    ));
                }
                lines.extend(
                    obstacles
                        .iter()
                        .map(|obstacle| self.obstacle(obstacle, Asked::All)),
                );
                lines.extend(better.map(|better| self.better(better)));
                // Either is enough: they are not asked together.
                let asks_value =
                    matches!(better, Some(Better::By { high, .. }) if high.is_none_or(|high| high > 0.0));
                let asks_price = cheaper.and_then(Cheaper::price).is_some_and(|price| price < 1000);
                let either = asks_value && asks_price;
                lines.extend(cheaper.map(|cheaper| {
                    let said = self.cheaper(cheaper);
                    if either { self.or(&said) } else { said }
                }));
                let price = cheaper.and_then(Cheaper::price);
                if price.is_some_and(|price| obstacles.iter().any(|obstacle| passes(obstacle, price))) {
                    lines.push(said(
                        "Ook dan past het niet als geheel in de ruimte hierboven: die is wat deze keuze overlaat. Het komt er dan in in de plaats van een ander, of voor een deel als het in delen kan.",
                        "Even then all of it does not fit into the room above: that is what this choice leaves. It then gets in in the place of another one, or for a part where it can be chosen in part.",
                    ));
                }
                lines
            }
            Fate::Barred(bars) => {
                let mut lines = vec![said(
                    "Kan niet worden gekozen, en heeft geen waarde gekregen.",
                    "Cannot be chosen, and was given no value.",
                )];
                lines.extend(bars.iter().map(|bar| self.bar(bar)));
                lines
            }
            Fate::Undecided => vec![said("Er is geen keuze gemaakt.", "No choice was made.")],
        }
    }

    /// A sentence as the other of two ways.
    fn or(&self, sentence: &str) -> String {
        let mut letters = sentence.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
        format!("{} {first}{}", self.lang.pick("Of:", "Or:"), letters.as_str())
    }

    fn better(&self, better: Better) -> String {
        let said = |nl: &str, en: &str| self.pick(nl.to_owned(), en.to_owned());
        // By the figure that is told it gets in: upwards, but for what binary digits add. The least of a range is told downwards.
        let points = |thousandths: f64| number(thousandths / 1e3, 3, self.lang);
        let up = |value: f64| points((value * 1e3 - 1e-9).ceil());
        let down = |value: f64| points((value * 1e3 + 1e-9).floor());
        match better {
            Better::Never => said(
                "Hoe goed het ook is: met dit voorstel zijn niet alle grenzen te halen.",
                "However good it is: with this proposal not all bounds can be kept.",
            ),
            Better::OffScale => said(
                "Geen score helpt: ook met de hoogste waarde komt het er niet in.",
                "No score helps: not even with the highest value it gets in.",
            ),
            Better::By {
                low,
                high: Some(high),
            } if high <= 0.0 && low <= 0.0 => said(
                "Een keuze met dit voorstel erbij is precies evenveel waard.",
                "A choice with this proposal is worth exactly as much.",
            ),
            Better::By {
                low,
                high: Some(high),
            } if up(low) == up(high) => {
                let by = up(high);
                self.pick(
                    format!("Zijn waarde moet {by} hoger zijn (op een schaal van 0 tot 1)."),
                    format!("Its value must be {by} higher (on a scale from 0 to 1)."),
                )
            }
            Better::By { low, high } => {
                let (low, high) = (down(low), high.map(up));
                match high {
                    Some(high) => self.pick(
                        format!("Zijn waarde moet minstens {low} hoger zijn; {high} is zeker genoeg (op een schaal van 0 tot 1)."),
                        format!("Its value must be at least {low} higher; {high} surely is enough (on a scale from 0 to 1)."),
                    ),
                    None => self.pick(
                        format!("Zijn waarde moet minstens {low} hoger zijn (op een schaal van 0 tot 1)."),
                        format!("Its value must be at least {low} higher (on a scale from 0 to 1)."),
                    ),
                }
            }
        }
    }

    fn cheaper(&self, cheaper: Cheaper) -> String {
        // How much less: rounded up, so that what is said is enough.
        let less = |thousandths: u16| percent(1.0 - f64::from(thousandths) / 1000.0, 1, self.lang);
        match (cheaper.surely, cheaper.at_most) {
            (None, None) => self.pick(
                "Ook voor niets komt het er niet in.".to_owned(),
                "Not even for nothing it gets in.".to_owned(),
            ),
            (Some(1000), _) => self.pick(
                "Goedkoper hoeft het niet te zijn.".to_owned(),
                "It need not be cheaper.".to_owned(),
            ),
            // A hundred per cent cheaper is no price.
            (Some(0), Some(0)) => self.pick(
                "Alleen als het van de bronnen met een budget niets vraagt, komt het erin.".to_owned(),
                "It gets in only when it asks nothing of the sources with a budget.".to_owned(),
            ),
            (Some(0), _) => self.pick(
                "Als het van de bronnen met een budget niets vraagt, komt het er zeker in.".to_owned(),
                "When it asks nothing of the sources with a budget, it surely gets in.".to_owned(),
            ),
            (None, Some(0)) => self.pick(
                "Hoogstens als het van de bronnen met een budget niets vraagt, komt het erin.".to_owned(),
                "At most when it asks nothing of the sources with a budget it gets in.".to_owned(),
            ),
            (None, Some(1000)) => self.pick(
                "Er is geen prijs gevonden waarvoor het erin komt; uitgesloten is die niet.".to_owned(),
                "No price was found at which it gets in; there may be one.".to_owned(),
            ),
            (Some(surely), Some(1000)) => {
                let less = less(surely);
                self.pick(
                    format!("{less} goedkoper is genoeg; een kleinere korting kan ook genoeg zijn."),
                    format!("{less} cheaper is enough; a smaller cut may be enough too."),
                )
            }
            (Some(surely), at_most) if at_most == Some(surely) => {
                let less = less(surely);
                self.pick(
                    format!("Het moet {less} goedkoper zijn."),
                    format!("It must be {less} cheaper."),
                )
            }
            (Some(surely), _) => {
                let less = less(surely);
                self.pick(
                    format!("{less} goedkoper is zeker genoeg."),
                    format!("{less} cheaper surely is enough."),
                )
            }
            (None, Some(at_most)) => {
                let less = less(at_most);
                self.pick(
                    format!("Het moet minstens {less} goedkoper zijn."),
                    format!("It must be at least {less} cheaper."),
                )
            }
        }
    }

    /// What turns a fate, and how certain it is that nothing less does.
    #[must_use]
    pub fn turn(&self, turn: &Turn) -> String {
        match turn {
            Turn::None(Certain::Proven) => self.pick(
                "Andere gewichten veranderen dit besluit niet, zolang elk gewicht binnen zijn grenzen blijft. Dat is bewezen.".to_owned(),
                "Other weights do not change this decision, as long as each stays within its range. That is proven.".to_owned(),
            ),
            Turn::None(Certain::Found) => self.pick(
                "Er zijn geen andere gewichten gevonden die dit besluit veranderen. Dat ze er niet zijn, is niet bewezen.".to_owned(),
                "No other weights were found that change this decision. That there are none is not proven.".to_owned(),
            ),
            Turn::At { weights, moved, level, certain, .. } => {
                let digits = digits(weights);
                let moved = rounded(*moved, digits, self.lang);
                let (nl, en) = match level {
                    None => ("valt het af".to_owned(), "it is left out".to_owned()),
                    Some(level) if *level == Share::WHOLE => (
                        "wordt het helemaal gekozen (100%)".to_owned(),
                        "all of it is chosen (100%)".to_owned(),
                    ),
                    Some(level) => {
                        let part = share(*level, self.lang);
                        (
                            format!("wordt het gekozen voor {part}"),
                            format!("it is chosen for {part}"),
                        )
                    }
                };
                let shifts: Vec<String> = moving(weights, digits)
                    .map(|shift| self.shift(shift, digits))
                    .collect();
                let shifts = shifts.join("; ");
                let (sure_nl, sure_en) = match certain {
                    Certain::Proven => (
                        "Met minder gaat het niet: dat is bewezen.",
                        "With less it does not: that is proven.",
                    ),
                    Certain::Found => (
                        "Dit is de kleinste verschuiving die is gevonden. Een kleinere is niet uitgesloten.",
                        "This is the smallest move that was found. A smaller one is not excluded.",
                    ),
                };
                self.pick(
                    format!("Verschuift er ongeveer {moved} van alle gewicht, dan {nl}: {shifts}. {sure_nl}"),
                    format!("If about {moved} of all weight moves, {en}: {shifts}. {sure_en}"),
                )
            }
        }
    }

    /// One criterion that gets another weight.
    fn shift(&self, shift: &Shift, digits: usize) -> String {
        let name = self.criterion(&shift.criterion);
        let said = |part| rounded(part, digits, self.lang);
        let (was, then) = (said(shift.was), said(shift.then));
        self.pick(
            format!("{name} {then} in plaats van {was}"),
            format!("{name} {then} instead of {was}"),
        )
    }

    /// All weights at which a fate turns, so that they can be filled in and tried; nothing when it turns nowhere.
    #[must_use]
    pub fn turning_weights(&self, turn: &Turn) -> Option<String> {
        let Turn::At { weights, .. } = turn else {
            return None;
        };
        let weight = |shift: &Shift| format!("{} {}", shift.criterion, percent(shift.then, 4, self.lang));
        Some(weights.iter().map(weight).collect::<Vec<_>>().join("; "))
    }
}

/// Whether so many thousandths of what is needed would still pass the room that is left.
fn passes(obstacle: &Obstacle, thousandths: u16) -> bool {
    let size = |measure| match measure {
        Measure::Money(money) => money.in_cents(),
        Measure::Number(number) => number,
    };
    // A number of proposals does not become less when they become cheaper.
    let part = |need| match need {
        Measure::Money(_) => i128::from(size(need)) * i128::from(thousandths),
        Measure::Number(_) => i128::from(size(need)) * 1000,
    };
    let most = matches!(
        obstacle.rule,
        Rule::Budget(_) | Rule::NoBudget(..) | Rule::Ceiling { .. } | Rule::AtMost(_)
    );
    match (obstacle.room, obstacle.need) {
        (Some(room), Some(need)) => most && part(need) > i128::from(size(room)) * 1000,
        _ => false,
    }
}

/// With how many decimals weights are told in a sentence: one, and more where the largest that moves would else not be seen to move. All that is to be
/// filled in stands in [`Words::turning_weights`].
fn digits(weights: &[Shift]) -> usize {
    let size = |shift: &Shift| (shift.then - shift.was).abs();
    let largest = weights.iter().map(size).fold(0.0, f64::max);
    match largest {
        _ if largest >= 0.001 => 1,
        _ if largest >= 0.0001 => 2,
        _ if largest >= 0.00001 => 3,
        _ => 4,
    }
}

/// A part in per cent with so many decimals, without noughts at the end.
fn rounded(part: f64, digits: usize, lang: Lang) -> String {
    let text = number(part * 100.0, digits, lang);
    let text = text.trim_end_matches('0').trim_end_matches([',', '.']);
    format!("{text}%")
}

/// The criteria that are seen to get another weight with so many decimals, those that change most first.
fn moving(weights: &[Shift], digits: usize) -> impl Iterator<Item = &Shift> {
    let size = |shift: &Shift| (shift.then - shift.was).abs();
    let seen = |shift: &&Shift| rounded(shift.was, digits, Lang::En) != rounded(shift.then, digits, Lang::En);
    let mut moving: Vec<&Shift> = weights.iter().filter(seen).collect();
    moving.sort_by(|one, other| size(other).total_cmp(&size(one)));
    moving.into_iter()
}
