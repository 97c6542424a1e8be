//! Which regions of a table are asked for: those that the workspace knows, and no others, because a region that nobody knows stops the table.

use koers_model::dataset::RegionCodes;
use koers_model::provider::Connector;
use koers_model::published::PublishedDimension;
use koers_model::region::RegionRegistry;
use std::collections::BTreeMap;

/// So many codes of one block are named one by one in a question; of a block with more, all are asked for and those that are not known are left out.
const MOST_NAMED: usize = 16;
/// The longest filter, in characters: it has to fit in an address.
const LONGEST: usize = 1200;

/// Which regions are asked for and kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Choice {
    /// Codes of the table that the workspace knows.
    pub(super) known: Vec<String>,
    /// Codes of the table that it does not know.
    pub(super) unknown: Vec<String>,
    /// What is asked, in words of the protocol; none when everything is.
    pub(super) filter: Option<String>,
    /// Whether only known codes are kept of what comes.
    pub(super) keeps: bool,
}

pub(super) fn choose(
    dimension: &PublishedDimension,
    codes: RegionCodes,
    connector: Connector,
    regions: &RegionRegistry,
) -> Choice {
    let is_known = |code: &str| match codes {
        RegionCodes::Cbs => regions.by_code(code).is_some(),
        RegionCodes::Nuts => regions.by_nuts(code).is_some(),
    };
    let all = dimension.codes.iter().map(|code| code.code.clone());
    let (known, unknown): (Vec<String>, Vec<String>) = all.partition(|code| is_known(code));
    if unknown.is_empty() || known.is_empty() {
        return Choice {
            known,
            unknown,
            ..Choice::default()
        };
    }
    // Eurostat is asked by the key in the address.
    if !connector.filters() {
        return Choice {
            known,
            unknown,
            filter: None,
            keeps: true,
        };
    }
    let mut blocks: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for code in &known {
        blocks.entry(block(code)).or_default().push(code);
    }
    let name = &dimension.name;
    let mut clauses = Vec::new();
    let mut keeps = false;
    for (start, own) in blocks {
        let is_whole = unknown.iter().all(|code| block(code) != start);
        if !is_whole && own.len() <= MOST_NAMED {
            clauses.extend(own.iter().map(|code| one(connector, name, code)));
        } else {
            keeps |= !is_whole;
            clauses.push(format!("startswith({name},'{start}')"));
        }
    }
    let filter = clauses.join(" or ");
    let fits = filter.chars().count() <= LONGEST;
    Choice {
        known,
        unknown,
        keeps: keeps || !fits,
        filter: Some(filter).filter(|_| fits),
    }
}

/// The letters that a code begins with: `GM`, `PV`.
fn block(code: &str) -> &str {
    let end = code
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(code.len());
    code.get(..end).unwrap_or(code)
}

/// One code. Those of OData v3 have spaces behind them by the width of the table, which a beginning need not know.
fn one(connector: Connector, name: &str, code: &str) -> String {
    match connector {
        Connector::CbsOdata3 => format!("startswith({name},'{code}')"),
        _ => format!("{name} eq '{code}'"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::published::{Axis, PublishedCode};
    use koers_model::region::{Region, RegionCode, RegionKind, Validity};

    fn regions(codes: &[&str]) -> RegionRegistry {
        let one = |code: &&str| Region {
            code: RegionCode::new(code).unwrap(),
            kind: RegionKind::Province,
            name: (*code).into(),
            nuts: vec![],
            validity: Validity::default(),
        };
        RegionRegistry::new(codes.iter().map(one).collect(), vec![], vec![]).unwrap()
    }

    fn of(table: &[&str], known: &[&str], connector: Connector) -> Choice {
        let code = |code: &&str| PublishedCode {
            code: (*code).to_owned(),
            title: String::new(),
        };
        let dimension = PublishedDimension {
            name: "RegioS".to_owned(),
            title: String::new(),
            axis: Axis::Region,
            codes: table.iter().map(code).collect(),
        };
        choose(&dimension, RegionCodes::Cbs, connector, &regions(known))
    }

    #[test]
    fn what_is_known_is_asked_for_and_nothing_else() {
        let all = of(&["NL01", "PV22"], &["NL01", "PV22", "PV20"], Connector::CbsOdata4);
        assert_eq!((all.filter, all.keeps), (None, false));
        let some = of(
            &["NL01", "PV20", "PV22", "GM0001", "GM0106", "JZ04"],
            &["NL01", "PV20", "PV22", "GM0106"],
            Connector::CbsOdata4,
        );
        assert_eq!(some.unknown, ["GM0001", "JZ04"]);
        assert_eq!(
            some.filter.as_deref(),
            Some("RegioS eq 'GM0106' or startswith(RegioS,'NL') or startswith(RegioS,'PV')")
        );
        assert!(!some.keeps);
        let three = of(&["GM0001", "GM0106"], &["GM0106"], Connector::CbsOdata3);
        assert_eq!(three.filter.as_deref(), Some("startswith(RegioS,'GM0106')"));
        let many: Vec<String> = (0..40).map(|n| format!("GM{n:04}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let most = of(&many, &many[1..], Connector::CbsOdata4);
        assert_eq!(most.filter.as_deref(), Some("startswith(RegioS,'GM')"));
        assert!(most.keeps);
        let none = of(&["WK01"], &["PV22"], Connector::CbsOdata4);
        assert!(none.known.is_empty());
    }
}
