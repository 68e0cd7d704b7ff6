/**
 * The whole job as a competent developer would write it without typed arrays: csv-parse with one object a row, Maps of
 * objects with lists of objects, csv-stringify. What it does and leaves out: bench/README.md.
 *
 *   node --max-old-space-size=12288 bench/csv-parse-objects-whole.mjs BOOK_FOLDER OUT_FOLDER AS_OF [--events]
 */
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import {
  ageLoan,
  bucketOf,
  dayOf,
  dayOfMonthOf,
  fenOf,
  GRADES,
  gradeOf,
  isoOf,
  limitLoan,
  monthOf,
} from './objects-loan.mjs';

const [book, out, asOfText, flag] = process.argv.slice(2);
if (asOfText === undefined || !/^\d{4}-\d\d-\d\d$/.test(asOfText) || (flag !== undefined && flag !== '--events')) {
  process.stderr.write('usage: node bench/csv-parse-objects-whole.mjs BOOK_FOLDER OUT_FOLDER AS_OF [--events]\n');
  process.exit(2);
}
const asOf = dayOf(asOfText);

const SUBSTANDARD = 2;
/** Of a company's balance: more than this non-performing, and all of it is. */
const CONTAGION_SHARE = 0.1;
const RIGHTS_AT_RISK_DAYS = 90;
const SILENT_DAYS = 90;
const UNANSWERED = new Set(['无人接听', '关机', '空号', '停机']);
const SPOKEN = new Set(['call', 'visit']);

/** First day past due, what to do, within so many days, and the events that show that it was done. */
const STEPS = [
  [181, '未诉的立即起诉，已诉的推进判决与执行', 0, ['judgment', 'enforcement', 'lawsuit']],
  [91, '提起诉讼或仲裁，申请财产保全', 30, ['lawsuit', 'arbitration', 'payment_order']],
  [61, '发律师函，准备诉讼并排查资产线索', 30, ['letter', 'demand']],
  [31, '再次书面催收并签收', 14, ['demand', 'letter']],
  [15, '按方案协商，取得书面承诺', 7, ['promise', 'repayment_plan']],
  [8, '制定追讨方案', 3, []],
  [4, '书面报告', 3, []],
  [2, '上门查看，送达催款函', 1, ['visit', 'demand']],
  [1, '电话联系', 1, ['call']],
];
/** Share of the exposure expected back, by type and months past due. */
const RECOVERY = {
  '1-incidental': [0.99, 0.95, 0.88, 0.8, 0.68, 0.58, 0.5, 0.35],
  '2-hardship': [0.9, 0.75, 0.6, 0.48, 0.38, 0.32, 0.27, 0.18],
  '3-wilful': [0.9, 0.7, 0.6, 0.52, 0.45, 0.4, 0.36, 0.28],
  '4-bad': [0.7, 0.4, 0.28, 0.2, 0.14, 0.11, 0.09, 0.05],
  undetermined: [0.95, 0.8, 0.6, 0.45, 0.34, 0.28, 0.23, 0.14],
};

const POSITION_COLUMNS =
  'loan_id borrower_id as_of days_past_due oldest_unpaid_due_on missed_instalments overdue_principal overdue_interest penalty_interest compound_interest overdue_total outstanding_principal unallocated last_paid_on last_paid_amount bucket risk_grade borrower_type type_confidence limitation_status limitation_base_on limitation_rolled_on limitation_days_left'.split(
    ' ',
  );
const LIST_COLUMNS =
  'rank why next_step next_step_by borrower_id borrower_name loans days_past_due bucket risk_grade overdue_total outstanding_principal borrower_type type_confidence nearest_deadline nearest_deadline_on officer branch region phone flags score'.split(
    ' ',
  );

const read = (name) => createReadStream(join(book, name)).pipe(parse({ columns: true, bom: true }));
const write = (name, columns, rows) =>
  pipeline(Readable.from(rows), stringify({ header: true, columns }), createWriteStream(join(out, name)));
