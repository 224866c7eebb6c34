import type { LogRecord, RecordSource } from '../../common/model/log_record';
import type { Coverage } from '../../common/model/trace';

/** The sources that a whole picture needs; others that the trace has are listed as well. */
export const EXPECTED_SOURCES: ReadonlyArray<{ source: RecordSource; component: string }> = [
  { source: 'audit', component: 'audit' },
  { source: 'component', component: 'kube-apiserver' },
  { source: 'component', component: 'kube-controller-manager' },
  { source: 'component', component: 'kube-scheduler' },
  { source: 'component', component: 'kubelet' },
  { source: 'event', component: 'event' },
  { source: 'pod', component: 'pod' },
];

const labelOf = (record: LogRecord): string =>
  record.source === 'component' ? record.component : record.source;

/** The expected sources that none of these records is of. */
export function unseenComponents(lines: LogRecord[]): string[] {
  const seen = new Set(lines.map(labelOf));
  return EXPECTED_SOURCES.filter(({ component }) => !seen.has(component)).map(
    ({ component }) => component
  );
}

/**
 * Returns how each source fared in a trace.
 * @param found by component: whether the window holds anything of it; missing where it was not asked
 */
export function coverageOf(records: LogRecord[], found: Map<string, boolean>): Coverage[] {
  const counts = new Map<string, number>();
  const sources = new Map<string, RecordSource>(
    EXPECTED_SOURCES.map(({ source, component }) => [component, source])
  );
  for (const record of records) {
    const label = labelOf(record);
    counts.set(label, (counts.get(label) ?? 0) + 1);
    if (!sources.has(label)) sources.set(label, record.source);
  }
  return [...sources].map(([component, source]) => {
    const inTrace = counts.get(component) ?? 0;
    return {
      source,
      component,
      searched: true,
      inWindow: inTrace > 0 ? true : (found.get(component) ?? null),
      inTrace,
    };
  });
}
