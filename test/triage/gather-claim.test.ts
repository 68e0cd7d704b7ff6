/** From the files of a book to the acts of one claim. */
import { expect, test } from 'vitest';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import {
  BORROWER_PARTY,
  type ClaimAct,
  type ClaimFacts,
  RECEIPT,
  resultBit,
  UNKNOWN_PARTY,
} from '../../src/domain/claim.js';
import { CHANNELS, EVENT_KINDS, emptyInstalments, PARTY_ROLES } from '../../src/domain/loan.js';
import { newLoanFile, openLoan, type Portfolio } from '../../src/portfolio/portfolio.js';
import { gatherClaim, newClaimBench } from '../../src/triage/gather-claim.js';
import { type BookFiles, day, loadBook, loanIndex, paymentsFile } from '../portfolio/book-files.js';

const AS_OF = day('2025-06-30');

const LOANS = [
  'loan_id,borrower_id,asset_class,principal,disbursed_on,matures_on,status,restructured_on,accelerated_on,collateral_kind',
  'L1,B1,business,10000,2020-01-01,2022-01-31,active,,,住宅',
  'L2,B1,business,10000,2020-01-01,2030-01-31,active,2025-12-31,2025-07-01,',
  'C1,B2,credit_card,10000,2020-01-01,2022-01-31,restructured,,,',
  '',
].join('\n');

const EVENTS = 'loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,amount,result';

async function book(files: Partial<BookFiles>): Promise<Portfolio> {
  const { portfolio, problems } = await loadBook({ loans: LOANS, payments: paymentsFile(), ...files }, { asOf: AS_OF });
  expect(problems).toEqual([]);
  return portfolio;
}

const events = (...rows: readonly string[]) => [EVENTS, ...rows, ''].join('\n');

function gather(portfolio: Portfolio, loanId: string, owed = 100): ClaimFacts {
  const file = newLoanFile(portfolio);
  openLoan(portfolio, loanIndex(portfolio, loanId), file);
  return gatherClaim(newClaimBench(portfolio), portfolio, file, emptyInstalments(), owed, NO_DAY, AS_OF);
}

const nameOf = (act: ClaimAct) =>
  act.kind === RECEIPT ? `receipt ${CHANNELS[act.channel - 1] ?? ''}` : EVENT_KINDS[act.kind - 1];
const told = (facts: ClaimFacts) => facts.acts.map((act) => `${formatIsoDate(act.on)} ${nameOf(act)}`.trim());

test('acts of the loan and of the borrower as a whole, by day, receipts after events; nothing after the as-of date', async () => {
  const portfolio = await book({
    payments: paymentsFile(
      'L1,2022-01-31,1,,,,,counter',
      'L1,2023-05-06,1,,,,,counter',
      'L1,2023-05-04,1,,,,,',
      'L1,2025-07-01,1,,,,,counter',
    ),
    events: events(
      'L1,,2023-05-06,demand,,signed,,,,',
      ',B1,2022-06-01,letter,,proven,,,,',
      'L2,,2022-07-01,demand,,signed,,,,',
      'L1,,2025-07-01,demand,,signed,,,,',
      'L1,,2023-01-01,complaint,,,,,,',
      'L1,,2023-01-02,call,,,,,,接通',
    ),
  });
  const facts = gather(portfolio, 'L1');
  expect(told(facts)).toEqual([
    '2022-06-01 letter',
    '2023-05-04 receipt',
    '2023-05-06 demand',
    '2023-05-06 receipt counter',
  ]);
  expect(facts.acts.map(({ line }) => line)).toEqual([3, 4, 2, 3]);
  expect(facts).toMatchObject({
    security: 'mortgage',
    hasEventsFile: true,
    parties: null,
    lastDueOn: day('2022-01-31'),
  });
});

test('receipts count from the first procedure on, and money from enforcement always', async () => {
  const portfolio = await book({
    payments: paymentsFile(
      'L2,2023-01-01,1,,,,,counter',
      'L2,2023-02-01,1,,,,,enforcement',
      'L2,2024-02-01,1,,,,,counter',
    ),
    events: events('L2,,2024-01-01,lawsuit,,,2024-05-01,,,'),
  });
  expect(told(gather(portfolio, 'L2'))).toEqual([
    '2023-02-01 receipt enforcement',
    '2024-01-01 lawsuit',
    '2024-02-01 receipt counter',
  ]);
});

test('the end of a procedure after the as-of date is not known yet; the day by which a judgment orders payment is', async () => {
  const portfolio = await book({
    events: events(
      'L1,,2025-01-01,lawsuit,,,2025-12-01,,,已送达；撤诉',
      'L1,,2025-02-01,obstacle,,,2025-06-30,,,',
      'L1,,2025-06-01,judgment,,,2025-12-01,2025-09-01,,',
    ),
  });
  const [suit, obstacle, judgment] = gather(portfolio, 'L1').acts;
  expect(suit).toMatchObject({ endedOn: NO_DAY, results: resultBit('served') });
  expect(obstacle!.endedOn).toBe(AS_OF);
  expect(judgment).toMatchObject({ endedOn: day('2025-12-01'), promisedOn: day('2025-09-01') });
});

