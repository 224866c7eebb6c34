/** Control loops that users add in `requestTrace.controlLoops`, beside the catalogue. */
import { memoize } from '../memoize';
import { CONTROL_LOOPS } from './catalogue';
import {
  RELATION_PROOFS,
  RELATIONS,
  type ControlLoop,
  type NameRule,
  type ObjectPart,
  type Relation,
  type Verb,
} from './control_loop';
import { ControlLoops } from './control_loops';

/** An entry of the setting, as kibana.yml has it. */
export interface UserLoop {
  controller: string;
  reactsTo: { kind: string; parts: ObjectPart[] };
  writes: Array<{
    kind: string;
    verbs: Verb[];
    relation: Relation;
    field?: string;
    names: NameRule[];
  }>;
  usualDelayMs: number;
  maxDelayMs?: number;
  /** type of the condition that is True when an object of `reactsTo.kind` is as it should be */
  readyCondition?: string;
  source: string;
}

export const OBJECT_PARTS: readonly ObjectPart[] = ['spec', 'metadata', 'status', 'deletion'];
export const VERBS: readonly Verb[] = ['get', 'create', 'update', 'patch', 'delete'];
export const NAME_RULES: readonly NameRule[] = [
  'randomSuffix',
  'templateHash',
  'ordinal',
  'claimOrdinal',
  'scheduledMinute',
  'indexAndRandomSuffix',
  'sameName',
  'fromId',
];
export { RELATIONS };

/** Most entries of the setting: each costs a little for each object of a trace. */
export const MAX_USER_LOOPS = 100;

/** Returns the catalogue with the user's entries before it, once for each value of the setting. */
export const withUserLoops: (entries: readonly UserLoop[]) => ControlLoops = memoize(
  (entries: readonly UserLoop[]) =>
    new ControlLoops([...entries.map(readUserLoop), ...CONTROL_LOOPS])
);

function readUserLoop({
  controller,
  reactsTo,
  writes,
  usualDelayMs,
  maxDelayMs,
  readyCondition,
  source,
}: UserLoop): ControlLoop {
  return {
    controller,
    reactsTo,
    usualDelayMs,
    source,
    maxDelayMs,
    convergesWhen: readyCondition === undefined ? undefined : { condition: readyCondition },
    writes: writes.map(({ names, ...write }) => ({ ...write, ...(names.length ? { names } : {}) })),
    proofs: [...new Set(writes.map(({ relation }) => RELATION_PROOFS[relation]))],
  };
}
