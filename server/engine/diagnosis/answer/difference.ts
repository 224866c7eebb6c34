/** The difference of two objects of the API, path by path as kubectl writes them. Secret values are never in it. */
import type { ObjectChange } from '../../../../common/model/diagnosis';
import { isJsonObject, type JsonObject } from '../../../../common/parse/json_values';

export type Difference = Pick<ObjectChange, 'path' | 'kind' | 'before' | 'beforeUnknown' | 'after'>;

/** What changes with every write, and what is no wish of anybody. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'metadata.managedFields',
  'metadata.resourceVersion',
  'metadata.generation',
  'metadata.uid',
  'metadata.creationTimestamp',
  'status',
  'kind',
  'apiVersion',
  'metadata.annotations.kubectl.kubernetes.io/last-applied-configuration',
  'metadata.annotations.deployment.kubernetes.io/revision',
]);
const MAX_DIFFERENCES = 100;
const MAX_DEPTH = 12;
const MAX_VALUE = 300;
export const REDACTED = '"<redacted>"';

interface Walk {
  isSecret: boolean;
  /** `after` is a patch: what it doesn't name is not removed, null removes */
  isPatch: boolean;
  found: Difference[];
}

/** At most 100 differences, values bounded. @param isPatch `after` holds what changes only */
export function difference(
  before: JsonObject,
  after: JsonObject,
  isSecret: boolean,
  isPatch = false
): Difference[] {
  const walk: Walk = { isSecret, isPatch, found: [] };
  walkObject(before, after, '', 0, walk);
  return walk.found;
}

function walkObject(
  before: JsonObject,
  after: JsonObject,
  path: string,
  depth: number,
  walk: Walk
): void {
  const keys = walk.isPatch
    ? Object.keys(after)
    : new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) {
    // a strategic merge patch's own directives
    if (walk.isPatch && key.startsWith('$')) continue;
    walkValue(
      valueOf(before, key),
      valueOf(after, key),
      path ? `${path}.${key}` : key,
      depth + 1,
      walk
    );
    if (walk.found.length >= MAX_DIFFERENCES) return;
  }
}

/** Keys are a stranger's: `constructor` is no member of an object that lacks it. */
const valueOf = (object: JsonObject, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;

function walkValue(before: unknown, after: unknown, path: string, depth: number, walk: Walk): void {
  if (before === after || LEFT_OUT.has(path)) return;
  if (depth < MAX_DEPTH) {
    if (isJsonObject(after) && (isJsonObject(before) || (before === undefined && walk.isPatch))) {
      walkObject(isJsonObject(before) ? before : {}, after, path, depth, walk);
      return;
    }
    if (
      Array.isArray(after) &&
      (Array.isArray(before) || (before === undefined && walk.isPatch)) &&
      (isNamed(after) || isNamed(before))
    ) {
      walkNamed(Array.isArray(before) ? before : [], after, path, depth, walk);
      return;
    }
  }
  const [beforeText, afterText] = [
    shown(before, path, walk),
    after === null && walk.isPatch ? undefined : shown(after, path, walk),
  ];
  if (beforeText === afterText && beforeText !== REDACTED && !(walk.isPatch && after === null))
    return;
  const kind =
    after === undefined || after === null
      ? 'removed'
      : before === undefined && !walk.isPatch
        ? 'added'
        : 'changed';
  walk.found.push({
    path,
    kind,
    ...(beforeText !== undefined
      ? { before: beforeText }
      : walk.isPatch
        ? { beforeUnknown: true as const }
        : {}),
    ...(afterText !== undefined ? { after: afterText } : {}),
  });
}

const isNamed = (list: unknown): list is JsonObject[] =>
  Array.isArray(list) &&
  list.length > 0 &&
  list.every((item) => isJsonObject(item) && typeof item.name === 'string');

/** Lists whose items have names (containers, env, volumes, ports) are compared by name. */
function walkNamed(
  before: unknown[],
  after: unknown[],
  path: string,
  depth: number,
  walk: Walk
): void {
  const byName = (list: unknown[]): Map<string, JsonObject> =>
    new Map(list.filter(isJsonObject).map((item) => [String(item.name), item]));
  const [old, now] = [byName(before), byName(after)];
  const names = walk.isPatch ? now.keys() : new Set([...old.keys(), ...now.keys()]);
  for (const name of names) {
    const item = now.get(name);
    const { name: _name, ...rest } = item ?? {};
    const was = old.get(name);
    const { name: _was, ...wasRest } = was ?? {};
    walkValue(was && wasRest, item && rest, `${path}[${name}]`, depth + 1, walk);
    if (walk.found.length >= MAX_DIFFERENCES) return;
  }
}

/** Names whose values nobody should read in a log. */
const SECRET_NAME =
  /pass(word|wd|phrase)?|secret|token|credential|api[-_]?key|private[-_]?key|auth/i;

function shown(value: unknown, path: string, { isSecret }: Walk): string | undefined {
  if (value === undefined) return undefined;
  if (isSecret && /^(data|stringData)\b/.test(path)) return REDACTED;
  // env[NAME].value, annotations, arguments of an item with such a name
  const last = path.slice(path.lastIndexOf('[') + 1);
  if (
    path.includes('env[') &&
    last.includes('].value') &&
    SECRET_NAME.test(last.slice(0, last.indexOf(']')))
  )
    return REDACTED;
  const json = JSON.stringify(
    isJsonObject(value) || Array.isArray(value) ? redacted(value, 0) : value
  );
  return json.length > MAX_VALUE ? `${json.slice(0, MAX_VALUE)}…` : json;
}

/** A copy without values of variables with such names; deep and long parts are cut. */
function redacted(value: unknown, depth: number): unknown {
  if (depth > 6) return '…';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redacted(item, depth + 1));
  if (!isJsonObject(value)) return typeof value === 'string' ? value.slice(0, MAX_VALUE) : value;
  const isSecretItem = typeof value.name === 'string' && SECRET_NAME.test(value.name);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 40)
      .map(([key, item]) => [
        key,
        key === 'value' && isSecretItem ? '<redacted>' : redacted(item, depth + 1),
      ])
  );
}
