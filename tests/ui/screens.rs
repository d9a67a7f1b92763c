//! Every screen in every language and theme as a picture under `target/screens`, to be looked at.

use super::{
    draw::{draw, folder},
    play::{Play, SIZE, play, start},
};
use innkeeper::{
    gateways::Fingerprint,
    i18n::Language,
    services::gateways::doctor::Fix,
    ui::{
        Theme,
        app::{Appearance, Message, Modal},
        screen::{
            self, Page,
            gateways::{self, Field, Part, form, one, wizard},
            messages::Tab,
            policies,
            printing::Tab as PrintingTab,
            products,
            shelf::Deed,
        },
        widget::table::Event,
    },
};

/// What the window is told to show a screen.
type Messages = fn() -> Vec<Message>;

/// Pages and dialogs, by the name of the picture.
const SCREENS: &[(&str, Messages)] = &[
    ("desk", || vec![Message::Open(Page::Desk)]),
    ("tickets", || vec![Message::Open(Page::Tickets)]),
    ("batches", || vec![Message::Open(Page::Batches)]),
    ("ticket", || vec![Message::Open(Page::Ticket(417))]),
    ("ticket-types", || vec![Message::Open(Page::TicketTypes)]),
    ("products", || vec![Message::Open(Page::Products)]),
    ("product", || {
        use products::{Field, InForm};
        let typed = |field, text: &str| in_product(InForm::Typed(field, text.to_owned()));
        vec![
            Message::Screen(screen::Message::Products(products::Message::Do(Deed::Add))),
            typed(Field::Code, "GOLD WEEK"),
            typed(Field::DailyTime, "90"),
            typed(Field::WeeklyData, "10240"),
            typed(Field::MonthlyTime, "-1"),
            typed(Field::MonthlyTime, "3000"),
            typed(Field::Expiration, "days_hours_end_of_day"),
            typed(Field::Days, "9"),
            in_product(InForm::Save),
        ]
    }),
    ("policies", || {
        let discard = in_product(products::InForm::Discard);
        vec![discard, Message::Open(Page::Policies)]
    }),
    ("policy", || {
        use policies::{Field, InForm};
        let said = |message| {
            let message = policies::Message::Form(message);
            Message::Screen(screen::Message::Policies(message))
        };
        let typed = |field, text: &str| said(InForm::Typed(field, text.to_owned()));
        vec![
            Message::Screen(screen::Message::Policies(policies::Message::Do(Deed::Add))),
            typed(Field::Code, "fast"),
            typed(Field::Download, "20000"),
            said(InForm::Add("Service-Type")),
            said(InForm::Add("Framed-MTU")),
            typed(Field::Attribute("Framed-MTU".to_owned()), "wide"),
            said(InForm::Find("filter".to_owned())),
            said(InForm::Save),
        ]
    }),
    ("guests", || vec![Message::Open(Page::Guests)]),
    ("messages", || vec![Message::Open(Page::Messages)]),
    ("messages-email", || messages(Tab::Email)),
    ("messages-sms", || messages(Tab::Sms)),
    ("messages-texts", || messages(Tab::Texts)),
    ("printing", || printing(PrintingTab::Printers)),
    ("printing-jobs", || printing(PrintingTab::Jobs)),
    ("printing-look", || printing(PrintingTab::Look)),
    ("gateways", || vec![Message::Open(Page::Gateways)]),
    ("gateways-clients", || {
        vec![said_in_gateways(gateways::Message::Part(Part::Clients))]
    }),
    ("gateway", || {
        vec![
            said_in_gateways(gateways::Message::Part(Part::Gateways)),
            // The one of the demo that is this machine: it is asked how it is.
            said_in_gateways(gateways::Message::Table(Event::Select(1))),
            said_in_gateways(gateways::Message::Open),
        ]
    }),
    ("gateway-plan", || {
        vec![on_gateway(one::Message::Tab(gateways::Tab::Plan))]
    }),
    ("gateway-online", || {
        vec![on_gateway(one::Message::Tab(gateways::Tab::Online))]
    }),
    ("gateway-history", || {
        vec![on_gateway(one::Message::Tab(gateways::Tab::History))]
    }),
    ("gateway-guide", || {
        vec![on_gateway(one::Message::Tab(gateways::Tab::Guide))]
    }),
    ("gateway-settings", || vec![on_gateway(one::Message::Edit)]),
    ("gateway-remove", || {
        vec![
            on_gateway(one::Message::CloseForm),
            said_in_gateways(gateways::Message::AskRemove),
        ]
    }),
    ("gateway-add", || {
        vec![
            said_in_gateways(gateways::Message::Keep),
            on_gateway(one::Message::Close),
            said_in_gateways(gateways::Message::Add),
            in_wizard(wizard::Message::Next),
        ]
    }),
    ("gateway-access", || {
        let typed = |field, text: &str| {
            in_wizard(wizard::Message::Form(form::Message::Typed(
                field,
                text.to_owned(),
            )))
        };
        vec![
            typed(Field::Host, "192.168.88.1"),
            typed(Field::Name, "Garden"),
            in_wizard(wizard::Message::Next),
            in_wizard(wizard::Message::Form(form::Message::More(true))),
            in_wizard(wizard::Message::Next),
        ]
    }),
    ("look", || {
        let close = in_wizard(wizard::Message::Close);
        let leave = policies::Message::Form(policies::InForm::Discard);
        let leave = Message::Screen(screen::Message::Policies(leave));
        vec![close, leave, Message::Show(Modal::Look)]
    }),
    ("keys", || {
        vec![Message::Open(Page::Desk), Message::Show(Modal::Keys)]
    }),
];

