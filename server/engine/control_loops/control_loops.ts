/** Walks the catalogue of control loops forwards (what follows from a change) and backwards (what may have caused it). */
import { addToList } from '../../../common/add_to_list';
import { findKind } from '../../../common/parse/builtin_kinds';
import { CONTROL_LOOPS } from './catalogue';
import {
  ANY_KIND,
  RELATIONS,
  UNLISTED_KIND,
  type ControlLoop,
  type Convergence,
  type LoopWrite,
  type NameRule,
  type ObjectPart,
  type Relation,
  type Verb,
} from './control_loop';

/** What follows from a change in one relation, by whichever loops. */
export interface Effect {
  relation: Relation;
  /** kinds of the objects that are written; undefined: any */
  kinds?: ReadonlySet<string>;
  verbs: ReadonlySet<Verb>;
  subresource?: string;
  field?: string;
  /** the longest time after the change, milliseconds; Infinity: no limit */
  maxDelayMs: number;
}

/** Names of a kind that a controller makes from those of an owner. */
export interface OwnerName {
  ownerKind: string;
  rule: NameRule;
}

/** A line that a component logs when a request of its own was answered. */
export interface Answer {
  component: string;
  verb: Verb;
  subresource?: string;
}

/** Rules whose names are used once: a name that is new means an object that is new. */
const NEW_NAMES: ReadonlySet<NameRule> = new Set([
  'randomSuffix',
  'templateHash',
  'scheduledMinute',
  'indexAndRandomSuffix',
]);
/** Rules whose names no other object has, of whatever kind or namespace: they can be searched for as words. */
const UNIQUE_NAMES: ReadonlySet<NameRule> = new Set([
  'randomSuffix',
  'templateHash',
  'indexAndRandomSuffix',
  'fromId',
]);
/** Rules whose names begin with the owner's name and a dash. */
const PREFIXED_NAMES: ReadonlySet<NameRule> = new Set([
  'randomSuffix',
  'templateHash',
  'ordinal',
  'scheduledMinute',
  'indexAndRandomSuffix',
]);

export class ControlLoops {
  private readonly byReaction = new Map<string, ControlLoop[]>();
  private readonly byWrite = new Map<string, ControlLoop[]>();
  private readonly ownerNames = new Map<string, OwnerName[]>();
  private readonly rules = new Map<string, Set<NameRule>>();
  private readonly prefixOwners = new Set<string>();
  private readonly convergences = new Map<string, Convergence>();
  private readonly effects = new Map<string, Effect[]>();
  /** kinds that count Pods, with the longest time after a Pod's change at which they are written, milliseconds */
  readonly countingKinds: ReadonlyMap<string, number>;
  /** by message */
  readonly answers: ReadonlyMap<string, Answer>;

  constructor(readonly all: readonly ControlLoop[] = CONTROL_LOOPS) {
    const answers = new Map<string, Answer>();
    const counting = new Map<string, number>();
    for (const loop of all) {
      const kinds = namesOf(loop.reactsTo.kind);
      for (const kind of kinds) {
        addToList(this.byReaction, kind, loop);
        if (loop.convergesWhen && !this.convergences.has(kind))
          this.convergences.set(kind, loop.convergesWhen);
      }
      for (const write of loop.writes) {
        const { subresource, logsAnswer } = write;
        addToList(this.byWrite, write.kind, loop);
        if (logsAnswer && loop.component)
          answers.set(logsAnswer.message, {
            component: loop.component,
            verb: logsAnswer.verb,
            subresource,
          });
        if (write.relation === 'counts')
          counting.set(write.kind, Math.max(loop.maxDelayMs ?? 0, counting.get(write.kind) ?? 0));
        for (const kind of kinds)
          for (const rule of write.names ?? []) this.learnName(kind, write, rule);
      }
    }
    this.answers = answers;
    this.countingKinds = counting;
  }

  private learnName(ownerKind: string, { kind, relation }: LoopWrite, rule: NameRule): void {
    this.rules.set(kind, (this.rules.get(kind) ?? new Set()).add(rule));
    if (relation !== 'owned' || rule === 'fromId') return;
    addToList(this.ownerNames, kind, { ownerKind, rule });
    if (PREFIXED_NAMES.has(rule)) this.prefixOwners.add(ownerKind);
  }

  /** Loops that react to a change of these parts of an object of that kind; without parts to any change. */
  reactingTo(kind: string | undefined, parts?: ReadonlySet<ObjectPart>): ControlLoop[] {
    const listed = (kind !== undefined && this.byReaction.get(kind)) || [];
    const loops = [
      ...listed,
      ...(listed.length ? [] : (this.byReaction.get(UNLISTED_KIND) ?? [])),
      ...(this.byReaction.get(ANY_KIND) ?? []),
    ];
    return parts
      ? loops.filter(({ reactsTo }) => reactsTo.parts.some((part) => parts.has(part)))
      : loops;
  }

