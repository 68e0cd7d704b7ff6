import { describe, expect, it } from 'vitest';
import { BORROWER_TYPES, FACT_SLOT, FALSE, type FactKey, TRUE } from '../../src/domain/evidence.js';
import { EVENT_KINDS, HOLDS } from '../../src/domain/loan.js';
import { masksOf, USUAL_MASKS } from '../../src/domain/masking-rules.js';
import { compilePolicy } from '../../src/policy/compile-policy.js';
import { slotsWith, unknownFacts } from '../../src/policy/condition.js';
import { formatPolicy } from '../../src/policy/format-policy.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { conventionsUnder } from '../../src/policy/policy.js';
import { findFacts } from '../../src/policy/satisfy-condition.js';
import { defaultPolicy, editedPack, lenderPack, policyOf } from './packs.js';

const policy = await defaultPolicy();

describe('the bundled pack', () => {
  it('says what the issue asks for', () => {
    expect(policy.name).toBe('default');
    expect(policy.timeZone).toBe('Asia/Shanghai');
    expect(policy.currency).toBe('CNY');
    // What the commented pack says and what holds where a pack says nothing must not come apart.
    expect(policy.masking).toEqual(USUAL_MASKS);
    expect(policy.listLanguage).toBe('auto');
    expect(policy.conventions.firstDayPastDue).toBe('day_after_due');
    expect(policy.conventions.dayCountBasis).toBe(360);
    expect(policy.conventions.waterfall).toEqual(['fee', 'interest', 'principal']);
    expect(policy.conventions.cardWaterfallWhenLate).toEqual(['principal', 'interest', 'fee']);
    expect(policy.conventions.compoundOnUnpaidInterest).toBe(true);
    expect(policy.conventions.penaltyMarkupWhenBlank).toBeNaN();
    expect(policy.conventions.periodWhenBlank).toBe('unknown');
    expect(policy.limitation).toEqual({
      expiringWithinDays: 90,
      paymentWithoutChannel: 'undetermined',
      reading: 'conservative',
      lender: 'bank',
      debitBasis: 'undetermined',
    });
    expect(policy.notice.dueWithinDays).toBe(7);
  });

  it('takes the number for cards from the law', () => {
    expect(conventionsUnder(policy, 91)).toEqual({ ...policy.conventions, cardPrincipalFirstFromDpd: 91 });
    expect(policy.conventions).not.toHaveProperty('cardPrincipalFirstFromDpd');
  });

  it('ages by months M0 … M7+, and carries the supervisory and the S2 bands', () => {
    expect(policy.ageing.id).toBe('months');
    expect(policy.ageing.buckets.map(({ code, fromDpd, toDpd }) => `${code} ${fromDpd}-${toDpd}`)).toEqual([
      'M0 0-0',
      'M1 1-30',
      'M2 31-60',
      'M3 61-90',
      'M4 91-120',
      'M5 121-150',
      'M6 151-180',
      'M7+ 181-Infinity',
    ]);
    const bands = policy.ageingSchedules.map(
      ({ id, buckets }) => `${id}: ${buckets.map(({ toDpd }) => toDpd).join(' ')}`,
    );
    expect(bands).toEqual([
      'months: 0 30 60 90 120 150 180 Infinity',
      'regulatory: 0 90 360 1080 Infinity',
      's2: 0 90 180 Infinity',
    ]);
  });

  it('every evidence rule can fire, and can be found not to fire', () => {
    const { evidence } = policy.source.settings;
    expect(evidence.length).toBeGreaterThanOrEqual(20);
    const slots = slotsWith(policy.typing.windows);
    for (const [index, rule] of policy.typing.rules.entries()) {
      for (const [wanted, outcome] of [[true, TRUE] as const, [false, FALSE] as const]) {
        const facts = unknownFacts(policy.typing.windows);
        const found = findFacts(evidence[index]!.when, wanted);
        expect(found, rule.id).toBeDefined();
        for (const [key, value] of Object.entries(found!)) facts[slots.get(key as FactKey)!] = value!;
        expect(rule.holds(facts), rule.id).toBe(outcome);
      }
    }
  });

  it('each type can be reached on both axes by rules of its own', () => {
    for (const axis of ['willingness', 'ability'] as const) {
      for (const direction of [1, -1]) {
        const weights = policy.typing.rules.filter((rule) => rule.axis === axis && rule.direction === direction);
        const sum = weights.reduce((total, { weight }) => total + weight, 0);
        expect(sum, `${axis} ${direction}`).toBeGreaterThanOrEqual(policy.typing.decisiveBalance);
      }
    }
  });

  it('has a treatment for every type and recovery rates for every type and bucket', () => {
    expect(policy.treatments.map(({ title }) => title.zh)).toEqual([
      '类型待定',
      '第一类 偶然型',
      '第二类 困难型',
      '第三类 不负责任型',
      '第四类 不良型',
    ]);
    const { rates } = policy.priority.recovery;
    expect(rates).toHaveLength(BORROWER_TYPES.length);
    for (const row of rates) {
      expect(row).toHaveLength(policy.ageing.buckets.length);
      // Older debt never promises more.
      expect([...row].sort((a, b) => b - a)).toEqual(row);
    }
  });

  it('maps event kinds of the calendar to their codes', () => {
    const call = policy.calendar.steps.find(({ id }) => id === 'first-call')!;
    expect(call.doneByCode[EVENT_KINDS.indexOf('call') + 1]).toBe(1);
    expect(call.doneByCode[EVENT_KINDS.indexOf('unreachable') + 1]).toBe(1);
    expect(call.doneByCode.reduce((sum, shows) => sum + shows, 0)).toBe(2);
  });

  it('stops contact for every hold but none', () => {
    const steps = policy.calendar.holdSteps;
    expect(steps).toHaveLength(HOLDS.length + 1);
    expect(HOLDS.filter((_, index) => steps[index + 1] === null)).toEqual(['none']);
    expect(steps[0]).toBeNull();
  });

  it('says which letter details are still to be filled in', () => {
    expect(policy.notice.unfilled).toEqual([
      'lender',
      'branch',
      'account_name',
      'account_number',
      'account_bank',
      'contact',
      'phone',
      'enquiries',
    ]);
  });

  it('can be posted to another thread and compiled there to the same judgements', () => {
    const again = compilePolicy(structuredClone(policy.source));
    const facts = unknownFacts();
    facts[FACT_SLOT.days_past_due] = 5;
    expect(again.typing.rules.map((rule) => rule.holds(facts))).toEqual(
      policy.typing.rules.map((rule) => rule.holds(facts)),
    );
    expect(formatPolicy(again, 'zh')).toBe(formatPolicy(policy, 'zh'));
  });
});

