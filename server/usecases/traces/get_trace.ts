import type { Trace } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import { NamedObjects } from '../../engine/correlation/named_objects';
import { recordContext } from '../../elasticsearch/readers/document';
import { SearchBatch } from '../../elasticsearch/search_batch';
import type { UserWork } from '../../elasticsearch/user_work';
import { impossibleOrder } from '../../engine/correlation/causality_check';
import { originOf, type AuditOfRecord } from '../../engine/correlation/origin';
import { diagnose } from '../../engine/diagnosis/diagnose';
import { wordWarnings } from '../../messages/warnings';
import { wordDiagnosis } from '../../messages/word_diagnosis';
import { IndicesRefusedError, isAllRefused, remarkableOf } from '../../elasticsearch/privileges';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import type { Searcher } from '../../elasticsearch/searcher';
import { coverageOf } from '../../engine/coverage';
import { FINISHED_TRACES, KnownRecords, searchAgain } from './finished_trace';
import { findById } from './find_by_id';
import { findRelated } from './find_related';
import { outsideScope } from './outside_scope';
import { inOrder, pageOf } from './page';
import { bodiesOf, plannedSearches, searchObjects } from './search_objects';
import { relatedOf, takeCorrelated } from './take_correlated';
import { isLimited, objectTraceWarnings, withoutClocks } from './object_trace_warnings';
import { askedWindow, foundWindow, spanOf } from './window';
import { evidenceOf, TraceRecords } from './trace_records';
import { traceWarnings } from './warnings';

export interface GetTraceOptions {
  searcher: ScopedSearcher;
  /** with this space's settings applied; its `timeField` is the scope's */
  config: RequestTraceConfig;
  /** what this user's requests have finished and have under way */
  work: UserWork;
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
  options.work.run(options.searcher.signal, () => findTrace(options));

async function findTrace(options: GetTraceOptions): Promise<Trace> {
  const { searcher, config, work, id, size = DEFAULT_SIZE, after, withoutAnnotations } = options;
  const { range, limited } = askedWindow(
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
  const last = work.get(FINISHED_TRACES, key);
  // also for further pages, which repeat no diagnosis: then what they are made of is known already
  const withBodies = options.diagnose !== false || last?.withBodies === true;
  const known = last?.withBodies === withBodies ? last.records : new KnownRecords();
  const planned = last?.objects && plannedSearches(last.objects, config, range);
  const batch = new SearchBatch(searcher);
  if (last)
    batch.expect([...last.searches, ...(planned ? bodiesOf(planned) : [])], (bodies) =>
      searchAgain(bodies, searcher, known)
    );
  const records = new TraceRecords(recordContext(config, { withoutAnnotations }), known);
  const objects = new NamedObjects();

  const found = await findById({ batch, config, id, range, records });
  const searchesOfId = [...batch.asked];
  // no line carries a request's ID: then the objects that they name hold the trace together
  const followed =
    found.idKind === 'auditID' && !found.reqIDs.length
      ? await searchObjects({ batch, config, id, range, records, planned })
      : null;
  if (followed) takeCorrelated(records, followed);
  const span = spanOf(records.all);
  // nothing found: then this is what was searched, all time where nobody said otherwise
  let window = span
    ? foundWindow(span, range)
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
  const lines = records.all;
  records.settleHome();
  const ids = [...new Set([id, ...found.reqIDs])];
  const leftOutside = outsideScope({ searcher, config, ids, range, lines, window });
  const related = followed
    ? relatedOf(followed)
    : await findRelated({
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
    const searches = followed ? searchesOfId : batch.asked;
    work.set(
      FINISHED_TRACES,
      key,
      {
        searches,
        objects: followed?.plan,
        withBodies: withBodies || followed !== null,
        records: known,
      },
      known.bytes
    );
  }

  const ordered = inOrder(records.all);
  const kept = ordered.slice(0, config.maxRecords);
  const beyondLimit = found.beyondLimit + related.beyondLimit + ordered.length - kept.length;
  const leftOut = beyondLimit + outside;
  const { reqIDs, idKind, inText } = found;
  const refused = await refusedOf(searcher, records);
  // a command's other requests are part of a trace over objects: the one that was asked for is its beginning all the same
  const askedFor = followed ? records.audits.filter(({ audit }) => audit.auditID === id) : [];
  const origin = originOf(askedFor.length ? askedFor : records.audits, lines, id);
  const coverage = coverageOf(kept, related.inWindow);
  const diagnosed =
    options.diagnose !== false && after === undefined && kept.length > 0
      ? wordDiagnosis(diagnose({ evidence: evidenceOf(kept, records), origin, coverage }))
      : undefined;
  const page = pageOf(kept, Math.min(size, config.maxRecords), after);
  return {
    id,
    idKind,
    correlation: followed ? 'objects' : 'ids',
    foundBy: !lines.length ? 'none' : found.inField ? 'field' : 'text',
    reqIDs,
    window,
    total: kept.length + leftOut,
    truncated:
      leftOut > 0 ||
      searcher.notes.timedOut ||
      searcher.notes.tooLarge > 0 ||
      (followed !== null && isLimited(followed)),
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
      ...traceWarnings({
        id,
        idKind,
        inText,
        reqIDs,
        rangeLimited: limited || outside > 0,
        found: records.size,
        // what the bound on bytes left out has its own warning
        beyondLimit: Math.max(0, beyondLimit - searcher.notes.tooLarge),
        copies: records.copies,
        refusedIndices: remarkableOf({
          refused,
          named: searcher.named,
          found: [...new Set(records.all.map(({ index }) => index))],
        }),
        missingIndices: records.size ? [] : await searcher.missingIndices(),
        early: followed
          ? withoutClocks(impossibleOrder(kept, origin), followed)
          : impossibleOrder(kept, origin),
        overObjects: followed !== null,
        resembling: found.resembling,
        outside: await leftOutside,
        indices: searcher.index,
        notes: searcher.notes,
        maxRecords: config.maxRecords,
        maxRange: config.maxRange.toString(),
        objectsLeftOut: objects.leftOut,
        auditFound: records.audits.length > 0,
        auditIdUses: usesOf(records.audits, id),
      }),
      ...(followed ? objectTraceWarnings({ followed, coverage, now: Date.now() }) : []),
    ]),
    took: { total: Math.round(searcher.elapsedMs), roundTrips: searcher.roundTrips },
  };
}

/**
 * What the reader's roles keep from the reader. An index of which there are records can be read, by a role on its alias.
 * @throws IndicesRefusedError when that is all that was to be searched
 */
async function refusedOf(searcher: Searcher, records: TraceRecords): Promise<string[]> {
  const read = new Set(records.all.map(({ index }) => index));
  const refused = (await searcher.refusedIndices()).filter((name) => !read.has(name));
  if (!records.size && isAllRefused(searcher.index, refused))
    throw new IndicesRefusedError(refused);
  return refused;
}

/** How many different requests carry this audit ID: a client may set it itself. Several stages of one request are one. */
function usesOf(audits: AuditOfRecord[], id: string): number {
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
