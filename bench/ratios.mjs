/** What is told of the runs: which ratios, which goals, and how a ratio is taken. */

/** The book of which the goals speak. */
const GOAL_BOOK = '1m';

const WALL = 'wallSeconds';
const CPU = 'cpuSeconds';
const PEAK = 'peakBytes';

/** `most`, `least` and `under` are goals. */
const RATIOS = [
  { name: 'triageOverDuckdbWall', above: 'triage', below: 'duckdb', key: WALL, most: 2 },
  { name: 'triageOverDuckdbCpu', above: 'triage', below: 'duckdb', key: CPU },
  { name: 'triageOverDuckdbPeak', above: 'triage', below: 'duckdb', key: PEAK },
  { name: 'eventsOverDuckdbWall', above: 'events', below: 'duckdb', key: WALL, most: 1 },
  { name: 'eventsOverDuckdbCpu', above: 'events', below: 'duckdb', key: CPU },
  { name: 'eventsOverDuckdbPeak', above: 'events', below: 'duckdb', key: PEAK },
  { name: 'eventsOverTriageWall', above: 'events', below: 'triage', key: WALL, most: 1.4 },
  { name: 'ageOverDuckdbWall', above: 'age', below: 'duckdb', key: WALL, most: 0.5 },
  { name: 'ageOverPolarsWall', above: 'age', below: 'polars', key: WALL, most: 0.5 },
  { name: 'objectsOverTriageWall', above: 'objects', below: 'triage', key: WALL },
  { name: 'objectsOverEventsWall', above: 'objects', below: 'events', key: WALL },
  { name: 'objectsWholeOverTriageWall', above: 'objects-whole', below: 'triage', key: WALL, least: 12 },
  { name: 'objectsWholeEventsOverEventsWall', above: 'objects-whole-events', below: 'events', key: WALL, least: 25 },
];

/** In MB of 2^20 bytes. */
const PEAK_GOALS = { triage: 1000, events: 600 };

/** Growth of wall time from one book to the next, by how much the data grows. */
const GROWTH = {
  bigOverSmall: { from: '100k', to: '1m', goals: { triage: 11 } },
  largeOverBig: { from: '1m', to: '5m', goals: { triage: 5.2, events: 5.2 } },
};
const GROWING = ['triage', 'events', 'age', 'duckdb', 'polars'];

export function median(values) {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const medianOf = (runs, key) => median(runs.map((run) => run[key]));

/** Median of the ratios of runs of the same round; where one of them ran less often, the ratio of their medians. */
function ratioOf(above, below, key) {
  if (above.length !== below.length) return medianOf(above, key) / medianOf(below, key);
  return median(above.map((run, round) => run[key] / below[round][key]));
}

/** "goal ≤ 2: met", or nothing where there is no goal. */
function verdict(value, { most, least, under }) {
  if (most !== undefined) return ` (goal ≤ ${most}: ${value <= most ? 'met' : 'not met'})`;
  if (least !== undefined) return ` (goal ≥ ${least}: ${value >= least ? 'met' : 'not met'})`;
  if (under !== undefined) return ` (goal < ${under}: ${value < under ? 'met' : 'not met'})`;
  return '';
}

/** The ratios of one book between contestants that ran: name, value, and the line that tells it. */
export function ratiosOf(title, runs) {
  const hasGoals = title === GOAL_BOOK;
  const told = RATIOS.filter(({ above, below }) => runs[above]?.length > 0 && runs[below]?.length > 0).map((ratio) => {
    const value = ratioOf(runs[ratio.above], runs[ratio.below], ratio.key);
    return {
      name: ratio.name,
      value,
      line: `${ratio.name}: ${value.toFixed(2)}${hasGoals ? verdict(value, ratio) : ''}`,
    };
  });
  if (!hasGoals) return told;
  for (const [contestant, under] of Object.entries(PEAK_GOALS)) {
    if (!(runs[contestant]?.length > 0)) continue;
    const value = medianOf(runs[contestant], PEAK) / 2 ** 20;
    const name = `${contestant}PeakMB`;
    told.push({ name, value, line: `${name}: ${value.toFixed(0)}${verdict(value, { under })}` });
  }
  return told;
}

/** Lines on how wall time grows with the data, of the books that ran. */
export function growthOf(results) {
  const lines = [];
  for (const [name, { from, to, goals }] of Object.entries(GROWTH)) {
    const small = results.find(({ title }) => title === from);
    const big = results.find(({ title }) => title === to);
    if (small === undefined || big === undefined) continue;
    const times = (big.book.loans / small.book.loans).toFixed(0);
    for (const contestant of GROWING) {
      if (!(small.runs[contestant]?.length > 0 && big.runs[contestant]?.length > 0)) continue;
      const value = medianOf(big.runs[contestant], WALL) / medianOf(small.runs[contestant], WALL);
      const told = verdict(value, { most: goals[contestant] });
      lines.push(`${name} ${contestant}: ${value.toFixed(2)}, ${times} times the data${told}`);
    }
  }
  return lines;
}
