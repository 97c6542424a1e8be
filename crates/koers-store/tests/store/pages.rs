//! A page of the log is read, and nothing else of it.

use crate::contract::{id, organisation};
use crate::ground::{Ground, write};
use crate::made::Dice;
use koers_store::{Change, Kind, Sought};

/// A page comes newest first; who looks for something gets that, in pages too; the counts are those of the whole log.
pub fn gives_the_log_in_pages(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let none = store.survey(Sought::default()).unwrap();
    assert_eq!((none.all, none.found, none.people.len()), (0, 0, 0));
    assert_eq!(store.newest(Sought::default(), 0, 10).unwrap(), []);

    let mut dice = Dice(3);
    for number in 0..7 {
        let name = format!("bureau-{number}");
        write(&store, &[Change::new(organisation(&mut dice, &name))]).unwrap();
    }
    let seen = store
        .kept()
        .unwrap()
        .version(Kind::Organisation, &id("bureau-3"))
        .unwrap();
    write(&store, &[Change::end(Kind::Organisation, id("bureau-3"), seen)]).unwrap();

    let all: Vec<u64> = store.lines(0, 100).unwrap().iter().map(|line| line.seq).collect();
    let mut newest = all.clone();
    newest.reverse();
    let page = |sought, over| -> Vec<u64> {
        let lines = store.newest(sought, over, 3).unwrap();
        lines.iter().map(|line| line.seq).collect()
    };
    let anything = Sought::default();
    let pages = [
        page(anything, 0),
        page(anything, 3),
        page(anything, 6),
        page(anything, 9),
    ];
    assert_eq!(pages.concat(), newest);

    let first = store.lines(0, 1).unwrap().remove(0);
    let day = first.at.get(..10).unwrap();
    let survey = |sought| {
        let survey = store.survey(sought).unwrap();
        (survey.all, survey.found)
    };
    let count = all.len() as u64;
    for (sought, found) in [
        (
            Sought {
                kind: Some("organisation"),
                ..anything
            },
            count,
        ),
        (
            Sought {
                kind: Some("action"),
                ..anything
            },
            0,
        ),
        (
            Sought {
                who: Some(&first.who),
                ..anything
            },
            count,
        ),
        (
            Sought {
                who: Some("niemand"),
                ..anything
            },
            0,
        ),
        (
            Sought {
                day: Some("1999-01-01"),
                ..anything
            },
            0,
        ),
    ] {
        assert_eq!(survey(sought), (count, found), "{sought:?}");
        assert_eq!(page(sought, 0).is_empty(), found == 0, "{sought:?}");
    }
    assert!(
        survey(Sought {
            day: Some(day),
            ..anything
        })
        .1 > 0
    );
    assert_eq!(store.survey(anything).unwrap().people, [first.who]);
}
