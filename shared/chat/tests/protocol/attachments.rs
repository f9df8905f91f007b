//! AT1, AT4, AT5, AT7: what a conversation knows of files.

use chat::client::{Effect as BrowserEffect, Input as BrowserInput};
use chat::server::{Effect, Input, NoFile, NoUpload};
use proptest::prelude::*;
use wire::{Body, ClientFrame, ConversationState, File, FileId, Media, Participant, Refusal, ServerFrame, limits};

use crate::browser::*;
use crate::edge::*;

fn file(number: u128) -> File {
    let name = format!("photo {number}.png");
    File { id: FileId::from_bits(number), media: Media::Png, bytes: 1_000, width: 640, height: 480, name }
}

fn fid(number: u128) -> FileId {
    FileId::from_bits(number)
}

fn with_files(number: u128, text: &str, files: &[u128]) -> ClientFrame {
    let files = files.iter().map(|number| fid(*number)).collect();
    ClientFrame::Send { id: id(number), text: text.to_owned(), files }
}

fn refusal(effects: &[Effect], to: chat::server::SocketId) -> Option<Refusal> {
    let told = sent(effects, to).into_iter();
    told.filter_map(|frame| if let ServerFrame::Refused { reason, .. } = frame { Some(reason) } else { None }).next()
}

fn erased(effects: &[Effect]) -> Vec<FileId> {
    effects
        .iter()
        .find_map(|effect| if let Effect::Erase(files) = effect { Some(files.clone()) } else { None })
        .unwrap_or_default()
}

impl Edge {
    fn upload(&mut self, who: &Participant, file: File) {
        assert_eq!(self.machine.may_upload(who, file.id), Ok(None));
        self.input(Input::UploadBegan { who: who.clone(), id: file.id });
        self.input(Input::Uploaded(file));
    }
}

#[test]
fn at1_a_record_precedes_the_bytes_and_what_broke_off_leaves_none() {
    let (mut edge, _) = Edge::escalated();
    let effects = edge.input(Input::UploadBegan { who: visitor(), id: fid(7) });
    assert!(matches!(&effects[..], [Effect::Persist(_), ..]), "{effects:?}");
    edge.sleep();
    assert_eq!(edge.machine.file(&visitor(), fid(7)), Err(NoFile), "not before all of it is here");
    assert_eq!(edge.machine.may_upload(&visitor(), fid(7)), Ok(None), "it may come again");
    edge.input(Input::UploadFailed { id: fid(7) });
    assert!(!edge.records.keys().any(|key| key.starts_with("file/")));
    edge.upload(&visitor(), file(7));
    edge.sleep();
    assert_eq!(edge.machine.file(&visitor(), fid(7)), Ok(&file(7)));
    assert_eq!(edge.machine.may_upload(&visitor(), fid(7)), Ok(Some(&file(7))), "a repeated upload changes nothing");
    edge.input(Input::UploadFailed { id: fid(7) });
    assert_eq!(edge.machine.file(&visitor(), fid(7)), Ok(&file(7)), "an answer that comes late either");
}

#[test]
fn at1_only_who_may_write_may_upload() {
    let mut edge = Edge::new();
    edge.greeted(&visitor());
    assert_eq!(edge.machine.may_upload(&visitor(), fid(1)), Err(NoUpload::NotFound), "CV2: nothing before escalation");
    let (mut edge, _) = Edge::escalated();
    let stranger = Participant::Visitor { id: STRANGER };
    assert_eq!(edge.machine.may_upload(&stranger, fid(1)), Err(NoUpload::NotFound));
    assert_eq!(edge.machine.may_upload(&agent(ADA), fid(1)), Err(NoUpload::NotYours));
    edge.assign(ADA, 1);
    assert_eq!(edge.machine.may_upload(&agent(ADA), fid(1)), Ok(None));
    assert_eq!(edge.machine.may_upload(&agent(BOB), fid(1)), Err(NoUpload::NotYours));
    edge.upload(&agent(ADA), file(1));
    assert_eq!(edge.machine.may_upload(&visitor(), fid(1)), Err(NoUpload::Taken));
    let commits = edge.commits;
    edge.input(Input::UploadBegan { who: stranger, id: fid(2) });
    assert_eq!((edge.commits, edge.machine.file(&visitor(), fid(2))), (commits, Err(NoFile)));
}

