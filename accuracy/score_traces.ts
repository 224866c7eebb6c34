/** Pure: how right an answer is, given what is true. */
import type { LogRecord } from '../common/model/log_record';
import type { Operation, LabelledTruth } from './labels';
import { getComponent, getSource, type RecordKey } from './record_key';

/** How many records were found rightly, taken wrongly, and missed. */
export interface Counts {
  right: number;
  wrong: number;
  missed: number;
}

/** 0..1 each. */
export interface Rates {
  precision: number;
  recall: number;
  f1: number;
}

export type Score = Counts & Rates;

/** One record that was counted: how sure the answer was of it, by which of its reasons most, and whether rightly. */
export interface StatedConfidence {
  confidence: number | undefined;
  rule: string | undefined;
  right: boolean;
}

export interface OperationScore extends Score {
  id: string;
  kind: string;
  perComponent: Record<string, Counts>;
  stated: StatedConfidence[];
  wrongKeys: RecordKey[];
  missedKeys: RecordKey[];
}

/** What an answer says of a record; undefined: nothing but that it belongs to the operation. */
export type AnsweredRecord = Partial<Pick<LogRecord, 'source' | 'confidence' | 'because'>>;

/** What is measured differently where the lines carry reqIDs. */
export interface ReqIdRules {
  /** audit records of the user's own requests, by operation */
  ownRequests: ReadonlyMap<string, ReadonlySet<RecordKey>>;
}

/**
 * Precision is 1 where nothing was answered and nothing was to be found, 0 where something was; recall is 1 where nothing was to
 * be found.
 */
export function calculateRates({ right, wrong, missed }: Counts): Score {
  const precision = right + wrong > 0 ? right / (right + wrong) : missed > 0 ? 0 : 1;
  const recall = right + missed > 0 ? right / (right + missed) : 1;
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  return { right, wrong, missed, precision, recall, f1 };
}

/** The records that should be found. With reqIDs: the lines that carry one, and of the audit log the user's own requests. */
function getExpectedRecords(
  truth: LabelledTruth,
  operation: string,
  rules: ReqIdRules | undefined
): ReadonlySet<RecordKey> {
  const all = truth.getCausedRecords(operation);
  if (!rules) return all;
  const own = rules.ownRequests.get(operation);
  return new Set([...all].filter((key) => getSource(key) === 'component' || own?.has(key)));
}

/** Whether an answer's record counts neither as right nor as wrong because of what reqIDs can't tell. */
function isNotScoredWithReqIds(
  truth: LabelledTruth,
  operation: string,
  key: RecordKey,
  answered: AnsweredRecord | null,
  rules: ReqIdRules
): boolean {
  if (
    truth.getCausedRecords(operation).has(key) ||
    answered?.source === 'event' ||
    getSource(key) === 'event'
  )
    return true;
  return getSource(key) === 'audit' && ![...rules.ownRequests.values()].some((own) => own.has(key));
}

/** The reason that says most surely why a record is there. */
const getBestRule = (record: AnsweredRecord | null): string | undefined =>
  record?.because?.reduce((a, b) => (b.confidence > a.confidence ? b : a)).rule;

/**
 * Counts one operation's answer. A record that can't be told (no file or offset) is given under a key of its own: it is wrong.
 * @param answer the records found, each once
 * @param rules for an index whose lines carry reqIDs
 */
export function scoreOperation(
  { id, kind }: Pick<Operation, 'id' | 'kind'>,
  answer: ReadonlyMap<RecordKey, AnsweredRecord | null>,
  truth: LabelledTruth,
  rules?: ReqIdRules
): OperationScore {
  const base = getExpectedRecords(truth, id, rules);
  const perComponent = new Map<string, Counts>();
  const counts = (key: RecordKey): Counts => {
    const component = getComponent(key);
    const known = perComponent.get(component) ?? { right: 0, wrong: 0, missed: 0 };
    perComponent.set(component, known);
    return known;
  };
  const total: Counts = { right: 0, wrong: 0, missed: 0 };
  const stated: StatedConfidence[] = [];
  const wrongKeys: RecordKey[] = [];
  for (const [key, record] of answer) {
    const isContainerLog = record?.source === 'pod' || getSource(key) === 'pod';
    if (isContainerLog && (rules || !truth.hasContainerLogs)) continue;
    const right = base.has(key);
    if (
      !right &&
      (truth.isIgnored(id, key) || (rules && isNotScoredWithReqIds(truth, id, key, record, rules)))
    )
      continue;
    total[right ? 'right' : 'wrong']++;
    counts(key)[right ? 'right' : 'wrong']++;
    stated.push({ confidence: record?.confidence, rule: getBestRule(record), right });
    if (!right) wrongKeys.push(key);
  }
  const missedKeys = [...base].filter((key) => !answer.has(key));
  for (const key of missedKeys) counts(key).missed++;
  total.missed = base.size - total.right;
  return {
    id,
    kind,
    ...calculateRates(total),
    perComponent: Object.fromEntries(perComponent),
    stated,
    wrongKeys,
    missedKeys,
  };
}

