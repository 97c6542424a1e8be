//! The key of a chart: each sign with its meaning. It stands below the drawing as ordinary text, so that it wraps.

use super::Chart;
use super::svg::escape;
use crate::{date, number, words};
use koers_model::target::Direction;
use koers_model::text::Lang;
use koers_model::value::Missing;

/// A sign of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Symbol {
    /// The series of the region.
    Series,
    /// The reading that decided; hollow when it may still change.
    Reading {
        /// Whether it may still change.
        preliminary: bool,
    },
    /// A figure that may still change.
    Preliminary,
    /// The required path.
    Path,
    /// The margin around the path.
    Band,
    /// The starting figure.
    Baseline,
    /// The target.
    Aim(Direction),
    /// Another region, by its place in the list.
    Other(usize),
    /// A period without a figure.
    Missing(Missing),
    /// A break in the series.
    Break,
    /// A remark without a sign.
    Note,
}

/// A sign and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The sign.
    pub symbol: Symbol,
    /// What it means.
    pub words: String,
}

impl Symbol {
    /// The sign as a small drawing, hidden from those who hear the page: the words say it all.
    #[must_use]
    pub fn svg(self) -> String {
        let inner = match self {
            Self::Series => "<line class=\"k-line\" x1=\"1\" y1=\"6\" x2=\"25\" y2=\"6\"/>".to_owned(),
            Self::Reading { preliminary } => format!(
                "<circle class=\"k-reading{}\" cx=\"13\" cy=\"6\" r=\"4.5\"/>",
                if preliminary { " k-hollow" } else { "" }
            ),
            Self::Preliminary => "<circle class=\"k-hollow\" cx=\"13\" cy=\"6\" r=\"3.5\"/>".to_owned(),
            Self::Path => "<line class=\"k-path\" x1=\"1\" y1=\"6\" x2=\"25\" y2=\"6\"/>".to_owned(),
            Self::Band => "<rect class=\"k-band\" x=\"1\" y=\"1\" width=\"24\" height=\"10\"/>".to_owned(),
            Self::Baseline => {
                "<rect class=\"k-baseline\" x=\"9\" y=\"2\" width=\"8\" height=\"8\"/>".to_owned()
            }
            Self::Aim(direction) => {
                format!("<path class=\"k-aim\" d=\"{}\"/>", aim_path(13.0, 6.0, direction))
            }
            Self::Other(at) => format!(
                "<line class=\"k-other k-other-{}\" x1=\"1\" y1=\"6\" x2=\"25\" y2=\"6\"/>",
                at % super::draw::DASHES
            ),
            Self::Missing(reason) => format!(
                "<text class=\"k-missing\" x=\"13\" y=\"10\" text-anchor=\"middle\">{}</text>",
                escape(number::symbol(reason))
            ),
            Self::Break => "<line class=\"k-break\" x1=\"13\" y1=\"0\" x2=\"13\" y2=\"12\"/>".to_owned(),
            Self::Note => return String::new(),
        };
        format!(
            "<svg class=\"k-sign\" viewBox=\"0 0 26 12\" width=\"26\" height=\"12\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>"
        )
    }
}

/// A triangle that points the way that is better, around a point.
pub(crate) fn aim_path(x: f64, y: f64, direction: Direction) -> String {
    let tip = match direction {
        Direction::Up => -6.0,
        Direction::Down => 6.0,
    };
    let px = super::svg::px;
    format!(
        "M{} {}L{} {}L{} {}Z",
        px(x),
        px(y + tip),
        px(x + 5.5),
        px(y - tip * 0.6),
        px(x - 5.5),
        px(y - tip * 0.6)
    )
}

