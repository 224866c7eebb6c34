/** What a pasted text asks for: an ID as it stands, the IDs within a log line or a JSON document, or the requests that it names. */
import {
  DEFAULT_REQ_ID_KEYS,
  findIds,
  recogniseId,
  type FoundIdKind,
  type RecognisedKind,
} from '../../common/parse/ids';
import { MAX_ID } from '../links/url_state';
import {
  findName,
  findNames,
  findWords,
  MAX_CAUSED,
  type Findable,
  type FoundNames,
} from './find_requests';

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
  /** how many more there are than `ids` and `findable` hold */
  leftOut: number;
  /** requests that are found by what the text names, where it has no ID that is named for what it is */
  findable: Findable[];
  /** what Enter does: it traces the first ID, or finds the first of the requests */
  first: 'id' | 'requests';
  movable: FoundNames['movable'];
  caused: FoundNames['caused'];
}

/** Characters of a text that are looked at. */
export const MAX_PASTE = 65_536;
/** IDs that are offered for choice. */
export const MAX_CHOICES = 8;

/** A trace of a reqID needs no detour, one of an audit ID leads to its reqID, a trace ID may have been sampled away. */
const ORDER: readonly TraceableKind[] = [
  'reqID',
  'auditID',
  'traceID',
  'objectUID',
  'podUID',
  'id',
];

const KIND_OF_WHOLE: Record<RecognisedKind, TraceableKind | undefined> = {
  uuid: 'id',
  token: 'id',
  traceID: 'traceID',
  traceparent: 'traceID',
  containerID: undefined,
};
const KIND_OF_FOUND: Record<FoundIdKind, TraceableKind | undefined> = {
  reqID: 'reqID',
  auditID: 'auditID',
  traceID: 'traceID',
  uid: undefined,
  containerID: undefined,
};

/**
 * Finds what can be traced in a text; linear in its length, of which the first MAX_PASTE characters count. A UUID without
 * a name is offered only where nothing better is there: in a log line it is mostly an object's uid.
 */
export function recognise(text: string, reqIdKeys?: readonly string[]): Recognised {
  const whole = recogniseId(text);
  if (whole) return recogniseWhole(whole.value, whole.kind);
  const bounded = text.slice(0, MAX_PASTE);
  const named = traceableIds(bounded, reqIdKeys);
  const names = findNames(bounded);
  if (named.length > 0)
    return {
      ids: named.slice(0, MAX_CHOICES),
      leftOut: Math.max(0, named.length - MAX_CHOICES),
      findable: [],
      first: 'id',
      movable: names.movable,
      caused: [],
    };
  const uuids = bareUuids(bounded);
  const words = uuids.length === 0 && names.findable.length === 0 ? findWords(bounded) : undefined;
  const findable = words
    ? [words]
    : names.findable.slice(0, Math.max(1, MAX_CHOICES - uuids.length));
  const ids = uuids.slice(0, MAX_CHOICES);
  return {
    ids,
    findable,
    leftOut:
      uuids.length -
      ids.length +
      names.findable.length +
      names.leftOut -
      (words ? 0 : findable.length),
    first: ids.length > 0 ? 'id' : 'requests',
    movable: names.movable,
    // a kubelet's line often gives a Pod's UID, and of its name no namespace
    caused:
      names.caused.length > 0
        ? names.caused
        : ids.slice(0, MAX_CAUSED).map(({ value }) => ({ object: value, label: value })),
  };
}

/** Digits from which on a word looks like an ID rather than like a name. */
const DIGITS_OF_ID = 8;

/** A text that is one ID, or by its form may as well be a name. */
function recogniseWhole(value: string, form: RecognisedKind): Recognised {
  const kind = KIND_OF_WHOLE[form];
  const byName = form === 'token' ? findName(value) : undefined;
  const digits = [...value].filter((char) => char >= '0' && char <= '9').length;
  const isName =
    byName !== undefined && (byName.filters.name !== undefined || digits < DIGITS_OF_ID);
  return {
    ids: kind ? [{ kind, value }] : [],
    leftOut: 0,
    findable: byName ? [byName] : [],
    first: isName ? 'requests' : 'id',
    movable: [],
    caused: form === 'uuid' ? [{ object: value, label: value }] : [],
  };
}

/** The IDs of a text that are named for what they are, likeliest first. */
export function traceableIds(text: string, reqIdKeys: readonly string[] = []): TraceableId[] {
  return sortIds(
    findIds(text, { reqIdKeys: [...reqIdKeys, ...DEFAULT_REQ_ID_KEYS] }).flatMap(
      ({ kind, value }) => {
        const traceable = KIND_OF_FOUND[kind];
        return traceable ? [{ kind: traceable, value }] : [];
      }
    )
  );
}

/** The UUIDs of a text that nothing names: mostly uids. */
export function bareUuids(text: string): TraceableId[] {
  return sortIds(
    findIds(text)
      .filter(({ kind }) => kind === 'uid')
      .map(({ value }) => ({ kind: 'id', value }))
  );
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