test('a suit whose own record says that it was decided brings its judgment along', async () => {
  const portfolio = await book({
    parties: ['loan_id,party_id,role', 'L1,G1,guarantor', ''].join('\n'),
    payments: paymentsFile('L1,2024-03-01,1,,,,,counter'),
    events: events(
      'L1,,2023-01-01,lawsuit,,,2023-06-01,2023-07-31,,判决',
      'L1,,2023-02-01,demand,,signed,,,,',
      'L1,,2023-01-01,arbitration,G1,,2023-08-01,,,裁决',
    ),
  });
  const facts = gather(portfolio, 'L1');
  expect(told(facts)).toEqual([
    '2023-01-01 lawsuit',
    '2023-01-01 arbitration',
    '2023-02-01 demand',
    '2023-06-01 judgment',
    '2023-08-01 judgment',
    '2024-03-01 receipt counter',
  ]);
  const [ours, guarantors] = facts.acts.filter((act) => nameOf(act) === 'judgment');
  expect(ours).toMatchObject({ party: BORROWER_PARTY, endedOn: NO_DAY, promisedOn: day('2023-07-31') });
  expect(ours!.line).toBe(facts.acts[0]!.line);
  expect(guarantors).toMatchObject({ party: 0, promisedOn: NO_DAY });
});

test.each<[string, readonly string[], readonly string[]]>([
  ['has a judgment on record', ['L1,,2023-06-05,judgment,,,,,,'], ['lawsuit', 'judgment']],
  ['ends after the as-of date', ['L1,,2023-02-01,lawsuit,,,2025-12-01,,,判决'], ['lawsuit', 'lawsuit', 'judgment']],
])('a decided suit brings one judgment where it %s', async (_, rows, kinds) => {
  const portfolio = await book({ events: events('L1,,2023-01-01,lawsuit,,,2023-06-01,,,判决', ...rows) });
  expect(gather(portfolio, 'L1').acts.map(nameOf)).toEqual(kinds);
});

test('whom an act concerns', async () => {
  const portfolio = await book({
    parties: [
      'loan_id,party_id,role',
      'L1,P1,borrower',
      'L1,C1,co_borrower',
      'L1,G1,guarantor',
      'L2,G2,guarantor',
      '',
    ].join('\n'),
    events: events(
      'L1,,2023-01-01,demand,,signed,,,,',
      'L1,,2023-01-02,demand,P1,signed,,,,',
      'L1,,2023-01-03,demand,B1,signed,,,,',
      'L1,,2023-01-04,demand,C1,signed,,,,',
      ',B1,2023-01-05,demand,G1,signed,,,,',
      // About the guarantor of another loan, named without the loan: no act of this one.
      ',B1,2023-01-06,demand,G2,signed,,,,',
      'L1,,2023-01-07,demand,G2,signed,,,,',
      'L1,,2023-01-08,demand,G9,signed,,,,',
    ),
  });
  const facts = gather(portfolio, 'L1');
  expect(facts.parties!.map(({ partyId }) => partyId)).toEqual(['P1', 'C1', 'G1']);
  expect(facts.acts.map(({ on, party }) => [formatIsoDate(on).slice(-2), party])).toEqual([
    ['01', BORROWER_PARTY],
    ['02', BORROWER_PARTY],
    ['03', BORROWER_PARTY],
    ['04', 1],
    ['05', 2],
    ['07', UNKNOWN_PARTY],
    ['08', UNKNOWN_PARTY],
  ]);
  expect(gather(portfolio, 'L2').acts.map(({ party }) => party)).toEqual([0]);
});

test('what concerns somebody in several rows counts in the role that is closest to the debt', async () => {
  const rows = ['L1,C1,mortgagor', 'L1,C1,co_borrower', 'L1,G1,mortgagor', 'L1,G1,guarantor'];
  for (const order of [rows, rows.toReversed()]) {
    const portfolio = await book({
      parties: ['loan_id,party_id,role', ...order, ''].join('\n'),
      events: events('L1,,2023-01-04,demand,C1,signed,,,,', 'L1,,2023-01-05,demand,G1,signed,,,,'),
    });
    const { acts, parties } = gather(portfolio, 'L1');
    expect(acts.map(({ party }) => PARTY_ROLES[parties![party]!.role - 1])).toEqual(['co_borrower', 'guarantor']);
  }
});

test('a claim on which nothing is owed, and one about which nothing was done, share one empty list', async () => {
  const portfolio = await book({ events: events('L1,,2023-01-01,demand,,signed,,,,') });
  expect(gather(portfolio, 'L1', 0).acts).toHaveLength(0);
  expect(gather(portfolio, 'L1', 0).acts).toBe(gather(portfolio, 'L2').acts);
  expect(gather(portfolio, 'L1', Number.NaN).acts).toHaveLength(1);
});

test('dates that lie ahead have not come; a loan marked as restructured is one all the same', async () => {
  const portfolio = await book({});
  expect(gather(portfolio, 'L2')).toMatchObject({
    acceleratedOn: NO_DAY,
    restructuredOn: NO_DAY,
    hasEventsFile: false,
  });
  expect(gather(portfolio, 'C1')).toMatchObject({ status: 4, restructuredOn: NO_DAY });
});

test('a message to a card holder is an act, whatever the proof; without proof a call is none', async () => {
  const rows = ['call', 'sms'].flatMap((kind) => ['L1', 'C1'].map((loan) => `${loan},,2023-01-01,${kind},,sent,,,,`));
  const portfolio = await book({ events: events(...rows) });
  expect(told(gather(portfolio, 'L1'))).toEqual(['2023-01-01 sms']);
  expect(told(gather(portfolio, 'C1'))).toEqual(['2023-01-01 call', '2023-01-01 sms']);
});
