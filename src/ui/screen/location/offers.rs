//! The products on sale: the table in the Location's order, and the dialog of one.
#![allow(
    clippy::unused_self,
    clippy::too_many_lines,
    clippy::similar_names,
    reason = "a view is read from top to bottom, and has the shape of its screen's"
)]

use crate::{
    domain::{
        expiry,
        id::ProductId,
        location::{OnSale, SubscriptionFrequency},
        money::{Currency, Money},
        product::Product,
    },
    i18n::Language,
    services::{
        Actor, Error,
        location::{self as settled, Offer, OfferChange, Offers},
    },
    t,
    ui::{
        Element,
        context::{Answer, Context},
        format,
        icon::Icon,
        scale::Space,
        screen::{Action, KeyHelp, draft, focus, parts::flowing},
        theme::Tone,
        widget::{
            self, Dialog, Verdict, button, cell, cell_mono, cell_muted, check, column, field,
            select,
            table::{self, table},
        },
    },
};
use iced::{
    Length,
    keyboard::{Key, Modifiers, key::Named},
    widget::{Column, container},
};
use std::sync::Arc;

/// What happened there.
#[derive(Debug, Clone)]
pub enum Message {
    /// In the table.
    Table(table::Event),
    /// Open the dialog of a product that is not on the list.
    Add,
    /// Open the dialog of the selected one.
    Edit,
    /// Take the selected one off the list.
    Remove,
    /// Move the selected one.
    Move(i32),
    /// Another product was chosen in the dialog.
    Product(ProductId),
    /// A price was typed.
    Price(String),
    /// Guests may buy it, or not.
    Purchasable(bool),
    /// The desk may give it, or not.
    Assignable(bool),
    /// How often it is paid.
    Frequency(SubscriptionFrequency),
    /// Keep what the dialog holds.
    Save,
    /// Close the dialog.
    Close,
    /// It was kept, or not; what is said when it was.
    Done(Answer<Done>),
}

/// What was done with which product.
#[derive(Debug, Clone)]
pub struct Done {
    code: String,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Kept,
    Removed,
    Moved,
}

/// The table, and the dialog that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    first: u64,
    selected: Option<ProductId>,
    form: Option<Form>,
    working: bool,
}

/// The dialog.
#[derive(Debug)]
struct Form {
    /// It is on the list already.
    known: bool,
    product: Option<ProductId>,
    price: String,
    purchasable: bool,
    assignable: bool,
    frequency: SubscriptionFrequency,
    refused: Option<Arc<Error>>,
}

impl Form {
    fn of(offer: &Offer, known: bool, language: Language) -> Self {
        let on_sale = &offer.on_sale;
        Self {
            known,
            product: Some(on_sale.product),
            price: format::decimal(language, &on_sale.price.to_decimal_string()),
            purchasable: on_sale.purchasable,
            assignable: on_sale.assignable,
            frequency: on_sale.frequency,
            refused: None,
        }
    }
}

/// An amount as people write it: with a point or a comma.
fn amount(text: &str, currency: Currency) -> Option<Money> {
    // Nothing typed is not yet an amount: what is sold needs one.
    draft::amount(text, currency)
        .ok()
        .filter(|_| !text.trim().is_empty())
}

const TABLE: &str = "location-offers";
const PRICE: &str = "location-offer-price";

/// Products that are not on the list.
fn missing<'a>(offers: &Offers, products: &'a [Product]) -> Vec<&'a Product> {
    if !offers.settled {
        return products.iter().collect();
    }
    let listed = |product: &Product| offers.list.iter().any(|one| one.product.id == product.id);
    products.iter().filter(|product| !listed(product)).collect()
}

