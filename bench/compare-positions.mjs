/**
 * In how many loans two positions.csv agree, column by column.
 *
 *   node bench/compare-positions.mjs POSITIONS POSITIONS
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** Lines, not records: no cell of these files holds a quote or a line end. */
const lines = (path) =>
  createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();

/**
 * Share of the loans whose cells are equal, by column of the first file that the second has too. Both have the same loans
 * in the same order, or it throws.
 *
 * @param {string} first
 * @param {string} second
 * @returns {Promise<{ loans: number, shares: Record<string, number>, examples: Record<string, string> }>} `examples` names
 * a loan that differs
 */
export async function comparePositions(first, second) {
  const left = lines(first);
  const right = lines(second);
  const header = (await left.next()).value.split(',');
  const other = (await right.next()).value.split(',');
  const pairs = header.map((name, at) => ({ name, at, there: other.indexOf(name), equal: 0, example: '' }));
  const shared = pairs.filter(({ there, name }) => there >= 0 && name !== 'loan_id');
  let loans = 0;
  for (;;) {
    const [one, two] = [await left.next(), await right.next()];
    if (one.done !== two.done) throw new Error(`${first} and ${second} differ in length`);
    if (one.done) break;
    const cells = one.value.split(',');
    const others = two.value.split(',');
    if (cells[0] !== others[0]) throw new Error(`loan ${cells[0]} stands against ${others[0]}`);
    loans++;
    for (const pair of shared) {
      if (cells[pair.at] === others[pair.there]) pair.equal++;
      else if (pair.example === '') pair.example = `${cells[0]}: ${cells[pair.at]} / ${others[pair.there]}`;
    }
  }
  return {
    loans,
    shares: Object.fromEntries(shared.map(({ name, equal }) => [name, equal / loans])),
    examples: Object.fromEntries(
      shared.filter(({ example }) => example !== '').map((pair) => [pair.name, pair.example]),
    ),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [first, second] = process.argv.slice(2);
  if (second === undefined) {
    process.stderr.write('usage: node bench/compare-positions.mjs POSITIONS POSITIONS\n');
    process.exit(2);
  }
  const { loans, shares, examples } = await comparePositions(first, second);
  process.stdout.write(`${loans} loans\n`);
  for (const [name, share] of Object.entries(shares))
    process.stdout.write(
      `${name}: ${(share * 100).toFixed(3)} %${name in examples ? `, e.g. ${examples[name]}` : ''}\n`,
    );
}
