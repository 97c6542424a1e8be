//! Tables to be published: read from our own CSV, or made up.

use std::collections::BTreeMap;

/// What a dimension is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Periods.
    Time,
    /// Regions.
    Geo,
    /// Anything else.
    Plain,
}

/// A dimension with its codes.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its name, also in addresses.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Codes as CBS writes them, without padding, with what people read and, of periods, the status.
    pub codes: Vec<(String, String, String)>,
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name.
    pub title: String,
    /// Its code in OData v4.
    pub code: String,
    /// Its column in OData v3.
    pub column: String,
    /// Its unit.
    pub unit: String,
    /// Decimals of its figures.
    pub decimals: usize,
}

/// A figure, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    /// A number.
    Number(f64),
    /// Kept secret.
    Secret,
    /// Not available.
    Missing,
    /// Cannot exist.
    Impossible,
    /// No row at all.
    Absent,
}

/// The figures of a table.
#[derive(Debug, Clone)]
pub enum Figures {
    /// One by one: codes by their place in each dimension, and a figure for each measure.
    Listed(Vec<(Vec<usize>, Vec<Figure>)>),
    /// Every combination of codes, with numbers that follow from their places.
    Made,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its number.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The moment of its last change.
    pub modified: String,
    /// Its dimensions, the slowest first.
    pub dimensions: Vec<Dimension>,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// Its figures.
    pub figures: Figures,
}

