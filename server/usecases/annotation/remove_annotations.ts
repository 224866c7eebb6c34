import type { estypes } from '@elastic/elasticsearch';
import { AnnotationStore, type WriteCounts, type StoreOptions } from './annotation_store';

export interface RemoveAnnotationsOptions extends StoreOptions {
  timeField: string;
  /** of the documents' own times */
  from: string;
  to: string;
  onProgress?(documents: number): void;
}

/** Takes all annotations off the documents of a time range; what something else wrote into the field stays. */
export async function removeAnnotations({
  timeField,
  from,
  to,
  onProgress,
  ...options
}: RemoveAnnotationsOptions): Promise<{ fates: WriteCounts; reasons: string[] }> {
  const store = new AnnotationStore(options);
  const all: WriteCounts = { written: 0, updated: 0, unchanged: 0, foreign: 0, failed: 0 };
  // a page may end among documents of the same time, of which the next begins after the last: hence until none is left
  for (let removed = -1; removed !== 0;) {
    removed = 0;
    all.failed = 0;
    let after: estypes.SortResults | undefined;
    do {
      const page = await store.findByTimeRange(timeField, { from, to }, after);
      const fates = await store.remove(page.documents);
      removed += options.dryRun ? 0 : fates.updated;
      all.updated += fates.updated;
      all.failed += fates.failed;
      onProgress?.(all.updated);
      after = page.after;
    } while (after);
    await store.refresh();
  }
  return { fates: all, reasons: store.failureReasons };
}
