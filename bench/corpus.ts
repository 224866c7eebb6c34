/**
 * The corpus of the measurements: the sample's records several times over in one index, each copy with other IDs and names
 * and later by the sample's length, as of a cluster that has lived longer. Built once, then found complete.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { BulkSender } from '../samples/load/bulk_sender';
import { UserError } from '../samples/load/log_files';
import { loadFiles, LOADER_REVISION } from '../samples/load/load_files';
import {
  createSampleIndex,
  markSampleComplete,
  readSampleMeta,
  readSampleRange,
} from '../samples/load/load_sample';
import {
  readManifest,
  readReqIdsByOffset,
  listSampleFiles,
  readSampleReqIds,
  readPackedText,
} from '../samples/load/sample_files';
import { SCHEMAS } from '../samples/load/index_schemas';
import { mergeOperations, type SampleOperation } from './merge_operations';
import { renameId, renameName, CopyRenamer } from './rename_copies';

/**
 * Which copies an index holds, by how many of the sample's lengths they are later (or earlier) than the sample.
 * `stock`: the lines as they were written, of a cluster without reqIDs.
 */
export interface CorpusSize {
  index: string;
  firstCopy: number;
  lastCopy: number;
  isWithoutReqIds?: boolean;
}

/** 4 × 296,020 records: more than a million. */
export const MILLION: CorpusSize = { index: 'bench-trace', firstCopy: 0, lastCopy: 3 };
/** The same and what came before: the newest requests, and all that belongs to them, are those of the million. */
export const TEN_MILLION: CorpusSize = { index: 'bench-requests-10m', firstCopy: -30, lastCopy: 3 };
/** Small ones that are as far apart: the last of the million's copies alone, and with nine before it. */
export const THIRD_OF_A_MILLION: CorpusSize = {
  index: 'bench-requests-300k',
  firstCopy: 3,
  lastCopy: 3,
};
export const THREE_MILLION: CorpusSize = { index: 'bench-requests-3m', firstCopy: -6, lastCopy: 3 };

/** The million and the last of its copies alone, without reqIDs. */
export const MILLION_WITHOUT_REQ_IDS: CorpusSize = {
  index: 'bench-stock',
  firstCopy: 0,
  lastCopy: 3,
  isWithoutReqIds: true,
};
export const THIRD_OF_A_MILLION_WITHOUT_REQ_IDS: CorpusSize = {
  index: 'bench-stock-300k',
  firstCopy: 3,
  lastCopy: 3,
  isWithoutReqIds: true,
};

/** What a copy is renamed by: earlier ones are others as well. */
const getRenameNumber = (copy: number): number => (copy < 0 ? MILLION.lastCopy - copy : copy);
const listCopies = ({ firstCopy, lastCopy }: CorpusSize): number[] =>
  Array.from({ length: lastCopy - firstCopy + 1 }, (_, i) => firstCopy + i);
/** Raise it when rename_copies.ts writes other texts. */
const RENAME_REVISION = 1;
/** Component records of an operation whose trace has about 3,000 records: the others are audit records and Events. */
const LARGE_OPERATIONS = { groups: 6, lines: 2_700, minLines: 370 };

/** An operation of one copy: one of the sample's, or several that were made one. */
export interface CorpusOperation {
  copy: number;
  /** the same in each copy */
  key: string;
  reqID: string;
  /** of the first request that changed something; of several operations the largest's */
  auditID?: string;
  lines: number;
  merged: boolean;
  /** what a person would search for: the objects' names and when the operations ran */
  parts: { id: string; name?: string; from: string; to: string }[];
}

export interface Corpus {
  index: string;
  records: number;
  operations: CorpusOperation[];
}

interface SampleOperationLine {
  id: string;
  start: string;
  end: string;
  namespace: string | null;
  resource?: string;
  mutatingAuditIDs?: string[];
}

const parseJsonLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);

