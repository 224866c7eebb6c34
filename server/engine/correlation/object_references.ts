/** Which objects of the trace a record names. */
import { addToList } from '../../../common/add_to_list';
import type { LogRecord, ReasonRule } from '../../../common/model/log_record';
import { findContainerIds } from '../../../common/parse/container_ids';
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import { EVENT_REQUEST_US, UNNAMED_BEFORE_US, UNNAMED_US } from '../control_loops/walk_settings';
import type { Evidence } from '../evidence';
import type { Timeline } from '../timeline/build_timeline';
import { targetOf } from '../timeline/read_audit';
import type { ObjectIndex, TimelineObject } from '../timeline/object_index';
import type { TraceObject, TraceObjects } from './trace_objects';
import { memoize } from '../memoize';

export interface FoundReference {
  member: TraceObject;
  rule: ReasonRule;
  evidence: string;
  confidence: number;
}

/** How sure a mention is, given that the object belongs to the trace. */
const SURE = {
  uid: 0.98,
  name: 0.97,
  container: 0.97,
  path: 0.96,
  word: 0.95,
  bare: 0.8,
  read: 0.9,
  unnamed: 0.88,
};

/** Longest text that is searched for names. */
const LONGEST_TEXT = 65_536;

const containerIdsOf = memoize((one: Evidence) => findContainerIds(one));

export class ObjectReferences {
  private readonly byWord = new Map<
    string,
    Array<{ member: TraceObject; rule: ReasonRule; confidence: number }>
  >();
  /** of the words: most words of a line are dismissed by their length */
  private readonly lengths = new Set<number>();
  private readonly podOfContainer = new Map<string, TimelineObject>();
  private readonly containers = new Map<TimelineObject, string[]>();
  private readonly graph: ObjectIndex;
  private byKind: Map<string, TraceObject[]> | undefined;

  constructor(
    private readonly members: TraceObjects,
    { objects, loops, evidence }: Pick<Timeline, 'objects' | 'loops' | 'evidence'>
  ) {
    this.graph = objects;
    for (const one of evidence) this.learnContainers(one);
    for (const member of members.all) {
      const { uid, name, kind, owners } = member.state;
      if (uid) this.addWord(uid, { member, rule: 'object-uid', confidence: SURE.uid });
      // names that controllers generate are unique; those that people choose may be any word
      if (
        name &&
        loops.hasUniqueNames(kind) &&
        (kind !== 'Pod' ||
          ((owners.length > 0 || member.proof === 'generatedName') && !isOrdinal(name)))
      ) {
        this.addWord(name, { member, rule: 'object-name', confidence: SURE.word });
      }
    }
    for (const [id, state] of this.podOfContainer) {
      const member = members.of(state);
      if (member) this.addWord(id, { member, rule: 'container-id', confidence: SURE.container });
    }
  }

  /** The containers and sandboxes of a Pod that are known. */
  containersOf(state: TimelineObject): string[] {
    return this.containers.get(state) ?? [];
  }

  of(one: Evidence): FoundReference[] {
    const found = new Map<TraceObject, FoundReference>();
    const add = (mention: FoundReference): void => {
      const known = found.get(mention.member);
      if (!known || known.confidence < mention.confidence) found.set(mention.member, mention);
    };
    if (one.audit) {
      for (const mention of this.ofAudit(one)) add(mention);
      return [...found.values()];
    }
    const { record, at } = one;
    for (const reference of record.objects) {
      const byUid = reference.uid ? this.graph.find({ uid: reference.uid }) : undefined;
      if (byUid) {
        const member = this.members.of(byUid);
        if (member)
          add({ member, rule: 'object-uid', evidence: reference.uid!, confidence: SURE.uid });
        continue;
      }
      if (reference.name === undefined) continue;
      for (const member of this.named(reference.kind, reference.namespace, reference.name, at)) {
        const full = reference.namespace !== undefined || member.state.namespace === undefined;
        // a name that somebody chose, without its namespace, may be anybody's
        if (!full && !this.byWord.has(reference.name)) continue;
        add({
          member,
          rule: full ? 'object-name' : 'object-bare-name',
          evidence: full
            ? `${reference.namespace ? `${reference.namespace}/` : ''}${reference.name}`
            : reference.name,
          confidence: full ? SURE.name : SURE.bare,
        });
      }
    }
    for (const word of wordsOf(record.message, this.lengths)) {
      for (const { member, rule, confidence } of this.byWord.get(word) ?? [])
        if (rule !== 'object-name' || (this.isMeant(member, at) && !isElsewhere(member, record)))
          add({ member, rule, evidence: word, confidence });
    }
    for (const id of containerIdsOf(one)) {
      for (const { member, rule, confidence } of this.byWord.get(id) ?? [])
        add({ member, rule, evidence: id, confidence });
    }
    return [...found.values()];
  }

