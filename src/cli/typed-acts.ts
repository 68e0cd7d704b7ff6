/** Events and parties as they are typed on the command line: `demand@2024-06-10:party_id=G1,evidence=proven`. */
import { namesDebitBasis, readActResults } from '../domain/act-results.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { ACT_RESULTS, RECEIPT, resultBit } from '../domain/claim.js';
import { parseGuaranteePeriod } from '../domain/guarantee.js';
import {
  CHANNELS,
  type CodedNames,
  EVENT_KINDS,
  EVIDENCE_GRADES,
  GUARANTEE_MODES,
  PARTY_ROLES,
} from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { parseTypedDate } from '../domain/typed-date.js';
import { foldChoice } from '../read/cells.js';
import {
  CHANNEL_TITLES,
  EVENT_KIND_TITLES,
  EVIDENCE_TITLES,
  GUARANTEE_MODE_TITLES,
  PARTY_ROLE_TITLES,
  type Spellings,
} from '../read/choice-titles.js';
import { UserError } from './exit.js';
import { didYouMean } from './mistyped.js';
import { parseYuan } from './options.js';

/** One `--event`. */
export interface TypedEvent {
  /** Code into EVENT_KINDS; RECEIPT for a part payment whose channel is given. */
  readonly kind: number;
  readonly on: EpochDay;
  readonly endedOn: EpochDay;
  readonly promisedOn: EpochDay;
  readonly evidence: number;
  /** '' for the borrower. */
  readonly partyId: string;
  readonly results: number;
  readonly channel: number;
  readonly amount: Fen;
}

/** One `--guarantee` or `--party`. */
export interface TypedParty {
  /** '' where none was given. */
  readonly partyId: string;
  readonly role: number;
  readonly guaranteeMode: number;
  readonly guaranteePeriod: string;
  readonly signedOn: EpochDay;
}

const EVENT_KEYS = [
  'evidence',
  'party_id',
  'ended_on',
  'promised_on',
  'amount',
  'result',
  'channel',
  'note',
  'actor',
] as const;
const PARTY_KEYS = ['id', 'party_id', 'signed', 'signed_on', 'name', 'mode', 'period'] as const;
const AUTO_DEBIT = EVENT_KINDS.indexOf('auto_debit') + 1;
const PART_PAYMENT = EVENT_KINDS.indexOf('part_payment') + 1;
const JUDGMENT = EVENT_KINDS.indexOf('judgment') + 1;
const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;

const EVENT_FORM = 'KIND@YYYY-MM-DD[..YYYY-MM-DD][:key=value,key=value]';
const GUARANTEE_FORM = 'MODE,PERIOD[,signed=YYYY-MM-DD][,id=G1]';
const PARTY_FORM = 'ROLE,id=X';

/** What stands wrong in one option, with the whole option for the message. */
class Typed {
  readonly option: string;
  readonly text: string;
  constructor(option: string, text: string) {
    this.option = option;
    this.text = text;
  }

  refuse(en: string, zh: string, expectedEn: string, expectedZh: string): never {
    throw new UserError(
      { en: `${this.option} "${this.text}": ${en}`, zh: `${this.option} “${this.text}”：${zh}` },
      { en: `expected ${expectedEn}`, zh: `应为 ${expectedZh}` },
    );
  }

  day(text: string): EpochDay {
    const day = parseTypedDate(text);
    if (day !== undefined) return day;
    return this.refuse(`"${text}" is not a calendar date`, `“${text}”不是日历上的日期`, 'YYYY-MM-DD', 'YYYY-MM-DD');
  }

  /** Code of a name of a closed list, or of one of its usual spellings in files; hyphens and capitals do not count. */
  code(what: string, text: string, names: CodedNames, spellings: Spellings = {}): number {
    const folded = foldChoice(text);
    const isMeant = (name: string) =>
      foldChoice(name) === folded || (spellings[name]?.some((spelling) => foldChoice(spelling) === folded) ?? false);
    const at = names.findIndex(isMeant);
    if (at >= 0) return at + 1;
    const near = didYouMean(text, names);
    const list = names.join(', ');
    return this.refuse(
      `unknown ${what} "${text}"${near.en}`,
      `没有“${text}”这一取值${near.zh}`,
      `one of ${list}`,
      list,
    );
  }

