//! The council page as Markdown: the same content in the same order, tables in the place of drawings.

use crate::gfm::{escape, head, row};
use crate::view::{Group, Measure, Outcome, Page, Phrase, Programme, Row, Silence, Source, method};
use crate::words;
use koers_model::status::Status;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;
use std::fmt::Write;

/// The council page as GitHub-flavoured Markdown.
#[must_use]
pub fn markdown(status: &Status, lang: Lang) -> String {
    let mut out = Markdown {
        out: String::new(),
        lang,
    };
    out.page(&Page::of(status, lang));
    out.out
}

struct Markdown {
    out: String,
    lang: Lang,
}

impl Markdown {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }

    /// A block of its own: what is given is Markdown already.
    fn block(&mut self, markdown: &str) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.out.push_str(markdown.trim_end());
        self.out.push('\n');
    }

    fn heading(&mut self, level: usize, text: &str) {
        let heading = format!("{} {}", "#".repeat(level), escape(text));
        self.block(&heading);
    }

    fn items(&mut self, items: impl IntoIterator<Item = String>) {
        let list: String = items.into_iter().fold(String::new(), |mut list, item| {
            let _ = writeln!(list, "- {item}");
            list
        });
        if !list.is_empty() {
            self.block(&list);
        }
    }

    fn verdict(&self, verdict: Verdict) -> String {
        format!(
            "{} **{}**",
            words::shape(verdict),
            words::verdict(verdict, self.lang)
        )
    }

    fn page(&mut self, page: &Page) {
        self.heading(1, &page.title);
        if let Some(only) = &page.only {
            let start = self.say("Dit verslag gaat alleen over", "This report is only about");
            self.block(&format!("{start} {}.", escape(only)));
        }
        for programme in &page.programmes {
            self.lead(programme);
        }
        let mut days: Vec<String> = vec![escape(&page.workspace.text)];
        days.extend(page.days.iter().map(|(label, day, _)| format!("{label} {day}")));
        self.block(&days.join(" · "));
        for programme in &page.programmes {
            self.heading(2, &programme.head.title.text);
            self.block(&programme.head.period);
            for group in &programme.groups {
                self.group(group);
            }
        }
        self.silences(&page.silences);
        self.how(page);
        self.record(page);
    }

    fn lead(&mut self, programme: &Programme) {
        let sentence: String = programme
            .head
            .lead
            .iter()
            .map(|piece| match piece.verdict {
                Some(_) => format!("**{}**", escape(&piece.text)),
                // A piece begins or ends with a space that belongs to the sentence.
                None => {
                    let start = if piece.text.starts_with(' ') { " " } else { "" };
                    let end = if piece.text.ends_with(' ') { " " } else { "" };
                    format!("{start}{}{end}", escape(&piece.text))
                }
            })
            .collect();
        self.block(&sentence);
        let lang = self.lang;
        self.items(
            programme
                .head
                .counts
                .iter()
                .map(|count| format!("{} {}", words::shape(count.verdict), count.words(lang))),
        );
    }

    fn group(&mut self, group: &Group) {
        self.heading(3, &group.title.text);
        if let Some(subtitle) = &group.subtitle {
            self.block(&escape(&subtitle.text));
        }
        let lang = self.lang;
        let counts: Vec<String> = group.counts.iter().map(|count| count.words(lang)).collect();
        self.block(&counts.join(", "));
        for outcome in &group.outcomes {
            self.outcome(outcome);
        }
    }

    fn outcome(&mut self, outcome: &Outcome) {
        self.heading(4, &outcome.title.text);
        self.block(&format!(
            "{}. {}",
            self.verdict(outcome.verdict),
            escape(&outcome.why)
        ));
        if let Some(text) = &outcome.text {
            self.block(&escape(&text.text));
        }
        for measure in &outcome.measures {
            self.measure(measure);
        }
        if !outcome.activities.is_empty() {
            let title = self.say(
                "Activiteiten die hieraan bijdragen:",
                "Activities that serve this:",
            );
            self.block(title);
            self.items(
                outcome
                    .activities
                    .iter()
                    .map(|activity| escape(&activity.title.text)),
            );
        }
        if !outcome.cite.is_empty() {
            let start = self.say("Staat in", "Stated in");
            self.block(&format!("{start} {}", escape(&outcome.cite)));
        }
    }

    fn measure(&mut self, measure: &Measure) {
        self.heading(5, &measure.title.text);
        if let Some(part) = measure.part {
            let verdict = self.verdict(measure.verdict);
            let why = measure.why.as_deref().map_or_else(String::new, escape);
            self.block(format!("{verdict} ({part}). {why}").trim_end());
        }
        if let Some((before, value, after)) = &measure.figure {
            let remarks = if measure.remarks.is_empty() {
                String::new()
            } else {
                format!(" ({})", escape(&measure.remarks))
            };
            // The number stands out; the space beside it must not be lost in escaping.
            let after = if after.starts_with(' ') {
                format!(" {}", escape(after))
            } else {
                escape(after)
            };
            let before = if before.is_empty() {
                String::new()
            } else {
                format!("{} ", escape(before))
            };
            self.block(&format!("{before}**{}**{after}{remarks}", escape(value)));
        }
        self.items(
            measure
                .facts
                .iter()
                .chain(&measure.notes)
                .map(|fact| format!("{}: {}", escape(&fact.label), escape(&fact.value.text))),
        );
        if let Some(bases) = &measure.other_bases {
            self.block(&format!("**{}.**", bases.heading));
            let lines: Vec<String> = bases
                .lines
                .iter()
                .map(|line| {
                    let from = escape(&words::capital(&line.from));
                    let why = if bases.matters {
                        escape(&line.why)
                    } else {
                        String::new()
                    };
                    format!("{from}: {}. {why}", self.verdict(line.verdict))
                        .trim_end()
                        .to_owned()
                })
                .collect();
            self.items(lines);
        }
        self.figures(measure);
        for source in &measure.sources {
            let line = self.source(source);
            self.block(&line);
        }
    }

    fn figures(&mut self, measure: &Measure) {
        let figures = &measure.figures;
        if figures.rows.is_empty() {
            return;
        }
        let mut table = String::new();
        let columns: Vec<String> = figures.columns.iter().map(|column| escape(column)).collect();
        let right: Vec<bool> = (0..columns.len()).map(|at| at > 0).collect();
        head(&mut table, &columns, &right);
        for Row { period, fields, .. } in &figures.rows {
            let mut cells = vec![escape(period)];
            cells.extend(fields.iter().map(|(value, remark)| {
                if remark.is_empty() {
                    escape(value)
                } else {
                    format!("{} ({})", escape(value), escape(remark))
                }
            }));
            row(&mut table, &cells);
        }
        self.block(&format!("{}:", escape(&figures.caption)));
        self.block(&table);
    }

    fn source(&self, source: &Source) -> String {
        format!(
            "{} · {} · {} · {} · {} `{}`",
            escape(&source.attribution.text),
            escape(&source.licence),
            source.published,
            source.retrieved,
            self.say("momentopname", "snapshot"),
            source.snapshot
        )
    }

    fn silences(&mut self, silences: &[Silence]) {
        if silences.is_empty() {
            return;
        }
        let title = self.say("Wat niet te zeggen is, en waarom", "What cannot be said, and why");
        self.heading(2, title);
        self.block(method::on_silence(self.lang));
        for silence in silences {
            self.heading(3, &format!("{} ({})", silence.heading, silence.outcomes.len()));
            for silent in &silence.outcomes {
                let mut said = vec![escape(&silent.reason)];
                said.extend(silent.why.iter().map(|why| escape(&why.text)));
                if let Some(would) = &silent.would_do {
                    said.push(format!(
                        "{} {}",
                        self.say("Dit zou helpen:", "This would help:"),
                        escape(&would.text)
                    ));
                }
                self.block(&format!("**{}**: {}", escape(&silent.title.text), said.join(" ")));
                if !silent.rubric.is_empty() {
                    self.block(self.say(
                        "De treden, van slecht naar goed:",
                        "The levels, from bad to good:",
                    ));
                    self.numbered(&silent.rubric);
                }
            }
        }
    }

    fn numbered(&mut self, items: &[Phrase]) {
        let mut list = String::new();
        for (at, item) in items.iter().enumerate() {
            let _ = writeln!(list, "{}. {}", at + 1, escape(&item.text));
        }
        self.block(&list);
    }

    fn how(&mut self, page: &Page) {
        let title = self.say("Hoe wij oordelen", "How we judge");
        self.heading(2, title);
        let rules: Vec<String> = method::rules(self.lang)
            .into_iter()
            .map(|(verdict, rule)| format!("{}: {rule}", self.verdict(verdict)))
            .collect();
        self.items(rules);
        for paragraph in method::explanation(self.lang).into_iter().chain(page.later) {
            self.block(paragraph);
        }
    }

    fn record(&mut self, page: &Page) {
        let title = self.say("Verantwoording", "Record");
        self.heading(2, title);
        self.block(method::on_record(self.lang));
        let mut facts = vec![format!(
            "{}: {}",
            self.say("Gebied", "Region"),
            escape(&page.region)
        )];
        facts.extend(page.days.iter().map(|(label, day, _)| format!("{label}: {day}")));
        facts.push(format!(
            "{}: Koers {}",
            self.say("Gemaakt met", "Made with"),
            escape(&page.version)
        ));
        self.items(facts);
        if !page.sources.is_empty() {
            self.heading(3, self.say("Bronnen", "Sources"));
            let sources: Vec<String> = page.sources.iter().map(|source| self.source(source)).collect();
            self.items(sources);
        }
        if !page.late.is_empty() {
            self.heading(3, words::data::late_heading(self.lang));
            self.items(page.late.iter().map(|late| escape(late)));
        }
        if !page.inputs.is_empty() {
            self.heading(3, self.say("Gebruikte bestanden", "Files used"));
            let mut table = String::new();
            let file = self.say("Bestand", "File");
            head(&mut table, &[file.to_owned(), "SHA-256".to_owned()], &[]);
            for (name, hash) in &page.inputs {
                row(&mut table, &[escape(name), format!("`{hash}`")]);
            }
            self.block(&table);
        }
    }
}
