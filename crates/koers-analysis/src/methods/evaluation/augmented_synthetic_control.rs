//! Augmented synthetic control.

use super::design::{DONORS, Design, NO_SPILL, NOTHING_ELSE, ROLES, START, WITHOUT};
use crate::answer::{Against, Answer, Effect, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::Setting;
use koers_economics::evaluation::{Ridge, augmented_synthetic_control};

/// Asks it.
pub const METHOD: Method = Method {
    id: "augmented-synthetic-control",
    family: Family::Evaluation,
    title: Words("Nagebootste regio, bijgesteld", "Augmented synthetic control"),
    asks: Words(
        "Hoe was het gegaan zonder de maatregel, als geen mix van andere regio’s dichtbij komt?",
        "How would it have gone without the measure, where no mix of other regions comes near?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[
        START,
        DONORS,
        WITHOUT,
        Setting::number(
            "ridge",
            Words(
                "hoe zwaar bijstellen wordt tegengehouden; anders gekozen door periodes weg te laten",
                "how much adjusting is held back; else chosen by leaving periods out",
            ),
            (1e-12, 1e12),
            None,
        ),
    ],
    page: "augmented_synthetic_control.md",
    source: "E. Ben-Michael, A. Feller and J. Rothstein (2021), Journal of the American Statistical Association 116",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let design = Design::of(question)?;
    let ridge = match question.settings.maybe_number("ridge")? {
        Some(ridge) => Ridge::Given(ridge),
        None => Ridge::Chosen,
    };
    let found = augmented_synthetic_control(&design.study, ridge).map_err(|fault| design.fault(fault))?;
    let decimals = design.decimals();
    Ok(Answer {
        sentences: vec![
            say(
                "Van {1} tot {2} lag {0} gemiddeld {3} van de bijgestelde vergelijking af; zonder bijstellen {4}.",
                "From {1} to {2} {0} lay {3} from the augmented comparison on average; without augmenting {4}.",
                [
                    (&design.unit).into(),
                    design.first(),
                    design.last(),
                    Slot::signed(found.path.effect, decimals),
                    Slot::signed(found.synthetic_path.effect, decimals),
                ],
            ),
            say(
                "Of dat van toeval te onderscheiden is, zegt deze methode hier niet; synthetic-control en synthetic-did toetsen dat.",
                "Whether that can be told from chance this method does not say here; synthetic-control and synthetic-did test it.",
                [],
            ),
        ],
        tables: vec![
            Table {
                id: "effect",
                title: Words("Het effect", "The effect"),
                columns: vec![
                    column("effect", "bijgesteld", "augmented"),
                    column("plain", "zonder bijstellen", "without augmenting"),
                    column("imbalance", "afstand ervoor", "distance before"),
                    column("plain_imbalance", "zonder bijstellen", "without augmenting"),
                    column("ridge", "tegengehouden", "held back"),
                    column("beyond", "buiten de mix", "beyond the mix"),
                ],
                rows: vec![vec![
                    Item::signed(found.path.effect, decimals),
                    Item::signed(found.synthetic_path.effect, decimals),
                    Item::number(found.imbalance, 4),
                    Item::number(found.synthetic_imbalance, 4),
                    Item::number(found.ridge, 4),
                    Item::number(found.beyond, 4),
                ]],
            },
            design.paths(&found.path),
            design.weights(&found.weights),
        ],
        assumptions: vec![design.fits(&found.path), NO_SPILL, NOTHING_ELSE],
        left_out: design.left_out(),
        drawing: Some(design.drawing(&found.path, &[])),
        effect: Effect::new(found.path.effect, None, Against::Level)
            .map(|effect| effect.fitting(design.fit(&found.path))),
    })
}
