//! One suite over both databases, and what each of them has to stand.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on should say where"
)]

mod carried;
#[cfg(feature = "postgres")]
mod cluster;
mod contract;
mod example;
mod exchange;
mod file;
mod form;
mod ground;
mod guide;
mod hostile;
mod killed;
mod made;
#[cfg(feature = "postgres")]
mod on_a_server;
mod pages;
mod spoilt;

/// The suite over the file: one test for each check.
mod in_a_file {
    use crate::contract::SUITE;
    use crate::ground::InFile;

    fn run(name: &str) {
        let (_, check) = SUITE.iter().find(|(known, _)| *known == name).unwrap();
        check(&InFile::new());
    }

    macro_rules! checks {
        ($( $name:ident ),+ $(,)?) => {
            $( #[test] fn $name() { run(stringify!($name)); } )+
            #[test]
            fn none_is_left_out() {
                assert_eq!(SUITE.len(), [$( stringify!($name) ),+].len());
            }
        };
    }
    checks!(
        starts_empty,
        tells_the_story_of_a_thing,
        tells_what_stood_there_at_a_moment,
        keeps_a_batch_whole_or_not_at_all,
        refuses_what_was_not_seen_as_it_is,
        keeps_what_stands_as_it_was_entered,
        makes_no_event_of_nothing,
        keeps_what_was_acknowledged_by_two_at_once,
        folds_any_history_to_what_is_current,
        finds_any_single_changed_field,
        finds_a_log_that_was_cut_off,
        writes_nothing_after_a_log_whose_end_was_taken_away,
        is_only_added_to,
        keeps_ten_thousand_hostile_values,
        shows_analysts_the_same_everywhere,
        gives_the_log_in_pages,
        refuses_a_newer_form,
        carries_a_log_with_all_that_happened,
        takes_over_no_log_that_was_changed,
    );
}
