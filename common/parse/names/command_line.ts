/** A command line of kubectl: which objects it is about. Nothing of it is run, expanded or looked up. */
import { parseRequestUri } from '../request_line';
import {
  isResourceName,
  createRecognisedName,
  splitNamespacedName,
  type RecognisedName,
} from './recognised_name';
import { resolveResource, resolveResourceOrKeep } from './resolve_resource';
import { splitShellWords } from './split_shell_words';

/** Flags that take the next word as their value (`kubectl options`, and those of its commands); with `=` any flag does. */
const FLAGS_WITH_VALUE = new Set([
  '-n',
  '--namespace',
  '-f',
  '--filename',
  '-k',
  '--kustomize',
  '-o',
  '--output',
  '-l',
  '--selector',
  '-c',
  '--container',
  '-s',
  '--server',
  '-v',
  '--v',
  '-L',
  '--as',
  '--as-group',
  '--as-uid',
  '--context',
  '--cluster',
  '--user',
  '--kubeconfig',
  '--token',
  '--request-timeout',
  '--timeout',
  '--for',
  '--type',
  '--replicas',
  '--current-replicas',
  '--resource-version',
  '--image',
  '--port',
  '--target-port',
  '--protocol',
  '--name',
  '--field-selector',
  '--field-manager',
  '--grace-period',
  '--to-revision',
  '--revision',
  '--template',
  '--since',
  '--since-time',
  '--tail',
  '--sort-by',
  '--subresource',
  '--from-literal',
  '--from-file',
  '--from',
  '--overrides',
  '--env',
  '--labels',
  '--requests',
  '--limits',
  '--min',
  '--max',
  '--cpu-percent',
  '--raw',
  '--patch',
  '--patch-file',
  '--min-available',
  '--max-unavailable',
  '--chunk-size',
  '--pod-selector',
  '--clusterrole',
  '--role',
  '--serviceaccount',
  '--group',
  '--verb',
  '--resource',
  '--schedule',
  '--restart',
  '--hard',
  '--class',
  '--rule',
  '--api-group',
  '--target',
  '--certificate-authority',
  '--client-key',
  '--client-certificate',
  '--profile',
  '--copy-to',
  '--limit',
  '--duration',
  '--tcp',
  '--node-port',
  '--external-name',
]);

/** Commands whose second word says what they do. */
const COMMANDS_WITH_SUBCOMMAND = new Set(['rollout', 'set', 'apply']);
/** Commands that are about Pods, where no other kind is named; one object each. */
const POD_COMMANDS = new Set(['logs', 'log', 'exec', 'attach', 'port-forward', 'cp', 'debug']);
const NODE_COMMANDS = new Set(['drain', 'cordon', 'uncordon']);
/** Their last words are `key=value` or `key-`. */
const COMMANDS_WITH_PAIRS = new Set(['label', 'annotate', 'taint', 'set']);
const COMMANDS_WITHOUT_OBJECTS = new Set([
  'config',
  'auth',
  'explain',
  'api-resources',
  'api-versions',
  'version',
  'cluster-info',
  'completion',
  'plugin',
  'options',
  'proxy',
  'kustomize',
  'diff',
  'certificate',
]);
/** `kubectl create secret generic NAME`, `… service clusterip NAME` */
const RESOURCES_CREATED_BY_TYPE = new Set(['secrets', 'services']);

const KUBECTL_PROGRAMS: ReadonlySet<string> = new Set(['kubectl', 'kubectl.exe', 'k', 'oc']);

/** The words after `kubectl`; null where the line is none of its commands. A prompt, `sudo` and variables may stand before it. */
export function splitKubectlCommand(line: string): string[] | null {
  // most lines have no such word: not worth splitting
  if (!line.includes('k') && !line.includes('oc')) return null;
  const words = splitShellWords(line);
  let at = 0;
  while (at < words.length && at < 8) {
    const word = words[at]!;
    if (KUBECTL_PROGRAMS.has(word.slice(word.lastIndexOf('/') + 1)) && words.length > at + 1)
      return words.slice(at + 1);
    const mayPrecede =
      word === '$' ||
      word === '#' ||
      word === '>' ||
      word === 'sudo' ||
      word === 'time' ||
      word === 'watch' ||
      word === '-E' ||
      word.endsWith('$') ||
      word.endsWith('#') ||
      /^[A-Z_][A-Z0-9_]{0,60}=/.test(word);
    if (!mayPrecede) return null;
    at++;
  }
  return null;
}

/** What a command is about: its objects; without names the kind and namespace; nothing for `apply -f`, which says so in a file. */
export function findNamesInCommand(words: readonly string[]): RecognisedName[] {
  const { rest, namespace, raw } = separateFlags(words);
  if (raw) return findNamesInUri(raw);
  const [command = '', ...args] = rest;
  if (COMMANDS_WITHOUT_OBJECTS.has(command)) return [];
  let objects = COMMANDS_WITH_SUBCOMMAND.has(command) ? args.slice(1) : args;
  if (COMMANDS_WITH_PAIRS.has(command))
    objects = objects.filter((word) => !word.includes('=') && !word.endsWith('-'));
  if (NODE_COMMANDS.has(command))
    return objects
      .filter(isResourceName)
      .map((name) => createRecognisedName({ resource: 'nodes', name }));
  if (POD_COMMANDS.has(command)) return findPodName(objects[0], namespace);
  if (command === 'run')
    return objects[0] && isResourceName(objects[0])
      ? [createRecognisedName({ resource: 'pods', namespace, name: objects[0] })]
      : [];
  if (command === 'create' && objects[0]) {
    if (objects[0] === 'token')
      return objects[1] ? findNamesInArguments(['serviceaccounts', objects[1]], namespace) : [];
    const byType = RESOURCES_CREATED_BY_TYPE.has(resolveResourceOrKeep(objects[0]));
    objects = [objects[0], ...objects.slice(byType ? 2 : 1, byType ? 3 : 2)];
  }
  return findNamesInArguments(objects, namespace);
}

