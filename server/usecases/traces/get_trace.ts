import type { Trace } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import { NamedObjects } from '../../engine/correlation/named_objects';
import { createRecordContext } from '../../elasticsearch/readers/document';
import { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserCache } from '../../elasticsearch/user_cache';
import { impossibleOrder } from '../../engine/correlation/causality_check';
import { originOf, type AuditOfRecord } from '../../engine/correlation/origin';
import { diagnose } from '../../engine/diagnosis/diagnose';
import { wordWarnings } from '../../messages/warnings';
import { wordDiagnosis } from '../../messages/word_diagnosis';
import {
  IndicesRefusedError,
  areAllRefused,
  selectReportedIndices,
} from '../../elasticsearch/refused_indices';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Searcher } from '../../elasticsearch/searcher';
import { coverageOf } from '../../engine/coverage';
import { FINISHED_TRACES_CACHE, RecordCache, replaySearches } from './replay_searches';
import { findById } from './find_by_id';
import { findRelatedRecords } from './find_related_records';
import { countOutsideScope } from './count_outside_scope';
import { sortRecords, paginateRecords } from './paginate_records';
import { listSearchBodies, createPlannedSearches, searchObjects } from './search_objects';
import { toRelatedRecords, addCorrelatedRecords } from './add_correlated_records';
import {
  isSearchLimited,
  objectTraceWarnings,
  removeClockSkewDuplicates,
} from './object_trace_warnings';
import { resolveTimeRange, getTraceWindow, getTimeSpan } from './time_window';
import { createEvidence, TraceRecords } from './trace_records';
import { createTraceWarnings } from './trace_warnings';

export interface GetTraceOptions {
  searcher: ScopedSearcher;
  /** with this space's settings applied; its `timeField` is the scope's */
  config: RequestTraceConfig;
  /** what this user's requests have finished and have under way */
  userCache: UserCache;
  id: string;
  from?: string;
  to?: string;
  /** records a page; the trace itself is bounded by `config.maxRecords` */
  size?: number;
  after?: string;
  /** false: only the records are wanted */
  diagnose?: boolean;
  /** what annotations say is passed over */
  withoutAnnotations?: boolean;
}

/** Records a page where the request names no size. */
export const DEFAULT_SIZE = 1_000;

/**
 * Everything that one operation caused, from the ID of its request. At most four round trips, however long the trace:
 * the ID; for an audit ID the reqID that it leads to; the audit records, events and container logs of what was found; and
 * the same for objects that only the audit records name.
 */
export const getTrace = (options: GetTraceOptions): Promise<Trace> =>
  options.userCache.runLimited(options.searcher.signal, () => findTrace(options));

