import type { WarningData } from '../../messages/warnings';

export interface WarningFacts {
  /** more were found than are listed */
  unlistedCandidates: number;
  /** an audit record was seen */
  hasAuditRecords: boolean;
  found: number;
  /** objects were left out, or hops */
  isLimited: boolean;
  /** objects that were followed */
  followedObjects: number;
  indices: readonly string[];
  rangeFrom: string;
}

/** Returns what limits the answer. */
export function createCausesWarnings({
  unlistedCandidates,
  hasAuditRecords,
  found,
  isLimited,
  followedObjects,
  indices,
  rangeFrom,
}: WarningFacts): WarningData[] {
  const warnings: WarningData[] = [];
  if (!hasAuditRecords) warnings.push({ warning: 'causes_without_audit_log' });
  if (!found)
    warnings.push({
      warning: 'no_cause',
      values: { objects: followedObjects, indices, from: rangeFrom },
    });
  if (unlistedCandidates)
    warnings.push({ warning: 'less_likely_causes', values: { count: unlistedCandidates } });
  else if (isLimited) warnings.push({ warning: 'cause_objects_limited' });
  return warnings;
}
