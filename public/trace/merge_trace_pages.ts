import type { Coverage, Trace, TraceWarning } from '../../common/model/trace';
import { compareRecords, getRecordKey } from './view_records';

/**
 * Puts a further page to what has been loaded. Pages may overlap (a record is kept once), and a field that one page
 * leaves open is taken from the other. Records come out sorted by time to the microsecond, then file, then offset.
 */
export function mergeTracePages(loaded: Trace | null, page: Trace): Trace {
  if (!loaded) return { ...page, records: sortRecords(page.records) };
  const seen = new Set(loaded.records.map(getRecordKey));
  const added = page.records.filter((record) => {
    const key = getRecordKey(record);
    return !seen.has(key) && Boolean(seen.add(key));
  });
  const merged: Trace = {
    ...loaded,
    total: Math.max(loaded.total, page.total),
    truncated: loaded.truncated || page.truncated,
    reqIDs: [...new Set([...loaded.reqIDs, ...page.reqIDs])],
    origin: loaded.origin ?? page.origin,
    outcome: loaded.outcome === 'unknown' ? page.outcome : loaded.outcome,
    verdict: loaded.verdict ?? page.verdict,
    stages: loaded.stages.length > 0 ? loaded.stages : page.stages,
    diagnosis: loaded.diagnosis ?? page.diagnosis,
    records: added.length > 0 ? sortRecords([...loaded.records, ...added]) : loaded.records,
    coverage: mergeCoverage(loaded.coverage, page.coverage),
    warnings: mergeWarnings(loaded.warnings, page.warnings),
    took: {
      total: loaded.took.total + page.took.total,
      roundTrips: loaded.took.roundTrips + page.took.roundTrips,
    },
  };
  // `after` is always the newest page's: absent on the last one
  if (page.after === undefined) delete merged.after;
  else merged.after = page.after;
  return merged;
}

function sortRecords(records: Trace['records']): Trace['records'] {
  return [...records].sort(compareRecords);
}

/** Counts are the whole trace's on every page, so the larger one is the better informed, not their sum. */
function mergeCoverage(left: Coverage[], right: Coverage[]): Coverage[] {
  const merged = new Map<string, Coverage>();
  for (const entry of [...left, ...right]) {
    const key = JSON.stringify([entry.source, entry.component]);
    const known = merged.get(key);
    merged.set(
      key,
      known
        ? {
            ...known,
            searched: known.searched || entry.searched,
            inWindow:
              known.inWindow === null ? entry.inWindow : known.inWindow || entry.inWindow === true,
            inTrace: Math.max(known.inTrace, entry.inTrace),
          }
        : entry
    );
  }
  return [...merged.values()];
}

function mergeWarnings(left: TraceWarning[], right: TraceWarning[]): TraceWarning[] {
  const merged = new Map(
    [...left, ...right].map((warning) => [JSON.stringify([warning.code, warning.message]), warning])
  );
  return [...merged.values()];
}
