/** Objects in values and sentences: the forms in which components write names and uids. */
import { kindOfWord } from './kinds';
import type { ObjectList } from './object_list';
import { isDigit, isLetter, isUuidAt } from './scan';

/**
 * Longer texts are bodies (patches, configurations): what they name is looked for near their start only, which also
 * bounds every look back that these functions take.
 */
const LONGEST_TEXT = 4096;

const clip = (text: string): string => (text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text);

/** The longest name that is looked for in front of a uid: name_namespace( or namespace_name_ */
const LONGEST_FULL_NAME = 340;

/**
 * A value under a key that names objects: `ns/name`, `name`, `["ns/name",…]`, `{"name":…,"namespace":…}`, a list of
 * those, Go's `[ns/name ns/name]`, `name_ns(uid)`, or the garbage collector's `[v1/Pod, namespace: x, name: y, uid: z]`.
 */
export function namedIn(value: string, kind: string | undefined, namespace: string | undefined, list: ObjectList): void {
  value = clip(value);
  const first = value.charCodeAt(0);
  if (first === 91) {
    namedList(value, kind, list);
  } else if (first === 123) {
    namedObjects(value, kind, list);
  } else if (value.charCodeAt(value.length - 1) === 41) {
    uidsInText(value, list);
  } else if (value.length === 36 && isUuidAt(value, 0)) {
    // nestedpendingoperations and others put a Pod's uid under podName
    list.addUid(value, kind);
  } else {
    list.addName(kind, value, namespace);
  }
}

function namedList(value: string, kind: string | undefined, list: ObjectList): void {
  if (value.includes(', namespace: ')) {
    identityAt(value, 0, list);
    return;
  }
  if (value.startsWith('[{')) {
    namedObjects(value, kind, list);
    return;
  }
  let i = 1;
  while (i < value.length && !list.full) {
    const start = i;
    while (i < value.length && !isSeparator(value.charCodeAt(i))) i++;
    if (i > start) list.addName(kind, value.slice(start, i));
    i++;
  }
}

/** `,`, space, quotes and closing bracket end a list's item. */
const isSeparator = (code: number): boolean => code === 44 || code === 32 || code === 34 || code === 93;

