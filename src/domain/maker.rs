//! Who made a device, by the beginning of its address (the IEEE's public listing; `assets/makers`).

use super::mac::Mac;
use std::sync::LazyLock;

/// What an address tells of who made the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    /// This one.
    Named(&'static str),
    /// Nothing: the device has invented its address, as telephones do for each network.
    Random,
    /// Nothing: the block is not in the listing.
    Unknown,
}

impl Maker {
    /// Who made the device of this address.
    pub fn of(mac: Mac) -> Self {
        if mac.is_random() {
            return Self::Random;
        }
        let [a, b, c, ..] = mac.0;
        let block = u32::from_be_bytes([0, a, b, c]);
        let place = BLOCKS.binary_search_by_key(&block, |(block, _)| *block);
        let found = place.ok().and_then(|place| BLOCKS.get(place));
        found.map_or(Self::Unknown, |(_, name)| Self::Named(name))
    }

    /// Its name, if one is known.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Random | Self::Unknown => None,
        }
    }
}

/// A line for each maker: its name, a tab, and the first three octets of its addresses.
const LISTING: &str = include_str!("../../assets/makers/makers.txt");

/// Ascending by block. Read when the first device is shown: about a megabyte, and some milliseconds.
static BLOCKS: LazyLock<Vec<(u32, &str)>> = LazyLock::new(|| {
    let mut blocks: Vec<_> = LISTING
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(name, blocks)| {
            let blocks = blocks.split(' ');
            blocks.filter_map(move |block| Some((u32::from_str_radix(block, 16).ok()?, name)))
        })
        .collect();
    blocks.sort_unstable_by_key(|(block, _)| *block);
    blocks
});

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn makers() {
        let check =
            |mac: &str, wanted| assert_eq!(Maker::of(mac.parse().unwrap()), wanted, "{mac}");
        check("00:03:93:12:34:56", Maker::Named("Apple"));
        check("00-00-F0-00-00-01", Maker::Named("Samsung Electronics"));
        check("fc:ff:ff:00:00:01", Maker::Unknown);
        check("02:03:93:12:34:56", Maker::Random);
        check("da:a1:19:00:00:01", Maker::Random);
    }

    #[test]
    fn the_listing_is_whole() {
        let blocks: usize = LISTING
            .lines()
            .map(|line| line.split_once('\t').unwrap().1.split(' ').count())
            .sum();
        assert_eq!(BLOCKS.len(), blocks, "every block is a number");
        assert!(blocks > 35_000);
        assert!(
            BLOCKS.is_sorted_by(|one, other| one.0 < other.0),
            "no block has two makers"
        );
    }
}
