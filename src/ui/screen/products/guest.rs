//! What a product means for a guest who first connects now: in sentences, and as a picture of the next weeks.

use crate::{
    domain::{
        allowance::{Limits, PerWindow, Window, weekday},
        expiry::{expires_at, is_over},
        outlook,
        policy::Policy,
        product::{Expiration, Product},
        time::Instant,
    },
    t,
    ui::{
        Element,
        context::Context,
        icon::Icon,
        scale::Space,
        screen::parts::{flowing, stacked},
        widget::{self, Day, Stretch},
    },
};
use chrono::Datelike as _;
use iced::widget::Row;
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

/// Weeks in the picture.
const WEEKS: u8 = 5;

/// What is known of a guest who first connects now.
pub(super) struct Guest<'a> {
    product: &'a Product,
    policy: &'a Policy,
    limits: Limits,
    now: Instant,
    until: Option<Instant>,
}

impl<'a> Guest<'a> {
    pub(super) fn new(context: &Context, product: &'a Product, policy: &'a Policy) -> Self {
        Self {
            product,
            policy,
            limits: Limits::of(product, policy),
            now: context.now,
            until: expires_at(&product.expiration, context.now, context.location.zone),
        }
    }

    fn is_out_at_once(&self) -> bool {
        is_over(self.until, self.now)
    }

    /// How long, then how much, then when it starts afresh, then how fast.
    pub(super) fn sentences(&self, context: &Context) -> Vec<String> {
        let stay = self.stay(context);
        if self.is_out_at_once() {
            return vec![stay];
        }
        [
            Some(stay),
            self.at_most(context),
            self.afresh(context),
            self.speed(context),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn stay(&self, context: &Context) -> String {
        let words = context.words();
        match self.until {
            Some(until) if self.is_out_at_once() => t!(
                words,
                "guest-out-at-once",
                at = day_and_time(context, until)
            ),
            Some(until) => t!(words, "guest-until", at = day_and_time(context, until)),
            None if self.product.expiration == Expiration::OneLogin => {
                t!(words, "guest-one-login")
            }
            None => t!(words, "guest-unlimited"),
        }
    }

    fn at_most(&self, context: &Context) -> Option<String> {
        let words = context.words();
        let time = amounts(&self.limits.seconds, |it| context.duration(it), context);
        let data = amounts(&self.limits.bytes, |it| context.volume(it), context);
        let parts: Vec<_> = time.into_iter().chain(data).collect();
        match parts.split_last() {
            None => None,
            Some((only, [])) => Some(t!(words, "guest-at-most", what = only.as_str())),
            Some((last, before)) => Some(t!(
                words,
                "guest-at-most-and",
                what = before.join(", "),
                last = last.as_str()
            )),
        }
    }

    fn has(&self, window: Window) -> bool {
        self.limits.seconds.get(window).is_some() || self.limits.bytes.get(window).is_some()
    }

    fn afresh(&self, context: &Context) -> Option<String> {
        let words = context.words();
        let parts: Vec<_> = [
            self.has(Window::Daily)
                .then(|| t!(words, "guest-afresh-day")),
            self.has(Window::Weekly).then(|| {
                let day = self.product.first_day_of_week;
                t!(words, "guest-afresh-week", day = weekday_word(context, day))
            }),
            self.has(Window::Monthly)
                .then(|| t!(words, "guest-afresh-month")),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| t!(words, "guest-afresh", when = parts.join(", ")))
    }

    fn speed(&self, context: &Context) -> Option<String> {
        let words = context.words();
        let policy = self.policy;
        let parts: Vec<_> = [
            (policy.download_kbps > 0).then(|| {
                let rate = rate(context, policy.download_kbps);
                t!(words, "guest-download", rate = rate)
            }),
            (policy.upload_kbps > 0).then(|| {
                let rate = rate(context, policy.upload_kbps);
                t!(words, "guest-upload", rate = rate)
            }),
            policy
                .session_timeout()
                .map(|seconds| t!(words, "guest-session", time = context.duration(seconds))),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!parts.is_empty()).then(|| {
            t!(
                words,
                "guest-policy",
                policy = policy.code.as_str(),
                what = parts.join(", ")
            )
        })
    }

    /// The next weeks.
    pub(super) fn picture<'b, Message: 'b>(&self, context: &Context) -> Element<'b, Message> {
        let words = context.words();
        let first = self.limits.first_day_of_week;
        let zone = context.location.zone;
        let days = outlook::days(self.now, self.until, zone, first, WEEKS);
        let names = t!(words, "days-of-week");
        let names: Vec<_> = names.split(' ').map(str::to_owned).collect();
        let turn = first.num_days_from_monday() as usize % names.len().max(1);
        let names = names.iter().cycle().skip(turn).take(7);
        let names: Vec<_> = names.cloned().map(Into::into).collect();
        let today = context.today();
        let daily = self.has(Window::Daily);
        let monthly = self.has(Window::Monthly);
        let shown = days.iter().enumerate().map(|(place, day)| {
            let first_of_month = day.date.day() == 1;
            let part = |thousandths: u16| f32::from(thousandths) / 1000.0;
            Day {
                label: if first_of_month || place == 0 {
                    context.short_date(day.date).into()
                } else {
                    day.date.day().to_string().into()
                },
                strong: first_of_month || day.date == today,
                fresh: monthly && first_of_month,
                stretch: Stretch {
                    valid: day.valid.map(|(from, to)| (part(from), part(to))),
                    starts: day.starts,
                    ends: day.ends,
                    daily,
                },
            }
        });
        let grid = widget::weeks(names, shown.collect::<Vec<_>>(), self.has(Window::Weekly));
        stacked(Space::Snug, [grid, self.legend(context, &days)])
    }

    fn legend<'b, Message: 'b>(
        &self,
        context: &Context,
        days: &[outlook::Day],
    ) -> Element<'b, Message> {
        let words = context.words();
        let said = |icon: Icon, word: String| -> Element<'b, Message> {
            Row::new()
                .push(widget::icon(icon))
                .push(widget::small(word))
                .spacing(Space::Hair)
                .align_y(iced::Alignment::Center)
                .into()
        };
        let out = self.is_out_at_once();
        let ends_in_sight = days.iter().any(|day| day.ends);
        let end = match self.until {
            _ if out => None,
            Some(until) if ends_in_sight => Some(said(
                Icon::Hourglass,
                t!(words, "picture-ends", at = day_and_time(context, until)),
            )),
            Some(until) => Some(said(
                Icon::ArrowRight,
                t!(
                    words,
                    "picture-goes-on-until",
                    at = day_and_time(context, until)
                ),
            )),
            None => Some(said(Icon::ArrowRight, t!(words, "picture-goes-on"))),
        };
        let parts = [
            (!out).then(|| said(Icon::CircleDot, t!(words, "picture-starts"))),
            out.then(|| said(Icon::Ban, t!(words, "picture-nothing"))),
            end,
            (!out && self.has(Window::Daily))
                .then(|| said(Icon::Minus, t!(words, "picture-daily"))),
            (!out && (self.has(Window::Weekly) || self.has(Window::Monthly)))
                .then(|| said(Icon::Refresh, t!(words, "picture-afresh"))),
        ];
        flowing(parts.into_iter().flatten())
    }
}

