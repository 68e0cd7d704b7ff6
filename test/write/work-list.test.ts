import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import type { DeadlineRow, WorkListRow } from '../../src/domain/work.js';
import { appendRow, displayOf, type OutputColumn } from '../../src/write/columns.js';
import { type CsvBytes, encodeCell } from '../../src/write/csv-bytes.js';
import { deadlineColumns } from '../../src/write/deadlines.js';
import { widthOf } from '../../src/write/display-width.js';
import { REASON_CODES } from '../../src/write/reason-words.js';
import { RecurringCells, writeScatteredCsv } from '../../src/write/scattered-rows.js';
import { writeCsv, writeJson, writeJsonLines } from '../../src/write/tables.js';
import { formatTable } from '../../src/write/terminal-table.js';
import { describeReason } from '../../src/write/words.js';
import { WORK_LIST_COLUMNS, WORK_LIST_PLANS } from '../../src/write/work-list.js';

const day = (iso: string) => parseIsoDate(iso)!;

/** Adds rows under their columns. */
const appendTo =
  <Row>(columns: readonly OutputColumn<Row>[], rowAt: (place: number) => Row) =>
  (place: number, out: CsvBytes) =>
    appendRow(columns, rowAt(place), out);

const ROW: WorkListRow = {
  rank: 1,
  why: '诉讼时效预计 2026-12-20 届满（估算），剩 28 天（借据 DK20230115000123）',
  nextStep: '发送催收通知书并取得签收（客户经理）',
  nextStepBy: day('2026-11-25'),
  borrowerId: 'C000123',
  borrowerName: '深圳市大*******',
  loans: ['DK20230115000123', 'DK20230115000124'],
  daysPastDue: 1066,
  bucket: 'M7+',
  riskGrade: '损失',
  overdueTotal: 123_456_789,
  outstandingPrincipal: 9_007_199_254_740_991,
  borrowerType: '3-wilful',
  borrowerSubtype: '',
  typeConfidence: 70,
  nearestDeadline: 'limitation',
  nearestDeadlineOn: day('2026-12-20'),
  officer: '王经理',
  branch: '南山支行',
  region: '深圳',
  phone: '138****1234',
  flags: ['restructured', 'limitation-undetermined'],
  score: 1234.5,
  moves: '依法起诉；申请财产保全',
};

const UNKNOWN: WorkListRow = {
  ...ROW,
  rank: 2,
  why: '=cmd|calc',
  nextStepBy: NO_DAY,
  borrowerId: '',
  borrowerName: '',
  loans: ['L2'],
  daysPastDue: Number.NaN,
  bucket: 'undetermined',
  riskGrade: '',
  overdueTotal: Number.NaN,
  outstandingPrincipal: Number.NaN,
  borrowerType: '',
  typeConfidence: Number.NaN,
  nearestDeadline: '',
  nearestDeadlineOn: NO_DAY,
  flags: [],
  score: Number.NaN,
  moves: '',
};

function formatWorkListTable(
  rows: readonly WorkListRow[],
  options: { readonly language: 'en' | 'zh'; readonly width: number; readonly most: number; readonly total: number },
): string {
  return formatTable(WORK_LIST_COLUMNS, rows, { ...options, plans: WORK_LIST_PLANS });
}

function collect(write: (sink: (bytes: Uint8Array) => void) => number): string {
  let text = '';
  write((bytes) => {
    text += new TextDecoder().decode(bytes);
  });
  return text;
}

