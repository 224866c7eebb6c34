/** Who takes Pods off a node: its taints, or its loss (pkg/controller/tainteviction, nodelifecycle, podgc). */
import type { Evidence } from '../../diagnosis/evidence';
import { userOf } from './api_requests';

const EVICTORS: ReadonlySet<string> = new Set(['taint-eviction-controller', 'node-controller', 'pod-garbage-collector'].map((name) => `system:serviceaccount:kube-system:${name}`));

/** Whether what tells of a deletion tells that one of these asked for it. */
export function isEvictor({ audit, event }: Evidence): boolean {
  if (audit) return EVICTORS.has(userOf(audit) ?? '');
  return event?.reason === 'TaintManagerEviction';
}
