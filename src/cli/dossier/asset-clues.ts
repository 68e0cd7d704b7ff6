/** S2's list of assets to look for before suit or enforcement, each with what the files already show of it. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { AssetClueItem, AssetSign, TraceReason } from '../../domain/dossier.js';
import {
  AUTO_DEBIT,
  ENFORCEMENT_PROCEEDS,
  EVENT_KINDS,
  type EventKind,
  PARTY_ROLES,
  TRANSFER,
} from '../../domain/loan.js';
import { formatFenGrouped } from '../../domain/money.js';
import { HARDSHIPS } from '../../domain/survey.js';
import { heldEvents, heldPayments } from '../../portfolio/bring-in.js';
import { textOf } from '../../portfolio/id-table.js';
import { type PageColumn, type PageSection, pageTable } from '../../write/page.js';
import { wordsIn } from '../../write/words.js';
import { answerTo } from './contact-section.js';
import type { CollateralThing, Dossier, PlacedText } from './dossier.js';

const REASONS: Readonly<Record<TraceReason, { readonly en: string; readonly zh: string }>> = {
  step: { en: 'the next step leads to suit or enforcement', zh: '下一步涉及诉讼或执行' },
  stage: { en: 'it is in the stage of suit and enforcement', zh: '已处诉讼执行阶段' },
  handling: { en: 'its type is handled by suit or by disposal of assets', zh: '该类客户按诉讼或处置资产处理' },
  deadline: { en: 'a clock is at risk', zh: '有期限临近届满' },
  proceedings: { en: 'a suit, a judgment or the like is on record', zh: '已有诉讼、判决等记录' },
};

/** Undefined where nothing leads to suit or enforcement. */
export function assetSection(dossier: Dossier): PageSection | undefined {
  const { explanation, language, open, say } = dossier;
  if (explanation.traceReasons.length === 0) return undefined;
  const { assetClues } = open.terms.policy.dossier;
  const rows = assetClues.map((item): ClueRow => ({ item, clues: cluesOf(dossier, item, assetClues) }));
  const why = explanation.traceReasons.map((reason) => REASONS[reason][language]).join(say('; ', '；'));
  return {
    name: 'asset_clues',
    title: say('Asset clues', '财产线索清单'),
    note: say(
      `because ${why}; what the files show is where to look, not proof of what the borrower owns`,
      `${why}；文件所示仅为查找方向，不能证明现有财产`,
    ),
    isUrgent: false,
    blocks: [pageTable('checklist', '', clueColumns(dossier), rows, language, '', true)],
  };
}

interface ClueRow {
  readonly item: AssetClueItem;
  readonly clues: readonly PlacedText[];
}

function clueColumns({ language, say }: Dossier): PageColumn<ClueRow>[] {
  const nothing = say('nothing in the files', '文件中无记载');
  const told = ({ text, places }: PlacedText) =>
    say(`${text} (${places.join(', ')})`, `${text}（${places.join('，')}）`);
  const found = ({ clues }: ClueRow) => clues.map(told).join(say('; ', '；')) || nothing;
  return [
    { name: 'id', zh: '代码', en: 'code', kind: 'text', of: ({ item }) => item.id, jsonOnly: true },
    { name: 'asset', zh: '财产', en: 'asset', kind: 'text', of: ({ item }) => item.title[language] },
    { name: 'files_show', zh: '文件已示', en: 'the files show', kind: 'text', of: found },
    { name: 'look', zh: '查找途径', en: 'where to look', kind: 'text', of: ({ item }) => item.look[language] },
    { name: 'found', zh: '线索数', en: 'clues', kind: 'integer', of: ({ clues }) => clues.length, jsonOnly: true },
    {
      name: 'places',
      zh: '来源',
      en: 'from',
      kind: 'list',
      of: ({ clues }) => clues.flatMap(({ places }) => places),
      jsonOnly: true,
    },
    { name: 'source', zh: '依据', en: 'source', kind: 'text', of: ({ item }) => item.source, jsonOnly: true },
  ];
}