impl Table {
    /// The table of a file in our own CSV, with one measure. `None` for a file of another form.
    #[must_use]
    pub fn from_csv(id: &str, text: &str) -> Option<Self> {
        let comment = |key: &str| {
            let lines = text.lines().map_while(|line| line.strip_prefix("# "));
            let mut values = lines.filter_map(|line| line.split_once(": "));
            values
                .find(|(own, _)| *own == key)
                .map(|(_, value)| value.to_owned())
        };
        let mut lines = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let header: Vec<&str> = lines.next()?.split(',').collect();
        let place = |name: &str| header.iter().position(|own| *own == name);
        let (region, period, value) = (place("region")?, place("period")?, place("value")?);
        let status = place("status");
        let plain = (0..header.len())
            .filter(|at| ![Some(*at)].contains(&status) && ![region, period, value].contains(at));
        let axes: Vec<(usize, Kind)> = std::iter::once((region, Kind::Geo))
            .chain(plain.map(|at| (at, Kind::Plain)))
            .chain([(period, Kind::Time)])
            .collect();
        let mut codes: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); axes.len()];
        let mut rows = Vec::new();
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let mut own = Vec::new();
            for ((at, kind), known) in axes.iter().zip(&mut codes) {
                let cell = cells.get(*at)?;
                let code = if *kind == Kind::Time {
                    cbs_period(cell)?
                } else {
                    (*cell).to_owned()
                };
                let next = known.len();
                own.push(*known.entry(code).or_insert(next));
            }
            let figure = match cells.get(value)?.parse() {
                Ok(number) => Figure::Number(number),
                Err(_) => match status.and_then(|at| cells.get(at)).copied().unwrap_or("") {
                    "suppressed" => Figure::Secret,
                    "impossible" => Figure::Impossible,
                    _ => Figure::Missing,
                },
            };
            rows.push((own, vec![figure]));
        }
        let name = |at: usize, kind: Kind| match kind {
            Kind::Geo => "RegioS".to_owned(),
            Kind::Time => "Perioden".to_owned(),
            Kind::Plain => header.get(at).map_or_else(String::new, |name| capital(name)),
        };
        let dimensions = axes.iter().zip(codes).map(|((at, kind), known)| {
            let mut list = vec![(String::new(), String::new(), String::new()); known.len()];
            for (code, place) in known {
                let status = if *kind == Kind::Time { "Definitief" } else { "" };
                if let Some(slot) = list.get_mut(place) {
                    *slot = (code.clone(), code, status.to_owned());
                }
            }
            Dimension {
                name: name(*at, *kind),
                kind: *kind,
                codes: list,
            }
        });
        Some(Self {
            id: id.to_owned(),
            title: comment("title")
                .or_else(|| comment("table"))
                .unwrap_or_else(|| id.to_owned()),
            summary: comment("note").unwrap_or_default(),
            modified: "2026-02-24T02:00:00".to_owned(),
            dimensions: dimensions.collect(),
            measures: vec![Measure {
                title: "Banen van werknemers".to_owned(),
                code: "M000001".to_owned(),
                column: "Banen_1".to_owned(),
                unit: "x 1 000".to_owned(),
                decimals: 1,
            }],
            figures: Figures::Listed(rows),
        })
    }

    /// A made-up table: so many municipalities, categories and years, every combination with a figure.
    #[must_use]
    pub fn made(id: &str, regions: usize, categories: usize, years: usize) -> Self {
        let codes = |count: usize, code: &dyn Fn(usize) -> String, status: &str| {
            let one = |at: usize| (code(at), code(at), status.to_owned());
            (0..count).map(one).collect()
        };
        let dimension = |name: &str, kind, codes| Dimension {
            name: name.to_owned(),
            kind,
            codes,
        };
        Self {
            id: id.to_owned(),
            title: "Verzonnen tabel".to_owned(),
            summary: String::new(),
            modified: "2026-02-24T02:00:00".to_owned(),
            dimensions: vec![
                dimension(
                    "RegioS",
                    Kind::Geo,
                    codes(regions, &|at| format!("GM{at:04}"), ""),
                ),
                dimension(
                    "Soort",
                    Kind::Plain,
                    codes(categories, &|at| format!("S{at:05}"), ""),
                ),
                dimension(
                    "Perioden",
                    Kind::Time,
                    codes(years, &|at| format!("{}JJ00", 1900 + at), "Definitief"),
                ),
            ],
            measures: vec![Measure {
                title: "Aantal".to_owned(),
                code: "M000001".to_owned(),
                column: "Aantal_1".to_owned(),
                unit: "aantal".to_owned(),
                decimals: 0,
            }],
            figures: Figures::Made,
        }
    }

    /// The first and the last year, as catalogues tell them.
    pub(crate) fn periods(&self) -> String {
        let times = self
            .dimensions
            .iter()
            .filter(|dimension| dimension.kind == Kind::Time);
        let years = times
            .flat_map(|time| &time.codes)
            .filter_map(|(code, ..)| code.get(..4));
        let (first, last) = (years.clone().min(), years.max());
        format!("{}-{}", first.unwrap_or(""), last.unwrap_or(""))
    }

    /// How many combinations of codes it has a row for.
    #[must_use]
    pub fn rows(&self) -> usize {
        match &self.figures {
            Figures::Listed(rows) => rows.len(),
            Figures::Made => self
                .dimensions
                .iter()
                .map(|dimension| dimension.codes.len())
                .product(),
        }
    }

    /// A row: its codes by their place in each dimension, and its figures.
    #[must_use]
    pub fn row(&self, at: usize) -> Option<(Vec<usize>, Vec<Figure>)> {
        match &self.figures {
            Figures::Listed(rows) => rows.get(at).cloned(),
            Figures::Made => {
                let mut rest = at;
                let mut places: Vec<usize> = Vec::with_capacity(self.dimensions.len());
                for dimension in self.dimensions.iter().rev() {
                    let length = dimension.codes.len().max(1);
                    places.push(rest % length);
                    rest /= length;
                }
                places.reverse();
                let number = (at.wrapping_mul(2_654_435_761) >> 7) % 100_000;
                (rest == 0).then(|| (places, vec![Figure::Number(number as f64); self.measures.len()]))
            }
        }
    }

    /// The code of a row in a dimension.
    #[must_use]
    pub fn code(&self, dimension: usize, places: &[usize]) -> &str {
        let codes = self.dimensions.get(dimension).map(|dimension| &dimension.codes);
        let code = codes
            .zip(places.get(dimension))
            .and_then(|(codes, at)| codes.get(*at));
        code.map_or("", |(code, ..)| code.as_str())
    }

    /// Changes the figure of a row, by a function of the number that it was.
    pub fn revise(&mut self, at: usize, how: impl Fn(f64) -> f64) {
        if let Figures::Listed(rows) = &mut self.figures
            && let Some((_, figures)) = rows.get_mut(at)
        {
            for figure in figures {
                if let Figure::Number(number) = figure {
                    *number = how(*number);
                }
            }
        }
    }
}

/// A period as CBS writes it.
fn cbs_period(text: &str) -> Option<String> {
    let year = text.get(..4)?;
    Some(match text.get(4..)? {
        "" => format!("{year}JJ00"),
        rest if rest.starts_with("-Q") => format!("{year}KW0{}", rest.get(2..)?),
        rest if rest.starts_with('-') => format!("{year}MM{}", rest.get(1..)?),
        _ => return None,
    })
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
