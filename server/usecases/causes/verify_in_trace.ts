/** Whether the best candidates' own traces hold the record. */
import type { Candidate } from '../../../common/model/candidates';
import type { LogRecord } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { getTrace } from '../traces/get_trace';
import type { PlanCache } from '../traces/search_plan';
import type { RecordCache } from '../traces/record_cache';
import { FilterRejectedError } from '../../elasticsearch/errors';
import { IndicesRefusedError } from '../../elasticsearch/privileges';
import { BadRequestError } from '../../bad_request';

export interface Tracing {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  plans: PlanCache;
  /** of records without bodies */
  shelf: RecordCache;
}

const MAX_TRACED = 3;
/** A candidate whose trace was looked into and lacks the record, while another's has it; and what having it adds. */
const NOT_IN_TRACE = 0.85;
const IN_TRACE = 0.1;
/** Traces cost more than finding the candidates: they are left out where that took this part of the time there is. */
const MAX_SHARE = 0.4;

/** `held`: how sure the trace is that the record belongs to it */
interface Looked { candidate: Candidate; held?: number }

/** Looks into the traces of the first ones; the order and confidences then follow from what was found. */
export async function verifyInTrace(candidates: readonly Candidate[], record: LogRecord, tracing: Tracing): Promise<Candidate[]> {
  if (tracing.searcher.elapsedMs > tracing.config.timeout.asMilliseconds() * MAX_SHARE) return [...candidates];
  const looked = await Promise.all(candidates.map((candidate, i): Promise<Looked> | Looked => (i < MAX_TRACED ? look(candidate, record, tracing) : { candidate })));
  const isFound = looked.some(({ candidate }) => candidate.inTrace);
  const weighed = looked.map(({ candidate, held }) => ({
    candidate, held,
    score: held !== undefined ? candidate.confidence + held * IN_TRACE : candidate.confidence * (isFound && candidate.inTrace === false ? NOT_IN_TRACE : 1),
  })).sort((a, b) => b.score - a.score);
  let most = 1;
  return weighed.map(({ candidate, held, score }) => {
    // what the rules of traces say and what candidates go by are two views of one thing
    const confidence = held === undefined ? Math.min(score, candidate.confidence) : (candidate.confidence + Math.max(held, candidate.confidence)) / 2;
    most = Math.min(most, Math.round(confidence * 100) / 100);
    return { ...candidate, confidence: most };
  });
}

async function look(candidate: Candidate, record: LogRecord, { searcher, config, plans, shelf }: Tracing): Promise<Looked> {
  try {
    const trace = await getTrace({ searcher, config, plans, shelf, id: candidate.id, size: config.maxRecords, diagnose: false });
    const held = trace.records.find((other) => isSame(other, record));
    // of a trace that was cut short nobody knows what the rest would hold
    const inTrace = held ? true : trace.truncated ? undefined : false;
    return { candidate: inTrace === undefined ? candidate : { ...candidate, inTrace }, held: held?.confidence };
  } catch (error) {
    if (error instanceof IndicesRefusedError || error instanceof FilterRejectedError || error instanceof BadRequestError) return { candidate };
    throw error;
  }
}

/** The same document, or another index's copy of the same line. */
function isSame(a: LogRecord, b: LogRecord): boolean {
  if (a.index === b.index && a.id === b.id) return true;
  return a.file !== undefined && a.offset !== undefined && a.file === b.file && a.offset === b.offset && a.cluster === b.cluster;
}
