//! The suite over a real PostgreSQL, and what only a server has to stand.

use crate::cluster::Cluster;
use crate::contract::SUITE;
use crate::ground::{Ground, write};
use crate::made::Dice;
use koers_model::id::Id;
use koers_store::{Change, Error, Proof, Store};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is asked of a server alone.
type Own = fn(&Cluster);

/// One test, because one server is started for all of it. Each check has a database of its own.
#[test]
#[cfg_attr(
    without_postgresql,
    ignore = "NOT TESTED: PostgreSQL's programs are not installed (Debian package postgresql); KOERS_TEST_POSTGRES=require makes this a failure"
)]
fn the_suite_holds_on_postgresql() {
    let cluster = Cluster::start();
    let mut failed = Vec::new();
    for (name, check) in SUITE {
        let database = cluster.database(name);
        let begun = std::time::Instant::now();
        if catch_unwind(AssertUnwindSafe(|| check(&database))).is_err() {
            failed.push(*name);
        }
        println!("{:>6.2} s  {name}", begun.elapsed().as_secs_f64());
    }
    let own: [(&str, Own); 6] = [
        ("two_make_the_tables_at_once", two_make_the_tables_at_once),
        (
            "a_restarted_server_is_found_again",
            a_restarted_server_is_found_again,
        ),
        ("waiting_for_another_writer_ends", waiting_for_another_writer_ends),
        ("another_alphabet_is_refused", another_alphabet_is_refused),
        (
            "a_role_with_a_schema_of_its_own_is_enough",
            a_role_with_a_schema_of_its_own_is_enough,
        ),
        ("a_killed_writer_loses_nothing", |cluster| {
            crate::killed::survives(&cluster.database("killed").address());
        }),
    ];
    for (name, check) in own {
        if catch_unwind(AssertUnwindSafe(|| check(&cluster))).is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "on PostgreSQL: {failed:?}");
}

fn made_up() -> Change {
    Change::new(Dice(1).organisation(Id::new("a").unwrap()))
}

fn two_make_the_tables_at_once(cluster: &Cluster) {
    let database = cluster.database("twice");
    std::thread::scope(|scope| {
        let opened: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| database.open().map(drop)))
            .collect();
        for thread in opened {
            thread.join().unwrap().unwrap();
        }
    });
    let forms = database
        .rows("SELECT number FROM koers.form ORDER BY number")
        .unwrap();
    assert_eq!(forms.len(), 2);
}

fn a_restarted_server_is_found_again(cluster: &Cluster) {
    let database = cluster.database("restarted");
    let store = database.open().unwrap();
    let written = write(&store, &[made_up()]).unwrap();
    cluster.restart();
    // The first to ask may be told that the connection broke; after that there is a new one.
    let head = store.head().or_else(|_| store.head()).unwrap();
    assert_eq!(head, written.head);
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
}

fn waiting_for_another_writer_ends(cluster: &Cluster) {
    let database = cluster.database("busy");
    let store = database.open().unwrap();
    let mut other = database.raw();
    let mut holding = other.transaction().unwrap();
    holding
        .batch_execute("LOCK TABLE koers.event IN SHARE ROW EXCLUSIVE MODE")
        .unwrap();
    // Readers go on meanwhile.
    assert_eq!(store.head().unwrap().seq, 0);
    assert!(matches!(write(&store, &[made_up()]), Err(Error::Busy { .. })));
    holding.rollback().unwrap();
    assert_eq!(write(&store, &[made_up()]).unwrap().head.seq, 1);
}

fn another_alphabet_is_refused(cluster: &Cluster) {
    let database = cluster.database("latin");
    let mut client = database.raw();
    client
        .batch_execute("CREATE DATABASE latin1 ENCODING 'LATIN1' TEMPLATE template0")
        .unwrap();
    let address = database.address().replace("dbname=latin", "dbname=latin1");
    assert!(matches!(Store::connect(&address), Err(Error::Address(_))));
}

fn a_role_with_a_schema_of_its_own_is_enough(cluster: &Cluster) {
    let database = cluster.database("modest");
    let made = "CREATE ROLE modest LOGIN; CREATE SCHEMA koers AUTHORIZATION modest";
    database.raw().batch_execute(made).unwrap();
    let address = database.address().replace("user=koers", "user=modest");
    let store = Store::connect(&address).unwrap();
    assert_eq!(write(&store, &[made_up()]).unwrap().head.seq, 1);
}
