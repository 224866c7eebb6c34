/**
 * What is known about a labelled cluster: who ran which operation when, and which record each of them caused. Read from the
 * sample, or from a folder of the same form (operations.jsonl, labels.jsonl, diagnosis.json, audit.log, events.jsonl, raw/).
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findFiles, UserError, type LogFile } from '../samples/load/log_files';
import {
  readManifest,
  listSampleFiles,
  readSampleLabels,
  readSampleReqIds,
  readPackedText,
  type SampleLabel,
} from '../samples/load/sample_files';
import { createRecordKey, getSource, type RecordKey } from './record_key';

/** A line of operations.jsonl, as far as it is needed here. */
export interface Operation {
  id: string;
  kind: string;
  /** null: a fault, nobody's request */
  user: string | null;
  namespace: string | null;
  /** `deployments/web` */
  resource: string | null;
  /** ISO 8601: when it began, and when nothing changed any more */
  start: string;
  end: string;
  auditIDs: string[];
  mutatingAuditIDs?: string[];
}

/** What came of an operation, read from the logs by hand. */
export interface ExpectedDiagnosis {
  outcome: string;
  /** several where more than one is right: `started|ready` */
  stage: string;
  /** a regular expression that the right cause, or the record that it rests on, matches; empty where nothing went wrong */
  cause: string;
}

export interface LabelledCluster {
  name: string;
  /** the year that its klog lines lack */
  year: number;
  operations: Operation[];
  labels: SampleLabel[];
  diagnosis: Record<string, ExpectedDiagnosis>;
  /** the made-up reqID of each operation, for `--mode reqid` */
  reqIds: Record<string, string>;
  logs(): Promise<LogFile[]>;
}

const parseJsonLines = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

/** Windows of setup and of idling have no ID: nothing is asked for about them. */
const filterWithId = (operations: unknown[]): Operation[] =>
  (operations as Operation[]).filter(({ id }) => id);

const getYear = (operations: readonly Operation[]): number =>
  Number(operations[0]?.start.slice(0, 4));

/** The clusters of the sample. */
export function readSampleClusters(): LabelledCluster[] {
  return readManifest().clusters.map((cluster) => {
    const { name, year } = cluster;
    return {
      name,
      year,
      operations: filterWithId(parseJsonLines(readPackedText(name, 'operations.jsonl'))),
      labels: readSampleLabels(name),
      diagnosis: JSON.parse(
        readFileSync(join(__dirname, '..', 'samples', 'clusters', name, 'diagnosis.json'), 'utf8')
      ) as LabelledCluster['diagnosis'],
      reqIds: readSampleReqIds(name),
      logs: () => Promise.resolve(listSampleFiles(cluster)),
    };
  });
}

/**
 * A labelled cluster in a folder; each of its files may be packed with gzip.
 * @throws UserError where a file is missing, or isn't what it should be
 */
export function readClusterFolder(folder: string): LabelledCluster {
  const findFile = (name: string): string | undefined =>
    [join(folder, name), join(folder, `${name}.gz`)].find((path) => existsSync(path));
  const text = (name: string): string | undefined => {
    const path = findFile(name);
    if (!path) return undefined;
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  };
  const read = <T>(name: string, parse: (content: string) => T, otherwise?: T): T => {
    const content = text(name);
    if (content === undefined && otherwise !== undefined) return otherwise;
    if (content === undefined)
      throw new UserError(
        `${join(folder, name)} does not exist: --data wants a folder with operations.jsonl, labels.jsonl, raw/, audit.log and events.jsonl.`
      );
    try {
      return parse(content);
    } catch (error) {
      throw new UserError(
        `${join(folder, name)} is not what it should be: ${(error as Error).message}`
      );
    }
  };
  const operations = filterWithId(read('operations.jsonl', parseJsonLines));
  if (operations.length === 0)
    throw new UserError(`${join(folder, 'operations.jsonl')} has no operation with an id.`);
  return {
    name: basename(resolve(folder)),
    year: getYear(operations),
    operations,
    labels: read('labels.jsonl', parseJsonLines) as SampleLabel[],
    diagnosis: read<LabelledCluster['diagnosis']>(
      'diagnosis.json',
      (content) => JSON.parse(content) as LabelledCluster['diagnosis'],
      {}
    ),
    reqIds: read<LabelledCluster['reqIds']>(
      'reqids.json',
      (content) => JSON.parse(content) as LabelledCluster['reqIds'],
      {}
    ),
    logs: () =>
      findFiles([
        join(folder, 'raw'),
        ...['audit.log', 'events.jsonl'].flatMap((name) => findFile(name) ?? []),
      ]),
  };
}

/** `stock`: as the logs are; `reqid`: the index's component lines carry the reqID of the operation that caused them. */
export type IdMode = 'stock' | 'reqid';

export interface LabelledTruth {
  /** the records that an operation caused */
  getCausedRecords(operation: string): ReadonlySet<RecordKey>;
  /** whether nothing is said about a record: it counts neither as right nor as wrong */
  isIgnored(operation: string, key: RecordKey): boolean;
  /** the operations that caused it; several: which part of it is whose can't be known */
  findCausingOperations(key: RecordKey): readonly string[];
  /** whether the containers' logs are labelled at all */
  hasContainerLogs: boolean;
}

/** What the labels say. With reqIDs a component's line carries one ID, the first operation's: for the others it is ignored. */
export function buildTruth(labels: readonly SampleLabel[], mode: IdMode): LabelledTruth {
  const positive = new Map<string, Set<RecordKey>>();
  const ignored = new Map<string, Set<RecordKey>>();
  const ignoredByAll = new Set<RecordKey>();
  const causes = new Map<RecordKey, string[]>();
  let hasContainerLogs = false;
  const add = (sets: Map<string, Set<RecordKey>>, operation: string, key: RecordKey) => {
    const set = sets.get(operation) ?? new Set();
    sets.set(operation, set.add(key));
  };
  for (const { file, offset, ops = [], ignore = [] } of labels) {
    const key = createRecordKey(file, offset);
    if (getSource(key) === 'pod') hasContainerLogs = true;
    const carriesOne = mode === 'reqid' && getSource(key) === 'component';
    for (const [i, operation] of ops.entries())
      add(carriesOne && i > 0 ? ignored : positive, operation, key);
    if (ops.length > 0) causes.set(key, ops);
    if (ignore === 'all') ignoredByAll.add(key);
    else for (const operation of ignore) add(ignored, operation, key);
  }
  const none: ReadonlySet<RecordKey> = new Set();
  return {
    getCausedRecords: (operation) => positive.get(operation) ?? none,
    isIgnored: (operation, key) =>
      ignoredByAll.has(key) || (ignored.get(operation)?.has(key) ?? false),
    findCausingOperations: (key) => causes.get(key) ?? [],
    hasContainerLogs,
  };
}