  /** Whether a loop reacts to a change of these parts. */
  isReacting(kind: string | undefined, parts: ReadonlySet<ObjectPart>): boolean {
    return this.reactingTo(kind, parts).length > 0;
  }

  /** What loops write when these parts change, each relation once (each field once), in the order of RELATIONS. */
  effectsOf(kind: string | undefined, parts?: ReadonlySet<ObjectPart>): Effect[] {
    const key = `${kind ?? ''}\u0000${parts ? [...parts].sort().join() : ''}`;
    const known = this.effects.get(key);
    if (known) return known;
    const merged = new Map<string, Effect>();
    for (const { writes, maxDelayMs = Infinity } of this.reactingTo(kind, parts)) {
      for (const write of writes) {
        const { relation, field = '' } = write;
        merged.set(
          `${relation} ${field}`,
          mergeEffect(merged.get(`${relation} ${field}`), write, maxDelayMs)
        );
      }
    }
    const effects = [...merged.values()].sort(
      (a, b) => RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation)
    );
    // kinds come from log text: no more are remembered than a cluster has
    if (this.effects.size < MAX_REMEMBERED) this.effects.set(key, effects);
    return effects;
  }

  /** Loops that write objects of that kind, those that write any kind last. */
  writing(kind: string | undefined): ControlLoop[] {
    return [
      ...new Set([
        ...((kind !== undefined && this.byWrite.get(kind)) || []),
        ...(this.byWrite.get(ANY_KIND) ?? []),
      ]),
    ];
  }

  /** Kinds whose controllers own objects of that kind. */
  ownerKindsOf(kind: string): string[] {
    const isOwner = ({ reactsTo, writes }: ControlLoop): boolean =>
      reactsTo.kind !== ANY_KIND &&
      reactsTo.kind !== UNLISTED_KIND &&
      writes.some((write) => write.kind === kind && write.relation === 'owned');
    return [
      ...new Set(
        this.writing(kind)
          .filter(isOwner)
          .map(({ reactsTo }) => reactsTo.kind)
      ),
    ];
  }

  /** How names of that kind are made from their owners' names, in the order of the catalogue. */
  ownerNamesOf(kind: string | undefined): readonly OwnerName[] {
    return (kind !== undefined && this.ownerNames.get(kind)) || [];
  }

  /** Whether controllers make objects whose names begin with the name of an object of that kind. */
  isNamePrefix(kind: string | undefined): boolean {
    return kind !== undefined && this.prefixOwners.has(kind);
  }

  /** Whether a controller makes the names of that kind, and each but once. */
  hasNewNames(kind: string | undefined): boolean {
    return this.hasRule(kind, NEW_NAMES);
  }

  /** Whether a controller makes the names of that kind, and no object of another kind or namespace has the same. */
  hasUniqueNames(kind: string | undefined): boolean {
    return this.hasRule(kind, UNIQUE_NAMES);
  }

  private hasRule(kind: string | undefined, of: ReadonlySet<NameRule>): boolean {
    const rules = kind === undefined ? undefined : this.rules.get(kind);
    return rules !== undefined && [...rules].some((rule) => of.has(rule));
  }

  /** When the loops have nothing more to do for an object of that kind; undefined: they are done at once. */
  convergenceOf(kind: string | undefined): Convergence | undefined {
    return kind === undefined ? undefined : this.convergences.get(kind);
  }
}

const MAX_REMEMBERED = 1_000;

/** A custom resource's kind, and its resource's name: without a body a record has only that (apimachinery meta.UnsafeGuessKindToResource). */
function namesOf(kind: string): string[] {
  if (kind === ANY_KIND || kind === UNLISTED_KIND || findKind(kind) !== undefined) return [kind];
  const lower = kind.toLowerCase();
  return [
    kind,
    lower.endsWith('s')
      ? `${lower}es`
      : lower.endsWith('y')
        ? `${lower.slice(0, -1)}ies`
        : `${lower}s`,
  ];
}

function mergeEffect(
  known: Effect | undefined,
  { kind, verbs, relation, field, subresource }: LoopWrite,
  maxDelayMs: number
): Effect {
  const kinds =
    kind === ANY_KIND || (known && !known.kinds)
      ? undefined
      : new Set([...(known?.kinds ?? []), kind]);
  return {
    relation,
    field,
    kinds,
    verbs: new Set([...(known?.verbs ?? []), ...verbs]),
    maxDelayMs: Math.max(maxDelayMs, known?.maxDelayMs ?? 0),
    subresource: known && known.subresource !== subresource ? undefined : subresource,
  };
}

/** The catalogue as it is, without loops of users. */
export const DEFAULT_LOOPS = new ControlLoops();
