//! `/methoden`: the methods of the regional economy, and what each answers on the figures of the workspace.

use super::{each, schema};
use crate::answer::{Answer, Fault, Wrong, media};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::{AS_OF, LANGUAGE};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Antwoord, Instelling, Methode, text};
use crate::pages::economy::{Choice, Question, Silence};
use crate::site::Site;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use koers_report::analysis as said;
use koers_run::analysis::{
    METHODS, Method, Need, Place, Time, all_fitting, for_page, otherwise_on_page, takes_region,
};

const ONE_OF: &str = "/methoden/{methodeId}";
const ANSWER_OF: &str = "/methoden/{methodeId}/antwoord";
/// So many answers stand for all where addresses are tried.
const FEW: usize = 6;

static FIGURES: Parameter = Parameter {
    name: "cijfers",
    description: Words::new(
        "Id van de cijfers in de werkmap. Zonder deze sleutel: de eerste die genoeg zijn voor de methode.",
        "Id of the figures in the workspace. Without it: the first that are enough for the method.",
    ),
    kind: Kind::Name,
    example: "banen-naar-sector",
};
static REGION: Parameter = Parameter {
    name: "regio",
    description: Words::new(
        "Code van het gebied waarnaar wordt gevraagd. Zonder deze sleutel: het gebied van de publicatie, als de cijfers gebieden van die soort hebben.",
        "Code of the region that is asked about. Without it: the region that this site is about, where the figures have regions of its kind.",
    ),
    kind: Kind::Region,
    example: "PV20",
};
static REFERENCE: Parameter = Parameter {
    name: "vergelijk",
    description: Words::new(
        "Code van het gebied waarmee wordt vergeleken. Zonder deze sleutel: alle gebieden samen.",
        "Code of the region that is compared with. Without it: all regions together.",
    ),
    kind: Kind::Region,
    example: "PV21",
};
static FROM: Parameter = Parameter {
    name: "periodeVan",
    description: Words::new(
        "De eerste periode. Zonder deze sleutel: de eerste waarin niets ontbreekt.",
        "The first period. Without it: the first in which nothing lacks.",
    ),
    kind: Kind::Period,
    example: "2019",
};
static TO: Parameter = Parameter {
    name: "periodeTot",
    description: Words::new(
        "De laatste periode. Zonder deze sleutel: de laatste waarin niets ontbreekt.",
        "The last period. Without it: the last in which nothing lacks.",
    ),
    kind: Kind::Period,
    example: "2024",
};
static SECTOR: Parameter = Parameter {
    name: "sector",
    description: Words::new(
        "Code van de sector, van cijfers naar sector en een methode die sectoren niet uit elkaar houdt. Zonder deze sleutel: alle sectoren samen.",
        "Code of the sector, of figures by sector and a method that does not tell sectors apart. Without it: all sectors together.",
    ),
    kind: Kind::Name,
    example: "BE",
};
static SETTINGS: Parameter = Parameter {
    name: "instelling",
    description: Words::new(
        "Instellingen van de methode, elk als `woord:waarde`, met komma’s ertussen. Zo’n waarde heeft zelf geen komma.",
        "Settings of the method, each as `word:value`, with commas between them. Such a value has no comma of its own.",
    ),
    kind: Kind::Names,
    example: "draws:5000",
};
static TABLE: Parameter = Parameter {
    name: "tabel",
    description: Words::new(
        "Welke tabel van het antwoord de CSV heeft. Zonder deze sleutel: de eerste. In JSON staan ze alle.",
        "Which table of the answer the CSV has. Without it: the first. JSON has them all.",
    ),
    kind: Kind::Name,
    example: "quotients",
};

