//! The keys of the address of a method: those of every method, and the settings of all of them by their own words.

use koers_run::analysis::METHODS;

/// Which figures.
pub const FIGURES: &str = "cijfers";
/// Which region.
pub const REGION: &str = "regio";
/// What it is compared with.
pub const REFERENCE: &str = "vergelijk";
/// From which period.
pub const FROM: &str = "van";
/// Until which period.
pub const TO: &str = "tot";
/// Which activity.
pub const SECTOR: &str = "sector";
/// With what was known on a day.
pub const AS_OF: &str = "bekendOp";
/// Which table a CSV has.
pub const TABLE: &str = "tabel";
/// The word for no region, where one may be left out.
pub const ALL: &str = "alle";

const OWN: [&str; 8] = [FIGURES, REGION, REFERENCE, FROM, TO, SECTOR, AS_OF, TABLE];

/// More settings than all methods have.
const ROOM: usize = 256;

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The keys, and how many there are: a route names them all, and a new method brings its own.
const fn gathered() -> ([&'static str; ROOM], usize) {
    let mut all = [""; ROOM];
    let mut count = 0;
    while count < OWN.len() {
        all[count] = OWN[count];
        count += 1;
    }
    let mut method = 0;
    while method < METHODS.len() {
        let settings = METHODS[method].settings;
        let mut setting = 0;
        while setting < settings.len() {
            let word = settings[setting].word;
            let mut at = 0;
            while at < count && !same(all[at], word) {
                at += 1;
            }
            if at == count {
                all[count] = word;
                count += 1;
            }
            setting += 1;
        }
        method += 1;
    }
    (all, count)
}

static GATHERED: ([&str; ROOM], usize) = gathered();

/// Every key.
pub static KEYS: &[&str] = GATHERED.0.split_at(GATHERED.1).0;
