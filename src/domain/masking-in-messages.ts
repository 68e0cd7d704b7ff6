/**
 * Cells as messages may tell them. A message is to show what is wrong; logs and mails carry it further than anybody meant,
 * and in a row whose cells have moved a name may stand in any column. The row itself is in `rejected/`, as it came.
 */
import { maskAddress, maskIdNumber, maskName, maskPhone } from './masking.js';

/** What a column is meant to hold: the key of a loan, a payment and so on, or anything else. */
export type CellSort = 'key' | 'other';

const PERSONAL: ReadonlyMap<string, (text: string) => string> = new Map([
  ['borrower_name', (text: string) => maskName(text)],
  ['name', (text: string) => maskName(text)],
  ['phone', maskPhone],
  ['id_number', maskIdNumber],
  ['address', maskAddress],
]);

/** The cell of a column, by its canonical name, as it may be told. */
export function maskToldCell(cell: string, column: string, sort: CellSort): string {
  const own = PERSONAL.get(column);
  if (own !== undefined) return own(cell);
  if (sort === 'key') return maskIdentityNumbers(cell);
  return maskWhoOrWhere(maskMail(maskMobiles(maskLongNumbers(maskIdentityNumbers(cell)))));
}

const IDENTITY =
  /(?<![A-Za-z\d])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![A-Za-z\d])/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = '10X98765432';

/** Identity numbers of residents (GB 11643: a birthday, and a check digit that is right) starred; any other long number stays. */
export function maskIdentityNumbers(text: string): string {
  if (text.length < 18) return text;
  return text.replace(IDENTITY, (number) => (hasCheckDigit(number) ? maskIdNumber(number) : number));
}

function hasCheckDigit(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK_DIGITS[sum % 11] === number[17]!.toUpperCase();
}

/** Identity numbers of 15 and 18 digits, mistyped ones too, and numbers of bank cards; no amount and no moment is so long. */
const LONG_NUMBER = /(?<![A-Za-z\d.,])(?:\d{15,16}|\d{17}[\dXx]|\d{19})(?![A-Za-z\d.,])/g;

/** Of a column that holds no keys, where a long number is somebody's whatever its check digit says. */
function maskLongNumbers(text: string): string {
  return text.length < 15 ? text : text.replace(LONG_NUMBER, maskIdNumber);
}

const MAIL = /[\w.+-]{1,64}(?=@[A-Za-z\d])/g;

function maskMail(text: string): string {
  return text.includes('@') ? text.replace(MAIL, (whose) => maskName(whose, false)) : text;
}

/** Mobile numbers, and others that name their area; eight digits may as well be a day. */
const DIALLED = /(?<![\d.,])(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-\d{7,8})(?![\d.,])/g;

function maskMobiles(text: string): string {
  return text.replace(DIALLED, maskPhone);
}

/** Days and amounts in words: 二〇二三年十二月, 壹仟元整. */
const FIGURE_IN_WORDS =
  /^[年月日号时分秒点元圆角整正万亿千百十零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖拾佰仟萬億人民币天期上下午星周]+$/;

/** Family names of some nine in ten, by which a short text may be somebody's name; without those that usually begin a word. */
const FAMILY_NAMES =
  /^(?:欧阳|上官|诸葛|司徒|司马|皇甫|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔汤温康施文牛樊葛邢齐乔伍庞颜倪庄聂章鲁岳翟殷詹欧耿兰焦俞左柳甘祝宁尚符舒阮柯纪梅童凌毕季裴霍涂苗谷盛翁冉骆蓝辛靳柴蒙鲍华喻祁蒲房滕屈饶牟艾尤穆农司卓古吉缪简芦麦褚娄窦戚岑党宫费卜晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩佘池麻苑迟邝])$/u;

/** What may be somebody's name or address, in words that are no day and no amount. */
function maskWhoOrWhere(text: string): string {
  const bare = text.trim();
  if (bare.length >= LONG && /[省市区县镇乡村街路号栋室]/.test(bare) && HAN.test(bare)) return maskAddress(bare);
  const masked = text.replace(/\p{Script=Han}+(?:[·•・]\p{Script=Han}+)*/gu, (words) => {
    // As the names of several peoples are written.
    if (/[·•・]/.test(words)) return maskName(words, false);
    if (words.length === 1 || FIGURE_IN_WORDS.test(words)) return words;
    if (words.length >= LONG) return maskAddress(words);
    return words.length <= 4 && isFamilyName(words) ? maskName(words, false) : words;
  });
  return maskSpelt(masked);
}

const HAN = /\p{Script=Han}{3}/u;
/** From so many characters on it is no word of a list of choices, and no remark about a day. */
const LONG = 8;

function isFamilyName(text: string): boolean {
  return FAMILY_NAMES.test(text.slice(0, 1)) || FAMILY_NAMES.test(text.slice(0, 2));
}

/** `Zhang San`, `ZHANG Xiaoming`: words that begin with capitals, two or three of them and nothing else. */
function maskSpelt(text: string): string {
  return /^\s*[A-Z][A-Za-z'-]*(?: [A-Z][A-Za-z'-]*){1,2}\s*$/.test(text)
    ? text.trim().replace(/[A-Za-z'-]+/g, (word) => maskName(word, false))
    : text;
}
