//! Indicators, plans to evaluate, data sets and regions.

use super::{Card, Fields, Gathered, Sort};
use crate::paths;
use koers_framework::Definitions;
use koers_model::text::{Lang, Text};
use koers_report::words;
use koers_search::Field;

impl Gathered {
    pub(super) fn indicators(&mut self, definitions: &Definitions) {
        for indicator in definitions.indicators.values() {
            let card = Card {
                title: indicator.title.clone(),
                is: Text::both("indicator", "indicator"),
                within: Vec::new(),
                path: paths::indicator(indicator.id.as_str()),
                region: None,
            };
            let unit = Text::both(indicator.unit.label(Lang::Nl), indicator.unit.label(Lang::En));
            let mut fields: Fields<'_> = vec![(Field::Names, &unit), (Field::Text, &indicator.source)];
            fields.extend(indicator.text.iter().map(|text| (Field::Text, text)));
            self.add(Sort::Indicator, card, &[indicator.id.as_str()], &fields);
        }
    }

    pub(super) fn evaluations(&mut self, definitions: &Definitions) {
        for planned in definitions.evaluations.values() {
            let plan = &planned.plan;
            let card = Card {
                title: plan.title.clone(),
                is: Text::both(
                    "plan om na te gaan of het werkte",
                    "plan to find out whether it worked",
                ),
                within: Vec::new(),
                path: paths::evaluation(plan.id.as_str()),
                region: None,
            };
            let mut fields: Fields<'_> = vec![(Field::Text, &plan.question)];
            fields.extend(plan.text.iter().map(|text| (Field::Text, text)));
            self.add(Sort::Page, card, &[plan.id.as_str()], &fields);
        }
    }

    pub(super) fn datasets(&mut self, definitions: &Definitions) {
        for dataset in definitions.datasets.values() {
            let publisher = Text::both(dataset.publisher.as_str(), dataset.publisher.as_str());
            let card = Card {
                title: dataset.title.clone(),
                is: Text::both("gegevensset", "data set"),
                within: vec![publisher.clone()],
                path: paths::dataset(dataset.id.as_str()),
                region: None,
            };
            let mut fields: Fields<'_> =
                vec![(Field::Names, &publisher), (Field::Text, &dataset.attribution)];
            fields.extend(
                dataset
                    .measures
                    .values()
                    .map(|measure| (Field::Names, &measure.title)),
            );
            fields.extend(
                dataset
                    .columns
                    .iter()
                    .filter_map(|column| Some((Field::Text, column.title.as_ref()?))),
            );
            let mut codes = vec![dataset.id.as_str()];
            // A table whose number nobody knows has the same word as others.
            codes.extend((dataset.table != "unknown").then_some(dataset.table.as_str()));
            self.add(Sort::Dataset, card, &codes, &fields);
        }
    }

    pub(super) fn regions(&mut self, definitions: &Definitions) {
        for region in definitions.regions.iter() {
            let card = Card {
                // A name is a name in every language.
                title: Text::both(region.name.as_str(), region.name.as_str()),
                is: Text::both(
                    words::data::region_kind(region.kind, Lang::Nl),
                    words::data::region_kind(region.kind, Lang::En),
                ),
                within: Vec::new(),
                path: "/".to_owned(),
                region: Some(region.code.to_string()),
            };
            let mut codes = vec![region.code.as_str()];
            codes.extend(region.nuts.iter().map(String::as_str));
            let is = card.is.clone();
            self.add(Sort::Region, card, &codes, &vec![(Field::Names, &is)]);
        }
    }
}
