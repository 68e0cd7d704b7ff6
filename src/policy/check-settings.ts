/** What a schema cannot say of a pack: names that must exist, ids that must differ, days and rates that must be whole. */
import { type AgeingBucket, findAgeingFaults, isPlainCode, UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { BORROWER_TYPES } from '../domain/evidence.js';
import type { LetterKind } from '../domain/letter.js';
import { EMERGENCIES } from '../domain/work.js';
import { checkColumns } from './check-columns.js';
import { checkRestructuring } from './check-restructuring.js';
import { LOANS_CALENDAR } from './compile-calendar.js';
import type { Place, PolicyFault } from './fault.js';
import { type LocatedMap, nodeAt } from './located-yaml.js';
import { didYouMean, unknownName } from './parse-condition.js';
import type { WrittenSettings } from './schema.js';

/** The faults of settings that have the right shape. Conditions of evidence rules are checked where they are read. */
export function checkSettings(settings: WrittenSettings, root: LocatedMap): readonly PolicyFault[] {
  const placeAt = (...path: readonly PropertyKey[]): Place => nodeAt(root, path).place;
  return [
    ...checkTimeZone(settings, placeAt),
    ...checkAgeing(settings, placeAt),
    ...checkWaterfalls(settings, placeAt),
    ...checkColumns(settings.columns, root),
    ...checkCalendar(settings, placeAt),
    ...checkPlaybook(settings, placeAt),
    ...checkRecovery(settings, root),
    ...checkNotice(settings, placeAt),
    ...checkRestructuring(settings, placeAt),
    ...findRepeated('fact to find out', settings.dossier.find_out, (at) => placeAt('dossier', 'find_out', at, 'id')),
    ...findRepeated('asset clue', settings.dossier.asset_clues, (at) => placeAt('dossier', 'asset_clues', at, 'id')),
    ...findRepeated('evidence rule', settings.evidence, (index) => placeAt('evidence', index, 'id')),
  ];
}

type WrittenLetters = LetterKind | readonly LetterKind[] | undefined;

type PlaceAt = (...path: readonly PropertyKey[]) => Place;

function checkTimeZone({ time_zone }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const place = placeAt('time_zone');
  if (isTimeZone(time_zone)) return [];
  const known = Intl.supportedValuesOf('timeZone');
  return [
    {
      ...place,
      code: 'wrong-value',
      setting: 'time_zone',
      found: `"${time_zone}"`,
      expected: 'the IANA name of a time zone, such as Asia/Shanghai',
      ...didYouMean(time_zone, known),
    },
  ];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function checkAgeing({ ageing, ageing_schedules }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const known = Object.keys(ageing_schedules);
  if (!Object.hasOwn(ageing_schedules, ageing))
    faults.push(unknownName(placeAt('ageing'), 'an ageing schedule', ageing, known));
  for (const [id, buckets] of Object.entries(ageing_schedules)) {
    const at = (index: number, setting: string): Place => placeAt('ageing_schedules', id, index, setting);
    faults.push(...findDayFaults(`ageing schedule ${id}`, buckets, at));
    const codes = buckets.map(({ code }) => ({ id: code }));
    faults.push(...findRepeated(`bucket of ageing schedule ${id}`, codes, (index) => at(index, 'code')));
    for (const [index, { code }] of buckets.entries()) {
      if (code !== UNDETERMINED_BUCKET && isPlainCode(code)) continue;
      const expected =
        code === UNDETERMINED_BUCKET
          ? `another code: ${UNDETERMINED_BUCKET} stands for loans whose position is not known`
          : 'a code without commas, quotes, tabs and line ends that does not begin with = + - or @';
      faults.push({
        ...at(index, 'code'),
        code: 'wrong-value',
        setting: 'code',
        found: JSON.stringify(code),
        expected,
      });
    }
  }
  return faults;
}

function checkWaterfalls({ conventions }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  for (const setting of ['waterfall', 'card_waterfall_when_late'] as const) {
    const steps = conventions[setting];
    for (const [index, step] of steps.entries()) {
      if (steps.indexOf(step) === index) continue;
      faults.push({ ...placeAt('conventions', setting, index), code: 'waterfall-step-repeated', step });
    }
    for (const step of ['fee', 'interest', 'principal'] as const) {
      if (!steps.includes(step))
        faults.push({ ...placeAt('conventions', setting), code: 'waterfall-step-missing', step });
    }
  }
  return faults;
}

function checkCalendar({ calendar }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const placed: { readonly id: string; readonly place: Place }[] = [];
  const sequences = [
    { within: 'calendar', steps: calendar.steps, path: ['steps'] },
    ...Object.entries(calendar.variants).map(([name, steps]) => {
      return { within: `calendar ${name}`, steps, path: ['variants', name] };
    }),
  ];
  for (const { within, steps, path } of sequences) {
    const at = (index: number, setting: string): Place => placeAt('calendar', ...path, index, setting);
    faults.push(...findDayFaults(within, steps, at));
    placed.push(...steps.map(({ id }, index) => ({ id, place: at(index, 'id') })));
    for (const [index, step] of steps.entries()) faults.push(...findLetterFaults(step, at(index, 'letter')));
  }
  const special = (path: readonly string[], { id }: { readonly id: string }) =>
    placed.push({ id, place: placeAt('calendar', ...path, 'id') });
  for (const [hold, step] of Object.entries(calendar.holds)) special(['holds', hold], step);
  for (const name of EMERGENCIES) {
    special(['emergencies', name], calendar.emergencies[name]);
    const place = placeAt('calendar', 'emergencies', name, 'letter');
    faults.push(...findLetterFaults({ ...calendar.emergencies[name], to: 'open' }, place));
  }
  special(['position_unknown'], calendar.position_unknown);
  faults.push(...findRepeated('calendar step', placed, (index) => placed[index]!.place));

  const known = [LOANS_CALENDAR, ...Object.keys(calendar.variants)];
  const uses = [['use', calendar.use] as const, ...Object.entries(calendar.by_product)];
  for (const [at, [setting, name]] of uses.entries()) {
    if (known.includes(name)) continue;
    const place = at === 0 ? placeAt('calendar', 'use') : placeAt('calendar', 'by_product', setting);
    faults.push(unknownName(place, 'a calendar', name, known));
  }
  if (Object.hasOwn(calendar.variants, LOANS_CALENDAR)) {
    const expected = `another name: ${LOANS_CALENDAR} is the calendar under steps`;
    const place = placeAt('calendar', 'variants', LOANS_CALENDAR);
    faults.push({ ...place, code: 'wrong-value', setting: 'variants', found: `"${LOANS_CALENDAR}"`, expected });
  }
  return faults;
}

/** A step asks for one letter to the borrower at most, and for a reminder only where nothing is overdue yet. */
function findLetterFaults(
  {
    id,
    letter,
    to,
  }: { readonly id: string; readonly letter?: WrittenLetters | undefined; readonly to: number | 'open' },
  place: Place,
): readonly PolicyFault[] {
  const kinds = letter === undefined ? [] : typeof letter === 'string' ? [letter] : letter;
  const wrong = (expected: string): PolicyFault => {
    return { ...place, code: 'wrong-value', setting: `letter of ${id}`, found: kinds.join(', '), expected };
  };
  const faults: PolicyFault[] = [];
  if (kinds.filter((kind) => kind !== 'guarantor-demand').length > 1 || new Set(kinds).size < kinds.length) {
    faults.push(wrong('one letter to the borrower at most, and guarantor-demand beside it'));
  }
  if (kinds.includes('reminder') && to !== 0) faults.push(wrong('a reminder only in a step that ends on day 0'));
  return faults;
}

function checkPlaybook({ playbook }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const { stages, moves } = playbook;
  const faults: PolicyFault[] = [
    ...findDayFaults('playbook', stages, (index, setting) => placeAt('playbook', 'stages', index, setting)),
    ...findRepeated('stage', stages, (index) => placeAt('playbook', 'stages', index, 'id')),
    ...findRepeated('move', moves, (index) => placeAt('playbook', 'moves', index, 'id')),
  ];
  const known = stages.map(({ id }) => id);
  for (const [index, move] of moves.entries()) {
    const place = placeAt('playbook', 'moves', index);
    const wrong = (found: string, expected: string) =>
      faults.push({ ...place, code: 'wrong-value', setting: `playbook › moves › ${move.id}`, found, expected });
    const isOffered = move.lawful !== undefined;
    if (isOffered && move.not_offered !== undefined) wrong('both lawful and not_offered', 'one of the two');
    else if (!isOffered && move.not_offered === undefined) wrong('without a lawful form', 'lawful or not_offered');
    if (isOffered && (move.types.length === 0 || move.stages.length + move.any_stage_for.length === 0)) {
      wrong('for nobody', 'the types and the stages where it helps');
    }
    const stray = move.any_stage_for.find((type) => !move.types.includes(type));
    if (stray !== undefined) wrong(`any_stage_for with ${stray}`, `one of its types: ${move.types.join(', ')}`);
    for (const [at, stage] of move.stages.entries()) {
      if (known.includes(stage)) continue;
      faults.push(unknownName(placeAt('playbook', 'moves', index, 'stages', at), 'a stage', stage, known));
    }
  }
  return faults;
}

function checkRecovery(
  { ageing, ageing_schedules, priority }: WrittenSettings,
  root: LocatedMap,
): readonly PolicyFault[] {
  const faults: PolicyFault[] = [];
  const start = ['priority', 'recovery'];
  const placeAt = (...path: readonly string[]): Place => nodeAt(root, [...start, ...path]).place;
  if (Object.hasOwn(ageing_schedules, ageing) && !Object.hasOwn(priority.recovery, ageing)) {
    faults.push({ ...placeAt(), code: 'recovery-rate-missing', schedule: ageing, lacking: null });
  }
  for (const [schedule, byType] of Object.entries(priority.recovery)) {
    const buckets = ageing_schedules[schedule]?.map(({ code }) => code);
    if (buckets === undefined) {
      faults.push(unknownName(placeAt(schedule), 'an ageing schedule', schedule, Object.keys(ageing_schedules)));
      continue;
    }
    for (const [type, rates] of Object.entries(byType)) {
      if (!(BORROWER_TYPES as readonly string[]).includes(type)) {
        faults.push(unknownName(placeAt(schedule, type), 'a borrower type', type, BORROWER_TYPES));
        continue;
      }
      for (const bucket of Object.keys(rates)) {
        if (buckets.includes(bucket)) continue;
        const what = `a bucket of the ageing schedule ${schedule}`;
        faults.push(unknownName(placeAt(schedule, type, bucket), what, bucket, buckets));
      }
      for (const bucket of buckets) {
        if (Object.hasOwn(rates, bucket)) continue;
        const lacking = `the bucket ${bucket} of type ${type}`;
        faults.push({ ...placeAt(schedule, type), code: 'recovery-rate-missing', schedule, lacking });
      }
    }
    for (const type of BORROWER_TYPES) {
      if (Object.hasOwn(byType, type)) continue;
      faults.push({ ...placeAt(schedule), code: 'recovery-rate-missing', schedule, lacking: `the type ${type}` });
    }
  }
  return faults;
}

/** What the settings put into a letter may say no more than its template. */
function checkNotice({ notice }: WrittenSettings, placeAt: PlaceAt): readonly PolicyFault[] {
  const plain = (text: string) => text.replace(/\s+/g, '').toLowerCase();
  return Object.entries(notice).flatMap(([setting, text]): readonly PolicyFault[] => {
    if (typeof text !== 'string') return [];
    return notice.forbidden_words
      .filter((words) => plain(text).includes(plain(words)))
      .map((words) => ({ ...placeAt('notice', setting), code: 'forbidden-words', words }));
  });
}

interface DayRange {
  readonly from: number;
  readonly to: number | 'open';
}

/** Ageing buckets and calendar steps alike must cover every day from 0 exactly once. */
function findDayFaults(
  within: string,
  ranges: readonly DayRange[],
  placeOf: (index: number, setting: 'from' | 'to') => Place,
): readonly PolicyFault[] {
  const noTitle = { en: '', zh: '' };
  const buckets = ranges.map(({ from, to }): AgeingBucket => {
    return { code: '', fromDpd: from, toDpd: to === 'open' ? Number.POSITIVE_INFINITY : to, title: noTitle };
  });
  return findAgeingFaults(buckets).map(({ kind, bucket, fromDpd: from, toDpd: to }): PolicyFault => {
    const setting = kind === 'no-open-end' || kind === 'empty-bucket' ? 'to' : 'from';
    return { ...placeOf(Math.max(0, bucket), setting), code: `days-${kind}`, within, from, to };
  });
}

function findRepeated(
  what: string,
  entries: readonly { readonly id: string }[],
  placeOf: (index: number) => Place,
): readonly PolicyFault[] {
  const firstAt = new Map<string, number>();
  const faults: PolicyFault[] = [];
  for (const [index, { id }] of entries.entries()) {
    const first = firstAt.get(id);
    if (first === undefined) firstAt.set(id, index);
    else faults.push({ ...placeOf(index), code: 'duplicate-id', what, id, first: placeOf(first) });
  }
  return faults;
}
