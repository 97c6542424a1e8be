//! The status as a table for the terminal: verdict, outcome, and per measure the figure, the period, what was needed and the margin.

use crate::terminal::{Ink, Style, clean, left, right, width, wrap};
use crate::{date, number, words};
use koers_model::framework::MeasurePart;
use koers_model::status::{FrameworkStatus, GroupStatus, MeasureStatus, OutcomeStatus, Status};
use koers_model::target::Goal;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;

/// The verdicts in the order in which they are counted.
const VERDICTS: [Verdict; 3] = [Verdict::OnCourse, Verdict::OffCourse, Verdict::CannotBeSaid];
/// Space between two columns.
const GAP: usize = 2;
/// How far measures stand in under their outcome.
const INDENT: usize = 2;

/// The status as a table that fits the terminal; a narrower one than 40 columns counts as 40.
#[must_use]
pub fn status_table(status: &Status, lang: Lang, style: Style) -> String {
    let layout = Layout::of(status, lang, style);
    let mut out = Lines {
        text: String::new(),
        layout,
        style,
        lang,
    };
    out.head(status);
    for framework in super::programmes(status) {
        out.framework(framework);
    }
    if !status.late.is_empty() {
        out.line("");
        out.wrapped(crate::words::data::late_heading(lang), 0, Some(Ink::Strong));
        for late in &status.late {
            out.wrapped(&crate::words::data::late(late, lang), INDENT, Some(Ink::Soft));
        }
    }
    let preliminary = outcomes(status)
        .flat_map(|outcome| &outcome.measures)
        .filter_map(|measure| measure.judgement.reading)
        .any(|point| point.cell.marks.is_preliminary());
    if preliminary {
        out.line("");
        let note = lang.pick(
            "* Dit cijfer kan nog veranderen.",
            "* This figure may still change.",
        );
        out.wrapped(note, 0, Some(Ink::Soft));
    }
    out.text
}

/// The four right-hand texts of a measure: figure, period, needed, margin.
fn cells(measure: &MeasureStatus, lang: Lang) -> [String; 4] {
    let judgement = &measure.judgement;
    let decimals = measure.decimals;
    let preliminary = judgement
        .reading
        .is_some_and(|point| point.cell.marks.is_preliminary());
    let mut figure = judgement.reading.map_or_else(String::new, |point| {
        let is_gap = matches!(judgement.target.goal, Goal::Gap { .. });
        match (point.cell.number(), judgement.rank) {
            (Some(_), Some(place)) => place.to_string(),
            (Some(value), None) if is_gap => number::signed(value, decimals, lang),
            (Some(value), None) => number::number(value, decimals, lang),
            // The words for it stand in the sentence below.
            (None, _) => point.cell.missing_reason().map_or("", number::symbol).to_owned(),
        }
    });
    if preliminary {
        figure.push('*');
    }
    let period = judgement
        .reading
        .map_or_else(String::new, |point| point.period.to_string());
    let needed = judgement
        .required
        .map_or_else(String::new, |value| number::number(value, decimals, lang));
    let margin = judgement.margin.map_or_else(String::new, |margin| {
        format!("±{}", number::number(margin.value, decimals, lang))
    });
    [figure, period, needed, margin]
}

fn headings(lang: Lang) -> [&'static str; 4] {
    lang.pick(
        ["cijfer", "periode", "nodig", "marge"],
        ["figure", "period", "needed", "margin"],
    )
}

/// How wide everything is.
struct Layout {
    /// The verdict with its shape.
    verdict: usize,
    /// Name of the outcome or measure.
    name: usize,
    /// Figure, period, needed, margin.
    cells: [usize; 4],
}

impl Layout {
    fn of(status: &Status, lang: Lang, style: Style) -> Self {
        let verdict = VERDICTS
            .into_iter()
            .map(|verdict| width(verdict.label(lang)) + 2)
            .max()
            .unwrap_or(0);
        let mut cell_widths = headings(lang).map(width);
        for measure in outcomes(status).flat_map(|outcome| &outcome.measures) {
            for (have, cell) in cell_widths.iter_mut().zip(cells(measure, lang)) {
                *have = (*have).max(width(&cell));
            }
        }
        let taken = verdict + cell_widths.iter().map(|cell| cell + GAP).sum::<usize>() + GAP;
        Self {
            verdict,
            // On a narrow terminal the cells go below the name, see `Lines::measure`.
            name: style.columns().saturating_sub(taken),
            cells: cell_widths,
        }
    }
    /// Whether the figures can stand beside the name.
    fn beside(&self) -> bool {
        self.name >= 24
    }
}

