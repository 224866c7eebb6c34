/** How controllers name what they make (apiserver names generator: five characters; deployment util: a hash). */
import type { OwnerRef } from './fact';

/** `ReplicaSet web-75fcc74c9b` → `web`: what it was most likely made from, by its name alone; undefined where nothing follows from it. */
export function parentName({ kind, name }: Pick<OwnerRef, 'kind' | 'name'>): string | undefined {
  const dash = name.lastIndexOf('-');
  if (dash <= 0) return undefined;
  const end = name.slice(dash + 1);
  if (kind === 'ReplicaSet') return /^[a-z0-9]{1,10}$/.test(end) ? name.slice(0, dash) : undefined;
  // a CronJob's Jobs end in the minute of their schedule
  return kind === 'Job' && /^\d{6,12}$/.test(end) ? name.slice(0, dash) : undefined;
}

/** Owners that a Pod of this name may have, by its name alone. */
export function ownerNames(pod: string): string[] {
  const dash = pod.lastIndexOf('-');
  return dash > 0 ? [pod.slice(0, dash)] : [];
}

const PARENT_KIND: ReadonlyMap<string, string> = new Map([['ReplicaSet', 'Deployment'], ['Job', 'CronJob']]);
/** What makes objects of this kind, of Kubernetes' own. */
export const parentKind = (kind: string): string | undefined => PARENT_KIND.get(kind);

/**
 * Whether a Pod with this owner (or, where no record says the owner, this name) belongs to the workload.
 */
export function belongsTo(pod: { name?: string; owner?: OwnerRef }, workload: { kind?: string; name?: string; uid?: string }, grandparent?: OwnerRef): boolean {
  const { name = '', owner } = pod;
  if (owner) {
    if (owner.kind === workload.kind) return owner.name === workload.name;
    if (grandparent) return grandparent.kind === workload.kind && grandparent.name === workload.name;
    return parentKind(owner.kind) === workload.kind && parentName(owner) === workload.name;
  }
  if (!name.startsWith(`${workload.name}-`)) return false;
  const parts = name.slice(workload.name!.length + 1).split('-');
  if (!parts.every((part) => /^[a-z0-9]+$/.test(part))) return false;
  if (workload.kind === 'StatefulSet') return parts.length === 1 && /^\d+$/.test(parts[0]!);
  if (workload.kind === 'Deployment' || workload.kind === 'CronJob') return parts.length === 2 && parts[1]!.length === 5;
  return parts.length === 1 && parts[0]!.length === 5;
}