function cluesOf(dossier: Dossier, item: AssetClueItem, all: readonly AssetClueItem[]): readonly PlacedText[] {
  const things = dossier.collateral.filter((thing) => isOfKind(thing, item)).map((thing) => thingClue(dossier, thing));
  const named = (['preservation', 'asset_transfer'] as const)
    .filter((kind) => !item.shownBy.includes(kind))
    .flatMap((kind) => events(dossier, kind))
    .filter(({ text }) => isNamedIn(text, item));
  return [...things, ...named, ...item.shownBy.flatMap((sign) => signClues(dossier, sign, all))];
}

function isNamedIn(text: string, { words }: AssetClueItem): boolean {
  const small = text.toLowerCase();
  return words.some((word) => (LATIN.test(word) ? isWordOf(small, word) : small.includes(word)));
}

const LATIN = /^[a-z]/;

/** Alone or in the plural: `car` must not be found in `card`. */
function isWordOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const behind = text.slice(at + word.length).replace(/^s/, '');
    if (!/[a-z]$/.test(text.slice(0, at)) && !/^[a-z]/.test(behind)) return true;
  }
  return false;
}

function isOfKind({ description, kind }: CollateralThing, item: AssetClueItem): boolean {
  return isNamedIn(`${kind} ${description}`, item);
}

function thingClue(
  { open, say }: Dossier,
  { description, kind, loan, place, registeredOn, value }: CollateralThing,
): PlacedText {
  const parts = [
    [kind, description].filter((text) => text !== '').join(say(': ', '：')) ||
      say('security of no named kind', '未注明种类的担保物'),
    Number.isNaN(value)
      ? say('value not known', '价值不详')
      : say(`valued ${formatFenGrouped(value)}`, `评估价值 ${formatFenGrouped(value)}`),
    formatIsoDate(registeredOn) === ''
      ? ''
      : say(`registered ${formatIsoDate(registeredOn)}`, `${formatIsoDate(registeredOn)} 登记`),
    say(`secures ${textOf(open.portfolio.loanIds, loan)}`, `担保借据 ${textOf(open.portfolio.loanIds, loan)}`),
  ];
  return { text: parts.filter((part) => part !== '').join(say(', ', '，')), places: [place] };
}

