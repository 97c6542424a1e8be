//! What can be wrong with input, naming the cell or the unit by index.

/// Why a method gives no answer. Rows and columns count from nought; a slice is one row, its index is the column.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A table without cells.
    #[error("{input} is empty")]
    Empty {
        /// Which input.
        input: &'static str,
    },
    /// A wrong number of values, rows or columns.
    #[error("{input} has {found} {what}, where {expected} were expected")]
    Size {
        /// Which input.
        input: &'static str,
        /// What was counted: "rows", "columns", "values".
        what: &'static str,
        /// How many there must be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// NaN or infinity.
    #[error("{input}: the value at row {row}, column {column} is not a finite number")]
    NotFinite {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A size that no figure of the economy has; see [`crate::matrix::LARGEST`].
    #[error("{input}: {value:e} at row {row}, column {column} is too large or too small to be a figure")]
    OutOfRange {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The value.
        value: f64,
    },
    /// A negative value where only nought and more have a meaning.
    #[error("{input}: {value} at row {row}, column {column} is negative")]
    NegativeCell {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The value.
        value: f64,
    },
    /// A withheld cell, for a method that cannot carry it.
    #[error("{input}: the value at row {row}, column {column} is withheld, and this method needs it")]
    WithheldCell {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// The lower bound of a withheld cell lies above the upper one.
    #[error("{input}: the bounds {low} to {high} at row {row}, column {column} are the wrong way round")]
    BoundsReversed {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The lower bound.
        low: f64,
        /// The upper bound.
        high: f64,
    },
    /// A known total that the cells of its row cannot make.
    #[error("{input}: the cells of row {row} make {low} to {high} together, and the total is {total}")]
    TotalClash {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The total that was given.
        total: f64,
        /// The least that the cells can make.
        low: f64,
        /// The most that the cells can make.
        high: f64,
    },
    /// A row of noughts where shares are needed.
    #[error("{input}: row {row} is nought in total, so it has no shares")]
    NoTotal {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
    },
    /// The region has an activity that the reference has not.
    #[error("at row {row}, activity {column} is {value} in the region and nought in the reference")]
    NotInReference {
        /// The row.
        row: usize,
        /// The activity.
        column: usize,
        /// What the region has of it.
        value: f64,
    },
    /// A setting outside its range.
    #[error("{name} is {value}; {needs}")]
    Setting {
        /// Which setting.
        name: &'static str,
        /// What was given.
        value: f64,
        /// What is asked of it.
        needs: &'static str,
    },
    /// A link or a group that points at a unit that is not there, or at itself.
    #[error("{input}: {from} to {to} is no link between two different units of the {units}")]
    NoSuchLink {
        /// Which input.
        input: &'static str,
        /// From which unit.
        from: usize,
        /// To which unit.
        to: usize,
        /// How many units there are.
        units: usize,
    },
    /// All units are the same, so that nothing tells them apart.
    #[error("{input}: all values are the same, so there is nothing to compare")]
    NoContrast {
        /// Which input.
        input: &'static str,
    },
    /// A table that must be the same when mirrored.
    #[error("{input}: the value at row {row}, column {column} differs from its mirror image")]
    NotSymmetric {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
    },
    /// A region without activities, where each needs one.
    #[error("{input}: row {row} is empty")]
    EmptyRow {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
    },
    /// More than one answer fits as well.
    #[error("the answer is not unique: the second and third eigenvalue are {second} and {third}")]
    NotUnique {
        /// The second eigenvalue.
        second: f64,
        /// The third.
        third: f64,
    },
    /// A network of regions and activities that falls apart.
    #[error("the network falls into {parts} parts; row {row} has no link with the part of row {other}")]
    Disconnected {
        /// How many parts.
        parts: usize,
        /// A region of one part.
        row: usize,
        /// A region of another part.
        other: usize,
    },
    /// A sector with an amount to lay on its output, and no output.
    #[error("sector {sector} has no output, and {amount} to lay on it")]
    NoOutput {
        /// The sector.
        sector: usize,
        /// What it delivers, buys or has in an account.
        amount: f64,
    },
    /// A table of coefficients that no output can satisfy: its spectral radius is one or more.
    #[error("what sector {sector} needs, directly and by way of others, uses up at least what it makes")]
    NotProductive {
        /// Such a sector.
        sector: usize,
    },
    /// Margins with different sums.
    #[error("the rows must make {rows} together and the columns {columns}")]
    MarginsDiffer {
        /// The sum of the row totals.
        rows: f64,
        /// The sum of the column totals.
        columns: f64,
    },
    /// Totals that the cells cannot make, whatever they are multiplied by.
    #[error(
        "{input} {places:?} must make {need} together, and what they share with the other side allows {reach}"
    )]
    Infeasible {
        /// "rows" or "columns".
        input: &'static str,
        /// Which.
        places: Vec<usize>,
        /// What they must make together.
        need: f64,
        /// What the totals of the other side allow them.
        reach: f64,
    },
    /// An iteration that did not come to rest within what is allowed.
    #[error("not settled after {steps} steps; what is left is {residual:e}")]
    NotSettled {
        /// How many steps were done.
        steps: usize,
        /// What is left of the error.
        residual: f64,
    },
    /// A unit without a value in a period in which the method needs it.
    #[error("unit {unit} has no value in period {period}")]
    Gap {
        /// The unit.
        unit: usize,
        /// The period.
        period: usize,
    },
    /// A unit that is not in the panel.
    #[error("unit {unit} is not one of the {units} of the panel")]
    NoSuchUnit {
        /// The unit.
        unit: usize,
        /// How many units there are.
        units: usize,
    },
    /// A treated unit in the pool that it is compared with.
    #[error("unit {unit} is treated, so it cannot be a donor")]
    TreatedDonor {
        /// The unit.
        unit: usize,
    },
    /// A unit that is named twice.
    #[error("unit {unit} is named twice")]
    Twice {
        /// The unit.
        unit: usize,
    },
    /// Fewer units to compare with than the method needs.
    #[error("unit {unit} has {found} donors; at least {needed} are needed")]
    TooFewDonors {
        /// The treated unit.
        unit: usize,
        /// How many donors there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
    /// A treatment that begins outside the panel, or leaves nothing after it.
    #[error("unit {unit}: treatment from period {period} lies outside the {periods} periods of the panel")]
    TreatmentOutside {
        /// The treated unit.
        unit: usize,
        /// The first treated period.
        period: usize,
        /// How many periods there are.
        periods: usize,
    },
    /// Too short a time before the treatment.
    #[error("unit {unit} has {found} periods before treatment; at least {needed} are needed")]
    TooFewBefore {
        /// The treated unit.
        unit: usize,
        /// How many there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
    /// A column that is the same in every unit that counts, so that it tells nothing apart.
    #[error("{input}: column {column} is the same in every unit")]
    SameEverywhere {
        /// Which input.
        input: &'static str,
        /// The column.
        column: usize,
    },
    /// A column that follows from those before it, so that it tells nothing new.
    #[error("{input}: column {column} follows from the columns before it")]
    NothingNew {
        /// Which input.
        input: &'static str,
        /// The column.
        column: usize,
    },
    /// A unit with nobody like it on the other side, so that nothing can be made of a comparison.
    #[error(
        "unit {unit}: by its predictors it is treated from period {start} on with a chance of {chance:.4}, so nobody on the other side is like it"
    )]
    NoOverlap {
        /// The unit, treated or not.
        unit: usize,
        /// The first treated period of the group.
        start: usize,
        /// Its chance to be of the group.
        chance: f64,
    },
    /// A share that is none.
    #[error("{input}: {value} at row {row}, column {column} is no share between nought and one")]
    NotAShare {
        /// Which input.
        input: &'static str,
        /// The row.
        row: usize,
        /// The column.
        column: usize,
        /// The value.
        value: f64,
    },
    /// More people who leave than there are.
    #[error("step {step}: {value} people are left of age group {age} in region {region}")]
    Emptied {
        /// Which step, from nought.
        step: usize,
        /// The region.
        region: usize,
        /// The age group.
        age: usize,
        /// How many would be left.
        value: f64,
    },
    /// A series with fewer values than a method needs.
    #[error("the series has {found} values; at least {needed} are needed")]
    TooShort {
        /// How many there are.
        found: usize,
        /// How many there must be.
        needed: usize,
    },
}
