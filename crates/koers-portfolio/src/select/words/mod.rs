//! The answer in words, Dutch and English. Whole sentences: what is shown is what is meant.

mod fates;
mod faults;
mod names;
mod rules;
mod what_if;

pub use faults::fault;
pub use names::Names;

use crate::select::Question;
use crate::select::answer::{Clash, Ended, Fate, Note, Outline, Part, Selection};
use crate::select::field::Bar;
use crate::select::rule::Rule;
use koers_model::day::date;
use koers_model::id::Id;
use koers_model::portfolio::money::Share;
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// So many clashes beside the smallest are told in words.
const OTHERS: usize = 3;

/// Says things by the names that people gave them.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    question: Question<'a>,
    lang: Lang,
    names: Option<&'a Names>,
}

/// A number with so many digits after the comma.
#[must_use]
pub fn number(value: f64, digits: usize, lang: Lang) -> String {
    let text = format!("{value:.digits$}");
    lang.pick(text.replace('.', ","), text.clone())
}

/// A part in per cent.
#[must_use]
pub fn percent(part: f64, digits: usize, lang: Lang) -> String {
    format!("{}%", number(part * 100.0, digits, lang))
}

/// A level of funding, in per cent.
#[must_use]
pub fn share(part: Share, lang: Lang) -> String {
    let text = part.to_string();
    lang.pick(text.replace('.', ","), text.clone())
}

impl<'a> Words<'a> {
    /// Words for the answer to a question.
    #[must_use]
    pub const fn new(question: Question<'a>, lang: Lang) -> Self {
        Self {
            question,
            lang,
            names: None,
        }
    }

    fn pick(&self, nl: String, en: String) -> String {
        self.lang.pick(nl, en)
    }

