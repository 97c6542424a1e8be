//! Every method, in the order in which they are shown.

pub mod demography;
pub mod evaluation;
pub mod forecast;
pub mod growth;
pub mod input_output;
pub mod labour;
pub mod structure;

use crate::fault::Fault;
use crate::method::Method;

/// Every method, in the order in which they are shown.
pub static METHODS: &[&Method] = &[
    &structure::location_quotients::METHOD,
    &structure::krugman::METHOD,
    &structure::herfindahl::METHOD,
    &structure::entropy::METHOD,
    &structure::hachman::METHOD,
    &structure::variety::METHOD,
    &structure::gini::METHOD,
    &structure::theil::METHOD,
    &structure::hoover::METHOD,
    &structure::williamson::METHOD,
    &structure::moran::METHOD,
    &structure::local_moran::METHOD,
    &structure::proximity::METHOD,
    &structure::density::METHOD,
    &structure::complexity::METHOD,
    &structure::reflections::METHOD,
    &structure::fitness::METHOD,
    &growth::shift_share::METHOD,
    &growth::dynamic_shift_share::METHOD,
    &growth::esteban_marquillas::METHOD,
    &growth::arcelus::METHOD,
    &growth::gerfin::METHOD,
    &growth::contributions::METHOD,
    &forecast::naive::METHOD,
    &forecast::exponential_smoothing::METHOD,
    &forecast::theta::METHOD,
    &forecast::arima::METHOD,
    &forecast::stl::METHOD,
    &forecast::denton::METHOD,
    &forecast::chow_lin::METHOD,
    &forecast::reconcile::METHOD,
    &input_output::technical_coefficients::METHOD,
    &input_output::leontief::METHOD,
    &input_output::ghosh::METHOD,
    &input_output::multipliers::METHOD,
    &input_output::linkages::METHOD,
    &input_output::extraction::METHOD,
    &input_output::extraction_of_each::METHOD,
    &input_output::footprint::METHOD,
    &input_output::regional_coefficients::METHOD,
    &input_output::regional_range::METHOD,
    &input_output::ras::METHOD,
    &input_output::gras::METHOD,
    &input_output::structural_decomposition::METHOD,
    &demography::life_table::METHOD,
    &demography::cohort_component::METHOD,
    &demography::stable_population::METHOD,
    &demography::replacement_demand::METHOD,
    &labour::labour_supply::METHOD,
    &labour::tightness::METHOD,
    &labour::beveridge_curve::METHOD,
    &labour::mismatch::METHOD,
    &evaluation::synthetic_control::METHOD,
    &evaluation::augmented_synthetic_control::METHOD,
    &evaluation::synthetic_did::METHOD,
    &evaluation::two_way_fixed_effects::METHOD,
    &evaluation::group_time_effects::METHOD,
    &evaluation::interrupted_time_series::METHOD,
    &evaluation::smallest_effect::METHOD,
];

/// The method with that word.
///
/// # Errors
/// [`Fault::NoSuchMethod`].
pub fn method(id: &str) -> Result<&'static Method, Fault> {
    METHODS
        .iter()
        .copied()
        .find(|method| method.id == id)
        .ok_or_else(|| Fault::NoSuchMethod {
            word: id.to_owned(),
            known: METHODS.iter().map(|method| method.id.to_owned()).collect(),
        })
}
