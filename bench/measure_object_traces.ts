/** Measures a trace over objects, on an index without reqIDs, against the reqID trace of the same operation. */
import type { Trace } from '../common/model/trace';
import type { CorpusOperation } from './corpus';
import type { RouteClient } from './route_client';
import { summarizePairedRatios, summarizeValues, type Spread } from './statistics';

export interface ObjectTraceResult {
  size: number;
  operations: number;
  records: { stock: Spread; reqID: Spread };
  times: Record<'stockFirst' | 'reqIdFirst' | 'auditIdFirst' | 'stockAgain' | 'reqIdAgain', Spread>;
  /** the stock trace as a multiple of the reqID trace */
  ratios: { first: Spread; byAuditId: Spread; again: Spread };
  /** the same, each time divided by the records that were found */
  perRecord: { first: Spread; again: Spread };
  /** the million's time as a multiple of the third's, of operations that are in both */
  growth: { first: Spread; again: Spread } | null;
  roundTrips: { first: number; again: number };
}

interface MeasureObjectTracesOptions {
  route: RouteClient;
  size: number;
  operations: readonly CorpusOperation[];
  indices: { reqID: string; stock: string; small: string };
  /** the copy that the small index holds */
  smallCopy: number;
}

const WARM_UP_TRACES = 2;
const REPEATS = 3;

type TimedTrace = { ms: number; trace: Trace };

/** @param options.operations each is asked for the first time here: nobody asked this host for them before */
export async function measureObjectTraces({
  route,
  size,
  operations,
  indices,
  smallCopy,
}: MeasureObjectTracesOptions): Promise<ObjectTraceResult> {
  const fetchTimedTrace = async (id: string, index: string): Promise<TimedTrace> => {
    const started = performance.now();
    const { trace } = await route.getTrace({ id, index, size: '10000' });
    const ms = performance.now() - started;
    if (!trace.records.length) throw new Error(`Nothing of ${id} in ${index}.`);
    return { ms, trace };
  };
  const times = {
    stockFirst: [],
    reqIdFirst: [],
    auditIdFirst: [],
    stockAgain: [],
    reqIdAgain: [],
  } as Record<keyof ObjectTraceResult['times'], number[]>;
  const perRecord = { first: { stock: [], reqID: [] }, again: { stock: [], reqID: [] } } as Record<
    'first' | 'again',
    Record<'stock' | 'reqID', number[]>
  >;
  const growth = { first: { more: [], fewer: [] }, again: { more: [], fewer: [] } } as Record<
    'first' | 'again',
    Record<'more' | 'fewer', number[]>
  >;
  const records = { stock: [] as number[], reqID: [] as number[] };
  const roundTrips = { first: 0, again: 0 };
  let turn = 0;
  for (const [number, { reqID, auditID, copy }] of operations.entries()) {
    if (!auditID) continue;
    const isMeasured = number >= Math.min(WARM_UP_TRACES, operations.length - 1);
    for (let round = 0; round <= REPEATS; round++) {
      const which = round === 0 ? 'first' : 'again';
      const timedTraces: Partial<Record<'stock' | 'reqID' | 'auditID' | 'small', TimedTrace>> = {};
      const steps: Array<[keyof typeof timedTraces, () => Promise<TimedTrace>]> = [
        ['stock', () => fetchTimedTrace(auditID, indices.stock)],
        ['reqID', () => fetchTimedTrace(reqID, indices.reqID)],
        ...(copy === smallCopy
          ? [
              ['small', () => fetchTimedTrace(auditID, indices.small)] as [
                keyof typeof timedTraces,
                () => Promise<TimedTrace>,
              ],
            ]
          : []),
        ...(round === 0
          ? [
              ['auditID', () => fetchTimedTrace(auditID, indices.reqID)] as [
                keyof typeof timedTraces,
                () => Promise<TimedTrace>,
              ],
            ]
          : []),
      ];
      // whoever comes second may find something warm: not always the same
      const from = turn++;
      for (let i = 0; i < steps.length; i++) {
        const [name, work] = steps[(i + from) % steps.length]!;
        timedTraces[name] = await work();
      }
      if (!isMeasured) continue;
      const { stock, reqID: byReqId, auditID: byAuditId, small } = timedTraces;
      times[round === 0 ? 'stockFirst' : 'stockAgain'].push(stock!.ms);
      times[round === 0 ? 'reqIdFirst' : 'reqIdAgain'].push(byReqId!.ms);
      perRecord[which].stock.push(stock!.ms / stock!.trace.records.length);
      perRecord[which].reqID.push(byReqId!.ms / byReqId!.trace.records.length);
      roundTrips[which] = Math.max(roundTrips[which], stock!.trace.took.roundTrips);
      if (small) {
        growth[which].more.push(stock!.ms);
        growth[which].fewer.push(small.ms);
      }
      if (!byAuditId) continue;
      times.auditIdFirst.push(byAuditId.ms);
      records.stock.push(stock!.trace.records.length);
      records.reqID.push(byReqId!.trace.records.length);
    }
  }
  const summarizeGrowth = (which: 'first' | 'again'): Spread =>
    summarizePairedRatios(growth[which].more, growth[which].fewer);
  return {
    size,
    roundTrips,
    operations: records.stock.length,
    records: { stock: summarizeValues(records.stock), reqID: summarizeValues(records.reqID) },
    times: {
      stockFirst: summarizeValues(times.stockFirst),
      reqIdFirst: summarizeValues(times.reqIdFirst),
      auditIdFirst: summarizeValues(times.auditIdFirst),
      stockAgain: summarizeValues(times.stockAgain),
      reqIdAgain: summarizeValues(times.reqIdAgain),
    },
    ratios: {
      first: summarizePairedRatios(times.stockFirst, times.reqIdFirst),
      byAuditId: summarizePairedRatios(times.stockFirst, times.auditIdFirst),
      again: summarizePairedRatios(times.stockAgain, times.reqIdAgain),
    },
    perRecord: {
      first: summarizePairedRatios(perRecord.first.stock, perRecord.first.reqID),
      again: summarizePairedRatios(perRecord.again.stock, perRecord.again.reqID),
    },
    growth: growth.first.more.length
      ? { first: summarizeGrowth('first'), again: summarizeGrowth('again') }
      : null,
  };
}
