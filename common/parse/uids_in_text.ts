/** Uids in text, with the kind and name that their surroundings give. */
import type { ObjectList } from './object_list';
import { isDigit, isLetter, isUuidAt } from './text_scanners';

/**
 * Longer texts are bodies (patches, configurations): what they name is looked for near their start only, which also
 * bounds every look back that these functions take.
 */
const MAX_TEXT_LENGTH = 4096;

export const truncateText = (text: string): string =>
  text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH) : text;

/** The longest name that is looked for in front of a uid: name_namespace( or namespace_name_ */
export const MAX_FULL_NAME_LENGTH = 340;

/** Every UUID of the text as a uid, with the kind (and name) that its surroundings give. */
export function addUidsInText(text: string, list: ObjectList, kind?: string): void {
  text = truncateText(text);
  let dash = text.indexOf('-', 8);
  while (dash >= 0 && dash + 28 <= text.length && !list.isFull) {
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
  while (slice >= 0 && !list.isFull) {
    const start = slice + 4;
    if (text.charCodeAt(start + 8) === 95) {
      const uid = text.slice(start, start + 36).replaceAll('_', '-');
      if (uid.length === 36) list.addUid(uid, 'Pod');
    }
    slice = text.indexOf('-pod', start);
  }
}

/**
 * Adds the uid at `start` if its surroundings say that it is one: log lines are full of other UUIDs (the machine's, a
 * leader's identity, a transaction's). `kind` is given where the value's key says so. Returns whether it did.
 */
function addUidAt(
  text: string,
  start: number,
  list: ObjectList,
  kind: string | undefined
): boolean {
  const uid = text.slice(start, start + 36);
  const before = start === 0 ? 0 : text.charCodeAt(start - 1);
  if (before === 40) {
    // name_namespace(uid): kubelet's format.Pod
    const name = findFullNameStart(text, start - 1);
    const middle = text.lastIndexOf('_', start - 2);
    if (middle <= name) return false;
    list.addName('Pod', text.slice(name, middle), text.slice(middle + 1, start - 1), uid);
    return true;
  }
  if (before === 95) {
    // namespace_name_uid: a Pod's folder below /var/log/pods
    const name = findFullNameStart(text, start - 1);
    const middle = text.indexOf('_', name);
    if (middle <= name || middle >= start - 1) return false;
    list.addName('Pod', text.slice(middle + 1, start - 1), text.slice(name, middle), uid);
    return true;
  }
  if (text.startsWith('uid: ', start - 5)) {
    const open = text.lastIndexOf('[', start);
    if (
      open >= 0 &&
      start - open < 700 &&
      text.startsWith(', namespace: ', text.indexOf(',', open))
    ) {
      addGarbageCollectorIdentity(text, open, list);
      return true;
    }
  }
  const found = findKindBefore(text, start);
  if (found === null && kind === undefined) return false;
  list.addUid(uid, found ?? kind);
  return true;
}

/** Where the name that ends at `end` begins: letters, digits, `-`, `.` and `_`. */
function findFullNameStart(text: string, end: number): number {
  let start = end;
  const least = Math.max(0, end - MAX_FULL_NAME_LENGTH);
  while (start > least && isNameChar(text.charCodeAt(start - 1))) start--;
  return start;
}

/** What the text in front of a uid says about it: its object's kind, undefined where it says no more than uid, null where not even that. */
function findKindBefore(text: string, start: number): string | undefined | null {
  for (const [prefix, kind] of UID_PREFIXES)
    if (text.startsWith(prefix, start - prefix.length)) return kind;
  // a volume's unique name: kubernetes.io/<plugin>/<Pod's uid>-<volume>
  if (text.charCodeAt(start - 1) === 47 && text.charCodeAt(start + 36) === 45) {
    const plugin = text.lastIndexOf('/', start - 2);
    if (plugin >= 13 && start - plugin < 64 && text.startsWith('kubernetes.io', plugin - 13))
      return 'Pod';
  }
  return null;
}

const UID_PREFIXES: ReadonlyArray<[prefix: string, kind: string | undefined]> = [
  // cgroups, mounts (…/pods/<uid>/volumes), sentences (`for pod <uid>`), nestedpendingoperations, PLEG's event
  ['pod', 'Pod'],
  ['/pods/', 'Pod'],
  ['pod ', 'Pod'],
  ['pod "', 'Pod'],
  ['podName:', 'Pod'],
  ['podUID=', 'Pod'],
  ['{"ID":"', 'Pod'],
  ['{ID:', 'Pod'],
  // a provisioned volume is named after its claim
  ['pvc-', 'PersistentVolumeClaim'],
  ['uid: ', undefined],
  ['UID: ', undefined],
  ['UID: "', undefined],
  ['uid=', undefined],
  ['UID=', undefined],
  ['"uid":"', undefined],
];

export const isWordChar = (code: number): boolean => isDigit(code) || isLetter(code) || code === 95;
export const isNameChar = (code: number): boolean => isWordChar(code) || code === 45 || code === 46;

/** garbage collector's `[apps/v1/ReplicaSet, namespace: shop, name: web-1, uid: …]` whose `[` is at `start` */
export function addGarbageCollectorIdentity(text: string, start: number, list: ObjectList): void {
  const namespaceAt = text.indexOf(', namespace: ', start);
  if (namespaceAt < 0 || namespaceAt - start > 200) return;
  const nameAt = text.indexOf(', name: ', namespaceAt);
  if (nameAt < 0 || nameAt - namespaceAt > 300) return;
  const uidAt = text.indexOf(', uid: ', nameAt);
  if (uidAt < 0 || uidAt - nameAt > 300) return;
  const type = text.slice(start + 1, namespaceAt);
  list.addName(
    type.slice(type.lastIndexOf('/') + 1),
    text.slice(nameAt + 8, uidAt),
    text.slice(namespaceAt + 13, nameAt),
    text.slice(uidAt + 7, uidAt + 43)
  );
}