  /** A request is about its own object; whose owner that is, is said of every Pod of a workload. */
  private *ofAudit(one: Evidence): Generator<FoundReference> {
    const audit = one.audit!;
    const { objectRef, verb } = audit;
    if (objectRef?.resource === 'events') {
      // `<object>.<hash>` (client-go tools/record eventName)
      const name = objectRef.name ?? audit.object?.name;
      const dot = name?.lastIndexOf('.') ?? -1;
      if (!name || dot <= 0) return;
      for (const member of this.members.named(objectRef.namespace, name.slice(0, dot)))
        if (isOfTime(member, one.at))
          yield { member, rule: 'request-on-object', evidence: name, confidence: SURE.path };
      return;
    }
    if (
      verb === 'create' &&
      objectRef?.name === undefined &&
      audit.object?.name === undefined &&
      objectRef?.subresource === undefined
    ) {
      yield* this.ofUnnamed(one);
      return;
    }
    const state = targetOf(audit, one.at, this.graph);
    const member = state && this.members.of(state);
    if (!member) return;
    const isRead = verb === 'get' || verb === 'list' || verb === 'watch';
    yield {
      member,
      rule: 'request-on-object',
      evidence: member.path.at(-1) ?? '',
      confidence: isRead ? SURE.read : SURE.path,
    };
  }

  /** A creation whose answer wasn't kept does not tell the name that was made: what was first named right after it, of its kind and place. */
  private *ofUnnamed({ audit, at }: Evidence): Generator<FoundReference> {
    const { objectRef } = audit!;
    const kind = objectRef?.resource && kindOfResource(objectRef.resource);
    if (!kind) return;
    for (const member of this.ofKind(kind, objectRef.namespace)) {
      const { state } = member;
      if (state.since < at - UNNAMED_BEFORE_US || state.since > at + UNNAMED_US) continue;
      yield {
        member,
        rule: 'request-on-object',
        evidence: state.name ?? '',
        confidence: SURE.unnamed,
      };
      return;
    }
  }

  private ofKind(kind: string, namespace: string | undefined): TraceObject[] {
    if (!this.byKind) {
      this.byKind = new Map();
      for (const member of this.members.all)
        addToList(
          this.byKind,
          `${member.state.kind ?? ''}/${member.state.namespace ?? ''}`,
          member
        );
    }
    return this.byKind.get(`${kind}/${namespace ?? ''}`) ?? [];
  }

  /** The members that a name means at that time: names are used again. */
  private named(
    kind: string | undefined,
    namespace: string | undefined,
    name: string,
    at: number
  ): TraceObject[] {
    const candidates =
      namespace !== undefined || kind === undefined
        ? this.members.named(namespace, name)
        : this.members.namedAnywhere(name);
    const fitting = candidates.filter(
      ({ state }) => kind === undefined || state.kind === undefined || state.kind === kind
    );
    return fitting.filter((member) => this.isMeant(member, at));
  }

  /** A Deployment that is made again has ReplicaSets of the same names (their hash is of its template). */
  private isMeant({ state }: TraceObject, at: number): boolean {
    return (
      state.kind === undefined ||
      this.graph.find({ kind: state.kind, namespace: state.namespace, name: state.name }, at) ===
        state
    );
  }

