/** Measures one labelled cluster: asks for each operation, scores the answers, and does what people do by hand. */
import type { Client } from '@elastic/elasticsearch';
import type { LogRecord } from '../common/model/log_record';
import type { TraceWarning } from '../common/model/trace';
import { fetchTrace, getTraceId, type FetchTraceOptions } from './fetch_trace';
import { buildDiscoverQuery, searchLikeDiscover } from './baselines/discover_search';
import type { RawRecord } from './baselines/raw_records';
import { getSearchWord, searchText, type SearchedField } from './baselines/text_search';
import {
  scoreDiagnosis,
  summarizeDiagnosis,
  type DiagnosisScore,
  type DiagnosisSummary,
} from './score_diagnosis';
import {
  buildTruth,
  type LabelledCluster,
  type IdMode,
  type Operation,
  type LabelledTruth,
} from './labels';
import type { RecordKey } from './record_key';
import {
  scoreOperation,
  summarize,
  type OperationScore,
  type ReqIdRules,
  type Summary,
} from './score_traces';

export interface Baseline {
  name: string;
  /** in the same order as Request Trace's */
  operations: OperationScore[];
  summary: Summary;
}

export interface OperationResult extends OperationScore {
  milliseconds: number;
  warnings: TraceWarning[];
  /** how many records were answered, whether they count or not */
  answered: number;
  /** what the answer says of the records that it took wrongly */
  wrongRecords: Map<RecordKey, LogRecord>;
  error?: string;
}

export interface ClusterResult {
  cluster: string;
  labelledTruth: LabelledTruth;
  operations: OperationResult[];
  summary: Summary;
  diagnosis: DiagnosisSummary;
  baselines: Baseline[];
}

export interface MeasureClusterOptions {
  cluster: LabelledCluster;
  mode: IdMode;
  server: FetchTraceOptions;
  /** only operations whose id has one of these in it; empty: all */
  operationFilters: readonly string[];
  /** the logs, in order of time; for baselines and for `--mode reqid` */
  records?: readonly RawRecord[];
  baselines: boolean;
  /** to search as Discover does; absent: that is left out */
  elasticsearch?: Client;
  onProgress(done: number, of: number): void;
}

/** Operations that were somebody's request (not faults), and that caused something. */
const isScored = ({ id, user }: Operation, truth: LabelledTruth): boolean =>
  Boolean(user) && truth.getCausedRecords(id).size > 0;

export async function measureCluster(options: MeasureClusterOptions): Promise<ClusterResult> {
  const { cluster, mode, server, operationFilters, records = [], onProgress } = options;
  const truth = buildTruth(cluster.labels, mode);
  const wanted = cluster.operations.filter(
    ({ id, user }) =>
      user && (operationFilters.length === 0 || operationFilters.some((part) => id.includes(part)))
  );
  const scored = wanted.filter((operation) => isScored(operation, truth));
  const asked = wanted.filter(
    (operation) => scored.includes(operation) || cluster.diagnosis[operation.id]
  );
  const rules = mode === 'reqid' ? createReqIdRules(cluster, records) : undefined;
  const operations: OperationResult[] = [];
  const diagnoses: DiagnosisScore[] = [];
  for (const [i, operation] of asked.entries()) {
    onProgress(i, asked.length);
    const answer = await fetchTrace(getTraceId(operation, cluster, mode), server);
    if (scored.includes(operation)) {
      const score = scoreOperation(operation, answer.records, truth, rules);
      operations.push({
        ...score,
        milliseconds: answer.milliseconds,
        warnings: answer.trace?.warnings ?? [],
        error: answer.error,
        answered: answer.records.size,
        wrongRecords: new Map(score.wrongKeys.map((key) => [key, answer.records.get(key)!])),
      });
    }
    const expected = cluster.diagnosis[operation.id];
    if (expected)
      diagnoses.push(scoreDiagnosis(operation.id, expected, answer.trace, answer.records.values()));
  }
  return {
    cluster: cluster.name,
    operations,
    labelledTruth: truth,
    summary: summarize(operations),
    diagnosis: summarizeDiagnosis(diagnoses),
    baselines: options.baselines ? await measureBaselines(options, scored, truth) : [],
  };
}

const MANUAL_SEARCHES: ReadonlyArray<{ what: SearchedField; name: string }> = [
  { what: 'name', name: 'name in its time' },
  { what: 'namespace', name: 'namespace in its time' },
];

async function measureBaselines(
  { records = [], elasticsearch, server }: MeasureClusterOptions,
  operations: readonly Operation[],
  truth: LabelledTruth
): Promise<Baseline[]> {
  const baselines: Baseline[] = [];
  const score = async (
    name: string,
    search: (operation: Operation) => Map<RecordKey, null> | Promise<Map<RecordKey, null>>
  ) => {
    const scores: OperationScore[] = [];
    for (const operation of operations)
      scores.push(scoreOperation(operation, await search(operation), truth));
    baselines.push({ name, operations: scores, summary: summarize(scores) });
  };
  for (const { what, name } of MANUAL_SEARCHES)
    await score(name, (operation) =>
      searchText(records, operation, getSearchWord(operation, what))
    );
  if (!elasticsearch) return baselines;
  for (const { what, name } of MANUAL_SEARCHES) {
    await score(`${name}, in Discover`, (operation) => {
      const word = getSearchWord(operation, what);
      return word
        ? searchLikeDiscover(
            elasticsearch,
            server.index,
            buildDiscoverQuery(word, operation),
            server.signal
          )
        : new Map();
    });
  }
  return baselines;
}

/** The users' own requests are the audit records with the IDs that kubectl was answered with. */
function createReqIdRules(
  { operations }: LabelledCluster,
  records: readonly RawRecord[]
): ReqIdRules {
  const byAuditId = new Map(
    operations.flatMap(({ id, auditIDs }) => auditIDs.map((auditId) => [auditId, id] as const))
  );
  const ownRequests = new Map<string, Set<RecordKey>>();
  for (const { key, text } of records) {
    if (!key.startsWith('audit.log:')) continue;
    const operation = byAuditId.get(/"auditID":"([^"]+)"/.exec(text.slice(0, 400))?.[1] ?? '');
    if (operation !== undefined)
      ownRequests.set(operation, (ownRequests.get(operation) ?? new Set()).add(key));
  }
  return { ownRequests };
}
