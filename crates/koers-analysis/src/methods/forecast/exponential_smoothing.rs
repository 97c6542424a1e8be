//! Exponential smoothing, in a form that is given or chosen.

use super::outcome::Forecast;
use super::record::{Made, Record, TRIES, both};
use super::series::{HORIZON, ROLES, SEASON, Series};
use crate::answer::{Answer, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, SEED, Setting};
use koers_economics::Fault as Refused;
use koers_economics::forecast::{
    Candidate, ErrorForm, Form, SeasonForm, Smoothing, choose_smoothing, exponential_smoothing,
};

const FORM: Setting = Setting::choice(
    "form",
    Words(
        "de vorm: fouten (A: even groot, M: naar verhouding), trend (N: geen, A: rechte lijn, Ad: dooft uit), seizoen (N: geen, A: telt op, M: vermenigvuldigt)",
        "the form: errors (A: as large at any height, M: in proportion), trend (N: none, A: straight, Ad: dies out), season (N: none, A: adds, M: multiplies)",
    ),
    &[
        (
            "choose",
            Words("die met de kleinste AICc", "the one with the least AICc"),
        ),
        ("ANN", Words("(A,N,N)", "(A,N,N)")),
        ("AAN", Words("(A,A,N)", "(A,A,N)")),
        ("AAdN", Words("(A,Ad,N)", "(A,Ad,N)")),
        ("ANA", Words("(A,N,A)", "(A,N,A)")),
        ("AAA", Words("(A,A,A)", "(A,A,A)")),
        ("AAdA", Words("(A,Ad,A)", "(A,Ad,A)")),
        ("MNN", Words("(M,N,N)", "(M,N,N)")),
        ("MAN", Words("(M,A,N)", "(M,A,N)")),
        ("MAdN", Words("(M,Ad,N)", "(M,Ad,N)")),
        ("MNA", Words("(M,N,A)", "(M,N,A)")),
        ("MAA", Words("(M,A,A)", "(M,A,A)")),
        ("MAdA", Words("(M,Ad,A)", "(M,Ad,A)")),
        ("MNM", Words("(M,N,M)", "(M,N,M)")),
        ("MAM", Words("(M,A,M)", "(M,A,M)")),
        ("MAdM", Words("(M,Ad,M)", "(M,Ad,M)")),
    ],
    "choose",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "exponential-smoothing",
    family: Family::Forecast,
    title: Words("Exponentieel afvlakken", "Exponential smoothing"),
    asks: Words(
        "Wat komt er als niveau, helling en seizoen doorgaan van waar zij nu zijn?",
        "What comes if level, slope and season go on from where they are?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[FORM, HORIZON, SEASON, TRIES, SEED, ABSENT],
    page: "exponential_smoothing.md",
    source: "R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder (2008), Forecasting with exponential smoothing",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let series = Series::of(question)?;
    let horizon = series.ahead.len();
    let seed = question.settings.seed()?;
    let form = form(question, series.season)?;
    let refused = |fault| refused(&series, fault);
    let (found, candidates) = fit(&series.values, form, series.season).map_err(refused)?;
    let outlooks = both(|level| found.outlook(horizon, level, seed)).map_err(refused)?;
    let make = |past: &[f64]| -> Made {
        let (found, _) = fit(past, form, series.season)?;
        both(|level| found.outlook(horizon, level, seed))
    };
    let record = Record::of(&series, question.settings.whole(TRIES.word)?, make)?;
    let sentences = candidates.first().map(|_| chosen(&found, &candidates));
    let mut tables = vec![model(&found, series.decimals())];
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

/// The model of a past: of the form that is given, or of the one that is chosen from that past alone, with what was tried.
fn fit(past: &[f64], form: Option<Form>, season: usize) -> Result<(Smoothing, Vec<Candidate>), Refused> {
    match form {
        Some(form) => exponential_smoothing(past, form).map(|found| (found, Vec::new())),
        None => choose_smoothing(past, season).map(|chosen| (chosen.best, chosen.candidates)),
    }
}

/// The form that is asked for; nothing where it is to be chosen.
fn form(question: &Question<'_>, season: usize) -> Result<Option<Form>, Fault> {
    let written = question.settings.text(FORM.word).unwrap_or_default();
    if written == "choose" {
        return Ok(None);
    }
    // As many seasons as a form with them asks, so that one that the series does not have is told from a word that is none.
    let word = |form: &Form| form.to_string().replace(['(', ')', ','], "");
    let form = Form::all(season.max(2), true)
        .into_iter()
        .find(|form| word(form) == written);
    form.filter(|form| season > 1 || form.season == SeasonForm::None)
        .map(Some)
        .ok_or_else(|| Fault::Setting {
            word: FORM.word,
            found: written.to_owned(),
            needs: Words(
                "deze reeks heeft geen seizoenen; noem ze met --set season=4 of 12, of kies een vorm die op N eindigt",
                "this series has no seasons; name them with --set season=4 or 12, or choose a form that ends in N",
            ),
        })
}

/// Why there is no model. A nought is refused by forms in proportion only.
fn refused(series: &Series, fault: Refused) -> Fault {
    match fault {
        Refused::NoTotal { row: at, .. } | Refused::NegativeCell { column: at, .. } => Fault::Method(say(
            "{0}: deze vorm vraagt getallen boven nul; kies een vorm die met A begint",
            "{0}: this form asks for numbers above nought; choose a form that begins with A",
            [series.periods.get(at).map_or(Slot::Count(at), Slot::from)],
        )),
        other => series.fault(other),
    }
}

fn chosen(found: &Smoothing, candidates: &[Candidate]) -> Sentence {
    let near = candidates
        .iter()
        .filter(|one| one.aicc <= found.aicc + 2.0)
        .count();
    let form = found.form.to_string();
    let slots = [
        Slot::Name(form),
        candidates.len().into(),
        near.saturating_sub(1).into(),
    ];
    if near > 1 {
        say(
            "Gekozen is {0}, met de kleinste AICc van {1} vormen. Bijna even goed: nog {2}. De keuze kan dus ook toeval zijn.",
            "{0} was chosen, with the least AICc of {1} forms. Nearly as good: {2} more. So the choice may be chance.",
            slots,
        )
    } else {
        say(
            "Gekozen is {0}, met de kleinste AICc van {1} vormen.",
            "{0} was chosen, with the least AICc of {1} forms.",
            slots,
        )
    }
}

fn model(found: &Smoothing, decimals: u8) -> Table {
    let in_proportion = found.form.error == ErrorForm::Multiplicative;
    let row = |word: &'static str, words: Words, value: Option<f64>, decimals: u8| {
        value.map(|value| vec![Item::Word(word, words), Item::number(value, decimals)])
    };
    let gain = |word, words, value| row(word, words, value, 4);
    let form = vec![
        Item::Word("form", Words("vorm", "form")),
        Item::Name(found.form.to_string()),
    ];
    let rows = [
        Some(form),
        gain(
            "alpha",
            Words(
                "wat het niveau van een afwijking overneemt (α)",
                "what the level takes of an error (α)",
            ),
            Some(found.alpha),
        ),
        gain(
            "beta",
            Words("wat de helling overneemt (β)", "what the slope takes (β)"),
            found.beta,
        ),
        gain(
            "gamma",
            Words("wat het seizoen overneemt (γ)", "what the season takes (γ)"),
            found.gamma,
        ),
        gain(
            "phi",
            Words(
                "wat er per periode van de helling overblijft (φ)",
                "what is left of the slope each period (φ)",
            ),
            found.phi,
        ),
        row(
            "level",
            Words("niveau voor het begin", "level before the beginning"),
            Some(found.level),
            decimals + 1,
        ),
        row(
            "slope",
            Words("helling voor het begin", "slope before the beginning"),
            found.slope,
            decimals + 1,
        ),
        row(
            "sigma",
            if in_proportion {
                Words(
                    "spreiding van de afwijkingen, als deel van de waarde (σ)",
                    "spread of the errors, as a part of the value (σ)",
                )
            } else {
                Words("spreiding van de afwijkingen (σ)", "spread of the errors (σ)")
            },
            Some(found.sigma),
            if in_proportion { 4 } else { decimals + 1 },
        ),
        gain("aicc", Words("AICc", "AICc"), Some(found.aicc)),
    ];
    Table {
        id: "model",
        title: Words("Waarmee is voorspeld", "What it was forecast with"),
        columns: vec![column("what", "wat", "what"), column("value", "waarde", "value")],
        rows: rows.into_iter().flatten().collect(),
    }
}

fn tried(candidates: &[Candidate]) -> Table {
    let least = candidates.first().map_or(0.0, |one| one.aicc);
    Table {
        id: "candidates",
        title: Words("Welke vormen zijn geprobeerd", "Which forms were tried"),
        columns: vec![
            column("form", "vorm", "form"),
            column("aicc", "AICc", "AICc"),
            column("more", "meer dan de beste", "more than the best"),
        ],
        rows: candidates
            .iter()
            .map(|one| {
                vec![
                    Item::Name(one.form.to_string()),
                    Item::number(one.aicc, 4),
                    Item::number(one.aicc - least, 2),
                ]
            })
            .collect(),
    }
}
