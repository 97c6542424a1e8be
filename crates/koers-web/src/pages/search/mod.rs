//! Search over everything: `/zoeken`.

mod collection;

pub use collection::{Card, Collection, Sort};

use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, address};
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;
use koers_search::{Field, Hit, How, MAX_CHARS, Options, Passage};

/// The search page.
pub static ROOM: Room = Room {
    routes: &[Route {
        path: "/zoeken",
        keys: &["q", "soort", "pagina"],
        menu: None,
        answer,
        addresses: |_| Route::fixed("/zoeken"),
    }],
    resources: &[],
    style: include_str!("style.css"),
};

/// How many things stand on one page.
const PER_PAGE: usize = 20;
/// No more pages than this: who has not found it by then asks another question.
const MOST_PAGES: usize = 50;

#[derive(Template)]
#[template(path = "pages/search/page.html")]
struct Page {
    shell: Shell,
    question: String,
    sort: &'static str,
    longest: usize,
    found: Option<Found>,
    /// Whether to say how one searches.
    explain: bool,
    /// Questions to begin with: link, words, what comes of it.
    examples: Vec<(String, &'static str, &'static str)>,
}

/// What was found.
struct Found {
    /// How much, as a sentence.
    count: String,
    notes: Vec<String>,
    did_you_mean: Option<(String, String)>,
    /// The kinds with their numbers: link, words, number, whether it is the one chosen.
    kinds: Vec<(String, &'static str, String, bool)>,
    items: Vec<Item>,
    first: usize,
    before: Option<String>,
    after: Option<String>,
    at: String,
}

/// One thing that was found.
struct Item {
    link: String,
    title: Shown,
    about: Vec<Phrase>,
    texts: Vec<Shown>,
    why: Vec<String>,
}

/// A text with the words that matched.
struct Shown {
    said: Phrase,
    pieces: Vec<(bool, String)>,
    cut_before: bool,
    cut_after: bool,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let question = ask.get("q").unwrap_or("").trim().to_owned();
    let sort = match ask.get("soort") {
        None => None,
        Some(word) => Some(Sort::from_word(word).ok_or_else(|| {
            Wrong::new(
                "soort",
                "is geen soort waarin gezocht kan worden",
                "is no kind that can be searched",
            )
        })?),
    };
    let page = match ask.get("pagina") {
        None => 1,
        Some(number) => number
            .parse()
            .ok()
            .filter(|page| (1..=MOST_PAGES).contains(page))
            .ok_or_else(|| {
                Wrong::new(
                    "pagina",
                    "is geen getal van 1 tot en met 50",
                    "is no number from 1 to 50",
                )
            })?,
    };
    let found = (!question.is_empty())
        .then(|| found(site, ask, &question, sort, page))
        .transpose()?;
    let title = match (question.is_empty(), lang) {
        (true, _) => lang.pick("Zoeken", "Search").to_owned(),
        (false, Lang::Nl) => format!("Zoeken naar ‘{question}’"),
        (false, Lang::En) => format!("Search for ‘{question}’"),
    };
    let mut shell = Shell::new(
        site,
        ask,
        title,
        lang.pick(
            "Zoek in alle teksten, indicatoren, gegevenssets en gebieden van deze site.",
            "Search all texts, indicators, data sets and regions of this site.",
        ),
    )?;
    // The results of a question are no page to be listed; the page that asks is.
    shell.listed = ask.get("q").is_none();
    let page = Page {
        shell,
        question,
        sort: sort.map_or("", Sort::word),
        longest: MAX_CHARS,
        explain: found.as_ref().is_none_or(|found| found.items.is_empty()),
        found,
        examples: examples(ask),
    };
    Ok(Answer::page(render(&page)?))
}

fn examples(ask: &Ask) -> Vec<(String, &'static str, &'static str)> {
    let lang = ask.lang;
    let words: [(&str, &str, &str, &str); 4] = [
        (
            "werkloosheid",
            "vindt ook jeugdwerkloosheid en werkloos",
            "unemployment",
            "finds unemployed too",
        ),
        (
            "\"midden- en kleinbedrijf\"",
            "zoekt deze woorden naast elkaar",
            "\"labour market\"",
            "looks for these words side by side",
        ),
        (
            "energie -wind",
            "laat weg waar dit woord in staat",
            "energy -wind",
            "leaves out what has this word",
        ),
        (
            "83582NED",
            "vindt een tabel of een gebied bij zijn code",
            "83582NED",
            "finds a table or a region by its code",
        ),
    ];
    words
        .into_iter()
        .map(|(nl, about_nl, en, about_en)| (lang.pick(nl, en), lang.pick(about_nl, about_en)))
        .map(|(words, about)| (address(lang, &ask.path, [("q", Some(words))]), words, about))
        .collect()
}

fn found(site: &Site, ask: &Ask, question: &str, sort: Option<Sort>, page: usize) -> Result<Found, Fault> {
    let lang = ask.lang;
    let collection = site.collection()?;
    let first = (page - 1) * PER_PAGE;
    let answer = collection.index.find(
        question,
        &Options {
            lang: Some(lang),
            kinds: sort.into_iter().collect(),
            limit: PER_PAGE,
            offset: first,
        },
    );
    let items = answer
        .hits
        .iter()
        .filter_map(|hit| Some(item(hit, collection.card(&hit.document.key)?, lang)))
        .collect();
    let all: usize = answer.by_kind.iter().map(|(_, count)| count).sum();
    let mut kinds = vec![(
        ask_for(ask, None, None),
        lang.pick("Alles", "Everything"),
        number::count(all, lang),
        sort.is_none(),
    )];
    kinds.extend(answer.by_kind.iter().map(|(kind, count)| {
        (
            ask_for(ask, Some(*kind), None),
            kind.label(lang),
            number::count(*count, lang),
            sort == Some(*kind),
        )
    }));
    // A kind without a hit is still shown when it was chosen: how else would one leave it?
    if let Some(chosen) = sort.filter(|sort| answer.by_kind.iter().all(|(kind, _)| kind != sort)) {
        kinds.push((
            ask_for(ask, Some(chosen), None),
            chosen.label(lang),
            number::count(0, lang),
            true,
        ));
    }
    let pages = answer.total.div_ceil(PER_PAGE).min(MOST_PAGES);
    let mut notes = Vec::new();
    if answer.some_words && answer.total > 0 {
        notes.push(
            lang.pick(
                "Niets heeft al deze woorden. Hieronder staat wat is gevonden met een deel van de woorden.",
                "Nothing has all these words. Below is what was found with some of the words.",
            )
            .to_owned(),
        );
    }
    if answer.cut {
        notes.push(
            lang.pick(
                "De vraag is lang; alleen het begin telt mee.",
                "The question is long; only its beginning counts.",
            )
            .to_owned(),
        );
    }
    Ok(Found {
        count: count(answer.total, question, lang),
        notes,
        did_you_mean: answer
            .did_you_mean
            .map(|other| (ask.with("q", Some(&other)), other)),
        kinds,
        items,
        first: first + 1,
        before: (page > 1 && page <= pages + 1).then(|| ask_for(ask, sort, Some(page - 1))),
        after: (page < pages).then(|| ask_for(ask, sort, Some(page + 1))),
        at: match lang {
            Lang::Nl => format!("pagina {page} van {}", pages.max(1)),
            Lang::En => format!("page {page} of {}", pages.max(1)),
        },
    })
}

/// This question for another kind or page.
fn ask_for(ask: &Ask, sort: Option<Sort>, page: Option<usize>) -> String {
    let page = page.filter(|page| *page > 1).map(|page| page.to_string());
    address(
        ask.lang,
        &ask.path,
        [
            ("q", ask.get("q")),
            ("soort", sort.map(Sort::word)),
            ("pagina", page.as_deref()),
        ],
    )
}

fn count(total: usize, question: &str, lang: Lang) -> String {
    match (total, lang) {
        (0, Lang::Nl) => format!("Niets gevonden voor ‘{question}’"),
        (0, Lang::En) => format!("Nothing found for ‘{question}’"),
        (1, Lang::Nl) => "1 gevonden".to_owned(),
        (1, Lang::En) => "1 found".to_owned(),
        (_, Lang::Nl) => format!("{} gevonden", number::count(total, lang)),
        (_, Lang::En) => format!("{} found", number::count(total, lang)),
    }
}

fn item(hit: &Hit<'_, Sort>, card: &Card, lang: Lang) -> Item {
    let mut title = None;
    let mut texts = Vec::new();
    for passage in &hit.passages {
        let text_lang = hit
            .document
            .fields
            .get(passage.entry)
            .map_or(lang, |field| field.lang);
        match passage.field {
            Field::Title => title = title.or_else(|| Some(shown(passage, text_lang, lang))),
            Field::Names | Field::Text => texts.push(shown(passage, text_lang, lang)),
            Field::Code => {}
        }
    }
    let said = Phrase::new(&card.title, lang);
    Item {
        link: card.link(lang),
        title: title.unwrap_or_else(|| Shown {
            pieces: vec![(false, said.text.clone())],
            said,
            cut_before: false,
            cut_after: false,
        }),
        about: card.about(lang),
        texts,
        why: why(hit, lang),
    }
}

fn shown(passage: &Passage<'_>, text_lang: Lang, lang: Lang) -> Shown {
    Shown {
        said: Phrase::in_language(passage.text, text_lang, lang),
        pieces: passage
            .pieces()
            .map(|(marked, piece)| (marked, piece.to_owned()))
            .collect(),
        cut_before: passage.cut_before(),
        cut_after: passage.cut_after(),
    }
}

/// Which words of it matched, where they are not those that were typed, and what it does not have.
fn why(hit: &Hit<'_, Sort>, lang: Lang) -> Vec<String> {
    let mut why = Vec::new();
    if hit.exact {
        why.push(
            if hit.document.kind == Sort::Page {
                lang.pick("dit is de naam van de pagina", "this is the name of the page")
            } else {
                lang.pick("dit is de code zelf", "this is the code itself")
            }
            .to_owned(),
        );
    }
    let mut others: Vec<&str> = Vec::new();
    for found in &hit.matched {
        let other = !matches!(found.how, How::Same | How::Phrase);
        if other && !others.contains(&found.found.as_str()) {
            others.push(&found.found);
        }
    }
    if !others.is_empty() {
        why.push(format!(
            "{} {}",
            lang.pick("gevonden met:", "found with:"),
            others.join(", ")
        ));
    }
    if !hit.missing.is_empty() {
        why.push(format!(
            "{} {}",
            lang.pick("zonder:", "without:"),
            hit.missing.join(", ")
        ));
    }
    why
}
