/** Whether the best candidates' own traces hold the record. */
import type { Candidate } from '../../../common/model/candidates';
import type { LogRecord } from '../../../common/model/log_record';
import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { getTrace } from '../traces/get_trace';
import { FilterRejectedError } from '../../elasticsearch/errors';
import type { UserWork } from '../../elasticsearch/user_work';
import { IndicesRefusedError } from '../../elasticsearch/privileges';
import { BadRequestError } from '../../bad_request';

export interface Tracing {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  work: UserWork;
}

const MAX_TRACED = 3;
/** How much is left of a candidate's confidence whose trace lacks the record while another candidate's trace has it. */
const NOT_IN_TRACE = 0.4;
/** How much is left of each where no trace has it: the first were the likeliest, and the others are no likelier now. */
const IN_NO_TRACE = 0.6;
/** How much surer a trace has to be than that of the candidate before to come first. */
const SURER = 0.1;
/** Candidates of this share of the first one's confidence are looked into at once, the others where no trace of these has the record. */
const AS_LIKELY = 0.5;
/** Traces cost more than finding the candidates: they are left out where that took this part of the time there is. */
const MAX_SHARE = 0.4;

/** `confidence`: how sure the trace is that the record belongs to it; undefined: the trace lacks it, or was not looked into */
interface Looked {
  candidate: Candidate;
  confidence?: number;
}

/** Looks into the traces of the first candidates, and orders the candidates by what their traces say. */
export async function verifyInTrace(
  candidates: readonly Candidate[],
  record: LogRecord,
  tracing: Tracing
): Promise<Candidate[]> {
  if (tracing.searcher.elapsedMs > tracing.config.timeout.asMilliseconds() * MAX_SHARE)
    return [...candidates];
  const least = (candidates[0]?.confidence ?? 0) * AS_LIKELY;
  let looked = await lookInto(candidates, ({ confidence }) => confidence >= least);
  if (!looked.some(({ candidate }) => candidate.inTrace))
    looked = await lookInto(candidates, () => true, looked);
  const isFound = looked.some(({ confidence }) => confidence !== undefined);
  const isNowhere = !isFound && looked.some(({ candidate }) => candidate.inTrace === false);
  const factorOf = ({ inTrace }: Candidate): number =>
    isNowhere ? IN_NO_TRACE : inTrace === false ? NOT_IN_TRACE : 1;
  const verified = looked.map(
    ({ candidate, confidence = candidate.confidence * factorOf(candidate) }, i) => ({
      candidate: { ...candidate, confidence: Math.round(confidence * 100) / 100 },
      order: confidence - i * SURER + (candidate.inTrace ? 1 : 0),
    })
  );
  return verified.sort((a, b) => b.order - a.order).map(({ candidate }) => candidate);

  /** Looks into those of the first that are wanted and were not looked into. */
  function lookInto(
    all: readonly Candidate[],
    isWanted: (candidate: Candidate) => boolean,
    known: readonly Looked[] = []
  ): Promise<Looked[]> {
    return Promise.all(
      all.map((candidate, i) => {
        const before = known[i] ?? { candidate };
        return i < MAX_TRACED && before.candidate.inTrace === undefined && isWanted(candidate)
          ? look(candidate, record, tracing)
          : Promise.resolve(before);
      })
    );
  }
}

async function look(
  candidate: Candidate,
  record: LogRecord,
  { searcher, config, work }: Tracing
): Promise<Looked> {
  try {
    const trace = await getTrace({
      searcher,
      config,
      work,
      id: candidate.id,
      size: config.maxRecords,
      diagnose: false,
    });
    const held = trace.records.find((other) => isSame(other, record));
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
function isSame(a: LogRecord, b: LogRecord): boolean {
  if (a.index === b.index && a.id === b.id) return true;
  return (
    a.file !== undefined &&
    a.offset !== undefined &&
    a.file === b.file &&
    a.offset === b.offset &&
    a.cluster === b.cluster
  );
}