    fn plan(&self) -> &'a SelectionPlan {
        self.question.plan
    }

    /// What clashes.
    #[must_use]
    pub fn clash(&self, clash: &Clash) -> Vec<String> {
        let head = match (clash.smallest, clash.others.is_empty()) {
            (_, alone) if clash.rules.len() == 1 => match alone {
                true => self.pick(
                    "Deze grens is niet te halen. Zonder deze kan het wel.".to_owned(),
                    "This bound cannot be kept. Without it there is a choice.".to_owned(),
                ),
                false => self.pick(
                    "Deze grens is niet te halen.".to_owned(),
                    "This bound cannot be kept.".to_owned(),
                ),
            },
            (true, true) => self.pick(
                "Deze grenzen kunnen niet samen. Zonder één ervan kan het wel.".to_owned(),
                "These bounds cannot be kept together. Without any one of them they can.".to_owned(),
            ),
            (true, false) => self.pick(
                "Deze grenzen kunnen niet samen; kleiner dan dit botst er niets.".to_owned(),
                "These bounds cannot be kept together; no fewer bounds clash.".to_owned(),
            ),
            (false, _) => self.pick(
                "Deze grenzen kunnen niet samen; elk ervan is daarbij nodig. Mogelijk botsen ook andere.".to_owned(),
                "These bounds cannot be kept together, and each of them is needed for that. Others may clash too.".to_owned(),
            ),
        };
        let mut lines = vec![head];
        lines.extend(clash.rules.iter().flat_map(|rule| self.clashing(rule)));
        for (at, rules) in clash.others.iter().take(OTHERS).enumerate() {
            lines.push(match at {
                0 => self.pick(
                    "Deze kunnen ook niet samen. Van elke botsing moet één grens los.".to_owned(),
                    "These cannot be kept together either. Of every clash one bound must go.".to_owned(),
                ),
                _ => self.pick("En deze niet.".to_owned(), "Nor can these.".to_owned()),
            });
            lines.extend(rules.iter().flat_map(|rule| self.clashing(rule)));
        }
        if let Some(more) = clash.others.len().checked_sub(OTHERS).filter(|more| *more > 0) {
            lines.push(self.pick(
                format!("Nog meer botsingen: {more}."),
                format!("Further clashes: {more}."),
            ));
        }
        if let [Rule::Must(id)] = clash.rules.as_slice()
            && self.plan_has(id)
        {
            lines.push(self.pick(
                "Waarom dat niet kan, staat bij het voorstel zelf.".to_owned(),
                "Why it cannot stands with the proposal itself.".to_owned(),
            ));
        }
        lines
    }

    /// One of the bounds that clash.
    fn clashing(&self, rule: &Rule) -> Vec<String> {
        let mut lines = vec![self.rule(rule)];
        if let Rule::Must(id) = rule
            && !self.plan_has(id)
        {
            lines.push(self.pick(
                "Dat voorstel doet niet mee in deze keuze.".to_owned(),
                "That proposal does not take part in this choice.".to_owned(),
            ));
        }
        lines
    }

    fn plan_has(&self, id: &Id) -> bool {
        use koers_model::portfolio::action::Stage;
        use koers_model::portfolio::selection::Candidates;
        let action = self.question.register.actions.get(id);
        let asked = action.filter(|a| a.stage == Stage::Proposed && a.framework == self.plan().framework);
        match &self.plan().candidates {
            Candidates::Proposed => asked.is_some(),
            Candidates::OfLines(lines) => {
                asked.is_some_and(|a| a.lines.iter().any(|line| lines.contains(line)))
            }
            Candidates::These(ids) => ids.contains(id),
        }
    }

    /// That no choice was made, and why; nothing when one was.
    fn no_choice(&self, outline: &Outline) -> Option<String> {
        outline.is_none().then(|| match outline.ended {
            Ended::Impossible => self.pick(
                "Geen enkele keuze haalt alle grenzen. Dat is bewezen.".to_owned(),
                "No choice keeps all bounds. That is proven.".to_owned(),
            ),
            _ => self.pick(
                "Er is geen keuze gevonden binnen het toegestane rekenwerk.".to_owned(),
                "No choice was found within the work allowed.".to_owned(),
            ),
        })
    }

    /// The whole choice in a few sentences.
    #[must_use]
    pub fn summary(&self, selection: &Selection) -> Vec<String> {
        let outline = &selection.outline;
        let (count, of) = (outline.chosen.len(), selection.judged.len());
        let cost = outline.cost.said(self.lang);
        let mut lines = match self.no_choice(outline) {
            Some(none) => vec![none],
            None => vec![self.pick(
                match count {
                    1 => format!("1 van de {of} voorstellen is gekozen, voor {cost}."),
                    _ => format!("{count} van de {of} voorstellen zijn gekozen, voor {cost}."),
                },
                match count {
                    1 => format!("1 of {of} proposals is chosen, for {cost}."),
                    _ => format!("{count} of {of} proposals are chosen, for {cost}."),
                },
            )],
        };
        match (outline.ended, outline.gap()) {
            (Ended::Best, _) => lines.push(self.pick(
                "Er is geen betere keuze: bewezen.".to_owned(),
                "There is no better choice: proven.".to_owned(),
            )),
            (Ended::NearBest | Ended::Unfinished, Some(gap)) => {
                let gap = percent(gap, 3, self.lang);
                lines.push(self.pick(
                    format!("Een betere keuze is hoogstens {gap} meer waard: bewezen."),
                    format!("A better choice is worth at most {gap} more: proven."),
                ));
            }
            _ => {}
        }
        let barred = selection
            .judged
            .iter()
            .filter(|one| matches!(one.fate, Fate::Barred(_)))
            .count();
        if barred > 0 {
            lines.push(self.pick(
                match barred {
                    1 => "1 voorstel kon niet meedoen; de reden staat erbij.".to_owned(),
                    _ => format!("{barred} voorstellen konden niet meedoen; de reden staat erbij."),
                },
                match barred {
                    1 => "1 proposal could not take part; the reason is given.".to_owned(),
                    _ => format!("{barred} proposals could not take part; the reason is given."),
                },
            ));
        }
        if let Some(clash) = &outline.clash {
            lines.extend(self.clash(clash));
        }
        lines.extend(self.list(selection));
        let unserved = outline.unserved.iter().filter(|_| !outline.chosen.is_empty());
        for (outcome, by) in unserved {
            let outcome = self.outcome(outcome);
            let by = by.iter().map(|id| self.action(id)).collect::<Vec<_>>().join(", ");
            lines.push(self.pick(
                format!("Aan resultaat {outcome} werkt na deze keuze niets. Van wat afvalt, zou dit eraan werken: {by}."),
                format!("After this choice nothing works at outcome {outcome}. Of what is left out, this would: {by}."),
            ));
        }
        lines.extend(selection.notes.iter().map(|note| self.note(note)));
        lines
    }

    /// What going down the list of scores would have chosen: many schemes must choose so by law.
    fn list(&self, selection: &Selection) -> Vec<String> {
        let (list, outline) = (&selection.by_score, &selection.outline);
        if outline.chosen.is_empty() || list.chosen.is_empty() {
            return Vec::new();
        }
        let mut lines = if list.chosen == outline.chosen {
            vec![self.pick(
                "Wie de lijst op score afgaat, kiest hetzelfde.".to_owned(),
                "Going down the list of scores chooses the same.".to_owned(),
            )]
        } else {
            let count = list.chosen.len();
            let worth = |value| number(value, 3, self.lang);
            let (there, here) = (worth(list.value), worth(outline.value));
            vec![self.pick(
                format!("Wie de lijst op score afgaat, kiest er {count}, samen {there} waard; deze keuze is {here} waard."),
                format!("Going down the list of scores chooses {count}, worth {there} together; this choice is worth {here}."),
            )]
        };
        lines.extend(list.unreached.iter().map(|rule| self.unreached(rule)));
        lines
    }

    /// That going down a list does not keep this rule.
    #[must_use]
    pub fn unreached(&self, rule: &Rule) -> String {
        let rule = self.rule(rule);
        self.pick(
            format!("Die lijst houdt zich hier niet aan: {rule}"),
            format!("That list does not keep this: {rule}"),
        )
    }

    /// What to know.
    #[must_use]
    pub fn note(&self, note: &Note) -> String {
        let said = |nl: &str, en: &str| self.pick(nl.to_owned(), en.to_owned());
        match note {
            Note::UnknownRoom(budget) => self.bar(&Bar::UnknownRoom(budget.clone())),
            Note::NoCommitment(action, source) => {
                let (action, source) = (self.action(action), self.source(source));
                self.pick(
                    format!("{action} is toegekend of loopt met geld van {source}, maar er staat geen bedrag met stap verplicht: het telt hier niet mee. Voer dat bedrag in als het van dit budget af gaat."),
                    format!("{action} was granted or runs with money of {source}, and no amount with the step committed stands there: it is not counted here. Enter that amount if it comes off this budget."),
                )
            }
            Note::NoAdmissibleWeights => said(
                "Samen laten de grenzen van de gewichten niets toe: twijfel is niet te laten zien.",
                "Together the ranges of the weights admit nothing: doubt cannot be shown.",
            ),
            Note::NotLinear => said(
                "Bij deze methode volgt de waarde de gewichten niet recht evenredig. De kern gaat daarom over geloote gewichten. Waar een besluit omslaat is gezocht langs een aantal wegen, in twintig stappen per weg en daarna tot op een duizendste: wat ergens anders omslaat, of binnen één stap omslaat en weer terug, is niet gezien.",
                "With this method values do not follow weights in a straight line. So the core is over weights that were drawn. Where a decision turns was looked for along a number of lines, in twenty steps along each and then to a thousandth: what turns elsewhere, or turns and turns back within one step, was not seen.",
            ),
            Note::LeftAway(part) => {
                let (nl, en) = match part {
                    Part::Places => ("de plaatsen bij twijfel", "the places under doubt"),
                    Part::Core => ("de kern", "the core"),
                    Part::Turns => ("de omslag van gewichten", "the turning weights"),
                    Part::Frontier => ("waarde voor geld", "value for money"),
                    Part::Clash => ("wat er botst", "what clashes"),
                };
                self.pick(
                    format!(
                        "Niet uitgerekend: {nl}. De getallen zijn te groot of het zoeken vond geen einde."
                    ),
                    format!("Not worked out: {en}. The numbers are too large or the search found no end."),
                )
            }
        }
    }

    /// Proposals that are chosen, each with its level where that is a part.
    #[must_use]
    pub fn chosen(&self, chosen: &BTreeMap<Id, Share>) -> String {
        let named = chosen.iter().map(|(id, level)| {
            let name = self.action(id);
            match *level {
                Share::WHOLE => name,
                part => format!("{name} ({})", share(part, self.lang)),
            }
        });
        named.collect::<Vec<_>>().join(", ")
    }

    /// What one choice has otherwise than another: what is gone, what is at another level, what is new. Nothing where they are the same.
    #[must_use]
    pub fn otherwise(&self, before: &BTreeMap<Id, Share>, after: &BTreeMap<Id, Share>) -> String {
        let gone = before.keys().filter(|id| !after.contains_key(*id)).map(|id| {
            let name = self.action(id);
            self.pick(format!("zonder {name}"), format!("without {name}"))
        });
        let moved = after.iter().filter_map(|(id, now)| {
            let was = before.get(id).filter(|was| *was != now)?;
            let (name, was, now) = (self.action(id), share(*was, self.lang), share(*now, self.lang));
            Some(self.pick(
                format!("{name} voor {now} (was {was})"),
                format!("{name} for {now} (was {was})"),
            ))
        });
        let new = after.iter().filter(|(id, _)| !before.contains_key(*id));
        let new = new.map(|(id, level)| {
            let name = self.action(id);
            match (*level, self.lang) {
                (Share::WHOLE, Lang::Nl) => format!("met {name}"),
                (Share::WHOLE, Lang::En) => format!("with {name}"),
                (part, Lang::Nl) => format!("met {name} voor {}", share(part, self.lang)),
                (part, Lang::En) => format!("with {name} for {}", share(part, self.lang)),
            }
        });
        gone.chain(moved).chain(new).collect::<Vec<_>>().join("; ")
    }

    /// What the plan looks at: its day, and the years that it has money of.
    #[must_use]
    pub fn asked(&self) -> String {
        let plan = self.plan();
        let (day, from, to) = (date(plan.day, self.lang), plan.from, plan.to);
        self.pick(
            format!("Gekozen met de toetsen van uiterlijk {day} en geld van {from}–{to}."),
            format!("Chosen with the tests made by {day} and money of {from}–{to}."),
        )
    }
}

fn proposals(count: usize, lang: Lang) -> String {
    match count {
        1 => lang.pick("1 voorstel", "1 proposal").to_owned(),
        _ => format!("{count} {}", lang.pick("voorstellen", "proposals")),
    }
}

fn quoted(text: &str) -> String {
    format!("‘{text}’")
}
