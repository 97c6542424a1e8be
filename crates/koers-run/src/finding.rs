//! Finding a table among those that publishers list.

use koers_model::published::{Listed, Publisher};
use koers_search::{Document, Field, Index, Options};

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'a> {
    /// The best first: a table of which the question is the name, then those with the words in their title, then those with the words in
    /// what is told of them. Tables that are still kept up come before those that are not.
    pub tables: Vec<&'a Listed>,
    /// How many there are.
    pub total: usize,
    /// The question with words that no table has replaced by ones that some have, where nothing has all words.
    pub did_you_mean: Option<String>,
}

/// The tables that have every word, in title or description: whatever capitals and diacritics, in any form, Dutch ones also in compounds.
#[must_use]
pub fn find<'a>(words: &str, tables: &'a [Listed], most: usize) -> Found<'a> {
    let words = words.trim();
    // `cbs/85224NED` is how a table is asked for elsewhere.
    let whole = words
        .split_once('/')
        .filter(|(publisher, _)| Publisher::from_word(&publisher.to_lowercase()).is_some());
    let words = whole.map_or(words, |(_, table)| table);
    let document = |(at, table): (usize, &Listed)| {
        Document::new(format!("{at:06}"), table.publisher, table.publisher.lang())
            .with(Field::Code, &table.table)
            .with(Field::Title, &table.title)
            .with(Field::Text, &table.summary)
    };
    let index = Index::build(tables.iter().enumerate().map(document).collect());
    let options = Options {
        limit: koers_search::MAX_HITS,
        ..Options::default()
    };
    let answer = index.find(words, &options);
    if answer.some_words {
        return Found {
            tables: Vec::new(),
            total: 0,
            did_you_mean: answer.did_you_mean,
        };
    }
    let mut hits: Vec<(bool, bool, &Listed)> = answer
        .hits
        .iter()
        .filter_map(|hit| {
            let table = tables.get(hit.document.key.parse::<usize>().ok()?)?;
            Some((!hit.exact, table.is_stopped, table))
        })
        .collect();
    // Within these the order stays that of the search.
    hits.sort_by_key(|(not_exact, is_stopped, _)| (*not_exact, *is_stopped));
    hits.truncate(most);
    Found {
        tables: hits.into_iter().map(|(.., table)| table).collect(),
        total: answer.total,
        did_you_mean: answer.did_you_mean,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(publisher: Publisher, id: &str, title: &str, summary: &str, is_stopped: bool) -> Listed {
        Listed {
            publisher,
            table: id.to_owned(),
            title: title.to_owned(),
            summary: summary.to_owned(),
            periods: None,
            changed: None,
            is_stopped,
        }
    }

    #[test]
    fn every_word_counts_and_the_name_of_a_table_comes_first() {
        let tables = [
            table(
                Publisher::Cbs,
                "1NED",
                "Banen; sector, regio",
                "Werkgelegenheid",
                true,
            ),
            table(
                Publisher::Cbs,
                "2NED",
                "Banen van werknemers; regio",
                "Fryslân en Drenthe",
                false,
            ),
            table(Publisher::Cbs, "3NED", "Bevolking; regio", "Inwoners", false),
            table(
                Publisher::Eurostat,
                "nama_10r_3gdp",
                "Gross domestic product by NUTS 3 region",
                "Regional accounts",
                false,
            ),
        ];
        let ids = |words: &str| -> Vec<&str> {
            find(words, &tables, 10)
                .tables
                .iter()
                .map(|table| table.table.as_str())
                .collect()
        };
        assert_eq!(ids("banen regio"), ["2NED", "1NED"]);
        assert_eq!(ids("BANEN fryslan"), ["2NED"]);
        assert_eq!(ids("banen inwoners"), Vec::<&str>::new());
        assert_eq!(ids("1ned"), ["1NED"]);
        assert_eq!(ids("cbs/3NED"), ["3NED"]);
        assert_eq!(ids("nama_10r_3gdp"), ["nama_10r_3gdp"]);
        assert_eq!(ids("domestic product"), ["nama_10r_3gdp"]);
        // What is typed last is also a beginning: `region`.
        let one = find("regio", &tables, 1);
        assert_eq!((one.tables.len(), one.total), (1, 4));
        assert_eq!(find("", &tables, 1).total, 0);
    }
}
