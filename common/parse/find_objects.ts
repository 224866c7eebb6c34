/**
 * The objects that a component's line names. Only what the components' conventions mark as an object counts (a known key,
 * a URI, a uid in a known place, `secret "x"`); a word is never taken for a name just because it looks like one.
 */
import type { ObjectReference } from '../model/log_record';
import type { ComponentLine } from './component_line';
import { kindOfResource } from './builtin_kinds';
import { ObjectList } from './object_list';
import { findQueueKind, getKeyRule, type KeyRule } from './object_key_rules';
import { addObjectsInValue, addObjectsInText } from './objects_in_text';
import { addUidsInText } from './uids_in_text';
import { readJsonMembers } from './json_log';
import { parseRequestUri } from './request_line';

export interface FindObjectsOptions {
  /** the most objects that are returned; 32 by default */
  limit?: number;
}

type ObjectLine = Pick<ComponentLine, 'message' | 'pairs'> &
  Partial<Pick<ComponentLine, 'caller' | 'logger' | 'continuation'>>;

/** The longest metadata of an object that is read. */
const MAX_METADATA_LENGTH = 65_536;

/** Objects in the order in which the line names them, each once, a name and its uid in one reference where the line says so. */
export function findObjects(line: ObjectLine, options: FindObjectsOptions = {}): ObjectReference[] {
  const list = new ObjectList(options.limit ?? 32);
  if (line.message === 'HTTP') {
    addRequestObject(line, list);
    return list.objects;
  }
  if (line.message === 'Starting watch') {
    addWatchedObject(line, list);
    return list.objects;
  }
  const { pairs } = line;
  addObjectsInSentence(line.message, list);
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
      ? parseKind(kindText)
      : resourceText !== undefined
        ? parseResourceKind(resourceText)
        : undefined;
  for (const [key, value] of pairs) {
    if (value === '') continue;
    const rule = getKeyRule(key);
    if (rule === undefined) {
      if (value.length >= 36 && !isIdKey(key)) addUidsInText(value, list);
      continue;
    }
    if (list.isFull) break;
    hasLooseKey ||= rule.kind === undefined && rule.valueType === 'name';
    const kind =
      kindText === undefined && !hasController && (key === 'key' || key === 'queueKey')
        ? findQueueKind(line.logger)
        : lineKind;
    applyKeyRule(rule, value, line, kind, namespace, list);
  }
  if (line.continuation !== undefined) addObjectsInSentence(line.continuation, list);
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
  list.mergeReferences();
  return list.objects;
}

function applyKeyRule(
  rule: KeyRule,
  value: string,
  line: ObjectLine,
  lineKind: string | undefined,
  namespace: string | undefined,
  list: ObjectList
): void {
  switch (rule.valueType) {
    case 'name':
      addObjectsInValue(
        value,
        rule.kind ?? lineKind,
        rule.kind === undefined ? undefined : namespace,
        list,
        rule.allowsBareName
      );
      break;
    case 'uri':
      addUriObject(getUrlPath(value), list);
      break;
    case 'uid':
      addUids(value, rule.kind, list);
      break;
    case 'volumeName':
      // controllers write a PersistentVolume's name, kubelets a volume's name in the Pod's spec or its unique name
      if (isVolumeController(line)) list.addName('PersistentVolume', value);
      else if (value.length >= 36) addUidsInText(value, list);
      break;
    case 'meta':
      addObjectFromMetadata(value, list);
      break;
    case 'text':
      addObjectsInSentence(value, list);
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

function addObjectsInSentence(text: string, list: ObjectList): void {
  addObjectsInText(text, list);
  if (text.length >= 36) addUidsInText(text, list);
  if (text.startsWith('Trace[')) {
    // a slow request's trace (apiserver endpoints/handlers): `…,url:/api/v1/nodes/a/status,…`
    const at = text.indexOf(',url:/');
    if (at > 0) addUriObject(text.slice(at + 5, findUrlEnd(text, at + 5)), list);
  }
}

function findUrlEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  const space = text.indexOf(' ', from);
  return Math.min(comma < 0 ? text.length : comma, space < 0 ? text.length : space);
}

function addRequestObject(line: ObjectLine, list: ObjectList): void {
  const uri = line.pairs.find((pair) => pair[0] === 'URI')?.[1];
  if (uri !== undefined) addUriObject(uri, list);
}

/** kube-apiserver's get.go: `"Starting watch" path="…/configmaps" … fields="metadata.name=x"` */
function addWatchedObject(line: ObjectLine, list: ObjectList): void {
  const of = (key: string): string => line.pairs.find((pair) => pair[0] === key)?.[1] ?? '';
  const selector = of('fields')
    .split(',', 8)
    .find((field) => field.startsWith('metadata.name='));
  const { resource, namespace } = parseRequestUri(of('path'));
  if (selector !== undefined && resource !== undefined)
    list.addName(kindOfResource(resource), selector.slice(14), namespace);
}

/** `https://host:6443/api/v1/nodes/a` → `/api/v1/nodes/a` */
function getUrlPath(url: string): string {
  const scheme = url.indexOf('://');
  if (scheme < 0 || scheme > 8) return url;
  const slash = url.indexOf('/', scheme + 3);
  return slash < 0 ? '' : url.slice(slash);
}

function addUriObject(uri: string, list: ObjectList): void {
  const { resource, namespace, name } = parseRequestUri(uri);
  if (resource === undefined || name === undefined) return;
  list.addName(kindOfResource(resource), name, resource === 'namespaces' ? undefined : namespace);
}

function addUids(value: string, kind: string | undefined, list: ObjectList): void {
  if (value.length === 36) list.addUid(value, kind);
  else if (value.length > 36) addUidsInText(value, list, kind);
}

/** `{"name":…,"namespace":…,"uid":…}` (ObjectMeta), a container's labels, or Go's `&Pod{ObjectMeta:{name …`. */
function addObjectFromMetadata(value: string, list: ObjectList): void {
  if (value.startsWith('&')) {
    addGoObject(value, list);
    return;
  }
  const members = value.length > MAX_METADATA_LENGTH ? null : readJsonMembers(value);
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
function addGoObject(value: string, list: ObjectList): void {
  const open = value.indexOf('{ObjectMeta:{');
  if (open < 2 || open > 64) return;
  const parts = value.slice(open + 13, open + 13 + 1024).split(' ', 6);
  const [name, , namespace, , uid] = parts;
  if (name !== undefined && uid !== undefined)
    list.addName(value.slice(1, open), name, namespace === '' ? undefined : namespace, uid);
}

/** `Pod`, `apps/v1, Kind=ReplicaSet` → the kind */
function parseKind(text: string): string | undefined {
  const at = text.lastIndexOf('Kind=');
  const kind = at < 0 ? text : text.slice(at + 5);
  return /^[A-Z][A-Za-z0-9]{0,62}$/.test(kind) ? kind : undefined;
}

/** `/v1, Resource=pods` → `Pod` */
function parseResourceKind(text: string): string | undefined {
  const at = text.lastIndexOf('Resource=');
  return kindOfResource(at < 0 ? text : text.slice(at + 9));
}

function isVolumeController(line: ObjectLine): boolean {
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
