/** Objects in values and sentences: the forms in which components write names and uids. */
import { findKind } from './builtin_kinds';
import { CLUSTER_SCOPED, type ObjectList } from './object_list';
import {
  truncateText,
  addGarbageCollectorIdentity,
  isNameChar,
  isWordChar,
  MAX_FULL_NAME_LENGTH,
  addUidsInText,
} from './uids_in_text';
import { isHex, isLetter, isUuidAt } from './text_scanners';

/**
 * A value under a key that names objects: `ns/name`, `name`, `["ns/name",…]`, `{"name":…,"namespace":…}`, a list of
 * those, Go's `[ns/name ns/name]`, `name_ns(uid)`, or the garbage collector's `[v1/Pod, namespace: x, name: y, uid: z]`.
 * `bare` says whether a namespaced kind's name counts without its namespace: klog.KObj always writes it.
 */
export function addObjectsInValue(
  value: string,
  kind: string | undefined,
  namespace: string | undefined,
  list: ObjectList,
  bare = true
): void {
  value = truncateText(value);
  const first = value.charCodeAt(0);
  if (first === 91) {
    addObjectsInGoList(value, kind, list);
  } else if (first === 123) {
    addJsonObjects(value, kind, list);
  } else if (value.charCodeAt(value.length - 1) === 41) {
    addUidsInText(value, list);
  } else if (value.length === 36 && isUuidAt(value, 0)) {
    // nestedpendingoperations and others put a Pod's uid under podName
    list.addUid(value, kind);
  } else if (
    bare ||
    namespace !== undefined ||
    value.includes('/') ||
    (kind !== undefined && CLUSTER_SCOPED.has(kind))
  ) {
    list.addName(kind, value, namespace);
  }
}

function addObjectsInGoList(value: string, kind: string | undefined, list: ObjectList): void {
  if (value.includes(', namespace: ')) {
    addGarbageCollectorIdentity(value, 0, list);
    return;
  }
  if (value.startsWith('[{')) {
    addJsonObjects(value, kind, list);
    return;
  }
  let i = 1;
  while (i < value.length && !list.isFull) {
    const start = i;
    while (i < value.length && !isSeparator(value.charCodeAt(i))) i++;
    if (i > start) list.addName(kind, value.slice(start, i));
    i++;
  }
}

/** `,`, space, quotes and closing bracket end a list's item. */
const isSeparator = (code: number): boolean =>
  code === 44 || code === 32 || code === 34 || code === 93;

/** Every `{"name":"x","namespace":"y"}` (klog.KObj in JSON) in the value. */
function addJsonObjects(value: string, kind: string | undefined, list: ObjectList): void {
  let at = value.indexOf('{"name":"');
  while (at >= 0 && !list.isFull) {
    const nameEnd = value.indexOf('"', at + 9);
    if (nameEnd < 0) return;
    const name = value.slice(at + 9, nameEnd);
    if (value.startsWith(',"namespace":"', nameEnd + 1)) {
      const end = value.indexOf('"', nameEnd + 15);
      if (end < 0) return;
      list.addName(kind, name, value.slice(nameEnd + 15, end));
    } else {
      list.addName(kind, name);
    }
    at = value.indexOf('{"name":"', nameEnd);
  }
}

/**
 * Names in a sentence: a kind or resource followed by a quoted name (`secret "x" not found`, `pods "x" is forbidden`,
 * `configmap "ns"/"x"`, `pod "ns/x"`), containerd's PodSandboxMetadata, `bound to: "…"`.
 */
