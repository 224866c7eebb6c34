/** Whether the best candidates' own traces hold the record. */
import type { CauseCandidate } from '../../../common/model/causes';
import type { LogRecord } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { getTrace } from '../traces/get_trace';
import { FilterRejectedError } from '../../elasticsearch/errors';
import type { UserCache } from '../../elasticsearch/user_cache';
import { IndicesRefusedError } from '../../elasticsearch/refused_indices';
import { BadRequestError } from '../../bad_request_error';

export interface TraceDependencies {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  userCache: UserCache;
}

const MAX_TRACED = 3;
/** How much is left of a candidate's confidence whose trace lacks the record while another candidate's trace has it. */
const NOT_IN_TRACE_FACTOR = 0.4;
/** How much is left of each where no trace has it: the first were the likeliest, and the others are no likelier now. */
const IN_NO_TRACE_FACTOR = 0.6;
/** How much surer a trace has to be than that of the candidate before to come first. */
const MIN_CONFIDENCE_LEAD = 0.1;
/** Candidates of this share of the first one's confidence are looked into at once, the others where no trace of these has the record. */
const SIMILAR_CONFIDENCE_SHARE = 0.5;
/** Traces cost more than finding the candidates: they are left out where that took this part of the time there is. */
const MAX_TIME_SHARE = 0.4;

/** `confidence`: how sure the trace is that the record belongs to it; undefined: the trace lacks it, or was not looked into */
interface VerifiedCandidate {
  candidate: CauseCandidate;
  confidence?: number;
}

/** Looks into the traces of the first candidates, and orders the candidates by what their traces say. */
export async function verifyInTrace(
  candidates: readonly CauseCandidate[],
  record: LogRecord,
  tracing: TraceDependencies
): Promise<CauseCandidate[]> {
  if (tracing.searcher.elapsedMs > tracing.config.timeout.asMilliseconds() * MAX_TIME_SHARE)
    return [...candidates];
  const least = (candidates[0]?.confidence ?? 0) * SIMILAR_CONFIDENCE_SHARE;
  let verifiedCandidates = await verifyCandidates(
    candidates,
    ({ confidence }) => confidence >= least
  );
  if (!verifiedCandidates.some(({ candidate }) => candidate.inTrace))
    verifiedCandidates = await verifyCandidates(candidates, () => true, verifiedCandidates);
  const isFound = verifiedCandidates.some(({ confidence }) => confidence !== undefined);
  const isInNoTrace =
    !isFound && verifiedCandidates.some(({ candidate }) => candidate.inTrace === false);
  const getConfidenceFactor = ({ inTrace }: CauseCandidate): number =>
    isInNoTrace ? IN_NO_TRACE_FACTOR : inTrace === false ? NOT_IN_TRACE_FACTOR : 1;
  const verified = verifiedCandidates.map(
    ({ candidate, confidence = candidate.confidence * getConfidenceFactor(candidate) }, i) => ({
      candidate: { ...candidate, confidence: Math.round(confidence * 100) / 100 },
      order: confidence - i * MIN_CONFIDENCE_LEAD + (candidate.inTrace ? 1 : 0),
    })
  );
  return verified.sort((a, b) => b.order - a.order).map(({ candidate }) => candidate);

  /** Looks into those of the first that are wanted and were not looked into. */
  function verifyCandidates(
    all: readonly CauseCandidate[],
    isWanted: (candidate: CauseCandidate) => boolean,
    known: readonly VerifiedCandidate[] = []
  ): Promise<VerifiedCandidate[]> {
    return Promise.all(
      all.map((candidate, i) => {
        const before = known[i] ?? { candidate };
        return i < MAX_TRACED && before.candidate.inTrace === undefined && isWanted(candidate)
          ? verifyCandidate(candidate, record, tracing)
          : Promise.resolve(before);
      })
    );
  }
}

async function verifyCandidate(
  candidate: CauseCandidate,
  record: LogRecord,
  { searcher, config, userCache }: TraceDependencies
): Promise<VerifiedCandidate> {
  try {
    const trace = await getTrace({
      searcher,
      config,
      userCache,
      id: candidate.id,
      size: config.maxRecords,
      diagnose: false,
    });
    const held = trace.records.find((other) => isSameRecord(other, record));
    // of a trace that was cut short nobody knows what the rest would hold
    const inTrace = held ? true : trace.truncated ? undefined : false;
    return {
      candidate: inTrace === undefined ? candidate : { ...candidate, inTrace },
      confidence: held?.confidence,
    };
  } catch (error) {
    if (
      error instanceof IndicesRefusedError ||
      error instanceof FilterRejectedError ||
      error instanceof BadRequestError
    )
      return { candidate };
    throw error;
  }
}

/** The same document, or another index's copy of the same line. */
function isSameRecord(a: LogRecord, b: LogRecord): boolean {
  if (a.index === b.index && a.id === b.id) return true;
  return (
    a.file !== undefined &&
    a.offset !== undefined &&
    a.file === b.file &&
    a.offset === b.offset &&
    a.cluster === b.cluster
  );
}
