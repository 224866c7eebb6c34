import { toMicros } from '../../../common/time/micros';
import type { TraceViewState } from '../../types';
import { bandOf } from '../../words/confidence_bands';
import { isShared } from '../correlation/held_together';
import { isError, type ViewRecord } from '../records';

export interface Facet {
  value: string;
  /** records with this value that the OTHER filters let through */
  count: number;
}

/** Keys of the records that say why it failed; a record of which the key is not there may still be an error. */
export type WhyKeys = ReadonlySet<string>;

export interface Filtered {
  /** what lanes draw: filters applied, zoom not */
  unzoomed: ViewRecord[];
  /** what the grid lists: filters and zoom applied */
  shown: ViewRecord[];
  facets: { components: Facet[]; severities: Facet[]; sources: Facet[]; confidences: Facet[] };
  /** records that say why it failed and that the OTHER filters let through */
  why: number;
  /** of the records that the OTHER filters let through: those that no other request may have caused, and the rest */
  notShared: number;
  shared: number;
}

const NO_KEYS: WhyKeys = new Set();

/** Applies filters and zoom and counts each filter's values, in one pass over the records. */
export function filterRecords(
  records: ViewRecord[],
  state: TraceViewState,
  whyKeys: WhyKeys = NO_KEYS
): Filtered {
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
  const unzoomed: ViewRecord[] = [];
  const shown: ViewRecord[] = [];
  const sharing = { shared: 0, notShared: 0 };
  let why = 0;

  for (const view of records) {
    const { record } = view;
    const hasComponent = !components || components.has(view.lane);
    const hasSeverity = !severities || severities.has(record.severity);
    const hasSource = !sources || sources.has(record.source);
    const hasText = text === '' || matchesText(view, text);
    const band = bandOf(record.confidence);
    const hasConfidence = !confidences || confidences.has(band);
    const hasSharing = !state.notShared || !isShared(record);
    const inZoom = !state.zoom || (view.micros >= from && view.firstMicros <= to);
    const saysWhy = isError(record.severity) || whyKeys.has(view.key);
    const hasWhy = !state.onlyWhy || saysWhy;
    const stoppedBy = [
      hasComponent,
      hasSeverity,
      hasSource,
      hasText,
      hasWhy,
      hasConfidence,
      hasSharing,
      inZoom,
    ].filter((pass) => !pass).length;
    // a filter's values are counted under the others: it may be the one that stops the record
    const passesOthers = (pass: boolean): boolean => stoppedBy === (pass ? 0 : 1);
    count(counts.components, view.lane, passesOthers(hasComponent));
    count(counts.severities, record.severity, passesOthers(hasSeverity));
    count(counts.sources, record.source, passesOthers(hasSource));
    count(counts.confidences, band, passesOthers(hasConfidence));
    if (passesOthers(hasSharing)) sharing[isShared(record) ? 'shared' : 'notShared']++;
    if (saysWhy && passesOthers(hasWhy)) why++;
    if (stoppedBy > (inZoom ? 0 : 1)) continue;
    unzoomed.push(view);
    if (inZoom) shown.push(view);
  }
  return {
    unzoomed,
    shown,
    why,
    ...sharing,
    facets: {
      components: facets(counts.components, state.components),
      severities: facets(counts.severities, state.severities),
      sources: facets(counts.sources, state.sources),
      confidences: facets(counts.confidences, state.confidences),
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

function count(counts: Map<string, number>, value: string, matches: boolean): void {
  counts.set(value, (counts.get(value) ?? 0) + (matches ? 1 : 0));
}

/** A value that is set but that no record has (an old URL) stays in the list, with 0, so that it can be unset. */
function facets(counts: Map<string, number>, selected: readonly string[] = []): Facet[] {
  for (const value of selected) if (!counts.has(value)) counts.set(value, 0);
  return [...counts].map(([value, n]) => ({ value, count: n }));
}

/** How many kinds of filter are set; zoom counts as one. */
export function activeFilters(state: TraceViewState): number {
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
