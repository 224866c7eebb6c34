import { setTimeout as sleep } from 'node:timers/promises';
import type { estypes } from '@elastic/elasticsearch';
import type { SearchClient, WriteClient } from '../../kibana_types';
import {
  readAnnotations,
  ANNOTATOR,
  type AnnotationFields,
} from '../../elasticsearch/readers/annotation';
import type { Source } from '../../elasticsearch/readers/field_paths';
import { getStatusCode } from '../../elasticsearch/errors';
import {
  createConflictingTypesError,
  toIndexError,
  toIndexErrorIfPossible,
  createMissingSourceError,
} from './errors';
import { checkMapping } from './check_mapping';
import {
  createAnnotationUpdate,
  mergeAnnotations,
  type ConfidenceByRequest,
  type WriteResult,
} from './merge_annotations';

/** One document: where it is, and which requests caused it. */
export interface AnnotatedDocument {
  index: string;
  id: string;
  causes: ConfidenceByRequest;
}

/** What became of documents; `failed` with the reasons, a few of them. */
export type WriteCounts = Record<WriteResult | 'failed', number>;

export interface StoreOptions {
  client: Pick<SearchClient, 'search'> & WriteClient;
  fields: AnnotationFields;
  /** what was asked for: pattern, alias, data stream */
  index: string[];
  dryRun: boolean;
  signal: AbortSignal;
  /** how long to wait where Elasticsearch has too much to do, ms; grows with each time */
  retryDelayMs?: number;
}

/** Documents a request. */
const BATCH_SIZE = 500;
/** Each call, ms. */
const CALL_TIMEOUT_MS = 30_000;
/** So many times in a row Elasticsearch may say that it has too much to do; the pauses grow to about a minute. */
const MAX_RETRIES = 6;
const RETRY_DELAY_MS = 1_000;
/** Of one request: as many as a trace may have. */
const MAX_DOCUMENTS = 10_000;
const MAX_REASONS = 5;

interface StoredDocument extends AnnotatedDocument {
  source: Source;
  seqNo: number;
  primaryTerm: number;
}
interface DocumentUpdate extends StoredDocument {
  update: Source;
  result: WriteResult;
}

/**
 * All that annotating asks of Elasticsearch beside traces: reads what documents say, writes what they should, with each write
 * bound to the version that was read, so that nobody else's change is lost. Works on the documents' own indices: an alias or
 * a data stream takes no updates.
 */
export class AnnotationStore {
  /** why documents failed, the first few reasons */
  readonly failureReasons: string[] = [];
  private readonly mappedIndices = new Set<string>();
  private readonly writtenIndices = new Set<string>();

  constructor(private readonly options: StoreOptions) {}

  /** Documents that say of this request that it caused them, whatever a trace says now. */
  async findByRequest(auditID: string): Promise<Array<{ index: string; id: string }>> {
    const { client, fields, index } = this.options;
    const { hits } = await this.withRetries(() =>
      client.search(
        {
          index,
          ignore_unavailable: true,
          allow_no_indices: true,
          size: MAX_DOCUMENTS,
          track_total_hits: false,
          _source: false,
          query: {
            bool: {
              filter: [
                { term: { [fields.id.dotted]: auditID } },
                { term: { [fields.by.dotted]: ANNOTATOR } },
              ],
            },
          },
        },
        this.callOptions()
      )
    );
    return hits.hits.map((hit) => ({ index: hit._index, id: hit._id! }));
  }

  /** A page of annotated documents of a time range, and the place to go on from. */
  async findByTimeRange(
    timeField: string,
    range: { from: string; to: string },
    after?: estypes.SortResults
  ): Promise<{ documents: AnnotatedDocument[]; after?: estypes.SortResults }> {
    const { client, fields, index } = this.options;
    const {
      hits: { hits },
    } = await this.withRetries(() =>
      client.search(
        {
          index,
          size: BATCH_SIZE,
          track_total_hits: false,
          _source: [fields.id.dotted],
          query: {
            bool: {
              filter: [
                { term: { [fields.by.dotted]: ANNOTATOR } },
                {
                  range: {
                    [timeField]: {
                      gte: range.from,
                      lte: range.to,
                      format: 'strict_date_optional_time_nanos',
                    },
                  },
                },
              ],
            },
          },
          // documents of one millisecond that a page's end parts are found by asking again until nothing is left
          sort: [{ [timeField]: { order: 'asc', unmapped_type: 'date' } }],
          ...(after ? { search_after: after } : {}),
        },
        this.callOptions()
      )
    );
    return {
      documents: hits.map((hit) => ({ index: hit._index, id: hit._id!, causes: new Map() })),
      ...(hits.length === BATCH_SIZE ? { after: hits[hits.length - 1]!.sort } : {}),
    };
  }

