/**
 * The objects that a component's line names. Only what the components' conventions mark as an object counts (a known key,
 * a URI, a uid in a known place, `secret "x"`); a word is never taken for a name just because it looks like one.
 */
import type { ObjectReference } from '../model/log_record';
import type { ComponentLine } from './component_line';
import { kindOfResource } from './kinds';
import { ObjectList } from './object_list';
import { kindOfQueue, ruleOf, type KeyRule } from './object_keys';
import { namedIn, namesInText } from './object_text';
import { uidsInText } from './object_uids';
import { readMembers } from './json_log';
import { parseRequestUri } from './request_line';

export interface ObjectsOptions {
  /** the most objects that are returned; 32 by default */
  limit?: number;
}

type Line = Pick<ComponentLine, 'message' | 'pairs'> &
  Partial<Pick<ComponentLine, 'caller' | 'logger' | 'continuation'>>;

/** The longest metadata of an object that is read. */
const LONGEST_META = 65_536;

/** Objects in the order in which the line names them, each once, a name and its uid in one reference where the line says so. */
export function objectsOfLine(line: Line, options: ObjectsOptions = {}): ObjectReference[] {
  const list = new ObjectList(options.limit ?? 32);
  if (line.message === 'HTTP') {
    requestObjects(line, list);
    return list.objects;
  }
  if (line.message === 'Starting watch') {
    watchedObject(line, list);
    return list.objects;
  }
  const { pairs } = line;
  fromText(line.message, list);
  let kindText: string | undefined;
  let hasController = false;
  let resourceText: string | undefined;
  let namespace: string | undefined;
  let bareName: string | undefined;
  let hasLooseKey = false;
  for (const [key, value] of pairs) {
    if (value === '') continue;
    if (key === 'kind') kindText ??= value;
    else if (key === 'resource') resourceText ??= value;
    // controller_utils.go: `key` is then one of the controller's Pods
    else if (key === 'controller') hasController = true;
    else if (key === 'namespace' || key === 'podNamespace') namespace ??= value;
    else if (key === 'podName' || key === 'claimName') bareName ??= value;
  }
  const lineKind =
    kindText !== undefined
      ? kindOfKindText(kindText)
      : resourceText !== undefined
        ? kindOfResourceText(resourceText)
        : undefined;
  for (const [key, value] of pairs) {
    if (value === '') continue;
    const rule = ruleOf(key);
    if (rule === undefined) {
      if (value.length >= 36 && !isIdKey(key)) uidsInText(value, list);
      continue;
    }
    if (list.full) break;
    hasLooseKey ||= rule.kind === undefined && rule.how === 'name';
    const kind =
      kindText === undefined && !hasController && (key === 'key' || key === 'queueKey')
        ? kindOfQueue(line.logger)
        : lineKind;
    applyRule(rule, value, line, kind, namespace, list);
  }
  if (line.continuation !== undefined) fromText(line.continuation, list);
  if (namespace !== undefined) {
    // `namespace="x" name="y"`: a kind makes the name an object; a namespace alone is one itself
    if (lineKind !== undefined && !hasLooseKey && bareName === undefined) {
      const name = pairs.find((pair) => pair[0] === 'name')?.[1];
      if (name !== undefined) list.addName(lineKind, name, namespace);
    }
    // containerd has namespaces of its own, and names no caller
    if (list.objects.length === 0 && line.caller !== undefined)
      list.addName('Namespace', namespace);
  }
  list.settle();
  return list.objects;
}

function applyRule(
  rule: KeyRule,
  value: string,
  line: Line,
  lineKind: string | undefined,
  namespace: string | undefined,
  list: ObjectList
): void {
  switch (rule.how) {
    case 'name':
      namedIn(
        value,
        rule.kind ?? lineKind,
        rule.kind === undefined ? undefined : namespace,
        list,
        rule.bare
      );
      break;
    case 'uri':
      addUri(pathOfUrl(value), list);
      break;
    case 'uid':
      uidList(value, rule.kind, list);
      break;
    case 'volumeName':
      // controllers write a PersistentVolume's name, kubelets a volume's name in the Pod's spec or its unique name
      if (isVolumeController(line)) list.addName('PersistentVolume', value);
      else if (value.length >= 36) uidsInText(value, list);
      break;
    case 'meta':
      fromMeta(value, list);
      break;
    case 'text':
      fromText(value, list);
      break;
    case 'reflector':
      // kubelet's watch of one object: object-"ns"/"name"
      if (value.startsWith('object-"')) {
        const type = line.pairs.find((pair) => pair[0] === 'type')?.[1];
        list.addQuotedPath(
          value.slice(7),
          type === undefined ? undefined : type.slice(type.lastIndexOf('.') + 1)
        );
      }
      break;
  }
}