  /** `key=value` pieces as a map. */
  keys(pieces: readonly string[], known: readonly string[], form: string): ReadonlyMap<string, string> {
    const values = new Map<string, string>();
    for (const piece of pieces) {
      const at = piece.indexOf('=');
      const key = (at < 0 ? piece : piece.slice(0, at)).trim();
      if (at < 0 || !known.includes(key)) {
        const near = didYouMean(key, known);
        this.refuse(
          at < 0 ? `"${piece}" is not key=value` : `unknown key "${key}"${near.en}`,
          at < 0 ? `“${piece}”不是 key=value` : `没有“${key}”这一项${near.zh}`,
          `${form}, keys ${known.join(', ')}`,
          `${form}，可用项 ${known.join('、')}`,
        );
      }
      if (values.has(key)) {
        this.refuse(`"${key}" is given twice`, `“${key}”重复`, form, form);
      }
      values.set(key, piece.slice(at + 1).trim());
    }
    return values;
  }
}

/** Reads one `--event`; throws {@link UserError} that says what was expected. */
export function parseTypedEvent(text: string): TypedEvent {
  const typed = new Typed('--event', text);
  const [, kindText = '', days = '', rest = ''] = /^([^@:]*)@([^:]*)(?::(.*))?$/s.exec(text) ?? [];
  if (kindText === '') typed.refuse('no kind and day', '没有事件类型和日期', EVENT_FORM, EVENT_FORM);
  const kind = typed.code('kind', kindText.trim(), EVENT_KINDS, EVENT_KIND_TITLES);
  const [fromText = '', toText, ...more] = days.split('..');
  if (more.length > 0) typed.refuse('more than two days', '日期多于两个', EVENT_FORM, EVENT_FORM);
  const on = typed.day(fromText);
  const until = toText === undefined ? NO_DAY : typed.day(toText);
  if (until !== NO_DAY && until < on) {
    typed.refuse('ends before it begins', '结束早于开始', EVENT_FORM, EVENT_FORM);
  }

  const values = typed.keys(rest === '' ? [] : rest.split(','), EVENT_KEYS, EVENT_FORM);
  const dayOf = (key: string) => ((values.get(key) ?? '') === '' ? NO_DAY : typed.day(values.get(key)!));
  const codeOf = (key: string, names: CodedNames, spellings: Spellings) =>
    (values.get(key) ?? '') === '' ? 0 : typed.code(key, values.get(key)!, names, spellings);
  const endedOn = dayOf('ended_on');
  if (endedOn !== NO_DAY && until !== NO_DAY && endedOn !== until) {
    typed.refuse('two different ends', '给出了两个不同的结束日', EVENT_FORM, EVENT_FORM);
  }
  const end = endedOn === NO_DAY ? until : endedOn;
  const promisedOn = dayOf('promised_on');
  // The second day of a judgment is the one by which it orders payment.
  const isPayBy = kind === JUDGMENT && promisedOn === NO_DAY;
  const channel = codeOf('channel', CHANNELS, CHANNEL_TITLES);
  if (channel !== 0 && kind !== PART_PAYMENT) {
    typed.refuse('channel goes with part_payment only', 'channel 仅用于 part_payment', EVENT_FORM, EVENT_FORM);
  }
  return {
    kind: channel === 0 ? kind : RECEIPT,
    on,
    endedOn: isPayBy ? NO_DAY : end,
    promisedOn: isPayBy ? end : promisedOn,
    evidence: codeOf('evidence', EVIDENCE_GRADES, EVIDENCE_TITLES),
    partyId: values.get('party_id') ?? '',
    results: resultsOf(typed, values.get('result') ?? '', kind),
    channel,
    amount: amountOf(typed, values.get('amount') ?? '', kind),
  };
}

