/** What is to be written next: which requests caused which document. Pure. */
import type { ConfidenceBand } from '../../../common/model/annotation';
import type { LogRecord } from '../../../common/model/log_record';
import { BandCounts } from './band_counts';
import type { AnnotatedDocument } from './annotation_store';

interface DocumentLocation {
  index: string;
  id: string;
}
interface PendingDocument extends DocumentLocation {
  component?: string;
  causes: Map<string, number>;
}

const getBand = (confidence: number): ConfidenceBand =>
  confidence >= 0.9 ? 'sure' : confidence >= 0.7 ? 'likely' : 'possible';

/** Documents of the requests since the last batch, each once with all of its requests. */
export class PendingDocuments {
  private readonly byLocation = new Map<string, PendingDocument>();

  get size(): number {
    return this.byLocation.size;
  }

  /** The records of a trace that are sure enough; returns how many. */
  add(auditID: string, records: readonly LogRecord[], minConfidence: number): number {
    let added = 0;
    for (const { index, id, component, confidence } of records) {
      if (confidence <= 0 || confidence < minConfidence) continue;
      const pending = this.getOrCreate({ index, id });
      pending.component = component;
      pending.causes.set(auditID, confidence);
      added++;
    }
    return added;
  }

  /** Documents that said of this request that it caused them: of those that its trace no longer has, or has no longer sure enough. */
  withdrawRequest(auditID: string, places: readonly DocumentLocation[]): void {
    for (const place of places) {
      const { causes } = this.getOrCreate(place);
      if (!causes.has(auditID)) causes.set(auditID, 0);
    }
  }

  /**
   * All of them, to be written; from here on there are none.
   * @param seen documents of earlier batches, which are not counted again; these are added
   */
  takeAll(seen: Set<string>): {
    documents: AnnotatedDocument[];
    counted: number;
    components: Record<string, Record<ConfidenceBand, number>>;
  } {
    const all = [...this.byLocation];
    this.byLocation.clear();
    const components = new BandCounts();
    let counted = 0;
    for (const [key, { component, causes }] of all) {
      // only withdrawn
      if (component === undefined || seen.has(key)) continue;
      seen.add(key);
      counted++;
      components.add(component, { [getBand(Math.max(...causes.values()))]: 1 });
    }
    return {
      documents: all.map(([, pending]) => pending),
      counted,
      components: components.toObject(),
    };
  }

  private getOrCreate({ index, id }: DocumentLocation): PendingDocument {
    const key = `${index}\n${id}`;
    let pending = this.byLocation.get(key);
    if (!pending) this.byLocation.set(key, (pending = { index, id, causes: new Map() }));
    return pending;
  }
}
