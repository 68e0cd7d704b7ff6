/** The escalation calendars and the playbook of checked settings, event kinds as codes and bits. */
import { BORROWER_TYPES } from '../domain/evidence.js';
import type { LetterKind } from '../domain/letter.js';
import { EVENT_KINDS, type EventKind, HOLDS } from '../domain/loan.js';
import {
  type CalendarStep,
  EMERGENCIES,
  type EmergencySettings,
  type EscalationCalendar,
  emergencyBit,
  type Playbook,
} from '../domain/work.js';
import type { Policy } from './policy.js';
import type { PolicySettings } from './schema.js';

type WrittenCalendar = PolicySettings['calendar'];
type WrittenStep = WrittenCalendar['steps'][number];

/** Name of the calendar that stands under `calendar › steps` itself. */
export const LOANS_CALENDAR = 'loans';

export function compileCalendars(
  written: WrittenCalendar,
): Pick<Policy, 'calendar' | 'calendars' | 'calendarByProduct'> {
  const sequences = [[LOANS_CALENDAR, written.steps] as const, ...Object.entries(written.variants)];
  const stepsByName = sequences.map(([id, steps]) => ({ id, steps: steps.map(compileStep) }));
  const holdSteps = [null, ...HOLDS.map((hold) => (hold === 'none' ? null : specialStep(written.holds[hold])))];
  const emergencies = compileEmergencies(written.emergencies);
  const whenPositionUnknown = specialStep(written.position_unknown);
  const allSteps = [
    ...stepsByName.flatMap(({ steps }) => steps),
    ...holdSteps.filter((step) => step !== null),
    ...emergencies.terms.map(({ step }) => step),
    whenPositionUnknown,
  ];
  const calendars = stepsByName.map(({ id, steps }): EscalationCalendar => {
    const makeUpWithinDays = written.make_up_within_days;
    return { id, steps, makeUpWithinDays, holdSteps, whenPositionUnknown, emergencies, allSteps };
  });
  const named = (name: string) => calendars.find(({ id }) => id === name)!;
  return {
    calendar: named(written.use),
    calendars,
    calendarByProduct: new Map(Object.entries(written.by_product).map(([product, name]) => [product, named(name)])),
  };
}

function compileStep({ id, from, to, title, who, done_by, letter, trace_assets, source }: WrittenStep): CalendarStep {
  const doneByCode = new Uint8Array(EVENT_KINDS.length + 1);
  for (const kind of done_by) doneByCode[EVENT_KINDS.indexOf(kind) + 1] = 1;
  return {
    id,
    fromDpd: from,
    toDpd: lastDay(to),
    title,
    who,
    doneBy: done_by,
    doneByCode,
    letters: lettersOf(letter),
    tracesAssets: isYes(trace_assets),
    source,
  };
}

/** A step that no day past due calls for. */
function specialStep(
  { id, title, who, source }: WrittenCalendar['position_unknown'],
  doneBy: readonly EventKind[] = [],
  letters: readonly LetterKind[] = [],
  tracesAssets = false,
): CalendarStep {
  const doneByCode = new Uint8Array(EVENT_KINDS.length + 1);
  return {
    id,
    fromDpd: 0,
    toDpd: Number.POSITIVE_INFINITY,
    title,
    who,
    doneBy,
    doneByCode,
    letters,
    tracesAssets,
    source,
  };
}

function lettersOf(written: LetterKind | readonly LetterKind[] | undefined): readonly LetterKind[] {
  if (written === undefined) return [];
  return typeof written === 'string' ? [written] : written;
}

function compileEmergencies(written: WrittenCalendar['emergencies']): EmergencySettings {
  const bitsOf = (list: 'raised_by' | 'ended_by' | 'done_by') => {
    const byCode = new Uint8Array(EVENT_KINDS.length + 1);
    for (const emergency of EMERGENCIES) {
      for (const kind of written[emergency][list]) byCode[EVENT_KINDS.indexOf(kind) + 1]! |= emergencyBit(emergency);
    }
    return byCode;
  };
  return {
    terms: EMERGENCIES.map((emergency) => {
      const { within_days: withinDays, done_by: doneBy, letter, trace_assets } = written[emergency];
      const step = specialStep(written[emergency], doneBy, lettersOf(letter), isYes(trace_assets));
      return { step, withinDays };
    }),
    raisedBy: bitsOf('raised_by'),
    endedBy: bitsOf('ended_by'),
    doneBy: bitsOf('done_by'),
    disappearedAfterDays: written.disappeared_after_days,
    agreementSilentDays: written.agreement_silent_days,
  };
}

export function compilePlaybook({ stages, moves, most_in_list }: PolicySettings['playbook']): Playbook {
  return {
    stages: stages.map(({ id, from, to, title, trace_assets }) => {
      return { id, fromDpd: from, toDpd: lastDay(to), title, tracesAssets: isYes(trace_assets) };
    }),
    mostInList: most_in_list,
    moves: moves.map(
      ({ id, name, offered_as, lawful, not_offered, types, stages: helpsIn, any_stage_for, source }) => ({
        id,
        name,
        offeredAs: offered_as ?? name,
        lawfulForm: lawful ?? null,
        whyNot: not_offered ?? null,
        types: types.map((type) => BORROWER_TYPES.indexOf(type)),
        stages: helpsIn,
        anyStageFor: any_stage_for.map((type) => BORROWER_TYPES.indexOf(type)),
        source,
      }),
    ),
  };
}

export function isYes(value: boolean | 'yes' | 'no'): boolean {
  return value === true || value === 'yes';
}

function lastDay(to: number | 'open'): number {
  return to === 'open' ? Number.POSITIVE_INFINITY : to;
}