/** `deploy/web -n shop`, `deploy web -n shop`, `pods,svc -n shop`: what stands after a command, on its own. */
export function findNamesInBareArguments(line: string): RecognisedName[] {
  const words = splitShellWords(line);
  if (words.length === 0 || words.length > 8) return [];
  const { rest, namespace } = separateFlags(words);
  const [first = '', second] = rest;
  if (rest.some((word) => word.endsWith(':') || word.endsWith(','))) return [];
  if (first.includes('/'))
    return rest.every((word) => splitTypedName(word) !== null)
      ? findNamesInArguments(rest, namespace)
      : [];
  const isKind = resolveResource(first) !== undefined;
  if (!isKind || rest.length > 2) return [];
  const path = second === undefined ? null : splitNamespacedName(second);
  if (path) return [createRecognisedName({ resource: resolveResourceOrKeep(first), ...path })];
  if (second !== undefined && !isResourceName(second)) return [];
  return findNamesInArguments(rest, namespace);
}

/** kubectl's resource arguments: `TYPE NAME…`, `TYPE/NAME…`, `TYPE,TYPE`. */
function findNamesInArguments(
  args: readonly string[],
  namespace: string | undefined
): RecognisedName[] {
  const [first = '', ...names] = args;
  if (first === '') return namespace ? [createRecognisedName({ namespace })] : [];
  if (first.includes('/')) {
    return args.flatMap((word) => {
      const typed = splitTypedName(word);
      return typed ? [createRecognisedName({ ...typed, namespace })] : [];
    });
  }
  const resources = first
    .split(',', 8)
    .filter((word) => word !== '' && isResourceName(word.toLowerCase()));
  if (first === 'all') return namespace ? [createRecognisedName({ namespace })] : [];
  const own = names.filter(isResourceName);
  return resources
    .map(resolveResourceOrKeep)
    .flatMap((resource) =>
      own.length === 0
        ? [createRecognisedName({ resource, namespace })]
        : own.map((name) => createRecognisedName({ resource, namespace, name }))
    );
}

/** `deploy/web`, `deployment.apps/web` */
function splitTypedName(word: string): { resource: string; name: string } | null {
  const slash = word.indexOf('/');
  const [type, name] = [word.slice(0, slash), word.slice(slash + 1)];
  return slash > 0 && isResourceName(name) && resolveResource(type) !== undefined
    ? { resource: resolveResourceOrKeep(type), name }
    : null;
}

/** `web-0`, `pod/web-0`, `deploy/web`; of `kubectl cp` also `shop/web-0:/var/log`. */
function findPodName(word: string | undefined, namespace: string | undefined): RecognisedName[] {
  const colon = word?.indexOf(':') ?? -1;
  const target = (colon > 0 ? word?.slice(0, colon) : word) ?? '';
  const typed = splitTypedName(target);
  if (typed) return [createRecognisedName({ ...typed, namespace })];
  const path = splitNamespacedName(target);
  if (path) return [createRecognisedName({ resource: 'pods', ...path })];
  return isResourceName(target)
    ? [createRecognisedName({ resource: 'pods', namespace, name: target })]
    : [];
}

function findNamesInUri(uri: string): RecognisedName[] {
  const request = parseRequestUri(uri);
  return request?.resource
    ? [
        createRecognisedName({
          resource: request.resource,
          namespace: request.namespace,
          name: request.name,
        }),
      ]
    : [];
}

function separateFlags(words: readonly string[]): {
  rest: string[];
  namespace?: string;
  raw?: string;
} {
  const rest: string[] = [];
  let namespace: string | undefined;
  let raw: string | undefined;
  // -f is --filename for all others, and --follow for logs
  const follows = words.includes('logs');
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    // what follows is the command that runs in a container; what is piped is not kubectl's
    if (word === '--' || word === '|' || word === '&&' || word === ';' || word === '>') break;
    if (word.length < 2 || !word.startsWith('-')) {
      rest.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const flag = equals < 0 ? word : word.slice(0, equals);
    let value = equals < 0 ? undefined : word.slice(equals + 1);
    // `-nshop`
    if (equals < 0 && word.startsWith('-n') && word.length > 2) value = word.slice(2);
    else if (value === undefined && FLAGS_WITH_VALUE.has(flag) && !(follows && flag === '-f'))
      value = words[++i];
    else if (
      value === undefined &&
      flag === '-p' &&
      (words[i + 1]?.startsWith('{') || words[i + 1]?.startsWith('['))
    )
      i++;
    if ((flag === '--namespace' || flag.startsWith('-n')) && value && isResourceName(value))
      namespace = value;
    if (flag === '--raw') raw = value;
  }
  return { rest, ...(namespace ? { namespace } : {}), ...(raw ? { raw } : {}) };
}
