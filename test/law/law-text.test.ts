/** What `arrears law` shows on a terminal. */
import { describe, expect, test } from 'vitest';
import { lawOfChina } from '../../src/law/cn/index.js';
import { widthOf } from '../../src/write/display-width.js';
import { formatLawText } from '../../src/write/law-text.js';

describe('the law pack on a terminal', () => {
  test.each(['en', 'zh'] as const)('keeps to 80 columns and leaves no parameter out (%s)', (language) => {
    const lines = formatLawText(lawOfChina, '2026-11-20', language, 80).split('\n');
    for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    for (const { id } of lawOfChina.all) expect(lines).toContain(id);
  });

  test('names value, ground and mark of a question, and flags what is to be confirmed', () => {
    const text = formatLawText(lawOfChina, '2026-11-20', 'en', 200);
    const block = text.split('\n\n').find((lines) => lines.startsWith('cn.limitation.micro-lender\n'))!;
    expect(block).toContain('value: financial institution');
    expect(block).toContain('from: 2021-01-01');
    expect(block).toContain('mark: TO CONFIRM · D: derived from the cited article');
    expect(block).not.toContain('until:');
  });

  test('leaves a question without a value open', () => {
    const text = formatLawText(lawOfChina, '1995-06-01', 'en', 200);
    const block = text.split('\n\n').find((lines) => lines.startsWith('cn.limitation.card-demand\n'))!;
    expect(block).toContain('value: no value before 2021-05-25');
    expect(block).not.toContain('quote:');
  });
});