fn outcomes(status: &Status) -> impl Iterator<Item = &OutcomeStatus> {
    status
        .frameworks
        .iter()
        .flat_map(|framework| &framework.groups)
        .flat_map(|group| &group.outcomes)
}

struct Lines {
    text: String,
    layout: Layout,
    style: Style,
    lang: Lang,
}

impl Lines {
    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn wrapped(&mut self, text: &str, indent: usize, ink: Option<Ink>) {
        let columns = self.style.columns().saturating_sub(indent);
        for part in wrap(text, columns) {
            let part = match ink {
                Some(ink) => self.style.paint(ink, &part),
                None => part,
            };
            self.line(&format!("{}{part}", " ".repeat(indent)));
        }
    }

    fn head(&mut self, status: &Status) {
        let lang = self.lang;
        let question = &status.record.question;
        let title = match lang {
            Lang::Nl => format!("Ligt {} op koers?", status.region_name),
            Lang::En => format!("Is {} on course?", status.region_name),
        };
        self.wrapped(&title, 0, Some(Ink::Strong));
        let days = format!(
            "{} {} · {} {}",
            lang.pick("Peildatum", "Day judged"),
            date::date(question.on, lang),
            lang.pick("zoals bekend op", "as known on"),
            date::date(question.as_of, lang)
        );
        self.wrapped(&days, 0, Some(Ink::Soft));
    }

    fn framework(&mut self, framework: &FrameworkStatus) {
        let lang = self.lang;
        self.line("");
        self.wrapped(framework.title.get(lang), 0, Some(Ink::Strong));
        let counts: Vec<String> = VERDICTS
            .into_iter()
            .map(|verdict| {
                let count = framework
                    .groups
                    .iter()
                    .flat_map(|group| &group.outcomes)
                    .filter(|outcome| outcome.verdict == verdict)
                    .count();
                let text = format!("{} {count} {}", words::shape(verdict), verdict.label(lang));
                self.style.paint(Ink::Of(verdict), &text)
            })
            .collect();
        let one_line = counts.join("   ");
        // Painted text is wider than it looks, so the fit is measured on the bare words.
        let bare: usize = VERDICTS
            .into_iter()
            .map(|verdict| width(verdict.label(lang)) + 9)
            .sum();
        if bare <= self.style.columns() {
            self.line(&one_line);
        } else {
            for count in counts {
                self.line(&count);
            }
        }
        for group in &framework.groups {
            self.group(group);
        }
    }

    fn group(&mut self, group: &GroupStatus) {
        self.line("");
        let title = clean(group.title.get(self.lang));
        let measured = group.outcomes.iter().any(|outcome| !outcome.measures.is_empty());
        let columns = self.style.columns();
        if measured && self.layout.beside() {
            let heads = self.cells(&headings(self.lang).map(ToOwned::to_owned));
            let name = columns.saturating_sub(width(&heads));
            let mut parts = wrap(&title, name.saturating_sub(GAP));
            let last = parts.pop().unwrap_or_default();
            for part in parts {
                let painted = self.style.paint(Ink::Strong, &part);
                self.line(&painted);
            }
            let space = " ".repeat(name.saturating_sub(width(&last)));
            let line = format!(
                "{}{space}{}",
                self.style.paint(Ink::Strong, &last),
                self.style.paint(Ink::Soft, &heads)
            );
            self.line(&line);
        } else {
            self.wrapped(&title, 0, Some(Ink::Strong));
        }
        self.line(&"─".repeat(columns));
        for outcome in &group.outcomes {
            self.outcome(outcome);
        }
    }

    /// The four right-hand cells, each with the space before it.
    fn cells(&self, cells: &[String; 4]) -> String {
        cells
            .iter()
            .zip(self.layout.cells)
            .map(|(cell, columns)| format!("{}{}", " ".repeat(GAP), right(cell, columns)))
            .collect()
    }