async function findTrace(options: GetTraceOptions): Promise<Trace> {
  const {
    searcher,
    config,
    userCache,
    id,
    size = DEFAULT_SIZE,
    after,
    withoutAnnotations,
  } = options;
  const { range, limited } = resolveTimeRange(
    options.from,
    options.to,
    config.maxRange.asMilliseconds()
  );
  const key = JSON.stringify([
    searcher.index,
    id,
    range,
    config.timeField,
    searcher.filter,
    config.idFields,
    config.reqIdKeys,
    config.maxRecords,
    withoutAnnotations,
  ]);
  const finishedTrace = userCache.get(FINISHED_TRACES_CACHE, key);
  // also for further pages, which repeat no diagnosis: then what they are made of is known already
  const withBodies = options.diagnose !== false || finishedTrace?.withBodies === true;
  const known =
    finishedTrace?.withBodies === withBodies ? finishedTrace.recordCache : new RecordCache();
  const planned =
    finishedTrace?.objectPlan && createPlannedSearches(finishedTrace.objectPlan, config, range);
  const batch = new SearchBatch(searcher);
  if (finishedTrace)
    batch.prefetch(
      [...finishedTrace.searches, ...(planned ? listSearchBodies(planned) : [])],
      (bodies) => replaySearches(bodies, searcher, known)
    );
  const records = new TraceRecords(createRecordContext(config, { withoutAnnotations }), known);
  const objects = new NamedObjects();

  const found = await findById({ batch, config, id, range, records });
  const searchesOfId = [...batch.sentBodies];
  // no line carries a request's ID: then the objects that they name hold the trace together
  const objectSearch =
    found.idKind === 'auditID' && !found.reqIDs.length
      ? await searchObjects({ batch, config, id, range, records, planned })
      : null;
  if (objectSearch) addCorrelatedRecords(records, objectSearch);
  const span = getTimeSpan(records.records);
  // nothing found: then this is what was searched, all time where nobody said otherwise
  let window = span
    ? getTraceWindow(span, range)
    : { from: range.from ?? new Date(0).toISOString(), to: range.to ?? new Date().toISOString() };
  let outside = 0;
  if (span && Date.parse(window.to) - Date.parse(window.from) > config.maxRange.asMilliseconds()) {
    // an ID that was used again much later (clients may choose them): the first use is what the trace shows
    window = {
      from: window.from,
      to: new Date(Date.parse(window.from) + config.maxRange.asMilliseconds()).toISOString(),
    };
    outside = records.dropAfter(window.to);
  }
  const lines = records.records;
  records.fixHomeIndices();
  const ids = [...new Set([id, ...found.reqIDs])];
  const leftOutside = countOutsideScope({ searcher, config, ids, range, lines, window });
  const related = objectSearch
    ? toRelatedRecords(objectSearch)
    : await findRelatedRecords({
        batch,
        config,
        records,
        lines,
        objects,
        window,
        reqIDs: found.reqIDs,
        withBodies,
      });
  for (const { read, reason } of found.annotated) records.addAnnotated(read, reason);
  if (lines.length) {
    const searches = objectSearch ? searchesOfId : batch.sentBodies;
    userCache.set(
      FINISHED_TRACES_CACHE,
      key,
      {
        searches,
        objectPlan: objectSearch?.plan,
        withBodies: withBodies || objectSearch !== null,
        recordCache: known,
      },
      known.bytes
    );
  }

  const ordered = sortRecords(records.records);
  const kept = ordered.slice(0, config.maxRecords);
  const beyondLimit = found.beyondLimit + related.recordsBeyondLimit + ordered.length - kept.length;
  const leftOut = beyondLimit + outside;
  const { reqIDs, idKind, inText } = found;
  const refused = await findRefusedIndices(searcher, records);
  // a command's other requests are part of a trace over objects: the one that was asked for is its beginning all the same
  const requestAudits = objectSearch
    ? records.audits.filter(({ audit }) => audit.auditID === id)
    : [];
  const origin = originOf(requestAudits.length ? requestAudits : records.audits, lines, id);
  const coverage = coverageOf(kept, related.isInWindowByComponent);
  const diagnosed =
    options.diagnose !== false && after === undefined && kept.length > 0
      ? wordDiagnosis(diagnose({ evidence: createEvidence(kept, records), origin, coverage }))
      : undefined;
  const page = paginateRecords(kept, Math.min(size, config.maxRecords), after);
  return {
    id,
    idKind,
    correlation: objectSearch ? 'objects' : 'ids',
    foundBy: !lines.length ? 'none' : found.inField ? 'field' : 'text',
    reqIDs,
    window,
    total: kept.length + leftOut,
    truncated:
      leftOut > 0 ||
      searcher.notes.hasTimedOut ||
      searcher.notes.omittedDocuments > 0 ||
      (objectSearch !== null && isSearchLimited(objectSearch)),
    ...(page.after ? { after: page.after } : {}),
    origin,
    outcome: diagnosed?.outcome ?? 'unknown',
    verdict: diagnosed?.verdict ?? null,
    stages: diagnosed?.stages ?? [],
    diagnosis: diagnosed?.diagnosis ?? null,
    records: page.records,
    coverage,
    ...(refused.length ? { refusedIndices: refused } : {}),
    warnings: wordWarnings([
      ...createTraceWarnings({
        id,
        idKind,
        isInText: inText,
        reqIDs,
        isRangeLimited: limited || outside > 0,
        found: records.size,
        // what the bound on bytes left out has its own warning
        beyondLimit: Math.max(0, beyondLimit - searcher.notes.omittedDocuments),
        duplicates: records.duplicates,
        refusedIndices: selectReportedIndices({
          refused,
          named: searcher.areIndicesNamed,
          found: [...new Set(records.records.map(({ index }) => index))],
        }),
        missingIndices: records.size ? [] : await searcher.missingIndices(),
        impossibleOrders: objectSearch
          ? removeClockSkewDuplicates(impossibleOrder(kept, origin), objectSearch)
          : impossibleOrder(kept, origin),
        isObjectTrace: objectSearch !== null,
        unverifiedMatches: found.resembling,
        outsideScope: await leftOutside,
        indices: searcher.index,
        notes: searcher.notes,
        maxRecords: config.maxRecords,
        maxRange: config.maxRange.toString(),
        objectsLeftOut: objects.leftOut,
        hasAuditRecord: records.audits.length > 0,
        auditIdUses: countAuditIdUses(records.audits, id),
      }),
      ...(objectSearch
        ? objectTraceWarnings({ objectSearch: objectSearch, coverage, now: Date.now() })
        : []),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

/**
 * What the reader's roles keep from the reader. An index of which there are records can be read, by a role on its alias.
 * @throws IndicesRefusedError when that is all that was to be searched
 */
async function findRefusedIndices(searcher: Searcher, records: TraceRecords): Promise<string[]> {
  const read = new Set(records.records.map(({ index }) => index));
  const refused = (await searcher.refusedIndices()).filter((name) => !read.has(name));
  if (!records.size && areAllRefused(searcher.index, refused))
    throw new IndicesRefusedError(refused);
  return refused;
}

/** How many different requests carry this audit ID: a client may set it itself. Several stages of one request are one. */
function countAuditIdUses(audits: AuditOfRecord[], id: string): number {
  const uses = new Set<string>();
  for (const { audit } of audits) {
    if (audit.auditID.toLowerCase() === id.toLowerCase()) {
      uses.add(
        JSON.stringify([
          audit.verb,
          audit.requestURI,
          audit.user?.username,
          audit.requestReceivedTimestamp,
        ])
      );
    }
  }
  return uses.size;
}