/** Unlike a file, whose remarks are free text, a typed result that says nothing is a slip. */
function resultsOf(typed: Typed, text: string, kind: number): number {
  if (text === '') return 0;
  const basis = kind === AUTO_DEBIT && namesDebitBasis(text) ? resultBit('with_basis') : 0;
  const results = readActResults(text) | basis;
  return results === 0 ? typed.code('result', text, ACT_RESULTS) : results;
}

function amountOf(typed: Typed, text: string, kind: number): Fen {
  if (text === '') return Number.NaN;
  const amount = yuanOrNaN(text);
  // Nobody pays nothing.
  if (amount > 0 || (amount === 0 && kind !== PART_PAYMENT)) return amount;
  return typed.refuse(`"${text}" is not an amount`, `“${text}”不是金额`, 'yuan, such as 1234.56', '元，如 1234.56');
}

function yuanOrNaN(text: string): Fen {
  try {
    return parseYuan(text);
  } catch {
    return Number.NaN;
  }
}

/** Reads one `--guarantee MODE,PERIOD[,signed=D][,id=G1]`. */
export function parseTypedGuarantee(text: string): TypedParty {
  const typed = new Typed('--guarantee', text);
  const pieces = text.split(',').map((piece) => piece.trim());
  if (text.trim() === '') {
    typed.refuse('nothing is said of the guarantee', '未说明保证内容', GUARANTEE_FORM, GUARANTEE_FORM);
  }
  const plain = pieces.filter((piece) => !piece.includes('='));
  const values = typed.keys(
    pieces.filter((piece) => piece.includes('=')),
    PARTY_KEYS,
    GUARANTEE_FORM,
  );
  if (plain.length > 2)
    typed.refuse(`"${plain[2]}" is one too many`, `“${plain[2]}”多余`, GUARANTEE_FORM, GUARANTEE_FORM);
  for (const [at, key] of ['mode', 'period'].entries()) {
    if (plain[at] !== undefined && values.has(key)) {
      typed.refuse(`"${key}" is given twice`, `“${key}”重复`, GUARANTEE_FORM, GUARANTEE_FORM);
    }
  }
  const [mode = values.get('mode') ?? '', period = values.get('period') ?? ''] = plain;
  return { ...identityOf(typed, values), role: GUARANTOR, ...termsOf(typed, mode, period) };
}

/** Reads one `--party ROLE,id=X`. */
export function parseTypedParty(text: string): TypedParty {
  const typed = new Typed('--party', text);
  const [roleText = '', ...rest] = text.split(',').map((piece) => piece.trim());
  const values = typed.keys(rest, PARTY_KEYS, PARTY_FORM);
  const role = typed.code('role', roleText, PARTY_ROLES, PARTY_ROLE_TITLES);
  const terms = termsOf(typed, values.get('mode') ?? '', values.get('period') ?? '');
  if (role !== GUARANTOR && (terms.guaranteeMode !== 0 || terms.guaranteePeriod !== '')) {
    typed.refuse('mode and period go with a guarantor only', 'mode、period 仅用于保证人', PARTY_FORM, PARTY_FORM);
  }
  return { ...identityOf(typed, values), role, ...terms };
}

/** What the contract says of mode and period; '' for what it was not said of. */
function termsOf(typed: Typed, mode: string, period: string): Pick<TypedParty, 'guaranteeMode' | 'guaranteePeriod'> {
  if (parseGuaranteePeriod(period).kind === 'unreadable') {
    typed.refuse(
      `"${period}" is not a guarantee period`,
      `“${period}”不是保证期间`,
      'none, unstated, until_paid_off, N months or YYYY-MM-DD',
      'none、unstated、until_paid_off、N months 或 YYYY-MM-DD',
    );
  }
  return {
    guaranteeMode: mode === '' ? 0 : typed.code('mode', mode, GUARANTEE_MODES, GUARANTEE_MODE_TITLES),
    guaranteePeriod: period,
  };
}

function identityOf(typed: Typed, values: ReadonlyMap<string, string>): Pick<TypedParty, 'partyId' | 'signedOn'> {
  const signed = values.get('signed') ?? values.get('signed_on') ?? '';
  return {
    partyId: values.get('id') ?? values.get('party_id') ?? '',
    signedOn: signed === '' ? NO_DAY : typed.day(signed),
  };
}
