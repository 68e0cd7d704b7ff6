import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { CLOCK_STATUSES, CLOCKS } from '../../src/domain/clock.js';
import { LANGUAGES } from '../../src/domain/language.js';
import { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES, GUARANTEE_MODES } from '../../src/domain/loan.js';
import { TIERS, type Why } from '../../src/domain/work.js';
import {
  CHANNEL_TITLES,
  EVENT_KIND_TITLES,
  EVIDENCE_TITLES,
  GUARANTEE_MODE_TITLES,
  type Spellings,
} from '../../src/read/choice-titles.js';
import { MISSING_CODES, REASON_CODES } from '../../src/write/reason-words.js';
import { describeMissing, describeReason, describeWhy, wordsIn } from '../../src/write/words.js';

const day = (iso: string) => parseIsoDate(iso)!;

const AT_RISK: Why = {
  tier: 'rights_at_risk',
  clock: 'limitation',
  loanId: 'L1',
  baseOn: day('2026-12-20'),
  daysLeft: 28,
};

describe('why a borrower is on the list', () => {
  it.each<[Why, string, string]>([
    [
      AT_RISK,
      '诉讼时效预计 2026-12-20 届满（估算），剩 28 天（借据 L1）',
      'limitation of loan L1 estimated to end 2026-12-20, 28 days left',
    ],
    [
      { ...AT_RISK, daysLeft: 1, clock: 'guarantee_period' },
      '保证期间预计 2026-12-20 届满（估算），剩 1 天（借据 L1）',
      'guarantee period of loan L1 estimated to end 2026-12-20, 1 day left',
    ],
    [
      { ...AT_RISK, daysLeft: 0 },
      '诉讼时效预计今日 2026-12-20 届满（估算）（借据 L1）',
      'limitation of loan L1 estimated to end 2026-12-20, which is today',
    ],
    [
      { ...AT_RISK, daysLeft: -2 },
      '诉讼时效预计 2026-12-20 届满（估算），该日已过 2 天，仅余节假日顺延（借据 L1）',
      'limitation of loan L1 estimated to end 2026-12-20, 2 days ago: only the roll over holidays is left',
    ],
    [
      { tier: 'promise', promisedOn: day('2026-11-20'), amount: 500_000, state: 'broken' },
      '承诺 2026-11-20 还款 5,000.00 元，未兑现',
      '5,000.00 yuan promised for 2026-11-20, not kept',
    ],
    [
      { tier: 'promise', promisedOn: day('2026-11-23'), amount: Number.NaN, state: 'due' },
      '承诺 2026-11-23 还款，请跟进',
      'payment promised for 2026-11-23, follow up',
    ],
    [
      { tier: 'step_overdue', by: day('2026-11-20'), overdueDays: 2 },
      '下一步已逾期 2 天，应于 2026-11-20 前完成',
      'next step 2 days overdue: it was to be done by 2026-11-20',
    ],
    [{ tier: 'expected_recovery', amount: 1_234_567 }, '预期可收回 12,345.67 元', 'expected recovery 12,345.67 yuan'],
    [
      { tier: 'expected_recovery', amount: Number.NaN },
      '缺少要素，逾期情况待定，预期可收回金额不明',
      'arrears undetermined for want of facts: what could be recovered is not known',
    ],
  ])('%j is said in both languages', (why, zh, en) => {
    expect(describeWhy(why, 'zh')).toBe(zh);
    expect(describeWhy(why, 'en')).toBe(en);
  });

  it('calls every deadline an estimate', () => {
    for (const clock of CLOCKS) {
      for (const daysLeft of [-1, 0, 1]) {
        expect(describeWhy({ ...AT_RISK, clock, daysLeft }, 'zh')).toContain('估算');
        expect(describeWhy({ ...AT_RISK, clock, daysLeft }, 'en')).toContain('estimated');
      }
    }
  });
});

