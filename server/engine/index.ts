/**
 * The engine: records of a cluster's logs in, answers out. It knows neither Elasticsearch nor Kibana nor a language: texts
 * are message ids, which `server/messages` words. It imports `common/` only.
 *
 * 1. Read records: `common/parse/records` (a raw line, or text with what a document's fields say), then `toEvidence`.
 * 2. `correlate(auditID, timeline)`: which records belong to a request, why, and how sure that is.
 * 3. `diagnose({ evidence, origin, coverage })`: how far the request got, where it stopped, and why; with `originOf` for who
 *    asked for what, and `coverageOf` for the sources that were searched.
 * 4. `findCauses(subject, timeline)`: which requests caused a record, or what became of an object.
 * 5. `explainRemoval(pod, timeline)`: why a Pod went, back to the request that began it.
 *
 * `buildTimeline` is the model behind all of them. It takes the control loops of the cluster: the catalogue, or `withUserLoops(entries)`.
 */
export { toEvidence, type Evidence } from './evidence';
export { buildTimeline, type Timeline } from './timeline/build_timeline';
export { correlate, type CorrelatedRecord, type Correlation } from './correlation/correlate';
export { findCauses, type Cause, type CauseSubject } from './causes/find_causes';
export { originOf } from './correlation/origin';
export { coverageOf } from './coverage';
export { diagnose, type Diagnosed, type DiagnoseOptions } from './diagnosis/diagnose';
export { explainRemoval } from './removals/explain_removal';
export type { Removal, RemovalStep } from './removals/removal';
