/** Which facts are about which Pod: names are used again (StatefulSets), so a uid decides where there is one, else the time. */
import type { ObjectReference } from '../../../common/model/log_record';
import { systemActor } from './actors';
import type { Fact, OwnerRef } from './fact';

export interface PodHistory {
  pod: ObjectReference;
  owner?: OwnerRef;
  node?: string;
  /** microseconds: when it was made, or first heard of */
  since: number;
  /** a record says when it was made */
  created?: Fact;
  /** microseconds: when another Pod of this name was first heard of */
  until?: number;
  /** in order of time */
  facts: Fact[];
}

/** Events that are told to the second may lie this much before what happened within that second; microseconds. */
export const COARSE = 1_000_000;

/** What a fact is about, where that is a Pod. */
export function podOfFact({ write, event, line, record }: Fact): ObjectReference | undefined {
  if (write) {
    if (write.resource !== 'pods' || !write.name || write.verb === 'deletecollection') return undefined;
    return { kind: 'Pod', namespace: write.namespace, name: write.name, uid: write.uid };
  }
  if (event) return event.regarding.kind === 'Pod' && event.regarding.name ? event.regarding : undefined;
  return line ? record.objects.find(({ kind, name }) => kind === 'Pod' && name) : undefined;
}

/** The Pod that an owner's Event says it made or deleted: `Created pod: web-1`, `delete Pod db-1 in StatefulSet db successful`. */
export function madePod({ event }: Fact): ObjectReference | undefined {
  if (event?.reason !== 'SuccessfulCreate' && event?.reason !== 'SuccessfulDelete') return undefined;
  const words = (event.message ?? '').split(' ', 8);
  const at = words.findIndex((word) => word === 'pod:' || word === 'Pod');
  const name = at < 0 ? undefined : words[at + 1];
  return name ? { kind: 'Pod', namespace: event.regarding.namespace, name } : undefined;
}

/** The Pods that these facts are about. */
export function podHistories(facts: readonly Fact[]): PodHistory[] {
  const byName = new Map<string, Fact[]>();
  for (const fact of facts) {
    const pod = podOfFact(fact);
    if (!pod) continue;
    const key = `${pod.namespace ?? ''}/${pod.name}`;
    const list = byName.get(key);
    if (list) list.push(fact);
    else byName.set(key, [fact]);
  }
  return [...byName.values()].flatMap((list) => livesOf(list.sort((a, b) => a.at - b.at)));
}

/** One history for each Pod that bore this name. */
function livesOf(facts: Fact[]): PodHistory[] {
  const byUid = new Map<string, Fact[]>();
  const bare: Fact[] = [];
  for (const fact of facts) {
    const uid = podOfFact(fact)!.uid;
    if (!uid) bare.push(fact);
    else if (byUid.has(uid)) byUid.get(uid)!.push(fact);
    else byUid.set(uid, [fact]);
  }
  const lives = byUid.size ? [...byUid.values()] : splitByEnd(bare.splice(0));
  const starts = lives.map((list) => list[0]!.at);
  for (const fact of bare) {
    const slack = fact.event && !fact.event.eventTime ? COARSE : 50_000;
    let of = 0;
    starts.forEach((start, i) => { if (start <= fact.at + slack && start >= starts[of]!) of = i; });
    lives[of]!.push(fact);
  }
  const histories = lives.map((list) => historyOf(list.sort((a, b) => a.at - b.at))).sort((a, b) => a.since - b.since);
  histories.forEach((history, i) => { history.until = histories[i + 1]?.since; });
  return histories;
}

/** Without any uid: what is heard of a name after its Pod was gone is another Pod. */
function splitByEnd(facts: Fact[]): Fact[][] {
  const lives: Fact[][] = [];
  let current: Fact[] = [];
  let gone = false;
  for (const fact of facts) {
    if (gone && isBeginning(fact)) {
      lives.push(current);
      current = [];
      gone = false;
    }
    current.push(fact);
    if (isEnd(fact)) gone = true;
  }
  if (current.length) lives.push(current);
  return lives;
}

const isBeginning = ({ write, event, line }: Fact): boolean =>
  write ? write.verb === 'create' && (!write.subresource || write.subresource === 'binding')
    : event ? event.reason === 'Scheduled' || event.reason === 'FailedScheduling'
      : line !== undefined && line.message === 'SyncLoop ADD';

/** The kubelet's last delete, without grace, takes the object away (kubelet status_manager.go); `SyncLoop REMOVE` follows it. */
export function isEnd({ write, line }: Fact): boolean {
  if (write) {
    return write.verb === 'delete' && !write.finalizers?.length && (systemActor(write) === 'kubelet' || write.graceSeconds === 0 || (write.answered === true && !write.node));
  }
  return line?.message === 'SyncLoop REMOVE';
}

function historyOf(facts: Fact[]): PodHistory {
  const first = podOfFact(facts[0]!)!;
  const history: PodHistory = { pod: { kind: 'Pod', namespace: first.namespace, name: first.name }, since: facts[0]!.at, facts };
  for (const fact of facts) {
    const { write, event, line } = fact;
    const uid = podOfFact(fact)!.uid;
    if (uid) history.pod.uid ??= uid;
    if (write) {
      history.owner ??= write.owner;
      if (write.node) history.node = write.node;
      else if (systemActor(write) === 'kubelet') history.node ??= write.user!.slice('system:node:'.length);
      if (write.verb === 'create' && !write.subresource) history.created ??= fact;
    } else if (event) {
      history.node ??= nodeOfEvent(fact);
    } else if (line && fact.record.component === 'kubelet') {
      history.node ??= fact.record.node;
    }
  }
  return history;
}

/** `Successfully assigned shop/web-1 to node-a` (scheduler), or the kubelet's own name. */
function nodeOfEvent({ event }: Fact): string | undefined {
  if (event!.component === 'kubelet' && event!.host) return event!.host;
  if (event!.reason !== 'Scheduled' || !event!.message) return undefined;
  const at = event!.message.lastIndexOf(' to ');
  return at < 0 ? undefined : event!.message.slice(at + 4).trim() || undefined;
}
