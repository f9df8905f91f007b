//! Traditional characters and the simplified ones they are matched with.
//!
//! Who writes 八十碼 is understood by words that their owner wrote in simplified characters, and the other way round. The whole table is
//! thirteen kilobytes of a customer's download; here are those of the machine's own words and of what people say of parcels, accounts and
//! cars. A character that is not here is still equal to itself.

use std::cmp::Ordering;

use crate::fold::fold;

/// Bytes of a pair: three for each character.
const PAIR: usize = 6;

/// Pairs of `shared/intent/data/traditional.txt`, ordered by the traditional one.
const PAIRS: &str = "\
丟丢並并乾干亂乱亞亚佈布佔占併并來来係系俬私個个們们側侧備备傢家傳传傷伤僅仅價价儀仪儘尽優优儲储兌兑兒儿內内兩两冊册凈净凍冻別别刪删則则剋克剎刹剛刚劃划動动務务勢势勻匀匯汇區区協协卻却卽即厲厉參参員员唄呗問问啓启啟启喫吃單单嗎吗嘍喽嘩哗噠哒\
噹当嚮向嚴严囉啰國国圍围圖图報报場场塊块塵尘墻墙壓压壞坏夠够媽妈學学實实審审寫写寬宽寶宝專专對对導导層层屬属嵗岁師师帶带幣币幫帮幹干幾几庫库廠厂廢废廳厅張张強强彆别彈弹彎弯彔录彙汇後后從从復复徵征態态憑凭應应戲戏戶户掃扫掛挂揚扬換换損损搶抢\
摺折撥拨擇择擊击擋挡擔担據据攔拦攝摄敎教敗败數数斷断於于昇升時时暫暂曏向書书會会東东枴拐柺拐査查條条業业榦干槍枪樁桩樓楼標标樣样機机橫横檢检檯台櫃柜權权歐欧歡欢歲岁殻壳殼壳氣气決决沒没況况涼凉淨净淩凌減减測测準准溝沟溫温溼湿滙汇滾滚滿满漲涨\
潔洁濕湿濾滤灣湾為为無无煩烦熱热燈灯燒烧燙烫營营爛烂爭争爲为爾尔牆墙狀状獲获現现產产産产畫画異异畵画當当疊叠發发盜盗盡尽盤盘眞真確确碼码禮礼稅税種种稱称積积穩稳穫获窪洼筆笔箇个節节範范簡简簽签籤签約约紅红紋纹純纯紙纸級级細细結结絕绝絡络給给\
統统絶绝綁绑經经綠绿綫线維维網网綵彩緊紧緑绿線线緩缓縮缩總总繫系繳缴繼继續续纔才罰罚翫玩聯联聲声聽听脩修脫脱腦脑腳脚臉脸臟脏臨临臺台與与舊旧萬万葯药蒐搜蓋盖蔘参薦荐藍蓝藥药蘋苹處处號号衕同裏里補补裝装裡里製制複复覈核見见規规視视覺觉觸触訂订\
計计訊讯託托記记設设許许訴诉註注証证詐诈評评詢询試试詩诗話话該该詳详誌志認认語语誤误說说説说誰谁調调請请講讲謝谢譁哗證证識识譟噪譯译議议護护讀读變变讓让貓猫貨货貴贵買买貸贷費费貼贴賃赁資资賠赔賣卖質质賬账購购賽赛贈赠贏赢踰逾車车軟软載载輕轻\
輛辆輪轮輸输轉转辦办迴回這这連连週周進进遊游運运過过達达違违遙遥遞递遠远適适遲迟遷迁選选邁迈還还邊边郵邮針针釦扣鈅钥鈔钞鈡钟銀银銅铜銷销銹锈錄录錢钱錯错録录錶表鍵键鍼针鍾钟鎖锁鏈链鏡镜鏽锈鐘钟鑰钥長长門门閃闪閉闭開开間间閤合閱阅閲阅闆板關关\
陞升隊队際际隨随險险隱隐隻只雙双離离難难雲云電电霧雾靈灵靜静韆千響响頁页項项順顺須须預预領领頭头頻频題题額额顏颜顔颜顛颠類类顧顾顯显風风颱台颳刮飛飞養养餘余餬糊餵喂馬马駕驾駛驶騙骗驗验髒脏體体髮发鬚须鮮鲜鳴鸣麥麦麪面麫面麵面麼么麽么黃黄點点\
鼕冬齊齐齣出龍龙";

/// Folded, and in simplified characters.
pub(crate) fn plain(text: &str) -> String {
    fold(text).chars().map(simplified).collect()
}

/// The simplified form, or the character itself.
pub(crate) fn simplified(c: char) -> char {
    if c < '\u{4e00}' {
        return c;
    }
    let (mut from, mut to) = (0, PAIRS.len() / PAIR);
    while from < to {
        let middle = usize::midpoint(from, to);
        let mut pair = PAIRS.get(middle * PAIR..).unwrap_or_default().chars();
        let (Some(known), Some(simple)) = (pair.next(), pair.next()) else { return c };
        match known.cmp(&c) {
            Ordering::Less => from = middle + 1,
            Ordering::Equal => return simple,
            Ordering::Greater => to = middle,
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_one_of_the_whole_table_and_is_found() {
        let whole = include_str!("../../intent/data/traditional.txt");
        let whole: Vec<char> = whole.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect();
        let known: Vec<&[char]> = whole.chunks_exact(2).collect();
        let own: Vec<char> = PAIRS.chars().collect();
        assert!(own.len() > 800 && own.chunks_exact(2).is_sorted_by(|one, other| one[0] < other[0]));
        for pair in own.chunks_exact(2) {
            assert!(known.contains(&pair), "{pair:?}");
            assert_eq!((simplified(pair[0]), simplified(pair[1])), (pair[1], pair[1]));
        }
        for c in ['a', '8', '的', '\u{9fff}'] {
            assert_eq!(simplified(c), c);
        }
    }
}