pub(super) const ALL: Resource = Resource {
    path: "/methoden",
    operation: "methoden",
    tag: "methoden",
    summary: Words::new("Alle methoden", "All methods"),
    description: Words::new(
        "De methoden van de regionale economie: welke vraag elk beantwoordt, op welke cijfers van de werkmap, en wat in te stellen is. Een methode zonder cijfers gaat alleen op een eigen tabel, met de opdracht `koers analyse`.",
        "The methods of the regional economy: which question each answers, on which figures of the workspace, and what can be set. A method without figures is done on a table of one’s own only, with the command `koers analyse`.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all: Result<Vec<_>, Fault> = METHODS.iter().map(|method| wire(site, method)).collect();
        page_of(site, call, all?)
    },
    schema: schema::<Listing<Methode>>,
    addresses: |_| vec!["/methoden".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "methode",
    tag: "methoden",
    summary: Words::new("Een methode", "A method"),
    description: Words::new(
        "Een methode van de regionale economie: haar vraag, haar instellingen, haar bron, en de cijfers die genoeg voor haar zijn.",
        "A method of the regional economy: its question, its settings, its source, and the figures that are enough for it.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| json(&wire(site, method(call)?)?),
    schema: schema::<Methode>,
    addresses: |_| each(ONE_OF, METHODS.iter().map(|method| method.id)),
};

pub(super) const ANSWER: Resource = Resource {
    path: ANSWER_OF,
    operation: "antwoord",
    tag: "methoden",
    summary: Words::new("Het antwoord van een methode", "The answer of a method"),
    description: Words::new(
        "Wat een methode op cijfers van de werkmap antwoordt: de zin, de tabellen, wat wordt aangenomen en of dat hier klopt, wat is weggelaten en waar de cijfers vandaan komen. JSON is het contract `koers_analysis`, dat `koers analyse --format json` ook geeft; CSV is een van de tabellen. Heeft de werkmap geen cijfers voor de methode, of was er op `bekendOp` nog niets bekend, dan is het antwoord 404; geven de cijfers geen antwoord op de vraag, dan 400 met de reden.",
        "What a method answers on figures of the workspace: the sentence, the tables, what is taken for granted and whether it holds here, what was left out and where the figures come from. JSON is the contract `koers_analysis`, which `koers analyse --format json` gives too; CSV is one of the tables. Where the workspace has no figures for the method, or nothing was known yet on `bekendOp`, the answer is 404; where the figures give no answer to the question, 400 with the reason.",
    ),
    parameters: &[
        &FIGURES, &REGION, &REFERENCE, &FROM, &TO, &SECTOR, &SETTINGS, &TABLE, &AS_OF, &LANGUAGE,
    ],
    paged: false,
    forms: &[Form::Json, Form::Csv],
    answer,
    schema: schema::<Antwoord>,
    addresses: |site| {
        let answered = METHODS.iter().filter(|method| {
            let question = Question::chosen(site, method, Choice::default());
            question.is_ok_and(|question| {
                question.is_some_and(|question| matches!(question.answer(site, Lang::Nl), Ok(Ok(_))))
            })
        });
        each(ANSWER_OF, answered.take(FEW).map(|method| method.id))
    },
};

/// The method that a path names.
fn method(call: &Call) -> Result<&'static Method, Fault> {
    let id = call.part("methodeId");
    let mut methods = METHODS.iter().copied();
    methods
        .find(|method| method.id == id)
        .ok_or_else(|| Fault::NotFound {
            what: id.to_owned(),
            near: near(id, METHODS.iter().map(|method| method.id)),
        })
}

fn answer(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let method = method(call)?;
    let lang = call.lang();
    let given = |parameter: &Parameter| call.get(parameter.name).map(str::to_owned);
    let choice = Choice {
        figures: given(&FIGURES),
        region: given(&REGION),
        reference: given(&REFERENCE),
        from: given(&FROM),
        to: given(&TO),
        sector: given(&SECTOR),
        settings: settings(method, call)?,
        as_of: call.day(AS_OF.name),
    };
    let given = choice.region.is_some();
    let question = Question::chosen(site, method, choice)?.ok_or_else(|| Fault::not_found(method.id))?;
    if given && !takes_region(method, question.figures) {
        return Err(Wrong::new(
            REGION.name,
            "kan hier niet: deze methode gaat over alle gebieden",
            "cannot be given here: this method is about all regions",
        )
        .into());
    }
    let analysis = question.answer(site, lang)?.map_err(|silence| match silence {
        Silence::Choose("--region") => {
            Wrong::new(REGION.name, "moet worden gekozen", "must be chosen").into()
        }
        Silence::Choose("--sector") => {
            Wrong::new(SECTOR.name, "moet worden gekozen", "must be chosen").into()
        }
        Silence::Choose(option) => {
            let word = crate::pages::economy::word_of(option);
            Wrong::new(
                SETTINGS.name,
                &format!("moet zeggen wat `{word}` is"),
                &format!("must say what `{word}` is"),
            )
            .into()
        }
        other => Fault::from(other),
    })?;
    if call.form == Form::Json {
        return Ok(Answer::new(media::JSON, said::json(&analysis)));
    }
    let csv = said::csv(&analysis, call.get(TABLE.name), lang).ok_or_else(|| {
        let known: Vec<&str> = analysis.answer.tables.iter().map(|table| table.id).collect();
        let known = known.join(", ");
        let (nl, en) = (format!("kan zijn: {known}"), format!("can be: {known}"));
        Fault::from(Wrong::new(TABLE.name, &nl, &en))
    })?;
    Ok(Answer::new(Form::Csv.media(), csv).download(&format!("{}.csv", method.id)))
}

/// The settings that are asked for.
fn settings(method: &Method, call: &Call) -> Result<Vec<(String, String)>, Fault> {
    let mut settings: Vec<(String, String)> = Vec::new();
    for one in call.list(SETTINGS.name) {
        let pair = one.split_once(':').filter(|(_, value)| !value.trim().is_empty());
        let known = |word: &str| for_page(method).any(|setting| setting.word == word);
        let Some((word, value)) = pair.filter(|(word, _)| known(word)) else {
            let words: Vec<&str> = for_page(method).map(|setting| setting.word).collect();
            let words = words.join(", ");
            let what = Text::both(
                format!("schrijf `woord:waarde`, met een van deze woorden: {words}"),
                format!("write `word:value`, with one of these words: {words}"),
            );
            let key = SETTINGS.name.to_owned();
            return Err(Wrong { key, what }.into());
        };
        settings.push((word.to_owned(), value.trim().to_owned()));
    }
    Ok(settings)
}

fn wire(site: &Site, method: &'static Method) -> Result<Methode, Fault> {
    let both = |words: koers_run::analysis::Words| text(&Text::both(words.0, words.1));
    let figures = all_fitting(site.definitions()?, method);
    let cijfers: Vec<String> = figures.iter().map(|figures| figures.id.to_string()).collect();
    let instellingen = for_page(method).map(|setting| Instelling {
        woord: setting.word,
        betekenis: both(setting.meaning),
        anders: otherwise_on_page(setting),
    });
    Ok(Methode {
        id: method.id,
        titel: both(method.title),
        vraag: both(method.asks),
        soort: method.family.word(),
        kolommen: method
            .roles
            .iter()
            .filter(|(_, need)| *need == Need::Must)
            .map(|(role, _)| role.word)
            .collect(),
        gebied: match method.place {
            // A table of deliveries is brought down to one region.
            Place::All if figures.iter().any(|figures| takes_region(method, figures)) => "one",
            Place::All => "all",
            Place::One => "one",
            Place::Maybe => "maybe",
        },
        vergelijkt: method.reference,
        perioden: match method.time {
            Time::Never => "none",
            Time::One => "one",
            Time::Span => "span",
        },
        instellingen: instellingen.collect(),
        bron: method.source,
        antwoord: (!cijfers.is_empty()).then(|| link(site, ANSWER_OF, &[method.id])),
        cijfers,
        href: link(site, ONE_OF, &[method.id]),
    })
}