impl Table {
    fn chosen<'a>(&self, offers: &'a Offers) -> Option<(usize, &'a Offer)> {
        let id = self.selected?;
        offers
            .list
            .iter()
            .enumerate()
            .find(|(_, offer)| offer.product.id == id)
    }

    pub(super) fn update(
        &mut self,
        message: Message,
        context: &Context,
        offers: &Offers,
        products: &[Product],
    ) -> Action<Message> {
        match message {
            Message::Table(event) => return self.on_table(event, context, offers),
            Message::Add => {
                if let Some(first) = missing(offers, products).first() {
                    return self.open(Form::of(&at_list_price(first), false, context.language));
                }
            }
            Message::Edit => {
                if let Some((_, offer)) = self.chosen(offers) {
                    return self.open(Form::of(offer, true, context.language));
                }
            }
            Message::Remove => {
                if let Some((_, offer)) = self.chosen(offers) {
                    return self.run(context, offer.product.code.clone(), What::Removed, None);
                }
            }
            Message::Move(by) => return self.move_by(by, context, offers),
            Message::Product(id) => {
                if let Some(product) = products.iter().find(|product| product.id == id) {
                    self.form = Some(Form::of(&at_list_price(product), false, context.language));
                }
            }
            Message::Price(text) => self.change(|form| form.price = text),
            Message::Purchasable(on) => self.change(|form| form.purchasable = on),
            Message::Assignable(on) => self.change(|form| form.assignable = on),
            Message::Frequency(frequency) => self.change(|form| form.frequency = frequency),
            Message::Save => return self.save(context, products),
            Message::Close => {
                self.form = None;
                return Action::run(focus(TABLE));
            }
            Message::Done(done) => return self.done(done, context),
        }
        Action::none()
    }

    fn open(&mut self, form: Form) -> Action<Message> {
        self.form = Some(form);
        Action::run(focus(PRICE))
    }

    fn change(&mut self, change: impl FnOnce(&mut Form)) {
        if let Some(form) = &mut self.form {
            form.refused = None;
            change(form);
        }
    }

    fn on_table(
        &mut self,
        event: table::Event,
        context: &Context,
        offers: &Offers,
    ) -> Action<Message> {
        let at = |row: u64| {
            let row = usize::try_from(row).ok()?;
            Some(offers.list.get(row)?.product.id)
        };
        match event {
            table::Event::Window { first, .. } => self.first = first,
            table::Event::Select(row) => self.selected = at(row).or(self.selected),
            table::Event::Activate(row) => {
                self.selected = at(row).or(self.selected);
                if let Some((_, offer)) = self.chosen(offers) {
                    return self.open(Form::of(offer, true, context.language));
                }
            }
            table::Event::Sort(_) => {}
        }
        Action::none()
    }

    fn move_by(&mut self, by: i32, context: &Context, offers: &Offers) -> Action<Message> {
        let Some((place, offer)) = self.chosen(offers) else {
            return Action::none();
        };
        let place = i32::try_from(place).unwrap_or(0) + by;
        let last = i32::try_from(offers.list.len()).unwrap_or(0) - 1;
        if place < 0 || place > last {
            return Action::none();
        }
        let change = OfferChange {
            position: u16::try_from(place + 1).ok(),
            ..OfferChange::default()
        };
        self.run(
            context,
            offer.product.code.clone(),
            What::Moved,
            Some((true, change)),
        )
    }

    fn save(&mut self, context: &Context, products: &[Product]) -> Action<Message> {
        let Some(form) = &self.form else {
            return Action::none();
        };
        let product = products
            .iter()
            .find(|product| Some(product.id) == form.product);
        let price = amount(&form.price, context.location.currency);
        let (Some(product), Some(price)) = (product, price) else {
            return Action::run(focus(PRICE));
        };
        let change = OfferChange {
            purchasable: Some(form.purchasable),
            assignable: Some(form.assignable),
            price: Some(price),
            frequency: Some(form.frequency),
            position: None,
        };
        let known = form.known;
        self.selected = Some(product.id);
        self.run(
            context,
            product.code.clone(),
            What::Kept,
            Some((known, change)),
        )
    }

    /// Carries a change out; pressed twice, once.
    fn run(
        &mut self,
        context: &Context,
        code: String,
        what: What,
        change: Option<(bool, OfferChange)>,
    ) -> Action<Message> {
        if std::mem::replace(&mut self.working, true) {
            return Action::none();
        }
        Action::run(context.ask(
            move |store, now| {
                let _ = match change {
                    Some((true, change)) => {
                        settled::edit_offer(store, now, Actor::Desk, &code, change)?
                    }
                    Some((false, change)) => {
                        settled::add_offer(store, now, Actor::Desk, &code, change)?
                    }
                    None => settled::remove_offer(store, now, Actor::Desk, &code)?,
                };
                Ok(Done { code, what })
            },
            Message::Done,
        ))
    }

    fn done(&mut self, done: Answer<Done>, context: &Context) -> Action<Message> {
        self.working = false;
        let words = context.words();
        match done {
            Ok(done) => {
                self.form = None;
                let said = match done.what {
                    What::Moved => return Action::run(focus(TABLE)),
                    What::Kept => t!(words, "offers-kept", product = done.code),
                    What::Removed => t!(words, "offers-removed", product = done.code),
                };
                Action::run(focus(TABLE)).and_tell(Tone::Success, said)
            }
            Err(error) => match &mut self.form {
                Some(form) => {
                    form.refused = Some(error);
                    Action::none()
                }
                None => Action::tell(Tone::Danger, context.refusal(&error)),
            },
        }
    }

    /// The button above the table.
    pub(super) fn add<'a>(
        &self,
        context: &Context,
        offers: &Offers,
        products: &[Product],
    ) -> Element<'a, Message> {
        let any = !missing(offers, products).is_empty();
        button(t!(context.words(), "offers-add"))
            .icon(Icon::Plus)
            .key("N")
            .primary()
            .on_press_maybe(any.then_some(Message::Add))
            .into()
    }

    pub(super) fn view<'a>(
        &self,
        context: &'a Context,
        offers: &'a Offers,
    ) -> Element<'a, Message> {
        let words = context.words();
        if offers.list.is_empty() {
            return widget::empty(
                Icon::Package,
                t!(words, "offers-none"),
                t!(words, "offers-none-do"),
                None,
            );
        }
        let all = (!offers.settled).then(|| {
            widget::notice(
                Tone::Info,
                t!(words, "offers-unsettled"),
                t!(words, "offers-unsettled-do"),
                None,
            )
        });
        let chosen = self.chosen(offers);
        let free = !self.working;
        let tool = |word: String, icon, key: Option<&'a str>, message: Option<Message>| {
            let tool = button(word)
                .small()
                .icon(icon)
                .on_press_maybe(message.filter(|_| free));
            let tool: Element<'a, Message> = match key {
                Some(key) => tool.key(key).into(),
                None => tool.into(),
            };
            tool
        };
        let last = offers.list.len() - 1;
        let place = chosen.map(|(place, _)| place);
        let tools = flowing([
            tool(
                t!(words, "offers-edit"),
                Icon::Edit,
                Some("Enter"),
                place.map(|_| Message::Edit),
            ),
            tool(
                t!(words, "offers-up"),
                Icon::ArrowUp,
                None,
                place.filter(|place| *place > 0).map(|_| Message::Move(-1)),
            ),
            tool(
                t!(words, "offers-down"),
                Icon::ArrowDown,
                None,
                place
                    .filter(|place| *place < last)
                    .map(|_| Message::Move(1)),
            ),
            tool(
                t!(words, "offers-remove"),
                Icon::Close,
                None,
                place.map(|_| Message::Remove),
            ),
        ]);
        let columns = [
            column("").width(36.0).figures(),
            column(t!(words, "offers-product")).width(96.0),
            column(t!(words, "offers-description")).share(2),
            column(t!(words, "offers-price")).width(96.0).figures(),
            column(t!(words, "offers-tax")).width(72.0).figures(),
            column(t!(words, "offers-purchasable")).width(112.0),
            column(t!(words, "offers-assignable")).width(104.0),
            column(t!(words, "offers-frequency")).width(112.0),
        ];
        let prices = &context.location.prices;
        let rows = offers.list.iter().map(|offer| {
            let on_sale = &offer.on_sale;
            let tax = prices.tax_in(on_sale.price);
            let tax = if tax.minor == 0 {
                cell_muted("–")
            } else {
                cell_muted(context.price(tax))
            };
            [
                cell_muted(on_sale.position.to_string()),
                cell_mono(offer.product.code.as_str()),
                cell(context.described(&offer.product)),
                cell(context.ticket_price(on_sale.price)),
                tax,
                if on_sale.purchasable && !on_sale.may_be_bought() {
                    cell_muted(t!(words, "offers-no-price"))
                } else {
                    yes(context, on_sale.purchasable)
                },
                yes(context, on_sale.assignable),
                frequency_cell(context, on_sale.frequency),
            ]
        });
        let list = table(columns, offers.list.len() as u64, self.first)
            .rows(0, rows)
            .selected(place.and_then(|place| u64::try_from(place).ok()))
            .on_event(Message::Table)
            .id(widget::id(TABLE));
        Column::new()
            .push(all)
            .push(tools)
            .push(container(list).height(Length::Fill))
            .spacing(Space::Snug)
            .into()
    }

    pub(super) fn dialog<'a>(
        &'a self,
        context: &'a Context,
        offers: &'a Offers,
        products: &'a [Product],
    ) -> Option<Dialog<'a, Message>> {
        let form = self.form.as_ref()?;
        let words = context.words();
        let product = products
            .iter()
            .find(|product| Some(product.id) == form.product);
        let price = amount(&form.price, context.location.currency);
        let verdict = match price {
            None => Some(Verdict::error(t!(
                words,
                "offers-wrong-price",
                currency = context.location.currency.to_string()
            ))),
            Some(price) if price.minor == 0 && form.purchasable => {
                Some(Verdict::warning(t!(words, "offers-free-not-bought")))
            }
            Some(price) => {
                let tax = context.location.prices.tax_in(price);
                (tax.minor > 0)
                    .then(|| Verdict::ok(t!(words, "offers-of-it-tax", tax = context.price(tax))))
            }
        };
        let which: Element<'a, Message> = if form.known {
            let code = product.map_or("", |product| product.code.as_str());
            let words = product.map_or("", |product| context.described(product));
            widget::fact(
                t!(context.words(), "offers-product"),
                widget::text(format!("{code} · {words}")),
            )
        } else {
            let options = missing(offers, products).into_iter().map(|product| {
                (
                    product.id,
                    format!("{} · {}", product.code, context.described(product)),
                )
            });
            select(t!(words, "offers-product"), options, form.product)
                .on_choose(Message::Product)
                .into()
        };
        let first = (!form.known && !offers.settled).then(|| {
            widget::notice(
                Tone::Warning,
                t!(words, "offers-first"),
                t!(words, "offers-first-do"),
                None,
            )
        });
        let one_login = product
            .filter(|_| form.frequency != SubscriptionFrequency::None)
            .and_then(expiry::subscription_warning)
            .map(|_| Verdict::warning(t!(words, "offers-subscription-panel")));
        let frequencies = SubscriptionFrequency::ALL
            .iter()
            .map(|one| (*one, frequency(context, *one)));
        let refused = form.refused.as_ref().map(|error| {
            let said = context.sentence(error);
            widget::notice(Tone::Danger, said.happened, said.to_do, None)
        });
        let body = Column::new()
            .push(first)
            .push(which)
            .push(
                field(t!(words, "offers-price-tax"), &form.price)
                    .verdict(verdict)
                    .on_input(Message::Price)
                    .on_submit(Message::Save)
                    .id(widget::id(PRICE)),
            )
            .push(
                check(t!(words, "offers-purchasable-long"), form.purchasable)
                    .help(t!(words, "offers-purchasable-help"))
                    .on_toggle(Message::Purchasable),
            )
            .push(
                check(t!(words, "offers-assignable-long"), form.assignable)
                    .help(t!(words, "offers-assignable-help"))
                    .on_toggle(Message::Assignable),
            )
            .push(
                select(
                    t!(words, "offers-frequency-long"),
                    frequencies,
                    Some(form.frequency),
                )
                .help(t!(words, "offers-frequency-help"))
                .verdict(one_login)
                .on_choose(Message::Frequency),
            )
            .push(refused)
            .spacing(Space::Normal);
        let title = if form.known {
            t!(words, "offers-edit-title")
        } else {
            t!(words, "offers-add-title")
        };
        let save = (!self.working && price.is_some()).then_some(Message::Save);
        Some(
            widget::dialog(title, t!(words, "cancel-form"), Message::Close)
                .body(body)
                .primary(t!(words, "location-save"), save),
        )
    }

    pub(super) fn on_key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::ArrowUp) if modifiers == Modifiers::ALT => Some(Message::Move(-1)),
            Key::Named(Named::ArrowDown) if modifiers == Modifiers::ALT => Some(Message::Move(1)),
            Key::Named(Named::Delete) => Some(Message::Remove),
            Key::Character(letter) if modifiers.is_empty() && letter == "n" => Some(Message::Add),
            _ => None,
        }
    }
}

