//! What is special about a special ticket (T6), as it is typed. What is left empty is as in the product.

use crate::{
    domain::{
        money::{Currency, Money},
        product::{Expiration, ExpirationType, Product},
    },
    services::issue,
};
use rust_decimal::Decimal;

/// A number of a special ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Minutes in all.
    TotalTime,
    /// Minutes a day.
    DailyTime,
    /// Minutes a week.
    WeeklyTime,
    /// Minutes a month.
    MonthlyTime,
    /// Megabytes in all.
    TotalData,
    /// Megabytes a day.
    DailyData,
    /// Megabytes a week.
    WeeklyData,
    /// Megabytes a month.
    MonthlyData,
    /// Kilobits a second to the guest.
    Download,
    /// Kilobits a second from the guest.
    Upload,
    /// Days within which it must first be used.
    UseWithin,
    /// Days of the expiration.
    Days,
    /// Hours of the expiration.
    Hours,
    /// Months of the expiration.
    Months,
    /// What is asked for it.
    Price,
}

impl Value {
    /// Time, then data: each in all, a day, a week, a month.
    pub(super) const LIMITS: [[Self; 4]; 2] = [
        [
            Self::TotalTime,
            Self::DailyTime,
            Self::WeeklyTime,
            Self::MonthlyTime,
        ],
        [
            Self::TotalData,
            Self::DailyData,
            Self::WeeklyData,
            Self::MonthlyData,
        ],
    ];

    /// The name under which it takes the focus.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::TotalTime => "desk-total-time",
            Self::DailyTime => "desk-daily-time",
            Self::WeeklyTime => "desk-weekly-time",
            Self::MonthlyTime => "desk-monthly-time",
            Self::TotalData => "desk-total-data",
            Self::DailyData => "desk-daily-data",
            Self::WeeklyData => "desk-weekly-data",
            Self::MonthlyData => "desk-monthly-data",
            Self::Download => "desk-download",
            Self::Upload => "desk-upload",
            Self::UseWithin => "desk-use-within",
            Self::Days => "desk-exp-days",
            Self::Hours => "desk-exp-hours",
            Self::Months => "desk-exp-months",
            Self::Price => "desk-price",
        }
    }

    /// What the product says where nothing is typed.
    pub(super) fn of(self, product: &Product) -> Option<u32> {
        Some(match self {
            Self::TotalTime => product.total_time_min,
            Self::DailyTime => product.daily_time_min,
            Self::WeeklyTime => product.weekly_time_min,
            Self::MonthlyTime => product.monthly_time_min,
            Self::TotalData => product.total_data_mb,
            Self::DailyData => product.daily_data_mb,
            Self::WeeklyData => product.weekly_data_mb,
            Self::MonthlyData => product.monthly_data_mb,
            _ => return None,
        })
    }
}

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SpecialDraft {
    /// `None` = as the product.
    pub(super) expiration: Option<ExpirationType>,
    typed: std::collections::BTreeMap<Value, String>,
}

impl SpecialDraft {
    pub(super) fn text(&self, value: Value) -> &str {
        self.typed.get(&value).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, value: Value, text: String) {
        let _ = self.typed.insert(value, text);
    }

