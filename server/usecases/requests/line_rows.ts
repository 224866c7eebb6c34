/** Component lines as rows of the requests list: pure. */
import type { RequestSummary } from '../../../common/model/request_summary';
import { CHANGING } from '../../../common/parse/audit';
import { resourceOfWord } from '../../../common/parse/kinds';
import { parseRequestLine, type RequestLine } from '../../../common/parse/request_line';
import { fromMicros, toMicros } from '../../../common/time/micros';
import type { RecordContext } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/from_hit';
import type { Hit } from '../../elasticsearch/searcher';
import { asksFor, matches, NO_REQUESTS, wordsOf, type RequestFilters } from './filters';
import { SYSTEM_AGENTS } from '../../engine/timeline/actors';
import type { LinePlace, LineSource } from './line_searches';
import { outcomeByCode } from './outcome_by_code';

/** A line that a row may come from. */
export interface LineCandidate {
  reqID: string;
  place: LinePlace;
  /** ISO 8601: when the request was received, as far as the line tells; else the line's own time */
  time: string;
  request?: RequestLine;
}

/** The line of a hit, where it carries a reqID and the filters let it in; else null. */
export function candidateOf(
  hit: Hit,
  { lines }: Pick<LineSource, 'lines'>,
  filters: RequestFilters,
  context: RecordContext
): LineCandidate | null {
  const { record, text } = readHit(hit, context);
  const { reqID } = record.ids;
  if (!reqID) return null;
  const place: LinePlace = { ms: Number(hit.sort?.[0] ?? 0), tie: String(hit.sort?.[1] ?? '') };
  const low = text.toLowerCase();
  if (filters.q && !wordsOf(filters.q).every((word) => low.includes(word.toLowerCase())))
    return null;
  if (lines === 'any') return hasFilters(filters) ? null : { reqID, place, time: record.timestamp };
  const request = parseRequestLine(record.message);
  if (!request || !isAskedFor(request, filters)) return null;
  return { reqID, place, time: receivedAt(record.timestamp, request.latencyMs), request };
}

/** Lines of other components don't say whose request they belong to. */
export const hasFilters = ({ user, verb, resource, namespace, name }: RequestFilters): boolean =>
  Boolean(user ?? verb ?? resource ?? namespace ?? name);

/** The line is written at the end of the request (httplog.go). */
function receivedAt(timestamp: string, latencyMs: number | undefined): string {
  const micros = latencyMs === undefined ? null : toMicros(timestamp);
  return micros === null ? timestamp : fromMicros(micros - latencyMs! * 1_000);
}

function isAskedFor(
  request: RequestLine,
  { user, verb, resource, namespace, name, people }: RequestFilters
): boolean {
  // the line does not say who it was
  if (user || !request.isResource || !CHANGING.has(request.verb)) return false;
  if (people !== false && SYSTEM_AGENTS.some((agent) => request.userAgent?.startsWith(agent)))
    return false;
  if (!asksFor(resource) && NO_REQUESTS.includes(request.resource ?? '')) return false;
  if (verb && !matches(request.verb, verb.toLowerCase())) return false;
  if (resource && !isResource(request, resource)) return false;
  return (
    (!namespace || matches(request.namespace, namespace)) && (!name || matches(request.name, name))
  );
}

function isResource(request: RequestLine, asked: string): boolean {
  const [first = '', subresource] = asked.split('/', 2);
  const dot = first.indexOf('.');
  const word = dot < 0 ? first : first.slice(0, dot);
  return (
    matches(request.resource, resourceOfWord(word) ?? word.toLowerCase()) &&
    (dot < 0 || matches(request.group, first.slice(dot + 1))) &&
    (subresource === undefined || matches(request.subresource, subresource))
  );
}

/** The row of a reqID, from the first of its lines. */
export function rowOfLine({ reqID, time, request }: LineCandidate): RequestSummary {
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
  if (request) Object.assign(summary, outcomeByCode(summary));
  return summary;
}