  /**
   * Writes what these documents are to say, as far as they don't say it yet.
   * @throws AnnotationError where an index takes none of it
   */
  async write(documents: readonly AnnotatedDocument[]): Promise<WriteCounts> {
    return this.updateDocuments(documents, ({ source, causes }) =>
      mergeAnnotations(source, this.options.fields, causes)
    );
  }

  /** Takes all annotations off these documents. */
  async remove(documents: readonly AnnotatedDocument[]): Promise<WriteCounts> {
    return this.updateDocuments(documents, ({ source }) => {
      const { fields } = this.options;
      return readAnnotations(source, fields.id)
        ? { result: 'updated', annotations: [] }
        : mergeAnnotations(source, fields, new Map());
    });
  }

  /** Makes what was written searchable. What may not be refreshed is so a second later anyway. */
  async refresh(): Promise<void> {
    if (!this.writtenIndices.size) return;
    await this.options.client.indices
      .refresh({ index: [...this.writtenIndices] }, this.callOptions())
      .catch((error: unknown) => {
        if (getStatusCode(error) !== 403) throw error;
      });
  }

  private async updateDocuments(
    documents: readonly AnnotatedDocument[],
    decide: (read: StoredDocument) => ReturnType<typeof mergeAnnotations>
  ): Promise<WriteCounts> {
    const fates: WriteCounts = { written: 0, updated: 0, unchanged: 0, foreign: 0, failed: 0 };
    for (let at = 0; at < documents.length; at += BATCH_SIZE) {
      let batch: readonly AnnotatedDocument[] = documents.slice(at, at + BATCH_SIZE);
      // twice: who lost against another writer reads what that wrote, and tries once more
      for (let attempt = 0; batch.length && attempt < 2; attempt++) {
        const { reads, gone } = await this.readDocuments(batch);
        fates.failed += gone;
        const writes: DocumentUpdate[] = [];
        for (const read of reads) {
          const { result, annotations } = decide(read);
          if (result === 'written' || result === 'updated')
            writes.push({
              ...read,
              result,
              update: createAnnotationUpdate(
                this.options.fields,
                annotations,
                new Date().toISOString()
              ),
            });
          else fates[result]++;
        }
        batch = await this.sendUpdates(writes, fates);
      }
      fates.failed += batch.length;
      if (batch.length)
        this.addFailureReason('another writer changed the document twice meanwhile');
    }
    return fates;
  }

  /** As they are now, also what was written a moment ago and can't be searched for yet. */
  private async readDocuments(
    documents: readonly AnnotatedDocument[]
  ): Promise<{ reads: StoredDocument[]; gone: number }> {
    const { client, fields } = this.options;
    const wanted = Object.values(fields).map(({ dotted }: { dotted: string }) => dotted);
    const { docs } = await this.withRetries(() =>
      client.mget(
        { docs: documents.map(({ index, id }) => ({ _index: index, _id: id, _source: wanted })) },
        this.callOptions()
      )
    );
    const reads: StoredDocument[] = [];
    for (const [i, answer] of docs.entries()) {
      const document = documents[i]!;
      if ('error' in answer) {
        const reason = answer.error.reason ?? answer.error.type;
        const lasting = toIndexError(
          document.index,
          answer.error.type === 'security_exception' ? 403 : undefined,
          answer.error.type,
          reason
        );
        if (lasting) throw lasting;
        this.addFailureReason(reason);
      } else if (
        answer.found &&
        answer._seq_no !== undefined &&
        answer._primary_term !== undefined
      ) {
        reads.push({
          ...document,
          source: answer._source ?? {},
          seqNo: answer._seq_no,
          primaryTerm: answer._primary_term,
        });
      } else this.addFailureReason('the document is gone, or has a routing of its own');
    }
    return { reads, gone: documents.length - reads.length };
  }

