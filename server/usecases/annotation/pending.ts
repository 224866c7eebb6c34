/** What is to be written next: which requests caused which document. Pure. */
import type { AnnotationBand } from '../../../common/model/annotation';
import type { LogRecord } from '../../../common/model/log_record';
import { BandCounts } from './band_counts';
import type { AnnotatedDocument } from './store';

interface Place {
  index: string;
  id: string;
}
interface Pending extends Place {
  component?: string;
  causes: Map<string, number>;
}

const bandOf = (confidence: number): AnnotationBand =>
  confidence >= 0.9 ? 'sure' : confidence >= 0.7 ? 'likely' : 'possible';

/** Documents of the requests since the last batch, each once with all of its requests. */
export class PendingDocuments {
  private readonly byPlace = new Map<string, Pending>();

  get size(): number {
    return this.byPlace.size;
  }

  /** The records of a trace that are sure enough; returns how many. */
  add(auditID: string, records: readonly LogRecord[], minConfidence: number): number {
    let added = 0;
    for (const { index, id, component, confidence } of records) {
      if (confidence <= 0 || confidence < minConfidence) continue;
      const pending = this.at({ index, id });
      pending.component = component;
      pending.causes.set(auditID, confidence);
      added++;
    }
    return added;
  }

  /** Documents that said of this request that it caused them: of those that its trace no longer has, or has no longer sure enough. */
  withdraw(auditID: string, places: readonly Place[]): void {
    for (const place of places) {
      const { causes } = this.at(place);
      if (!causes.has(auditID)) causes.set(auditID, 0);
    }
  }

  /**
   * All of them, to be written; from here on there are none.
   * @param seen documents of earlier batches, which are not counted again; these are added
   */
  take(seen: Set<string>): {
    documents: AnnotatedDocument[];
    counted: number;
    components: Record<string, Record<AnnotationBand, number>>;
  } {
    const all = [...this.byPlace];
    this.byPlace.clear();
    const components = new BandCounts();
    let counted = 0;
    for (const [key, { component, causes }] of all) {
      // only withdrawn
      if (component === undefined || seen.has(key)) continue;
      seen.add(key);
      counted++;
      components.add(component, { [bandOf(Math.max(...causes.values()))]: 1 });
    }
    return {
      documents: all.map(([, pending]) => pending),
      counted,
      components: components.toObject(),
    };
  }

  private at({ index, id }: Place): Pending {
    const key = `${index}\n${id}`;
    let pending = this.byPlace.get(key);
    if (!pending) this.byPlace.set(key, (pending = { index, id, causes: new Map() }));
    return pending;
  }
}