/// `60 minutes a day, 5 hours a week`: the shortest window first.
fn amounts(
    limits: &PerWindow<Option<u64>>,
    shown: impl Fn(u64) -> String,
    context: &Context,
) -> Vec<String> {
    let words = context.words();
    Window::ALL
        .iter()
        .rev()
        .filter_map(|window| Some((window, shown((*limits.get(*window))?))))
        .map(|(window, amount)| match window {
            Window::Daily => t!(words, "amount-a-day", amount = amount),
            Window::Weekly => t!(words, "amount-a-week", amount = amount),
            Window::Monthly => t!(words, "amount-a-month", amount = amount),
            Window::Total => t!(words, "amount-in-all", amount = amount),
        })
        .collect()
}

/// The limits of a product alone, short enough for a row.
pub(super) fn limits(context: &Context, product: &Product, policy: &Policy) -> String {
    let limits = Limits::of(product, policy);
    let time = amounts(&limits.seconds, |it| context.duration(it), context);
    let data = amounts(&limits.bytes, |it| context.volume(it), context);
    let all: Vec<_> = time.into_iter().chain(data).collect();
    if all.is_empty() {
        t!(context.words(), "limits-none")
    } else {
        all.join(", ")
    }
}

/// How a product expires, short enough for a row.
pub(super) fn expiration(context: &Context, expiration: &Expiration) -> String {
    let words = context.words();
    match expiration {
        Expiration::Unlimited => t!(words, "expiration-unlimited"),
        Expiration::OneLogin => t!(words, "expiration-one-login"),
        Expiration::DaysHours { days, hours } => span(context, *days, *hours),
        Expiration::DaysHoursEndOfDay { days, hours } => t!(
            words,
            "expires-end-of-day",
            span = span(context, *days, *hours)
        ),
        Expiration::DaysHoursEndOfMonth { days, hours } => t!(
            words,
            "expires-end-of-month",
            span = span(context, *days, *hours)
        ),
        Expiration::Months { months } => months_word(context, *months),
        Expiration::MonthsEndOfMonth { months } => t!(
            words,
            "expires-end-of-month",
            span = months_word(context, *months)
        ),
    }
}

fn months_word(context: &Context, months: i32) -> String {
    t!(
        context.words(),
        "months-count",
        count = months,
        shown = months.to_string()
    )
}

/// `1.5 days`, `1 day 2 hours`.
fn span(context: &Context, days: Decimal, hours: Decimal) -> String {
    let words = context.words();
    let count = |number: Decimal| number.to_f64().unwrap_or_default();
    let shown = |number: Decimal| context.decimal(&number.normalize().to_string());
    let days_word = t!(
        words,
        "days-count",
        count = count(days),
        shown = shown(days)
    );
    let hours_word = t!(
        words,
        "hours-count",
        count = count(hours),
        shown = shown(hours)
    );
    match (days.is_zero(), hours.is_zero()) {
        (_, true) => days_word,
        (true, false) => hours_word,
        (false, false) => format!("{days_word} {hours_word}"),
    }
}

/// `10 Mbit/s`.
pub(in crate::ui::screen) fn rate(context: &Context, kbps: u32) -> String {
    if kbps < 1000 {
        return format!("{kbps}\u{a0}kbit/s");
    }
    let mega = Decimal::new(kbps.into(), 3).normalize().to_string();
    format!("{}\u{a0}Mbit/s", context.decimal(&mega))
}

/// The name of a day of the week, 1 Monday to 7 Sunday.
pub(super) fn weekday_word(context: &Context, day: u8) -> String {
    let day = weekday(day).number_from_monday();
    t!(context.words(), "weekday", day = day)
}

/// `Saturday, 22 Nov 18:30`.
pub(super) fn day_and_time(context: &Context, at: Instant) -> String {
    let local = at.with_timezone(&context.location.zone);
    let day = local.weekday().number_from_monday();
    format!(
        "{}, {}",
        t!(context.words(), "weekday", day = day),
        context.moment(at)
    )
}