export function addObjectsInText(text: string, list: ObjectList): void {
  text = truncateText(text);
  let quote = text.indexOf('"');
  while (quote >= 0 && !list.isFull) {
    const end = text.indexOf('"', quote + 1);
    if (end < 0) break;
    if (end - quote <= MAX_FULL_NAME_LENGTH && end - quote > 1)
      addQuotedName(text, quote, end, list);
    quote = text.indexOf('"', end + 1);
  }
  // csi_attacher's getAttachmentName: csi-<sha256>
  for (let at = text.indexOf('csi-'); at >= 0 && !list.isFull; at = text.indexOf('csi-', at + 4)) {
    if (isAttachmentName(text, at)) list.addName('VolumeAttachment', text.slice(at, at + 68));
  }
  addObjectsByPattern(text, list);
  const sandbox = text.indexOf('PodSandboxMetadata{Name:');
  if (sandbox >= 0) {
    const part = text.slice(sandbox + 24, sandbox + 24 + 600);
    const name = part.slice(0, Math.max(0, part.indexOf(',')));
    list.addName('Pod', name, readField(part, ',Namespace:'), readField(part, ',Uid:'));
  }
}

/** Messages of unstructured calls that name an object without quotes, by how they begin (each from its source file). */
const PREFIX_PATTERNS: ReadonlyArray<[prefix: string, kind: string]> = [
  ['updatePod ', 'Pod'],
  ['deletePod ', 'Pod'], // plugin/pkg/auth/authorizer/node/graph_populator.go
  ['pod ', 'Pod'], // pkg/volume/util/atomic_writer.go
  ['Received secret ', 'Secret'],
  ['Received configMap ', 'ConfigMap'], // pkg/volume/secret, pkg/volume/configmap
  ['adding PVC protection finalizer to ', 'PersistentVolumeClaim'], // plugin/pkg/admission/storage/storageobjectinuseprotection
  ['adding PV protection finalizer to ', 'PersistentVolume'],
];

/** The same where the name stands between two constant texts. */
const INFIX_PATTERNS: ReadonlyArray<[before: string, after: string, kind: string]> = [
  ['Updating status for : ', ',', 'ReplicaSet'], // pkg/controller/replicaset/replica_set_utils.go: the kind before the colon is always empty
  ['deletion of namespace ', ' failed', 'Namespace'], // pkg/controller/namespace/namespace_controller.go
  ['for volume(', ')', 'PersistentVolume'], // pkg/volume/csi/csi_attacher.go
];

/** node_authorizer.go: `node 'n' cannot get unknown pod shop/web` */
function addUnknownObject(text: string, list: ObjectList): void {
  const marker = ' cannot get unknown ';
  const at = text.indexOf(marker);
  if (at < 0) return;
  const [word, name] = text
    .slice(at + marker.length, at + marker.length + MAX_FULL_NAME_LENGTH)
    .split(' ', 2);
  const kind =
    word === undefined
      ? undefined
      : Object.hasOwn(KIND_BY_ABBREVIATION, word)
        ? KIND_BY_ABBREVIATION[word]
        : findKind(word);
  if (kind !== undefined && name !== undefined) list.addName(kind, name);
}

const KIND_BY_ABBREVIATION: Record<string, string> = {
  pvc: 'PersistentVolumeClaim',
  pv: 'PersistentVolume',
  va: 'VolumeAttachment',
};

function addObjectsByPattern(text: string, list: ObjectList): void {
  for (const [prefix, kind] of PREFIX_PATTERNS) {
    if (!text.startsWith(prefix)) continue;
    let end = text.indexOf(' ', prefix.length);
    if (end < 0) end = text.length;
    const name = text.slice(prefix.length, end);
    if (kind === 'PersistentVolume' || name.includes('/')) list.addName(kind, name);
  }
  for (const [before, after, kind] of INFIX_PATTERNS) {
    const start = text.indexOf(before);
    if (start < 0) continue;
    const from = start + before.length;
    const stop = text.indexOf(after, from);
    if (stop >= 0 && stop - from < MAX_FULL_NAME_LENGTH) list.addName(kind, text.slice(from, stop));
  }
  addUnknownObject(text, list);
  // etcd's keys: /registry/<resource>/<namespace>/<name>
  const at = text.indexOf('/registry/');
  if (at >= 0) addEtcdKeyObject(text.slice(at + 10, at + 10 + 600), list);
}

/** resources that etcd keeps under other names (k8s.io/kubernetes/pkg/kubeapiserver, SpecialDefaultResourcePrefixes) */
const KIND_BY_REGISTRY_RESOURCE: Record<string, string> = {
  specs: 'Service',
  endpoints: 'Endpoints',
  minions: 'Node',
};

