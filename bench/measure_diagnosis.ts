/** Measures what the diagnosis adds to the trace route: the same trace with it and without, in turns. */
import type { Trace } from '../common/model/trace';
import type { RouteClient } from './route_client';
import type { MeasuredTrace } from './baseline_searches';
import { median, summarizePairedRatios, summarizeValues, type Spread } from './statistics';

export interface DiagnosisResult {
  size: number;
  records: number;
  times: Record<'firstWith' | 'firstWithout' | 'againWith' | 'againWithout', Spread>;
  /** with the diagnosis as a multiple of without */
  ratios: { first: Spread; again: Spread };
  /** milliseconds that diagnosing itself took, as the answer says */
  own: number;
}

const WARM_UP_TRACES = 2;
const REPEATS = 3;
const DAY_MS = 86_400_000;

export async function measureDiagnosis(
  route: RouteClient,
  size: number,
  subjects: readonly MeasuredTrace[]
): Promise<DiagnosisResult> {
  const times = {
    firstWith: [] as number[],
    firstWithout: [] as number[],
    againWith: [] as number[],
    againWithout: [] as number[],
  };
  const diagnosisTimes: number[] = [];
  const records: number[] = [];
  let turn = 0;
  const fetchTimedTrace = async (
    subject: MeasuredTrace,
    diagnose: boolean,
    asker: number
  ): Promise<{ ms: number; trace: Trace }> => {
    // a reader and a time range of its own: the route remembers what it gave by the one, what led to it by the other
    const query = {
      id: subject.reqID,
      index: subject.index,
      size: '10000',
      diagnose: String(diagnose),
      from: new Date(Date.parse(subject.window.from) - DAY_MS - asker * 1_000).toISOString(),
      to: new Date(Date.parse(subject.window.to) + DAY_MS).toISOString(),
    };
    const started = performance.now();
    const { trace } = await route.getTrace(query, { 'bench-reader': `diagnosis ${asker}` });
    return { ms: performance.now() - started, trace };
  };
  for (const [number, subject] of subjects.entries()) {
    const isMeasured = number >= Math.min(WARM_UP_TRACES, subjects.length - 1);
    const readerNumbers = { with: 2 * number, without: 2 * number + 1 };
    for (let round = 0; round <= REPEATS; round++) {
      const order =
        turn++ % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      for (const which of order) {
        const { ms, trace } = await fetchTimedTrace(
          subject,
          which === 'with',
          readerNumbers[which]
        );
        if ((trace.diagnosis === null) !== (which === 'without'))
          throw new Error(`The trace of ${subject.reqID} came ${which} no diagnosis.`);
        if (trace.diagnosis) diagnosisTimes.push(trace.diagnosis.tookMs);
        records.push(trace.records.length);
        if (isMeasured)
          times[`${round === 0 ? 'first' : 'again'}${which === 'with' ? 'With' : 'Without'}`].push(
            ms
          );
      }
    }
  }
  return {
    size,
    own: median(diagnosisTimes),
    records: median(records),
    times: {
      firstWith: summarizeValues(times.firstWith),
      firstWithout: summarizeValues(times.firstWithout),
      againWith: summarizeValues(times.againWith),
      againWithout: summarizeValues(times.againWithout),
    },
    ratios: {
      first: summarizePairedRatios(times.firstWith, times.firstWithout),
      again: summarizePairedRatios(times.againWith, times.againWithout),
    },
  };
}