  /** @returns those that another writer changed meanwhile */
  private async sendUpdates(
    writes: DocumentUpdate[],
    fates: WriteCounts
  ): Promise<AnnotatedDocument[]> {
    for (const index of new Set(writes.map((write) => write.index)))
      await this.ensureMapping(index);
    const { client, dryRun } = this.options;
    if (dryRun) {
      for (const { result } of writes) fates[result]++;
      return [];
    }
    const lost: AnnotatedDocument[] = [];
    let left = writes;
    for (let pauses = 0; left.length; pauses++) {
      const sent = left;
      const { items } = await this.withRetries(() =>
        client.bulk(
          {
            operations: sent.flatMap(({ index, id, seqNo, primaryTerm, update }) => [
              {
                update: { _index: index, _id: id, if_seq_no: seqNo, if_primary_term: primaryTerm },
              },
              { doc: update },
            ]),
            // one that may be written to none of the indices is refused as a whole
          },
          this.callOptions()
        )
      ).catch((error: unknown) => {
        throw toIndexErrorIfPossible(
          [...new Set(sent.map(({ index }) => index))].join(', '),
          error
        );
      });
      left = [];
      for (const [i, item] of items.entries()) {
        const write = sent[i]!;
        const { status = 500, error } = item.update ?? {};
        if (!error) {
          fates[write.result]++;
          this.writtenIndices.add(write.index);
          continue;
        }
        const reason = error.reason ?? error.type;
        const lasting = toIndexError(write.index, status, error.type, reason);
        if (lasting) throw lasting;
        if (error.type === 'version_conflict_engine_exception') lost.push(write);
        else if (status === 429 && pauses < MAX_RETRIES) left.push(write);
        else {
          fates.failed++;
          this.addFailureReason(reason);
        }
      }
      if (left.length) await this.waitBeforeRetry(pauses);
    }
    return lost;
  }

  /** Sees to it, once an index, that the fields are mapped: where new fields are not (`dynamic: false`) nothing would find them. */
  private async ensureMapping(index: string): Promise<void> {
    if (this.mappedIndices.has(index)) return;
    const { client, fields, dryRun } = this.options;
    try {
      const root = fields.id.parts[0]!;
      const answer = await this.withRetries(() =>
        client.indices.getMapping(
          { index, filter_path: ['*.mappings._source', `*.mappings.properties.${root}`] },
          this.callOptions()
        )
      );
      const {
        missing,
        conflicts,
        withoutSource: hasNoSource,
      } = checkMapping(answer[index]?.mappings ?? {}, fields);
      if (hasNoSource) throw createMissingSourceError(index);
      if (conflicts.length) throw createConflictingTypesError(index, conflicts);
      if (missing && !dryRun)
        await this.withRetries(() =>
          client.indices.putMapping({ index, properties: missing }, this.callOptions())
        );
    } catch (error) {
      throw toIndexErrorIfPossible(index, error);
    }
    this.mappedIndices.add(index);
  }

  private readonly callOptions = () => ({
    signal: this.options.signal,
    maxRetries: 0,
    requestTimeout: CALL_TIMEOUT_MS,
  });

  /** Waits and asks again while Elasticsearch says that it has too much to do. */
  private async withRetries<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    for (let pauses = 0; ; pauses++) {
      try {
        return await ask();
      } catch (error) {
        // a read-only block for a full disk is a 429 as well, and does not pass
        if (
          getStatusCode(error) !== 429 ||
          pauses >= MAX_RETRIES ||
          toIndexErrorIfPossible('', error) !== error
        )
          throw error;
      }
      await this.waitBeforeRetry(pauses);
    }
  }

  private async waitBeforeRetry(pauses: number): Promise<void> {
    await sleep((this.options.retryDelayMs ?? RETRY_DELAY_MS) * 2 ** pauses, undefined, {
      signal: this.options.signal,
    });
  }

  private addFailureReason(reason: string): void {
    if (this.failureReasons.length < MAX_REASONS && !this.failureReasons.includes(reason))
      this.failureReasons.push(reason);
  }
}
