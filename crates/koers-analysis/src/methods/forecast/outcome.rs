//! What is told of a forecast: what comes, how it did before, and whether its intervals can be believed.

use super::record::{Record, mean};
use super::series::Series;
use crate::answer::{Answer, Assumption, Item, Standing, Table, column};
use crate::drawing::{Band, Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::say::{Sentence, Slot, Words, say};
use koers_economics::evaluation::Estimate;
use koers_economics::forecast::{Outlook, RollingOrigin};

/// A forecast.
pub(super) struct Forecast {
    /// With the narrow and the wide interval.
    pub outlooks: [Outlook; 2],
    /// Its errors one step ahead within the series.
    pub errors: Vec<f64>,
    /// How it did before.
    pub record: Record,
    /// Whether it is itself the naive one that others are held against.
    pub is_naive: bool,
    /// What else there is to say.
    pub sentences: Vec<Sentence>,
    /// What it was made with.
    pub tables: Vec<Table>,
    /// What else it takes for granted.
    pub assumptions: Vec<Assumption>,
}

impl Forecast {
    /// The answer.
    pub(super) fn answer(self, series: Series) -> Result<Answer, Fault> {
        let mut sentences = vec![self.what_comes(&series), self.against_naive(&series)];
        let mut tables = vec![self.table(&series), self.tried(&series)];
        let mut assumptions = vec![hang_together(&self.errors, series.season)?];
        assumptions.extend(self.record.own.iter().zip(HELD).map(|(own, words)| {
            let places = self.record.places();
            held(own, words, places)
        }));
        assumptions.extend(self.assumptions.iter().cloned());
        assumptions.push(Assumption::untested(
            "De reeks gaat door zoals zij ging: er komt geen breuk in wat gemeten wordt en geen maatregel bij.",
            "The series goes on as it did: what is measured does not break and no measure begins.",
        ));
        let drawing = self.drawing(&series);
        sentences.extend(self.too_narrow());
        sentences.extend(self.sentences);
        tables.extend(self.tables);
        let reach = self.record.naive.horizons.len();
        let untried = (reach < series.ahead.len()).then(|| {
            say(
                "Verder dan {0} periodes vooruit is de voorspelling niet beproefd: daarvoor is de reeks te kort.",
                "Further than {0} periods ahead the forecast was not tried: the series is too short for that.",
                [reach.into()],
            )
        });
        Ok(Answer {
            sentences,
            tables,
            assumptions,
            left_out: series.filled.into_iter().chain(untried).collect(),
            drawing: Some(drawing),
            effect: None,
        })
    }

    fn what_comes(&self, series: &Series) -> Sentence {
        let decimals = series.decimals();
        let [_, wide] = &self.outlooks;
        let point = |at: Option<&f64>| Slot::number(at.copied(), decimals);
        let name = |at: Option<&String>| Slot::from(at.map_or("", String::as_str));
        let (low, high) = wide.intervals.last().copied().unzip();
        let far = [
            name(series.ahead.last()),
            point(wide.points.last()),
            Slot::number(low, decimals),
            Slot::number(high, decimals),
        ];
        if series.ahead.len() == 1 {
            return say(
                "{0}: naar verwachting {2} in {1}; volgens de methode ligt dat in 95 van de 100 gevallen tussen {3} en {4}.",
                "{0}: {2} is expected in {1}; by the method it lies between {3} and {4} in 95 of 100 cases.",
                std::iter::once(series.name()).chain(far),
            );
        }
        let near = [
            series.name(),
            name(series.ahead.first()),
            point(wide.points.first()),
        ];
        say(
            "{0}: naar verwachting {2} in {1} en {4} in {3}; volgens de methode ligt dat laatste in 95 van de 100 gevallen tussen {5} en {6}.",
            "{0}: {2} is expected in {1} and {4} in {3}; by the method the latter lies between {5} and {6} in 95 of 100 cases.",
            near.into_iter().chain(far),
        )
    }

    fn against_naive(&self, series: &Series) -> Sentence {
        let decimals = series.decimals().saturating_add(1);
        let own = mean(&self.record.own[0], |one| one.mean_error);
        let naive = mean(&self.record.naive, |one| one.mean_error);
        let rows = self.record.own[0]
            .horizons
            .iter()
            .zip(&self.record.naive.horizons);
        let better = rows.filter(|(own, naive)| own.mean_error < naive.mean_error);
        let slots = [
            self.record.places().into(),
            Slot::number(own, decimals),
            Slot::number(naive, decimals),
            better.count().into(),
            self.record.naive.horizons.len().into(),
            if series.season > 1 {
                Words("zoals een jaar eerder", "as a year ago").into()
            } else {
                Words("de laatste waarde", "the last value").into()
            },
        ];
        if self.is_naive {
            return say(
                "Dit is de naïeve voorspelling zelf ({5}), die elke andere moet verslaan: vanaf {0} eerdere momenten zat zij er gemiddeld {1} naast.",
                "This is the naive forecast itself ({5}), which any other must beat: from {0} earlier places it was off by {1} on average.",
                slots,
            );
        }
        if own < naive {
            say(
                "Vanaf {0} eerdere momenten zat deze voorspelling er gemiddeld {1} naast en de naïeve ({5}) {2}: zij was beter, op {3} van de {4} afstanden.",
                "From {0} earlier places this forecast was off by {1} on average and the naive one ({5}) by {2}: it was better, at {3} of {4} distances.",
                slots,
            )
        } else {
            say(
                "Vanaf {0} eerdere momenten zat deze voorspelling er gemiddeld {1} naast en de naïeve ({5}) {2}: zij was niet beter (op {3} van de {4} afstanden wel).",
                "From {0} earlier places this forecast was off by {1} on average and the naive one ({5}) by {2}: it was no better (though it was at {3} of {4} distances).",
                slots,
            )
        }
    }

    /// That the interval of the first sentence held less often than it promises, where it did.
    fn too_narrow(&self) -> Option<Sentence> {
        let [_, wide] = &self.record.own;
        let share = mean(wide, |one| one.coverage);
        let is_narrow = share < wide.level - chance(wide.level, self.record.places());
        is_narrow.then(|| {
            say(
                "Vertrouw niet op die grenzen: bij het beproeven lag de uitkomst maar in {0} van de gevallen ertussen.",
                "Do not rely on those limits: when tried, the outcome lay between them in only {0} of cases.",
                [Slot::percent(share, 0)],
            )
        })
    }

    fn table(&self, series: &Series) -> Table {
        let decimals = series.decimals();
        let [narrow, wide] = &self.outlooks;
        let rows = series.ahead.iter().zip(&narrow.points);
        let bands = narrow.intervals.iter().zip(&wide.intervals);
        Table {
            id: "forecast",
            title: Words("Wat er komt", "What comes"),
            columns: vec![
                column("period", "periode", "period"),
                column("value", "verwachting", "forecast"),
                column("low_80", "laag, 80%", "low, 80%"),
                column("high_80", "hoog, 80%", "high, 80%"),
                column("low_95", "laag, 95%", "low, 95%"),
                column("high_95", "hoog, 95%", "high, 95%"),
            ],
            rows: rows
                .zip(bands)
                .map(|((period, point), (narrow, wide))| {
                    let numbers = [*point, narrow.0, narrow.1, wide.0, wide.1];
                    let numbers = numbers.map(|number| Item::number(number, decimals));
                    std::iter::once(period.into()).chain(numbers).collect()
                })
                .collect(),
        }
    }

    fn tried(&self, series: &Series) -> Table {
        let decimals = series.decimals().saturating_add(1);
        let [narrow, wide] = &self.record.own;
        let rows = narrow.horizons.iter().zip(&wide.horizons);
        Table {
            id: "record",
            title: Words(
                "Hoe deze voorspelling het eerder deed",
                "How this forecast did before",
            ),
            columns: vec![
                column("ahead", "periodes vooruit", "periods ahead"),
                column("tries", "keer beproefd", "tries"),
                column("error", "gemiddelde fout", "mean absolute error"),
                column(
                    "naive_error",
                    "fout van de naïeve voorspelling",
                    "error of the naive forecast",
                ),
                column("mase", "fout naar schaal (MASE)", "scaled error (MASE)"),
                column("held_80", "binnen 80%", "within 80%"),
                column("held_95", "binnen 95%", "within 95%"),
            ],
            rows: (1_usize..)
                .zip(rows.zip(&self.record.naive.horizons))
                .map(|(ahead, ((narrow, wide), naive))| {
                    vec![
                        ahead.into(),
                        narrow.tries.into(),
                        Item::number(narrow.mean_error, decimals),
                        Item::number(naive.mean_error, decimals),
                        Item::number(narrow.scaled, 2),
                        Item::percent(narrow.coverage, 0),
                        Item::percent(wide.coverage, 0),
                    ]
                })
                .collect(),
        }
    }

    fn drawing(&self, series: &Series) -> Drawing {
        let [_, wide] = &self.outlooks;
        let count = series.values.len();
        let none = |times: usize| std::iter::repeat_n(None, times);
        let name = match &series.region {
            Some(region) => Named::Figures(region.clone()),
            None => Named::Method(Words("gemeten", "observed")),
        };
        Drawing {
            title: Words("Wat er komt", "What comes"),
            x: Words("periode", "period"),
            y: Words("waarde", "value"),
            shape: Shape::Lines {
                at: series.periods.iter().chain(&series.ahead).cloned().collect(),
                lines: vec![
                    Line {
                        name,
                        weight: Weight::Main,
                        values: series
                            .values
                            .iter()
                            .copied()
                            .map(Some)
                            .chain(none(series.ahead.len()))
                            .collect(),
                    },
                    Line {
                        name: Named::Method(Words("verwachting", "forecast")),
                        weight: Weight::Beside,
                        values: none(count).chain(wide.points.iter().copied().map(Some)).collect(),
                    },
                ],
                band: Some(Band {
                    name: Words("in 95 van de 100 gevallen", "in 95 of 100 cases"),
                    values: std::iter::repeat_n(None, count)
                        .chain(wide.intervals.iter().copied().map(Some))
                        .collect(),
                }),
                from: Some(count),
            },
        }
    }
}

/// What is asked of each interval, the narrow one first.
const HELD: [Words; 2] = [
    Words(
        "Het interval van 80% houdt zo vaak stand als het belooft.",
        "The interval of 80% holds as often as it promises.",
    ),
    Words(
        "Het interval van 95% houdt zo vaak stand als het belooft.",
        "The interval of 95% holds as often as it promises.",
    ),
];

/// With fewer places, how often an interval held says next to nothing.
const FEW: usize = 10;

/// How far the share in which an interval holds may be from its level by chance. Tries from one place hang together, so that places count and not tries.
fn chance(level: f64, places: usize) -> f64 {
    2.0 * (level * (1.0 - level) / places as f64).sqrt()
}

/// Whether an interval held about as often as it promises.
fn held(rolled: &RollingOrigin, what: Words, places: usize) -> Assumption {
    let share = mean(rolled, |one| one.coverage);
    let chance = chance(rolled.level, places);
    let tries: usize = rolled.horizons.iter().map(|one| one.tries).sum();
    let found = say(
        "Van {0} keren lag de uitkomst er {1} binnen. Vanaf {2} momenten kan dat door toeval tussen {3} en {4} liggen.",
        "Of {0} times the outcome lay within it in {1}. From {2} places that may by chance lie between {3} and {4}.",
        [
            tries.into(),
            Slot::percent(share, 1),
            places.into(),
            Slot::percent((rolled.level - chance).max(0.0), 1),
            Slot::percent((rolled.level + chance).min(1.0), 1),
        ],
    );
    let mut assumption = Assumption::tested(what, (share - rolled.level).abs() <= chance, found);
    if places < FEW {
        assumption.standing = Standing::Untested;
    }
    assumption
}

/// Whether what is off hangs together from one period to a later one: no correlation larger than the largest of so many that chance brings.
fn hang_together(errors: &[f64], season: usize) -> Result<Assumption, Fault> {
    let what = Words(
        "Afwijkingen één periode vooruit hangen niet samen met die van eerdere periodes.",
        "Errors one period ahead do not hang together with those of earlier periods.",
    );
    let count = errors.len();
    let lags = (2 * season).max(10).min(count / 5);
    let mean = errors.iter().sum::<f64>() / count as f64;
    let square: f64 = errors.iter().map(|error| (error - mean).powi(2)).sum();
    // Errors of nought but for rounding have nothing to hang together.
    let size = errors.iter().fold(0.0, |most: f64, error| most.max(error.abs()));
    if lags == 0 || square.sqrt() <= 1e-9 * size {
        return Ok(Assumption::untested(what.0, what.1));
    }
    let largest = (1..=lags)
        .map(|lag| {
            let pairs = errors.iter().zip(errors.iter().skip(lag));
            let both: f64 = pairs
                .map(|(before, after)| (before - mean) * (after - mean))
                .sum();
            (lag, both / square)
        })
        .max_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()))
        .unwrap_or((1, 0.0));
    // Of one correlation 2 ÷ √n is the limit; of several the largest may be further off by chance alone.
    let nothing = Estimate {
        value: 0.0,
        error: Some(1.0 / (count as f64).sqrt()),
        degrees: None,
    };
    let limit = nothing
        .interval(1.0 - 0.05 / lags as f64)
        .map_err(|fault| Fault::method(fault, &[], &[]))?
        .map_or(0.0, |(_, high)| high);
    Ok(Assumption::tested(
        what,
        largest.1.abs() <= limit,
        say(
            "De grootste samenhang is {0}, op een afstand van {1}; van {2} kan de grootste door toeval {3} zijn.",
            "The largest correlation is {0}, at a distance of {1}; of {2} the largest may be {3} by chance.",
            [
                Slot::number(largest.1, 2),
                largest.0.into(),
                lags.into(),
                Slot::number(limit, 2),
            ],
        ),
    ))
}
