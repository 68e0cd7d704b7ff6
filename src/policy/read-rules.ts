/**
 * Evidence rules: their conditions read, each proved able to fire and not to fire with every one of its alternatives,
 * and no two of them saying the opposite of the same borrowers.
 */
import { type Condition, factsOf } from './condition.js';
import type { PolicyFault } from './fault.js';
import type { LocatedEntry, LocatedMap, LocatedNode } from './located-yaml.js';
import { type AlternativePlaces, parseCondition } from './parse-condition.js';
import { findFacts } from './satisfy-condition.js';
import type { RuleSettings, WrittenSettings } from './schema.js';

export interface ReadRules {
  readonly faults: readonly PolicyFault[];
  /** The rules of the settings with their conditions; only where there are no faults. */
  readonly rulesOf: (settings: WrittenSettings) => readonly RuleSettings[];
}

/** Reads the conditions under `evidence:`. What is not shaped like a rule is left to the schema to refuse. */
export function readRules(root: LocatedMap): ReadRules {
  const faults: PolicyFault[] = [];
  const list = root.entries.get('evidence')?.node;
  const rules = list?.kind === 'list' ? list.items : [];
  const conditions = rules.map((rule) => readRule(rule, faults));
  faults.push(...findContradictions(rules, conditions));
  const rulesOf = (settings: WrittenSettings): readonly RuleSettings[] =>
    settings.evidence.map((rule, index) => ({ ...rule, when: conditions[index]! }));
  return { faults, rulesOf };
}

function readRule(rule: LocatedNode, faults: PolicyFault[]): Condition | undefined {
  if (rule.kind !== 'map') return undefined;
  const when = rule.entries.get('when');
  if (when === undefined) {
    faults.push({ ...rule.place, code: 'missing-setting', setting: 'when', within: `evidence rule ${idOf(rule)}` });
    return undefined;
  }
  const alternatives: AlternativePlaces = new Map();
  const condition = parseCondition(when.node, faults, alternatives);
  if (condition === undefined) return undefined;
  const id = idOf(rule);
  if (findFacts(condition, true) === undefined) {
    faults.push({ ...when.keyPlace, code: 'rule-never-fires', rule: id });
  } else if (findFacts(condition, false) === undefined) {
    faults.push({ ...when.keyPlace, code: 'rule-always-fires', rule: id });
  } else {
    for (const dead of deadAlternatives(condition, [])) {
      faults.push({ ...alternatives.get(dead)!, code: 'branch-never-holds', rule: id });
    }
  }
  return condition;
}

/** The alternatives in a condition that can never hold together with what must hold beside them. */
function deadAlternatives(condition: Condition, beside: readonly Condition[]): readonly Condition[] {
  if (condition.kind === 'all') {
    return condition.of.flatMap((part) =>
      deadAlternatives(part, [...beside, ...condition.of.filter((other) => other !== part)]),
    );
  }
  if (condition.kind !== 'any') return [];
  return condition.of.flatMap((part) =>
    findFacts({ kind: 'all', of: [...beside, part] }, true) === undefined ? [part] : deadAlternatives(part, beside),
  );
}

interface Claim {
  readonly id: string;
  readonly axis: string;
  readonly says: string;
  readonly when: LocatedEntry;
  readonly condition: Condition;
}

/** Pairs that fire for exactly the same borrowers and say the opposite on the same axis, told at the later of the two. */
function findContradictions(
  rules: readonly LocatedNode[],
  conditions: readonly (Condition | undefined)[],
): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const claims: Claim[] = [];
  for (const [index, rule] of rules.entries()) {
    const condition = conditions[index];
    const when = rule.kind === 'map' ? rule.entries.get('when') : undefined;
    if (rule.kind !== 'map' || condition === undefined || when === undefined) continue;
    const claim: Claim = { id: idOf(rule), axis: wordOf(rule, 'axis'), says: wordOf(rule, 'says'), when, condition };
    const opposite = claims.find(
      ({ axis, says, condition: other }) => axis === claim.axis && says !== claim.says && areSame(condition, other),
    );
    if (opposite !== undefined) {
      const first = opposite.when.keyPlace;
      faults.push({ ...when.keyPlace, code: 'rules-contradict', rule: claim.id, other: opposite.id, first });
    }
    claims.push(claim);
  }
  return faults;
}

/** Whether no borrower meets the one without meeting the other, however they are written. */
function areSame(one: Condition, other: Condition): boolean {
  const facts = factsOf(one);
  if (!factsOf(other).some((fact) => facts.includes(fact))) return false;
  const only = (condition: Condition, without: Condition): Condition => ({
    kind: 'all',
    of: [condition, { kind: 'not', of: without }],
  });
  return findFacts(only(one, other), true) === undefined && findFacts(only(other, one), true) === undefined;
}

function wordOf(rule: LocatedMap, setting: string): string {
  const node = rule.entries.get(setting)?.node;
  return node?.kind === 'scalar' ? String(node.value) : '';
}

function idOf(rule: LocatedMap): string {
  return wordOf(rule, 'id');
}