const yuan = (fen) => (fen / 100).toFixed(2);
const isoOrBlank = (day) => (day < 0 ? '' : isoOf(day));

async function readLoans() {
  const loans = new Map();
  const borrowers = new Map();
  for await (const row of read('loans.csv')) {
    const loan = {
      id: row.loan_id,
      officer: row.officer,
      branch: row.branch,
      region: row.region,
      assetClass: row.asset_class,
      principal: fenOf(row.principal),
      rate: Math.round(Number(row.annual_rate_percent) * 100),
      penaltyMarkup: Number(row.penalty_markup_percent),
      method: row.repayment_method,
      period: row.period,
      paymentDay: Number(row.payment_day),
      disbursedOn: dayOf(row.disbursed_on),
      disbursedMonth: monthOf(row.disbursed_on),
      dayOfDisbursement: dayOfMonthOf(row.disbursed_on),
      maturesOn: dayOf(row.matures_on),
      maturesMonth: monthOf(row.matures_on),
      collateral: row.collateral_value === '' ? 0 : fenOf(row.collateral_value),
      hold: row.hold,
      payments: [],
      events: null,
      borrower: null,
    };
    loans.set(loan.id, loan);
    const id = row.borrower_id || row.loan_id;
    let borrower = borrowers.get(id);
    if (borrower === undefined) {
      borrower = {
        id,
        name: row.borrower_name,
        kind: row.borrower_kind,
        phone: row.phone,
        needsCare: false,
        loans: [],
      };
      borrowers.set(id, borrower);
    }
    if (row.care_note !== '') borrower.needsCare = true;
    borrower.loans.push(loan);
    loan.borrower = borrower;
  }
  return { loans, borrowers };
}

async function readPayments(loans) {
  for await (const row of read('payments.csv')) {
    const loan = loans.get(row.loan_id);
    if (loan === undefined) throw new Error(`payment of an unknown loan ${row.loan_id}`);
    loan.payments.push({ paidOn: dayOf(row.paid_on), amount: fenOf(row.amount), channel: row.channel });
  }
}

async function readEvents(loans, borrowers) {
  for await (const row of read('events.csv')) {
    const event = {
      day: dayOf(row.happened_at),
      kind: row.kind,
      evidence: row.evidence,
      endedOn: row.ended_on === '' ? -1 : dayOf(row.ended_on),
      promisedOn: row.promised_on === '' ? -1 : dayOf(row.promised_on),
      result: row.result,
    };
    if (event.day > asOf) continue;
    const concerned = row.loan_id !== '' ? [loans.get(row.loan_id)] : (borrowers.get(row.borrower_id)?.loans ?? []);
    for (const loan of concerned) {
      if (loan === undefined) throw new Error(`event of an unknown loan ${row.loan_id}`);
      if (loan.events === null) loan.events = [event];
      else loan.events.push(event);
    }
  }
}

/** What was last done and said about a borrower's loans. */
function contactsOf(borrower) {
  const contacts = { lastSpokenOn: -1, lastTriedOn: -1, refused: false, promisedOn: -1, brokenOn: -1, done: new Map() };
  for (const loan of borrower.loans) {
    for (const event of loan.events ?? []) {
      if (SPOKEN.has(event.kind)) {
        contacts.lastTriedOn = Math.max(contacts.lastTriedOn, event.day);
        if (!UNANSWERED.has(event.result)) contacts.lastSpokenOn = Math.max(contacts.lastSpokenOn, event.day);
      }
      if (event.kind === 'refusal') contacts.refused = true;
      if (event.promisedOn >= 0) {
        const wasPaid = loan.payments.some(({ paidOn }) => paidOn > event.day && paidOn <= event.promisedOn);
        if (event.promisedOn >= asOf) contacts.promisedOn = Math.max(contacts.promisedOn, event.promisedOn);
        else if (!wasPaid && loan.missed > 0) contacts.brokenOn = Math.max(contacts.brokenOn, event.promisedOn);
      }
      const before = contacts.done.get(event.kind);
      if (before === undefined || before < event.day) contacts.done.set(event.kind, event.day);
    }
  }
  return contacts;
}

