/**
 * What a quick script would be: csv-parse with one object a row, Maps, and the same ageing as duckdb-ageing.mjs.
 *
 *   node bench/csv-parse-objects.mjs BOOK_FOLDER OUT_FOLDER AS_OF
 */
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';

const [book, out, asOf] = process.argv.slice(2);
if (asOf === undefined || !/^\d{4}-\d\d-\d\d$/.test(asOf)) {
  process.stderr.write('usage: node bench/csv-parse-objects.mjs BOOK_FOLDER OUT_FOLDER AS_OF\n');
  process.exit(2);
}

const dayOf = (iso) =>
  Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / 86_400_000;
const monthOf = (iso) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
const fenOf = (text) => Math.round(Number(text) * 100);
const read = (name) => createReadStream(join(book, name)).pipe(parse({ columns: true, bom: true }));

/** The day `months` after an ISO date, the last of the month where it has no such day. */
function addMonths(iso, months) {
  const month = monthOf(iso) + months;
  const lastOfMonth = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return Date.UTC(Math.floor(month / 12), month % 12, Math.min(Number(iso.slice(8, 10)), lastOfMonth)) / 86_400_000;
}

function instalmentOf(loan, months, days) {
  const principal = fenOf(loan.principal);
  const rate = Number(loan.annual_rate_percent);
  const perMonth = rate / 1200;
  switch (loan.repayment_method) {
    case 'equal_instalment': {
      const grown = (1 + perMonth) ** months;
      return Math.round((principal * perMonth * grown) / (grown - 1));
    }
    case 'equal_principal':
      return Math.round(principal / months + principal * perMonth);
    case 'interest_only':
      return Math.round(principal * perMonth);
    default:
      return Math.round(principal + ((principal * rate) / 36000) * days);
  }
}

function bucketOf(daysPastDue) {
  if (daysPastDue <= 0) return 'C';
  if (daysPastDue <= 30) return 'M1';
  if (daysPastDue <= 60) return 'M2';
  if (daysPastDue <= 90) return 'M3';
  return daysPastDue <= 180 ? 'M4-6' : 'M7+';
}

const paid = new Map();
for await (const payment of read('payments.csv')) {
  if (payment.paid_on > asOf) continue;
  paid.set(payment.loan_id, (paid.get(payment.loan_id) ?? 0) + fenOf(payment.amount));
}

const today = dayOf(asOf);
const buckets = new Map();
const list = [];
for await (const loan of read('loans.csv')) {
  const bullet = loan.repayment_method === 'bullet';
  const months = monthOf(loan.matures_on) - monthOf(loan.disbursed_on);
  const term = bullet ? 1 : months;
  const instalment = Math.max(1, instalmentOf(loan, months, dayOf(loan.matures_on) - dayOf(loan.disbursed_on)));
  const dueDay = (index) => (bullet ? addMonths(loan.matures_on, index) : addMonths(loan.disbursed_on, index + 1));
  let due = 0;
  while (due < term && dueDay(due) <= today) due++;
  const received = paid.get(loan.loan_id) ?? 0;
  const covered = Math.max(0, Math.floor(received / instalment));
  const late = covered < due;
  const daysPastDue = late ? today - dueDay(covered) : 0;
  const overdue = late ? due * instalment - received : 0;
  const bucket = bucketOf(daysPastDue);
  const total = buckets.get(bucket) ?? { count: 0, overdue: 0 };
  total.count++;
  total.overdue += overdue;
  buckets.set(bucket, total);
  if (daysPastDue > 0)
    list.push({ id: loan.loan_id, name: loan.borrower_name, phone: loan.phone, daysPastDue, overdue, bucket });
}

list.sort(
  (first, second) =>
    second.daysPastDue - first.daysPastDue || second.overdue - first.overdue || (first.id < second.id ? -1 : 1),
);
mkdirSync(out, { recursive: true });
const totals = [...buckets].sort(([first], [second]) => (first < second ? -1 : 1));
writeFileSync(
  join(out, 'buckets.csv'),
  `bucket,n,overdue\n${totals.map(([bucket, { count, overdue }]) => `${bucket},${count},${overdue}\n`).join('')}`,
);
const rows = list.map(
  (row) => `${row.id},${row.name},${row.phone},${row.daysPastDue},${(row.overdue / 100).toFixed(2)},${row.bucket}\n`,
);
writeFileSync(join(out, 'work-list.csv'), `loan_id,borrower_name,phone,dpd,overdue,bucket\n${rows.join('')}`);
