/** Measures what the diagnosis adds to the trace route: the same trace with it and without, in turns. */
import type { Trace } from '../common/model/trace';
import type { RouteClient } from './route';
import type { Subject } from './searches';
import { median, pairedRatio, spread, type Spread } from './statistics';

export interface DiagnosisResult {
  size: number;
  records: number;
  times: Record<'firstWith' | 'firstWithout' | 'againWith' | 'againWithout', Spread>;
  /** with the diagnosis as a multiple of without */
  ratios: { first: Spread; again: Spread };
  /** milliseconds that diagnosing itself took, as the answer says */
  own: number;
}

const WARM_UP = 2;
const AGAIN = 3;
const DAY_MS = 86_400_000;

export async function measureDiagnosis(
  route: RouteClient,
  size: number,
  subjects: readonly Subject[]
): Promise<DiagnosisResult> {
  const times = {
    firstWith: [] as number[],
    firstWithout: [] as number[],
    againWith: [] as number[],
    againWithout: [] as number[],
  };
  const own: number[] = [];
  const records: number[] = [];
  let turn = 0;
  const ask = async (
    subject: Subject,
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
    const { trace } = await route.trace(query, { 'bench-reader': `diagnosis ${asker}` });
    return { ms: performance.now() - started, trace };
  };
  for (const [number, subject] of subjects.entries()) {
    const isMeasured = number >= Math.min(WARM_UP, subjects.length - 1);
    const askers = { with: 2 * number, without: 2 * number + 1 };
    for (let round = 0; round <= AGAIN; round++) {
      const order =
        turn++ % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      for (const which of order) {
        const { ms, trace } = await ask(subject, which === 'with', askers[which]);
        if ((trace.diagnosis === null) !== (which === 'without'))
          throw new Error(`The trace of ${subject.reqID} came ${which} no diagnosis.`);
        if (trace.diagnosis) own.push(trace.diagnosis.tookMs);
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
    own: median(own),
    records: median(records),
    times: {
      firstWith: spread(times.firstWith),
      firstWithout: spread(times.firstWithout),
      againWith: spread(times.againWith),
      againWithout: spread(times.againWithout),
    },
    ratios: {
      first: pairedRatio(times.firstWith, times.firstWithout),
      again: pairedRatio(times.againWith, times.againWithout),
    },
  };
}
