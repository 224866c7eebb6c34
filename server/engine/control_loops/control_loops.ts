/** Walks the catalogue of control loops forwards (what follows from a change) and backwards (what may have caused it). */
import { addToList } from '../../../common/list_map';
import { CONTROL_LOOPS } from './catalogue';
import { ANY_KIND, UNLISTED_KIND, type ControlLoop, type Convergence, type LoopWrite, type NameRule, type ObjectPart, type Relation } from './control_loop';

/** One write of one loop. */
export interface Effect {
  loop: ControlLoop;
  write: LoopWrite;
}

/** Names of a kind that a controller makes from those of an owner. */
export interface OwnerName {
  ownerKind: string;
  rule: NameRule;
}

/** Rules whose names are used once: a name that is new means an object that is new. */
const NEW_NAMES: ReadonlySet<NameRule> = new Set(['randomSuffix', 'templateHash', 'scheduledMinute', 'indexAndRandomSuffix']);
/** Rules whose names no other object has, of whatever kind or namespace: they can be searched for as words. */
const UNIQUE_NAMES: ReadonlySet<NameRule> = new Set(['randomSuffix', 'templateHash', 'indexAndRandomSuffix', 'fromId']);
/** Rules whose names begin with the owner's name and a dash. */
const PREFIXED_NAMES: ReadonlySet<NameRule> = new Set(['randomSuffix', 'templateHash', 'ordinal', 'scheduledMinute', 'indexAndRandomSuffix']);

export class ControlLoops {
  private readonly byReaction = new Map<string, ControlLoop[]>();
  private readonly byWrite = new Map<string, ControlLoop[]>();
  private readonly ownerNames = new Map<string, OwnerName[]>();
  private readonly rules = new Map<string, Set<NameRule>>();
  private readonly prefixOwners = new Set<string>();
  private readonly convergences = new Map<string, Convergence>();
  private readonly counting = new Map<string, number>();
  /** lines that components log when a request of their own was answered, by message */
  readonly answers: ReadonlyMap<string, { component: string; write: LoopWrite }>;

  constructor(readonly all: readonly ControlLoop[] = CONTROL_LOOPS) {
    const answers = new Map<string, { component: string; write: LoopWrite }>();
    for (const loop of all) {
      const { kind } = loop.reactsTo;
      addToList(this.byReaction, kind, loop);
      if (loop.convergesWhen && !this.convergences.has(kind)) this.convergences.set(kind, loop.convergesWhen);
      for (const write of loop.writes) {
        addToList(this.byWrite, write.kind, loop);
        if (write.loggedAs && loop.component) answers.set(write.loggedAs, { component: loop.component, write });
        if (write.relation === 'counts') this.counting.set(write.kind, Math.max(loop.maxDelayMs ?? 0, this.counting.get(write.kind) ?? 0));
        for (const rule of write.names ?? []) this.learnName(kind, write, rule);
      }
    }
    this.answers = answers;
  }

  private learnName(ownerKind: string, { kind, relation }: LoopWrite, rule: NameRule): void {
    const rules = this.rules.get(kind) ?? new Set();
    this.rules.set(kind, rules.add(rule));
    if (relation !== 'owned' || rule === 'fromId') return;
    addToList(this.ownerNames, kind, { ownerKind, rule });
    if (PREFIXED_NAMES.has(rule)) this.prefixOwners.add(ownerKind);
  }

  /** Loops that react to a change of these parts of an object of that kind; without parts to any change. */
  reactingTo(kind: string | undefined, parts?: ReadonlySet<ObjectPart>): ControlLoop[] {
    const listed = (kind !== undefined && this.byReaction.get(kind)) || [];
    const loops = [...listed, ...(listed.length ? [] : this.byReaction.get(UNLISTED_KIND) ?? []), ...(this.byReaction.get(ANY_KIND) ?? [])];
    return parts ? loops.filter(({ reactsTo }) => reactsTo.parts.some((part) => parts.has(part))) : loops;
  }

  /** What these loops write, in the order of the catalogue. */
  effectsOf(kind: string | undefined, parts?: ReadonlySet<ObjectPart>): Effect[] {
    return this.reactingTo(kind, parts).flatMap((loop) => loop.writes.map((write) => ({ loop, write })));
  }

  /** Loops that write objects of that kind, those that write any kind last. */
  writing(kind: string | undefined): ControlLoop[] {
    const loops = [...((kind !== undefined && this.byWrite.get(kind)) || []), ...(this.byWrite.get(ANY_KIND) ?? [])];
    return [...new Set(loops)];
  }

  /** Whether a loop reacts to a change of these parts. */
  isReacting(kind: string | undefined, parts: ReadonlySet<ObjectPart>): boolean {
    return this.reactingTo(kind, parts).length > 0;
  }

  /** Kinds whose controllers own objects of that kind. */
  ownerKindsOf(kind: string): string[] {
    return [...new Set(this.writing(kind).filter(({ reactsTo, writes }) => reactsTo.kind !== ANY_KIND && reactsTo.kind !== UNLISTED_KIND
      && writes.some((write) => write.kind === kind && write.relation === 'owned')).map(({ reactsTo }) => reactsTo.kind))];
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

  /** Kinds that count Pods, with the longest time after a Pod's change at which they are written, milliseconds. */
  get countingKinds(): ReadonlyMap<string, number> {
    return this.counting;
  }

  /** The longest time after the change at which a write of that relation counts as its effect, milliseconds; Infinity: no limit. */
  maxDelayMs(kind: string, relation: Relation): number {
    const delays = this.effectsOf(kind).filter(({ write }) => write.relation === relation).map(({ loop }) => loop.maxDelayMs ?? Infinity);
    return delays.length ? Math.max(...delays) : Infinity;
  }
}

/** The catalogue as it is, without loops of users. */
export const DEFAULT_LOOPS = new ControlLoops();

/** Loops that react to a change of that part of an object of that kind. */
export const loopsReactingTo = (kind: string, part?: ObjectPart): ControlLoop[] => DEFAULT_LOOPS.reactingTo(kind, part && new Set([part]));
/** Loops that write objects of that kind. */
export const loopsWriting = (kind: string): ControlLoop[] => DEFAULT_LOOPS.writing(kind);
/** Kinds whose controllers own objects of that kind. */
export const ownerKindsOf = (kind: string): string[] => DEFAULT_LOOPS.ownerKindsOf(kind);
