import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { ACT_RESULTS, resultBit } from '../../src/domain/claim.js';
import { EVENT_KINDS, NO_PARTY } from '../../src/domain/loan.js';
import { heldEvents } from '../../src/portfolio/bring-in.js';
import { textOf } from '../../src/portfolio/id-table.js';
import { encodeGb18030 } from '../../src/write/gb18030.js';
import { day, loadBook, loansFile, paymentsFile, problemsOf } from './book-files.js';

const loans = loansFile(
  { loan: 'L1', borrower: 'B1' },
  { loan: 'L2', borrower: 'B2' },
  { loan: 'L3', borrower: 'B1' },
  'L4',
);
const payments = paymentsFile();

function eventsFile(...rows: readonly string[]): string {
  return ['loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,amount', ...rows, ''].join('\n');
}

function codeOf(kind: (typeof EVENT_KINDS)[number]): number {
  return EVENT_KINDS.indexOf(kind) + 1;
}

describe('the events of a book', () => {
  test('are absent where no file is given, and not merely none', async () => {
    const { portfolio } = await loadBook({ loans, payments });
    expect(portfolio.events).toBeNull();
    expect(portfolio.parties).toBeNull();
    const given = await loadBook({ loans, payments, events: eventsFile() });
    expect(heldEvents(given.portfolio)?.line.length).toBe(0);
  });

  test('stand by borrower in order of time, those of its loans together', async () => {
    const { portfolio, problems } = await loadBook({
      loans,
      payments,
      events: eventsFile(
        'L3,,2024-05-02 15:30,promise,,proven,,2024-05-20,1500.5',
        ',B2,2024-05-01,visit,,,,,',
        'L1,,2024-05-02 09:00,call,,,,,',
        ',B1,2024-05-01,sms,,sent,,,',
        'L4,,2024-05-01,lawsuit,,,2024-08-01,,',
      ),
    });
    expect(problems).toEqual([]);
    const events = heldEvents(portfolio)!;
    expect([...portfolio.eventStart]).toEqual([0, 3, 4, 5]);
    expect([...events.line]).toEqual([5, 4, 2, 3, 6]);
    expect([...events.kind]).toEqual([
      codeOf('sms'),
      codeOf('call'),
      codeOf('promise'),
      codeOf('visit'),
      codeOf('lawsuit'),
    ]);
    expect([...events.loan]).toEqual([-1, 0, 2, -1, 3]);
    expect([...events.happenedOn]).toEqual(
      ['2024-05-01', '2024-05-02', '2024-05-02', '2024-05-01', '2024-05-01'].map(day),
    );
    expect([...events.evidence]).toEqual([3, 0, 2, 0, 0]);
    expect([...events.promisedOn]).toEqual([NO_DAY, NO_DAY, day('2024-05-20'), NO_DAY, NO_DAY]);
    expect([...events.endedOn].at(-1)).toBe(day('2024-08-01'));
    expect(events.amount[2]).toBe(150_050);
    expect(events.amount[0]).toBeNaN();
    expect(portfolio.totals.eventRows).toBe(5);
  });

  test('name a loan or a borrower of the book', async () => {
    const book = await loadBook({
      loans,
      payments,
      events: eventsFile(
        ',,2024-05-01,call,,,,,',
        'L9,B1,2024-05-01,call,,,,,',
        ',B9,2024-05-01,call,,,,,',
        'L1,B9,2024-05-01,call,,,,,',
        ',L4,2024-05-01,call,,,,,',
      ),
    });
    expect(problemsOf(book, 'events')).toEqual([
      { line: 2, detail: { code: 'event-without-subject' } },
      { line: 3, detail: { code: 'unknown-loan' } },
      { line: 4, detail: { code: 'unknown-borrower' } },
      { line: 6, detail: { code: 'unknown-borrower' } },
    ]);
    expect([...heldEvents(book.portfolio)!.line]).toEqual([5]);
    expect(book.inputs.find(({ table }) => table === 'events')).toMatchObject({ rows: 5, rejected: 4 });
  });

  test('that end before they begin are set aside; those that end on their day are not', async () => {
    const book = await loadBook({
      loans,
      payments,
      events: eventsFile(
        'L1,,2024-05-02,lawsuit,,,2024-05-01,,',
        'L1,,2024-05-02 23:59,lawsuit,,,2024-05-02,,',
        'L1,,2024-05-02,lawsuit,,,,,',
      ),
    });
    expect(problemsOf(book, 'events')).toEqual([
      { line: 2, detail: { code: 'ends-before-it-begins', happenedOn: '2024-05-02', endedOn: '2024-05-01' } },
    ]);
    expect([...heldEvents(book.portfolio)!.line]).toEqual([4, 3]);
  });

  test('concern another party when they name one that is not the borrower', async () => {
    const { portfolio } = await loadBook({
      loans,
      payments,
      parties: ['loan_id,party_id,role', 'L1,P-SELF,borrower', 'L1,G1,guarantor', 'L2,P-OTHER,borrower', ''].join('\n'),
      events: eventsFile(
        'L1,,2024-05-01,demand,,,,,',
        'L1,,2024-05-02,demand,B1,,,,',
        'L3,,2024-05-03,demand,P-SELF,,,,',
        'L1,,2024-05-04,demand,G1,,,,',
        'L1,,2024-05-05,demand,P-OTHER,,,,',
        'L1,,2024-05-06,demand,B2,,,,',
      ),
    });
    const { party } = heldEvents(portfolio)!;
    const ids = Array.from(party, (code) => (code === NO_PARTY ? '' : textOf(portfolio.partyIds, code)));
    expect(ids).toEqual(['', '', '', 'G1', 'P-OTHER', 'B2']);
    expect(party[3]).toBe(portfolio.partiesOfLoan.get(0)!.find(({ partyId }) => partyId === 'G1')!.code);
  });

  test.each([
    ['调解', 'mediation'],
    ['调解书', 'judgment'],
    ['民事调解书', 'judgment'],
    ['判决书', 'judgment'],
    ['仲裁裁决', 'judgment'],
    ['拒绝还款', 'refusal'],
    ['执行和解', 'repayment_plan'],
    ['拒绝签收', 'letter'],
    ['EMS', 'letter'],
  ] as const)('%s is a %s', async (title, kind) => {
    const events = `借据号,发生日期,事件类型\nL1,2024-05-01,${title}\n`;
    const { portfolio } = await loadBook({ loans, payments, events });
    expect(EVENT_KINDS[heldEvents(portfolio)!.kind[0]! - 1]).toBe(kind);
  });

  test.each(['utf-8', 'gb18030'] as const)('say in recognised words how they ended (%s)', async (encoding) => {
    const rows = [
      'loan_id,happened_at,kind,result',
      'L1,2024-05-01,call,接通',
      'L1,2024-05-02,lawsuit,撤诉；已送达',
      'L1,2024-05-03,auto_debit,借款合同第8条',
      'L1,2024-05-04,call,借款合同第8条',
      'L1,2024-05-05,call,',
      'L1,2024-05-06,enforcement,终本',
      'L1,2024-05-07,call,接通',
      '',
    ].join('\n');
    const events = encoding === 'utf-8' ? rows : encodeGb18030(rows);
    const { portfolio } = await loadBook({ loans, payments, events });
    const said = Array.from(heldEvents(portfolio)!.results, (bits) =>
      ACT_RESULTS.filter((result) => (bits & resultBit(result)) !== 0).join('+'),
    );
    expect(said).toEqual(['reached', 'served+withdrawn', 'with_basis', '', '', 'round_closed', 'reached']);
  });
});
