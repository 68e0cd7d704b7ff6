/**
 * A book with people in it that are easily found again: in every column that may hold personal data, in rows that are read, in
 * rows that are rejected, and in cells that have moved to where they do not belong.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookTable } from '../../src/domain/problem.js';
import { TABLE_SHAPES } from '../../src/read/shapes.js';

interface Person {
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly address: string;
}

const NAMES = ['欧阳暮雪', '张晚舟', '王听澜', '李拾光', '赵怀瑾', '陈望舒'];

/** With the check digit of GB 11643. */
function identityNumber(serial: number): string {
  const digits = `11010519491231${String(100 + serial)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return digits + '10X98765432'[sum % 11]!;
}

export const PEOPLE: readonly Person[] = NAMES.map((name, at) => ({
  name,
  phone: `1397654000${at}`,
  idNumber: identityNumber(at),
  address: `广东省深圳市南山区桃源村${at + 1}栋${String.fromCharCode(65 + at)}7077室`,
}));

/** What nobody but the letters, the rejected rows and whoever asks for everything may show. */
export const PLANTED: readonly string[] = PEOPLE.flatMap(({ name, phone, idNumber, address }) => [
  name,
  phone,
  idNumber,
  address.slice('广东省深圳市南山区'.length),
]);

const [FIRST, SECOND, GUARANTOR, MORTGAGOR, STRANGER, MOVED] = PEOPLE as readonly [
  Person,
  Person,
  Person,
  Person,
  Person,
  Person,
];

type Row = Readonly<Record<string, string>>;

const LOAN: Row = {
  borrower_kind: 'individual',
  principal: '120000.00',
  annual_rate_percent: '6',
  penalty_markup_percent: '50',
  repayment_method: 'equal_instalment',
  period: 'monthly',
  payment_day: '15',
  disbursed_on: '2025-06-15',
  matures_on: '2027-06-15',
  region: '城东',
  branch: '城东支行',
  officer: '经办甲',
  product: '个人经营贷',
};

function loan(id: string, borrower: string, who: Person, further: Row = {}): Row {
  return {
    ...LOAN,
    loan_id: id,
    borrower_id: borrower,
    borrower_name: who.name,
    phone: who.phone,
    id_number: who.idNumber,
    address: who.address,
    ...further,
  };
}

const LOANS: readonly Row[] = [
  loan('L1', 'B1', FIRST, {
    care_note: `讲闽南话，由其兄${FIRST.name}（${FIRST.phone}）陪同，身份证${FIRST.idNumber}`,
    occupation: '个体工商户',
  }),
  loan('L2', 'B2', SECOND, { disbursed_on: '2022-01-15', matures_on: '2023-01-15', contract_signed_on: '2022-01-10' }),
  // No row about it is rejected: a letter may go out.
  loan('L4', 'B4', FIRST),
  // Current: to be reminded.
  loan('L3', 'B3', STRANGER, { disbursed_on: '2026-10-22', matures_on: '2027-10-22', payment_day: '22' }),
];

const PAYMENTS: readonly Row[] = [
  { loan_id: 'L1', paid_on: '2025-07-15', amount: '5318.47', payment_id: 'P1', channel: 'counter' },
  // Twice, and the key is somebody's identity number.
  { loan_id: 'L2', paid_on: '2022-02-15', amount: '100.00', payment_id: MOVED.idNumber, channel: 'counter' },
  { loan_id: 'L2', paid_on: '2022-02-15', amount: '100.00', payment_id: MOVED.idNumber, channel: 'counter' },
  { loan_id: 'L2', paid_on: '2022-02-16', amount: '-1.00', payment_id: 'P4', reversal_of: GUARANTOR.idNumber },
  { loan_id: MOVED.idNumber, paid_on: '2022-02-16', amount: '1.00', payment_id: 'P5' },
];

const EVENTS: readonly Row[] = [
  {
    loan_id: 'L1',
    happened_at: '2026-10-01 10:00',
    kind: 'call',
    result: `与${FIRST.name}通话`,
    actor: '经办甲',
    note: `${FIRST.name}（${FIRST.phone}，${FIRST.idNumber}）称由${GUARANTOR.name}代还，电话${GUARANTOR.phone}`,
  },
  { loan_id: 'L1', happened_at: '2026-10-05', kind: 'refusal', note: `${FIRST.name}拒绝`, result: '' },
  { loan_id: 'L2', happened_at: '2023-05-01', kind: 'lawsuit', note: `诉${SECOND.name}`, result: '' },
  {
    loan_id: 'L2',
    happened_at: '2024-05-01',
    kind: 'asset_transfer',
    note: `房产过户给${MORTGAGOR.name} ${MORTGAGOR.phone}`,
  },
];

const PARTIES: readonly Row[] = [
  {
    loan_id: 'L1',
    party_id: 'G1',
    name: GUARANTOR.name,
    role: 'guarantor',
    guarantee_mode: 'joint',
    guarantee_period: '6 months',
    signed_on: '2025-06-15',
    phone: GUARANTOR.phone,
    address: GUARANTOR.address,
  },
  {
    loan_id: 'L2',
    party_id: 'M1',
    name: MORTGAGOR.name,
    role: 'mortgagor',
    phone: MORTGAGOR.phone,
    address: MORTGAGOR.address,
  },
];

const COLLATERAL: readonly Row[] = [
  {
    loan_id: 'L2',
    kind: 'mortgage',
    description: `房屋一套，权利人${MORTGAGOR.name}，${MORTGAGOR.phone}`,
    value: '900000.00',
    registered_on: '2022-01-10',
  },
];

const SURVEY: readonly Row[] = [
  { borrower_id: 'B1', answered_on: '2026-10-20', answered_by: '经办甲', says_will_pay: 'yes', cooperates: 'yes' },
];

const SOUND: Readonly<Partial<Record<BookTable, readonly Row[]>>> = {
  loans: LOANS,
  payments: PAYMENTS,
  events: EVENTS,
  parties: PARTIES,
  collateral: COLLATERAL,
  survey: SURVEY,
  schedule: [],
};

/** A row for every typed column, with each kind of personal datum in it. */
function movedRows(table: BookTable, sound: Row): Row[] {
  const rows: Row[] = [];
  for (const { name, kind } of TABLE_SHAPES[table].columns) {
    if (kind === 'identifier' || (kind === 'text' && table !== 'survey')) continue;
    // A number is a number wherever it stands: as an amount it would be read as one.
    const isNumber = ['amount', 'signed_amount', 'percent', 'whole_number'].includes(kind);
    const data = [MOVED.name, `${MOVED.name} ${MOVED.phone}`, MOVED.address];
    data.push(...(isNumber ? [`电话${MOVED.phone}`] : [MOVED.phone]), MOVED.idNumber);
    for (const datum of data) rows.push({ ...sound, loan_id: sound['loan_id'] ?? '', [name]: datum });
  }
  return rows;
}

const MODELS: Readonly<Partial<Record<BookTable, Row>>> = {
  loans: loan('L9', 'B9', MOVED),
  payments: { loan_id: 'L1', paid_on: '2025-08-15', amount: '1.00', payment_id: 'P9' },
  schedule: { loan_id: 'L1', seq: '1', due_on: '2025-07-15', principal: '1.00' },
  events: { loan_id: 'L1', happened_at: '2026-10-02', kind: 'call' },
  parties: { loan_id: 'L1', party_id: 'G9', role: 'guarantor', name: MOVED.name },
  collateral: { loan_id: 'L2', kind: 'mortgage' },
};

/** Rows that are wrong in other ways than by one cell of theirs. */
const WRONG_LOANS: readonly Row[] = [
  loan(MOVED.idNumber, 'B9', MOVED, { principal: '0' }),
  loan('L8', 'B9', MOVED, { id_number: '1.10105E+17' }),
  loan('L7', 'B9', MOVED, { currency: MOVED.name }),
  loan('L1', 'B9', MOVED),
  loan('L6', 'B9', MOVED, { matures_on: '2020-01-01' }),
];

/** Writes the tables into `directory` and gives the options that name them. */
export function writePlantedBook(directory: string): string[] {
  const options: string[] = [];
  for (const [table, sound] of Object.entries(SOUND) as [BookTable, readonly Row[]][]) {
    // The sheet's columns that are only told are not read back.
    const columns = TABLE_SHAPES[table].columns.map(({ name }) => name);
    const model = MODELS[table];
    const rows = [
      ...sound,
      ...(model === undefined ? [] : movedRows(table, model)),
      ...(table === 'loans' ? WRONG_LOANS : []),
      ...(table === 'survey'
        ? movedRows('survey', { borrower_id: 'B2', answered_on: '2026-10-20' }).map(({ loan_id, ...row }) => row)
        : []),
    ];
    const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
    // One row is too long: its cells have moved for certain.
    lines.push(...(table === 'loans' ? [`L5,${PLANTED.join(',')}${',x'.repeat(columns.length)}`] : []));
    const path = join(directory, `${table}.csv`);
    writeFileSync(path, `${columns.join(',')}\n${lines.join('\n')}\n`);
    options.push(`--${table}`, path);
  }
  return options;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
