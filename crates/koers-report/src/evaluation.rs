//! A plan to evaluate with what came out, as people and programs read it: the verdict, what was done otherwise than the plan says, what the
//! plan says, and the analysis that it rests on.

use crate::analysis::{self, markdown_below, paragraph, points, said, sentence, value, words};
use crate::list::{Column, Field, List};
use crate::number;
use crate::status::pretty;
use crate::terminal::{Ink, Style};
use koers_analysis::answer::{Effect, Fit};
use koers_analysis::evaluation::{Beside, Evaluation, Verdict, decimals};
use koers_analysis::method;
use koers_model::day;
use koers_model::evaluation::{EvaluationPlan, Outcome, Pool, Scale, Side};
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};
use koers_model::value::Number;
use serde_json::{Value, json};

/// The version of the form.
const FORM: u32 = 1;

/// A plan, what its file said to the letter, and what came out.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// The plan.
    pub plan: &'a EvaluationPlan,
    /// Of the bytes of its file.
    pub hash: &'a Hash,
    /// What came out.
    pub found: &'a Evaluation,
}

/// The sign of a verdict: another shape for each.
#[must_use]
pub const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Effect => "◆",
        Verdict::Small => "◇",
        Verdict::Opposite => "⇄",
        Verdict::Noise => "≈",
        Verdict::NoFit => "✗",
        Verdict::Unanswered => "?",
        Verdict::TooEarly => "…",
    }
}

impl<'a> Told<'a> {
    /// A plan with what came out.
    #[must_use]
    pub const fn of(plan: &'a EvaluationPlan, hash: &'a Hash, found: &'a Evaluation) -> Self {
        Self { plan, hash, found }
    }

    /// How large the effect is; nothing where there is none.
    #[must_use]
    pub fn size(&self, lang: Lang) -> String {
        let effect = self.found.effect().map(|effect| effect.size);
        effect.map_or_else(String::new, |size| {
            number::signed(size, decimals(size.get()), lang)
        })
    }

    /// How often chance gives as much; nothing where that is not known.
    #[must_use]
    pub fn p(&self, lang: Lang) -> String {
        let p = self.found.effect().and_then(|effect| effect.p);
        p.map_or_else(String::new, |p| number::number(p, 3, lang))
    }

    /// Everything around the analysis, part by part: heading and lines.
    #[must_use]
    pub fn parts(&self, lang: Lang) -> Vec<(&'static str, Vec<String>)> {
        let plan = self.plan;
        let deviations = &self.found.deviations;
        let deviations = match deviations.is_empty() {
            true => vec![
                lang.pick(
                    "Geen: alles is gedaan zoals het er staat.",
                    "None: all was done as it stands there.",
                )
                .to_owned(),
            ],
            false => deviations.iter().map(|said| sentence(said, lang)).collect(),
        };
        let mut parts = vec![
            (
                lang.pick(
                    "Anders gedaan dan het plan zegt",
                    "Done otherwise than the plan says",
                ),
                deviations,
            ),
            (
                lang.pick("Wat het plan zegt", "What the plan says"),
                self.says(lang),
            ),
        ];
        let pools = |pools: &[Pool]| pools.iter().map(|pool| self.pool(pool, lang)).collect::<Vec<_>>();
        parts.push((lang.pick("Vergeleken met", "Compared with"), pools(&plan.donors)));
        parts.push((
            lang.pick("Niet vergeleken met", "Not compared with"),
            pools(&plan.without),
        ));
        parts.retain(|(_, lines)| !lines.is_empty());
        parts
    }

    fn name(&self, written: &String) -> String {
        self.found.subject.names.get(written).unwrap_or(written).clone()
    }

    fn pool(&self, pool: &Pool, lang: Lang) -> String {
        let names: Vec<String> = pool.regions.iter().map(|region| self.name(region)).collect();
        format!("{}: {}", names.join(", "), pool.why.get(lang))
    }

