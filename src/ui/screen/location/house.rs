//! The sections that are fields of the Location.

use super::{Board, Draft, Field, Message, Section, Wrong, draft};
use crate::{
    domain::{
        allowance::Registration,
        location::{AuthMode, MAX_GRACE_MIN, Sector, Separator},
        money::Money,
    },
    i18n::{Language, Words},
    services::Error,
    t,
    ui::{
        Element,
        context::Context,
        scale::Space,
        screen::parts::{beside, flowing},
        sentence,
        theme::Tone,
        widget::{self, Verdict, button, choice, field, select},
    },
    voucher,
};
use iced::widget::Column;

/// What a section is drawn from.
pub(super) struct View<'a, 'd> {
    pub(super) context: &'a Context,
    pub(super) draft: &'d Draft,
    pub(super) board: &'d Board,
    pub(super) wrong: Vec<(Field, Wrong)>,
    pub(super) refused: Option<&'d Error>,
}

/// What a field is called.
pub(in crate::ui) fn label(words: &Words, field: Field) -> String {
    match field {
        Field::Name => t!(words, "location-name"),
        Field::Zone => t!(words, "location-zone"),
        Field::Sector => t!(words, "location-sector"),
        Field::Rooms => t!(words, "location-rooms"),
        Field::Aps => t!(words, "location-aps"),
        Field::Language => t!(words, "location-language"),
        Field::Mode => t!(words, "location-mode"),
        Field::SharedName => t!(words, "location-shared-name"),
        Field::SimplePassword => t!(words, "location-simple-password"),
        Field::FreeProduct => t!(words, "location-free-product"),
        Field::Currency => t!(words, "location-currency"),
        Field::Decimal => t!(words, "location-decimal"),
        Field::Thousands => t!(words, "location-thousands"),
        Field::Tax => t!(words, "location-tax"),
        Field::Ssid => t!(words, "location-ssid"),
        Field::WifiPassword => t!(words, "location-wifi-password"),
        Field::LoginUrl => t!(words, "location-login-url"),
        Field::CheckOut => t!(words, "location-check-out"),
        Field::Grace => t!(words, "location-grace"),
    }
}

/// Zones that are offered for what is typed.
const LIKE: usize = 4;

