//! Which tickets are marked, to be printed or cancelled together.

use crate::ui::widget::table::Marked;

/// The serials of the marked tickets, in rising order: a million of them are eight megabytes.
#[derive(Debug, Default)]
pub(super) struct Marks(Vec<u64>);

impl Marks {
    /// These and no others, in any order.
    pub(super) fn of(mut serials: Vec<u64>) -> Self {
        serials.sort_unstable();
        serials.dedup();
        Self(serials)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    pub(super) fn contains(&self, serial: u64) -> bool {
        self.0.binary_search(&serial).is_ok()
    }

    /// Marks the ticket, or no longer.
    pub(super) fn toggle(&mut self, serial: u64) {
        match self.0.binary_search(&serial) {
            Ok(place) => drop(self.0.remove(place)),
            Err(place) => self.0.insert(place, serial),
        }
    }

    /// Marks these too.
    pub(super) fn add(&mut self, serials: impl IntoIterator<Item = u64>) {
        for serial in serials {
            if let Err(place) = self.0.binary_search(&serial) {
                self.0.insert(place, serial);
            }
        }
    }

    pub(super) fn clear(&mut self) {
        self.0 = Vec::new();
    }

    /// What the box in the head shows, of so many tickets that the filters leave.
    pub(super) fn of_all(&self, total: u64) -> Marked {
        match self.count() {
            0 => Marked::None,
            count if count >= total => Marked::All,
            _ => Marked::Some,
        }
    }

    /// The serials, the oldest first.
    pub(super) fn serials(&self) -> &[u64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[derive(Debug, Clone)]
    enum Step {
        Toggle(u64),
        Add(Vec<u64>),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let one = prop_oneof![
            (0..20_u64).prop_map(Step::Toggle),
            prop::collection::vec(0..20_u64, 0..5).prop_map(Step::Add),
        ];
        prop::collection::vec(one, 0..40)
    }

    proptest! {
        #[test]
        fn marks_are_a_set(first in prop::collection::vec(0..20_u64, 0..10), steps in steps()) {
            let mut marks = Marks::of(first.clone());
            let mut naive: BTreeSet<u64> = first.into_iter().collect();
            for step in steps {
                match step {
                    Step::Toggle(serial) => {
                        marks.toggle(serial);
                        if !naive.remove(&serial) {
                            let _ = naive.insert(serial);
                        }
                    }
                    Step::Add(serials) => {
                        naive.extend(&serials);
                        marks.add(serials);
                    }
                }
                prop_assert!((0..20).all(|serial| marks.contains(serial) == naive.contains(&serial)));
                prop_assert_eq!(marks.serials(), naive.iter().copied().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_box_in_the_head() {
        let check = |marked: &[u64], total, wanted| {
            assert_eq!(Marks::of(marked.to_vec()).of_all(total), wanted);
        };
        check(&[], 0, Marked::None);
        check(&[], 3, Marked::None);
        check(&[1, 2, 2], 3, Marked::Some);
        check(&[3, 1, 2], 3, Marked::All);
    }
}
