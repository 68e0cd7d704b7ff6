/** Holds plain values against a JSON Schema (draft 7), as far as the schemas of arrears use it; a keyword it does not know fails. */
type Part = Readonly<Record<string, unknown>>;

const SAYS_NOTHING = new Set(['$schema', 'title', 'description', 'default', 'definitions']);

/** Paths of what does not agree, in the order of the value; none where all does. */
export function disagreements(schema: Part, value: unknown): readonly string[] {
  return check(schema, value, schema, '');
}

function check(part: Part, value: unknown, root: Part, path: string): readonly string[] {
  const found: string[] = [];
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  const properties = (part['properties'] ?? {}) as Readonly<Record<string, Part>>;
  const fail = (keyword: string) => found.push(`${path || '.'} ${keyword}`);
  for (const [keyword, told] of Object.entries(part)) {
    if (SAYS_NOTHING.has(keyword)) continue;
    switch (keyword) {
      case '$ref': {
        const name = /^#\/definitions\/(\w+)$/.exec(told as string)![1]!;
        found.push(...check((root['definitions'] as Record<string, Part>)[name]!, value, root, path));
        break;
      }
      case 'type':
        if (!isOfType(told as string, value)) fail('type');
        break;
      case 'properties':
        for (const [name, below] of entries) {
          if (Object.hasOwn(properties, name)) found.push(...check(properties[name]!, below, root, `${path}/${name}`));
        }
        break;
      case 'additionalProperties':
        for (const [name, below] of entries) {
          if (Object.hasOwn(properties, name)) continue;
          if (told === false) found.push(`${path}/${name} additionalProperties`);
          else found.push(...check(told as Part, below, root, `${path}/${name}`));
        }
        break;
      case 'propertyNames':
        for (const [name] of entries) if (check(told as Part, name, root, '').length > 0) fail(`propertyNames ${name}`);
        break;
      case 'required':
        for (const name of told as string[]) if (isObject && !Object.hasOwn(value, name)) fail(`required ${name}`);
        break;
      case 'minProperties':
        if (isObject && entries.length < (told as number)) fail(keyword);
        break;
      case 'items':
        if (Array.isArray(value)) {
          for (const [at, item] of value.entries()) found.push(...check(told as Part, item, root, `${path}/${at}`));
        }
        break;
      case 'minItems':
        if (Array.isArray(value) && value.length < (told as number)) fail(keyword);
        break;
      case 'anyOf':
        if ((told as Part[]).every((one) => check(one, value, root, path).length > 0)) fail(keyword);
        break;
      case 'enum':
        if (!(told as unknown[]).includes(value)) fail(keyword);
        break;
      case 'const':
        if (told !== value) fail(keyword);
        break;
      case 'minLength':
        if (typeof value === 'string' && value.length < (told as number)) fail(keyword);
        break;
      case 'pattern':
        if (typeof value === 'string' && !new RegExp(told as string, 'u').test(value)) fail(keyword);
        break;
      case 'minimum':
        if (typeof value === 'number' && value < (told as number)) fail(keyword);
        break;
      case 'maximum':
        if (typeof value === 'number' && value > (told as number)) fail(keyword);
        break;
      case 'exclusiveMinimum':
        if (typeof value === 'number' && value <= (told as number)) fail(keyword);
        break;
      default:
        throw new Error(`the schema says "${keyword}" at ${path}, which is not known here`);
    }
  }
  return found;
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