describe('work-list.csv', () => {
  it('has the columns of the contract, in its order', () => {
    const header = collect((sink) => writeCsv(WORK_LIST_COLUMNS, [], 'names', sink));
    expect(header).toBe(
      'rank,why,next_step,next_step_by,borrower_id,borrower_name,loans,days_past_due,bucket,risk_grade,overdue_total,outstanding_principal,borrower_type,type_confidence,nearest_deadline,nearest_deadline_on,officer,branch,region,phone,flags,score,moves,borrower_subtype\n',
    );
  });

  it('can carry Chinese titles instead', () => {
    const header = collect((sink) => writeCsv(WORK_LIST_COLUMNS, [], 'zh', sink));
    expect(header).toMatch(/^序号,原因,下一步,最迟日期,客户号,客户名称,借据号,逾期天数,/);
  });

  it('reads back as it was', () => {
    const text = collect((sink) => writeCsv(WORK_LIST_COLUMNS, [ROW, UNKNOWN], 'names', sink));
    const [first, second] = parse(text, { columns: true }) as Record<string, string>[];
    expect(first).toMatchObject({
      why: ROW.why,
      next_step_by: '2026-11-25',
      loans: 'DK20230115000123;DK20230115000124',
      days_past_due: '1066',
      overdue_total: '1234567.89',
      outstanding_principal: '90071992547409.91',
      flags: 'restructured;limitation-undetermined',
      score: '1234.5',
    });
    expect(second).toMatchObject({
      why: "'=cmd|calc",
      next_step_by: '',
      days_past_due: '',
      overdue_total: '',
      type_confidence: '',
      nearest_deadline_on: '',
      flags: '',
      score: '',
    });
  });
});

describe('a list whose rows lie in another order', () => {
  it('is the same list, whatever the order and however many rows there are', () => {
    // One stretch and a little more, so that both its ends are met.
    const count = (1 << 18) + 300;
    const homes = Int32Array.from({ length: count }, (_, place) => (place * 40_503) % count);
    const columns: readonly OutputColumn<number>[] = [
      { name: 'rank', zh: '', en: '', kind: 'integer', of: (place) => place + 1 },
      { name: 'home', zh: '', en: '', kind: 'integer', of: (place) => homes[place]! },
    ];
    const places = Array.from(homes, (_, place) => place);
    const append = appendTo(columns, (place) => place);
    const scattered = collect((sink) => writeScatteredCsv(columns, homes, append, new RecurringCells(), 'names', sink));
    expect(scattered === collect((sink) => writeCsv(columns, places, 'names', sink))).toBe(true);
  });

  it('asks for its rows in the order in which they lie', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { maxLength: 20 }), (homes) => {
        const asked: number[] = [];
        const text = collect((sink) =>
          writeScatteredCsv(
            [{ name: 'home', zh: '', en: '', kind: 'integer', of: (home: number) => home }],
            Int32Array.from(homes),
            (place, out) => {
              asked.push(homes[place]!);
              out.integer(homes[place]!);
              out.endRow();
            },
            new RecurringCells(),
            'names',
            sink,
          ),
        );
        expect(text).toBe(['home', ...homes, ''].join('\n'));
        expect(asked).toEqual([...homes].sort((first, second) => first - second));
      }),
    );
  });

  it('spells out the cells that recur, wherever they stand in a row', () => {
    const text = fc.oneof(fc.constantFrom('', 'M1', '上门查看，送达制式催款函', 'a, "b"\nc', '=1+1'), fc.string());
    const columns = ['first', 'second', 'third'] as const;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text, text), { maxLength: 30 }),
        fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        (rows, recurs) => {
          const recurring = new RecurringCells();
          const appendWith = (cell: (text: string) => Uint8Array) => (place: number, out: CsvBytes) => {
            for (const [at, value] of rows[place]!.entries()) {
              if (recurs[at]) out.code(cell(value));
              else out.text(value);
            }
            out.endRow();
          };
          const homes = Int32Array.from(rows, (_, place) => rows.length - place);
          const titles = columns.map(
            (name) => ({ name, zh: '', en: '', kind: 'text', of: () => '' }) satisfies OutputColumn<never>,
          );
          const write = (cell: (text: string) => Uint8Array) =>
            collect((sink) => writeScatteredCsv(titles, homes, appendWith(cell), recurring, 'names', sink));
          expect(write((value) => recurring.refer(encodeCell(value)))).toBe(write(encodeCell));
        },
      ),
    );
  });

  it('spells out many cells that recur', () => {
    const recurring = new RecurringCells();
    const cells = Array.from({ length: 70_000 }, (_, number) => recurring.refer(encodeCell(`officer ${number}`)));
    const append = (place: number, out: CsvBytes) => {
      out.code(cells[place]!);
      out.endRow();
    };
    const columns: readonly OutputColumn<never>[] = [{ name: 'officer', zh: '', en: '', kind: 'text', of: () => '' }];
    const text = collect((sink) =>
      writeScatteredCsv(
        columns,
        Int32Array.from(cells, (_, place) => place),
        append,
        recurring,
        'names',
        sink,
      ),
    );
    expect(text === ['officer', ...cells.map((_, number) => `officer ${number}`), ''].join('\n')).toBe(true);
  });

  it('hands on a row longer than any piece whole', () => {
    const long = { ...ROW, why: '长'.repeat(200_000) };
    const rows = [ROW, long, UNKNOWN];
    const text = collect((sink) =>
      writeScatteredCsv(
        WORK_LIST_COLUMNS,
        Int32Array.of(2, 0, 1),
        appendTo(WORK_LIST_COLUMNS, (place) => rows[place]!),
        new RecurringCells(),
        'names',
        sink,
      ),
    );
    expect(text === collect((sink) => writeCsv(WORK_LIST_COLUMNS, rows, 'names', sink))).toBe(true);
  });
});