export interface MeanRates extends Rates {
  operations: number;
}

/** Records whose confidence lies in `[from, to)`: how sure the answers were, and how often rightly. */
export interface ConfidenceBand {
  from: number;
  to: number;
  records: number;
  right: number;
  meanConfidence: number;
}

/** The records of which a rule is the best reason. */
export interface RuleScore {
  rule: string;
  records: number;
  right: number;
}

export interface Summary {
  all: MeanRates;
  /** operations that ran alone, and those that ran at the same time as others */
  alone: MeanRates;
  overlapping: MeanRates;
  /** all records of all operations together */
  records: Score;
  perComponent: Record<string, Score>;
  bands: ConfidenceBand[];
  rules: RuleScore[];
}

const BAND_STARTS = [0.95, 0.9, 0.8, 0.6, 0.4, 0];

/** NaN where there is no operation. */
function calculateMeanRates(scores: readonly OperationScore[]): MeanRates {
  const mean = (rate: keyof Rates) =>
    scores.reduce((sum, score) => sum + score[rate], 0) / scores.length;
  return {
    operations: scores.length,
    precision: mean('precision'),
    recall: mean('recall'),
    f1: mean('f1'),
  };
}

const sumCounts = (all: readonly Counts[]): Counts =>
  all.reduce(
    (a, b) => ({ right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed }),
    { right: 0, wrong: 0, missed: 0 }
  );

export function groupByConfidence(stated: readonly StatedConfidence[]): ConfidenceBand[] {
  return BAND_STARTS.flatMap((from, i) => {
    const to = i === 0 ? Infinity : BAND_STARTS[i - 1]!;
    const own = stated.filter(
      ({ confidence }) =>
        confidence !== undefined &&
        (confidence >= from || i === BAND_STARTS.length - 1) &&
        confidence < to
    );
    if (own.length === 0) return [];
    const meanConfidence = own.reduce((all, { confidence }) => all + confidence!, 0) / own.length;
    return [
      {
        from,
        to: Math.min(to, 1),
        records: own.length,
        right: own.filter(({ right }) => right).length,
        meanConfidence,
      },
    ];
  });
}

export function scoreRules(stated: readonly StatedConfidence[]): RuleScore[] {
  const rules = new Map<string, RuleScore>();
  for (const { rule, right } of stated) {
    if (rule === undefined) continue;
    const score = rules.get(rule) ?? { rule, records: 0, right: 0 };
    rules.set(rule, { rule, records: score.records + 1, right: score.right + (right ? 1 : 0) });
  }
  return [...rules.values()].sort((a, b) => b.records - a.records);
}

export function summarize(scores: readonly OperationScore[]): Summary {
  const stated = scores.flatMap((score) => score.stated);
  const components = [
    ...new Set(scores.flatMap(({ perComponent }) => Object.keys(perComponent))),
  ].sort();
  return {
    all: calculateMeanRates(scores),
    alone: calculateMeanRates(scores.filter(({ kind }) => kind !== 'concurrent')),
    overlapping: calculateMeanRates(scores.filter(({ kind }) => kind === 'concurrent')),
    records: calculateRates(sumCounts(scores)),
    perComponent: Object.fromEntries(
      components.map((name) => [
        name,
        calculateRates(
          sumCounts(
            scores.flatMap(({ perComponent }) =>
              Object.hasOwn(perComponent, name) ? [perComponent[name]!] : []
            )
          )
        ),
      ])
    ),
    bands: groupByConfidence(stated),
    rules: scoreRules(stated),
  };
}
