/** What a pasted text asks for: an ID as it stands, or the IDs within a log line, a kubectl error, a JSON document. */
import { DEFAULT_REQ_ID_KEYS, findIds, recogniseId, type FoundIdKind, type RecognisedKind } from '../../common/parse/ids';
import { MAX_ID } from '../links/url_state';

/**
 * `id`: by its form it may be any ID, a uid or a name too; the server finds out. The UIDs are of an object that a document is
 * about, and of the Pod whose container wrote it: they lead to what names them, and to the requests behind that.
 */
export type TraceableKind = 'reqID' | 'auditID' | 'traceID' | 'id' | 'objectUID' | 'podUID';

export interface TraceableId {
  kind: TraceableKind;
  value: string;
}

export interface Recognised {
  /** what can be traced, the likeliest first, each value once */
  ids: TraceableId[];
  /** how many more IDs the text has than `ids` holds */
  leftOut: number;
}

/** Characters of a text that are looked at. */
export const MAX_PASTE = 65_536;
/** IDs that are offered for choice. */
export const MAX_CHOICES = 8;

/** A trace of a reqID needs no detour, one of an audit ID leads to its reqID, a trace ID may have been sampled away. */
const ORDER: readonly TraceableKind[] = ['reqID', 'auditID', 'traceID', 'objectUID', 'podUID', 'id'];

const KIND_OF_WHOLE: Record<RecognisedKind, TraceableKind | undefined> = {
  uuid: 'id', token: 'id', traceID: 'traceID', traceparent: 'traceID', containerID: undefined,
};
const KIND_OF_FOUND: Record<FoundIdKind, TraceableKind | undefined> = {
  reqID: 'reqID', auditID: 'auditID', traceID: 'traceID', uid: undefined, containerID: undefined,
};

/**
 * Finds what can be traced in a text; linear in its length, of which the first MAX_PASTE characters count. A UUID without
 * a name is offered only where nothing better is there: in a log line it is mostly an object's uid.
 */
export function recognise(text: string, reqIdKeys?: readonly string[]): Recognised {
  const whole = recogniseId(text);
  if (whole) {
    const kind = KIND_OF_WHOLE[whole.kind];
    return { ids: kind ? [{ kind, value: whole.value }] : [], leftOut: 0 };
  }
  const bounded = text.slice(0, MAX_PASTE);
  const named = traceableIds(bounded, reqIdKeys);
  const ids = named.length > 0 ? named : bareUuids(bounded);
  return { ids: ids.slice(0, MAX_CHOICES), leftOut: Math.max(0, ids.length - MAX_CHOICES) };
}

/** The IDs of a text that are named for what they are, likeliest first. */
export function traceableIds(text: string, reqIdKeys: readonly string[] = []): TraceableId[] {
  return sortIds(findIds(text, { reqIdKeys: [...reqIdKeys, ...DEFAULT_REQ_ID_KEYS] }).flatMap(({ kind, value }) => {
    const traceable = KIND_OF_FOUND[kind];
    return traceable ? [{ kind: traceable, value }] : [];
  }));
}

/** The UUIDs of a text that nothing names: mostly uids. */
export function bareUuids(text: string): TraceableId[] {
  return sortIds(findIds(text).filter(({ kind }) => kind === 'uid').map(({ value }) => ({ kind: 'id', value })));
}

/** Likeliest first, and each value once, under its likeliest kind; otherwise in the order they were found. */
export function sortIds(ids: readonly TraceableId[]): TraceableId[] {
  const seen = new Set<string>();
  return [...ids]
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
    .filter(({ value }) => {
      const key = value.toLowerCase();
      return value !== '' && value.length <= MAX_ID && !seen.has(key) && Boolean(seen.add(key));
    });
}
