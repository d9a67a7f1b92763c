//! What a house waits for, piece by piece: `cargo bench --bench engine`.
//!
//! The whole engine under load, beside its peers, is `benches/peers/radius.sh`; a million tickets come from
//! `cargo bench --bench seed`.

#![allow(
    clippy::expect_used,
    reason = "a benchmark stops at what should not happen"
)]

#[allow(dead_code, reason = "the tool `seed` uses all of it")]
#[path = "support/seed.rs"]
mod seed;

use chrono::{TimeDelta, Weekday};
use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use innkeeper::{
    domain::{
        allowance::{Limits, PerWindow, Used},
        login::{self, Case, Holding, LicenceState, Standing},
        stop,
        ticket::{Kind, Status},
    },
    radius::{
        authenticator,
        packet::{Code, Packet, Writer},
    },
    services::{self, Actor, issue, vouchers},
    store::{Filter, Page},
    voucher::Paper,
};
use std::{hint::black_box, time::Duration};

const SECRET: &[u8] = b"testing123";

/// An Access-Request as a hotspot sends it.
fn request() -> Vec<u8> {
    let mut buffer = Vec::new();
    let mut writer = Writer::new(&mut buffer, Code::ACCESS_REQUEST, 7, &[3; 16]);
    for (number, value) in [
        (80, [0; 16].as_slice()),
        (1, b"ABCDE-FGHJK"),
        (2, &[9; 16]),
        (4, &[192, 0, 2, 1]),
        (31, b"02-00-5E-10-00-01"),
        (32, b"lobby"),
        (44, b"80000001"),
    ] {
        writer.push(number, value).expect("it fits");
    }
    let mut octets = writer.finish().clone();
    authenticator::sign_message(&mut octets, &[3; 16], SECRET);
    octets
}

fn codec(c: &mut Criterion) {
    let octets = request();
    let _ = c.bench_function("codec: parse a request", |b| {
        b.iter(|| Packet::parse(black_box(&octets)).map(|packet| packet.attributes().count()));
    });
    let packet = Packet::parse(&octets).expect("it is well formed");
    let _ = c.bench_function("codec: check a Message-Authenticator", |b| {
        b.iter(|| authenticator::check_message(black_box(&packet), SECRET));
    });
    let _ = c.bench_function("codec: write and sign a reply", |b| {
        let mut buffer = Vec::new();
        b.iter(|| {
            let mut writer = Writer::new(&mut buffer, Code::ACCESS_ACCEPT, 7, &[0; 16]);
            let written = writer
                .push(80, &[0; 16])
                .and_then(|()| writer.push(25, &[7; 16]))
                .and_then(|()| writer.push_integer(27, 3600));
            authenticator::sign_reply(writer.finish(), &[3; 16], SECRET);
            written
        });
    });
}

fn rules(c: &mut Criterion) {
    let now = services::now();
    let zone = chrono_tz::Europe::Madrid;
    let hours = |hours: u64| Some(hours * 3600);
    let limits = Limits {
        seconds: PerWindow {
            total: hours(300),
            monthly: hours(100),
            weekly: hours(30),
            daily: hours(5),
        },
        bytes: PerWindow {
            total: Some(1 << 40),
            ..PerWindow::default()
        },
        first_day_of_week: Weekday::Mon,
    };
    let seconds = PerWindow {
        total: 7200,
        monthly: 7200,
        weekly: 7200,
        daily: 7200,
    };
    let used = Used {
        seconds,
        bytes: PerWindow::default(),
    };
    let expires_at = Some(now + TimeDelta::days(7));
    let _ = c.bench_function("rules: the second at which an account must stop", |b| {
        b.iter(|| stop::stop_at(black_box(now), zone, &limits, &used, 2, expires_at));
    });
    let case = Case {
        now,
        zone,
        licence: LicenceState::InUse {
            until: now + TimeDelta::days(30),
        },
        standing: Standing::Live,
        holding: Holding::Product,
        valid_from: None,
        use_by: None,
        expires_at,
        limits: &limits,
        used,
        devices: 2,
        online: &[],
        online_without_mac: 0,
        mac: None,
        session_timeout: None,
    };
    let _ = c.bench_function("rules: a login weighed", |b| {
        b.iter(|| login::check(black_box(&case)));
    });
}

fn issuing(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = seed::house(folder.path()).expect("a house");
    let ask = |count: u32| {
        let request = issue::Request {
            ticket_type: "1 day".to_owned(),
            user_id: "214".to_owned(),
            ..issue::Request::default()
        };
        issue::issue_many(&store, services::now(), Actor::Cli, request, count).expect("issued")
    };
    let mut group = c.benchmark_group("issuing");
    let _ = group
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .measurement_time(Duration::from_secs(5));
    for count in [1, 5000] {
        let _ = group.bench_function(format!("{count} durable"), |b| {
            b.iter_batched(|| count, ask, BatchSize::PerIteration);
        });
    }
    group.finish();
}

fn voucher(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = seed::house(folder.path()).expect("a house");
    let request = issue::Request {
        ticket_type: "1 day".to_owned(),
        user_id: "214".to_owned(),
        ..issue::Request::default()
    };
    let issued = issue::issue(&store, services::now(), Actor::Cli, request).expect("issued");
    let (serial, file) = (issued.ticket.serial, folder.path().join("voucher.pdf"));
    let mut group = c.benchmark_group("voucher");
    let _ = group
        .sample_size(10)
        .measurement_time(Duration::from_secs(3));
    let _ = group.bench_function("one ticket as PDF in a file", |b| {
        b.iter(|| {
            let (now, paper) = (services::now(), Paper::default());
            vouchers::to_pdf(&store, now, Actor::Cli, &[serial], paper, None, &file)
                .expect("printed")
        });
    });
    group.finish();
}

fn list(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = seed::house(folder.path()).expect("a house");
    seed::tickets(&store, 100_000).expect("tickets");
    let now = services::now();
    let filters = [
        ("all", Filter::default()),
        (
            "status",
            Filter {
                status: Some(Status::Expired),
                ..Filter::default()
            },
        ),
        (
            "type and devices",
            Filter {
                kind: Some(Kind::Individual),
                devices: Some(1),
                ..Filter::default()
            },
        ),
        (
            "created",
            Filter {
                created_from: Some(now - TimeDelta::days(60)),
                ..Filter::default()
            },
        ),
        (
            "user ID",
            Filter {
                user_id: Some("room 1".to_owned()),
                ..Filter::default()
            },
        ),
    ];
    let mut group = c.benchmark_group("list of 100,000");
    let _ = group
        .sample_size(20)
        .measurement_time(Duration::from_secs(2));
    for (name, filter) in filters {
        let _ = group.bench_function(format!("{name}: count and the page in the middle"), |b| {
            b.iter(|| {
                store.read(|reader| {
                    let count = reader.count(&filter, now)?;
                    reader.page_at(&filter, now, count / 2, 34)
                })
            });
        });
        let _ = group.bench_function(format!("{name}: the page after a ticket"), |b| {
            b.iter(|| store.read(|reader| reader.page(&filter, now, Page::After(50_000), 34)));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(50).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(1));
    targets = codec, rules, issuing, voucher, list
}
criterion_main!(benches);