/// The keys of the table, for F1.
pub(super) fn keys(context: &Context) -> Vec<KeyHelp> {
    let words = context.words();
    [
        ("N", t!(words, "offers-add")),
        ("Enter", t!(words, "offers-edit")),
        ("Alt ↑ ↓", t!(words, "offers-move")),
        ("Del", t!(words, "offers-remove")),
    ]
    .into_iter()
    .map(|(key, what)| (key.to_owned(), what))
    .collect()
}

fn at_list_price(product: &Product) -> Offer {
    Offer {
        on_sale: OnSale {
            product: product.id,
            purchasable: true,
            assignable: true,
            price: product.price_list,
            frequency: SubscriptionFrequency::None,
            position: 1,
        },
        product: product.clone(),
    }
}

fn yes<'a>(context: &Context, yes: bool) -> Element<'a, Message> {
    let words = context.words();
    if yes {
        cell(t!(words, "yes"))
    } else {
        cell_muted(t!(words, "no"))
    }
}

fn frequency_cell<'a>(context: &Context, one: SubscriptionFrequency) -> Element<'a, Message> {
    match one {
        SubscriptionFrequency::None => cell_muted("–"),
        one => cell(frequency(context, one)),
    }
}

/// A frequency in words.
pub(in crate::ui::screen) fn frequency(
    context: &Context,
    frequency: SubscriptionFrequency,
) -> String {
    let words = context.words();
    match frequency {
        SubscriptionFrequency::None => t!(words, "frequency-none"),
        SubscriptionFrequency::Daily => t!(words, "frequency-daily"),
        SubscriptionFrequency::Weekly => t!(words, "frequency-weekly"),
        SubscriptionFrequency::Monthly => t!(words, "frequency-monthly"),
        SubscriptionFrequency::Quarterly => t!(words, "frequency-quarterly"),
        SubscriptionFrequency::HalfYearly => t!(words, "frequency-half-yearly"),
        SubscriptionFrequency::Yearly => t!(words, "frequency-yearly"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        let eur = Currency(*b"EUR");
        for (text, minor) in [
            ("2", Some(200)),
            (" 2,50 ", Some(250)),
            ("2.5", Some(250)),
            ("0", Some(0)),
            ("-1", None),
            ("2,505", None),
            ("", None),
            ("1.000,00", None),
            ("free", None),
        ] {
            assert_eq!(
                amount(text, eur).map(|money| money.minor),
                minor,
                "{text:?}"
            );
        }
    }
}