/** The operations of the sample that have a reqID. */
export function readSampleOperations(): SampleOperation[] {
  return readManifest().clusters.flatMap(({ name: cluster }) => {
    const lines = new Map<string, number>();
    for (const offsets of readReqIdsByOffset(cluster).values())
      for (const id of offsets.values()) lines.set(id, (lines.get(id) ?? 0) + 1);
    const reqIds = readSampleReqIds(cluster);
    return parseJsonLines<SampleOperationLine>(readPackedText(cluster, 'operations.jsonl')).flatMap(
      ({ id, start, end, namespace, resource = '', mutatingAuditIDs: [auditID] = [] }) => {
        const reqID = reqIds[id];
        return reqID === undefined
          ? []
          : [
              {
                cluster,
                id,
                reqID,
                auditID,
                start,
                end,
                namespace,
                resource,
                lines: lines.get(reqID) ?? 0,
              },
            ];
      }
    );
  });
}

interface AuditRecordNames {
  objectRef?: { resource?: string; namespace?: string; name?: string };
  responseObject?: { metadata?: { name?: string } };
}

/** Namespaces that every cluster has. */
const BUILT_IN_NAMESPACES = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);
const RENAMED_NAME_PATTERN = /^[a-z][a-z0-9-]*$/;

/** Names of the sample's namespaces and volumes and of the objects in these namespaces, from the audit logs. */
export function readSampleNames(): Set<string> {
  const names = new Set<string>();
  const add = (name: string | null | undefined) => {
    if (name && RENAMED_NAME_PATTERN.test(name) && !BUILT_IN_NAMESPACES.has(name)) names.add(name);
  };
  for (const { name: cluster } of readManifest().clusters) {
    for (const { objectRef: ref, responseObject } of parseJsonLines<AuditRecordNames>(
      readPackedText(cluster, 'logs/audit.log')
    )) {
      if (!ref || ref.resource === 'events') continue;
      const ours = ref.namespace
        ? !BUILT_IN_NAMESPACES.has(ref.namespace)
        : ref.resource === 'namespaces' || ref.resource === 'persistentvolumes';
      if (!ours) continue;
      add(ref.namespace);
      add(ref.name);
      add(responseObject?.metadata?.name);
    }
  }
  // put into every namespace by the cluster itself; and names that nothing in the text could be told from other words by
  for (const name of ['kubernetes', 'kube-root-ca', 'default']) names.delete(name);
  return names;
}

/** What a person searches for: the object's name; nothing where the operation was on many, or on none by name. */
const parseObjectName = (resource: string): string | undefined =>
  resource.split(/[/=]/)[1] || undefined;

const addSeconds = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString();

function createCorpusOperations(
  size: CorpusSize,
  groups: SampleOperation[][],
  all: SampleOperation[],
  names: ReadonlySet<string>,
  seconds: number
): CorpusOperation[] {
  const inGroup = new Set(groups.flat());
  const everything = [
    ...groups,
    ...all.filter((operation) => !inGroup.has(operation)).map((operation) => [operation]),
  ];
  return listCopies(size)
    .map((copy) =>
      everything.map((parts): CorpusOperation => ({
        copy,
        key: `${parts[0]!.cluster}/${parts[0]!.id}`,
        reqID: renameId(parts[0]!.reqID, getRenameNumber(copy)),
        auditID: parts[0]!.auditID && renameId(parts[0]!.auditID, getRenameNumber(copy)),
        lines: parts.reduce((sum, part) => sum + part.lines, 0),
        merged: parts.length > 1,
        parts: parts.map(({ id, resource, start, end }) => {
          const name = parseObjectName(resource);
          return {
            id,
            name: name && names.has(name) ? renameName(name, getRenameNumber(copy)) : name,
            from: addSeconds(start, copy * seconds),
            to: addSeconds(end, copy * seconds),
          };
        }),
      }))
    )
    .flat();
}

export interface BuildCorpusOptions {
  client: Client;
  size: CorpusSize;
  onProgress?: (share: number, records: number) => void;
  signal?: AbortSignal;
}

/**
 * Makes sure that the corpus is in Elasticsearch; takes some minutes when it isn't. What an interrupted run left is kept.
 * @throws UserError where an index of its name is somebody else's
 */
