//! What turns a decision, on the practice region.

use crate::session::Session;
use serde_json::Value;

/// What a listing of all choices of the practice region and the linear programmes of SciPy come to, in per cent of all weight; nothing:
/// no weights within their ranges turn it.
const SMALLEST: [(&str, Option<f64>); 11] = [
    ("dorpswinkel", None),
    ("glasvezel-buitengebied", None),
    ("groeicoach", Some(14.473)),
    ("leren-met-drones", Some(24.752)),
    ("markthal", Some(18.000)),
    ("noorderpoort", Some(1.868)),
    ("oven-zonder-gas", None),
    ("praktijkhal", Some(1.868)),
    ("startersdak", Some(0.559)),
    ("werk-na-de-winter", Some(0.559)),
    ("winkelplein", Some(9.427)),
];

/// Every decision is told the smallest move of weights that turns it, proven; and with those weights in the plan, as they are printed, it turns.
#[test]
fn the_weights_that_turn_a_decision_turn_it() {
    let session = Session::practice();
    let proposals = || -> Vec<Value> {
        let asked = ["select", "ronde-2027", "--part", "proposals", "--format", "json"];
        serde_json::from_str(&session.on_practice(&asked).exits(0).out).unwrap()
    };
    let now = proposals();
    let told: Vec<&Value> = now.iter().filter(|one| one["turn"].is_object()).collect();
    assert_eq!(told.len(), SMALLEST.len());
    let path = session.path("oefening/selections/ronde-2027.yaml");
    let plan = std::fs::read_to_string(&path).unwrap();
    for (one, (id, smallest)) in told.into_iter().zip(SMALLEST) {
        assert_eq!((&one["id"], &one["turn_certain"]), (&id.into(), &"proven".into()));
        let Some(smallest) = smallest else {
            assert!(
                one["turn_moves"].is_null() && one["turning_weights"].is_null(),
                "{one}"
            );
            continue;
        };
        let moves = one["turn_moves"].as_f64().unwrap();
        assert!((moves - smallest).abs() < 0.0015, "{id}: {moves}");
        let weights = one["turning_weights"].as_str().unwrap().split("; ").map(|word| {
            let (criterion, weight) = word.split_once(' ').unwrap();
            // In millionths, by leaving the point out of the four decimals.
            let weight: u32 = weight.trim_end_matches('%').replace('.', "").parse().unwrap();
            format!("  {criterion}: {weight}\n")
        });
        let weights: String = weights.collect();
        std::fs::write(&path, format!("{plan}\nweights:\n{weights}")).unwrap();
        let then = proposals();
        let then = then.iter().find(|other| other["id"] == one["id"]).unwrap();
        assert_ne!(
            [&then["fate"], &then["level"]],
            [&one["fate"], &one["level"]],
            "{id}"
        );
    }
}