function addEtcdKeyObject(text: string, list: ObjectList): void {
  let end = 0;
  while (end < text.length && (isNameChar(text.charCodeAt(end)) || text.charCodeAt(end) === 47))
    end++;
  const parts = text.slice(0, end).split('/', 6);
  if (parts[0] === 'services') parts.shift();
  const [resource, first, second] = parts;
  if (resource === undefined || first === undefined) return;
  const kind = Object.hasOwn(KIND_BY_REGISTRY_RESOURCE, resource)
    ? KIND_BY_REGISTRY_RESOURCE[resource]
    : findKind(resource);
  if (kind === undefined) return;
  if (second === undefined) list.addName(kind, first);
  else if (parts.length === 3) list.addName(kind, second, first);
}

function addQuotedName(text: string, quote: number, end: number, list: ObjectList): void {
  // the word in front of `"`
  let stop = quote;
  if (text.charCodeAt(stop - 1) !== 32) return;
  stop--;
  if (text.charCodeAt(stop - 1) === 58) {
    // `bound to: "pv"`, `bound to: "ns/claim (uid: …)"` (pv_controller's getVolumeStatusForLogging)
    if (text.endsWith('bound to:', stop)) addBoundObject(text.slice(quote + 1, end), list);
    return;
  }
  let start = stop;
  while (start > 0 && stop - start < 40 && isLetter(text.charCodeAt(start - 1))) start--;
  if (start === stop) return;
  const word = text.slice(start, stop);
  const name = text.slice(quote + 1, end);
  if (word === 'volume') {
    // of an attachable volume (`plugin/driver^handle`) the name is its PersistentVolume's, of others one in a Pod's spec
    const unique = text.startsWith(' (UniqueName: "', end + 1)
      ? text.slice(end + 16, end + 16 + 400)
      : '';
    if (unique.slice(0, Math.max(0, unique.indexOf('"'))).includes('^'))
      list.addName('PersistentVolume', name);
    return;
  }
  // replica_set.go: `sync "ns/name" failed with …`
  if (word === 'sync' && name.includes('/')) list.addName(undefined, name);
  const kind = findKind(word);
  if ((kind === undefined && word !== 'object') || kind === 'Event' || kind === 'Binding') return;
  if (text.charCodeAt(end + 1) === 47 && text.charCodeAt(end + 2) === 34) {
    const nameEnd = text.indexOf('"', end + 3);
    if (nameEnd > 0 && nameEnd - end < 260) list.addName(kind, text.slice(end + 3, nameEnd), name);
  } else if (kind === undefined) {
    return;
  } else if (name.length === 36 && isUuidAt(name, 0)) {
    list.addUid(name, kind);
  } else if (name.includes('/')) {
    list.addName(kind, name);
  } else {
    list.addWithoutNamespace(kind, name);
  }
}

function isAttachmentName(text: string, at: number): boolean {
  if (
    at + 68 > text.length ||
    isWordChar(text.charCodeAt(at + 68)) ||
    (at > 0 && isNameChar(text.charCodeAt(at - 1)))
  )
    return false;
  return isHexRun(text, at + 4, 64);
}

function isHexRun(text: string, start: number, count: number): boolean {
  for (let i = start; i < start + count; i++) if (!isHex(text.charCodeAt(i))) return false;
  return true;
}

function addBoundObject(text: string, list: ObjectList): void {
  const space = text.indexOf(' (uid: ');
  if (space >= 0)
    list.addName(
      'PersistentVolumeClaim',
      text.slice(0, space),
      undefined,
      text.slice(space + 7, space + 43)
    );
  else if (text !== '') list.addName('PersistentVolume', text);
}

function readField(text: string, key: string): string | undefined {
  const at = text.indexOf(key);
  if (at < 0) return undefined;
  const end = text.indexOf(',', at + key.length);
  return end < 0 ? undefined : text.slice(at + key.length, end);
}