fn said_in_gateways(message: gateways::Message) -> Message {
    Message::Screen(screen::Message::Gateways(message))
}

fn on_gateway(message: one::Message) -> Message {
    said_in_gateways(gateways::Message::One(message))
}

fn in_wizard(message: wizard::Message) -> Message {
    said_in_gateways(gateways::Message::Wizard(message))
}

fn messages(tab: Tab) -> Vec<Message> {
    vec![
        Message::Open(Page::Messages),
        Message::Screen(screen::Message::Messages(screen::messages::Message::Tab(
            tab,
        ))),
    ]
}

fn printing(tab: PrintingTab) -> Vec<Message> {
    vec![
        Message::Open(Page::Printing),
        Message::Screen(screen::Message::Printing(screen::printing::Message::Tab(
            tab,
        ))),
    ]
}

#[test]
fn every_screen_in_every_language_and_theme_can_be_looked_at() {
    let place = tempfile::TempDir::new().unwrap();
    let mut start = start(place.path().join("demo"));
    start.demo = true;
    let mut window = play(start);
    window.until("the demo is open", |window| window.is_shown("1 week"));
    window.types("1");
    window.until("a ticket lies there", |window| window.is_shown("000421"));
    for language in Language::ALL {
        window.tell(Message::Language(language));
        for theme in Theme::ALL {
            window.tell(Message::Appearance(Appearance::Always(theme)));
            for (name, messages) in SCREENS {
                for message in messages() {
                    window.tell(message);
                }
                settle(&mut window);
                let path = folder().join(format!("{name}-{}-{}.png", language.tag(), theme.key()));
                draw(
                    window.view(),
                    theme,
                    (SIZE.0.into(), SIZE.1.into()),
                    1.0,
                    &[],
                    &path,
                );
                assert!(
                    path.metadata().unwrap().len() > 10_000,
                    "{path:?} is nearly empty"
                );
                window.tell(Message::Close);
            }
            window.tell(Message::Open(Page::Desk));
            settle(&mut window);
            window.types("5").until("the form is open", |window| {
                ["Guest or room", "Huésped o habitación", "Ospite o camera"]
                    .iter()
                    .any(|text| window.is_shown(text))
            });
            let path = folder().join(format!("form-{}-{}.png", language.tag(), theme.key()));
            draw(
                window.view(),
                theme,
                (SIZE.0.into(), SIZE.1.into()),
                1.0,
                &[],
                &path,
            );
            window.press("escape");
        }
    }
}

fn in_product(message: products::InForm) -> Message {
    let message = products::Message::Form(message);
    Message::Screen(screen::Message::Products(message))
}

