//! *Kaart*: one indicator for all municipalities, COROP areas or provinces, as a map and as a table.

mod choice;

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use choice::{Chosen, Instead};
use koers_model::text::Lang;
use koers_report::date;
use koers_report::map::{Ground, Map, MapKey, Place};

/// The map.
pub static ROOM: Room = Room {
    routes: &[Route {
        path: "/kaart",
        keys: KEYS,
        menu: Some(("Kaart", "Map")),
        answer,
        addresses: |_| Route::fixed("/kaart"),
    }],
    resources: &[],
    style: include_str!("style.css"),
};

const KEYS: &[&str] = &[
    "indicator",
    "niveau",
    "periode",
    "uitsnede",
    "ondergrond",
    "grenzen",
    "bekendOp",
];

/// More names than this are counted.
const MOST_NAMES: usize = 12;

#[derive(Template)]
#[template(path = "pages/map/page.html")]
struct Page {
    shell: Shell,
    controls: Option<Controls>,
    instead: Vec<String>,
    shown: Option<Shown>,
}

/// A map with everything beside it.
struct Shown {
    heading: String,
    says: String,
    svg: String,
    keys: Vec<MapKey>,
    not_drawn: Vec<String>,
    attribution: Option<String>,
    caption: String,
    rows: Vec<Row>,
    indicator: (String, String),
    explained: String,
    downloads: Vec<(String, &'static str)>,
}

/// A row of the table.
struct Row {
    rank: String,
    name: String,
    href: String,
    figure: String,
    swatch: String,
    class: String,
    remarks: String,
    own: bool,
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    let title = lang.pick("Kaart", "Map");
    let Some(chosen) = Chosen::of(site, ask, &asked)? else {
        let indicators = site.definitions()?.indicators.values();
        let fields = vec![
            Choice::one_of(
                "indicator",
                lang.pick("Cijfer", "Figure"),
                indicators.map(|indicator| (indicator.id.to_string(), indicator.title.get(lang).to_owned())),
                ask.get("indicator").unwrap_or_default(),
            ),
            Choice::as_of(asked.as_of, site.today(), lang),
        ];
        let nothing = site.definitions()?.indicators.is_empty().then(|| {
            lang.pick(
                "Deze werkmap heeft nog geen indicator. Hier komt een cijfer per gebied op een kaart te staan: begin met een bestand in de map indicators, en neem cijfers over met koers import.",
                "This workspace has no indicator yet. A figure by region will stand on a map here: begin with a file in the folder indicators, and take figures over with koers import.",
            )
            .to_owned()
        });
        let page = Page {
            shell: Shell::new(site, ask, title, title)?,
            controls: Some(Controls::new(ask, &["indicator", "bekendOp"], fields)),
            instead: nothing.into_iter().collect(),
            shown: None,
        };
        return Ok(Answer::page(render(&page)?));
    };
    let tiles = site
        .definitions()?
        .tiles
        .on(&site.definitions()?.regions, chosen.level.1, chosen.day);
    let outlines = site.outlines(chosen.level.1, chosen.day);
    let grounds: Vec<Ground<'_>> = outlines
        .map(Ground::Outlines)
        .into_iter()
        .chain((!tiles.is_empty()).then_some(Ground::Tiles(&tiles)))
        .collect();
    let ground = match (grounds.first(), grounds.last()) {
        (_, Some(last)) if chosen.tiles => *last,
        (Some(first), _) => *first,
        _ => Ground::Tiles(&tiles),
    };
    let fields = chosen.fields(site, &asked, &grounds, lang)?;
    let name = chosen.indicator.title.get(lang);
    let shown = shown(ask, &chosen, ground);
    let page = Page {
        shell: Shell::new(site, ask, format!("{title}: {name}"), shown.says.clone())?,
        controls: Some(Controls::new(ask, KEYS, fields)),
        instead: chosen
            .instead
            .iter()
            .map(|one| one.words(&chosen, lang))
            .collect(),
        shown: Some(shown),
    };
    Ok(Answer::page(render(&page)?))
}

/// The page of the indicator for a region, in the period shown.
fn target(ask: &Ask, chosen: &Chosen<'_>, region: &str) -> String {
    let path = format!("/indicatoren/{}", chosen.indicator.id);
    ask.carry_with(&path, &[("regio", Some(region))])
}

fn shown(ask: &Ask, chosen: &Chosen<'_>, ground: Ground<'_>) -> Shown {
    let lang = ask.lang;
    let indicator = chosen.indicator;
    let title = indicator.title.get(lang);
    let mut map = Map {
        id: "kaart".to_owned(),
        lang,
        title,
        period: Some(chosen.period),
        kind: chosen.level.1,
        unit: indicator.unit,
        decimals: indicator.decimals,
        ground,
        places: chosen
            .cells
            .iter()
            .map(|(region, cell)| Place {
                code: region.code.clone(),
                name: &region.name,
                cell: *cell,
                href: Some(target(ask, chosen, region.code.as_str())),
            })
            .collect(),
        own: chosen.own.iter().map(|region| region.code.clone()).collect(),
        within: chosen.within(),
        classing: chosen.classing.clone(),
    };
    map.leave_out_what_is_nowhere();
    let own_words = match (chosen.own.as_slice(), lang) {
        ([], _) => None,
        ([one], _) => Some(one.name.clone()),
        (_, Lang::Nl) => Some("het eigen gebied".to_owned()),
        (_, Lang::En) => Some("the own region".to_owned()),
    };
    let rows = map
        .rows()
        .into_iter()
        .map(|row| Row {
            rank: row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
            name: row.name.to_owned(),
            href: row.href.unwrap_or_default().to_owned(),
            figure: row.figure,
            swatch: row.swatch.svg(),
            class: row.class,
            remarks: row.remarks,
            own: row.own,
        })
        .collect();
    let period = date::period(chosen.period, lang);
    let unit = indicator.unit.label(lang);
    Shown {
        heading: format!("{title}, {period}"),
        says: map.describe(),
        svg: map.svg(),
        keys: map.legend(own_words.as_deref()),
        not_drawn: not_drawn(&map, lang),
        attribution: map.attribution(),
        caption: format!("{title} ({unit}), {period}"),
        rows,
        indicator: (
            ask.carry(&format!("/indicatoren/{}", indicator.id)),
            title.to_owned(),
        ),
        explained: ask.carry_with(
            &format!("/indicatoren/{}/herkomst", indicator.id),
            &[("periode", Some(&chosen.period.to_string()))],
        ),
        downloads: downloads(ask, chosen),
    }
}

impl Instead {
    /// What is shown instead.
    fn words(&self, chosen: &Chosen<'_>, lang: Lang) -> String {
        match (self, lang) {
            (Self::Level(kind), Lang::Nl) => format!(
                "Van {} is dit cijfer er niet; hier staan {}.",
                kind.plural(lang),
                chosen.level.1.plural(lang)
            ),
            (Self::Level(kind), Lang::En) => format!(
                "There is no such figure of {}; these are {}.",
                kind.plural(lang),
                chosen.level.1.plural(lang)
            ),
            (Self::Period(period), Lang::Nl) => format!(
                "Over {} is dit cijfer er niet; hier staat {}.",
                date::period(*period, lang),
                date::period(chosen.period, lang)
            ),
            (Self::Period(period), Lang::En) => format!(
                "There is no such figure for {}; this is {}.",
                date::period(*period, lang),
                date::period(chosen.period, lang)
            ),
        }
    }
}

/// Which regions stand in the table only, by name as far as that can be read.
fn not_drawn(map: &Map<'_>, lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = map.not_drawn().into_iter().map(str::to_owned).collect();
    if names.len() > MOST_NAMES {
        let more = names.len();
        names = vec![format!("{more} {}", map.kind.plural(lang))];
    }
    names
}

/// The figures of the map for other software.
fn downloads(ask: &Ask, chosen: &Chosen<'_>) -> Vec<(String, &'static str)> {
    let period = chosen.period.to_string();
    let forms = [("csv", "CSV"), ("jsonstat", "JSON-stat"), ("parquet", "Parquet")];
    forms
        .into_iter()
        .map(|(ending, words)| {
            let path = format!("/api/v1/indicatoren/{}/waarden.{ending}", chosen.indicator.id);
            let pairs = [
                ("periodeVan", Some(period.as_str())),
                ("periodeTot", Some(period.as_str())),
                ("bekendOp", ask.get("bekendOp")),
            ];
            (crate::ask::address(Lang::Nl, &path, pairs), words)
        })
        .collect()
}