export async function buildCorpus({
  client,
  size,
  onProgress,
  signal,
}: BuildCorpusOptions): Promise<Corpus> {
  const manifest = readManifest();
  const { from, to } = readSampleRange();
  // whole minutes, so that a fraction of a second stays what it was
  const seconds = Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000) * 60;
  const all = readSampleOperations();
  const names = readSampleNames();
  const groups = mergeOperations(all, LARGE_OPERATIONS);
  const copies = listCopies(size);
  const { index } = size;
  const records =
    copies.length * manifest.clusters.reduce((sum, cluster) => sum + cluster.records, 0);
  const corpus: Corpus = {
    index,
    records,
    operations: createCorpusOperations(size, groups, all, names, seconds),
  };

  // whatever changes the documents makes it another corpus: operations and names show the rules at work
  const rules = corpus.operations.map(({ key: _key, auditID: _auditID, ...rest }) => rest);
  const version = createHash('sha256')
    .update(
      JSON.stringify([
        LOADER_REVISION,
        RENAME_REVISION,
        SCHEMAS.filebeat?.mappings,
        manifest,
        rules,
        [...names].sort(),
        ...(size.isWithoutReqIds ? ['stock'] : []),
      ])
    )
    .digest('hex')
    .slice(0, 16);
  const meta = await readSampleMeta(client, index);
  if (meta && !meta.sample)
    throw new UserError(
      `The index ${index} is not the measurements' own: delete it, or use another Elasticsearch.`
    );
  if (meta?.sample?.complete && meta.sample.version === version) return corpus;
  if (meta && meta.sample?.version !== version) await client.indices.delete({ index });
  if (!meta || meta.sample?.version !== version)
    await createSampleIndex(client, index, { set: 'bench', version, complete: false, records: 0 });

  const firstOf = new Map(
    groups.flatMap((group) => group.map(({ reqID }) => [reqID, group[0]!.reqID] as const))
  );
  const sender = new BulkSender({ client, index, signal });
  let before = 0;
  for (const copy of copies) {
    for (const cluster of manifest.clusters) {
      const renamer = new CopyRenamer({
        copy: getRenameNumber(copy),
        names,
        seconds: copy * seconds,
        year: cluster.year,
      });
      const reqIds = readReqIdsByOffset(cluster.name);
      const originals = new Map<string, string>();
      const files = listSampleFiles(cluster).map((file) => {
        const path = renamer.renameText(file.path);
        originals.set(path, file.path);
        return { ...file, path, key: copy === 0 ? file.key : `copy ${copy}/${file.key}` };
      });
      const report = await loadFiles({
        client,
        index,
        schema: SCHEMAS.filebeat!,
        files,
        cluster: cluster.name,
        year: cluster.year,
        sender,
        signal,
        rewrite: (file, { text, offset }) => {
          const id = size.isWithoutReqIds
            ? undefined
            : reqIds.get(originals.get(file.path) ?? '')?.get(offset);
          return renamer.renameText(
            id === undefined ? text : `${text} reqID="${firstOf.get(id) ?? id}"`
          );
        },
        onProgress: ({ records: done }) => onProgress?.((before + done) / records, before + done),
      });
      before += report.records;
    }
  }
  const [rejected] = sender.rejections;
  if (rejected)
    throw new UserError(
      `Elasticsearch refused ${sender.counts.rejected} documents of the corpus, the first (${rejected.path} at ${rejected.offset}): ${rejected.reason}`
    );
  // one segment, as an index that isn't written to any more has after a while; also the same in each run
  await client.indices.refresh({ index });
  // of millions of records that takes longer than a connection stays quiet
  const { task } = await client.indices.forcemerge({
    index,
    max_num_segments: 1,
    wait_for_completion: false,
  });
  while (task && !(await client.tasks.get({ task_id: task })).completed)
    await sleep(2_000, undefined, { signal });
  await markSampleComplete(client, index, { set: 'bench', version, complete: true, records });
  return corpus;
}