function fromText(text: string, list: ObjectList): void {
  namesInText(text, list);
  if (text.length >= 36) uidsInText(text, list);
  if (text.startsWith('Trace[')) {
    // a slow request's trace (apiserver endpoints/handlers): `…,url:/api/v1/nodes/a/status,…`
    const at = text.indexOf(',url:/');
    if (at > 0) addUri(text.slice(at + 5, endOf(text, at + 5)), list);
  }
}

function endOf(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  const space = text.indexOf(' ', from);
  return Math.min(comma < 0 ? text.length : comma, space < 0 ? text.length : space);
}

function requestObjects(line: Line, list: ObjectList): void {
  const uri = line.pairs.find((pair) => pair[0] === 'URI')?.[1];
  if (uri !== undefined) addUri(uri, list);
}

/** kube-apiserver's get.go: `"Starting watch" path="…/configmaps" … fields="metadata.name=x"` */
function watchedObject(line: Line, list: ObjectList): void {
  const of = (key: string): string => line.pairs.find((pair) => pair[0] === key)?.[1] ?? '';
  const selector = of('fields')
    .split(',', 8)
    .find((field) => field.startsWith('metadata.name='));
  const { resource, namespace } = parseRequestUri(of('path'));
  if (selector !== undefined && resource !== undefined)
    list.addName(kindOfResource(resource), selector.slice(14), namespace);
}

/** `https://host:6443/api/v1/nodes/a` → `/api/v1/nodes/a` */
function pathOfUrl(url: string): string {
  const scheme = url.indexOf('://');
  if (scheme < 0 || scheme > 8) return url;
  const slash = url.indexOf('/', scheme + 3);
  return slash < 0 ? '' : url.slice(slash);
}

function addUri(uri: string, list: ObjectList): void {
  const { resource, namespace, name } = parseRequestUri(uri);
  if (resource === undefined || name === undefined) return;
  list.addName(kindOfResource(resource), name, resource === 'namespaces' ? undefined : namespace);
}

function uidList(value: string, kind: string | undefined, list: ObjectList): void {
  if (value.length === 36) list.addUid(value, kind);
  else if (value.length > 36) uidsInText(value, list, kind);
}

/** `{"name":…,"namespace":…,"uid":…}` (ObjectMeta), a container's labels, or Go's `&Pod{ObjectMeta:{name …`. */
function fromMeta(value: string, list: ObjectList): void {
  if (value.startsWith('&')) {
    goObject(value, list);
    return;
  }
  const members = value.length > LONGEST_META ? null : readMembers(value);
  if (members === null) return;
  const member = (key: string): string | undefined =>
    members.find((item) => item.key === key && item.kind === 'string')?.value;
  const podName = member('io.kubernetes.pod.name');
  if (podName !== undefined)
    list.addName(
      'Pod',
      podName,
      member('io.kubernetes.pod.namespace'),
      member('io.kubernetes.pod.uid')
    );
  else {
    const name = member('name');
    if (name !== undefined) list.addName(undefined, name, member('namespace'), member('uid'));
  }
}

/** Go's %v of an object: `&Pod{ObjectMeta:{<name> <generateName> <namespace> <selfLink> <uid> …` (metav1 generated String). */
function goObject(value: string, list: ObjectList): void {
  const open = value.indexOf('{ObjectMeta:{');
  if (open < 2 || open > 64) return;
  const parts = value.slice(open + 13, open + 13 + 1024).split(' ', 6);
  const [name, , namespace, , uid] = parts;
  if (name !== undefined && uid !== undefined)
    list.addName(value.slice(1, open), name, namespace === '' ? undefined : namespace, uid);
}

/** `Pod`, `apps/v1, Kind=ReplicaSet` → the kind */
function kindOfKindText(text: string): string | undefined {
  const at = text.lastIndexOf('Kind=');
  const kind = at < 0 ? text : text.slice(at + 5);
  return /^[A-Z][A-Za-z0-9]{0,62}$/.test(kind) ? kind : undefined;
}

/** `/v1, Resource=pods` → `Pod` */
function kindOfResourceText(text: string): string | undefined {
  const at = text.lastIndexOf('Resource=');
  return kindOfResource(at < 0 ? text : text.slice(at + 9));
}

function isVolumeController(line: Line): boolean {
  if (line.logger?.startsWith('persistentvolume') === true) return true;
  const caller = line.caller ?? '';
  const file = caller.slice(caller.lastIndexOf('/') + 1);
  return (
    file.startsWith('pv_') || file.startsWith('binder.go') || file.startsWith('scheduler_binder')
  );
}

const ID_KEYS: ReadonlySet<string> = new Set([
  'audit-ID',
  'auditID',
  'audit-id',
  'reqID',
  'RequestID',
  'requestID',
  'request_id',
  'traceID',
  'trace_id',
]);
const isIdKey = (key: string): boolean => ID_KEYS.has(key);
