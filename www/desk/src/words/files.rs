//! What is said of files.

use ui::Lang;
use wire::limits;

use super::count;
use crate::tray::Failure;

/// The fixed texts.
pub struct Words {
    pub attach: &'static str,
    pub drop_here: &'static str,
    /// To send with the reply.
    pub tray: &'static str,
    pub picture: &'static str,
    pub document: &'static str,
    pub opens_new: &'static str,
    pub uploading: &'static str,
    pub uploaded: &'static str,
    pub not_uploaded: &'static str,
    pub remove: &'static str,
    pub retry: &'static str,
    pub wait_for_files: &'static str,
    /// In a transcript.
    pub attached: &'static str,
}

/// The words of a language.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

static EN: Words = Words {
    attach: "Attach pictures or PDF",
    drop_here: "Drop to attach",
    tray: "Files to send",
    picture: "Picture {}",
    document: "Save {}, {}",
    opens_new: "opens in a new tab",
    uploading: "Uploading {}",
    uploaded: "{} is ready to send",
    not_uploaded: "{} was not uploaded: {}",
    remove: "Remove {}",
    retry: "Try again",
    wait_for_files: "It can be sent when the files are uploaded.",
    attached: "[Attached: {}]",
};

static ZH: Words = Words {
    attach: "添加图片或 PDF",
    drop_here: "松开即可添加",
    tray: "待发送的文件",
    picture: "图片 {}",
    document: "保存 {}，{}",
    opens_new: "在新标签页打开",
    uploading: "正在上传 {}",
    uploaded: "{} 可以发送了",
    not_uploaded: "{} 未能上传：{}",
    remove: "移除 {}",
    retry: "重试",
    wait_for_files: "文件上传完成后即可发送。",
    attached: "[附件：{}]",
};

/// Why a file is not uploaded, and what to do.
#[must_use]
pub fn failure(lang: Lang, failure: Failure) -> String {
    let most = (limits::FILE_BYTES / (1024 * 1024)).to_string();
    let files = limits::FILES_PER_MESSAGE.to_string();
    let (text, value) = match (lang, failure) {
        (Lang::En, Failure::TooLarge) => ("larger than {} MB, or the conversation holds as much as it may", most),
        (Lang::Zh, Failure::TooLarge) => ("超过 {} MB，或本会话的文件已达上限", most),
        (Lang::En, Failure::WrongKind) => ("not a picture (PNG, JPEG, GIF, WebP) or PDF", String::new()),
        (Lang::Zh, Failure::WrongKind) => ("仅支持图片（PNG、JPEG、GIF、WebP）和 PDF", String::new()),
        (Lang::En, Failure::TooMany) => ("at most {} files in one message", files),
        (Lang::Zh, Failure::TooMany) => ("每条消息最多 {} 个文件", files),
        (Lang::En, Failure::NotYours) => ("the conversation is no longer yours", String::new()),
        (Lang::Zh, Failure::NotYours) => ("该会话已不由您接待", String::new()),
        (Lang::En, Failure::NoNetwork) => ("no connection", String::new()),
        (Lang::Zh, Failure::NoNetwork) => ("没有连接", String::new()),
        (Lang::En, Failure::Busy) => ("too many at once; try again in a moment", String::new()),
        (Lang::Zh, Failure::Busy) => ("一次上传太多，请稍后重试", String::new()),
    };
    count(text, &[&value])
}

/// `640 kB`, `2.4 MB`.
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes < 1_000_000 { format!("{} kB", bytes.div_ceil(1_000)) } else { format!("{:.1} MB", bytes as f64 / 1e6) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_at_a_glance() {
        assert_eq!([1, 1_000, 640_100, 2_449_000].map(size), ["1 kB", "1 kB", "641 kB", "2.4 MB"]);
    }

    #[test]
    fn both_languages_have_room_for_the_same_values() {
        for (a, b) in
            [(EN.picture, ZH.picture), (EN.document, ZH.document), (EN.not_uploaded, ZH.not_uploaded), (EN.attached, ZH.attached)]
        {
            assert_eq!(a.matches("{}").count(), b.matches("{}").count(), "{a} / {b}");
        }
    }
}
