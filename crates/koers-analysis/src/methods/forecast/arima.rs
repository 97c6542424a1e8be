//! ARIMA, of orders that are given or chosen.

use super::outcome::Forecast;
use super::record::{Made, Record, TRIES, both};
use super::series::{HORIZON, ROLES, SEASON, Series};
use crate::answer::{Answer, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Fault as Refused;
use koers_economics::forecast::{
    Arima, ArimaCandidate, Estimate, Orders, SeasonalOrders, arima, choose_arima,
};

const ORDERS: Setting = Setting::text_of(
    "orders",
    Words(
        "de orden, als `p,d,q` of `p,d,q,P,D,Q`: hoeveel eerdere waarden, verschillen en afwijkingen tellen, en per heel jaar; anders gekozen met de kleinste AICc",
        "the orders, as `p,d,q` or `p,d,q,P,D,Q`: how many earlier values, differences and errors count, and by whole years; otherwise chosen by the least AICc",
    ),
);

const CONSTANT: Setting = Setting::choice(
    "constant",
    Words(
        "of er bij gegeven orden een vast getal bij hoort: het gemiddelde, of wat er elke periode bij komt",
        "whether a fixed number belongs to given orders: the mean, or what each period adds",
    ),
    &[
        (
            "mean",
            Words(
                "alleen waar geen verschillen worden genomen",
                "only where no differences are taken",
            ),
        ),
        ("yes", Words("ja", "yes")),
        ("no", Words("nee", "no")),
    ],
    "mean",
);

/// How far orders go: the near ones, differences, and those by whole years. Beyond it nothing can be learnt from a series of a region.
const MOST: [usize; 6] = [12, 3, 12, 2, 2, 2];

/// Asks it.
pub const METHOD: Method = Method {
    id: "arima",
    family: Family::Forecast,
    title: Words("ARIMA", "ARIMA"),
    asks: Words(
        "Wat komt er als waarden van die ervoor blijven afhangen zoals tot nu toe?",
        "What comes if values go on depending on those before as they did?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[ORDERS, CONSTANT, HORIZON, SEASON, TRIES, ABSENT],
    page: "arima.md",
    source: "G. E. P. Box and G. M. Jenkins (1970), Time series analysis: forecasting and control",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let series = Series::of(question)?;
    let horizon = series.ahead.len();
    let orders = orders(question, series.season)?;
    let refused = |fault| series.fault(fault);
    let (found, candidates) = fit(&series.values, orders, series.season).map_err(refused)?;
    let outlooks = both(|level| found.outlook(horizon, level)).map_err(refused)?;
    let make = |past: &[f64]| -> Made {
        let (found, _) = fit(past, orders, series.season)?;
        both(|level| found.outlook(horizon, level))
    };
    let record = Record::of(&series, question.settings.whole(TRIES.word)?, make)?;
    let sentences = candidates.first().map(|_| chosen(&found, &candidates));
    let mut tables = vec![model(&found)];
    if !candidates.is_empty() {
        tables.push(tried(&candidates));
    }
    Forecast {
        outlooks,
        record,
        is_naive: false,
        sentences: sentences.into_iter().collect(),
        tables,
        assumptions: Vec::new(),
        errors: found.errors,
    }
    .answer(series)
}

/// The model of a past: of the orders that are given, or of those that are chosen from that past alone, with what was tried.
fn fit(past: &[f64], orders: Option<Orders>, season: usize) -> Result<(Arima, Vec<ArimaCandidate>), Refused> {
    match orders {
        Some(orders) => arima(past, orders).map(|found| (found, Vec::new())),
        None => choose_arima(past, season).map(|chosen| (chosen.best, chosen.candidates)),
    }
}

/// The orders that are asked for; nothing where they are to be chosen.
fn orders(question: &Question<'_>, seasons: usize) -> Result<Option<Orders>, Fault> {
    let constant = question.settings.text(CONSTANT.word).unwrap_or_default();
    let constant_fault = |needs: Words| Fault::Setting {
        word: CONSTANT.word,
        found: constant.to_owned(),
        needs,
    };
    let Some(written) = question.settings.text(ORDERS.word) else {
        return match constant {
            "mean" => Ok(None),
            _ => Err(constant_fault(Words(
                "dit hoort bij orden die u zelf noemt met --set orders=1,1,1",
                "this goes with orders that you name yourself with --set orders=1,1,1",
            ))),
        };
    };
    let fault = |needs: Words| Fault::Setting {
        word: ORDERS.word,
        found: written.to_owned(),
        needs,
    };
    let numbers: Option<Vec<usize>> = written.split(',').map(|one| one.trim().parse().ok()).collect();
    let numbers = numbers.filter(|numbers| numbers.iter().zip(MOST).all(|(one, most)| *one <= most));
    let (near, far) = match numbers.as_deref() {
        Some(&[p, d, q]) => ([p, d, q], [0; 3]),
        Some(&[p, d, q, far_p, far_d, far_q]) => ([p, d, q], [far_p, far_d, far_q]),
        _ => {
            return Err(fault(Words(
                "drie of zes hele getallen met komma’s ertussen: p en q tot 12, d tot 3, P, D en Q tot 2",
                "three or six whole numbers with commas between them: p and q up to 12, d up to 3, P, D and Q up to 2",
            )));
        }
    };
    let has_seasons = far.iter().any(|one| *one > 0);
    if has_seasons && seasons < 2 {
        return Err(fault(Words(
            "deze reeks heeft geen seizoenen; noem ze met --set season=4 of 12, of noem drie getallen",
            "this series has no seasons; name them with --set season=4 or 12, or name three numbers",
        )));
    }
    let taken = near[1] + far[1];
    if constant == "yes" && taken > 1 {
        return Err(constant_fault(Words(
            "met twee verschillen of meer komt er niets bij",
            "with two differences or more nothing is added",
        )));
    }
    Ok(Some(Orders {
        ar: near[0],
        differences: near[1],
        ma: near[2],
        seasonal: has_seasons.then_some(SeasonalOrders {
            seasons,
            ar: far[0],
            differences: far[1],
            ma: far[2],
        }),
        constant: match constant {
            "yes" => true,
            "no" => false,
            _ => taken == 0,
        },
    }))
}

fn chosen(found: &Arima, candidates: &[ArimaCandidate]) -> Sentence {
    let near = candidates
        .iter()
        .filter(|one| one.aicc <= found.aicc + 2.0)
        .count();
    let slots = [
        Slot::Name(found.orders.to_string()),
        candidates.len().into(),
        near.saturating_sub(1).into(),
    ];
    if near > 1 {
        say(
            "Gekozen is {0}, met de kleinste AICc van {1} modellen. Bijna even goed: nog {2}. De keuze kan dus ook toeval zijn.",
            "{0} was chosen, with the least AICc of {1} models. Nearly as good: {2} more. So the choice may be chance.",
            slots,
        )
    } else {
        say(
            "Gekozen is {0}, met de kleinste AICc van {1} modellen.",
            "{0} was chosen, with the least AICc of {1} models.",
            slots,
        )
    }
}

fn model(found: &Arima) -> Table {
    let numbered = |letter: &'static str, estimates: &[Estimate]| -> Vec<Vec<Item>> {
        (1..)
            .zip(estimates)
            .map(|(at, one): (usize, &Estimate)| {
                vec![
                    Item::Name(format!("{letter}{at}")),
                    Item::number(one.value, 4),
                    Item::number(one.standard_error, 4),
                ]
            })
            .collect()
    };
    let word = |word: &'static str, words: Words, value: f64| {
        vec![Item::Word(word, words), Item::number(value, 4), Item::Empty]
    };
    let mut rows = vec![vec![
        Item::Word("orders", Words("orden", "orders")),
        Item::Name(found.orders.to_string()),
        Item::Empty,
    ]];
    for (letter, estimates) in [
        ("φ", &found.ar),
        ("θ", &found.ma),
        ("Φ", &found.seasonal_ar),
        ("Θ", &found.seasonal_ma),
    ] {
        rows.extend(numbered(letter, estimates));
    }
    rows.extend(found.constant.map(|one| {
        vec![
            Item::Word(
                "constant",
                Words(
                    "gemiddelde, of wat er elke periode bij komt",
                    "mean, or what each period adds",
                ),
            ),
            Item::number(one.value, 4),
            Item::number(one.standard_error, 4),
        ]
    }));
    rows.push(word(
        "sigma_squared",
        Words(
            "spreiding van de afwijkingen in het kwadraat (σ²)",
            "variance of the errors (σ²)",
        ),
        found.sigma_squared,
    ));
    rows.push(word(
        "log_likelihood",
        Words("logaritme van de aannemelijkheid", "log-likelihood"),
        found.log_likelihood,
    ));
    rows.push(word("aicc", Words("AICc", "AICc"), found.aicc));
    Table {
        id: "model",
        title: Words("Waarmee is voorspeld", "What it was forecast with"),
        columns: vec![
            column("what", "wat", "what"),
            column("value", "schatting", "estimate"),
            column("error", "standaardfout", "standard error"),
        ],
        rows,
    }
}

fn tried(candidates: &[ArimaCandidate]) -> Table {
    let least = candidates.first().map_or(0.0, |one| one.aicc);
    Table {
        id: "candidates",
        title: Words("Welke modellen bruikbaar waren", "Which models could be used"),
        columns: vec![
            column("orders", "orden", "orders"),
            column("aicc", "AICc", "AICc"),
            column("more", "meer dan de beste", "more than the best"),
        ],
        rows: candidates
            .iter()
            .map(|one| {
                vec![
                    Item::Name(one.orders.to_string()),
                    Item::number(one.aicc, 4),
                    Item::number(one.aicc - least, 2),
                ]
            })
            .collect(),
    }
}
