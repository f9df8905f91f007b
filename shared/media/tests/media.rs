//! AT2 and AT3 of `PROTOCOL.md`: what a file is, and what it may be called.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use media::{Found, TAIL, Unfit, look, name};
use proptest::prelude::*;
use wire::Media;
use wire::limits::FILE_NAME_CHARS;

fn whole(bytes: &[u8]) -> Result<Found, Unfit> {
    look(bytes, &bytes[bytes.len().saturating_sub(TAIL)..], bytes.len() as u64)
}

fn is(bytes: &[u8], media: Media, width: u32, height: u32) {
    assert_eq!(whole(bytes), Ok(Found { media, width, height }));
}

fn png(width: u32, height: u32, inside: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], body: &[u8]| [&(body.len() as u32).to_be_bytes()[..], kind, body, &[0; 4]].concat();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let end = b"\x00\x00\x00\x00IEND\xae\x42\x60\x82";
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"tEXt", inside), end].concat()
}

fn jpeg(width: u16, height: u16, comment: &[u8]) -> Vec<u8> {
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    let frame = [&[0xff, 0xc2, 0, 17, 8][..], &height.to_be_bytes(), &width.to_be_bytes(), &[3; 10]].concat();
    [&[0xff, 0xd8, 0xff, 0xfe][..], &length, comment, &[0xff, 0xff], &frame[1..], &[0xff, 0xda, 1, 2, 0xff, 0xd9]].concat()
}

fn gif(width: u16, height: u16) -> Vec<u8> {
    [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0x80, 0, 0], &[0; 6], &[0x2c, 1, 2, 3], &[0x3b]].concat()
}

fn webp(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let chunk = [kind, &(body.len() as u32).to_le_bytes(), body].concat();
    [&b"RIFF"[..], &(chunk.len() as u32 + 4).to_le_bytes(), b"WEBP", &chunk].concat()
}

fn pdf(inside: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{inside}\nstartxref\n9\n%%EOF\n").into_bytes()
}

