/** Component lines as rows of the requests list: pure. */
import type { RequestSummary } from '../../../common/model/request_summary';
import { CHANGING_VERB_SET } from '../../../common/parse/audit';
import { findResource } from '../../../common/parse/builtin_kinds';
import { parseRequestLine, type RequestLine } from '../../../common/parse/request_line';
import { fromMicros, toMicros } from '../../../common/time/micros';
import type { RecordContext } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/read_hit';
import type { Hit } from '../../elasticsearch/searcher';
import {
  isExcludedResourceRequested,
  matchesFilter,
  EXCLUDED_RESOURCES,
  splitWords,
  type RequestFilters,
} from './request_filters';
import { SYSTEM_AGENTS } from '../../engine/timeline/actors';
import type { LinePosition, LineSource } from './line_searches';
import { getOutcomeByCode } from './outcome_by_code';

/** A line that a row may come from. */
export interface LineCandidate {
  reqID: string;
  place: LinePosition;
  /** ISO 8601: when the request was received, as far as the line tells; else the line's own time */
  time: string;
  request?: RequestLine;
}

/** The line of a hit, where it carries a reqID and the filters let it in; else null. */
export function toLineCandidate(
  hit: Hit,
  { lines }: Pick<LineSource, 'lines'>,
  filters: RequestFilters,
  context: RecordContext
): LineCandidate | null {
  const { record, text } = readHit(hit, context);
  const { reqID } = record.ids;
  if (!reqID) return null;
  const place: LinePosition = {
    ms: Number(hit.sort?.[0] ?? 0),
    tieBreaker: String(hit.sort?.[1] ?? ''),
  };
  const low = text.toLowerCase();
  if (filters.q && !splitWords(filters.q).every((word) => low.includes(word.toLowerCase())))
    return null;
  if (lines === 'any')
    return hasRequestFilters(filters) ? null : { reqID, place, time: record.timestamp };
  const request = parseRequestLine(record.message);
  if (!request || !matchesFilters(request, filters)) return null;
  return { reqID, place, time: getReceivedTime(record.timestamp, request.latencyMs), request };
}

/** Lines of other components don't say whose request they belong to. */
export const hasRequestFilters = ({
  user,
  verb,
  resource,
  namespace,
  name,
}: RequestFilters): boolean => Boolean(user ?? verb ?? resource ?? namespace ?? name);

/** The line is written at the end of the request (httplog.go). */
function getReceivedTime(timestamp: string, latencyMs: number | undefined): string {
  const micros = latencyMs === undefined ? null : toMicros(timestamp);
  return micros === null ? timestamp : fromMicros(micros - latencyMs! * 1_000);
}

function matchesFilters(
  request: RequestLine,
  { user, verb, resource, namespace, name, people }: RequestFilters
): boolean {
  // the line does not say who it was
  if (user || !request.isResource || !CHANGING_VERB_SET.has(request.verb)) return false;
  if (people !== false && SYSTEM_AGENTS.some((agent) => request.userAgent?.startsWith(agent)))
    return false;
  if (!isExcludedResourceRequested(resource) && EXCLUDED_RESOURCES.includes(request.resource ?? ''))
    return false;
  if (verb && !matchesFilter(request.verb, verb.toLowerCase())) return false;
  if (resource && !matchesResource(request, resource)) return false;
  return (
    (!namespace || matchesFilter(request.namespace, namespace)) &&
    (!name || matchesFilter(request.name, name))
  );
}

function matchesResource(request: RequestLine, asked: string): boolean {
  const [first = '', subresource] = asked.split('/', 2);
  const dot = first.indexOf('.');
  const word = dot < 0 ? first : first.slice(0, dot);
  return (
    matchesFilter(request.resource, findResource(word) ?? word.toLowerCase()) &&
    (dot < 0 || matchesFilter(request.group, first.slice(dot + 1))) &&
    (subresource === undefined || matchesFilter(request.subresource, subresource))
  );
}

/** The row of a reqID, from the first of its lines. */
export function toRequestSummary({ reqID, time, request }: LineCandidate): RequestSummary {
  const summary: RequestSummary = {
    id: reqID,
    basis: 'reqID',
    reqID,
    time,
    userAgent: request?.userAgent,
    sourceIP: request?.sourceIP,
    verb: request?.verb,
    resource: request?.resource,
    subresource: request?.subresource,
    apiGroup: request?.group || undefined,
    namespace: request?.namespace,
    name: request?.name,
    responseCode: request?.responseCode,
    outcome: 'unknown',
    outcomeBy: 'none',
    durationMs: request?.latencyMs,
    components: {},
    records: 0,
    errors: 0,
  };
  if (request && /[?&]dryRun=/.test(request.requestURI)) summary.dryRun = true;
  // a removal's answer may be the object, which waits, or a Status: the line does not say which
  if (request) Object.assign(summary, getOutcomeByCode(summary));
  return summary;
}
