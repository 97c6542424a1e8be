//! Backward and forward linkages.

use super::table::{FIXED, IMPORTS, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Bubble, Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::input_output::{Position, linkages};

/// Asks it.
pub const METHOD: Method = Method {
    id: "linkages",
    family: Family::InputOutput,
    title: Words("Verbindingen en sleutelsectoren", "Linkages and key sectors"),
    asks: Words(
        "Welke sectoren vragen veel van andere, en op welke draaien andere?",
        "Which sectors ask much of others, and on which do others run?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[WITHOUT, OUTPUT, ABSENT],
    page: "linkages.md",
    source: "P. N. Rasmussen (1956), Studies in inter-sectoral relations; L. P. Jones (1976)",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let found = linkages(&table.flows).map_err(|fault| table.fault(fault))?;
    let pairs = || table.sectors.iter().zip(&found);
    let key: Vec<String> = pairs()
        .filter(|(_, one)| one.position == Position::Key)
        .map(|(name, _)| name.clone())
        .collect();
    let sentence = if key.is_empty() {
        say(
            "Geen sector staat aan beide kanten boven het gemiddelde: er zijn geen sleutelsectoren ({0}).",
            "No sector is above the mean on both sides: there are no key sectors ({0}).",
            [table.when()],
        )
    } else {
        say(
            "Sleutelsectoren vragen meer van andere dan gemiddeld, en andere draaien meer op hen dan gemiddeld. Het zijn er {0} van de {1}: {2} ({3}).",
            "Key sectors ask more of others than the mean, and others run more on them than the mean. They are {0} of {1}: {2} ({3}).",
            [
                key.len().into(),
                found.len().into(),
                Slot::Names(key),
                table.when(),
            ],
        )
    };
    let total: f64 = table.flows.output().iter().sum();
    let word = |position| match position {
        Position::Key => Item::Word("key", Words("sleutelsector", "key sector")),
        Position::Buyer => Item::Word("buyer", Words("vooral koper", "mostly a buyer")),
        Position::Supplier => Item::Word("supplier", Words("vooral leverancier", "mostly a supplier")),
        Position::Independent => Item::Word(
            "independent",
            Words("staat meer op zichzelf", "stands more alone"),
        ),
    };
    Ok(Answer {
        sentences: vec![
            sentence,
            say(
                "Het gaat om verbindingen per eenheid productie: ook een kleine sector kan een sleutelsector zijn, en het is een plaats in een rij, geen reden voor steun.",
                "It is about linkages per unit of output: a small sector can be a key sector too, and it is a place in a ranking, no reason for support.",
                [],
            ),
        ],
        tables: vec![Rows {
            id: "linkages",
            title: Words("Verbindingen van elke sector", "Linkages of each sector"),
            columns: vec![
                column("sector", "sector", "sector"),
                column("output_share", "aandeel in de productie", "share of output"),
                column("backward_direct", "als koper, rechtstreeks", "as a buyer, direct"),
                column("backward_total", "als koper, in alle", "as a buyer, total"),
                column(
                    "backward_normalised",
                    "tegenover het gemiddelde",
                    "against the mean",
                ),
                column(
                    "forward_direct",
                    "als leverancier, rechtstreeks",
                    "as a supplier, direct",
                ),
                column(
                    "forward_total",
                    "als leverancier, in alle",
                    "as a supplier, total",
                ),
                column(
                    "forward_normalised",
                    "tegenover het gemiddelde",
                    "against the mean",
                ),
                column("position", "plaats", "position"),
            ],
            rows: pairs()
                .enumerate()
                .map(|(at, (name, one))| {
                    let mut row = vec![
                        name.into(),
                        Item::percent((total > 0.0).then(|| table.output(at) / total), 1),
                    ];
                    for side in [one.backward, one.forward] {
                        row.push(Item::number(side.direct, 4));
                        row.push(Item::number(side.total, 4));
                        row.push(Item::number(side.normalised, 3));
                    }
                    row.push(word(one.position));
                    row
                })
                .collect(),
        }],
        assumptions: table.assumptions([
            FIXED,
            Assumption::untested(
                "Als leverancier verdeelt elke sector wat hij maakt altijd op dezelfde manier.",
                "As a supplier every sector always shares out what it makes in the same way.",
            ),
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Verbindingen van sectoren", "Linkages of sectors"),
            x: Words("als koper (1 is gemiddeld)", "as a buyer (1 is the mean)"),
            y: Words(
                "als leverancier (1 is gemiddeld)",
                "as a supplier (1 is the mean)",
            ),
            shape: Shape::Bubbles {
                points: pairs()
                    .enumerate()
                    .map(|(at, (name, one))| Bubble {
                        name: name.clone(),
                        x: one.backward.normalised,
                        y: one.forward.normalised,
                        size: table.output(at),
                    })
                    .collect(),
                axes: (1.0, 1.0),
            },
        }),
        effect: None,
    })
}
