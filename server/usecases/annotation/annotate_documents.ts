import type { Observable } from 'rxjs';
import type { AnnotationResponse, AnnotationCounts } from '../../../common/model/annotation';
import type { Trace, WarningCode } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import type { FieldCapsClient, SearchClient, WriteClient } from '../../kibana_types';
import type { AnnotationFields } from '../../elasticsearch/readers/annotation';
import { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { createUnsharedCache, type UserCache } from '../../elasticsearch/user_cache';
import { wordWarnings } from '../../messages/warnings';
import { getTrace } from '../traces/get_trace';
import { BandCounts } from './band_counts';
import { PendingDocuments } from './pending_documents';
import { getAuditLayouts, getRequestPage, type RequestToTrace } from './request_pages';
import { AnnotationStore } from './annotation_store';
import {
  createFailedDocumentsWarnings,
  createIncompleteTracesWarnings,
  createNoRequestsWarnings,
} from './warnings';

/** Bounds of one call: it ends soon after one of them is reached, with the place to go on from. */
export interface AnnotateLimits {
  timeMs: number;
  requests: number;
  documents: number;
}

export interface AnnotateOptions {
  client: SearchClient & FieldCapsClient & WriteClient;
  /** with `timeField` and `idFields` as the documents have them */
  config: RequestTraceConfig;
  index: string[];
  /** of the requests; their documents may be later */
  from: string;
  to: string;
  after?: string;
  fields: AnnotationFields;
  minConfidence: number;
  dryRun: boolean;
  limits: AnnotateLimits;
  aborted$: Observable<void>;
  /** documents that earlier calls of the same run have counted; grows */
  countedDocuments?: Set<string>;
  userCache?: UserCache;
  /** between the pauses where Elasticsearch has too much to do, ms */
  retryDelayMs?: number;
}

/** Traces at a time: one is put together while the others are searched for. */
const CONCURRENT_TRACES = 2;
/** Documents that are collected before they are written. */
const WRITE_BATCH_SIZE = 2_000;

/** Something failed, or may not be seen: what such a trace lacks is no reason to withdraw anything. */
const FAILURE_WARNINGS: ReadonlySet<WarningCode> = new Set([
  'timed_out',
  'shards_failed',
  'clusters_skipped',
  'indices_refused',
]);
/** A limit was in the way: the next run would find the same. */
const LIMIT_WARNINGS: ReadonlySet<WarningCode> = new Set([
  'truncated',
  'hops_limited',
  'searches_limited',
  'objects_limited',
]);

/**
 * Writes onto documents which requests caused them: goes over the users' changing requests of a time range, the earliest
 * first, traces each, and writes what its records are to say. A document keeps what it says of other requests, so that ranges
 * may be gone over one after the other, at once, or again; only changes are written.
 *
 * @throws AnnotationError where an index takes none of it; IndicesRefusedError; what the client throws
 */
export async function annotateDocuments(options: AnnotateOptions): Promise<AnnotationResponse> {
  const searcher = createSearcher(
    options,
    options.limits.timeMs + options.config.timeout.asMilliseconds()
  );
  try {
    return await new AnnotationRun(options, searcher).run();
  } finally {
    searcher.close();
  }
}

const createSearcher = (
  { client, config, index, aborted$, userCache }: AnnotateOptions,
  timeoutMs: number
): ScopedSearcher =>
  new ScopedSearcher(client, {
    index,
    areIndicesNamed: true,
    timeoutMs,
    maxBytes: config.maxBytes.getValueInBytes(),
    aborted$,
    userCache,
  });

class AnnotationRun {
  private readonly counts: AnnotationCounts = {
    requests: 0,
    served: 0,
    documents: 0,
    written: 0,
    updated: 0,
    unchanged: 0,
    foreign: 0,
    failed: 0,
  };
  private readonly components = new BandCounts();
  private readonly pending = new PendingDocuments();
  private readonly store: AnnotationStore;
  private readonly countedDocuments: Set<string>;
  private readonly incompleteTraces = new Map<WarningCode, string[]>();
  private readonly startedAt = performance.now();

  constructor(
    private readonly options: AnnotateOptions,
    private readonly searcher: ScopedSearcher
  ) {
    const { client, fields, index, dryRun, retryDelayMs, countedDocuments = new Set() } = options;
    this.countedDocuments = countedDocuments;
    this.store = new AnnotationStore({
      client,
      fields,
      index,
      dryRun,
      signal: searcher.signal,
      retryDelayMs,
    });
  }

  async run(): Promise<AnnotationResponse> {
    const { options, searcher } = this;
    const { from, to } = options;
    const layouts = await getAuditLayouts(searcher, options.client, options.config);
    let { after } = options;
    let done = from;
    let isDone = false;
    while (!isDone) {
      const page = layouts.length
        ? await getRequestPage(searcher, layouts, { from, to }, after)
        : { requests: [], isLast: true };
      const traced = await this.tracePage(page.requests);
      const last = traced[traced.length - 1];
      if (last) ({ after, time: done } = last);
      isDone = page.isLast && traced.length === page.requests.length;
      await this.flush();
      if (this.isLimitReached()) break;
    }
    await this.store.refresh();
    const warnings = wordWarnings([
      ...(this.counts.requests || options.after !== undefined
        ? []
        : await createNoRequestsWarnings(searcher, layouts.length > 0)),
      ...createIncompleteTracesWarnings(this.incompleteTraces),
      ...createFailedDocumentsWarnings(this.counts.failed, this.store.failureReasons),
    ]);
    return {
      dryRun: options.dryRun,
      field: options.fields.id.dotted,
      counts: this.counts,
      components: this.components.toObject(),
      ...(isDone ? {} : { after }),
      done: isDone ? to : done,
      warnings,
      took: { total: Math.round(performance.now() - this.startedAt) },
    };
  }

  /** Traces a page's requests, as many as the limits let, in their order; at least one. */
  private async tracePage(requests: readonly RequestToTrace[]): Promise<RequestToTrace[]> {
    const traced: RequestToTrace[] = [];
    for (
      let at = 0;
      at < requests.length && (at === 0 || !this.isLimitReached());
      at += CONCURRENT_TRACES
    ) {
      const batch = requests.slice(at, at + CONCURRENT_TRACES);
      const results = await Promise.all(batch.map((request) => this.traceRequest(request)));
      for (const [i, { trace, annotated }] of results.entries())
        this.collectDocuments(batch[i]!, trace, annotated);
      traced.push(...batch);
      if (this.pending.size >= WRITE_BATCH_SIZE) await this.flush();
    }
    return traced;
  }

  private async traceRequest({
    auditID,
  }: RequestToTrace): Promise<{ trace: Trace; annotated: Array<{ index: string; id: string }> }> {
    const { options } = this;
    const { config } = options;
    const searcher = createSearcher(options, config.timeout.asMilliseconds());
    try {
      const [trace, annotated] = await Promise.all([
        // as whoever opens this request's trace sees it
        getTrace({
          searcher,
          config,
          userCache: createUnsharedCache(),
          id: auditID,
          size: config.maxRecords,
          diagnose: false,
          withoutAnnotations: true,
        }),
        this.store.findByRequest(auditID),
      ]);
      return { trace, annotated };
    } finally {
      searcher.close();
    }
  }

  private collectDocuments(
    { auditID }: RequestToTrace,
    trace: Trace,
    annotated: Array<{ index: string; id: string }>
  ): void {
    this.counts.requests++;
    if (trace.correlation === 'ids' && trace.reqIDs.length) this.counts.served++;
    else this.pending.add(auditID, trace.records, this.options.minConfidence);
    const codes = trace.warnings.map(({ code }) => code);
    for (const code of codes)
      if (FAILURE_WARNINGS.has(code) || LIMIT_WARNINGS.has(code))
        this.incompleteTraces.set(code, [...(this.incompleteTraces.get(code) ?? []), auditID]);
    if (!codes.some((code) => FAILURE_WARNINGS.has(code)))
      this.pending.withdrawRequest(auditID, annotated);
  }

  private async flush(): Promise<void> {
    const { documents, counted, components } = this.pending.takeAll(this.countedDocuments);
    const fates = await this.store.write(documents);
    // what a batch before would have written, a real run finds there
    const again = this.options.dryRun ? Math.min(fates.written, documents.length - counted) : 0;
    fates.written -= again;
    fates.updated += again;
    this.counts.documents += counted;
    for (const [fate, count] of Object.entries(fates) as Array<[keyof typeof fates, number]>)
      this.counts[fate] += count;
    this.components.addAll(components);
  }

  private isLimitReached(): boolean {
    const { timeMs, requests, documents } = this.options.limits;
    return (
      performance.now() - this.startedAt >= timeMs ||
      this.counts.requests >= requests ||
      this.counts.documents + this.pending.size >= documents
    );
  }
}
