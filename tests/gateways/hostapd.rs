//! hostapd as a gateway that others wrote: a guest logs in at it over a cable between two network namespaces, its EAP ends at
//! FreeRADIUS, its accounting and the Disconnect of a cancelled ticket at us (GATEWAYS 10.3).
//!
//! Needs root, for the namespace and the cable.

use crate::story::{Desk, SECRET, eventually};
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
};

struct Peer(Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A namespace with one end of a cable in it; the other end is here. Names carry the process, so that two runs do not meet.
struct Cable {
    namespace: String,
    here: String,
    there: String,
}

fn ip(arguments: &[&str]) -> bool {
    let output = Command::new("ip").args(arguments).output();
    output
        .expect("ip is missing: sh packaging/linux/install.sh test")
        .status
        .success()
}

impl Cable {
    fn new() -> Self {
        let id = std::process::id() % 1_000_000;
        let [namespace, here, there] = ["ink", "inkh", "inkt"].map(|name| format!("{name}{id}"));
        assert!(
            ip(&["netns", "add", &namespace]),
            "network namespaces need root"
        );
        let cable = Self {
            namespace,
            here,
            there,
        };
        let (here, there, namespace) = (&cable.here, &cable.there, &cable.namespace);
        assert!(ip(&[
            "link", "add", here, "type", "veth", "peer", "name", there, "netns", namespace
        ]));
        assert!(ip(&["link", "set", here, "up"]));
        assert!(ip(&["-n", namespace, "link", "set", there, "up"]));
        cable
    }
}

impl Drop for Cable {
    fn drop(&mut self) {
        let _ = ip(&["link", "del", &self.here]);
        let _ = ip(&["netns", "del", &self.namespace]);
    }
}

fn start(folder: &Path, name: &str, program: &str, arguments: &[&str]) -> Peer {
    let said = fs::File::create(folder.join(format!("{name}.out"))).unwrap();
    let child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(said.try_clone().unwrap())
        .stderr(said)
        .spawn();
    Peer(
        child.unwrap_or_else(|error| {
            panic!("{program}: {error}; sh packaging/linux/install.sh test")
        }),
    )
}

fn said(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(format!("{name}.out"))).unwrap_or_default()
}

#[test]
fn a_guest_at_hostapd_is_accounted_and_cut() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [das, eap] = [super::free_port(), super::free_port()];
    let cable = Cable::new();
    let desk = Desk::new();
    let add = [
        "gateway",
        "add",
        "--name",
        "hostapd",
        "--address",
        "127.0.0.1",
        "--secret",
        SECRET,
    ];
    let _ = desk.json(&[&add[..], &["--disconnect-port", &das.to_string()]].concat());
    let serving = desk.serve();
    let ticket = desk.issue();
    let (serial, code) = (
        ticket["serial"].as_str().unwrap().to_owned(),
        ticket["code"].as_str().unwrap(),
    );

    let raddb = folder.join("raddb");
    fs::create_dir(&raddb).unwrap();
    let settings = fs::read_to_string(super::file("eap.conf")).unwrap();
    let settings = settings
        .replace("@FOLDER@", &raddb.display().to_string())
        .replace("@AUTH@", &eap.to_string());
    fs::write(raddb.join("radiusd.conf"), settings).unwrap();
    fs::write(
        raddb.join("dictionary"),
        "$INCLUDE /usr/share/freeradius/dictionary\n",
    )
    .unwrap();
    let _freeradius = start(
        folder,
        "freeradius",
        "freeradius",
        &["-f", "-X", "-d", "raddb"],
    );
    eventually("FreeRADIUS", || {
        said(folder, "freeradius")
            .contains("Ready to process")
            .then_some(())
    });

    let hostapd = format!(
        "interface={}\ndriver=wired\nlogger_stdout=-1\nieee8021x=1\neap_reauth_period=0\nuse_pae_group_addr=1\n\
         own_ip_addr=127.0.0.1\nnas_identifier=hostapd\n\
         auth_server_addr=127.0.0.1\nauth_server_port={eap}\nauth_server_shared_secret={SECRET}\n\
         acct_server_addr=127.0.0.1\nacct_server_port={}\nacct_server_shared_secret={SECRET}\n\
         radius_das_port={das}\nradius_das_client=127.0.0.1 {SECRET}\nradius_das_require_event_timestamp=1\n\
         radius_das_require_message_authenticator=1\n",
        cable.here,
        serving.acct().port()
    );
    fs::write(folder.join("hostapd.conf"), hostapd).unwrap();
    let guest = format!(
        "ap_scan=0\nnetwork={{\n key_mgmt=IEEE8021X\n eap=MD5\n identity=\"{code}\"\n password=\"{code}\"\n eapol_flags=0\n}}\n"
    );
    fs::write(folder.join("guest.conf"), guest).unwrap();
    let _hostapd = start(folder, "hostapd", "hostapd", &["hostapd.conf"]);
    eventually("hostapd", || {
        said(folder, "hostapd").contains("AP-ENABLED").then_some(())
    });
    let supplicant = [
        "netns",
        "exec",
        &cable.namespace,
        "wpa_supplicant",
        "-Dwired",
        "-cguest.conf",
        "-i",
        &cable.there,
    ];
    let _guest = start(folder, "guest", "ip", &supplicant);

    let session = eventually("hostapd's session on the ticket", || {
        let shown = desk.show(&serial)["sessions"][0].clone();
        shown.is_object().then_some(shown)
    });
    assert_eq!(
        (session["nas"].as_str(), session["ended_at"].is_null()),
        (Some("hostapd"), true)
    );
    assert!(session["mac"].is_string(), "{session}");

    let _ = desk.json(&["ticket", "cancel", &serial]);
    let cut = eventually("the end of the session", || {
        let shown = desk.show(&serial)["sessions"][0].clone();
        shown["ended_at"].is_string().then_some(shown)
    });
    let answer = cut["disconnect"].as_str().unwrap_or_default();
    assert!(answer.starts_with("Disconnect-ACK"), "{cut}");
    assert!(said(folder, "hostapd").contains("AP-STA-DISCONNECTED"));
}