/** One of the four types by how the borrower paid, was spoken to and is secured; a score of its own on each axis. */
function typeBorrower(borrower, contacts) {
  let willing = 0;
  let able = 0;
  for (const loan of borrower.loans) {
    if (loan.missed === 0) continue;
    willing += loan.paidPartSince ? 2 : 0;
    willing += Math.min(2, loan.cured);
    if (loan.firstPaymentDefault) willing -= 2;
    if (loan.daysPastDue > SILENT_DAYS && asOf - loan.lastPaidOn > SILENT_DAYS) willing -= 2;
    if (loan.paidShare >= 0.6) able += 2;
    else if (loan.paidShare < 0.2) able -= 2;
    if (loan.collateral > 0) able += loan.collateral >= loan.outstanding ? 2 : 1;
    if (loan.daysPastDue > 180) able -= 1;
  }
  if (contacts.refused || contacts.brokenOn >= 0) willing -= 2;
  if (contacts.promisedOn >= 0) willing += 1;
  const least = Math.min(Math.abs(willing), Math.abs(able));
  borrower.confidence = least < 2 ? 0 : Math.min(90, 25 + 10 * least);
  if (least < 2) borrower.type = 'undetermined';
  else if (willing > 0) borrower.type = able > 0 ? '1-incidental' : '2-hardship';
  else borrower.type = able > 0 ? '3-wilful' : '4-bad';
}

/** A company of whose balance too much is non-performing has all of it so. */
function spreadGrades({ kind, loans }) {
  if (kind !== 'company' || loans.length === 1) return;
  let total = 0;
  let bad = 0;
  for (const { outstanding, grade } of loans) {
    total += outstanding;
    if (grade >= SUBSTANDARD) bad += outstanding;
  }
  if (bad <= total * CONTAGION_SHARE) return;
  for (const loan of loans) if (loan.outstanding > 0) loan.grade = Math.max(loan.grade, SUBSTANDARD);
}

/** The row of the work list, with what it is sorted by; null for a borrower with nothing past due. */
function listBorrower(borrower, contacts) {
  let worst = null;
  let nearest = null;
  let overdue = 0;
  let outstanding = 0;
  let grade = 0;
  let firstPaymentDefault = false;
  for (const loan of borrower.loans) {
    outstanding += loan.outstanding;
    if (loan.missed === 0) continue;
    overdue += loan.overdueTotal;
    grade = Math.max(grade, loan.grade);
    firstPaymentDefault ||= loan.firstPaymentDefault;
    if (worst === null || loan.daysPastDue > worst.daysPastDue) worst = loan;
    if (loan.limitationOn >= 0 && (nearest === null || loan.limitationOn < nearest.limitationOn)) nearest = loan;
  }
  if (worst === null) return null;
  const days = worst.daysPastDue;
  const [fromDay, step, within, doneBy] = STEPS.find(([from]) => days >= from);
  const score = outstanding * RECOVERY[borrower.type][Math.min(7, Math.ceil(days / 30))];
  const stepUntil = asOf - days + fromDay + within;
  const wasDone = doneBy.some((kind) => (contacts.done.get(kind) ?? -1) > asOf - days);
  let tier = 4;
  let why = `预期可收回 ${yuan(score)} 元`;
  if (nearest !== null && nearest.limitationOn - asOf <= RIGHTS_AT_RISK_DAYS) {
    tier = 1;
    why = `诉讼时效将于 ${isoOf(nearest.limitationOn)} 届满`;
  } else if (contacts.brokenOn >= 0) {
    tier = 2;
    why = `承诺 ${isoOf(contacts.brokenOn)} 还款，未兑现`;
  } else if (flag === '--events' && doneBy.length > 0 && !wasDone && stepUntil < asOf) {
    tier = 3;
    why = `催收步骤已逾期 ${asOf - stepUntil} 天`;
  }
  const flags = [];
  if (borrower.needsCare) flags.push('care');
  if (worst.hold !== 'none' && worst.hold !== '') flags.push(`hold:${worst.hold}`);
  if (firstPaymentDefault) flags.push('first-payment-default');
  const rankedBy = tier === 1 ? asOf - nearest.limitationOn : tier === 3 ? asOf - stepUntil : score;
  return {
    borrower,
    tier,
    rankedBy,
    why,
    step,
    within,
    worst,
    nearest,
    days,
    grade,
    overdue,
    outstanding,
    score,
    flags,
  };
}

