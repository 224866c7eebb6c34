/** Which object made which: by owner references where a body, an Event or a line tells them, else by the names that controllers make. */
import { addToList } from '../../../common/list_map';
import { isObject } from '../../../common/parse/json_values';
import type { ObjectIndex, TimelineObject } from './object_index';
import { isSystemUser } from './actors';

export interface Child {
  state: TimelineObject;
  /** told by owner references, Events or lines; else by its name only */
  told: boolean;
}

/** apimachinery's util/rand: no vowels, none of 0, 1, 3. */
const RANDOM = new Set('bcdfghjklmnpqrstvwxz2456789');

/** Kinds whose names controllers make from the owner's, by the kinds of the owner. */
const NAMED_AFTER: ReadonlyMap<string, readonly string[]> = new Map(Object.entries({
  Pod: ['ReplicaSet', 'DaemonSet', 'Job', 'ReplicationController'],
  ReplicaSet: ['Deployment'],
  Job: ['CronJob'],
  EndpointSlice: ['Service'],
  Endpoints: ['Service'],
  ControllerRevision: ['StatefulSet', 'DaemonSet'],
  PersistentVolumeClaim: ['StatefulSet'],
}));

/** All children of all objects. */
export class OwnerIndex {
  private readonly children = new Map<TimelineObject, Child[]>();
  private readonly parents = new Map<TimelineObject, Child>();

  constructor(graph: ObjectIndex) {
    const byName = new Map<string, TimelineObject[]>();
    for (const state of graph.all) {
      if (state.name === undefined) continue;
      addToList(byName, `${state.namespace ?? ''}/${state.name}`, state);
    }
    for (const state of graph.all) {
      const reference = state.owners.find(({ controller }) => controller) ?? state.owners[0];
      const told = reference && graph.find({ kind: reference.kind, namespace: state.namespace, name: reference.name, uid: reference.uid }, state.since);
      const owner = told ?? (reference?.uid || isOnesOwn(state) ? undefined : ownerByName(state, byName));
      if (!owner || owner === state) continue;
      addToList(this.children, owner, { state, told: told !== undefined });
      this.parents.set(state, { state: owner, told: told !== undefined });
    }
  }

  childrenOf(state: TimelineObject): Child[] {
    return this.children.get(state) ?? [];
  }

  ownerOf(state: TimelineObject): Child | undefined {
    return this.parents.get(state);
  }

  /** Whether one is the other, or made it, over any number of steps. */
  isAncestor(ancestor: TimelineObject, state: TimelineObject): boolean {
    let current: TimelineObject | undefined = state;
    for (let i = 0; current && i < 10; i++) {
      if (current === ancestor) return true;
      current = this.parents.get(current)?.state;
    }
    return false;
  }
}

/** A person made it, or its body names no owner: whatever it is called. */
function isOnesOwn({ created, body, owners }: TimelineObject): boolean {
  if (created?.audit && !isSystemUser(created.audit.user?.username)) return true;
  return body !== undefined && !owners.length && isObject(body.metadata);
}

function ownerByName(state: TimelineObject, byName: Map<string, TimelineObject[]>): TimelineObject | undefined {
  const kinds = state.kind === undefined ? undefined : NAMED_AFTER.get(state.kind);
  if (!kinds || state.name === undefined) return undefined;
  if (state.kind === 'Endpoints') return find(state.name);
  const [last, rest] = cutLast(state.name);
  if (rest === undefined) return undefined;
  if (state.kind === 'PersistentVolumeClaim') return allDigits(last) ? endingWith(rest) : undefined;
  if (state.kind === 'Pod' && allDigits(last)) return find(rest, ['StatefulSet']);
  if (state.kind === 'Job' ? !allDigits(last) : !isMade(last)) return undefined;
  const owner = find(rest);
  if (owner || state.kind !== 'Pod') return owner;
  // nothing names the ReplicaSet or Job between a Pod and its Deployment or CronJob; an indexed Job's Pods have their index there
  const [middle, root] = cutLast(rest);
  if (root === undefined) return undefined;
  return isMade(middle) ? find(root, ['Deployment']) : allDigits(middle) ? find(root, ['Job', 'CronJob']) : undefined;

  function find(name: string, of: readonly string[] = kinds!): TimelineObject | undefined {
    const there = byName.get(`${state.namespace ?? ''}/${name}`) ?? [];
    return of.map((kind) => there.find((other) => other.kind === kind)).find((other) => other !== undefined);
  }
  /** `<template>-<StatefulSet>-<ordinal>` (statefulset getPersistentVolumeClaimName); both may have dashes */
  function endingWith(name: string): TimelineObject | undefined {
    for (let dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
      const owner = find(name.slice(dash + 1));
      if (owner) return owner;
    }
    return undefined;
  }
}

function cutLast(name: string): [last: string, rest: string | undefined] {
  const dash = name.lastIndexOf('-');
  return dash > 0 ? [name.slice(dash + 1), name.slice(0, dash)] : [name, undefined];
}

/** A generated suffix (names.SimpleNameGenerator) or a hash of a template (rand.SafeEncodeString). */
const isMade = (end: string): boolean => end.length >= 5 && end.length <= 10 && [...end].every((char) => RANDOM.has(char));
const allDigits = (text: string): boolean => text !== '' && [...text].every((char) => char >= '0' && char <= '9');
