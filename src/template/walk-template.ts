/**
 * Every placeholder of a parsed template, followed into loops and partials with a specimen of the values in hand: what
 * the specimen does not have, no letter has.
 */
import { closestName } from '../domain/did-you-mean.js';
import { ALLOWED_FILTERS, type Template } from './engine.js';
import type { TemplateFault, TemplatePlace } from './template-fault.js';

/** The parts of LiquidJS's tree that are looked at, by the kinds of its tokens. */
interface Token {
  readonly kind: number;
  readonly input: string;
  readonly begin: number;
  readonly name?: string;
  readonly content?: unknown;
  readonly props?: readonly Token[];
  readonly variable?: Token;
  readonly initial?: Expression;
  readonly filters?: readonly FilterPart[];
  getText(): string;
  getPosition(): number[];
}

interface Expression {
  readonly postfix: readonly Token[];
}

interface FilterPart {
  readonly name: string;
  readonly token?: Token;
  readonly args: readonly (Token | readonly [string, Token])[];
}

interface Node {
  readonly token: Token;
  readonly name?: string;
  readonly value?: Token | { readonly initial: Expression; readonly filters: readonly FilterPart[] };
  readonly variable?: string;
  readonly collection?: Token;
  readonly templates?: readonly Node[];
  readonly elseTemplates?: readonly Node[];
  readonly branches?: readonly {
    readonly value?: Token | { readonly initial: Expression; readonly filters: readonly FilterPart[] };
    readonly values?: readonly Token[];
    readonly templates: readonly Node[];
  }[];
  readonly file?: unknown;
  readonly hash?: { readonly hash: Readonly<Record<string, Token | undefined>> };
  readonly with?: { readonly value: Token; readonly alias?: string };
  readonly forBinding?: { readonly value: Token; readonly alias?: string };
}

const KIND = { property: 128, range: 512, filteredValue: 4096, quoted: 1024 } as const;

/** A value of the specimen and the name under which a list of placeholders shows it. */
interface Known {
  readonly value: unknown;
  readonly path: string;
}

export interface WalkedTemplate {
  /** Paths as the letter's model names them, loops as `loans[]`. */
  readonly placeholders: Set<string>;
  readonly faults: TemplateFault[];
  /** Names of the template and of what it renders. */
  readonly visited: ReadonlySet<string>;
}

/** What stands in the template itself is no placeholder. */
const WRITTEN_OUT: Known = { value: '', path: '' };

/** Names that a loop makes. */
const FORLOOP = { first: true, last: true, index: 1, index0: 0, rindex: 1, rindex0: 0, length: 1 };

export class TemplateWalk implements WalkedTemplate {
  readonly placeholders = new Set<string>();
  readonly faults: TemplateFault[] = [];
  readonly visited = new Set<string>();
  private readonly specimen: Readonly<Record<string, unknown>>;
  /** The template of a name, parsed; undefined where the pack has none. */
  private readonly templateOf: (name: string) => readonly Template[] | undefined;
  private readonly pathOf: (name: string) => string;
  private readonly partials: readonly string[];
  private readonly stack: string[] = [];

  constructor(
    specimen: object,
    templateOf: (name: string) => readonly Template[] | undefined,
    pathOf: (name: string) => string,
    partials: readonly string[],
  ) {
    this.specimen = specimen as Readonly<Record<string, unknown>>;
    this.templateOf = templateOf;
    this.pathOf = pathOf;
    this.partials = partials;
  }

  walk(name: string, scope: ReadonlyMap<string, Known> = new Map()): void {
    const nodes = this.templateOf(name) as readonly unknown[] as readonly Node[] | undefined;
    if (nodes === undefined) return;
    this.stack.push(name);
    this.visited.add(name);
    this.walkAll(nodes, scope);
    this.stack.pop();
  }

  private walkAll(nodes: readonly Node[] | undefined, scope: ReadonlyMap<string, Known>): void {
    for (const node of nodes ?? []) this.walkNode(node, scope);
  }

