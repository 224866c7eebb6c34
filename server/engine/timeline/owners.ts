/** Which object owns which: by owner references where a body, an Event or a line tells them, else by the names that controllers make. */
import { addToList } from '../../../common/add_to_list';
import { isJsonObject } from '../../../common/parse/json_values';
import {
  isAllDigits,
  isGeneratedSuffix,
  isRandomSuffix,
  splitAtLastDash,
} from '../../../common/parse/names/generated_names';
import type { NameRule } from '../control_loops/control_loop';
import type { ControlLoops } from '../control_loops/control_loops';
import type { ObjectIndex, TimelineObject } from './object_index';
import { isSystemUser } from './actors';

export interface Child {
  state: TimelineObject;
  /** told by owner references, Events or lines; else by its name only */
  told: boolean;
}

/** How many owners up a chain is followed: Rollout, ReplicaSet, Pod and what operators put on top have fewer. */
const MAX_OWNERS = 10;

/** The owners and the owned objects of all objects. */
export class OwnerIndex {
  private readonly children = new Map<TimelineObject, Child[]>();
  private readonly parents = new Map<TimelineObject, Child>();

  constructor(objects: ObjectIndex, loops: ControlLoops) {
    for (const state of objects.all) {
      const reference = state.owners.find(({ controller }) => controller) ?? state.owners[0];
      const told =
        reference &&
        objects.find(
          {
            kind: reference.kind,
            namespace: state.namespace,
            name: reference.name,
            uid: reference.uid,
          },
          state.since
        );
      const owner =
        told ??
        (reference?.uid || hasNoOwner(state) ? undefined : ownerByName(state, objects, loops));
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

  /** The object, its owner, that one's owner and so on. */
  *lineOf(state: TimelineObject): Generator<TimelineObject> {
    let current: TimelineObject | undefined = state;
    for (let i = 0; current && i < MAX_OWNERS; i++) {
      yield current;
      current = this.parents.get(current)?.state;
    }
  }
}

/** A person made it, or its body names no owner: whatever it is called. */
function hasNoOwner({ created, body, owners }: TimelineObject): boolean {
  if (created?.audit && !isSystemUser(created.audit.user?.username)) return true;
  return body !== undefined && !owners.length && isJsonObject(body.metadata);
}

function ownerByName(
  { kind, namespace, name, since }: TimelineObject,
  objects: ObjectIndex,
  loops: ControlLoops
): TimelineObject | undefined {
  if (kind === undefined || name === undefined) return undefined;
  const owners = ownersNamed(kind, name, loops);
  for (const owner of owners) {
    const found = objects.find({ ...owner, namespace }, since);
    if (found) return found;
  }
  // no record names the ReplicaSet or Job between a Pod and its Deployment or CronJob
  for (const between of owners) {
    for (const owner of ownersNamed(between.kind, between.name, loops)) {
      const found = objects.find({ ...owner, namespace }, since);
      if (found) return found;
    }
  }
  return undefined;
}

/** The objects whose controllers would make this name. */
function ownersNamed(
  kind: string,
  name: string,
  loops: ControlLoops
): Array<{ kind: string; name: string }> {
  return loops
    .ownerNamesOf(kind)
    .flatMap(({ ownerKind, rule }) =>
      stemsOf(name, rule).map((stem) => ({ kind: ownerKind, name: stem }))
    );
}

/** The names of which this one may be made by the rule: one, but of claims, whose template and owner may both have dashes. */
function stemsOf(name: string, rule: NameRule): string[] {
  if (rule === 'sameName') return [name];
  const { last, rest } = splitAtLastDash(name);
  if (rest === undefined) return [];
  switch (rule) {
    case 'randomSuffix':
      return isRandomSuffix(last) ? [rest] : [];
    case 'templateHash':
      return isGeneratedSuffix(last) ? [rest] : [];
    case 'ordinal':
    case 'scheduledMinute':
      return isAllDigits(last) ? [rest] : [];
    case 'claimOrdinal':
      return isAllDigits(last) ? afterDashes(rest) : [];
    case 'indexAndRandomSuffix': {
      const { last: index, rest: stem } = splitAtLastDash(rest);
      return stem !== undefined && isAllDigits(index) && isRandomSuffix(last) ? [stem] : [];
    }
    default:
      return [];
  }
}

function afterDashes(name: string): string[] {
  const stems: string[] = [];
  for (let dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1))
    stems.push(name.slice(dash + 1));
  return stems;
}