  private addWord(
    word: string,
    entry: { member: TraceObject; rule: ReasonRule; confidence: number }
  ): void {
    this.lengths.add(word.length);
    const known = this.byWord.get(word);
    if (known) known.push(entry);
    else this.byWord.set(word, [entry]);
  }

  /** A record that names one Pod and containers tells whose they are. */
  private learnContainers(one: Evidence): void {
    const ids = containerIdsOf(one);
    if (!ids.length) return;
    const pods = new Set<TimelineObject>();
    const references = one.audit ? one.record.objects.slice(0, 1) : one.record.objects;
    for (const reference of references) {
      const state =
        reference.uid || reference.name
          ? this.graph.find({ kind: 'Pod', ...reference }, one.at)
          : undefined;
      if (state?.pod) pods.add(state);
    }
    let [pod] = pods;
    // `CreateContainer within sandbox "<id>" … returns container id "<id>"`: one is known already
    if (!pod)
      pod = ids.map((id) => this.podOfContainer.get(id)).find((known) => known !== undefined);
    if (!pod || pods.size > 1) return;
    for (const id of ids) {
      if (this.podOfContainer.has(id)) continue;
      this.podOfContainer.set(id, pod);
      addToList(this.containers, pod, id);
    }
  }
}

const isOfTime = ({ since }: TraceObject, at: number): boolean => at >= since - EVENT_REQUEST_US;

/** A StatefulSet's Pod is called as people chose, and so are others elsewhere. */
function isOrdinal(name: string): boolean {
  for (let i = name.length - 1; i >= 0; i--) {
    const code = name.charCodeAt(i);
    if (code === 45) return i < name.length - 1;
    if (code < 48 || code > 57) return false;
  }
  return false;
}

/** What the record is about is all in other namespaces, where the same manifest makes the same names. */
function isElsewhere({ state: { namespace } }: TraceObject, { objects }: LogRecord): boolean {
  return (
    namespace !== undefined &&
    objects.some((object) => object.namespace !== undefined) &&
    objects.every((object) => object.namespace === undefined || object.namespace !== namespace)
  );
}

/** Runs of letters, digits, `-` and `.`: names, uids, IDs; those of these lengths. Also a uid behind `pod`, as control groups have it. Linear. */
export function wordsOf(text: string, lengths: ReadonlySet<number>): Set<string> {
  const words = new Set<string>();
  const end = Math.min(text.length, LONGEST_TEXT);
  let start = -1;
  for (let i = 0; i <= end; i++) {
    const code = i < end ? text.charCodeAt(i) : 32;
    const isWord =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45 || code === 46;
    if (isWord) {
      if (start < 0) start = i;
      continue;
    }
    if (start >= 0 && i - start >= SHORTEST_WORD) addWord(words, text, start, i, lengths);
    start = -1;
  }
  return words;
}

const SHORTEST_WORD = 5;
const UID_LENGTH = 36;

function addWord(
  words: Set<string>,
  text: string,
  from: number,
  to: number,
  lengths: ReadonlySet<number>
): void {
  let start = from;
  let end = to;
  while (start < end && (text.charCodeAt(start) === 45 || text.charCodeAt(start) === 46)) start++;
  while (end > start && (text.charCodeAt(end - 1) === 45 || text.charCodeAt(end - 1) === 46)) end--;
  const length = end - start;
  if (length < SHORTEST_WORD) return;
  if (lengths.has(length)) words.add(text.slice(start, end));
  if (lengths.has(UID_LENGTH)) {
    if (length === UID_LENGTH + 3 && text.startsWith('pod', start))
      words.add(text.slice(start + 3, end));
    // `<uid>-<volume>`, `cri-containerd-<id>.scope`
    else if (
      length > UID_LENGTH &&
      text.charCodeAt(start + 8) === 45 &&
      text.charCodeAt(start + UID_LENGTH) === 45
    )
      words.add(text.slice(start, start + UID_LENGTH));
  }
  // `<name>.<hash>`: an Event's name
  let dot = end - 1;
  while (dot >= start && text.charCodeAt(dot) !== 46) dot--;
  if (dot - start >= SHORTEST_WORD && lengths.has(dot - start)) words.add(text.slice(start, dot));
}