    fn says(&self, lang: Lang) -> Vec<String> {
        let plan = self.plan;
        let (nl, counts) = (lang == Lang::Nl, &plan.effect);
        let units: Vec<String> = plan.units.iter().map(|region| self.name(region)).collect();
        let outcome = match &plan.outcome {
            Outcome::Indicator(id) => self
                .found
                .subject
                .outcome
                .as_ref()
                .map_or_else(|| id.to_string(), |title| title.get(lang).to_owned()),
            Outcome::Table(table) => format!("{} {}", lang.pick("tabel", "table"), table.file),
        };
        let scale = match plan.scale {
            Scale::AsIs => String::new(),
            Scale::Index => lang
                .pick(
                    ", als index: het gemiddelde van elk gebied van ervoor is 100",
                    ", as an index: the mean of each area of before is 100",
                )
                .to_owned(),
        };
        let title = method(&plan.method.method).map_or_else(
            |_| plan.method.method.clone(),
            |method| method.title.get(lang).to_owned(),
        );
        let settings: Vec<String> = plan
            .method
            .settings
            .iter()
            .map(|(word, value)| format!("{word} = {value}"))
            .collect();
        let settings = match settings.is_empty() {
            true => String::new(),
            false => format!(" ({})", settings.join("; ")),
        };
        let beside: Vec<&str> = plan
            .beside
            .iter()
            .map(|way| method(&way.method).map_or(way.method.as_str(), |method| method.title.get(lang)))
            .collect();
        let side = match (counts.direction, nl) {
            (Side::Higher, true) => "hoger",
            (Side::Higher, false) => "higher",
            (Side::Lower, true) => "lager",
            (Side::Lower, false) => "lower",
            (Side::Either, true) => "hoger of lager",
            (Side::Either, false) => "higher or lower",
        };
        let plain = |value: Number| number::plain(value, lang);
        let unit = self.found.subject.unit.as_ref();
        let unit = unit.map_or_else(String::new, |unit| format!(" {}", unit.get(lang)));
        let mut lines = vec![
            format!(
                "{}: {}, {outcome}{scale}",
                lang.pick("gekeken naar", "looked at"),
                units.join(", ")
            ),
            if nl {
                format!(
                    "van {} tot en met {}; de maatregel geldt vanaf {}",
                    plan.periods.from, plan.periods.to, plan.periods.start
                )
            } else {
                format!(
                    "from {} to {}; the measure holds from {}",
                    plan.periods.from, plan.periods.to, plan.periods.start
                )
            },
            format!("{}: {title}{settings}", lang.pick("methode", "method")),
        ];
        if !beside.is_empty() {
            lines.push(format!(
                "{}: {}",
                lang.pick("daarnaast", "beside it"),
                beside.join("; ")
            ));
        }
        lines.push(if nl {
            format!(
                "als effect telt: {side}, minstens {}{unit}, met p hoogstens {}",
                plain(counts.at_least),
                plain(counts.level)
            )
        } else {
            format!(
                "what counts as an effect: {side}, at least {}{unit}, with p at most {}",
                plain(counts.at_least),
                plain(counts.level)
            )
        });
        if let Some(fit) = counts.fit {
            let percent = number::percent(fit, 0, lang);
            lines.push(if nl {
                format!("de vergelijking mag er voor de maatregel hoogstens {percent} naast liggen van wat de regio zelf beweegt")
            } else {
                format!("before the measure the comparison may be off by at most {percent} of what the region itself moves")
            });
        }
        if !self.found.subject.policy.is_empty() {
            let elements: Vec<&str> = self
                .found
                .subject
                .policy
                .iter()
                .map(|text| text.get(lang))
                .collect();
            lines.push(format!(
                "{}: {}",
                lang.pick("gaat over", "is about"),
                elements.join("; ")
            ));
        }
        lines.push(format!(
            "{} {}; SHA-256 {}",
            lang.pick("geschreven op", "written on"),
            day::date(plan.written, lang),
            self.hash
        ));
        lines
    }