impl<'a> View<'a, '_> {
    pub(super) fn section(&self, section: Section) -> Element<'a, Message> {
        match section {
            Section::Access => self.access(),
            Section::Money => self.money(),
            Section::Wifi => self.wifi(),
            Section::Times => self.times(),
            _ => self.general(),
        }
    }

    fn general(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let sector = self.draft.chosen(Field::Sector);
        let languages = Language::ALL.map(|language| (language.tag().to_owned(), language.name()));
        widget::form([
            self.text(Field::Name).into(),
            self.zone(),
            choice(label(words, Field::Sector), sectors(words), sector)
                .help(t!(words, "location-sector-help"))
                .on_choose(|sector| Message::Typed(Field::Sector, sector.to_string()))
                .id(widget::id(Field::Sector.name()))
                .into(),
            self.text(counted(sector)).width(NUMBER).into(),
            choice(
                label(words, Field::Language),
                languages,
                Some(self.draft.get(Field::Language).to_owned()),
            )
            .help(t!(words, "location-language-help"))
            .on_choose(|tag| Message::Typed(Field::Language, tag))
            .id(widget::id(Field::Language.name()))
            .into(),
        ])
    }

    fn zone(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let typed = self.draft.get(Field::Zone);
        let zone = draft::zone(typed);
        let verdict = self.verdict(Field::Zone).or_else(|| {
            let zone = zone?;
            if self.draft.is_changed(Field::Zone) && zone.name() != self.draft.stored(Field::Zone) {
                return Some(Verdict::warning(t!(words, "location-zone-changed")));
            }
            let now = self.context.now.with_timezone(&zone).format("%H:%M");
            Some(Verdict::ok(t!(
                words,
                "location-zone-now",
                time = now.to_string()
            )))
        });
        let field = self
            .text(Field::Zone)
            .verdict(verdict)
            .help(t!(words, "location-zone-help"));
        let offered = zones(typed, |name| Message::Typed(Field::Zone, name));
        Column::new()
            .push(field)
            .push(offered)
            .spacing(Space::Tight)
            .into()
    }

    fn access(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let modes = AuthMode::ALL
            .iter()
            .map(|mode| (*mode, mode_word(self.context, *mode)));
        let mode = self.draft.mode();
        let registers = mode.registration() == Registration::Provided;
        let mut fields: Vec<Element<'a, Message>> = vec![
            select(label(self.context.words(), Field::Mode), modes, Some(mode))
                .help(mode_help(self.context, mode))
                .on_choose(|mode| Message::Typed(Field::Mode, mode.to_string()))
                .id(widget::id(Field::Mode.name()))
                .into(),
        ];
        let (tone, happened, meaning) = if registers {
            (
                Tone::Info,
                t!(words, "location-registers"),
                t!(words, "location-registers-what"),
            )
        } else {
            (
                Tone::Warning,
                t!(words, "location-registers-not"),
                t!(words, "location-registers-not-what"),
            )
        };
        fields.push(widget::notice(tone, happened, meaning, None));
        if mode.makes_free_users() {
            if mode == AuthMode::SimplePassword {
                fields.push(self.text(Field::SimplePassword).code().into());
            }
            let chosen = self.draft.chosen::<uuid::Uuid>(Field::FreeProduct);
            let products = self.board.products.iter().map(|product| {
                let word = self.context.described(product);
                let word = if word == product.code {
                    word.to_owned()
                } else {
                    format!("{} · {word}", product.code)
                };
                (product.id.0, word)
            });
            fields.push(
                select(
                    label(self.context.words(), Field::FreeProduct),
                    products,
                    chosen,
                )
                .placeholder(t!(words, "location-free-product-none"))
                .help(t!(words, "location-free-product-help"))
                .verdict(self.verdict(Field::FreeProduct))
                .on_choose(|id| Message::Typed(Field::FreeProduct, id.to_string()))
                .id(widget::id(Field::FreeProduct.name()))
                .into(),
            );
            fields.push(
                self.text(Field::SharedName)
                    .help(t!(words, "location-shared-name-help"))
                    .into(),
            );
        }
        widget::form(fields)
    }

    fn money(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let currency = self.verdict(Field::Currency).or_else(|| {
            self.draft
                .is_changed(Field::Currency)
                .then(|| Verdict::warning(t!(words, "location-currency-changed")))
        });
        let mut currency = field(
            label(self.context.words(), Field::Currency),
            self.draft.get(Field::Currency).to_owned(),
        )
        .width(NUMBER)
        .verdict(currency)
        .id(widget::id(Field::Currency.name()))
        .on_submit(Message::Save);
        if !self.board.sold {
            currency = currency.on_input(|text| Message::Typed(Field::Currency, text));
        }
        let fixed = self
            .board
            .sold
            .then(|| widget::small(t!(words, "location-currency-fixed")));
        let currency: Element<'a, Message> = Column::new()
            .push(currency)
            .push(fixed)
            .spacing(Space::Hair)
            .into();
        let separators = |which: Field, offered: Vec<Separator>| -> Element<'a, Message> {
            let options = offered
                .into_iter()
                .map(|one| (one, separator_word(self.context, one)));
            choice(
                label(self.context.words(), which),
                options,
                self.draft.chosen(which),
            )
            .verdict(self.verdict(which))
            .on_choose(move |one| Message::Typed(which, one.to_string()))
            .id(widget::id(which.name()))
            .into()
        };
        widget::form([
            currency,
            separators(Field::Decimal, draft::DECIMALS.to_vec()),
            separators(Field::Thousands, Separator::ALL.to_vec()),
            self.text(Field::Tax)
                .help(t!(words, "location-tax-help"))
                .width(NUMBER)
                .into(),
            self.sample(),
        ])
    }

    /// What a price looks like, on the screen and on a voucher.
    fn sample(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let Some(location) = self.draft.only(Section::Money.fields()) else {
            return widget::muted(t!(words, "location-sample-none")).into();
        };
        let cents = 10_i64.pow(u32::from(location.currency.decimals()));
        let price = Money {
            minor: 1234 * cents + cents / 2,
            currency: location.currency,
        };
        let tax = location.prices.tax_in(price);
        let line = |language: Language| {
            let shown = voucher::price_in(language, &location.prices, price);
            widget::fact(language.name(), widget::text(shown))
        };
        let plain =
            |money| voucher::price_with(self.context.language, location.prices.separators, money);
        let of_it = (!location.prices.tax_percent.is_zero()).then(|| {
            let of_it = t!(
                words,
                "location-sample-tax",
                price = plain(price),
                tax = plain(tax)
            );
            widget::small(of_it)
        });
        let lines = Column::with_children(Language::ALL.map(line))
            .push(of_it)
            .spacing(Space::Hair);
        widget::card(
            Column::new()
                .push(widget::strong(t!(words, "location-sample")))
                .push(lines)
                .spacing(Space::Tight),
        )
    }

    fn wifi(&self) -> Element<'a, Message> {
        let words = self.context.words();
        widget::form([
            self.text(Field::Ssid)
                .help(t!(words, "location-ssid-help"))
                .into(),
            self.text(Field::WifiPassword)
                .help(t!(words, "location-wifi-password-help"))
                .code()
                .into(),
            self.text(Field::LoginUrl)
                .help(t!(words, "location-login-url-help"))
                .placeholder("http://wifi.hotel/login?username={username}&password={password}")
                .into(),
        ])
    }

    fn times(&self) -> Element<'a, Message> {
        let words = self.context.words();
        let example = self.draft.only(Section::Times.fields()).map(|location| {
            let day = self.context.today();
            let at = location.check_out(day).with_timezone(&location.zone);
            widget::small(t!(
                words,
                "location-check-out-example",
                day = self.context.date(day),
                time = at.format("%H:%M").to_string()
            ))
        });
        let fields = beside([
            self.text(Field::CheckOut).into(),
            self.text(Field::Grace).into(),
        ]);
        widget::form([
            fields,
            widget::muted(t!(
                words,
                "location-check-out-help",
                max = MAX_GRACE_MIN.to_string()
            ))
            .into(),
            Column::new().push(example).into(),
        ])
    }

    fn text(&self, which: Field) -> widget::Field<'a, Message> {
        field(
            label(self.context.words(), which),
            self.draft.get(which).to_owned(),
        )
        .verdict(self.verdict(which))
        .on_input(move |text| Message::Typed(which, text))
        .on_submit(Message::Save)
        .id(widget::id(which.name()))
    }

    /// What is wrong as it is typed, else what saving was refused for.
    fn verdict(&self, which: Field) -> Option<Verdict<'a>> {
        let words = self.context.words();
        let typed = self.wrong.iter().find(|(field, _)| *field == which);
        let said = match typed {
            Some((_, wrong)) => said(words, wrong),
            None => match self.refused {
                Some(Error::Location(error)) if Field::of(error) == Some(which) => {
                    sentence::location(words, error)
                }
                _ => return None,
            },
        };
        Some(Verdict::error(said))
    }
}

