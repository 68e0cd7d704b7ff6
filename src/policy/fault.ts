/**
 * What can be wrong with a policy pack: collected values, so that one run shows everything, and the one place with
 * their words. A code without words does not compile.
 */
import type { AgeingFaultKind } from '../domain/ageing.js';
import type { TemplateFaultDetail } from '../template/template-fault.js';

/** Where something stands in a pack. Lines and columns count from 1; line 0 is the pack as a whole. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type PolicyFaultDetail =
  // the pack and its files
  | {
      readonly code: 'pack-not-found';
      readonly pack: string;
      readonly bundled: readonly string[];
      readonly didYouMean?: string;
    }
  | { readonly code: 'cannot-read-pack'; readonly reason: string }
  | { readonly code: 'cannot-read-config'; readonly reason: string }
  | { readonly code: 'yaml-syntax'; readonly what: string }
  | { readonly code: 'repeated-key' }
  | { readonly code: 'set-in-two-files'; readonly setting: string; readonly first: Place }
  | { readonly code: 'extends-in-a-circle'; readonly packs: readonly string[] }
  // its shape
  | {
      readonly code: 'unknown-setting';
      readonly setting: string;
      readonly within: string;
      readonly known: readonly string[];
      /** Nothing stands after it: likely the rest of a text that a comma has cut. */
      readonly blank: boolean;
      readonly didYouMean?: string;
      /** Why it cannot be set there, where that is known: in place of what could. */
      readonly reason?: string;
    }
  | { readonly code: 'missing-setting'; readonly setting: string; readonly within: string }
  | {
      readonly code: 'wrong-value';
      readonly setting: string;
      readonly found: string;
      readonly expected: string;
      readonly didYouMean?: string;
    }
  | { readonly code: 'duplicate-id'; readonly what: string; readonly id: string; readonly first: Place }
  // its sense
  | {
      readonly code: 'unknown-name';
      readonly what: string;
      readonly name: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  | {
      readonly code: `days-${AgeingFaultKind}`;
      readonly within: string;
      /** Days past due that the fault concerns, inclusive; Infinity for no end. */
      readonly from: number;
      readonly to: number;
    }
  | { readonly code: 'waterfall-step-repeated'; readonly step: string }
  | { readonly code: 'waterfall-step-missing'; readonly step: string }
  /** `lacking` is null where the schedule has no rates at all. */
  | { readonly code: 'recovery-rate-missing'; readonly schedule: string; readonly lacking: string | null }
  // its rules
  | { readonly code: 'not-a-condition'; readonly found: string }
  | {
      readonly code: 'unknown-fact';
      readonly fact: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  | {
      readonly code: 'unknown-comparison';
      readonly comparison: string;
      readonly known: readonly string[];
      readonly didYouMean?: string;
    }
  | { readonly code: 'wrong-comparison'; readonly fact: string; readonly comparison: string; readonly expected: string }
  | { readonly code: 'fact-without-window'; readonly fact: string; readonly counted: readonly string[] }
  | { readonly code: 'rule-never-fires'; readonly rule: string }
  | { readonly code: 'branch-never-holds'; readonly rule: string }
  | { readonly code: 'rules-contradict'; readonly rule: string; readonly other: string; readonly first: Place }
  | { readonly code: 'rule-always-fires'; readonly rule: string }
  // its templates of letters
  | TemplateFaultDetail;

export type PolicyFault = Place & PolicyFaultDetail;

/** Faults as a reader of the files meets them. */
export function inOrder(faults: readonly PolicyFault[]): readonly PolicyFault[] {
  const byPlace = (a: PolicyFault, b: PolicyFault): number =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column;
  return [...faults].sort(byPlace);
}

/** `file:line:column: error[code]: sentence`, with what was expected and what to do on lines of their own. */
export function describePolicyFault(fault: PolicyFault): string {
  const { sentence, advice } = wordsOf(fault);
  const place = fault.line === 0 ? fault.file : `${fault.file}:${fault.line}:${fault.column}`;
  return [`${place}: error[${fault.code}]: ${sentence}`, ...advice.map((line) => `  ${line}`)].join('\n');
}

interface Words {
  readonly sentence: string;
  readonly advice: readonly string[];
}

function say(sentence: string, ...advice: readonly (string | undefined)[]): Words {
  return { sentence, advice: advice.filter((line) => line !== undefined) };
}

function suggest(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `did you mean "${name}"?`;
}

function oneOf(names: readonly string[]): string {
  return `expected ${names.length === 1 ? '' : 'one of '}${names.join(', ')}`;
}

function daysOf({ from, to }: { readonly from: number; readonly to: number }): string {
  if (to === Number.POSITIVE_INFINITY) return `the days past due from ${from}`;
  return from === to ? `day ${from} past due` : `days ${from} to ${to} past due`;
}

function placeOf(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

function wordsOf(fault: PolicyFault): Words {
  switch (fault.code) {
    case 'pack-not-found':
      return say(
        `there is no policy pack "${fault.pack}"`,
        suggest(fault.didYouMean),
        `expected the name of a bundled pack (${fault.bundled.join(', ')}) or a folder that holds YAML files`,
      );
    case 'cannot-read-pack':
      return say(`the policy pack cannot be read: ${fault.reason}`);
    case 'cannot-read-config':
      return say(`these settings cannot be read: ${fault.reason}`);
    case 'yaml-syntax':
      return say(fault.what);
    case 'repeated-key':
      return say('this setting stands twice in the same block', 'keep one of the two');
    case 'set-in-two-files':
      return say(
        `${fault.setting} is also set at ${placeOf(fault.first)}`,
        'a pack sets each top-level setting in one file',
      );
    case 'extends-in-a-circle':
      return say(`the packs extend one another: ${fault.packs.join(' → ')}`);
    case 'unknown-setting':
      return say(
        `"${fault.setting}" is not a setting of ${fault.within}`,
        suggest(fault.didYouMean),
        fault.blank ? 'inside { … } a text that holds a comma stands in quotes' : undefined,
        fault.reason ?? oneOf(fault.known),
      );
    case 'missing-setting':
      return say(
        `${fault.within} lacks the setting "${fault.setting}"`,
        'add it, or begin the pack with `extends: default` to take over what is not set',
      );
    case 'wrong-value':
      return say(`${fault.setting} is ${fault.found}`, suggest(fault.didYouMean), `expected ${fault.expected}`);
    case 'duplicate-id':
      return say(
        `the ${fault.what} "${fault.id}" stands already at ${placeOf(fault.first)}`,
        'each needs an id of its own',
      );
    case 'unknown-name':
      return say(`"${fault.name}" is not ${fault.what}`, suggest(fault.didYouMean), oneOf(fault.known));
    case 'days-gap':
      return say(`${fault.within}: nothing covers ${daysOf(fault)}`, `expected from: ${fault.from}`);
    case 'days-overlap':
      return say(
        `${fault.within}: an earlier entry covers ${daysOf(fault)} as well`,
        'expected each day past due in one entry',
      );
    case 'days-not-from-zero':
      return say(`${fault.within}: nothing covers ${daysOf(fault)}`, 'expected from: 0 in the first entry');
    case 'days-no-open-end':
      return say(`${fault.within}: nothing covers ${daysOf(fault)}`, 'expected to: open in the last entry');
    case 'days-empty-bucket':
      return say(`${fault.within}: the last day (${fault.to}) comes before the first (${fault.from})`);
    case 'waterfall-step-repeated':
      return say(`the waterfall names "${fault.step}" twice`, 'expected each step once');
    case 'waterfall-step-missing':
      return say(
        `the waterfall does not say when "${fault.step}" is paid`,
        'expected fee, interest and principal, each once; penalty and compound where they are paid in turn',
      );
    case 'recovery-rate-missing':
      return say(
        fault.lacking === null
          ? `there are no recovery rates for the ageing schedule "${fault.schedule}"`
          : `the recovery rates of the ageing schedule "${fault.schedule}" lack ${fault.lacking}`,
        'expected a share from 0 to 1 for every borrower type and every bucket',
      );
    case 'not-a-condition':
      return say(
        `a condition cannot be ${fault.found}`,
        'expected a fact with a comparison, such as `days_past_due: { at_least: 31 }`, or all:, any:, not:',
      );
    case 'unknown-fact':
      return say(`"${fault.fact}" is not a fact that rules can look at`, suggest(fault.didYouMean), oneOf(fault.known));
    case 'unknown-comparison':
      return say(`"${fault.comparison}" is not a comparison`, suggest(fault.didYouMean), oneOf(fault.known));
    case 'wrong-comparison':
      return say(`${fault.fact}: ${fault.comparison}`, `expected ${fault.expected}`);
    case 'fact-without-window':
      return say(
        `${fault.fact} is not a count of events, so it has no "within"`,
        `only these have: ${fault.counted.join(', ')}`,
      );
    case 'branch-never-holds':
      return say(
        `this part of the rule "${fault.rule}" can never hold next to what else the rule asks for`,
        'take the part out, or loosen the limits that exclude it',
      );
    case 'rules-contradict':
      return say(
        `the rule "${fault.rule}" says the opposite of "${fault.other}" at ${placeOf(fault.first)} of the same borrowers: the two cancel out`,
        'keep one of the two, or tell their conditions apart',
      );
    case 'rule-never-fires':
      return say(
        `the rule "${fault.rule}" can never fire: no borrower can meet its condition`,
        'look for limits that exclude one another, such as at_least: 5 with at_most: 3',
      );
    case 'rule-always-fires':
      return say(
        `the rule "${fault.rule}" fires for every borrower whose facts are known, so it tells nothing`,
        'look for a limit that everybody meets, such as at_least: 0',
      );
    case 'template-syntax':
      return say(`this is not a template: ${fault.what}`);
    case 'template-missing':
      return say(
        `there is no template "${fault.template}"`,
        'add it, or begin the pack with `extends: default` to take over the one that it has',
      );
    case 'unknown-template':
      return say(`"${fault.template}" is not a template of letters`, suggest(fault.didYouMean), oneOf(fault.known));
    case 'unknown-placeholder':
      return say(
        `a letter has no "${fault.placeholder}"`,
        suggest(fault.didYouMean),
        fault.known.length === 0 ? 'nothing stands below this value' : oneOf(fault.known),
      );
    case 'placeholder-of-wrong-kind':
      return say(`"${fault.placeholder}" is not a single value of the right kind`, `expected ${fault.expected}`);
    case 'template-tag-not-allowed':
      return say(
        `${fault.what} is not for templates of letters: they only fill in, choose and repeat`,
        suggest(fault.didYouMean),
        oneOf(fault.known),
      );
    case 'template-fails':
      return say(
        `no letter can be made ${fault.kind}: ${fault.what}`,
        'a value that may be blank stands in {% if … %}, such as {% if loan.signed %}{{ loan.signed.text }}{% endif %}',
      );
    case 'template-in-a-circle':
      return say(`the templates render one another: ${fault.templates.join(' → ')}`);
    case 'forbidden-words':
      return say(
        `no letter may say "${fault.words}"`,
        'threats, false authority and publicity are forbidden: say what the law lets the lender do (notice › forbidden_words)',
      );
    case 'forbidden-markup':
      return say(
        `the page of a letter may not hold "${fault.found}"`,
        'no scripts, and nothing that is fetched from elsewhere: style goes into <style>',
      );
  }
}
