import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { masksOf } from '../../src/domain/masking-rules.js';
import { buildPolicy } from '../../src/policy/build-policy.js';
import { describePolicyFault } from '../../src/policy/fault.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { openTemplates } from '../../src/template/letter-templates.js';
import { defaultFiles, editedPack, faultsOf, lenderPack, policyOf } from './packs.js';

const outcome = await loadPolicy('default');
if (!('policy' in outcome)) throw new Error('the bundled pack has faults');
const loaded = outcome;

/** Codes that the cases below provoke; the last test holds them against all codes there are. */
const provoked = new Set<string>();

function told(faults: ReturnType<typeof faultsOf>): string {
  for (const { code } of faults) provoked.add(code);
  return faults.map(describePolicyFault).join('\n');
}

/** A rule whose condition is `when`, over the bundled pack; the condition begins on line 9, column 5. */
const ruleWith = (when: string): string =>
  [
    'evidence:',
    '  - id: own',
    '    axis: ability',
    '    says: for',
    '    weight: 1',
    '    title: { en: own, zh: 自有 }',
    '    source: own',
    '    when:',
    ...when.split('\n').map((line) => `      ${line}`),
  ].join('\n');

const FIRST_BUCKETS = 'ageing_schedules:\n  own:\n    - { code: A, from: 0, to: 0, title: { en: a, zh: 甲 } }\n';

