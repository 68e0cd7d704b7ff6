/**
 * LiquidJS behind one door, tied down: templates come from memory, know a handful of tags and filters that can neither
 * run code nor read files nor build things up, and stop at limits of size, time and memory. A value is only ever text:
 * what looks like template code in it stays what it is.
 */
import type { Liquid, Template } from 'liquidjs';

export type { Template } from 'liquidjs';

/** The tags that templates may use. None of them makes a variable, so a loop is over what the letter holds. */
export const ALLOWED_TAGS = ['if', 'unless', 'case', 'for', 'render', 'comment', 'break', 'continue'] as const;

/** The filters that templates may use. None turns escaping off or takes code. */
export const ALLOWED_FILTERS = [
  'default',
  'size',
  'first',
  'last',
  'upcase',
  'downcase',
  'capitalize',
  'strip',
] as const;

/** Enough for any letter and little for a machine. */
export interface TemplateLimits {
  /** Characters of one template. */
  readonly parse: number;
  /** Milliseconds for one letter. */
  readonly render: number;
  /** Objects made while rendering one letter. */
  readonly memory: number;
}

export const LIMITS: TemplateLimits = { parse: 200_000, render: 10_000, memory: 10_000_000 };

export interface Engine {
  readonly liquid: Liquid;
  /** Parsed templates by name. */
  readonly parse: (name: string) => Template[];
  /** The text of a parsed template over `values`, every value written by `write`. */
  readonly render: (template: Template[], values: object) => string;
}

/** Loaded only by commands that make or check letters. */
export async function openEngine(
  templates: Readonly<Record<string, string>>,
  write: (text: string) => string,
  limits: TemplateLimits = LIMITS,
): Promise<Engine> {
  const { Drop, Liquid } = await import('liquidjs');
  /** Stands for a value that is not given: false where it is asked for, an error where something of it is printed. */
  class NotGiven extends Drop {
    override valueOf(): null {
      return null;
    }
  }
  const notGiven = new NotGiven();
  const liquid = new Liquid({
    // A null prototype, or `{% render "constructor" %}` would find one.
    templates: Object.assign(Object.create(null), templates) as Record<string, string>,
    cache: true,
    relativeReference: false,
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: (value: unknown) => write(value === null || value === undefined ? '' : String(value)),
    parseLimit: limits.parse,
    renderLimit: limits.render,
    memoryLimit: limits.memory,
  });
  const allowedTags = new Set<string>(ALLOWED_TAGS);
  for (const tag of Object.keys(liquid.tags)) if (!allowedTags.has(tag)) delete liquid.tags[tag];
  const allowedFilters = new Set<string>(ALLOWED_FILTERS);
  for (const filter of Object.keys(liquid.filters)) if (!allowedFilters.has(filter)) delete liquid.filters[filter];
  return {
    liquid,
    parse: (name) => liquid.parse(templates[name]!, name),
    // As globals the values are seen by partials too, which have no scope of their own but what is handed to them.
    render: (template, values) =>
      liquid.renderSync(template, {}, { globals: withoutNulls(values, notGiven) as object }) as string,
  };
}

/** The engine reads what stands below null as blank; below `notGiven` it is an error. */
function withoutNulls(value: unknown, notGiven: object): unknown {
  if (value === null) return notGiven;
  if (Array.isArray(value)) return value.map((entry) => withoutNulls(entry, notGiven));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutNulls(part, notGiven)]));
}