  private walkNode(node: Node, scope: ReadonlyMap<string, Known>): void {
    switch (node.name) {
      case undefined:
        if (node.value !== undefined) this.look(node.value, scope, true);
        return;
      case 'for': {
        const list = this.collectionOf(node.collection!, scope);
        this.lookAtArguments(node, scope);
        const inner = new Map(scope);
        inner.set('forloop', { value: FORLOOP, path: 'forloop' });
        if (list !== undefined) inner.set(node.variable!, list);
        if (list !== undefined) this.walkAll(node.templates, inner);
        this.walkAll(node.elseTemplates, scope);
        return;
      }
      case 'render':
        this.walkPartial(node, scope);
        return;
      default:
        if (node.value !== undefined) this.look(node.value, scope, false);
        for (const branch of node.branches ?? []) {
          if (branch.value !== undefined) this.look(branch.value, scope, false);
          for (const value of branch.values ?? []) this.look(value, scope, false);
          this.walkAll(branch.templates, scope);
        }
        this.walkAll(node.elseTemplates, scope);
    }
  }

  private walkPartial(node: Node, scope: ReadonlyMap<string, Known>): void {
    const name = node.file;
    const place = this.placeOf(node.token);
    if (typeof name !== 'string' || node.with !== undefined || node.forBinding !== undefined) {
      this.faults.push({
        ...place,
        code: 'template-tag-not-allowed',
        what: node.token.getText(),
        known: ["{% render 'part-name' %}", "{% render 'part-name', name: value %}"],
      });
      return;
    }
    if (this.stack.includes(name)) {
      this.faults.push({ ...place, code: 'template-in-a-circle', templates: [...this.stack, name] });
      return;
    }
    if (!this.partials.includes(name)) {
      const known = this.partials;
      this.faults.push({ ...place, code: 'unknown-template', template: name, known, ...didYouMean(name, known) });
      return;
    }
    const handed = new Map<string, Known>();
    for (const [argument, token] of Object.entries(node.hash?.hash ?? {})) {
      if (token === undefined) continue;
      const value = this.resolve(token, scope);
      // A text or number written out; what could not be resolved has its fault already.
      handed.set(argument, value ?? WRITTEN_OUT);
    }
    this.walk(name, handed);
  }

  private lookAtArguments(node: Node, scope: ReadonlyMap<string, Known>): void {
    for (const token of Object.values(node.hash?.hash ?? {})) if (token !== undefined) this.look(token, scope, false);
  }

  /** One element of what a loop runs over; undefined, with a fault, where that is no list. */
  private collectionOf(token: Token, scope: ReadonlyMap<string, Known>): Known | undefined {
    const known = this.resolve(token, scope);
    if (known === undefined) return undefined;
    if (Array.isArray(known.value) && known.value.length > 0) {
      return { value: known.value[0], path: `${known.path}[]` };
    }
    this.faults.push({
      ...this.placeOf(token),
      code: 'placeholder-of-wrong-kind',
      placeholder: token.getText(),
      expected: 'a list, such as loans or loan.instalments',
    });
    return undefined;
  }

  private look(
    value: Token | { readonly initial: Expression; readonly filters: readonly FilterPart[] },
    scope: ReadonlyMap<string, Known>,
    isPrinted: boolean,
  ): void {
    const { initial, filters } = value;
    if (initial === undefined) {
      this.resolve(value as Token, scope);
      return;
    }
    for (const token of initial.postfix) {
      const known = this.resolve(token, scope);
      if (!isPrinted || known === undefined || typeof known.value !== 'object' || known.value === null) continue;
      const makesText = filters?.some(({ name }) => name === 'size') === true;
      if (makesText) continue;
      this.faults.push({
        ...this.placeOf(token),
        code: 'placeholder-of-wrong-kind',
        placeholder: token.getText(),
        expected: Array.isArray(known.value)
          ? 'one of its entries: loop over it with {% for … in … %}'
          : `one of its values: ${Object.keys(known.value)
              .map((name) => `${token.getText()}.${name}`)
              .join(', ')}`,
      });
    }
    for (const filter of filters ?? []) {
      // The engine's own escaping is the last filter of every output; it has no place.
      if (filter.token === undefined || filter.token.input === '') continue;
      this.lookAtFilter(filter, scope);
    }
  }