/// What is wrong with a field, in words.
pub(in crate::ui) fn said(words: &Words, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Zone => t!(words, "location-wrong-zone"),
        Wrong::Currency => t!(words, "location-wrong-currency"),
        Wrong::Clock => t!(words, "location-wrong-clock"),
        Wrong::Rule(error) => sentence::location(words, error),
    }
}

/// Zones for what is typed, to be taken by a press; none where a zone stands there already.
pub(in crate::ui) fn zones<'a, Message: Clone + 'a>(
    typed: &str,
    take: impl Fn(String) -> Message,
) -> Option<Element<'a, Message>> {
    if draft::zone(typed).is_some() {
        return None;
    }
    let like = draft::zones_like(typed, LIKE)
        .into_iter()
        .map(|name| button(name).small().on_press(take(name.to_owned())).into());
    let like: Vec<Element<'a, Message>> = like.collect();
    (!like.is_empty()).then(|| flowing(like))
}

/// The sectors, to choose from.
pub(in crate::ui) fn sectors(words: &Words) -> [(Sector, String); 2] {
    [
        (Sector::Hospitality, t!(words, "location-hospitality")),
        (Sector::Other, t!(words, "location-other-sector")),
    ]
}

/// What is counted in a sector.
pub(in crate::ui) fn counted(sector: Option<Sector>) -> Field {
    match sector {
        Some(Sector::Other) => Field::Aps,
        _ => Field::Rooms,
    }
}

fn mode_word(context: &Context, mode: AuthMode) -> String {
    let words = context.words();
    match mode {
        AuthMode::Sms => t!(words, "mode-sms"),
        AuthMode::UserRegistration => t!(words, "mode-user"),
        AuthMode::OperatorRegistration => t!(words, "mode-operator"),
        AuthMode::ClickConnect => t!(words, "mode-click"),
        AuthMode::SimplePassword => t!(words, "mode-password"),
    }
}

fn mode_help(context: &Context, mode: AuthMode) -> String {
    let words = context.words();
    match mode {
        AuthMode::Sms => t!(words, "mode-sms-help"),
        AuthMode::UserRegistration => t!(words, "mode-user-help"),
        AuthMode::OperatorRegistration => t!(words, "mode-operator-help"),
        AuthMode::ClickConnect => t!(words, "mode-click-help"),
        AuthMode::SimplePassword => t!(words, "mode-password-help"),
    }
}

fn separator_word(context: &Context, separator: Separator) -> String {
    let words = context.words();
    match separator {
        Separator::Default => t!(words, "separator-default"),
        Separator::Point => t!(words, "separator-point"),
        Separator::Comma => t!(words, "separator-comma"),
        Separator::Space => t!(words, "separator-space"),
    }
}

/// The width of a field for a number, in logical pixels.
pub(in crate::ui) const NUMBER: f32 = 240.0;
