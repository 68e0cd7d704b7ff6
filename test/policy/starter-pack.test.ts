import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/policy/build-policy.js';
import { starterPack } from '../../src/policy/starter-pack.js';
import { defaultFiles, defaultPolicy, policyOf } from './packs.js';
import { allInUse, blocksOf } from './uncomment.js';

const parent = mkdtempSync(join(tmpdir(), 'arrears-starter-'));
afterAll(() => rmSync(parent, { recursive: true }));

const bundled = await defaultPolicy();
const starter = (await starterPack('我的 "bank"', false)).get('policy.yaml')!;

async function settingsOf(text: string) {
  const folder = mkdtempSync(join(parent, 'pack-'));
  writeFileSync(join(folder, 'policy.yaml'), text);
  return policyOf(await readPolicy(folder)).source.settings;
}

/** Shown as examples: in use they change something. */
const EXAMPLES = ['columns', 'ageing'];

describe('the pack to begin with', () => {
  it('goes by the name of its folder and else says what the bundled pack says', async () => {
    const settings = await settingsOf(starter);
    expect(settings).toEqual({ ...bundled.source.settings, name: '我的 "bank"' });
  });

  it('shows the settings that lenders most often change', () => {
    expect([...blocksOf(starter).keys()]).toEqual([
      'time_zone',
      'list_language',
      'masking',
      'columns',
      'ageing',
      'conventions',
      'limitation',
      'reconciliation',
      'typing',
      'conduct',
      'restructuring',
      'notice',
    ]);
  });

  it.each([...blocksOf(starter)])(
    '%s put into use passes, and changes nothing unless it is an example',
    async (name, block) => {
      const settings = await settingsOf(`extends: default\nname: default\nversion: "1"\n${block}`);
      if (EXAMPLES.includes(name)) expect(settings).not.toEqual(bundled.source.settings);
      else expect(settings).toEqual(bundled.source.settings);
    },
  );

  it('everything put into use at once passes', async () => {
    const settings = await settingsOf(allInUse(starter));
    expect(settings.ageing).toBe('own');
    expect(settings.columns.loans!.titles).toEqual({ 借据内码: 'loan_id', 管户经理: 'officer' });
  });

  it('explains each block, in both languages', () => {
    for (const block of starter.split(/\n\n/).filter((part) => /^# /m.test(part))) {
      expect(block).toMatch(/^## /m);
      expect(block).toMatch(/\p{Script=Han}/u);
    }
    for (const line of starter.split('\n')) expect(line.length).toBeLessThanOrEqual(126);
  });

  it('tells the editor where its schema is', () => {
    expect(starter.split('\n')[0]).toBe('# yaml-language-server: $schema=arrears-policy.schema.json');
  });
});

it('the full copy is every file of the bundled pack, and says the same', async () => {
  const files = await starterPack('whole', true);
  expect([...files.keys()].sort()).toEqual(
    [
      ...(await defaultFiles()).map(({ name }) => name.replace('policies/default/', '')),
      'arrears-policy.schema.json',
    ].sort(),
  );
  const folder = join(parent, 'whole');
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { source, letterFiles } = policyOf(await readPolicy(folder));
  expect(source.settings).toEqual({ ...bundled.source.settings, name: 'whole' });
  expect(letterFiles.map(({ text }) => text)).toEqual(bundled.letterFiles.map(({ text }) => text));
});