/// Waits for what the page has asked for.
fn settle(window: &mut Play) {
    for _ in 0..15 {
        window.pump();
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

/// Gateways in every state, against the mock router: the list, the doctor with what is wrong, a plan, users to be taken over,
/// and the ticket that is not there; also with text of 150 per cent.
#[test]
#[allow(
    clippy::too_many_lines,
    reason = "one house, and what is looked at in it"
)]
fn gateways_in_every_state_can_be_looked_at() {
    use super::{
        gateways::{added, link_to, pushed},
        play::{hotel, open},
    };
    use innkeeper::{
        domain::gateway::link::Link,
        services::{Actor, catalogue, gateways as service, now},
        store::{Doubt, Doubted},
    };
    use serde_json::json;
    let mock = crate::gateways::Mock::start("routeros", &[]);
    let other = crate::gateways::Mock::start("routeros", &[]);
    let (_folder, store) = hotel();
    let plain = json!({ "plain": true, "garden": ["pay.example"] });
    let kept = json!({ "plain": true, "users": true });
    added(
        &store,
        "Lobby",
        "127.0.0.9",
        Some(link_to(&mock, "http", &plain)),
    );
    let pool = link_to(&other, "http", &kept);
    added(&store, "Pool", "127.0.0.10", Some(pool.clone()));
    added(
        &store,
        "Garden",
        "127.0.0.11",
        Some(link_to(&mock, "http", &plain)),
    );
    added(&store, "Attic", "192.168.88.0/24", None);
    added(&store, "Annex", "127.0.0.12", None);
    let product =
        json!({ "code": "H1", "mikrotik_profile": "1h", "expiration": { "type": "unlimited" } });
    let product = product.to_string().parse().unwrap();
    let _ = catalogue::add_product(&store, now(), Actor::Desk, product).unwrap();
    pushed(&store, "Lobby");
    for (name, profile) in [("ana", "1h"), ("zoe", "1h"), ("leo", "default")] {
        let row = json!({ "name": name, "password": "secret", "profile": profile });
        let _ = mock.control("row", &json!({ "menu": "/ip/hotspot/user", "row": row }));
    }
    pushed(&store, "Pool");
    // Somebody changed something in the lobby; the pool is gone while a ticket waits; the annex has another secret.
    let radius = mock.look("state")["menus"]["/radius"][0][".id"].clone();
    let edit = json!({ "menu": "/radius", "id": radius, "row": { "address": "192.0.2.99" } });
    let _ = mock.control("edit", &edit);
    let (id, annex) = (
        service::find(&store, "Pool").unwrap().id,
        service::find(&store, "Annex").unwrap().id,
    );
    let away = Link {
        port: Some(9),
        ..pool
    };
    let doubted = Doubted {
        gateway: annex,
        doubt: Doubt::OtherSecret,
        requests: 12,
        at: now(),
    };
    store
        .write(move |tx| {
            tx.add_doubt(&doubted)?;
            tx.set_link(id, &away, crate::gateways::PASSWORD)
        })
        .unwrap();
    let mut window = open(store.folder());
    window
        .shows("Newest tickets")
        .types("1")
        .shows("Ticket 000001");
    window.click("Gateways").shows("Does not answer");
    let card = |row| said_in_gateways(gateways::Message::Table(Event::Select(row)));
    // By name: Annex, Attic, Garden, Lobby, Pool.
    let pictures: Vec<(&str, Vec<Message>)> = vec![
        (
            "linked-gateways",
            vec![Message::Open(Page::Gateways), card(4)],
        ),
        (
            "linked-gateway",
            vec![card(3), said_in_gateways(gateways::Message::Open)],
        ),
        (
            "linked-plan",
            vec![on_gateway(one::Message::Tab(gateways::Tab::Plan))],
        ),
        ("linked-users", vec![on_gateway(one::Message::TakeUsers)]),
        (
            "linked-doubted",
            vec![
                on_gateway(one::Message::Taking(gateways::taking::Message::Leave)),
                on_gateway(one::Message::Close),
                card(0),
                said_in_gateways(gateways::Message::Open),
            ],
        ),
        (
            "linked-ticket",
            vec![
                on_gateway(one::Message::Close),
                Message::Open(Page::Ticket(1)),
            ],
        ),
    ];
    for language in Language::ALL {
        for (theme, scale) in [(Theme::Light, 1.0), (Theme::Dark, 1.0), (Theme::Light, 1.5)] {
            look(&mut window, &pictures, language, theme, scale);
        }
    }
    // Steps and dialogs, in the long words and large.
    let certificate = crate::gateways::Certificate::new();
    let encrypted = crate::gateways::Mock::start_tls("routeros", &certificate, &[]);
    let steps = steps(&format!("127.0.0.1:{}", encrypted.port("https")));
    for (language, theme) in [
        (Language::Spanish, Theme::Dark),
        (Language::Italian, Theme::Light),
    ] {
        look(&mut window, &steps, language, theme, 1.5);
    }
}

