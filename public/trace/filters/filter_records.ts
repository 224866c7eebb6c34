import { toMicros } from '../../../common/time/micros';
import type { TraceViewState } from '../../types';
import { getConfidenceBand } from '../../labels/confidence_bands';
import { isShared } from '../correlation/confidence_counts';
import { isError, type ViewRecord } from '../view_records';

export interface Facet {
  value: string;
  /** records with this value that the OTHER filters let through */
  count: number;
}

/** Keys of the records that say why it failed; a record of which the key is not there may still be an error. */
export type FailureRecordKeys = ReadonlySet<string>;

export interface FilterResult {
  /** what lanes draw: filters applied, zoom not */
  beforeZoom: ViewRecord[];
  /** what the grid lists: filters and zoom applied */
  shown: ViewRecord[];
  facets: { components: Facet[]; severities: Facet[]; sources: Facet[]; confidences: Facet[] };
  /** records that say why it failed and that the OTHER filters let through */
  failureCount: number;
  /** of the records that the OTHER filters let through: those that no other request may have caused, and the rest */
  notShared: number;
  shared: number;
}

const NO_FAILURE_KEYS: FailureRecordKeys = new Set();

/** Applies filters and zoom and counts each filter's values, in one pass over the records. */
export function filterRecords(
  records: ViewRecord[],
  state: TraceViewState,
  whyKeys: FailureRecordKeys = NO_FAILURE_KEYS
): FilterResult {
  const components = toSet(state.components);
  const severities = toSet(state.severities);
  const sources = toSet(state.sources);
  const confidences = toSet(state.confidences);
  const text = state.text?.trim().toLowerCase() ?? '';
  const from = state.zoom ? (toMicros(state.zoom.from) ?? -Infinity) : -Infinity;
  const to = state.zoom ? (toMicros(state.zoom.to) ?? Infinity) : Infinity;
  const counts = {
    components: new Map<string, number>(),
    severities: new Map<string, number>(),
    sources: new Map<string, number>(),
    confidences: new Map<string, number>(),
  };
  const beforeZoom: ViewRecord[] = [];
  const shown: ViewRecord[] = [];
  const sharingCounts = { shared: 0, notShared: 0 };
  let failureCount = 0;

  for (const view of records) {
    const { record } = view;
    const passesComponent = !components || components.has(view.lane);
    const passesSeverity = !severities || severities.has(record.severity);
    const passesSource = !sources || sources.has(record.source);
    const passesText = text === '' || matchesText(view, text);
    const band = getConfidenceBand(record.confidence);
    const passesConfidence = !confidences || confidences.has(band);
    const passesNotShared = !state.notShared || !isShared(record);
    const isInZoom = !state.zoom || (view.micros >= from && view.firstMicros <= to);
    const explainsFailure = isError(record.severity) || whyKeys.has(view.key);
    const passesOnlyWhy = !state.onlyWhy || explainsFailure;
    const failedFilterCount = [
      passesComponent,
      passesSeverity,
      passesSource,
      passesText,
      passesOnlyWhy,
      passesConfidence,
      passesNotShared,
      isInZoom,
    ].filter((pass) => !pass).length;
    // a filter's values are counted under the others: it may be the one that stops the record
    const passesOtherFilters = (pass: boolean): boolean => failedFilterCount === (pass ? 0 : 1);
    addCount(counts.components, view.lane, passesOtherFilters(passesComponent));
    addCount(counts.severities, record.severity, passesOtherFilters(passesSeverity));
    addCount(counts.sources, record.source, passesOtherFilters(passesSource));
    addCount(counts.confidences, band, passesOtherFilters(passesConfidence));
    if (passesOtherFilters(passesNotShared))
      sharingCounts[isShared(record) ? 'shared' : 'notShared']++;
    if (explainsFailure && passesOtherFilters(passesOnlyWhy)) failureCount++;
    if (failedFilterCount > (isInZoom ? 0 : 1)) continue;
    beforeZoom.push(view);
    if (isInZoom) shown.push(view);
  }
  return {
    beforeZoom: beforeZoom,
    shown,
    failureCount: failureCount,
    ...sharingCounts,
    facets: {
      components: createFacets(counts.components, state.components),
      severities: createFacets(counts.severities, state.severities),
      sources: createFacets(counts.sources, state.sources),
      confidences: createFacets(counts.confidences, state.confidences),
    },
  };
}

/** In the message, the caller, or an object's name or uid. Plain search: the text is a stranger's, never a pattern. */
function matchesText({ record }: ViewRecord, lowerCase: string): boolean {
  if (record.message.toLowerCase().includes(lowerCase)) return true;
  if (record.caller?.toLowerCase().includes(lowerCase)) return true;
  return record.objects.some(
    (object) =>
      Boolean(object.name?.toLowerCase().includes(lowerCase)) ||
      Boolean(object.uid?.toLowerCase().includes(lowerCase))
  );
}

function toSet(values: string[] | undefined): Set<string> | null {
  return values && values.length > 0 ? new Set(values) : null;
}

function addCount(counts: Map<string, number>, value: string, matches: boolean): void {
  counts.set(value, (counts.get(value) ?? 0) + (matches ? 1 : 0));
}

/** A value that is set but that no record has (an old URL) stays in the list, with 0, so that it can be unset. */
function createFacets(counts: Map<string, number>, selected: readonly string[] = []): Facet[] {
  for (const value of selected) if (!counts.has(value)) counts.set(value, 0);
  return [...counts].map(([value, n]) => ({ value, count: n }));
}

/** How many kinds of filter are set; zoom counts as one. */
export function countActiveFilters(state: TraceViewState): number {
  return [
    state.components?.length,
    state.severities?.length,
    state.sources?.length,
    state.confidences?.length,
    state.notShared,
    state.text?.trim(),
    state.onlyWhy,
    state.zoom,
  ].filter(Boolean).length;
}

/** Nothing is hidden; the selection, the grid's order and its columns stay. */
export function withoutFilters({ selected, newestFirst, columns }: TraceViewState): TraceViewState {
  return {
    ...(selected && { selected }),
    ...(newestFirst && { newestFirst }),
    ...(columns && { columns }),
  };
}