    fn outcome(&mut self, outcome: &OutcomeStatus) {
        let (lang, style) = (self.lang, self.style);
        let label = format!(
            "{} {}",
            words::shape(outcome.verdict),
            outcome.verdict.label(lang)
        );
        let indent = self.layout.verdict + GAP;
        let titles = wrap(outcome.title.get(lang), style.columns().saturating_sub(indent));
        for (at, part) in titles.iter().enumerate() {
            let first = if at == 0 { label.as_str() } else { "" };
            let line = format!(
                "{}{}",
                style.paint(Ink::Of(outcome.verdict), &left(first, indent)),
                style.paint(Ink::Strong, part)
            );
            self.line(&line);
        }
        // A lone supporting measure does not speak for the outcome, so it too needs a verdict of its own.
        let several = outcome.measures.len() > 1
            || outcome
                .measures
                .iter()
                .any(|measure| measure.part == MeasurePart::Supporting);
        for measure in &outcome.measures {
            self.measure(measure, indent + INDENT, several);
        }
        // Beside several measures only a reason that none of them gives says something new.
        let own = words::why(outcome, lang);
        let said = several
            && outcome
                .measures
                .iter()
                .any(|measure| measure.judgement.reason.sentence(lang) == own);
        if !said {
            self.wrapped(&own, indent, None);
        }
        for measure in &outcome.measures {
            self.other_bases(measure, indent, several);
        }
    }

    fn measure(&mut self, measure: &MeasureStatus, indent: usize, several: bool) {
        let lang = self.lang;
        let mut name = format!("{} ({})", measure.title.get(lang), measure.unit.label(lang));
        if let Goal::Gap { benchmark, .. } = &measure.judgement.target.goal {
            let region = words::region_name(measure, benchmark);
            name.push_str(lang.pick(", verschil met ", ", difference with "));
            name.push_str(&region);
        }
        if several {
            name = format!("{} {name}", words::shape(measure.judgement.verdict));
        }
        if measure.part == MeasurePart::Supporting {
            name = format!("{name}, {}", words::part(measure.part, lang));
        }
        let cells = cells(measure, lang);
        if self.layout.beside() {
            let right_hand = self.cells(&cells);
            // Where nothing stands at the right, the name may go on.
            let taken = if cells.iter().all(String::is_empty) {
                0
            } else {
                width(&right_hand)
            };
            let columns = self.style.columns().saturating_sub(taken);
            let parts = wrap(&name, columns.saturating_sub(indent));
            for (at, part) in parts.iter().enumerate() {
                let start = left(&format!("{}{part}", " ".repeat(indent)), columns);
                let end = if at == 0 { right_hand.as_str() } else { "" };
                self.line(&format!("{start}{end}"));
            }
        } else {
            self.wrapped(&name, INDENT, None);
            let said: Vec<String> = headings(lang)
                .into_iter()
                .zip(cells)
                .filter(|(_, cell)| !cell.is_empty())
                .map(|(head, cell)| format!("{head} {cell}"))
                .collect();
            if !said.is_empty() {
                self.wrapped(&said.join(", "), INDENT, None);
            }
        }
        if several {
            let reason = measure.judgement.reason.sentence(lang);
            self.wrapped(&reason, indent + INDENT, Some(Ink::Soft));
        }
        if let Some(sum) = words::margin_sum(measure, lang) {
            let start = lang.pick("Marge", "Margin");
            self.wrapped(&format!("{start}: {sum}."), indent + INDENT, Some(Ink::Soft));
        }
    }

    /// Says it when another base year would have given another verdict.
    fn other_bases(&mut self, measure: &MeasureStatus, indent: usize, several: bool) {
        let (lang, judgement) = (self.lang, &measure.judgement);
        let Some(bases) = words::other_bases(judgement, lang).filter(|bases| bases.matters) else {
            return;
        };
        let said: Vec<String> = bases
            .lines
            .iter()
            .map(|line| {
                format!(
                    "{} {} {}",
                    line.from,
                    words::shape(line.verdict),
                    line.verdict.label(lang)
                )
            })
            .collect();
        let of = if several {
            format!(" ({})", measure.title.get(lang))
        } else {
            String::new()
        };
        let sentence = format!("{}{of}: {}.", bases.heading, said.join("; "));
        self.wrapped(&sentence, indent, Some(Ink::Soft));
    }
}
