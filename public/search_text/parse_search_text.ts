/** What a pasted text asks for: an ID as it stands, the IDs within a log line or a JSON document, or the requests that it names. */
import {
  DEFAULT_REQ_ID_KEYS,
  findIds,
  recogniseId,
  type FoundIdKind,
  type RecognisedIdKind,
} from '../../common/parse/find_ids';
import { MAX_ID_LENGTH } from '../app_url/url_state';
import {
  detectName,
  detectNames,
  toTextSearch,
  MAX_CAUSE_OBJECTS,
  type RequestSearch,
  type DetectedNames,
} from './detect_names';

/**
 * `id`: by its form it may be any ID, a uid or a name too; the server finds out. The UIDs are of an object that a document is
 * about, and of the Pod whose container wrote it: they lead to what names them, and to the requests behind that.
 */
export type TraceableKind = 'reqID' | 'auditID' | 'traceID' | 'id' | 'objectUID' | 'podUID';

export interface TraceableId {
  kind: TraceableKind;
  value: string;
}

export interface ParsedSearchText {
  /** what can be traced, the likeliest first, each value once */
  ids: TraceableId[];
  /** how many more there are than `ids` and `findable` hold */
  leftOut: number;
  /** requests that are found by what the text names, where it has no ID that is named for what it is */
  requestSearches: RequestSearch[];
  /** what Enter does: it traces the first ID, or finds the first of the requests */
  defaultAction: 'id' | 'requests';
  removalObjects: DetectedNames['removalObjects'];
  causeObjects: DetectedNames['causeObjects'];
}

/** Characters of a text that are looked at. */
export const MAX_SEARCH_TEXT_LENGTH = 65_536;
/** IDs that are offered for choice. */
export const MAX_CHOICES = 8;

/** A trace of a reqID needs no detour, one of an audit ID leads to its reqID, a trace ID may have been sampled away. */
const KINDS_BY_PRIORITY: readonly TraceableKind[] = [
  'reqID',
  'auditID',
  'traceID',
  'objectUID',
  'podUID',
  'id',
];

const KIND_BY_ID_FORM: Record<RecognisedIdKind, TraceableKind | undefined> = {
  uuid: 'id',
  token: 'id',
  traceID: 'traceID',
  traceparent: 'traceID',
  containerID: undefined,
};
const KIND_BY_FOUND_KIND: Record<FoundIdKind, TraceableKind | undefined> = {
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
export function parseSearchText(text: string, reqIdKeys?: readonly string[]): ParsedSearchText {
  const singleId = recogniseId(text);
  if (singleId) return parseSingleId(singleId.value, singleId.kind);
  const bounded = text.slice(0, MAX_SEARCH_TEXT_LENGTH);
  const namedIds = findTraceableIds(bounded, reqIdKeys);
  const names = detectNames(bounded);
  if (namedIds.length > 0)
    return {
      ids: namedIds.slice(0, MAX_CHOICES),
      leftOut: Math.max(0, namedIds.length - MAX_CHOICES),
      requestSearches: [],
      defaultAction: 'id',
      removalObjects: names.removalObjects,
      causeObjects: [],
    };
  const uuids = findBareUuids(bounded);
  const textSearch =
    uuids.length === 0 && names.requestSearches.length === 0 ? toTextSearch(bounded) : undefined;
  const requestSearches = textSearch
    ? [textSearch]
    : names.requestSearches.slice(0, Math.max(1, MAX_CHOICES - uuids.length));
  const ids = uuids.slice(0, MAX_CHOICES);
  return {
    ids,
    requestSearches: requestSearches,
    leftOut:
      uuids.length -
      ids.length +
      names.requestSearches.length +
      names.leftOut -
      (textSearch ? 0 : requestSearches.length),
    defaultAction: ids.length > 0 ? 'id' : 'requests',
    removalObjects: names.removalObjects,
    // a kubelet's line often gives a Pod's UID, and of its name no namespace
    causeObjects:
      names.causeObjects.length > 0
        ? names.causeObjects
        : ids.slice(0, MAX_CAUSE_OBJECTS).map(({ value }) => ({ object: value, label: value })),
  };
}

/** Digits from which on a word looks like an ID rather than like a name. */
const MIN_ID_DIGITS = 8;

/** A text that is one ID, or by its form may as well be a name. */
function parseSingleId(value: string, form: RecognisedIdKind): ParsedSearchText {
  const kind = KIND_BY_ID_FORM[form];
  const nameSearch = form === 'token' ? detectName(value) : undefined;
  const digits = [...value].filter((char) => char >= '0' && char <= '9').length;
  const isName =
    nameSearch !== undefined && (nameSearch.filters.name !== undefined || digits < MIN_ID_DIGITS);
  return {
    ids: kind ? [{ kind, value }] : [],
    leftOut: 0,
    requestSearches: nameSearch ? [nameSearch] : [],
    defaultAction: isName ? 'requests' : 'id',
    removalObjects: [],
    causeObjects: form === 'uuid' ? [{ object: value, label: value }] : [],
  };
}

/** The IDs of a text that are named for what they are, likeliest first. */
export function findTraceableIds(text: string, reqIdKeys: readonly string[] = []): TraceableId[] {
  return sortIds(
    findIds(text, { reqIdKeys: [...reqIdKeys, ...DEFAULT_REQ_ID_KEYS] }).flatMap(
      ({ kind, value }) => {
        const traceable = KIND_BY_FOUND_KIND[kind];
        return traceable ? [{ kind: traceable, value }] : [];
      }
    )
  );
}

/** The UUIDs of a text that nothing names: mostly uids. */
export function findBareUuids(text: string): TraceableId[] {
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
    .sort((a, b) => KINDS_BY_PRIORITY.indexOf(a.kind) - KINDS_BY_PRIORITY.indexOf(b.kind))
    .filter(({ value }) => {
      const key = value.toLowerCase();
      return (
        value !== '' && value.length <= MAX_ID_LENGTH && !seen.has(key) && Boolean(seen.add(key))
      );
    });
}