    /// The numbers that the chosen expiration asks for.
    pub(super) fn of_expiration(&self) -> &'static [Value] {
        match self.expiration {
            Some(
                ExpirationType::DaysHours
                | ExpirationType::DaysHoursEndOfDay
                | ExpirationType::DaysHoursEndOfMonth,
            ) => &[Value::Days, Value::Hours],
            Some(ExpirationType::Months | ExpirationType::MonthsEndOfMonth) => &[Value::Months],
            _ => &[],
        }
    }

    /// What is typed means; the first value that is no number, if there is one.
    pub(super) fn read(&self, currency: Currency) -> Result<issue::Special, Value> {
        let number = |value| self.number(value);
        Ok(issue::Special {
            price: self.price(currency)?,
            expiration: self.expiration()?,
            total_time_min: number(Value::TotalTime)?,
            daily_time_min: number(Value::DailyTime)?,
            weekly_time_min: number(Value::WeeklyTime)?,
            monthly_time_min: number(Value::MonthlyTime)?,
            total_data_mb: number(Value::TotalData)?,
            daily_data_mb: number(Value::DailyData)?,
            weekly_data_mb: number(Value::WeeklyData)?,
            monthly_data_mb: number(Value::MonthlyData)?,
            download_kbps: number(Value::Download)?,
            upload_kbps: number(Value::Upload)?,
            use_within_days: number(Value::UseWithin)?,
        })
    }

    /// Whether this value alone cannot be read.
    pub(super) fn is_wrong(&self, value: Value, currency: Currency) -> bool {
        match value {
            Value::Price => self.price(currency).is_err(),
            Value::Days | Value::Hours => {
                self.of_expiration().contains(&value) && self.decimal(value).is_err()
            }
            Value::Months => self.of_expiration().contains(&value) && self.months().is_err(),
            value => self.number(value).is_err(),
        }
    }

    fn number(&self, value: Value) -> Result<Option<u32>, Value> {
        match self.text(value).trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| value),
        }
    }

    fn decimal(&self, value: Value) -> Result<Decimal, Value> {
        match self.text(value).trim().replace(',', ".").as_str() {
            "" => Ok(Decimal::ZERO),
            text => match text.parse::<Decimal>() {
                Ok(number) if !number.is_sign_negative() => Ok(number),
                _ => Err(value),
            },
        }
    }

    fn months(&self) -> Result<i32, Value> {
        match self.text(Value::Months).trim() {
            "" => Ok(0),
            text => match text.parse() {
                Ok(months) if months >= 0 => Ok(months),
                _ => Err(Value::Months),
            },
        }
    }

    fn price(&self, currency: Currency) -> Result<Option<Money>, Value> {
        match self.text(Value::Price).trim().replace(',', ".").as_str() {
            "" => Ok(None),
            text => match Money::parse(text, currency) {
                Ok(price) if price.minor >= 0 => Ok(Some(price)),
                _ => Err(Value::Price),
            },
        }
    }

    fn expiration(&self) -> Result<Option<Expiration>, Value> {
        let Some(kind) = self.expiration else {
            return Ok(None);
        };
        let both = || Ok((self.decimal(Value::Days)?, self.decimal(Value::Hours)?));
        Ok(Some(match kind {
            ExpirationType::Unlimited => Expiration::Unlimited,
            ExpirationType::OneLogin => Expiration::OneLogin,
            ExpirationType::DaysHours => {
                let (days, hours) = both()?;
                Expiration::DaysHours { days, hours }
            }
            ExpirationType::DaysHoursEndOfDay => {
                let (days, hours) = both()?;
                Expiration::DaysHoursEndOfDay { days, hours }
            }
            ExpirationType::DaysHoursEndOfMonth => {
                let (days, hours) = both()?;
                Expiration::DaysHoursEndOfMonth { days, hours }
            }
            ExpirationType::Months => Expiration::Months {
                months: self.months()?,
            },
            ExpirationType::MonthsEndOfMonth => Expiration::MonthsEndOfMonth {
                months: self.months()?,
            },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUR: Currency = Currency(*b"EUR");

    fn typed(values: &[(Value, &str)]) -> SpecialDraft {
        let mut draft = SpecialDraft::default();
        for (value, text) in values {
            draft.set(*value, (*text).to_owned());
        }
        draft
    }

    #[test]
    fn what_is_left_empty_is_as_in_the_product() {
        assert_eq!(typed(&[]).read(EUR), Ok(issue::Special::default()));
        let read = typed(&[
            (Value::TotalTime, " 90 "),
            (Value::Download, "0"),
            (Value::Price, "7,50"),
        ])
        .read(EUR);
        let wanted = issue::Special {
            total_time_min: Some(90),
            download_kbps: Some(0),
            price: Money::parse("7.50", EUR).ok(),
            ..issue::Special::default()
        };
        assert_eq!(read, Ok(wanted));
    }

    #[test]
    fn what_is_no_number_is_said_at_its_field() {
        for (value, text) in [
            (Value::TotalTime, "-1"),
            (Value::DailyData, "much"),
            (Value::Price, "-3"),
            (Value::Price, "1.005"),
        ] {
            let draft = typed(&[(value, text)]);
            assert_eq!(draft.read(EUR), Err(value), "{text}");
            assert!(draft.is_wrong(value, EUR), "{text}");
        }
    }

    #[test]
    fn an_expiration_reads_only_the_numbers_that_it_shows() {
        let mut draft = typed(&[(Value::Days, "1,5"), (Value::Months, "nonsense")]);
        draft.expiration = Some(ExpirationType::DaysHours);
        let wanted = Expiration::DaysHours {
            days: Decimal::new(15, 1),
            hours: Decimal::ZERO,
        };
        let read = draft.read(EUR).map(|special| special.expiration);
        assert_eq!(read, Ok(Some(wanted)));
        draft.expiration = Some(ExpirationType::Months);
        assert_eq!(draft.read(EUR), Err(Value::Months));
    }
}