    /// For a terminal.
    #[must_use]
    pub fn text(&self, lang: Lang, style: Style) -> String {
        let plan = self.plan;
        let mut out = format!("{}\n", style.paint(Ink::Strong, plan.title.get(lang)));
        paragraph(&mut out, plan.question.get(lang), style);
        let verdict = self.found.verdict;
        let label = verdict.label().get(lang);
        out.push_str(&format!(
            "\n{} {}\n",
            sign(verdict),
            style.paint(Ink::Strong, label)
        ));
        for one in &self.found.said {
            paragraph(&mut out, &sentence(one, lang), style);
        }
        if let Some(text) = &plan.text {
            out.push('\n');
            paragraph(&mut out, text.get(lang), style);
        }
        for (heading, lines) in self.parts(lang) {
            out.push_str(&format!("\n{}\n", style.paint(Ink::Strong, heading)));
            points(&mut out, &lines, style);
        }
        if let Some(analysis) = &self.found.analysis {
            out.push_str(&format!(
                "\n{}\n",
                style.paint(
                    Ink::Strong,
                    lang.pick("Wat de methode zegt", "What the method says")
                )
            ));
            out.push_str(&analysis::text(analysis, lang, style));
        }
        out
    }

    /// As Markdown.
    #[must_use]
    pub fn markdown(&self, lang: Lang) -> String {
        let escape = |text: &str| crate::gfm::escape(text);
        let plan = self.plan;
        let mut out = format!(
            "# {}\n\n{}\n\n**{} {}**\n",
            escape(plan.title.get(lang)),
            escape(plan.question.get(lang)),
            sign(self.found.verdict),
            escape(self.found.verdict.label().get(lang))
        );
        for one in &self.found.said {
            out.push_str(&format!("\n{}\n", escape(&sentence(one, lang))));
        }
        if let Some(text) = &plan.text {
            out.push_str(&format!("\n{}\n", escape(text.get(lang))));
        }
        for (heading, lines) in self.parts(lang) {
            out.push_str(&format!("\n## {heading}\n\n"));
            for line in lines {
                out.push_str(&format!("- {}\n", escape(&line)));
            }
        }
        if let Some(analysis) = &self.found.analysis {
            out.push('\n');
            out.push_str(&markdown_below(analysis, lang, 2));
        }
        out
    }

    /// The drawing with what is said below it, and `more`; nothing where no drawing belongs to the answer.
    #[must_use]
    pub fn svg(&self, lang: Lang, more: impl IntoIterator<Item = String>) -> Option<String> {
        let analysis = self.found.analysis.as_ref()?;
        let plot = analysis::plot(analysis, self.plan.id.to_string(), lang)?;
        let mut notes: Vec<String> = self.found.said.iter().map(|one| sentence(one, lang)).collect();
        notes.extend(analysis.inputs.iter().map(|input| analysis::input(input, lang)));
        notes.extend(more);
        Some(plot.standalone(self.plan.title.get(lang), &notes))
    }

