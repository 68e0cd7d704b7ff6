/** Which evidence rules fired for some borrowers, for telling two policies apart. */
import { type EvidenceFinding, TRUE } from '../domain/evidence.js';
import { assessBorrower, type BorrowerBench } from './assess-borrower.js';

/**
 * For each of `borrowers` one byte per rule of the bench's policy, in the pack's order: 1 where the rule fired. A borrower
 * that is not in arrears has no evidence, and none of its rules fires.
 */
export function firedRules(bench: BorrowerBench, borrowers: Int32Array): Uint8Array {
  const { length } = bench.terms.policy.typing.rules;
  const fired = new Uint8Array(borrowers.length * length);
  const findings: EvidenceFinding[] = [];
  for (let at = 0; at < borrowers.length; at++) {
    findings.length = 0;
    assessBorrower(bench, borrowers[at]!, false, findings);
    for (let rule = 0; rule < findings.length; rule++) {
      if (findings[rule]!.outcome === TRUE) fired[at * length + rule] = 1;
    }
  }
  return fired;
}
