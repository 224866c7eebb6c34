import type { ConfidenceBand } from '../../../common/model/annotation';

type CountsByBand = Record<ConfidenceBand, number>;

/** Counts documents by component and confidence. Components come from logs, so that any name has to be possible. */
export class BandCounts {
  private readonly byComponent = new Map<string, CountsByBand>();

  add(component: string, added: Partial<CountsByBand>): void {
    const { sure, likely, possible } = this.byComponent.get(component) ?? {
      sure: 0,
      likely: 0,
      possible: 0,
    };
    this.byComponent.set(component, {
      sure: sure + (added.sure ?? 0),
      likely: likely + (added.likely ?? 0),
      possible: possible + (added.possible ?? 0),
    });
  }

  addAll(components: Readonly<Record<string, CountsByBand>>): void {
    for (const [component, bands] of Object.entries(components)) this.add(component, bands);
  }

  /** As the answer has them: `Object.fromEntries` defines own properties, whatever their names. */
  toObject(): Record<string, CountsByBand> {
    return Object.fromEntries(this.byComponent);
  }
}