  private lookAtFilter({ args, name, token }: FilterPart, scope: ReadonlyMap<string, Known>): void {
    if (!(ALLOWED_FILTERS as readonly string[]).includes(name)) {
      const known = ALLOWED_FILTERS;
      const what = `the filter "${name}"`;
      this.faults.push({
        ...this.placeOf(token!),
        code: 'template-tag-not-allowed',
        what,
        known,
        ...didYouMean(name, known),
      });
    }
    for (const argument of args) this.resolve(Array.isArray(argument) ? argument[1] : (argument as Token), scope);
  }

  /** What a token stands for in the specimen; undefined for a literal, and with a fault for what there is not. */
  private resolve(token: Token, scope: ReadonlyMap<string, Known>): Known | undefined {
    if (token.kind === KIND.range) {
      const known = ['loops over lists of the letter'];
      this.faults.push({ ...this.placeOf(token), code: 'template-tag-not-allowed', what: token.getText(), known });
      return undefined;
    }
    if (token.kind === KIND.filteredValue) {
      this.look(token, scope, false);
      return undefined;
    }
    if (token.kind !== KIND.property) return undefined;
    const names = this.namesOf(token);
    if (names === undefined) {
      this.faults.push({
        ...this.placeOf(token),
        code: 'placeholder-of-wrong-kind',
        placeholder: token.getText(),
        expected: 'names joined by points',
      });
      return undefined;
    }
    return this.follow(names, token, scope);
  }

  private follow(names: readonly string[], token: Token, scope: ReadonlyMap<string, Known>): Known | undefined {
    const top = names[0]!;
    let known: Known;
    if (scope.has(top)) known = scope.get(top)!;
    else if (Object.hasOwn(this.specimen, top)) known = { value: this.specimen[top], path: top };
    else return this.unknown(token, top, [...scope.keys(), ...Object.keys(this.specimen)]);
    for (const [at, name] of names.entries()) {
      if (at === 0) continue;
      const { path, value } = known;
      if (Array.isArray(value)) {
        if (name === 'size') known = { value: value.length, path: `${path}.size` };
        else if (name === 'first' || name === 'last') known = { value: value[0], path: `${path}[]` };
        else return this.unknown(token, names.slice(0, at + 1).join('.'), ['size', 'first', 'last']);
      } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, name)) {
        known = { value: (value as Record<string, unknown>)[name], path: `${path}.${name}` };
      } else {
        const before = names.slice(0, at).join('.');
        const within = typeof value === 'object' && value !== null ? Object.keys(value) : [];
        return this.unknown(
          token,
          `${before}.${name}`,
          within.map((one) => `${before}.${one}`),
        );
      }
    }
    if (known.path !== '' && !known.path.startsWith('forloop')) this.placeholders.add(known.path);
    return known;
  }

  private unknown(token: Token, placeholder: string, known: readonly string[]): undefined {
    this.faults.push({
      ...this.placeOf(token),
      code: 'unknown-placeholder',
      placeholder,
      known,
      ...didYouMean(placeholder, known),
    });
    return undefined;
  }

  /** The names of a path; undefined where one of them is worked out or is no name. */
  private namesOf(token: Token): readonly string[] | undefined {
    if (token.variable !== undefined) return undefined;
    const names = (token.props ?? []).map(({ content }) => content);
    return names.length > 0 && names.every((name) => typeof name === 'string') ? (names as string[]) : undefined;
  }

  private placeOf(token: Token): TemplatePlace {
    const [line, column] = token.getPosition();
    return { file: this.pathOf(this.stack.at(-1)!), line: line!, column: column! };
  }
}

/** The nearest of the known names, for a fault; nothing where none is near. */
export function didYouMean(name: string, known: readonly string[]): { readonly didYouMean?: string } {
  const nearest = closestName(name, known);
  return nearest === undefined ? {} : { didYouMean: nearest };
}