describe('the work list as JSON', () => {
  it('is one array whose amounts are exact to the fen, and whose blanks are null', () => {
    const text = collect((sink) => writeJson(WORK_LIST_COLUMNS, [ROW, UNKNOWN], sink));
    expect(text).toContain('"outstanding_principal":90071992547409.91,');
    const [first, second] = JSON.parse(text) as Record<string, unknown>[];
    expect(first).toMatchObject({
      rank: 1,
      loans: ['DK20230115000123', 'DK20230115000124'],
      overdue_total: 1234567.89,
      nearest_deadline_on: '2026-12-20',
    });
    expect(second).toMatchObject({
      why: '=cmd|calc',
      overdue_total: null,
      next_step_by: null,
      borrower_id: null,
      flags: [],
    });
    expect(Object.keys(first!)).toEqual(WORK_LIST_COLUMNS.map((column) => column.name));
  });

  it('is an empty array where nobody is listed', () => {
    expect(JSON.parse(collect((sink) => writeJson(WORK_LIST_COLUMNS, [], sink)))).toEqual([]);
  });

  it('is one object per line as JSON lines', () => {
    const lines = collect((sink) => writeJsonLines(WORK_LIST_COLUMNS, [ROW, UNKNOWN], sink)).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.slice(0, 2).map((line) => (JSON.parse(line) as { rank: number }).rank)).toEqual([1, 2]);
  });

  it('asks for one row at a time', () => {
    let asked = 0;
    function* rows() {
      for (; asked < 3; asked++) yield ROW;
    }
    let pieces = 0;
    writeJsonLines(WORK_LIST_COLUMNS, rows(), () => {
      pieces++;
      expect(asked).toBeLessThan(3);
    });
    expect(pieces).toBe(3);
  });
});

