/** The parsed files of the bundled pack, as the build leaves them for packs that extend it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { recallTrees, writeTrees } from '../../src/policy/built-trees.js';
import { parseLocatedYaml } from '../../src/policy/located-yaml.js';
import { isLetterFile } from '../../src/policy/pack-files.js';
import type { PolicyFile } from '../../src/policy/policy.js';
import { defaultFiles } from './packs.js';

const folder = mkdtempSync(join(tmpdir(), 'arrears-trees-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = await defaultFiles();
const settings = files.filter((file) => !isLetterFile(file));
const built = pathToFileURL(join(folder, 'built.json'));
writeFileSync(built, writeTrees(files));

/** The trees of the files once those at `from` were recalled, each read by the parser before that. */
async function treesAround(of: readonly PolicyFile[], from: URL) {
  const read = () =>
    of.filter((file) => !isLetterFile(file)).map(({ name, text }) => parseLocatedYaml(name, text).tree);
  const before = read();
  await recallTrees(of, from);
  return { before, after: read() };
}

describe('the trees that were left at build time', () => {
  it('are what the parser makes of the files, places included', async () => {
    const { before, after } = await treesAround(files, built);
    expect(after).toHaveLength(settings.length);
    for (const [at, tree] of after.entries()) {
      expect(tree).not.toBe(before[at]);
      expect(tree).toStrictEqual(before[at]);
    }
  });

  it('are those that come with the program', () => {
    const shipped = new URL('../../dist/policy/bundled-trees.json', import.meta.url);
    expect(readFileSync(shipped, 'utf8')).toBe(readFileSync(built, 'utf8'));
  });

  it('are not taken where a byte of any file differs, a letter’s included', async () => {
    for (const changed of [files[0]!, files.at(-1)!]) {
      const edited = files.map((file) => (file === changed ? { ...file, text: `${file.text} ` } : file));
      const { before, after } = await treesAround(edited, built);
      for (const [at, tree] of after.entries()) expect(tree).toBe(before[at]);
    }
  });

  it('are not missed where there are none', async () => {
    const { before, after } = await treesAround(files, pathToFileURL(join(folder, 'none.json')));
    expect(after).toStrictEqual(before);
  });

  it('keep scalars as they were written', async () => {
    const text = 'a: 007\nb: "007"\nc: ~\nd: yes\ne: 1_0\nf:\ng: [1.50, { h: true }]\ni: {}\nj: []\n';
    const odd = [{ name: 'odd.yaml', text }];
    writeFileSync(join(folder, 'odd.json'), writeTrees(odd));
    const { before, after } = await treesAround(odd, pathToFileURL(join(folder, 'odd.json')));
    expect(after[0]).not.toBe(before[0]);
    expect(after).toStrictEqual(before);
  });
});