describe('titles', () => {
  it('name the four types as the field does', () => {
    expect(Object.values(wordsIn('zh').borrowerTypes)).toEqual(['待定', '偶然型', '困难型', '不负责任型', '不良型']);
  });

  it('have a word for each tier and status, and no two alike', () => {
    for (const language of LANGUAGES) {
      const words = wordsIn(language);
      expect(new Set(TIERS.map((tier) => words.tiers[tier])).size).toBe(TIERS.length);
      const statuses = CLOCK_STATUSES.map((status) => words.limitationStatuses[status]);
      expect(new Set(statuses).size).toBe(statuses.length);
    }
  });
});

/** Text of everything in a folder that makes reasons, by what it imports or is. */
function sourcesOf(folder: string, makesReasons: (text: string) => boolean): string[] {
  const from = new URL(`../../src/${folder}/`, import.meta.url);
  const texts = readdirSync(from)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, from), 'utf8'));
  return texts.filter(makesReasons);
}

/** Codes that stand in the rules' own text: steps of reasoning, and causes of what is missing or would help. */
function codesIn(source: string): { reasons: string[]; causes: string[] } {
  const all = (pattern: RegExp) => [...source.matchAll(pattern)].map((match) => match[1]!);
  return {
    reasons: [
      ...all(/\bcode(?:: | = )'([a-z]+(?:-[a-z_]+)+)'/g),
      ...all(/\b(?:tell|none)\('([a-z0-9]+(?:-[a-z0-9_]+)+)'/g),
    ],
    causes: all(/\bbecause: '([a-z]+(?:-[a-z_]+)+)'/g),
  };
}

describe('reasons', () => {
  const ofClocks = (text: string) => /from '\.\.?\/(domain\/)?(determination|claim|act-verdict|clock)\.js'/.test(text);
  const everything = [
    ...sourcesOf('rules', () => true),
    ...sourcesOf('domain', ofClocks),
    // What is proposed to a borrower, and why not.
    ...sourcesOf('triage', (text) => /'(?:proposal|effect)-/.test(text)),
    // Schedules miss facts too; a typed case has a step of its own.
    ...sourcesOf('cli', (text) => /guarantee-signed-with-contract|proposal-nothing-fits/.test(text)),
  ].join('\n');
  const found = codesIn(everything);

  it('have words for every code that a rule gives', () => {
    expect(found.reasons.length).toBeGreaterThan(30);
    expect(found.causes.length).toBeGreaterThan(30);
    // What would help is kept by its code until it is told as a missing fact.
    const known = new Set([...REASON_CODES, ...MISSING_CODES]);
    expect([...new Set(found.reasons)].filter((code) => !known.has(code))).toEqual([]);
    expect([...new Set(found.causes)].filter((code) => !MISSING_CODES.includes(code))).toEqual([]);
    for (const status of CLOCK_STATUSES.filter((status) => status !== 'undetermined')) {
      expect(REASON_CODES).toContain(`estimate-${status}`);
    }
  });

  it('have no words for codes that nobody gives', () => {
    const known = REASON_CODES.filter((code) => !code.startsWith('estimate-'));
    expect(known.filter((code) => !everything.includes(`'${code}'`) && !isMadeOfParts(code))).toEqual([]);
    expect(MISSING_CODES.filter((code) => !everything.includes(`'${code}'`))).toEqual([]);
  });

  /** `runs-from-${…}`: the beginning and the end stand in the source, in one template and one name. */
  function isMadeOfParts(code: string): boolean {
    return [...code.matchAll(/-/g)].some(({ index }) => {
      const [start, end] = [code.slice(0, index + 1), code.slice(index + 1)];
      return everything.includes(`\`${start}\${`) && everything.includes(`'${end}'`);
    });
  }

  it('never say that a claim is good', () => {
    for (const language of LANGUAGES) {
      const { reasons, missing, limitationStatuses } = wordsIn(language);
      for (const sentence of [reasons, missing, limitationStatuses].flatMap((words) => Object.values(words))) {
        expect(sentence).not.toMatch(/\bvalid\b|\bsafe\b|有效|安全|未过时效/i);
      }
    }
  });

  it('put what was seen into the sentence, codes in words', () => {
    const reason = {
      code: 'part-payment-restarts',
      saw: { source: 'payments', line: 7, paid_on: '2024-02-02', amount: '0.10', channel: 'auto_debit' },
    };
    expect(describeReason(reason, 'zh')).toBe(
      '债务人于 2024-02-02 部分履行 0.10 元（自动扣款，payments:7），时效中断，重新起算',
    );
    expect(describeReason(reason, 'en')).toBe(
      'the debtor paid 0.10 on 2024-02-02 (auto debit, payments:7): the period starts anew',
    );
  });

  it('are read back as what they stand for', () => {
    const { values } = wordsIn('zh');
    const lists = [
      [EVENT_KINDS, EVENT_KIND_TITLES],
      [EVIDENCE_GRADES, EVIDENCE_TITLES],
      [CHANNELS, CHANNEL_TITLES],
      [GUARANTEE_MODES, GUARANTEE_MODE_TITLES],
    ] as const;
    for (const [codes, titles] of lists) {
      for (const code of codes) expect((titles as Spellings)[code], code).toContain(values[code]);
    }
  });

  it('know codes by their first letter, so that dates and amounts need not be looked up', () => {
    for (const language of LANGUAGES) {
      for (const code of Object.keys(wordsIn(language).values)) expect(code).toMatch(/^[a-z]/);
    }
  });

  it('say the grade that the law names in the language of the reader', () => {
    const saw = { on: '2024-09-01', grade: 'substandard', line: 2, source: 'events' };
    const reason = { code: 'observation-restructured-again', saw };
    expect(describeReason(reason, 'zh')).toContain('至少归为次级类，');
    expect(describeReason(reason, 'en')).toContain('graded at least substandard,');
  });

  it('show a value that is not there as a question', () => {
    const saw = { source: 'payments', line: 7, paid_on: '2024-02-02', amount: '0.10', channel: '' };
    const reason = { code: 'payment-not-judged', saw };
    expect(describeReason(reason, 'zh')).toContain('（?，payments:7）');
    expect(describeReason(reason, 'zh', { payments: '还款流水.csv' })).toContain('（?，还款流水.csv:7）');
  });

  it('show a code without words with what it saw', () => {
    expect(describeReason({ code: 'own-rule', saw: { days: 3 } }, 'zh')).toBe('own-rule (days=3)');
    expect(describeReason({ code: 'own-rule', saw: {} }, 'en')).toBe('own-rule');
    expect(describeMissing({ fact: 'loans.x', because: 'own-cause' }, 'zh')).toBe('loans.x（own-cause）');
    expect(describeMissing({ fact: 'payments.channel', because: 'who-paid-unknown' }, 'en')).toMatch(
      /^payments\.channel \(the channel of/,
    );
  });

  it('name in braces only what the rules put there', () => {
    const names = new Set(
      [...everything.matchAll(/\b([a-z][a-z_]*)(?::|'\])|\b(line|owed|years|base_on)\b/g)].map(
        (match) => match[1] ?? match[2],
      ),
    );
    for (const language of LANGUAGES) {
      for (const sentence of Object.values(wordsIn(language).reasons)) {
        for (const [, name] of sentence.matchAll(/\{(\w+)\}/g)) expect(names).toContain(name);
      }
    }
  });

  it('are the same steps in both languages', () => {
    const named = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const code of REASON_CODES) {
      expect(named(wordsIn('zh').reasons[code]!)).toEqual(named(wordsIn('en').reasons[code]!));
    }
  });
});

it('says nothing of a day that is not there', () => {
  const why = describeWhy({ tier: 'promise', promisedOn: NO_DAY, amount: Number.NaN, state: 'due' }, 'en');
  expect(why).not.toMatch(/-2147483648|undefined/);
});
