/** Evidence rules: their conditions read, and each proved able both to fire and not to fire. */
import type { Condition } from './condition.js';
import type { PolicyFault } from './fault.js';
import type { LocatedMap, LocatedNode } from './located-yaml.js';
import { parseCondition } from './parse-condition.js';
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
  const conditions: (Condition | undefined)[] = [];
  const list = root.entries.get('evidence')?.node;
  for (const rule of list?.kind === 'list' ? list.items : []) conditions.push(readRule(rule, faults));
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
  const condition = parseCondition(when.node, faults);
  if (condition === undefined) return undefined;
  if (findFacts(condition, true) === undefined) {
    faults.push({ ...when.keyPlace, code: 'rule-never-fires', rule: idOf(rule) });
  } else if (findFacts(condition, false) === undefined) {
    faults.push({ ...when.keyPlace, code: 'rule-always-fires', rule: idOf(rule) });
  }
  return condition;
}

function idOf(rule: LocatedMap): string {
  const id = rule.entries.get('id')?.node;
  return id?.kind === 'scalar' ? String(id.value) : '';
}
