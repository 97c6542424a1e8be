//! A yearly series by quarter or month, by what an indicator says of the years.

use super::years::{CONVERSION, ROLES, Years};
use crate::answer::{Answer, Assumption, Item, Standing, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Matrix;
use koers_economics::evaluation::Estimate;
use koers_economics::forecast::{ChowLin, ShortErrors, chow_lin};

const ERRORS: Setting = Setting::choice(
    "errors",
    Words(
        "hoe afwijkingen van periode op periode samenhangen",
        "how errors hang together from period to period",
    ),
    &[
        (
            "likelihood",
            Words("zoals het aannemelijkst is", "as is most likely"),
        ),
        (
            "least-squares",
            Words("zoals de kleinste kwadraten zeggen", "as the least squares say"),
        ),
        (
            "walk",
            Words("zij stapelen zich op (Fernández)", "they pile up (Fernández)"),
        ),
    ],
    "likelihood",
);

const RHO: Setting = Setting::number(
    "rho",
    Words(
        "de samenhang zelf, van 0 tot 1, in plaats van geschat",
        "how far they hang together, from 0 to 1, in place of estimated",
    ),
    (0.0, 0.999),
    None,
);

const CONSTANT: Setting = Setting::choice(
    "constant",
    Words(
        "of er naast de indicator een vast getal bij hoort",
        "whether a fixed number belongs beside the indicator",
    ),
    &[("yes", Words("ja", "yes")), ("no", Words("nee", "no"))],
    "yes",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "chow-lin",
    family: Family::Forecast,
    title: Words(
        "Jaren in kwartalen (Chow en Lin)",
        "Years by quarter (Chow and Lin)",
    ),
    asks: Words(
        "Wat zouden de kwartalen of maanden zijn, naar wat een indicator over de jaren zegt?",
        "What would the quarters or months be, by what an indicator says of the years?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Never,
    settings: &[CONVERSION, CONSTANT, ERRORS, RHO, ABSENT],
    page: "chow_lin.md",
    source: "G. C. Chow and A. Lin (1971), Review of Economics and Statistics 53",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let years = Years::of(question)?;
    let refused = |fault| years.fault(fault);
    let indicator = Matrix::new(years.short.len(), 1, years.indicator.clone()).map_err(refused)?;
    let constant = question.settings.text(CONSTANT.word) != Some("no");
    let errors = match (
        question.settings.maybe_number(RHO.word)?,
        question.settings.text(ERRORS.word),
    ) {
        (Some(rho), _) => ShortErrors::Fixed(rho),
        (None, Some("least-squares")) => ShortErrors::LeastSquares,
        (None, Some("walk")) => ShortErrors::Walk,
        _ => ShortErrors::MaximumLikelihood,
    };
    let of = |long: &[f64]| {
        chow_lin(
            long,
            years.each,
            years.conversion,
            &indicator,
            constant,
            years.before,
            errors,
        )
    };
    let found = of(&years.values).map_err(refused)?;
    let tried = tried(&years, |long| of(long).ok());
    let decimals = years.decimals();
    let mut sentences = vec![say(
        "{0}: van {1} cijfers van langere periodes zijn er {2} van kortere gemaakt; het laatste, {3}, komt uit op {4}.",
        "{0}: of {1} figures of longer periods {2} of shorter ones were made; the last one, {3}, comes to {4}.",
        [
            years.name(),
            years.long.len().into(),
            years.short.len().into(),
            years.short.last().map_or("", String::as_str).into(),
            Slot::number(found.values.last().copied(), decimals),
        ],
    )];
    sentences.extend(tried.as_ref().map(|tried| tried.sentence(decimals)));
    let mut tables = vec![
        values(&years, &found)?,
        estimates(&found, constant),
        years.met(&found.values),
    ];
    tables.extend(tried.map(|tried| tried.table(decimals)));
    let mut assumptions = vec![years.moves_along()];
    if found.at_end {
        assumptions.push(Assumption {
            what: Words(
                "Afwijkingen hangen van periode op periode samen zoals het model zegt.",
                "Errors hang together from period to period as the model says.",
            ),
            standing: Standing::Fails,
            found: Some(say(
                "De beste samenhang ligt aan de rand van wat kan: {0}.",
                "The best one lies at the edge of what can be: {0}.",
                [Slot::number(found.rho, 3)],
            )),
        });
    }
    assumptions.push(Assumption::untested(
        "Wat over de jaren geldt, geldt ook binnen een jaar.",
        "What holds over the years holds within a year too.",
    ));
    Ok(Answer {
        sentences,
        tables,
        assumptions,
        left_out: Vec::new(),
        drawing: Some(years.drawing(&found.values)),
        effect: None,
    })
}

fn values(years: &Years, found: &ChowLin) -> Result<Table, Fault> {
    let decimals = years.decimals();
    let rows = years.short.iter().zip(found.values.iter().zip(&found.errors));
    let row = |(at, (period, (value, error))): (usize, (&String, (&f64, &f64)))| {
        let estimate = Estimate {
            value: *value,
            error: Some(*error),
            degrees: None,
        };
        let (low, high) = estimate
            .interval(0.95)
            .map_err(|fault| years.fault(fault))?
            .unzip();
        Ok(vec![
            period.into(),
            Item::number(*value, decimals),
            Item::number(low, decimals),
            Item::number(high, decimals),
            years.lies_in(at).map_or(Item::Empty, Item::from),
        ])
    };
    Ok(Table {
        id: "values",
        title: Words("De reeks in kortere periodes", "The series by shorter periods"),
        columns: vec![
            column("period", "periode", "period"),
            column("value", "waarde", "value"),
            column("low_95", "laag, 95%", "low, 95%"),
            column("high_95", "hoog, 95%", "high, 95%"),
            column("in", "hoort bij", "belongs to"),
        ],
        rows: rows.enumerate().map(row).collect::<Result<_, Fault>>()?,
    })
}

fn estimates(found: &ChowLin, constant: bool) -> Table {
    let mut names = vec![("indicator", Words("indicator", "indicator"))];
    if constant {
        names.insert(0, ("constant", Words("vast getal", "constant")));
    }
    let estimates = names.into_iter().zip(&found.coefficients);
    let mut rows: Vec<Vec<Item>> = estimates
        .map(|((word, words), one)| {
            vec![
                Item::Word(word, words),
                Item::number(one.value, 6),
                Item::number(one.error, 6),
            ]
        })
        .collect();
    let more = [
        (
            "rho",
            Words("samenhang van afwijkingen (ρ)", "how errors hang together (ρ)"),
            found.rho,
        ),
        (
            "fit",
            Words(
                "deel dat de indicator verklaart",
                "share that the indicator accounts for",
            ),
            found.fit,
        ),
    ];
    rows.extend(more.into_iter().filter_map(|(word, words, value)| {
        let value = Item::number(value?, 4);
        Some(vec![Item::Word(word, words), value, Item::Empty])
    }));
    Table {
        id: "model",
        title: Words("Wat de indicator zegt", "What the indicator says"),
        columns: vec![
            column("what", "wat", "what"),
            column("value", "schatting", "estimate"),
            column("error", "standaardfout", "standard error"),
        ],
        rows,
    }
}

/// How years would have been foreseen from the years before and the indicator.
struct Tried {
    years: Vec<Foreseen>,
}

/// A year that was foreseen.
struct Foreseen {
    period: String,
    truth: f64,
    foreseen: f64,
    /// The figure of the year before.
    before: f64,
}

/// Each year of the second half from those before it, with the indicator of that year known.
fn tried(years: &Years, of: impl Fn(&[f64]) -> Option<ChowLin>) -> Option<Tried> {
    let first = years.values.len().div_ceil(2);
    let one = |at: usize| -> Option<Foreseen> {
        let past = years.values.get(..at)?;
        Some(Foreseen {
            period: years.long.get(at)?.clone(),
            truth: *years.values.get(at)?,
            foreseen: years.added_up(&of(past)?.values).get(at).copied()?,
            before: *past.last()?,
        })
    };
    let years: Vec<Foreseen> = (first..years.values.len()).filter_map(one).collect();
    (!years.is_empty()).then_some(Tried { years })
}

impl Tried {
    fn sentence(&self, decimals: u8) -> Sentence {
        let count = self.years.len() as f64;
        let own = self.years.iter().map(|one| (one.truth - one.foreseen).abs());
        let naive = self.years.iter().map(|one| (one.truth - one.before).abs());
        let (own, naive) = (own.sum::<f64>() / count, naive.sum::<f64>() / count);
        let slots = [
            self.years.len().into(),
            Slot::number(own, decimals),
            Slot::number(naive, decimals),
        ];
        if own < naive {
            say(
                "Uit de indicator en wat ervoor bekend was, zou dit er bij {0} eerdere cijfers gemiddeld {1} naast hebben gezeten; wie het vorige cijfer laat doorgaan {2}: de indicator helpt dus.",
                "From the indicator and what was known before, this would have been off by {1} on average for {0} earlier figures; letting the figure before go on by {2}: so the indicator helps.",
                slots,
            )
        } else {
            say(
                "Uit de indicator en wat ervoor bekend was, zou dit er bij {0} eerdere cijfers gemiddeld {1} naast hebben gezeten; wie het vorige cijfer laat doorgaan {2}: de indicator helpt dus niet.",
                "From the indicator and what was known before, this would have been off by {1} on average for {0} earlier figures; letting the figure before go on by {2}: so the indicator does not help.",
                slots,
            )
        }
    }

    fn table(self, decimals: u8) -> Table {
        Table {
            id: "record",
            title: Words("Hoe dit het eerder had gedaan", "How this would have done before"),
            columns: vec![
                column("period", "periode", "period"),
                column("value", "uitkomst", "outcome"),
                column("foreseen", "uit de indicator", "from the indicator"),
                column("naive", "het vorige cijfer", "the figure before"),
            ],
            rows: self
                .years
                .into_iter()
                .map(|one| {
                    vec![
                        Item::Name(one.period),
                        Item::number(one.truth, decimals),
                        Item::number(one.foreseen, decimals),
                        Item::number(one.before, decimals),
                    ]
                })
                .collect(),
        }
    }
}
