/** Measures a trace over objects, on an index without reqIDs, against the reqID trace of the same operation. */
import type { Trace } from '../common/model/trace';
import type { CorpusOperation } from './corpus';
import type { RouteClient } from './route';
import { pairedRatio, spread, type Spread } from './statistics';

export interface StockResult {
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

interface Options {
  route: RouteClient;
  size: number;
  operations: readonly CorpusOperation[];
  indices: { reqID: string; stock: string; small: string };
  /** the copy that the small index holds */
  smallCopy: number;
}

const WARM_UP = 2;
const AGAIN = 3;

type Timed = { ms: number; trace: Trace };

/** @param options.operations each is asked for the first time here: nobody asked this host for them before */
export async function measureStock({
  route,
  size,
  operations,
  indices,
  smallCopy,
}: Options): Promise<StockResult> {
  const ask = async (id: string, index: string): Promise<Timed> => {
    const started = performance.now();
    const { trace } = await route.trace({ id, index, size: '10000' });
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
  } as Record<keyof StockResult['times'], number[]>;
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
    const isMeasured = number >= Math.min(WARM_UP, operations.length - 1);
    for (let round = 0; round <= AGAIN; round++) {
      const which = round === 0 ? 'first' : 'again';
      const asked: Partial<Record<'stock' | 'reqID' | 'auditID' | 'small', Timed>> = {};
      const steps: Array<[keyof typeof asked, () => Promise<Timed>]> = [
        ['stock', () => ask(auditID, indices.stock)],
        ['reqID', () => ask(reqID, indices.reqID)],
        ...(copy === smallCopy
          ? [
              ['small', () => ask(auditID, indices.small)] as [
                keyof typeof asked,
                () => Promise<Timed>,
              ],
            ]
          : []),
        ...(round === 0
          ? [
              ['auditID', () => ask(auditID, indices.reqID)] as [
                keyof typeof asked,
                () => Promise<Timed>,
              ],
            ]
          : []),
      ];
      // whoever comes second may find something warm: not always the same
      const from = turn++;
      for (let i = 0; i < steps.length; i++) {
        const [name, work] = steps[(i + from) % steps.length]!;
        asked[name] = await work();
      }
      if (!isMeasured) continue;
      const { stock, reqID: byReqId, auditID: byAuditId, small } = asked;
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
  const grown = (which: 'first' | 'again'): Spread =>
    pairedRatio(growth[which].more, growth[which].fewer);
  return {
    size,
    roundTrips,
    operations: records.stock.length,
    records: { stock: spread(records.stock), reqID: spread(records.reqID) },
    times: {
      stockFirst: spread(times.stockFirst),
      reqIdFirst: spread(times.reqIdFirst),
      auditIdFirst: spread(times.auditIdFirst),
      stockAgain: spread(times.stockAgain),
      reqIdAgain: spread(times.reqIdAgain),
    },
    ratios: {
      first: pairedRatio(times.stockFirst, times.reqIdFirst),
      byAuditId: pairedRatio(times.stockFirst, times.auditIdFirst),
      again: pairedRatio(times.stockAgain, times.reqIdAgain),
    },
    perRecord: {
      first: pairedRatio(perRecord.first.stock, perRecord.first.reqID),
      again: pairedRatio(perRecord.again.stock, perRecord.again.reqID),
    },
    growth: growth.first.more.length ? { first: grown('first'), again: grown('again') } : null,
  };
}
