/** Guarantees and things given as security: the vocabulary of their clocks, and how exports write it. */
import { type EpochDay, epochDayOf } from './civil-date.js';
import type { Security } from './claim.js';
import type { ClockAnswer } from './clock.js';
import type { MissingFact } from './determination.js';

export type GuaranteeMode = 'joint' | 'general';

/** What the guarantee contract says of its period. */
export type AgreedPeriod =
  /** So many months from the day on which the debt falls due; never 0, which is as if none were agreed. */
  | { readonly kind: 'months'; readonly months: number }
  /** Up to and including a day. */
  | { readonly kind: 'until'; readonly on: EpochDay }
  /** none: nothing was agreed · unclear: “until all is paid off” and the like · unstated: it is not known which. */
  | { readonly kind: 'none' | 'unclear' | 'unstated' }
  /** Nothing was recorded, or nothing that can be read. */
  | { readonly kind: 'blank' | 'unreadable' };

/**
 * How and when the creditor used his right against a guarantor within the guarantee period: what the guarantee debt's
 * own limitation period is reckoned from.
 */
export interface GuaranteeExercise {
  /** Null where the right was exercised under either mode and the mode is not known: `missing` says what would tell. */
  readonly mode: GuaranteeMode | null;
  /** Facts without which the mode is not known; empty where it is. */
  readonly missing: readonly MissingFact[];
  /** Day of the guarantee contract, which picks the law; NO_DAY where not given. */
  readonly contractOn: EpochDay;
  /** Day of the first act that exercised the right on the chosen reading: a demand, or the filing of a suit. */
  readonly exercisedOn: EpochDay;
  /**
   * Joint guarantee: the day from which its limitation period runs when doubtful law is read against the creditor and
   * for him: the day of the demand; the end of a suit; of a suit that was withdrawn its filing, or its withdrawal.
   * NO_DAY while the suit is still pending. Always NO_DAY for a general guarantee, whose period starts elsewhere, and
   * where the mode is not known.
   */
  readonly conservativeFrom: EpochDay;
  readonly favourableFrom: EpochDay;
}

export interface GuaranteePeriodAnswer {
  readonly clock: ClockAnswer;
  /** Null while the right was not exercised on the chosen reading, and where that is not known. */
  readonly exercise: GuaranteeExercise | null;
}

// The period as written

/** Longer than any guarantee period that somebody means: a number beyond is a slip of the keyboard. */
const LONGEST_PERIOD_MONTHS = 600;
const MONTHS_IN_YEAR = 12;

const NONE = new Set(['none', 'no', '无', '无约定', '未约定', '没有约定', '未作约定', '未做约定']);
const UNSTATED = new Set(['unstated', 'notstated', '未说明', '未注明', '未载明', '不详']);
const UNCLEAR = new Set(['unclear', '不明', '不明确', '约定不明', '约定不明确']);
const PAID_OFF = /until(?:all|fully)?paidoff|untilpaid|还清|清偿|偿清|结清|付清/;

const MONTHS = /^(.+?)(?:个月|months?)$/;
const YEARS = /^(.+?)(?:周年|年|years?)(半)?$/;
const DATE = /(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$/;
/** What stands before the length: 主债务履行期限届满之日起, 到期后, “from the due date” … */
const BEFORE_LENGTH = /^.*(?:届满|期满|到期)(?:之?次?日)?(?:起|后)?(?:的|满)?/;
const AFTER_LENGTH = /(?:整|期|期间|以内|之内|内|止|为止|(?:from|after)(?:the)?(?:due(?:date)?|maturity))$/;
/** A period that runs from each instalment has several ends; 每笔 means each loan. */
const OF_EACH_INSTALMENT = /各期|每期|每一期|逐期|当期|该期/;
const BEFORE_DATE = /^(?:(?:自|从)?\d{4}[-/.年\d月]+日?)?(?:起)?(?:截至|截止到?|至|到|until|to|[~—-]+)?/;

const known = new Map<string, AgreedPeriod>();
/** A book has few different spellings, but its dates may be many. */
const KNOWN_AT_MOST = 10_000;

/**
 * The guarantee period as a cell says it: `6 months`, `2 years`, 六个月, 半年, 两年, 主债务履行期限届满之日起三年, `none`,
 * 未约定, `unstated`, `until_paid_off`, 直至主债务本息还清时为止, 约定不明, or a date. A bare number is unreadable: it could
 * be months or years. So is a period from each instalment, which ends instalment by instalment.
 */
export function parseGuaranteePeriod(text: string): AgreedPeriod {
  let period = known.get(text);
  if (period === undefined) {
    period = readPeriod(text);
    if (known.size >= KNOWN_AT_MOST) known.clear();
    known.set(text, period);
  }
  return period;
}

function readPeriod(text: string): AgreedPeriod {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_,，。]+/g, '');
  if (plain === '') return { kind: 'blank' };
  if (NONE.has(plain)) return { kind: 'none' };
  if (UNSTATED.has(plain)) return { kind: 'unstated' };
  const date = readDate(plain);
  if (date !== undefined) return { kind: 'until', on: date };
  if (OF_EACH_INSTALMENT.test(plain)) return { kind: 'unreadable' };
  const months = readMonths(plain.replace(AFTER_LENGTH, '').replace(BEFORE_LENGTH, ''));
  if (months === 0) return { kind: 'none' };
  if (months !== undefined) return { kind: 'months', months };
  if (UNCLEAR.has(plain) || PAID_OFF.test(plain)) return { kind: 'unclear' };
  return { kind: 'unreadable' };
}