#[test]
fn at2_pictures_and_pdf_are_known_by_their_content_and_measured() {
    is(&png(640, 480, b""), Media::Png, 640, 480);
    is(&jpeg(4032, 3024, b"camera"), Media::Jpeg, 4032, 3024);
    is(&gif(12, 34), Media::Gif, 12, 34);
    is(&webp(b"VP8X", &[0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), Media::Webp, 640, 480);
    is(&webp(b"VP8L", &[0x2f, 0x7f, 0xc2, 0x77, 0]), Media::Webp, 640, 480);
    is(&webp(b"VP8 ", &[0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]), Media::Webp, 640, 480);
    is(&pdf("1 0 obj"), Media::Pdf, 0, 0);
}

#[test]
fn at2_what_is_not_one_of_them_is_refused() {
    assert_eq!(whole(b""), Err(Unfit::Empty));
    let pages: [&[u8]; 8] = [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04 a zip, a document or a program",
        b"MZ\x90\x00",
        b"BM a bitmap",
        b"#!/bin/sh",
        b"just words",
    ];
    for bytes in pages {
        assert_eq!(whole(bytes), Err(Unfit::Unknown), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn at2_a_signature_before_something_else_is_not_enough() {
    let zip = b"PK\x03\x04\x14\0\0\0 inside";
    assert_eq!(whole(&[&png(1, 1, b"")[..], zip].concat()), Err(Unfit::Broken), "PNG and zip");
    assert_eq!(whole(b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>"), Err(Unfit::Broken), "PNG's signature and a page");
    assert_eq!(whole(b"GIF89a=1;alert(document.domain)//;"), Err(Unfit::Broken), "GIF and a script");
    assert_eq!(whole(b"GIF89a/*\x00\x00\x00*/=1;alert(1);"), Err(Unfit::Broken), "GIF and a script in a comment");
    assert_eq!(whole(&[b"\n", &pdf("")[..]].concat()), Err(Unfit::Unknown), "PDF with bytes before it");
    assert_eq!(whole(&[&pdf("")[..], &[0; 2048]].concat()), Err(Unfit::Broken), "PDF with much after it");
    assert_eq!(whole(b"%PDF-x.y\n%%EOF"), Err(Unfit::Broken));
    assert_eq!(whole(&[&webp(b"VP8L", &[0x2f, 0, 0, 0, 0])[..], zip].concat()), Err(Unfit::Broken), "WebP and zip");
    assert_eq!(whole(&[0xff, 0xd8, 0xff, 0xda, 0, 2]), Err(Unfit::Broken), "JPEG without a picture");
    assert_eq!(whole(&png(0, 5, b"")), Err(Unfit::Broken), "nothing to see");
}

#[test]
fn at2_a_page_inside_a_whole_picture_is_that_picture() {
    is(&png(3, 4, b"Comment\0<script>alert(1)</script>"), Media::Png, 3, 4);
    is(&jpeg(3, 4, b"<html><script>alert(1)</script>"), Media::Jpeg, 3, 4);
}

#[test]
fn at3_names_lose_paths_tricks_and_false_endings() {
    for (told, media, kept) in [
        ("receipt.png", Media::Png, "receipt.png"),
        ("../../etc/passwd", Media::Png, "passwd.png"),
        ("C:\\Users\\me\\photo.JPG", Media::Jpeg, "photo.JPG"),
        ("invoice.html", Media::Pdf, "invoice.html.pdf"),
        ("tcartnoc\u{202e}fdp.exe", Media::Pdf, "tcartnoc fdp.exe.pdf"),
        ("a\r\nSet-Cookie: b\0.gif", Media::Gif, "a Set-Cookie b.gif"),
        ("收据 2026.png", Media::Png, "收据 2026.png"),
        ("", Media::Webp, "file.webp"),
        ("...", Media::Webp, "file.webp"),
        (".png", Media::Png, "png.png"),
        ("<b>\"x\"</b>.png", Media::Png, "b.png"),
    ] {
        assert_eq!(name(told, media), kept, "{told:?}");
    }
    assert_eq!(name(&"长".repeat(500), Media::Jpeg).chars().count(), FILE_NAME_CHARS);
}

const ALL: [Media; 6] = [Media::Png, Media::Jpeg, Media::Gif, Media::Webp, Media::Pdf, Media::Unknown];

proptest! {
    #[test]
    fn at2_whatever_was_cut_or_changed_is_read_without_harm(
        which in 0..5usize, cut in any::<prop::sample::Index>(), place in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let samples = [png(640, 480, b"x"), jpeg(9, 9, b"c"), gif(5, 6), webp(b"VP8X", &[0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), pdf("1")];
        let mut bytes = samples[which].clone();
        let at = place.index(bytes.len());
        bytes[at] = byte;
        let _ = whole(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        let media = whole(&bytes).map(|found| found.media);
        // A JPEG is whole for us when its frame header is, and a PDF that was cut behind its mark has lost nothing.
        prop_assert!(matches!(media, Err(_) | Ok(Media::Jpeg | Media::Pdf)), "{:?}", media);
    }

    #[test]
    fn at2_any_bytes_are_read_without_harm(first in prop::collection::vec(any::<u8>(), 0..200), length in any::<u64>(), with in 0..6usize) {
        let signatures: [&[u8]; 6] = [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"%PDF-1.4"];
        let bytes = [signatures[with], &first].concat();
        let _ = look(&bytes, &bytes, length);
        if let Ok(found) = look(&bytes, &bytes, length) {
            prop_assert_eq!(found.media.is_image(), found.width > 0 && found.height > 0);
        }
    }

    #[test]
    fn at3_any_name_becomes_one_safe_line_and_stays_it(told in ".{0,300}", which in 0..6usize) {
        let kept = name(&told, ALL[which]);
        prop_assert!((1..=FILE_NAME_CHARS).contains(&kept.chars().count()), "{}", kept);
        prop_assert!(!kept.chars().any(|c| c.is_control() || c == '/' || c == '\\' || c == '"'), "{:?}", kept);
        prop_assert_eq!(name(&kept, ALL[which]), kept);
    }
}