describe('faults of a pack, each with file, line and column', () => {
  it.each([
    // its shape
    [
      'dossier:\n  asset_clues:\n    - { id: gold, title: { en: gold, zh: 黄金 }, words: [], shown_by: [adress], look: { en: vault, zh: 金库 }, source: own }',
      'lender/policy.yaml:3:70: error[wrong-value]: dossier › asset_clues entry 1 › shown_by entry 1 is "adress"\n  did you mean "address"?',
    ],
    [
      'dossier:\n  find_out:\n    - { id: a, title: { en: a, zh: 甲 }, held_by: [], source: own }\n    - { id: a, title: { en: b, zh: 乙 }, held_by: [], source: own }',
      'lender/policy.yaml:4:13: error[duplicate-id]: the fact to find out "a" stands already at lender/policy.yaml:3:13',
    ],
    ['recovry: 1', 'lender/policy.yaml:1:1: error[unknown-setting]: "recovry" is not a setting of the policy'],
    [
      'priority:\n  rights_at_risk_within_day: 60',
      'lender/policy.yaml:2:3: error[unknown-setting]: "rights_at_risk_within_day" is not a setting of priority\n  did you mean "rights_at_risk_within_days"?\n  expected one of rights_at_risk_within_days, broken_promise_counts_days, recovery',
    ],
    [
      'limitation:\n  payment_without_channel: undetermind',
      'lender/policy.yaml:2:28: error[wrong-value]: limitation › payment_without_channel is "undetermind"\n  did you mean "undetermined"?\n  expected one of undetermined, by_debtor, not_by_debtor',
    ],
    [
      'limitation:\n  reading: strict',
      'lender/policy.yaml:2:12: error[wrong-value]: limitation › reading is "strict"\n  expected one of conservative, favourable',
    ],
    [
      'notice:\n  enquiries: 见黑 名单',
      'lender/policy.yaml:2:14: error[forbidden-words]: no letter may say "黑名单"\n  threats, false authority and publicity',
    ],
    [
      'notice:\n  account_number: 6222021234567890123',
      'lender/policy.yaml:2:19: error[wrong-value]: notice › account_number is 6222021234567890123\n  expected text (in quotes where it is made of digits)',
    ],
    [
      'priority:\n  rights_at_risk_within_days: ninety',
      'lender/policy.yaml:2:31: error[wrong-value]: priority › rights_at_risk_within_days is "ninety"\n  expected a whole number of days from 0 to 100000',
    ],
    [
      'conventions:\n  day_count_basis: 366',
      'lender/policy.yaml:2:20: error[wrong-value]: conventions › day_count_basis is 366\n  expected 360 or 365',
    ],
    [
      'masking:',
      'lender/policy.yaml:1:9: error[wrong-value]: masking is blank\n  expected yes, no, or a block of columns and how each is masked',
    ],
    [
      'calendar: soon',
      'lender/policy.yaml:1:11: error[wrong-value]: calendar is "soon"\n  expected a block of settings',
    ],
    ['evidence: {}', 'lender/policy.yaml:1:1: error[wrong-value]: evidence is an empty block\n  expected a list'],
    [
      'evidence:\n  - { id: own, axis: ability, says: for, weight: 1, source: own, title: { en: a, b, zh: 甲 }, when: { refusals: { at_least: 1 } } }',
      'lender/policy.yaml:2:82: error[unknown-setting]: "b" is not a setting of evidence entry 1 › title\n  inside { … } a text that holds a comma stands in quotes\n  expected one of en, zh',
    ],
    [
      'evidence:\n  - id: own\n    axis: ability\n    says: for\n    weight: 1\n    title: { en: own }\n    source: own\n    when: { refusals: { at_least: 1 } }',
      'lender/policy.yaml:6:5: error[missing-setting]: evidence entry 1 › title lacks the setting "zh"\n  add it, or begin the pack with `extends: default` to take over what is not set',
    ],
    [
      'evidence:\n  - id: own\n    axis: ability\n    says: for\n    weight: 1\n    title: { en: own, zh: 自有 }\n    source: own',
      'lender/policy.yaml:2:5: error[missing-setting]: evidence rule own lacks the setting "when"\n  add it, or begin the pack with `extends: default` to take over what is not set',
    ],
    [
      'extend: default',
      'lender/policy.yaml:1:1: error[unknown-setting]: "extend" is not a setting of the policy\n  did you mean "extends"?',
    ],
    // its sense
    [
      'time_zone: Asia/Shanghia',
      'lender/policy.yaml:1:12: error[wrong-value]: time_zone is "Asia/Shanghia"\n  did you mean "Asia/Shanghai"?\n  expected the IANA name of a time zone, such as Asia/Shanghai',
    ],
    [
      'ageing: month',
      'lender/policy.yaml:1:9: error[unknown-name]: "month" is not an ageing schedule\n  did you mean "months"?\n  expected one of months, regulatory, s2',
    ],
    [
      `${FIRST_BUCKETS}    - { code: B, from: 2, to: open, title: { en: b, zh: 乙 } }`,
      'lender/policy.yaml:4:24: error[days-gap]: ageing schedule own: nothing covers day 1 past due\n  expected from: 1',
    ],
    [
      `${FIRST_BUCKETS}    - { code: B, from: 1, to: 30, title: { en: b, zh: 乙 } }\n    - { code: C, from: 30, to: open, title: { en: c, zh: 丙 } }`,
      'lender/policy.yaml:5:24: error[days-overlap]: ageing schedule own: an earlier entry covers day 30 past due as well\n  expected each day past due in one entry',
    ],
    [
      'ageing_schedules:\n  own:\n    - { code: B, from: 1, to: open, title: { en: b, zh: 乙 } }',
      'lender/policy.yaml:3:24: error[days-not-from-zero]: ageing schedule own: nothing covers day 0 past due\n  expected from: 0 in the first entry',
    ],
    [
      `${FIRST_BUCKETS}    - { code: B, from: 1, to: 30, title: { en: b, zh: 乙 } }`,
      'lender/policy.yaml:4:31: error[days-no-open-end]: ageing schedule own: nothing covers the days past due from 31\n  expected to: open in the last entry',
    ],
    [
      `${FIRST_BUCKETS}    - { code: B, from: 10, to: 1, title: { en: b, zh: 乙 } }\n    - { code: C, from: 1, to: open, title: { en: c, zh: 丙 } }`,
      'lender/policy.yaml:4:32: error[days-empty-bucket]: ageing schedule own: the last day (1) comes before the first (10)',
    ],
    [
      `${FIRST_BUCKETS}    - { code: A, from: 1, to: open, title: { en: b, zh: 乙 } }`,
      'lender/policy.yaml:4:15: error[duplicate-id]: the bucket of ageing schedule own "A" stands already at lender/policy.yaml:3:15\n  each needs an id of its own',
    ],
    [
      `${FIRST_BUCKETS}    - { code: undetermined, from: 1, to: open, title: { en: b, zh: 乙 } }`,
      'lender/policy.yaml:4:15: error[wrong-value]: code is "undetermined"\n  expected another code: undetermined stands for loans whose position is not known',
    ],
    // Codes are cells of positions.csv and words of --bucket: `run` would end with a defect, or the filter with two names.
    ...['C2,3', '=C4', '+90', '-90', '@x', '＝C', 'C\\"', 'C\\n1'].map((code): [string, string] => [
      `${FIRST_BUCKETS}    - { code: "${code}", from: 1, to: open, title: { en: b, zh: 乙 } }`,
      `lender/policy.yaml:4:15: error[wrong-value]: code is ${JSON.stringify(JSON.parse(`"${code}"`))}\n  expected a code without commas, quotes, tabs and line ends that does not begin with = + - or @`,
    ]),
    [
      'conventions:\n  waterfall: [fee, interest, fee, principal]',
      'lender/policy.yaml:2:30: error[waterfall-step-repeated]: the waterfall names "fee" twice\n  expected each step once',
    ],
    [
      'conventions:\n  card_waterfall_when_late: [principal, interest]',
      'lender/policy.yaml:2:3: error[waterfall-step-missing]: the waterfall does not say when "fee" is paid\n  expected fee, interest and principal, each once; penalty and compound where they are paid in turn',
    ],
    [
      'columns:\n  loans:\n    titles: { 管户: oficer }',
      'lender/policy.yaml:3:19: error[unknown-name]: "oficer" is not a column of loans\n  did you mean "officer"?',
    ],
    [
      'columns:\n  payments:\n    date_order: { amount: day_first }',
      'lender/policy.yaml:3:27: error[unknown-name]: "amount" is not a date column of payments\n  expected paid_on',
    ],
    [
      'priority:\n  recovery:\n    months:\n      5-lost: { M0: 1 }',
      'lender/policy.yaml:4:7: error[unknown-name]: "5-lost" is not a borrower type\n  expected one of undetermined, 1-incidental, 2-hardship, 3-wilful, 4-bad',
    ],
    [
      'priority:\n  recovery:\n    months:\n      4-bad: { M8: 0.1 }',
      'lender/policy.yaml:4:20: error[unknown-name]: "M8" is not a bucket of the ageing schedule months\n  did you mean "M0"?\n  expected one of M0, M1, M2, M3, M4, M5, M6, M7+',
    ],
    [
      'priority:\n  recovery:\n    weekly:\n      4-bad: { M0: 0.1 }',
      'lender/policy.yaml:3:5: error[unknown-name]: "weekly" is not an ageing schedule\n  expected one of months, regulatory, s2',
    ],
    [
      'priority:\n  recovery:\n    months:\n      4-bad: { M0: 1.1 }',
      'lender/policy.yaml:4:20: error[wrong-value]: priority › recovery › months › 4-bad › M0 is 1.1\n  expected a share from 0 to 1',
    ],
    [
      'ageing: own\nageing_schedules:\n  own:\n    - { code: A, from: 0, to: open, title: { en: a, zh: 甲 } }',
      'policies/default/priority.yaml:17:3: error[recovery-rate-missing]: there are no recovery rates for the ageing schedule "own"',
    ],
    [
      'restructuring:\n  extension_limits:\n    - { term_to_months: 12, most_share_of_term: 1, most_months: 12 }',
      'lender/policy.yaml:3:25: error[wrong-value]: restructuring › extension_limits entry 1 › term_to_months is 12\n  expected open in the last entry, so that every term has a limit',
    ],
    [
      'restructuring:\n  extension_limits:\n    - { term_to_months: 12, most_share_of_term: 1, most_months: 12 }\n    - { term_to_months: 12, most_share_of_term: 1, most_months: 6 }\n    - { term_to_months: open, most_share_of_term: 1, most_months: 6 }',
      'lender/policy.yaml:4:25: error[wrong-value]: restructuring › extension_limits entry 2 › term_to_months is 12\n  expected more than 12, the term of the entry before it',
    ],
    [
      'restructuring:\n  extension_limits:\n    - { term_to_months: open, most_share_of_term: 1, most_months: 12 }\n    - { term_to_months: open, most_share_of_term: 1, most_months: 6 }',
      'lender/policy.yaml:3:25: error[wrong-value]: restructuring › extension_limits entry 1 › term_to_months is open\n  expected open in the last entry only: the entries after it would never apply',
    ],
    ['restructuring:\n  methods: [equal_principal, equal_principal]', 'lender/policy.yaml:2:30: error[duplicate-id]'],
    [
      'restructuring:\n  methods: [equal_instalments]',
      'lender/policy.yaml:2:13: error[wrong-value]: restructuring › methods entry 1 is "equal_instalments"\n  did you mean "equal_instalment"?',
    ],
    [
      'restructuring:\n  waived_shares: { penalty: 1.5 }',
      'lender/policy.yaml:2:29: error[wrong-value]: restructuring › waived_shares › penalty is 1.5\n  expected a share from 0 to 1',
    ],
    [
      'restructuring:\n  disposal:\n    - { way: collateral, title: { en: a, zh: 甲 }, source: own }\n    - { way: collateral, title: { en: b, zh: 乙 }, source: own }',
      'lender/policy.yaml:4:14: error[duplicate-id]',
    ],
    // its rules
    [ruleWith('- refusals'), 'lender/policy.yaml:9:7: error[not-a-condition]: a condition cannot be a list'],
    [ruleWith('all: []'), 'lender/policy.yaml:9:12: error[not-a-condition]: a condition cannot be an empty list'],
    [
      ruleWith('days_past_du: { at_least: 1 }'),
      'lender/policy.yaml:9:7: error[unknown-fact]: "days_past_du" is not a fact that rules can look at\n  did you mean "days_past_due"?',
    ],
    [
      ruleWith('days_past_due: { atleast: 1 }'),
      'lender/policy.yaml:9:24: error[unknown-comparison]: "atleast" is not a comparison\n  did you mean "at_least"?\n  expected one of at_least, at_most, exceeds, below, equals',
    ],
    [
      ruleWith('days_past_due: { at_least: many }'),
      'lender/policy.yaml:9:34: error[wrong-comparison]: days_past_due: at_least "many"\n  expected a number that is not negative',
    ],
    [
      ruleWith('days_past_due: 30'),
      'lender/policy.yaml:9:22: error[wrong-comparison]: days_past_due: 30\n  expected a comparison, such as { at_least: 1 }',
    ],
    [
      ruleWith('silent_since_default: { is: perhaps }'),
      'lender/policy.yaml:9:35: error[wrong-comparison]: silent_since_default: is "perhaps"\n  expected yes or no',
    ],
    [
      ruleWith('silent_since_default: { at_least: 1 }'),
      'lender/policy.yaml:9:31: error[unknown-comparison]: "at_least" is not a comparison\n  expected is',
    ],
    [
      ruleWith('missed_instalments: { at_least: 5, at_most: 3 }'),
      'lender/policy.yaml:8:5: error[rule-never-fires]: the rule "own" can never fire: no borrower can meet its condition',
    ],
    [ruleWith('due_paid_share_6_months: { exceeds: 1 }'), 'lender/policy.yaml:8:5: error[rule-never-fires]'],
    [
      ruleWith('all:\n  - refusals: { at_least: 1 }\n  - not: { refusals: { exceeds: 0 } }'),
      'lender/policy.yaml:8:5: error[rule-never-fires]',
    ],
    [
      ruleWith('refusals: { at_least: 0 }'),
      'lender/policy.yaml:8:5: error[rule-always-fires]: the rule "own" fires for every borrower whose facts are known, so it tells nothing',
    ],
    [
      ruleWith('any:\n  - collateral_cover: { below: 1 }\n  - collateral_cover: { at_least: 1 }'),
      'lender/policy.yaml:8:5: error[rule-always-fires]',
    ],
    [
      ruleWith('refusals: { at_least: 1, within: 90 }'),
      'lender/policy.yaml:9:40: error[wrong-comparison]: refusals: within 90\n  expected whole days from 1d to 36500d, such as 90d',
    ],
    [
      ruleWith('refusals: { within: 90d }'),
      'error[wrong-comparison]: refusals: only within\n  expected a comparison next to it',
    ],
    [
      ruleWith('payment_trend: { below: 1, within: 90d }'),
      'lender/policy.yaml:9:34: error[fact-without-window]: payment_trend is not a count of events, so it has no "within"',
    ],
    [
      ruleWith('all:\n  - refusals: { at_least: 2, within: 30d }\n  - refusals: { at_most: 1, within: 90d }'),
      'error[rule-never-fires]: the rule "own" can never fire',
    ],
    [
      ruleWith(
        'missed_instalments: { at_least: 3 }\nany:\n  - missed_instalments: { at_most: 2 }\n  - refusals: { at_least: 1 }',
      ),
      'lender/policy.yaml:11:11: error[branch-never-holds]: this part of the rule "own" can never hold next to what else the rule asks for',
    ],
    [
      `${ruleWith('refusals: { exceeds: 1 }\nsilent_since_default: { is: yes }')}\n  - id: other\n    axis: ability\n    says: against\n    weight: 1\n    title: { en: own, zh: 自有 }\n    source: own\n    when:\n      not: { any: [ { silent_since_default: { is: no } }, { refusals: { below: 2 } } ] }`,
      'lender/policy.yaml:17:5: error[rules-contradict]: the rule "other" says the opposite of "own" at lender/policy.yaml:8:5 of the same borrowers: the two cancel out',
    ],
    // its YAML
    [
      'masking: yes\nmasking: no',
      'lender/policy.yaml:2:1: error[repeated-key]: this setting stands twice in the same block',
    ],
    ['masking:\n\tyes: no', 'error[yaml-syntax]: a tab stands where the indentation must be blanks'],
    [
      'masking: { telephone: none }',
      'lender/policy.yaml:1:12: error[unknown-setting]: "telephone" is not a setting of masking',
    ],
    ['masking:\n  borower_name: name', '"borower_name" is not a setting of masking\n  did you mean "borrower_name"?'],
    [
      'masking:\n  borrower_name: text',
      'lender/policy.yaml:2:18: error[wrong-value]: masking › borrower_name is "text"\n  expected one of name, id_number, account, address, whole, drop, none',
    ],
    [
      'masking:\n  party_address: phone',
      'lender/policy.yaml:2:18: error[wrong-value]: masking › party_address is "phone"\n  expected one of name, id_number, account, address, whole, drop, none',
    ],
    [
      'masking:\n  phone: addres',
      'lender/policy.yaml:2:10: error[wrong-value]: masking › phone is "addres"\n  did you mean "address"?\n  expected one of name, phone, id_number, account, address, text, whole, drop, none',
    ],
    ['masking: [phone]', 'lender/policy.yaml:1:1: error[wrong-value]: masking is a list'],
    ['notice: { lender: a', 'error[yaml-syntax]'],
    ['notice: &a { lender: b }\ncolumns: *a', 'lender/policy.yaml:2:10: error[yaml-syntax]: anchors and aliases'],
    ['masking: !!js/function x', 'lender/policy.yaml:1:10: error[yaml-syntax]: tags (!…) are not read here'],
  ])('%j', async (text, expected) => {
    expect(told(faultsOf(await lenderPack(text)))).toContain(expected);
  });

  it.each([
    [
      'calendar.yaml',
      'id: first-call\n      from: 1\n      to: 1',
      'id: first-call\n      from: 1\n      to: 2',
      'policies/default/calendar.yaml:48:13: error[days-overlap]: calendar: an earlier entry covers day 2 past due as well',
    ],
    [
      'calendar.yaml',
      'done_by: [visit, demand]',
      'done_by: [phone, demand]',
      'policies/default/calendar.yaml:52:17: error[wrong-value]: calendar › steps entry 3 › done_by entry 1 is "phone"\n  expected one of call, sms,',
    ],
    [
      'calendar.yaml',
      'letter: [demand, guarantor-demand]',
      'letter: [demand, lawyers-letter]',
      'error[wrong-value]: letter of second-demand is demand, lawyers-letter\n  expected one letter to the borrower at most',
    ],
    [
      'calendar.yaml',
      'letter: [demand, guarantor-demand]',
      'letter: [reminder]',
      'error[wrong-value]: letter of second-demand is reminder\n  expected a reminder only in a step that ends on day 0',
    ],
    [
      'calendar.yaml',
      'letter: [demand, guarantor-demand]',
      'letter: demnad',
      'error[wrong-value]: calendar › steps entry 7 › letter is "demnad"\n  expected a kind of letter or a list of them: reminder,',
    ],
    [
      'calendar.yaml',
      'id: hold-cease',
      'id: hold-dispute',
      'error[duplicate-id]: the calendar step "hold-dispute" stands already at policies/default/calendar.yaml:',
    ],
    [
      'evidence.yaml',
      'id: silent-for-long',
      'id: silent',
      'error[duplicate-id]: the evidence rule "silent" stands already at policies/default/evidence.yaml:',
    ],
    [
      'priority.yaml',
      'M5: 0.11, ',
      '',
      'policies/default/priority.yaml:22:7: error[recovery-rate-missing]: the recovery rates of the ageing schedule "months" lack the bucket M5 of type 4-bad',
    ],
    [
      'policy.yaml',
      '\ncurrency: CNY',
      '',
      'policies/default/policy.yaml:19:1: error[missing-setting]: the policy lacks the setting "currency"',
    ],
  ])('%s: %j → %j', async (file, passage, replacement, expected) => {
    expect(told(faultsOf(await editedPack(file, passage, replacement)))).toContain(expected);
  });

  it('tells every fault of a pack in one go, in the order of the file', async () => {
    const text = `masking: perhaps\n${ruleWith('refusal: { at_least: 1 }')}\ntime_zone: Mars/Base`;
    const codes = faultsOf(await lenderPack(text)).map(({ line, code }) => `${line} ${code}`);
    // The time zone is a matter of sense, which is looked at once the shape is right.
    expect(codes).toEqual(['1 wrong-value', '10 unknown-fact']);
  });

  it('a setting in two files of one pack', async () => {
    const files = [...(await defaultFiles()), { name: 'policies/default/zz.yaml', text: 'masking: no\n' }];
    expect(told(faultsOf(buildPolicy([{ pack: 'default', files }])))).toMatch(
      /^policies\/default\/zz\.yaml:1:1: error\[set-in-two-files\]: masking is also set at policies\/default\/policy\.yaml:\d+:1/,
    );
  });
});

