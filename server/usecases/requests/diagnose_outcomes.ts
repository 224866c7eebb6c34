/** What became of requests, from the diagnosis of their traces: bounded in number and time, because each is a trace. */
import type { OutcomesResponse, RequestSummary } from '../../../common/model/request_summary';
import type { RequestTraceConfig } from '../../config';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { UserCache } from '../../elasticsearch/user_cache';
import { getTrace } from '../traces/get_trace';

export type RowOutcome = OutcomesResponse['outcomes'][string];

export interface DiagnoseOptions {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  userCache: UserCache;
  from?: string;
  to?: string;
}

/** Traces at a time: one is read while the other is searched for. */
const CONCURRENT_TRACES = 2;
const MAX_CAUSE_LENGTH = 500;

/** `none`: not looked into, for want of time. */
const UNDIAGNOSED: RowOutcome = { outcome: 'unknown', outcomeBy: 'none' };

/**
 * The outcomes of these requests, in their order, as far as the time lets. A trace that is under way when the time is up is
 * left alone: its searches end with this request.
 */
export async function diagnoseOutcomes(
  ids: readonly string[],
  diagnosing: DiagnoseOptions,
  timeMs: number
): Promise<Map<string, RowOutcome>> {
  const outcomes = new Map<string, RowOutcome>();
  const left = [...new Set(ids)];
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(
      () => {
        isOver = true;
        resolve();
      },
      Math.max(0, timeMs)
    );
  });
  const work = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined && !isOver; id = left.shift()) {
      const outcome = await diagnoseOutcome(id, diagnosing);
      if (!isOver) outcomes.set(id, outcome);
    }
  };
  const workers = Promise.all(Array.from({ length: CONCURRENT_TRACES }, work));
  // one that fails after the time is up has nobody to tell
  workers.catch(() => undefined);
  try {
    await Promise.race([workers, over]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
  return outcomes;
}

async function diagnoseOutcome(
  id: string,
  { searcher, config, userCache, from, to }: DiagnoseOptions
): Promise<RowOutcome> {
  const { outcome, verdict, diagnosis } = await getTrace({
    searcher,
    config,
    userCache,
    id,
    from,
    to,
    size: 1,
    diagnose: true,
  });
  if (!diagnosis) return UNDIAGNOSED;
  return {
    outcome,
    outcomeBy: 'diagnosis',
    ...(verdict ? { cause: verdict.cause.slice(0, MAX_CAUSE_LENGTH), stage: verdict.stage } : {}),
  };
}

/** Whether the answer's code did not say it. */
export const needsDiagnosis = ({ outcomeBy }: Pick<RequestSummary, 'outcomeBy'>): boolean =>
  outcomeBy === 'none';

/** Puts in the outcomes of these rows that only a diagnosis tells; returns how many are left for want of time. */
export async function addOutcomes(
  summaries: readonly RequestSummary[],
  diagnosing: DiagnoseOptions,
  timeMs: number
): Promise<number> {
  const open = summaries.filter(needsDiagnosis);
  if (!open.length) return 0;
  // requests of one reqID share a trace
  const getTraceKey = ({ reqID, id }: RequestSummary): string => reqID ?? id;
  const ids = new Map(open.map((summary) => [getTraceKey(summary), summary.id]));
  const outcomes = await diagnoseOutcomes([...ids.values()], diagnosing, timeMs);
  let left = 0;
  for (const summary of open) {
    const outcome = outcomes.get(ids.get(getTraceKey(summary))!);
    if (outcome) Object.assign(summary, outcome);
    else left++;
  }
  return left;
}
