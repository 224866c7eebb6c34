/**
 * Finds IDs in text: in a log line, an HTTP header of `kubectl -v=8`, an error message, a pasted page. Alone in its file
 * and free of imports, since the browser's first chunk has it.
 */

export type FoundIdKind = 'reqID' | 'auditID' | 'traceID' | 'uid' | 'containerID';

/** kube-apiserver cuts an audit ID in its own log to this many characters (apiserver request/audit_id truncation, httplog.go). */
export const KLOG_MAX_AUDIT_ID_LENGTH = 64;

export interface FoundId {
  kind: FoundIdKind;
  value: string;
  /** where the value stands in the text, without quotes */
  start: number;
  end: number;
}

export interface FindIdsOptions {
  /** how reqID's field is called, the first being the preferred one; letters' case counts */
  reqIdKeys?: readonly string[];
  /** the most IDs that are returned; 1000 by default */
  limit?: number;
}

export const DEFAULT_REQ_ID_KEYS: readonly string[] = [
  'reqID',
  'RequestID',
  'requestID',
  'request_id',
];

/** kube-apiserver cuts audit IDs to 64 characters (maxAuditIDLength); reqIDs get some room on top. */
const MAX_ID_LENGTH = 128;

const LOWERCASE_AUDIT_ID_KEYS = new Set(['audit-id', 'auditid', 'audit_id']);
const LOWERCASE_TRACE_ID_KEYS = new Set(['trace_id', 'trace.id', 'traceid', 'trace-id']);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isHex = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
const isWordChar = (code: number): boolean =>
  isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
/** key characters: words joined by `-` and `.` */
const isKeyChar = (code: number): boolean => isWordChar(code) || code === 45 || code === 46;
/** what an unquoted ID may be made of */
const isIdChar = (code: number): boolean =>
  isKeyChar(code) || code === 58 || code === 47 || code === 43 || code === 126;

/** Every ID in the text, in order. One that is named (`reqID="…"`) is reported once, by its name. */
export function findIds(text: string, options: FindIdsOptions = {}): FoundId[] {
  const reqIdKeys = options.reqIdKeys ?? DEFAULT_REQ_ID_KEYS;
  const limit = options.limit ?? 1000;
  const found: FoundId[] = [];
  const length = text.length;
  let i = 0;
  while (i < length && found.length < limit) {
    if (!isWordChar(text.charCodeAt(i))) {
      i++;
      continue;
    }
    const start = i;
    while (i < length && isKeyChar(text.charCodeAt(i))) i++;
    const named = readNamedId(text, start, i, reqIdKeys);
    if (named !== null) {
      found.push(named);
      i = named.end;
    } else {
      addBareIds(text, start, i, found, limit);
    }
  }
  return found;
}

/** The ID whose key is the word at start..end, or null. */
function readNamedId(
  text: string,
  start: number,
  end: number,
  reqIdKeys: readonly string[]
): FoundId | null {
  if (end - start > 64) return null;
  let at = end;
  const quote = text.charCodeAt(at);
  // "reqID": and, in JSON inside JSON, \"reqID\":
  if (quote === 92 && text.charCodeAt(at + 1) === 34) at += 2;
  else if (quote === 34) at++;
  const separator = text.charCodeAt(at);
  if (separator !== 61 && separator !== 58) return null;
  const key = text.slice(start, end);
  const lower = key.toLowerCase();
  let kind: FoundIdKind;
  if (reqIdKeys.includes(key)) kind = 'reqID';
  else if (LOWERCASE_AUDIT_ID_KEYS.has(lower)) kind = 'auditID';
  else if (LOWERCASE_TRACE_ID_KEYS.has(lower) || lower === 'traceparent') kind = 'traceID';
  else return null;
  at++;
  while (text.charCodeAt(at) === 32 && separator === 58) at++;
  // kubectl -v prints a header's values as a list: Audit-Id: [x] in some versions
  if (text.charCodeAt(at) === 91) at++;
  if (text.charCodeAt(at) === 92 && text.charCodeAt(at + 1) === 34) at += 2;
  else if (text.charCodeAt(at) === 34) at++;
  let stop = at;
  const most = Math.min(text.length, at + MAX_ID_LENGTH + 1);
  while (stop < most && isIdChar(text.charCodeAt(stop))) stop++;
  if (stop - at > MAX_ID_LENGTH) return null;
  // a full stop or colon at the end is the sentence's
  while (stop > at && (text.charCodeAt(stop - 1) === 46 || text.charCodeAt(stop - 1) === 58))
    stop--;
  if (stop === at) return null;
  if (lower === 'traceparent') {
    // W3C Trace Context: version-traceid-parentid-flags
    if (!isTraceparent(text, at)) return null;
    return { kind, value: text.slice(at + 3, at + 35), start: at + 3, end: at + 35 };
  }
  if (kind === 'traceID' && !isAllHex(text, at, stop)) return null;
  return { kind, value: text.slice(at, stop), start: at, end: stop };
}

