/** What a schema cannot say of the restructuring settings: limits that cover every term once, names that stand once. */
import type { Place, PolicyFault } from './fault.js';
import type { WrittenSettings } from './schema.js';

type PlaceAt = (...path: readonly PropertyKey[]) => Place;

export function checkRestructuring({ restructuring }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const { extension_limits: limits, methods, disposal } = restructuring;
  const at: PlaceAt = (...path) => placeAt('restructuring', ...path);
  const faults: PolicyFault[] = [];
  const wrong = (index: number, found: string, expected: string) => {
    const setting = `restructuring › extension_limits entry ${index + 1} › term_to_months`;
    faults.push({ ...at('extension_limits', index, 'term_to_months'), code: 'wrong-value', setting, found, expected });
  };
  let longest = 0;
  for (const [index, { term_to_months: to }] of limits.entries()) {
    const isLast = index === limits.length - 1;
    if (to === 'open') {
      if (!isLast) wrong(index, 'open', 'open in the last entry only: the entries after it would never apply');
    } else if (isLast) wrong(index, String(to), 'open in the last entry, so that every term has a limit');
    else if (to <= longest) wrong(index, String(to), `more than ${longest}, the term of the entry before it`);
    if (to !== 'open') longest = to;
  }
  return [
    ...faults,
    ...findRepeated('repayment method', methods, (index) => at('methods', index)),
    ...findRepeated(
      'way of disposal',
      disposal.map(({ way }) => way),
      (index) => at('disposal', index, 'way'),
    ),
  ];
}

function findRepeated(what: string, ids: readonly string[], placeOf: (index: number) => Place): readonly PolicyFault[] {
  return ids.flatMap((id, index): readonly PolicyFault[] => {
    const first = ids.indexOf(id);
    return first === index ? [] : [{ ...placeOf(index), code: 'duplicate-id', what, id, first: placeOf(first) }];
  });
}