/** A date alone, behind 至 or as the end of a span of two. */
function readDate(plain: string): EpochDay | undefined {
  const ended = plain.replace(/(?:为止|止)$/, '');
  const parts = DATE.exec(ended);
  if (parts === null) return undefined;
  const before = ended.slice(0, parts.index);
  if (before.replace(BEFORE_DATE, '') !== '') return undefined;
  const month = parts[2] ?? parts[4] ?? parts[6];
  const day = parts[3] ?? parts[5] ?? parts[7];
  return epochDayOf(Number(parts[1]), Number(month), Number(day));
}

function readMonths(length: string): number | undefined {
  const months = toMonths(length);
  return months !== undefined && months <= LONGEST_PERIOD_MONTHS ? months : undefined;
}

function toMonths(length: string): number | undefined {
  if (length === '半年' || length === '半年期') return MONTHS_IN_YEAR / 2;
  const months = MONTHS.exec(length);
  if (months !== null) return readCount(months[1]!);
  const years = YEARS.exec(length);
  if (years === null) return undefined;
  const count = readCount(years[1]!);
  if (count === undefined) return undefined;
  return count * MONTHS_IN_YEAR + (years[2] === undefined ? 0 : MONTHS_IN_YEAR / 2);
}

const NUMERALS = '零一二三四五六七八九';
const FORMAL_NUMERALS = '零壹贰叁肆伍陆柒捌玖';

/** A whole number in digits or in Chinese numerals below one hundred. */
function readCount(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const plain = text
    .replace(/[壹贰叁肆伍陆柒捌玖]/g, (formal) => NUMERALS[FORMAL_NUMERALS.indexOf(formal)]!)
    .replace('拾', '十')
    .replace('两', '二')
    .replace('〇', '零');
  const parts = /^([一二三四五六七八九])?(十)?([零一二三四五六七八九])?$/.exec(plain);
  if (parts === null || plain === '') return undefined;
  const [, tens, ten, ones] = parts;
  if (ten === undefined) return plain.length === 1 ? NUMERALS.indexOf(plain) : undefined;
  return (tens === undefined ? 1 : NUMERALS.indexOf(tens)) * 10 + (ones === undefined ? 0 : NUMERALS.indexOf(ones));
}

// Things given as security

const PLEDGE = /质押|质权|出质|pledge/;
/** Pledged by handing the thing or its paper over. */
const HANDED_OVER =
  /存单|(?<!不)动产|票据|汇票|仓单|提单|保证金|贵金属|黄金|deposit|bill|warehousereceipt|(?<!im)movable/;
/** Papers that are security only by being held. */
const PAPER = /存单|票据|汇票|仓单|提单|保证金/;
/** Things that are pledged by handing them over, where the cell says that they are pledged. */
const MOVABLE = /车|船|设备|机器|机械|存货|货物|vehicle|car|truck|equipment|machine|stock|inventory/;
/** Pledged by an entry in a register. */
const REGISTERED_RIGHT =
  /股权|股份|股票|应收|账款|收费权|收益权|知识产权|专利|商标|著作权|版权|基金份额|equity|share|receivable|patent|trademark|copyright|fund/;
const MORTGAGED =
  /抵押|按揭|住宅|住房|房产|房屋|房地产|不动产|公寓|别墅|写字楼|办公|商铺|店铺|商业用房|商用房|厂房|仓库|车库|车位|土地|用地|使用权|宅基地|林权|经营权|海域|车辆|汽车|轿车|货车|船舶|船|航空器|设备|机器|机械|在建工程|mortgage|house|home|flat|apartment|villa|dwelling|residen(?:ce|tial)|realestate|immovable|shop|office|land|propert|building|factory|plant|vehicle|car|truck|ship|vessel|equipment|machine/;
const UNSECURED =
  /^(?:无|没有|无抵押|无担保|无押品|信用|纯信用|信用贷款|信用方式|保证|保证担保|none|unsecured|credit|guarantee|-+|—+|\/|n\/?a)$/;

/**
 * What a collateral kind is in law, from the words of an export. `registered` says that an entry in a register is on
 * record: a pledge whose kind is not told was then made by registration. A kind that names several things is taken
 * for the one that can be lost soonest. Words that say nothing of this give `unknown`.
 */
export function securityOf(kindText: string, registered: boolean): Security {
  const plain = kindText
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_]+/g, '');
  if (plain === '' || UNSECURED.test(plain)) return 'none';
  if (plain.includes('抵押') || plain.includes('mortgage')) return 'mortgage';
  const isPledge = PLEDGE.test(plain);
  if (REGISTERED_RIGHT.test(plain)) return 'registered_pledge';
  if (isPledge && HANDED_OVER.test(plain)) return 'possessory_pledge';
  if (isPledge && MOVABLE.test(plain)) return 'possessory_pledge';
  if (isPledge) return registered ? 'registered_pledge' : 'unknown';
  if (PAPER.test(plain)) return 'possessory_pledge';
  return MORTGAGED.test(plain) ? 'mortgage' : 'unknown';
}