describe('the work list on a terminal', () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({ ...ROW, rank: index + 1 }));

  it.each([80, 100, 120, 200])('fits %i columns in both languages', (width) => {
    for (const language of ['zh', 'en'] as const) {
      const text = formatWorkListTable(rows, { language, width, most: 5, total: 60 });
      for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }
  });

  it('loses no character of the reason', () => {
    const text = formatWorkListTable([ROW], { language: 'zh', width: 80, most: 5, total: 1 });
    const cells = text.split('\n').map((line) => line.split('│').map((cell) => cell.trim()));
    const header = cells.find((row) => row.includes('原因'))!;
    const reason = cells
      .filter((row) => row.length === header.length && !row.includes('原因'))
      .map((row) => row[header.indexOf('原因')])
      .join('');
    expect(reason.replace(/\s/g, '')).toBe(ROW.why.replace(/\s/g, ''));
  });

  it('says how many more there are', () => {
    expect(formatWorkListTable(rows, { language: 'zh', width: 80, most: 5, total: 1234 })).toMatch(/… 另有 1229 行\n$/);
    expect(formatWorkListTable(rows, { language: 'en', width: 80, most: 5, total: 60 })).toMatch(/… 55 more\n$/);
    expect(formatWorkListTable(rows.slice(0, 2), { language: 'en', width: 80, most: 5, total: 2 })).not.toMatch(/more/);
  });

  it('carries no colour and no control character of a name', () => {
    const hostile = { ...ROW, why: 'a\u001b[31mred\u001b[0m\u202eb' };
    const text = formatWorkListTable([hostile], { language: 'en', width: 120, most: 5, total: 1 });
    for (const control of ['\u001b', '\u202e']) expect(text).not.toContain(control);
  });

  it('stands a very narrow terminal', () => {
    expect(formatWorkListTable([ROW], { language: 'zh', width: 20, most: 5, total: 1 })).toContain('序');
  });
});

describe('deadlines.csv', () => {
  const row: DeadlineRow = {
    loanId: 'L1',
    partyId: '',
    clock: 'limitation',
    status: 'running',
    baseOn: day('2026-12-20'),
    rolledOn: NO_DAY,
    daysLeft: 28,
    because: [{ code: 'a-rule-of-the-lender', saw: { count: 3, on: '2023-12-20' } }],
    articles: ['民法典第188条第1款', '民法典第189条'],
    missing: [{ fact: 'loans.matures_on', because: 'some-cause' }],
    conservativeOn: day('2026-12-20'),
    favourableOn: day('2027-01-20'),
    improvements: [{ fact: 'events.evidence', because: 'some-proof' }],
  };

  it('has the columns of the contract and shows what it cannot put into words', () => {
    const text = collect((sink) => writeCsv(deadlineColumns('en'), [row], 'names', sink));
    expect(text).toBe(
      'loan_id,party_id,clock,status,base_on,rolled_on,days_left,because,articles,missing,conservative_on,favourable_on,improve\n' +
        'L1,,limitation,running,2026-12-20,,28,"a-rule-of-the-lender (count=3, on=2023-12-20)",民法典第188条第1款; 民法典第189条,loans.matures_on (some-cause),2026-12-20,2027-01-20,events.evidence (some-proof)\n',
    );
  });

  it('says the same in every form, codes, dates and missing values in words', () => {
    const saw = fc.record({
      paid_on: fc.constantFrom('2024-02-02', ''),
      amount: fc.constantFrom('0.10', '-5.00'),
      channel: fc.constantFrom('auto_debit', 'counter', '', 'own, "word"', '=1'),
      line: fc.nat(),
      years: fc.constantFrom(3, -1),
    });
    const code = fc.constantFrom(...REASON_CODES, 'own-rule');
    const reasons = fc.array(fc.record({ code, saw }), { maxLength: 4 });
    fc.assert(
      fc.property(reasons, fc.constantFrom('zh' as const, 'en' as const), (because, language) => {
        const columns = deadlineColumns(language);
        const told = because.map((reason) => describeReason(reason, language)).join(language === 'zh' ? '；' : '; ');
        const [cells] = parse(
          collect((sink) => writeCsv(columns, [{ ...row, because }], 'names', sink)),
          { columns: true },
        ) as { because: string }[];
        expect(cells!.because).toBe(/^[=+\-@]/.test(told) ? `'${told}` : told);
        const [json] = JSON.parse(collect((sink) => writeJson(columns, [{ ...row, because }], sink))) as {
          because: unknown;
        }[];
        expect(json!.because).toBe(told === '' ? null : told);
        expect(displayOf(columns.find(({ name }) => name === 'because')!, { ...row, because }, language)).toBe(told);
      }),
    );
  });
});
