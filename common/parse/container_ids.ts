/** IDs of containers and Pod sandboxes: 64 hex digits, as containerd, CRI-O and Docker make them. */
import type { LogRecord } from '../model/log_record';
import type { AuditRecord } from './audit';
import { isObject, textOf } from './json_values';
import { isDigit, isHex, isLetter } from './scan';

export interface MayHoldContainerIds {
  record: Pick<LogRecord, 'message'>;
  audit?: AuditRecord;
}

const LENGTH = 64;
/** Of longer texts only the beginning is read. */
const LONGEST_TEXT = 65_536;
const MOST_IDS = 64;

/**
 * All container and sandbox IDs that a line or Event carries, wherever they stand (`StopPodSandbox for "…"`, `id=…`,
 * `containerd://…`, a control group's path), or that an audit record's bodies have in a Pod's status. Each once, in lower
 * case, at most 64. Digests of images (`sha256:…`) and names of VolumeAttachments (`csi-…`) are none.
 */
export function containerIdsOf({ record, audit }: MayHoldContainerIds): string[] {
  const ids = new Set<string>();
  if (audit) {
    for (const body of [audit.requestObject, audit.responseObject])
      if (isObject(body)) fromStatus(body.status, ids);
  } else {
    containerIdsIn(record.message, ids);
  }
  return [...ids];
}

/** Adds the text's IDs. Looks at every 64th character only, and around it where that is a hex digit. */
export function containerIdsIn(text: string, ids: Set<string>): void {
  const end = Math.min(text.length, LONGEST_TEXT);
  let at = LENGTH - 1;
  while (at < end && ids.size < MOST_IDS) {
    if (!isHex(text.charCodeAt(at))) {
      at += LENGTH;
      continue;
    }
    // a longer run is no ID: looked at no further than shows that
    let start = at;
    while (start > 0 && at - start <= LENGTH && isHex(text.charCodeAt(start - 1))) start--;
    let stop = at + 1;
    while (stop < text.length && stop - start <= LENGTH && isHex(text.charCodeAt(stop))) stop++;
    if (stop - start === LENGTH && isWhole(text, start, stop))
      ids.add(text.slice(start, stop).toLowerCase());
    at = stop + LENGTH - 1;
  }
}

/** Runtimes' names in a systemd scope: `cri-containerd-<id>.scope`. */
const SCOPES = ['containerd-', 'crio-', 'docker-', 'libpod-', 'conmon-'];

function isWhole(text: string, start: number, stop: number): boolean {
  const after = text.charCodeAt(stop);
  if (isDigit(after) || isLetter(after) || after === 95) return false;
  const before = text.charCodeAt(start - 1);
  if (before === 45) return SCOPES.some((scope) => text.endsWith(scope, start));
  if (before === 58) return !text.endsWith('sha256:', start);
  return !(isDigit(before) || isLetter(before) || before === 95) || isEscape(text, start - 1);
}

/** `\n<id>`: the letter belongs to the escape of a quoted text, not to a word. */
const isEscape = (text: string, at: number): boolean => text.charCodeAt(at - 1) === 92;

const STATUSES = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];

/** `containerID: containerd://<id>`, also of a container's last run. */
function fromStatus(status: unknown, ids: Set<string>): void {
  if (!isObject(status)) return;
  for (const key of STATUSES) {
    const list = status[key];
    if (!Array.isArray(list)) continue;
    for (const item of list.slice(0, MOST_IDS)) {
      if (!isObject(item)) continue;
      const states = [item.state, item.lastState].flatMap((state) =>
        isObject(state) ? [state.running, state.terminated, state.waiting] : []
      );
      for (const holder of [item, ...states]) {
        const id = isObject(holder) ? textOf(holder.containerID) : undefined;
        if (id !== undefined) containerIdsIn(id, ids);
      }
    }
  }
}
