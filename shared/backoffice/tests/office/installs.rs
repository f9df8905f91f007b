use wire::console::INSTALLS;

use crate::Office;

const ALLOWED: [&str; 2] = ["shop.example", "*.shop.example"];

fn seen(office: &mut Office, host: &str) {
    let writes = backoffice::seen(&office.records(), host, &ALLOWED.map(str::to_owned), office.now()).unwrap();
    office.commit(&writes);
}

fn hosts(office: &Office) -> Vec<(String, bool)> {
    let all = backoffice::installs(&office.records(), &ALLOWED.map(str::to_owned)).unwrap();
    all.into_iter().map(|install| (install.host, install.is_allowed)).collect()
}

#[test]
fn the_host_of_a_page_is_read_from_its_address_and_from_nothing_else() {
    let of = |address: &str| backoffice::host_of(address);
    assert_eq!(of("https://Shop.example/a?b#c").as_deref(), Some("shop.example"));
    assert_eq!(of("http://shop.localhost:8788").as_deref(), Some("shop.localhost:8788"));
    for address in
        ["", "shop.example", "https://", "file:///etc", "https://a@b/", "https://<x>/", "about:blank", "android-app://x/"]
    {
        assert_eq!(of(address), None, "{address}");
    }
    assert_eq!(of(&format!("https://{}/", "a".repeat(300))), None);
}

#[test]
fn co7_a_host_is_noted_with_when_it_was_seen_at_most_once_a_minute() {
    let mut office = Office::default();
    for _ in 0..59 {
        seen(&mut office, "shop.example");
        office.wait(1);
    }
    assert_eq!(office.commits(), 1);
    office.wait(1);
    seen(&mut office, "shop.example");
    assert_eq!((office.commits(), hosts(&office)), (2, vec![("shop.example".to_owned(), true)]));
}

#[test]
fn co7_the_latest_comes_first_and_a_host_that_is_not_allowed_is_told_apart() {
    let mut office = Office::default();
    for host in ["shop.example", "www.shop.example", "evilshop.example"] {
        seen(&mut office, host);
        office.wait(1);
    }
    let expected = [("evilshop.example", false), ("www.shop.example", true), ("shop.example", true)];
    assert_eq!(hosts(&office), expected.map(|(host, allowed)| (host.to_owned(), allowed)));
}

#[test]
fn co7_invented_hosts_come_in_slowly_and_push_no_allowed_one_out() {
    let mut office = Office::default();
    seen(&mut office, "shop.example");
    for number in 0..100 {
        seen(&mut office, &format!("{number}.evil.example"));
    }
    assert_eq!(hosts(&office).len(), 2, "one of the hundred in this minute");
    for number in 0..100 {
        office.wait(60);
        seen(&mut office, &format!("{number}.evil.example"));
    }
    let all = hosts(&office);
    assert_eq!(all.len(), INSTALLS);
    assert!(all.contains(&("shop.example".to_owned(), true)));
}
