//! Levels: who may change a product or policy, and what it costs him (P4, P8, P9).
//!
//! A level sees everything above it and changes what is its own or below: a manager uses the products of the system and
//! of his reseller and cannot touch them.

use super::{
    money::{Money, MoneyError},
    product::Level,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A reseller or manager, as on his page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Party {
    /// For people; may be empty.
    pub name: String,
    /// Discount on the list price in per cent, 0 to 100, decimals allowed (A5).
    pub discount: Decimal,
}

/// At which level this installation works, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Levels {
    /// The level at which the desk works.
    pub level: Level,
    /// The permission to manage products: without it none is changed, and the price list is not shown (P9; PX03).
    pub manage_products: bool,
    /// The reseller.
    pub reseller: Party,
    /// The manager.
    pub manager: Party,
}

impl Default for Levels {
    /// A house that belongs to nobody else: it may do everything.
    fn default() -> Self {
        Self {
            level: Level::System,
            manage_products: true,
            reseller: Party::default(),
            manager: Party::default(),
        }
    }
}

/// What a product costs those who sell it on (P9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prices {
    /// The reference.
    pub list: Money,
    /// The reseller pays.
    pub reseller: Money,
    /// The manager pays.
    pub manager: Money,
}

/// Whether a desk at level `desk` may change what `owner` owns: its own, and what is below it.
pub const fn may_edit(desk: Level, owner: Level) -> bool {
    owner.code() >= desk.code()
}

impl Levels {
    /// Whether something that `owner` owns may be changed here.
    pub const fn may_edit(&self, owner: Level) -> bool {
        self.manage_products && may_edit(self.level, owner)
    }

    /// What a product of this list price costs; `None` without the permission to manage products (PX03). Each discount is
    /// on the list price (A5).
    pub fn prices(&self, list: Money) -> Result<Option<Prices>, MoneyError> {
        if !self.manage_products {
            return Ok(None);
        }
        Ok(Some(Prices {
            list,
            reseller: list.discounted(self.reseller.discount)?,
            manager: list.discounted(self.manager.discount)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        reason = "a test may stop at what should not happen"
    )]

    use super::*;

    #[test]
    fn a_level_changes_its_own_and_what_is_below() {
        use Level::{Manager, Reseller, System};
        #[rustfmt::skip]
        let table = [
            (System,   [true, true, true]),
            (Reseller, [false, true, true]),
            (Manager,  [false, false, true]),
        ];
        for (desk, expected) in table {
            assert_eq!(
                [System, Reseller, Manager].map(|owner| may_edit(desk, owner)),
                expected,
                "{desk}"
            );
        }
    }

    #[test]
    fn prices() {
        #[rustfmt::skip]
        let table = [
            ("PX01", "10.00", ["20", "15"],    true,  Some(["8.00", "8.50"])),
            ("PX02", "9.99",  ["12.5", "0"],   true,  Some(["8.74", "9.99"])),
            ("all",  "9.99",  ["100", "0.05"], true,  Some(["0.00", "9.99"])),
            ("PX03", "10.00", ["20", "15"],    false, None),
        ];
        for (name, list, [reseller, manager], manage_products, expected) in table {
            let euro = |text: &str| Money::parse(text, "EUR".parse().unwrap()).unwrap();
            let party = |discount: &str| Party {
                name: String::new(),
                discount: discount.parse().unwrap(),
            };
            let levels = Levels {
                manage_products,
                reseller: party(reseller),
                manager: party(manager),
                ..Levels::default()
            };
            let prices = levels.prices(euro(list)).unwrap();
            assert_eq!(
                prices.map(|prices| [prices.reseller, prices.manager]),
                expected.map(|texts| texts.map(euro)),
                "{name}"
            );
            assert_eq!(levels.may_edit(Level::Manager), manage_products, "{name}");
        }
    }
}