describe('packs that cannot be found or read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'arrears-packs-'));
  const pack = (name: string, text?: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    if (text !== undefined) writeFileSync(join(path, 'policy.yaml'), text);
    return path;
  };

  it('tells what is wrong in one line each', async () => {
    try {
      expect(told(faultsOf(await loadPolicy('defualt')))).toBe(
        'defualt: error[pack-not-found]: there is no policy pack "defualt"\n  did you mean "default"?\n  expected the name of a bundled pack (default) or a folder that holds YAML files',
      );
      const empty = pack('empty');
      expect(told(faultsOf(await loadPolicy(empty)))).toBe(
        `${empty}: error[cannot-read-pack]: the policy pack cannot be read: ${empty} holds no .yaml file`,
      );
      const file = join(folder, 'file.yaml');
      writeFileSync(file, 'name: x\n');
      expect(told(faultsOf(await loadPolicy(file)))).toContain('is a file, not a folder');

      const circle = pack('circle', `extends: ${join(folder, 'circle')}\nname: circle\n`);
      expect(told(faultsOf(await loadPolicy(circle)))).toContain('policy.yaml:1:10: error[extends-in-a-circle]');
      const orphan = pack('orphan', 'name: orphan\nextends: nothing-there\n');
      expect(told(faultsOf(await loadPolicy(orphan)))).toContain('policy.yaml:2:10: error[pack-not-found]');
      const nameless = pack('nameless', 'extends: default\n');
      expect(told(faultsOf(await loadPolicy(nameless)))).toContain('lacks the setting "name"');
      const number = pack('number', 'name: number\nextends: 5\n');
      expect(told(faultsOf(await loadPolicy(number)))).toContain('policy.yaml:2:10: error[wrong-value]: extends is 5');
      const foreign = pack('foreign');
      writeFileSync(join(foreign, 'policy.yaml'), Buffer.from([0x6e, 0x3a, 0x20, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a]));
      expect(told(faultsOf(await loadPolicy(foreign)))).toContain('policy.yaml is not in UTF-8; save it as UTF-8');
      const list = pack('list', '- a\n- b\n');
      expect(told(faultsOf(await loadPolicy(list)))).toContain(
        'policy.yaml:1:1: error[yaml-syntax]: this file holds settings',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a pack may extend one that lies beside it', async () => {
    const place = mkdtempSync(join(tmpdir(), 'arrears-packs-'));
    try {
      for (const [name, text] of [
        ['bank', 'extends: default\nname: bank\nageing: regulatory\n'],
        ['branch', 'extends: ../bank\nname: branch\nmasking: no\n'],
      ] as const) {
        mkdirSync(join(place, name));
        writeFileSync(join(place, name, 'policy.yaml'), text);
      }
      const policy = policyOf(await loadPolicy(join(place, 'branch')));
      expect([policy.name, policy.ageing.id, policy.masking, policy.currency]).toEqual([
        'branch',
        'regulatory',
        masksOf(false),
        'CNY',
      ]);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it.each([
    // name, edit, faults; a null edit takes the template away
    [
      'demand.zh',
      ['{{ account.name }}', '{{ account.nmae }}'],
      'part-account.zh',
      ':1:9: error[unknown-placeholder]: a letter has no "account.nmae"\n  did you mean "account.name"?\n  expected one of account.name, account.number, account.bank',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{{ totl.sum }}'],
      '',
      ':5:6: error[unknown-placeholder]: a letter has no "totl"\n  did you mean "total"?',
    ],
    [
      'part-terms.zh',
      ['{{ loan.days }}', '{{ loan.dsays }}'],
      '',
      'a letter has no "loan.dsays"\n  did you mean "loan.days"?',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{{ date }}'],
      '',
      'error[placeholder-of-wrong-kind]: "date" is not a single value of the right kind\n  expected one of its values: date.day, date.iso, date.text',
    ],
    ['demand.zh', ['{{ date.text }}', '{{ loans }}'], '', 'expected one of its entries: loop over it'],
    [
      'part-terms.zh',
      ['{% for loan in loans %}', '{% for loan in account %}'],
      '',
      'error[placeholder-of-wrong-kind]: "account"',
    ],
    ['demand.zh', ['{{ date.text }}', '{{ date[number] }}'], '', 'expected names joined by points'],
    [
      'demand.zh',
      ['{{ date.text }}', '{{ date.text | upcas }}'],
      '',
      'error[template-tag-not-allowed]: the filter "upcas"',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{{ date.text | raw }}'],
      '',
      'error[template-tag-not-allowed]: the filter "raw"',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{% assgn x = 1 %}'],
      '',
      'error[template-tag-not-allowed]: {% assgn %} is not for templates of letters',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{{ date.text'],
      '',
      ':5:17: error[template-syntax]: this is not a template: expected "|" before filter',
    ],
    [
      'demand.zh',
      ['{{ date.text }}', '{% if hasCard %}'],
      '',
      'error[template-syntax]: this is not a template: tag {% if ',
    ],
    ['demand.zh', null, '', 'letters/demand.zh.liquid: error[template-missing]: there is no template "demand.zh"'],
    [
      'demnad.zh',
      ['', 'x'],
      '',
      'error[unknown-template]: "demnad.zh" is not a template of letters\n  did you mean "demand.zh"?',
    ],
    [
      'demand.zh',
      ["'part-head.zh'", "'part-haed.zh'"],
      '',
      'error[unknown-template]: "part-haed.zh" is not a template of letters\n  did you mean "part-head.zh"?',
    ],
    [
      'part-head.zh',
      ['{{ number }}', "{% render 'part-head.zh' %}"],
      '',
      'error[template-in-a-circle]: the templates render one another: reminder.zh → part-head.zh → part-head.zh',
    ],
    [
      'part-terms.zh',
      ['{% if loan.signed %}，合同签订于{{ loan.signed.text }}{% endif %}', '，合同签订于{{ loan.signed.text }}'],
      '',
      'error[template-fails]: no letter can be made without the values that may be blank',
    ],
    [
      'demand.zh',
      ['现正式通知并请求', '否则上门\n闹，现正式通知并请求'],
      '',
      'error[forbidden-words]: no letter may say "上门闹"',
    ],
    [
      'demand.en',
      ['hereby formally asked', 'hereby, Or  Else, asked'],
      '',
      'error[forbidden-words]: no letter may say "or else"',
    ],
    [
      'page.html',
      ['</head>', '<script>alert(1)</script></head>'],
      '',
      'error[forbidden-markup]: the page of a letter may not hold "<script"',
    ],
    [
      'page.html',
      ['</head>', '<style>p { background: url(x.png) }</style></head>'],
      '',
      'error[forbidden-markup]: the page of a letter may not hold "url("',
    ],
  ] as const)('a template %s with %j is a fault', async (name, edit, partial, expected) => {
    const { policy, files } = loaded;
    const templates = files.filter((file) => file.name.endsWith('.liquid'));
    const of = (wanted: string) => `policies/default/letters/${wanted}.liquid`;
    const edited = partial === '' ? name : partial;
    const changed =
      edit === null
        ? templates.filter((file) => file.name !== of(edited))
        : templates.map((file) =>
            file.name === of(edited) ? { ...file, text: file.text.replace(edit[0], edit[1]) } : file,
          );
    if (edit !== null && edit[0] === '') changed.push({ name: of(name), text: edit[1] });
    const outcome = await openTemplates(changed, policy.notice.forbiddenWords);
    expect('faults' in outcome && told(outcome.faults)).toContain(expected);
  });

  it('settings that cannot be read', async () => {
    const outcome = await readConfig(join(tmpdir(), 'no-such-folder', 'arrears.yaml'));
    expect('faults' in outcome && told(outcome.faults)).toMatch(
      /arrears\.yaml: error\[cannot-read-config\]: these settings cannot be read: there is no such file$/,
    );
  });

  it('no code is without a case', () => {
    const source = readFileSync(new URL('../../src/policy/fault.ts', import.meta.url), 'utf8');
    const codes = [...source.matchAll(/^ {4}case '([a-z-]+)':/gm)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !provoked.has(code!))).toEqual([]);
  });
});
