//! What a map says, in words, for those who do not see it.

use super::{Ground, Map, MapRow, Place};
use crate::{date, number, words};
use koers_model::text::Lang;
use koers_model::value::Missing;

/// More names than this in a sentence help nobody; the table has them.
const MOST_NAMES: usize = 12;

impl Map<'_> {
    /// The name of the map: what, when, how many regions of which kind.
    #[must_use]
    pub fn name(&self) -> String {
        let when = self.period.map_or_else(String::new, |period| {
            format!(", {}", date::period(period, self.lang))
        });
        let regions = match self.drawn().len() {
            1 => String::new(),
            drawn => format!(
                ", {} {}",
                number::count(drawn, self.lang),
                self.kind.plural(self.lang)
            ),
        };
        format!("{}{when}{regions}", self.title)
    }

    /// The message of the map in a few sentences: highest, lowest, the own regions, and what is missing.
    #[must_use]
    pub fn describe(&self) -> String {
        let rows = self.rows();
        let numbers: Vec<&MapRow<'_>> = rows.iter().filter(|row| row.rank.is_some()).collect();
        let mut said = Vec::new();
        match (numbers.first(), numbers.last()) {
            (Some(first), Some(last)) if first.figure == last.figure => {
                let figure = self.figure_of(first);
                said.push(match self.lang {
                    Lang::Nl => format!("Overal {figure}."),
                    Lang::En => format!("{figure} everywhere."),
                });
            }
            (Some(first), Some(last)) => {
                said.push(self.extreme(&numbers, first, self.lang.pick("Het hoogst", "Highest")));
                said.push(self.extreme(&numbers, last, self.lang.pick("Het laagst", "Lowest")));
                said.extend(self.own_words(&numbers));
            }
            _ => said.push(
                self.lang
                    .pick("Er is geen cijfer.", "There is no figure.")
                    .to_owned(),
            ),
        }
        for reason in Missing::ALL {
            let lacks: Vec<&str> = rows
                .iter()
                .filter(|row| row.cell.missing_reason() == Some(reason))
                .map(|row| row.name)
                .collect();
            if !lacks.is_empty() {
                // "The table" would be the one beside the map.
                let label = match reason {
                    Missing::Absent => self.lang.pick("Niet in de bron", "Not in the source").to_owned(),
                    _ => words::capital(reason.label(self.lang)),
                };
                said.push(format!("{label}: {}.", self.names(&lacks)));
            }
        }
        let left = self.not_drawn();
        if !left.is_empty() {
            let words = self.lang.pick("Niet op de kaart", "Not on the map");
            said.push(format!("{words}: {}.", self.names(&left)));
        }
        said.join(" ")
    }

    /// What a region of the map is called for those who hear it, and what stands beside the mouse: `Emmen: 47,6 duizend banen`.
    #[must_use]
    pub fn label(&self, place: &Place<'_>) -> String {
        let figure = number::cell_figure(&place.cell, self.decimals, self.unit, self.lang);
        // The sign of a missing figure says nothing to the ear.
        let sign = place.cell.missing_reason().map_or("", number::symbol);
        let figure = figure.strip_prefix(sign).unwrap_or(&figure).trim_start();
        let remarks = words::marks(place.cell.marks, self.lang);
        let behind = if remarks.is_empty() {
            String::new()
        } else {
            format!(" ({remarks})")
        };
        format!("{}: {figure}{behind}", place.name)
    }

    /// What must stand beside the map on where its lines come from; nothing for tiles.
    #[must_use]
    pub fn attribution(&self) -> Option<String> {
        let Ground::Outlines(outlines) = self.ground else {
            return None;
        };
        let from = outlines.provenance();
        let source = if from.attribution.is_empty() {
            &from.source
        } else {
            &from.attribution
        };
        let day = date::date(from.valid_on, self.lang);
        Some(match self.lang {
            Lang::Nl => format!("Grenzen op {day}: {source} ({})", from.licence),
            Lang::En => format!("Boundaries on {day}: {source} ({})", from.licence),
        })
    }

    fn figure_of(&self, row: &MapRow<'_>) -> String {
        number::cell_figure(&row.cell, self.decimals, self.unit, self.lang)
    }

    fn extreme(&self, numbers: &[&MapRow<'_>], one: &MapRow<'_>, word: &str) -> String {
        let with: Vec<&str> = numbers
            .iter()
            .filter(|row| row.figure == one.figure)
            .map(|row| row.name)
            .collect();
        format!("{word}: {} ({}).", self.names(&with), self.figure_of(one))
    }

    /// The own region with its place, or its parts with their figures.
    fn own_words(&self, numbers: &[&MapRow<'_>]) -> Option<String> {
        let own: Vec<&&MapRow<'_>> = numbers.iter().filter(|row| row.own).collect();
        match own.as_slice() {
            [] => None,
            [one] => {
                let (name, figure) = (one.name, self.figure_of(one));
                let (rank, of) = (one.rank.unwrap_or(0), numbers.len());
                Some(match self.lang {
                    Lang::Nl => {
                        format!("{name}: {figure}, plaats {rank} van {of} van hoog naar laag.")
                    }
                    Lang::En => format!("{name}: {figure}, place {rank} of {of} from high to low."),
                })
            }
            several if several.len() <= MOST_NAMES => {
                let figures: Vec<String> = several
                    .iter()
                    .map(|row| format!("{} {}", row.name, row.figure))
                    .collect();
                let own = self.lang.pick("Eigen gebied", "Own region");
                Some(format!("{own}: {}.", figures.join("; ")))
            }
            _ => None,
        }
    }

    fn names(&self, names: &[&str]) -> String {
        if names.len() > MOST_NAMES {
            return format!(
                "{} {}",
                number::count(names.len(), self.lang),
                self.kind.plural(self.lang)
            );
        }
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        date::list(&names, self.lang)
    }
}
