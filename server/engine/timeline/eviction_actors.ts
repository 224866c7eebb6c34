/** Who takes Pods off a node: its taints, or its loss (pkg/controller/tainteviction, nodelifecycle, podgc). */
import type { Evidence } from '../evidence';
import { userOf } from './api_requests';
import { EVICTORS } from './actors';

/** Whether what tells of a deletion tells that one of these asked for it. */
export function isEvictor({ audit, event }: Evidence): boolean {
  if (audit) return EVICTORS.includes(userOf(audit) ?? '');
  return event?.reason === 'TaintManagerEviction';
}