/** UUIDs, 64-hex container IDs and traceparents within a word. */
function addBareIds(
  text: string,
  start: number,
  end: number,
  found: FoundId[],
  limit: number
): void {
  let i = start;
  while (i < end && found.length < limit) {
    const code = text.charCodeAt(i);
    if (!isHex(code)) {
      i++;
      continue;
    }
    let runStart = i;
    while (i < end && isHex(text.charCodeAt(i))) i++;
    // a cgroup's `pod<uid>`: the d is a hex digit as well
    if (text.startsWith('pod', runStart - 2)) runStart++;
    const run = i - runStart;
    const before = runStart > start ? text.charCodeAt(runStart - 1) : 0;
    const apart = !isWordChar(before) || before === 95 || text.startsWith('pod', runStart - 3);
    if (!apart) continue;
    if (run === 64 && !(i < end && isWordChar(text.charCodeAt(i)))) {
      found.push({ kind: 'containerID', value: text.slice(runStart, i), start: runStart, end: i });
    } else if (run === 8) {
      const stop = findUuidEnd(text, runStart, end);
      if (stop > 0) {
        found.push({ kind: 'uid', value: text.slice(runStart, stop), start: runStart, end: stop });
        i = stop;
      }
    } else if (run === 2 && isTraceparent(text, runStart)) {
      found.push({
        kind: 'traceID',
        value: text.slice(runStart + 3, runStart + 35),
        start: runStart + 3,
        end: runStart + 35,
      });
      i = runStart + 55;
    }
  }
}

/** End of the UUID at `start` (its dashes may be underscores: systemd's cgroup names), or -1. */
function findUuidEnd(text: string, start: number, limit: number): number {
  const end = start + 36;
  if (end > limit) return -1;
  const dash = text.charCodeAt(start + 8);
  if (dash !== 45 && dash !== 95) return -1;
  for (let k = 0; k < 36; k++) {
    const code = text.charCodeAt(start + k);
    if (k === 8 || k === 13 || k === 18 || k === 23 ? code !== dash : !isHex(code)) return -1;
  }
  const after = end < limit ? text.charCodeAt(end) : 0;
  return after !== 0 && isWordChar(after) && after !== 95 ? -1 : end;
}

function isTraceparent(text: string, start: number): boolean {
  if (start + 55 > text.length) return false;
  for (let k = 0; k < 55; k++) {
    const code = text.charCodeAt(start + k);
    if (k === 2 || k === 35 || k === 52 ? code !== 45 : !isHex(code)) return false;
  }
  return !isHex(text.charCodeAt(start + 55));
}

function isAllHex(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isHex(text.charCodeAt(i))) return false;
  return end > start;
}

/** What a text that is nothing but one ID looks like. */
export type RecognisedIdKind = 'uuid' | 'containerID' | 'traceID' | 'traceparent' | 'token';

export interface RecognisedId {
  /** the ID to search for: without quotes and space; of a traceparent its trace ID */
  value: string;
  kind: RecognisedIdKind;
}

/**
 * Whether the whole text is one ID. A UUID may be a reqID, an audit ID or a uid: only the logs can tell, so this says
 * no more than its form. `token`: one word of ID characters with a digit in it, as custom reqIDs are. null: it is not
 * an ID but a text, in which `findIds` may find some.
 */
export function recogniseId(text: string): RecognisedId | null {
  if (text.length > 4 * MAX_ID_LENGTH) return null;
  let value = text.trim();
  const first = value[0];
  if (
    value.length >= 2 &&
    (first === '"' || first === "'" || first === '`') &&
    value.endsWith(first)
  ) {
    value = value.slice(1, -1).trim();
  }
  if (value === '' || value.length > MAX_ID_LENGTH) return null;
  if (value.length === 36 && findUuidEnd(value, 0, 36) === 36) return { value, kind: 'uuid' };
  if (value.length === 55 && isTraceparent(value, 0))
    return { value: value.slice(3, 35), kind: 'traceparent' };
  if (isAllHex(value, 0, value.length)) {
    if (value.length === 64) return { value, kind: 'containerID' };
    if (value.length === 32) return { value, kind: 'traceID' };
  }
  let digits = 0;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (!isKeyChar(code)) return null;
    if (isDigit(code)) digits++;
  }
  return digits > 0 && value.length >= 4 ? { value, kind: 'token' } : null;
}

/** The record's reqID, or undefined. For every line of every file: looks for the key by indexOf, parses only there. */
export function findReqId(
  record: string,
  keys: readonly string[] = DEFAULT_REQ_ID_KEYS
): string | undefined {
  for (const key of keys) {
    const value = findLastIdOfKey(record, key, keys);
    if (value !== undefined) return value;
  }
  return undefined;
}

const AUDIT_ID_KEYS = ['audit-ID', 'auditID', 'audit-id', 'Audit-Id', 'Audit-ID', 'audit_id'];

/** The record's audit ID in any of klog's spellings (httplog.go, timeouts, slow-request traces), or undefined. */
export function findAuditId(record: string): string | undefined {
  // every spelling has "udit"; most lines don't
  if (!record.includes('udit')) return undefined;
  for (const key of AUDIT_ID_KEYS) {
    const value = findLastIdOfKey(record, key, NO_KEYS);
    if (value !== undefined) return value;
  }
  return undefined;
}

const NO_KEYS: readonly string[] = [];

/** The LAST value of the key: a reqID ends its line, what stands before may be quoted from elsewhere. */
function findLastIdOfKey(
  record: string,
  key: string,
  reqIdKeys: readonly string[]
): string | undefined {
  let at = record.lastIndexOf(key);
  for (let tries = 0; at >= 0 && tries < 16; tries++) {
    const end = at + key.length;
    const before = at > 0 ? record.charCodeAt(at - 1) : 0;
    if (!isKeyChar(before) && !isKeyChar(record.charCodeAt(end))) {
      const id = readNamedId(record, at, end, reqIdKeys);
      if (id !== null) return id.value;
    }
    at = at === 0 ? -1 : record.lastIndexOf(key, at - 1);
  }
  return undefined;
}