const byUrgency = (first, second) =>
  first.tier - second.tier || second.rankedBy - first.rankedBy || (first.borrower.id < second.borrower.id ? -1 : 1);

function* positionRows(loans) {
  for (const loan of loans.values()) {
    const isLate = loan.missed > 0;
    yield [
      loan.id,
      loan.borrower.id,
      asOfText,
      loan.daysPastDue,
      isoOrBlank(loan.oldestUnpaidDueOn),
      loan.missed,
      yuan(loan.overduePrincipal),
      yuan(loan.overdueInterest),
      yuan(loan.penaltyInterest),
      yuan(loan.compoundInterest),
      yuan(loan.overdueTotal),
      yuan(loan.outstanding),
      yuan(loan.unallocated),
      isoOrBlank(loan.lastPaidOn),
      loan.lastPaidOn < 0 ? '' : yuan(loan.lastPaidAmount),
      bucketOf(loan.daysPastDue),
      GRADES[loan.grade],
      isLate ? loan.borrower.type : '',
      isLate ? loan.borrower.confidence : '',
      loan.limitation,
      isoOrBlank(loan.limitationOn),
      '',
      loan.limitationOn < 0 ? '' : loan.limitationOn - asOf,
    ];
  }
}

function* listRows(list) {
  let rank = 0;
  for (const row of list) {
    const { borrower, worst, nearest } = row;
    yield [
      ++rank,
      row.why,
      row.step,
      isoOf(asOf + row.within),
      borrower.id,
      borrower.name.slice(0, 1) + '*'.repeat(borrower.name.length - 1),
      borrower.loans.map(({ id }) => id).join(';'),
      row.days,
      bucketOf(row.days),
      GRADES[row.grade],
      yuan(row.overdue),
      yuan(row.outstanding),
      borrower.type,
      borrower.confidence,
      nearest === null ? '' : 'limitation',
      nearest === null ? '' : isoOf(nearest.limitationOn),
      worst.officer,
      worst.branch,
      worst.region,
      borrower.phone === '' ? '' : `${borrower.phone.slice(0, 3)}****${borrower.phone.slice(-4)}`,
      row.flags.join(';'),
      yuan(row.score),
    ];
  }
}

const { loans, borrowers } = await readLoans();
await readPayments(loans);
if (flag === '--events') await readEvents(loans, borrowers);

for (const loan of loans.values()) {
  ageLoan(loan, asOf);
  limitLoan(loan, asOf);
  loan.grade = gradeOf(loan);
}
const list = [];
for (const borrower of borrowers.values()) {
  const contacts = contactsOf(borrower);
  spreadGrades(borrower);
  typeBorrower(borrower, contacts);
  const row = listBorrower(borrower, contacts);
  if (row !== null) list.push(row);
}
list.sort(byUrgency);

mkdirSync(out, { recursive: true });
await write('positions.csv', POSITION_COLUMNS, positionRows(loans));
await write('work-list.csv', LIST_COLUMNS, listRows(list));