function signClues(dossier: Dossier, sign: AssetSign, all: readonly AssetClueItem[]): readonly PlacedText[] {
  const { say } = dossier;
  switch (sign) {
    case 'other_collateral':
      return dossier.collateral
        .filter((thing) => !all.some((item) => isOfKind(thing, item)))
        .map((thing) => thingClue(dossier, thing));
    case 'account_debited':
      return receipts(dossier, AUTO_DEBIT, (count, on) =>
        say(`an account was debited ${times(count)}, last on ${on}`, `曾代扣成功 ${count} 次，最近 ${on}：有在用账户`),
      );
    case 'paid_by_transfer':
      return receipts(dossier, TRANSFER, (count, on) =>
        say(
          `paid by transfer ${times(count)}, last on ${on}: see from which account`,
          `曾转账还款 ${count} 次，最近 ${on}：可查付款账户`,
        ),
      );
    case 'paid_by_enforcement':
      return receipts(dossier, ENFORCEMENT_PROCEEDS, (count, on) =>
        say(`enforcement brought money ${times(count)}, last on ${on}`, `曾有执行回款 ${count} 次，最近 ${on}`),
      );
    case 'address':
      return dossier.addresses.map(({ text, places }) => ({
        text: say(`address ${text}: whether it is its own is not in the files`, `地址 ${text}：是否自有，文件未载`),
        places,
      }));
    case 'occupation':
      return dossier.occupations.map(({ text, places }) => ({
        text: say(`occupation or business: ${text}`, `职业（行业）：${text}`),
        places,
      }));
    case 'mortgagor':
      return mortgagors(dossier);
    case 'asset_transfer':
    case 'preservation':
      return events(dossier, sign);
    case 'receivables_stuck': {
      const answer = answerTo(dossier, 'hardship');
      if (answer === null || HARDSHIPS[answer.answer]!.id !== 'receivables_stuck') return [];
      return [
        {
          text: say('survey: receivables are stuck, so somebody owes it money', '调查：货款收不回，即另有债权'),
          places: [answer.place],
        },
      ];
    }
    default:
      return survey(dossier, sign);
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Rows named of many. */
const MOST_PLACES = 3;

function receipts(
  { explanation, open, placeOf }: Dossier,
  channel: number,
  tell: (count: number, lastOn: string) => string,
): PlacedText[] {
  const { paymentStart } = open.portfolio;
  const payments = heldPayments(open.portfolio);
  const found: number[] = [];
  for (const { loan } of explanation.loans) {
    for (let at = paymentStart[loan]!; at < paymentStart[loan + 1]!; at++) {
      if (payments.channel[at] === channel && payments.paidOn[at]! <= open.terms.asOf) found.push(at);
    }
  }
  if (found.length === 0) return [];
  found.sort((first, second) => payments.paidOn[second]! - payments.paidOn[first]! || first - second);
  const places = found.slice(0, MOST_PLACES).map((at) => placeOf('payments', payments.line[at]!));
  return [{ text: tell(found.length, formatIsoDate(payments.paidOn[found[0]!]!)), places }];
}

const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;

function mortgagors({ explanation, maskParty, open, placeOf, say }: Dossier): PlacedText[] {
  return explanation.loans
    .flatMap(({ loan }) => open.portfolio.partiesOfLoan.get(loan) ?? [])
    .filter(({ role }) => role === MORTGAGOR)
    .map(({ line, name }) => ({
      text: say(`${maskParty.name(name)} gave security`, `${maskParty.name(name)} 提供抵（质）押`),
      places: [placeOf('parties', line)],
    }));
}

function events(dossier: Dossier, kind: EventKind): PlacedText[] {
  const { explanation, language, open, placeOf } = dossier;
  const columns = heldEvents(open.portfolio);
  const code = EVENT_KINDS.indexOf(kind) + 1;
  return (explanation.events ?? [])
    .filter((event) => columns!.kind[event] === code)
    .map((event) => {
      const said = [dossier.eventText(event, 'result'), dossier.eventText(event, 'note')].filter((text) => text !== '');
      const what = `${formatIsoDate(columns!.happenedOn[event]!)} ${wordsIn(language).values[kind]}`;
      return {
        text: [what, ...said].join(language === 'zh' ? '，' : ', '),
        places: [placeOf('events', columns!.line[event]!)],
      };
    });
}

type Answered = Exclude<AssetSign, 'receivables_stuck' | 'other_collateral' | 'address' | 'occupation' | 'mortgagor'>;

const ANSWERS: Partial<Record<Answered, readonly { readonly en: string; readonly zh: string }[]>> = {
  assets_found: [
    { en: 'survey: no assets found that could pay the debt', zh: '调查：未发现足以清偿的资产' },
    { en: 'survey: assets were found that could pay the debt', zh: '调查：发现足以清偿的资产' },
  ],
  moves_assets: [
    { en: 'survey: no sign that assets are moved', zh: '调查：未见转移资产迹象' },
    { en: 'survey: signs that assets are moved or hidden', zh: '调查：有转移、隐匿资产迹象' },
  ],
  agrees_to_dispose_assets: [
    { en: 'survey: does not agree to dispose of assets', zh: '调查：不同意处置资产' },
    { en: 'survey: agrees to dispose of assets', zh: '调查：同意处置资产' },
  ],
  other_creditors_sue: [
    { en: 'survey: no suit of other creditors', zh: '调查：未见其他债权人起诉' },
    {
      en: 'survey: other creditors have sued: look for what they preserved',
      zh: '调查：其他债权人已起诉，查明其保全的财产',
    },
  ],
  income_covers_instalment: [
    { en: 'survey: income does not cover the instalment', zh: '调查：收入不足以归还每期款项' },
    { en: 'survey: income covers the instalment', zh: '调查：收入足以归还每期款项' },
  ],
};

function survey(dossier: Dossier, sign: keyof typeof ANSWERS): PlacedText[] {
  const answer = answerTo(dossier, sign);
  const text = answer === null ? undefined : ANSWERS[sign]?.[answer.answer];
  return text === undefined ? [] : [{ text: text[dossier.language], places: [answer!.place] }];
}
