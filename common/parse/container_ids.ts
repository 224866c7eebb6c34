/** IDs of containers and Pod sandboxes: 64 hex digits, as containerd, CRI-O and Docker make them. */
import type { LogRecord } from '../model/log_record';
import type { AuditRecord } from './audit';
import { isJsonObject, readText } from './json_values';
import { isDigit, isHex, isLetter } from './text_scanners';

export interface ContainerIdSource {
  record: Pick<LogRecord, 'message'>;
  audit?: AuditRecord;
}

const CONTAINER_ID_LENGTH = 64;
/** Of longer texts only the beginning is read. */
const MAX_TEXT_LENGTH = 65_536;
const MAX_IDS = 64;

/**
 * All container and sandbox IDs that a line or Event carries, wherever they stand (`StopPodSandbox for "…"`, `id=…`,
 * `containerd://…`, a control group's path), or that an audit record's bodies have in a Pod's status. Each once, in lower
 * case, at most 64. Digests of images (`sha256:…`) and names of VolumeAttachments (`csi-…`) are none.
 */
export function findContainerIds({ record, audit }: ContainerIdSource): string[] {
  const ids = new Set<string>();
  if (audit) {
    for (const body of [audit.requestObject, audit.responseObject])
      if (isJsonObject(body)) addContainerIdsInStatus(body.status, ids);
  } else {
    addContainerIdsInText(record.message, ids);
  }
  return [...ids];
}

/** Adds the text's IDs. Looks at every 64th character only, and around it where that is a hex digit. */
export function addContainerIdsInText(text: string, ids: Set<string>): void {
  const end = Math.min(text.length, MAX_TEXT_LENGTH);
  let at = CONTAINER_ID_LENGTH - 1;
  while (at < end && ids.size < MAX_IDS) {
    if (!isHex(text.charCodeAt(at))) {
      at += CONTAINER_ID_LENGTH;
      continue;
    }
    // a longer run is no ID: looked at no further than shows that
    let start = at;
    while (start > 0 && at - start <= CONTAINER_ID_LENGTH && isHex(text.charCodeAt(start - 1)))
      start--;
    let stop = at + 1;
    while (
      stop < text.length &&
      stop - start <= CONTAINER_ID_LENGTH &&
      isHex(text.charCodeAt(stop))
    )
      stop++;
    if (stop - start === CONTAINER_ID_LENGTH && isWholeId(text, start, stop))
      ids.add(text.slice(start, stop).toLowerCase());
    at = stop + CONTAINER_ID_LENGTH - 1;
  }
}

/** Runtimes' names in a systemd scope: `cri-containerd-<id>.scope`. */
const RUNTIME_SCOPE_PREFIXES = ['containerd-', 'crio-', 'docker-', 'libpod-', 'conmon-'];

function isWholeId(text: string, start: number, stop: number): boolean {
  const after = text.charCodeAt(stop);
  if (isDigit(after) || isLetter(after) || after === 95) return false;
  const before = text.charCodeAt(start - 1);
  if (before === 45) return RUNTIME_SCOPE_PREFIXES.some((scope) => text.endsWith(scope, start));
  if (before === 58) return !text.endsWith('sha256:', start);
  return (
    !(isDigit(before) || isLetter(before) || before === 95) || isEscapeSequence(text, start - 1)
  );
}

/** `\n<id>`: the letter belongs to the escape of a quoted text, not to a word. */
const isEscapeSequence = (text: string, at: number): boolean => text.charCodeAt(at - 1) === 92;

const STATUS_FIELDS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'];

/** `containerID: containerd://<id>`, also of a container's last run. */
function addContainerIdsInStatus(status: unknown, ids: Set<string>): void {
  if (!isJsonObject(status)) return;
  for (const key of STATUS_FIELDS) {
    const list = status[key];
    if (!Array.isArray(list)) continue;
    for (const item of list.slice(0, MAX_IDS)) {
      if (!isJsonObject(item)) continue;
      const states = [item.state, item.lastState].flatMap((state) =>
        isJsonObject(state) ? [state.running, state.terminated, state.waiting] : []
      );
      for (const holder of [item, ...states]) {
        const id = isJsonObject(holder) ? readText(holder.containerID) : undefined;
        if (id !== undefined) addContainerIdsInText(id, ids);
      }
    }
  }
}
