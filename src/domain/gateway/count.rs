//! A gateway's own counter of a ticket, held against what was accounted for it there: what came and went between two looks shows in
//! the counter alone.

/// What was used: seconds on line, bytes from the guest, bytes to the guest.
pub type Amounts = [u64; 3];

/// A counter as it was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// What it said.
    pub counter: Amounts,
    /// What was accounted here and is not in it: since it was lost, it counts from zero again. Negative where it knows of
    /// more.
    pub missing: [i64; 3],
}

impl Count {
    /// The counter after it was read again, where so much had been `accounted` of the sessions at that gateway. One that went
    /// back was lost with the gateway's power, or with the user: then what was accounted is the truth, so that nothing is charged
    /// twice.
    #[must_use]
    pub fn read(before: Option<Self>, counter: Amounts, accounted: Amounts) -> Self {
        let before = before.unwrap_or_default();
        let is_lost = counter
            .iter()
            .zip(before.counter)
            .any(|(now, then)| *now < then);
        let missing = if is_lost {
            apart(accounted, counter)
        } else {
            before.missing
        };
        Self { counter, missing }
    }

    /// What it counted and nobody accounted.
    pub fn unaccounted(&self, accounted: Amounts) -> Amounts {
        let mut known = apart(self.counter, accounted).into_iter().zip(self.missing);
        std::array::from_fn(|_| {
            let (more, missing) = known.next().unwrap_or_default();
            u64::try_from(more.saturating_add(missing)).unwrap_or(0)
        })
    }

    /// At which of its own seconds the gateway must stop where `limit` counts what was accounted.
    pub fn seconds_limit(&self, limit: u64) -> u64 {
        let [missing, ..] = self.missing;
        less(limit, missing)
    }

    /// At which of its own bytes, both directions, likewise.
    pub fn bytes_limit(&self, limit: u64) -> u64 {
        let [_, upload, download] = self.missing;
        less(limit, upload.saturating_add(download))
    }
}

fn less(limit: u64, missing: i64) -> u64 {
    u64::try_from(signed(limit).saturating_sub(missing)).unwrap_or(0)
}

fn signed(amount: u64) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}

fn apart(more: Amounts, less: Amounts) -> [i64; 3] {
    let mut pairs = more.into_iter().zip(less);
    std::array::from_fn(|_| {
        let (more, less) = pairs.next().unwrap_or_default();
        signed(more).saturating_sub(signed(less))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_accounted_is_found_and_nothing_is_found_twice() {
        #[rustfmt::skip]
        let table: [(&str, Option<Count>, Amounts, Amounts, Amounts); 7] = [
            ("first sight",           None,                               [60, 5, 9],   [0, 0, 0],    [60, 5, 9]),
            ("all accounted",         None,                               [60, 5, 9],   [60, 5, 9],   [0, 0, 0]),
            ("more accounted",        None,                               [60, 5, 9],   [61, 5, 9],   [0, 0, 0]),
            ("grew",                  Some(count([60, 5, 9], 0)),         [90, 6, 9],   [60, 5, 9],   [30, 1, 0]),
            ("lost",                  Some(count([60, 5, 9], 0)),         [0, 0, 0],    [60, 5, 9],   [0, 0, 0]),
            ("lost, used since",      Some(count([60, 5, 9], 0)),         [20, 0, 0],   [80, 5, 9],   [0, 0, 0]),
            ("grew after a loss",     Some(count([20, 0, 0], 60)),        [50, 0, 0],   [80, 60, 60], [30, 0, 0]),
        ];
        for (name, before, counter, accounted, expected) in table {
            let count = Count::read(before, counter, accounted);
            assert_eq!(count.unaccounted(accounted), expected, "{name}");
            let booked = std::array::from_fn(|at| {
                accounted
                    .iter()
                    .zip(expected)
                    .map(|(a, b)| a + b)
                    .nth(at)
                    .unwrap_or(0)
            });
            let again = Count::read(Some(count), counter, booked);
            assert_eq!(again.unaccounted(booked), [0; 3], "{name}, read again");
        }
    }

    #[test]
    fn a_limit_follows_the_counter() {
        assert_eq!(count([0; 3], 0).seconds_limit(3600), 3600);
        assert_eq!(
            count([0; 3], 600).seconds_limit(3600),
            3000,
            "600 s were lost"
        );
        assert_eq!(count([0; 3], 4000).seconds_limit(3600), 0);
        assert_eq!(
            count([0; 3], 600).bytes_limit(3600),
            2400,
            "in both directions"
        );
    }

    fn count(counter: Amounts, missing: i64) -> Count {
        Count {
            counter,
            missing: [missing; 3],
        }
    }
}