    /// The verdict as CSV, or the table of the analysis that is named.
    ///
    /// # Errors
    /// The tables that there are.
    pub fn csv(&self, table: Option<&str>, lang: Lang) -> Result<String, Vec<&'static str>> {
        let Some(id) = table else {
            return Ok(list([*self]).csv(lang));
        };
        let analysis = self.found.analysis.as_ref();
        let found = analysis.and_then(|analysis| analysis::csv(analysis, Some(id), lang));
        found.ok_or_else(|| {
            let tables = analysis.iter().flat_map(|analysis| &analysis.answer.tables);
            tables.map(|table| table.id).collect()
        })
    }

    /// As JSON, with texts in both languages.
    #[must_use]
    pub fn json(&self) -> String {
        let (plan, found) = (self.plan, self.found);
        let both = |text: &Text| json!({ "nl": text.nl, "en": text.en });
        let pool = |pool: &Pool| json!({ "regions": pool.regions, "why": both(&pool.why) });
        let number = |number: Option<Number>| number.map(Number::get);
        pretty(&json!({
            "koers_evaluation": FORM,
            "plan": {
                "id": plan.id.to_string(),
                "title": both(&plan.title),
                "question": both(&plan.question),
                "written": plan.written.to_string(),
                "sha256": self.hash.to_string(),
                "text": plan.text.as_ref().map(both),
                "about": found.subject.policy.iter().map(both).collect::<Vec<_>>(),
                "outcome": found.subject.outcome.as_ref().map(both),
                "unit": found.subject.unit.as_ref().map(both),
                "scale": plan.scale.word(),
                "method": plan.method.method,
                "settings": plan.method.settings.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
                "beside": plan.beside.iter().map(|way| way.method.as_str()).collect::<Vec<_>>(),
                "units": plan.units,
                "donors": plan.donors.iter().map(pool).collect::<Vec<_>>(),
                "without": plan.without.iter().map(pool).collect::<Vec<_>>(),
                "from": plan.periods.from,
                "start": plan.periods.start,
                "to": plan.periods.to,
                "direction": plan.effect.direction.word(),
                "at_least": plan.effect.at_least.get(),
                "level": plan.effect.level.get(),
                "fit": number(plan.effect.fit),
            },
            "verdict": { "id": found.verdict.word(), "label": words(found.verdict.label()) },
            "said": found.said.iter().map(said).collect::<Vec<_>>(),
            "effect": found.effect().map(effect),
            "deviations": found.deviations.iter().map(said).collect::<Vec<_>>(),
            "analysis": found.analysis.as_ref().map(value),
            "beside": found.beside.iter().map(beside).collect::<Vec<_>>(),
        }))
    }
}

fn effect(effect: Effect) -> Value {
    json!({
        "size": effect.size.get(),
        "p": effect.p.map(Number::get),
        "fit": match effect.fit {
            Fit::Off(off) => json!({ "off": off.get() }),
            Fit::Still(by) => json!({ "still": by.get() }),
            Fit::Unmeasured => Value::Null,
        },
        "smallest": effect.smallest.map(|smallest| json!({
            "rise": smallest.rise.map(Number::get),
            "fall": smallest.fall.map(Number::get),
            "power": smallest.power.get(),
        })),
    })
}

fn beside(beside: &Beside) -> Value {
    match &beside.found {
        Ok((analysis, verdict)) => json!({
            "method": beside.method,
            "verdict": verdict.word(),
            "effect": analysis.answer.effect.map(effect),
            "analysis": value(analysis),
        }),
        Err(fault) => json!({
            "method": beside.method,
            "verdict": Verdict::Unanswered.word(),
            "fault": {
                "nl": analysis::fault(fault, Lang::Nl),
                "en": analysis::fault(fault, Lang::En),
            },
        }),
    }
}

/// Several plans, each with what came out, as a list.
#[must_use]
pub fn list<'a>(told: impl IntoIterator<Item = Told<'a>>) -> List {
    let row = |told: Told<'_>| {
        let found = told.found;
        let number = |value: Option<Number>, decimals| {
            value.map_or(Field::Empty, |value| Field::Number(value, decimals))
        };
        vec![
            Field::plain(&told.plan.id),
            Field::Text(told.plan.title.clone()),
            Field::named(found.verdict.word(), |lang| {
                format!("{} {}", sign(found.verdict), found.verdict.label().get(lang))
            }),
            found.effect().map_or(Field::Empty, |effect| {
                Field::Signed(effect.size, decimals(effect.size.get()))
            }),
            number(found.effect().and_then(|effect| effect.p), 3),
            Field::Count(found.deviations.len()),
            Field::plain(told.plan.written),
        ]
    };
    List {
        columns: vec![
            Column::new("id", "plan", "plan"),
            Column::new("title", "titel", "title"),
            Column::new("verdict", "oordeel", "verdict"),
            Column::new("effect", "effect", "effect"),
            Column::new("p", "p", "p"),
            Column::new("deviations", "afwijkingen", "deviations"),
            Column::new("written", "geschreven", "written"),
        ],
        rows: told.into_iter().map(row).collect(),
    }
}