/** Every `{"name":"x","namespace":"y"}` (klog.KObj in JSON) in the value. */
function namedObjects(value: string, kind: string | undefined, list: ObjectList): void {
  let at = value.indexOf('{"name":"');
  while (at >= 0 && !list.full) {
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

/** garbage collector's `[apps/v1/ReplicaSet, namespace: shop, name: web-1, uid: …]` whose `[` is at `start` */
function identityAt(text: string, start: number, list: ObjectList): void {
  const namespaceAt = text.indexOf(', namespace: ', start);
  if (namespaceAt < 0 || namespaceAt - start > 200) return;
  const nameAt = text.indexOf(', name: ', namespaceAt);
  if (nameAt < 0 || nameAt - namespaceAt > 300) return;
  const uidAt = text.indexOf(', uid: ', nameAt);
  if (uidAt < 0 || uidAt - nameAt > 300) return;
  const type = text.slice(start + 1, namespaceAt);
  list.addName(type.slice(type.lastIndexOf('/') + 1), text.slice(nameAt + 8, uidAt), text.slice(namespaceAt + 13, nameAt), text.slice(uidAt + 7, uidAt + 43));
}

/**
 * Names in a sentence: a kind or resource followed by a quoted name (`secret "x" not found`, `pods "x" is forbidden`,
 * `configmap "ns"/"x"`, `pod "ns/x"`), containerd's PodSandboxMetadata, `bound to: "…"`.
 */
export function namesInText(text: string, list: ObjectList): void {
  text = clip(text);
  let quote = text.indexOf('"');
  while (quote >= 0 && !list.full) {
    const end = text.indexOf('"', quote + 1);
    if (end < 0) break;
    if (end - quote <= LONGEST_FULL_NAME && end - quote > 1) quotedName(text, quote, end, list);
    quote = text.indexOf('"', end + 1);
  }
  const sandbox = text.indexOf('PodSandboxMetadata{Name:');
  if (sandbox >= 0) {
    const part = text.slice(sandbox + 24, sandbox + 24 + 600);
    const name = part.slice(0, Math.max(0, part.indexOf(',')));
    list.addName('Pod', name, field(part, ',Namespace:'), field(part, ',Uid:'));
  }
}

function quotedName(text: string, quote: number, end: number, list: ObjectList): void {
  // the word in front of `"`
  let stop = quote;
  if (text.charCodeAt(stop - 1) !== 32) return;
  stop--;
  if (text.charCodeAt(stop - 1) === 58) {
    // `bound to: "pv"`, `bound to: "ns/claim (uid: …)"` (pv_controller's getVolumeStatusForLogging)
    if (text.endsWith('bound to:', stop)) boundTo(text.slice(quote + 1, end), list);
    return;
  }
  let start = stop;
  while (start > 0 && stop - start < 40 && isLetter(text.charCodeAt(start - 1))) start--;
  if (start === stop) return;
  const kind = kindOfWord(text.slice(start, stop));
  if (kind === undefined || kind === 'Event' || kind === 'Binding') return;
  const name = text.slice(quote + 1, end);
  if (text.charCodeAt(end + 1) === 47 && text.charCodeAt(end + 2) === 34) {
    const nameEnd = text.indexOf('"', end + 3);
    if (nameEnd > 0 && nameEnd - end < 260) list.addName(kind, text.slice(end + 3, nameEnd), name);
  } else if (name.length === 36 && isUuidAt(name, 0)) {
    list.addUid(name, kind);
  } else if (name.includes('/')) {
    list.addName(kind, name);
  } else {
    list.addUnplaced(kind, name);
  }
}

function boundTo(text: string, list: ObjectList): void {
  const space = text.indexOf(' (uid: ');
  if (space >= 0) list.addName('PersistentVolumeClaim', text.slice(0, space), undefined, text.slice(space + 7, space + 43));
  else if (text !== '') list.addName('PersistentVolume', text);
}

function field(text: string, key: string): string | undefined {
  const at = text.indexOf(key);
  if (at < 0) return undefined;
  const end = text.indexOf(',', at + key.length);
  return end < 0 ? undefined : text.slice(at + key.length, end);
}

/** Every UUID of the text as a uid, with the kind (and name) that its surroundings give. */
export function uidsInText(text: string, list: ObjectList, kind?: string): void {
  text = clip(text);
  let dash = text.indexOf('-', 8);
  while (dash >= 0 && dash + 28 <= text.length && !list.full) {
    const start = dash - 8;
    const code = text.charCodeAt(dash + 5);
    if (code === 45 && isUuidAt(text, start) && !isWordChar(text.charCodeAt(start + 36))) {
      if (addUidAt(text, start, list, kind)) {
        dash = text.indexOf('-', start + 36 + 8);
        continue;
      }
    }
    dash = text.indexOf('-', dash + 1);
  }
  // systemd's cgroup names: kubepods-burstable-pod<uid with underscores>.slice
  let slice = text.indexOf('-pod');
  while (slice >= 0 && !list.full) {
    const start = slice + 4;
    if (text.charCodeAt(start + 8) === 95) {
      const uid = text.slice(start, start + 36).replaceAll('_', '-');
      if (uid.length === 36) list.addUid(uid, 'Pod');
    }
    slice = text.indexOf('-pod', start);
  }
}

function addUidAt(text: string, start: number, list: ObjectList, kind: string | undefined): boolean {
  const uid = text.slice(start, start + 36);
  const before = start === 0 ? 0 : text.charCodeAt(start - 1);
  if (before === 40) {
    // name_namespace(uid): kubelet's format.Pod
    const name = fullNameStart(text, start - 1);
    const middle = text.lastIndexOf('_', start - 2);
    if (middle > name) list.addName('Pod', text.slice(name, middle), text.slice(middle + 1, start - 1), uid);
    else list.addUid(uid, kind);
    return true;
  }
  if (before === 95) {
    // namespace_name_uid: a Pod's folder below /var/log/pods
    const name = fullNameStart(text, start - 1);
    const middle = text.indexOf('_', name);
    if (middle > name && middle < start - 1) list.addName('Pod', text.slice(middle + 1, start - 1), text.slice(name, middle), uid);
    else list.addUid(uid, kind);
    return true;
  }
  if (text.startsWith('uid: ', start - 5)) {
    const open = text.lastIndexOf('[', start);
    if (open >= 0 && start - open < 700 && text.startsWith(', namespace: ', text.indexOf(',', open))) {
      identityAt(text, open, list);
      return true;
    }
  }
  if (isWordChar(before) && !text.startsWith('pod', start - 3)) return false;
  list.addUid(uid, kindAround(text, start) ?? kind);
  return true;
}

/** Where the name that ends at `end` begins: letters, digits, `-`, `.` and `_`. */
function fullNameStart(text: string, end: number): number {
  let start = end;
  const least = Math.max(0, end - LONGEST_FULL_NAME);
  while (start > least && isNameChar(text.charCodeAt(start - 1))) start--;
  return start;
}

/** What the text in front of a uid says about it. */
function kindAround(text: string, start: number): string | undefined {
  if (text.startsWith('pod', start - 3)) return 'Pod';
  if (text.startsWith('/pods/', start - 6)) return 'Pod';
  if (text.startsWith('podName:', start - 8) || text.startsWith('pod "', start - 5)) return 'Pod';
  if (text.startsWith('pvc-', start - 4)) return 'PersistentVolumeClaim';
  // a volume's unique name: kubernetes.io/<plugin>/<Pod's uid>-<volume>
  if (text.charCodeAt(start - 1) === 47 && text.charCodeAt(start + 36) === 45) {
    const plugin = text.lastIndexOf('/', start - 2);
    if (plugin >= 13 && start - plugin < 64 && text.startsWith('kubernetes.io', plugin - 13)) return 'Pod';
  }
  return undefined;
}

const isWordChar = (code: number): boolean => isDigit(code) || isLetter(code) || code === 95;
const isNameChar = (code: number): boolean => isWordChar(code) || code === 45 || code === 46;
