/** How sure it is that a record belongs to a request, in three bands. Pure, without React: the entry bundle reads URLs. */

export const CONFIDENCE_BANDS = ['sure', 'likely', 'possible'] as const;
export type ConfidenceBand = (typeof CONFIDENCE_BANDS)[number];

/** @param confidence 0..1 */
export function getConfidenceBand(confidence: number): ConfidenceBand {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.7 ? 'likely' : 'possible';
}