describe("a lender's own pack over it", () => {
  it('takes over what it does not set, block by block', async () => {
    const own = policyOf(
      await lenderPack(
        [
          'extends: default',
          'ageing: regulatory',
          'conventions: { day_count_basis: 365, penalty_markup_percent_when_blank: 50, period_when_blank: monthly }',
          'masking: no',
          'notice:',
          '  lender: 某某农村商业银行',
          '  account_number: "6222021234567890123"',
          'columns:',
          '  loans:',
          '    titles: { 借据内码: loan_id }',
          '    date_order: { disbursed_on: month_first }',
        ].join('\n'),
      ),
    );
    expect(own.name).toBe('lender');
    expect(own.version).toBe(policy.version);
    expect(own.ageing.buckets.map(({ code }) => code)).toEqual(['current', '1-90', '91-360', '361-1080', '1081+']);
    expect(own.priority.recovery.rates[1]).toEqual([0.99, 0.88, 0.5, 0.3, 0.2]);
    expect(own.conventions.dayCountBasis).toBe(365);
    expect(own.conventions.waterfall).toEqual(policy.conventions.waterfall);
    // 50 % of the contract rate in units of 1e-8.
    expect(own.conventions.penaltyMarkupWhenBlank).toBe(50_000_000);
    expect(own.conventions.periodWhenBlank).toBe('monthly');
    expect(own.masking).toEqual(masksOf(false));
    expect(own.notice.accountNumber).toBe('6222021234567890123');
    expect(own.notice.unfilled).not.toContain('lender');
    expect(own.notice.unfilled).toContain('branch');
    expect(own.mappings.loans).toEqual({ titles: { 借据内码: 'loan_id' }, dateOrder: { disbursed_on: 'month_first' } });
    expect(own.typing.rules.map(({ id }) => id)).toEqual(policy.typing.rules.map(({ id }) => id));
  });

  it('replaces lists whole', async () => {
    const rule =
      '  - { id: own, axis: ability, says: against, weight: 2, source: own, title: { en: own, zh: 自有 }, when: { missed_instalments: { at_least: 3 } } }';
    const own = policyOf(await lenderPack(`evidence:\n${rule}`));
    expect(own.typing.rules.map(({ id, direction, facts }) => [id, direction, facts])).toEqual([
      ['own', -1, ['missed_instalments']],
    ]);
  });

  it('is another policy by its hash when one character changes, and the same when none does', async () => {
    const edited = policyOf(await editedPack('policy.yaml', 'occupation: none', 'occupation: name'));
    expect(edited.hash).not.toBe(policy.hash);
    expect((await defaultPolicy()).hash).toBe(policy.hash);
    expect(policy.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('reads true and false like yes and no', async () => {
    expect(policyOf(await lenderPack('masking: false')).masking).toEqual(masksOf(false));
    expect(policyOf(await lenderPack('masking: true')).masking).toEqual(USUAL_MASKS);
  });
});

describe('masking', () => {
  it('is set column by column over the pack that is extended', async () => {
    const own = policyOf(await lenderPack('masking: { phone: account, occupation: whole }')).masking;
    expect(own).toEqual({ ...USUAL_MASKS, phone: 'account', occupation: 'whole' });
  });

  it('is the usual one again with yes, and shown column by column', async () => {
    const own = policyOf(await lenderPack('masking: { phone: drop }'));
    expect(formatPolicy(own, 'en')).toMatch(/^ {2}phone +drop$/m);
    expect(formatPolicy(own, 'zh')).toContain('个人信息脱敏');
  });
});

describe('a policy shown', () => {
  it.each(['en', 'zh'] as const)('says everything that a run may rest on (%s)', (language) => {
    const shown = formatPolicy(policy, language);
    for (const part of [
      policy.hash,
      'first_day_past_due',
      'fee → interest → principal',
      'M7+',
      'silent_since_default = ',
      'payment_without_channel  undetermined',
      'reading                  conservative',
      'debit_basis              undetermined',
      'recovery_horizon_months  24',
      'mortgage 0.3, registered_pledge 0.5',
      '2b: ',
      'refusals within 90d ≥ 2',
      'make_up_within_days  30',
      'hold-bankruptcy',
      '0.95    0.80    0.60',
    ]) {
      expect(shown).toContain(part);
    }
    for (const { id, title } of [...policy.typing.rules, ...policy.calendar.steps]) {
      expect(shown).toContain(`${id}: ${title[language]}`);
    }
    expect(shown.endsWith('\n')).toBe(true);
  });

  it('shows column mappings of the lender', async () => {
    const own = policyOf(await lenderPack('columns: { payments: { titles: { 流水号: payment_id } } }'));
    expect(formatPolicy(own, 'en')).toContain('payments: 流水号 → payment_id');
  });
});

it('loads by folder as well as by name', async () => {
  const folder = new URL('../../policies/default', import.meta.url).pathname;
  expect(policyOf(await loadPolicy(folder)).hash).toBe(policy.hash);
});