impl Chart<'_> {
    /// The key: only what this chart shows.
    #[must_use]
    pub fn legend(&self) -> Vec<Key> {
        let lang = self.lang;
        let mut keys = Vec::new();
        if !self.can_be_drawn() {
            return keys;
        }
        let mut add = |symbol, words: String| keys.push(Key { symbol, words });
        add(Symbol::Series, self.region.to_owned());
        if let Some(period) = self.reading
            && self.numbers().iter().any(|(at, _)| *at == period)
        {
            let words = lang.pick(
                "cijfer waarop het oordeel rust",
                "figure that the verdict rests on",
            );
            let preliminary = self.preliminary().contains(&period);
            add(
                Symbol::Reading { preliminary },
                format!("{words} ({})", date::period(period, lang)),
            );
        }
        if self.path.len() > 1 {
            add(
                Symbol::Path,
                lang.pick("wat nodig is", "what is needed").to_owned(),
            );
            if let Some(margin) = self.margin {
                let margin = number::difference(margin, self.decimals, self.unit, lang);
                add(
                    Symbol::Band,
                    format!("{} ±{margin}", lang.pick("marge", "margin")),
                );
            }
        }
        if let Some(point) = self.baseline.filter(|point| point.cell.number().is_some()) {
            let words = lang.pick("nulmeting", "baseline");
            add(
                Symbol::Baseline,
                format!("{words} {}", date::period(point.period, lang)),
            );
        }
        if let Some(aim) = self.aim.as_ref().filter(|aim| aim.value.is_some()) {
            let words = lang.pick("doel", "target");
            add(
                Symbol::Aim(aim.direction),
                format!(
                    "{words}, {} {}",
                    lang.pick("uiterlijk", "by"),
                    date::date(aim.by, lang)
                ),
            );
        }
        let axis = self.axis();
        let drawn = self.drawn_benchmarks(&axis);
        for at in &drawn {
            if let Some((name, _)) = self.benchmarks.get(*at) {
                add(Symbol::Other(*at), (*name).to_owned());
            }
        }
        for reason in Missing::ALL {
            let periods = self.periods_missing(reason);
            if !periods.is_empty() {
                add(
                    Symbol::Missing(reason),
                    format!("{}: {}", reason.label(lang), date::periods(&periods, lang)),
                );
            }
        }
        let preliminary = self.preliminary();
        if !preliminary.is_empty() {
            let words = lang.pick("nog niet definitief", "not yet definite");
            add(
                Symbol::Preliminary,
                format!("{words}: {}", date::periods(&preliminary, lang)),
            );
        }
        let breaks = self.breaks();
        if !breaks.is_empty() {
            let words = words::mark(koers_model::value::Marks::BREAK, lang);
            add(
                Symbol::Break,
                format!("{words}: {}", date::periods(&breaks, lang)),
            );
        }
        if let Some(note) = self.not_drawn(&drawn) {
            add(Symbol::Note, note);
        }
        if let Some(low) = self.scale(&drawn, &axis).starts_away_from_zero() {
            let low = number::figure(low, self.scale(&drawn, &axis).decimals(), self.unit, lang);
            add(
                Symbol::Note,
                match lang {
                    Lang::Nl => format!("De as begint bij {low}, niet bij nul."),
                    Lang::En => format!("The axis starts at {low}, not at zero."),
                },
            );
        }
        keys
    }

    /// Says which other regions are left to the table, and why.
    fn not_drawn(&self, drawn: &[usize]) -> Option<String> {
        let left: Vec<String> = self
            .benchmarks
            .iter()
            .enumerate()
            .filter(|(at, (_, points))| {
                !drawn.contains(at) && points.iter().any(|point| point.cell.number().is_some())
            })
            .map(|(_, (name, _))| (*name).to_owned())
            .collect();
        if left.is_empty() {
            return None;
        }
        let names = date::list(&left, self.lang);
        Some(match (self.lang, left.len()) {
            (Lang::Nl, 1) => format!("{names} past niet op deze schaal en staat in de tabel."),
            (Lang::Nl, _) => format!("{names} passen niet op deze schaal en staan in de tabel."),
            (Lang::En, 1) => format!("{names} does not fit this scale and is in the table."),
            (Lang::En, _) => format!("{names} do not fit this scale and are in the table."),
        })
    }
}