/// Draws the window as it is after each of these messages.
fn look(
    window: &mut Play,
    pictures: &[(&str, Vec<Message>)],
    language: Language,
    theme: Theme,
    scale: f32,
) {
    window.tell(Message::Language(language));
    window.tell(Message::Appearance(Appearance::Always(theme)));
    for (name, messages) in pictures {
        for message in messages {
            window.tell(message.clone());
            settle(window);
        }
        settle(window);
        let kind = if scale > 1.0 { "large" } else { theme.key() };
        let path = folder().join(format!("{name}-{}-{kind}.png", language.tag()));
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some hundred pixels"
        )]
        let logical = |pixels: u16| (f32::from(pixels) / scale) as u32;
        let size = (logical(SIZE.0), logical(SIZE.1));
        draw(window.view(), theme, size, scale, &[], &path);
        assert!(path.metadata().unwrap().len() > 10_000, "{path:?}");
    }
}

/// The parts of a gateway's page, its dialogs and the steps by which one is added, from the page of a ticket on.
fn steps(host: &str) -> Vec<(&'static str, Vec<Message>)> {
    let typed = |field, text: &str| {
        in_wizard(wizard::Message::Form(form::Message::Typed(
            field,
            text.to_owned(),
        )))
    };
    let tab = |tab| vec![on_gateway(one::Message::Tab(tab))];
    let shown = Fingerprint::of(b"another certificate");
    vec![
        (
            "linked-history",
            vec![
                Message::Open(Page::Gateways),
                said_in_gateways(gateways::Message::Table(Event::Select(3))),
                said_in_gateways(gateways::Message::OpenAt(gateways::Tab::History)),
            ],
        ),
        ("linked-guide", tab(gateways::Tab::Guide)),
        ("linked-online", tab(gateways::Tab::Online)),
        (
            "linked-pin",
            vec![on_gateway(one::Message::Fix(Fix::Pin(shown)))],
        ),
        (
            "linked-settings",
            vec![
                on_gateway(one::Message::LeavePin),
                on_gateway(one::Message::Edit),
            ],
        ),
        (
            "linked-remove",
            vec![
                on_gateway(one::Message::CloseForm),
                said_in_gateways(gateways::Message::AskRemove),
            ],
        ),
        (
            "linked-add",
            vec![
                said_in_gateways(gateways::Message::Keep),
                on_gateway(one::Message::Close),
                said_in_gateways(gateways::Message::Add),
                in_wizard(wizard::Message::Next),
            ],
        ),
        (
            "linked-access",
            vec![
                typed(Field::Host, host),
                typed(Field::Network, "192.0.2.200"),
                typed(Field::Name, "Jardín"),
                in_wizard(wizard::Message::Next),
                in_wizard(wizard::Message::Next),
            ],
        ),
        (
            "linked-trial",
            vec![
                typed(Field::User, crate::gateways::USER),
                typed(Field::Password, crate::gateways::PASSWORD),
                in_wizard(wizard::Message::Next),
                in_wizard(wizard::Message::Accept(true)),
            ],
        ),
        (
            "linked-left",
            vec![
                in_wizard(wizard::Message::Close),
                Message::Open(Page::Ticket(1)),
            ],
        ),
    ]
}
