/** What every start of the program loads, whatever it is asked: the import statements that are reached without waiting. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './arrears.js';

const IMPORTED = /^(?:import|export)\b[^;]*?['"]([^'"]+)['"];$/gm;

/** Packages that `file` and what it imports bring in. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) return packages;
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
    if (!name.startsWith('.')) packages.add(name);
    else for (const found of packagesOf(join(dirname(file), name), seen)) packages.add(found);
  }
  return packages;
}

test('neither YAML nor schema is loaded before somebody wants settings read', () => {
  const main = join(ROOT, 'dist', 'cli', 'main.js');
  expect(existsSync(main)).toBe(true);
  const packages = packagesOf(main);
  expect(packages).toContain('commander');
  for (const heavy of ['yaml', 'zod', 'csv-parse', 'liquidjs', 'hucre']) expect(packages).not.toContain(heavy);
  // The same for what a run over a book loads; a pack or an arrears.yaml of the lender's own brings them in.
  for (const module of ['run-book.js', 'write-run.js', 'open-run.js']) {
    const ofRun = packagesOf(join(ROOT, 'dist', 'cli', module));
    for (const heavy of ['yaml', 'zod']) expect(ofRun, module).not.toContain(heavy);
  }
});