#[test]
fn at4_a_message_names_files_its_sender_has_uploaded_and_not_sent_before() {
    let (mut edge, visitor_socket, ada) = Edge::answered();
    edge.upload(&visitor(), file(1));
    edge.upload(&visitor(), file(2));
    let effects = edge.frame(visitor_socket, &with_files(50, "", &[1, 2]));
    let [entry] = &entries(&effects, ada)[..] else { panic!("{effects:?}") };
    assert_eq!(entry.body, Body::Text { text: String::new(), files: vec![file(1), file(2)] });
    assert_eq!(edge.machine.summary().unwrap().preview, "photo 1.png, photo 2.png");
    assert_eq!(kinds(&edge.frame(visitor_socket, &with_files(50, "", &[1, 2])), visitor_socket), "ack", "MS2");
    assert_eq!(refusal(&edge.frame(visitor_socket, &with_files(51, "again", &[1])), visitor_socket), Some(Refusal::NoFile));
    assert_eq!(refusal(&edge.frame(visitor_socket, &with_files(52, "", &[])), visitor_socket), Some(Refusal::Empty));
    assert_eq!(refusal(&edge.frame(visitor_socket, &with_files(53, "", &[99])), visitor_socket), Some(Refusal::NoFile));
    edge.upload(&visitor(), file(3));
    assert_eq!(refusal(&edge.frame(ada, &with_files(54, "yours", &[3])), ada), Some(Refusal::NoFile), "another's");
    assert_eq!(refusal(&edge.frame(visitor_socket, &with_files(55, "", &[3, 3])), visitor_socket), Some(Refusal::NoFile));
    let crowd: Vec<u128> = (100..=100 + limits::FILES_PER_MESSAGE as u128).collect();
    for number in &crowd {
        edge.upload(&visitor(), file(*number));
    }
    assert_eq!(refusal(&edge.frame(visitor_socket, &with_files(56, "", &crowd)), visitor_socket), Some(Refusal::TooMany));
    edge.sleep();
    assert_eq!(kinds(&edge.frame(visitor_socket, &with_files(57, "", &crowd[1..])), visitor_socket), "ack entries");
}

#[test]
fn at4_a_file_is_there_for_the_other_side_once_it_is_sent() {
    let (mut edge, _, ada) = Edge::answered();
    edge.upload(&agent(ADA), file(1));
    assert_eq!(edge.machine.file(&visitor(), fid(1)), Err(NoFile), "it may have been a slip");
    edge.frame(ada, &with_files(50, "here you are", &[1]));
    assert_eq!(edge.machine.file(&visitor(), fid(1)), Ok(&file(1)));
    assert_eq!(edge.machine.file(&agent(BOB), fid(1)), Ok(&file(1)), "CV3: another agent may read");
    assert_eq!(edge.machine.file(&Participant::Visitor { id: STRANGER }, fid(1)), Err(NoFile), "CV1");
    assert_eq!(edge.machine.summary().unwrap().preview, "here you are");
}

#[test]
fn at5_what_is_not_sent_within_a_day_is_erased_and_asked_about_until_it_is() {
    let (mut edge, visitor_socket) = Edge::escalated();
    edge.upload(&visitor(), file(1));
    edge.upload(&visitor(), file(2));
    edge.frame(visitor_socket, &with_files(50, "", &[2]));
    // Nobody keeps summaries here, whose tries are not meant.
    let day = limits::FILE_UNSENT.as_millis() as u64;
    assert_eq!(erased(&edge.wait(day - 5_000)), []);
    assert_eq!(erased(&edge.wait(5_000)), [fid(1)]);
    assert_eq!(edge.machine.file(&visitor(), fid(1)), Err(NoFile));
    assert_eq!(edge.machine.may_upload(&visitor(), fid(1)), Err(NoUpload::Taken));
    assert_eq!(erased(&edge.wait(1_000)), [], "not at once");
    assert_eq!(erased(&edge.wait(limits::ERASE_PAUSE.as_millis() as u64)), [fid(1)]);
    edge.sleep();
    assert_eq!(erased(&edge.wait(1)), [fid(1)], "a host that slept or died is asked at once");
    edge.input(Input::Erased(vec![fid(1), fid(2)]));
    edge.sleep();
    assert_eq!(erased(&edge.wait(day * 3)), []);
    assert_eq!(edge.machine.file(&visitor(), fid(2)), Ok(&file(2)), "what was sent stays");
    assert_eq!(edge.records.keys().filter(|key| key.starts_with("file/")).count(), 1);
}

