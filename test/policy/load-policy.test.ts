import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/policy/build-policy.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { defaultFiles, defaultPolicy, policyOf } from './packs.js';

const folder = mkdtempSync(join(tmpdir(), 'arrears-pack-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A built pack that no one could mistake for what the files say. */
const { source } = await defaultPolicy();
const built = pathToFileURL(join(folder, 'built.json'));
writeFileSync(built, JSON.stringify({ ...source, settings: { ...source.settings, version: 'built' } }));

describe('the pack that was checked at build time', () => {
  it('is what the files say', () => {
    const shipped = new URL('../../dist/policy/bundled-pack.json', import.meta.url);
    expect(JSON.parse(readFileSync(shipped, 'utf8'))).toEqual(source);
    expect(JSON.parse(JSON.stringify(source))).toStrictEqual(source);
  });

  it('is taken as long as not a byte of the files has changed', async () => {
    expect(policyOf(await loadPolicy('default', built)).version).toBe('built');
  });

  it('is not taken for a pack that differs in one byte, or extends it', async () => {
    const own = join(folder, 'lender.yaml');
    writeFileSync(own, 'name: lender\nextends: default\n');
    expect(policyOf(await loadPolicy(folder, built)).source).toEqual(policyOf(await readPolicy(folder)).source);
    rmSync(own);
    for (const { name, text } of await defaultFiles()) {
      const edited = name.endsWith('policy.yaml') ? text.replace(/^version:.*$/m, 'version: edited') : text;
      writeFileSync(join(folder, name.split('/').at(-1)!), edited);
    }
    expect(policyOf(await loadPolicy(folder, built)).version).toBe('edited');
  });

  it('leaves it to the checks to say what is wrong with a folder', async () => {
    expect(await loadPolicy('nowhere', built)).toEqual(await readPolicy('nowhere'));
  });
});
