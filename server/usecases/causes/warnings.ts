import type { WarningData } from '../../messages/warnings';

export interface WarningFacts {
  /** more were found than are listed */
  left: number;
  /** an audit record was seen */
  audited: boolean;
  found: number;
  /** objects were left out, or hops */
  limited: boolean;
  /** objects that were followed */
  objects: number;
  indices: readonly string[];
  rangeFrom: string;
}

/** Returns what limits the answer. */
export function causesWarnings({
  left,
  audited,
  found,
  limited,
  objects,
  indices,
  rangeFrom,
}: WarningFacts): WarningData[] {
  const warnings: WarningData[] = [];
  if (!audited) warnings.push({ warning: 'causes_without_audit_log' });
  if (!found) warnings.push({ warning: 'no_cause', values: { objects, indices, from: rangeFrom } });
  if (left) warnings.push({ warning: 'less_likely_causes', values: { count: left } });
  else if (limited) warnings.push({ warning: 'cause_objects_limited' });
  return warnings;
}