#[test]
fn at7_a_conversation_has_so_many_files_and_so_many_bytes_of_them() {
    let (mut edge, _) = Edge::escalated();
    let large = |number| File { bytes: limits::FILE_BYTES, ..file(number) };
    for number in 1..=10 {
        edge.upload(&visitor(), large(number));
    }
    assert_eq!(edge.machine.may_upload(&visitor(), fid(11)), Err(NoUpload::Full));
    let (mut edge, _) = Edge::escalated();
    for number in 1..=9 {
        edge.upload(&visitor(), large(number));
    }
    // Two at once pass the first look; the second finds no room when it is here.
    for number in [10, 11] {
        edge.input(Input::UploadBegan { who: visitor(), id: fid(number) });
    }
    edge.input(Input::Uploaded(large(10)));
    assert_eq!(erased(&edge.input(Input::Uploaded(large(11)))), [fid(11)]);
    assert_eq!(edge.machine.file(&visitor(), fid(11)), Err(NoFile));
    let (mut edge, _) = Edge::escalated();
    for number in 0..limits::FILES as u128 {
        edge.upload(&visitor(), file(number));
    }
    assert_eq!(edge.machine.may_upload(&visitor(), fid(9_999)), Err(NoUpload::Full));
}

#[test]
fn at4_names_are_masked_like_every_text() {
    let (mut edge, _) = Edge::escalated();
    edge.upload(&visitor(), File { name: "card 4111 1111 1111 1111.png".to_owned(), ..file(1) });
    assert_eq!(edge.machine.file(&visitor(), fid(1)).unwrap().name, "card •••• •••• •••• 1111.png");
}

#[test]
fn at4_a_browser_shows_files_at_once_and_sends_their_ids() {
    let mut browser = Browser::visitor_online();
    let said = BrowserInput::Submit { id: id(50), text: String::new(), files: vec![file(1)] };
    let effects = browser.input(said);
    assert!(effects.contains(&BrowserEffect::Send(with_files(50, "", &[1]))), "{effects:?}");
    assert_eq!(browser.line(50).body, Body::Text { text: String::new(), files: vec![file(1)] });
    browser.reload();
    assert_eq!(browser.line(50).body, Body::Text { text: String::new(), files: vec![file(1)] }, "M3");
}

#[test]
fn at8_an_older_browser_reads_the_text_and_skips_the_files() {
    let entry = visitor_entry(1, 901);
    let newer = wire::Entry { body: Body::Text { text: "look".to_owned(), files: vec![file(1)] }, ..entry.clone() };
    let older = wire::encode(&newer).replace("\"files\":", "\"not_known_yet\":");
    let read: wire::Entry = wire::decode(&older).unwrap();
    assert_eq!(read.body, Body::text("look".to_owned()));
    assert!(!wire::encode(&entry).contains("files"), "what has no files is written as it was before there were any");
}

proptest! {
    /// Whatever happens in whatever order: a file is sent once, bytes are asked to be erased only of what nobody can get, and a
    /// machine that slept knows the same.
    #[test]
    fn at4_at5_files_are_sent_once_or_erased(
        steps in prop::collection::vec((0..8u8, 0..4u128, any::<bool>()), 1..60),
        drowsy in any::<bool>(),
    ) {
        let (mut edge, visitor_socket, ada) = Edge::answered();
        edge.drowsy = drowsy;
        let mut messages = 100;
        for (what, number, is_agent) in steps {
            let (who, socket) = if is_agent { (agent(ADA), ada) } else { (visitor(), visitor_socket) };
            messages += 1;
            let effects = match what {
                0..=1 => edge.input(Input::UploadBegan { who, id: fid(number) }),
                2..=3 => edge.input(Input::Uploaded(file(number))),
                4 => edge.input(Input::UploadFailed { id: fid(number) }),
                5 => edge.frame(socket, &with_files(messages, "", &[number])),
                6 => edge.wait(number as u64 * 8 * 3_600_000),
                _ => edge.input(Input::Erased(vec![fid(number)])),
            };
            for id in erased(&effects) {
                prop_assert!(edge.machine.file(&visitor(), id).is_err() && edge.machine.file(&agent(ADA), id).is_err());
            }
            let mut sent: Vec<FileId> = Vec::new();
            for entry in edge.machine.entries() {
                if let Body::Text { files, .. } = &entry.body {
                    sent.extend(files.iter().map(|file| file.id));
                }
            }
            for id in &sent {
                prop_assert_eq!(sent.iter().filter(|other| *other == id).count(), 1);
                prop_assert!(edge.machine.file(&visitor(), *id).is_ok(), "what was sent is there");
            }
        }
        prop_assert_eq!(edge.machine.state() == ConversationState::Pending, false);
    }
}
