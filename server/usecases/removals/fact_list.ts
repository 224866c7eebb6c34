import type { ObjectReference } from '../../../common/model/log_record';
import { kindOfResource } from '../../../common/parse/kinds';
import type { RecordContext } from '../../elasticsearch/readers/document';
import { readHit } from '../../elasticsearch/readers/from_hit';
import type { Hit } from '../../elasticsearch/searcher';
import type { Fact } from './fact';
import { factOf } from './read_fact';

/** The facts of several searches, each once: searches overlap, and so do index patterns. */
export class FactList {
  private readonly facts = new Map<string, Fact>();

  constructor(private readonly context: RecordContext) {}

  add(hit: Hit): void {
    const fact = factOf(readHit(hit, this.context));
    if (!fact) return;
    const key = identityOf(fact);
    if (!this.facts.has(key)) this.facts.set(key, fact);
  }

  get all(): Fact[] {
    return [...this.facts.values()];
  }

  /** Whether a request says that a Pod of this name was removed. */
  isRemoved({ namespace, name }: { namespace: string; name: string }): boolean {
    return this.all.some(({ write }) => write?.resource === 'pods' && write.name === name && write.namespace === namespace
      && (write.verb === 'delete' || write.subresource === 'eviction'));
  }

  /** The object that bears this uid. */
  objectOf(uid: string): ObjectReference | undefined {
    for (const { write, event } of this.facts.values()) {
      if (write?.uid === uid && write.name) return { kind: kindOfResource(write.resource) ?? write.resource, namespace: write.namespace, name: write.name, uid };
      if (event?.regarding.uid === uid && event.regarding.name) return { ...event.regarding, uid };
    }
    return undefined;
  }
}

/** The same line, request or emission of an Event, whichever index it is in. */
function identityOf({ record, write, event }: Fact): string {
  const { cluster = '', file, offset, timestamp } = record;
  if (write) return `${cluster}\n${write.auditID}\n${write.verb}\n${timestamp}`;
  if (event?.uid) return `${cluster}\n${event.uid}\n${event.count}\n${timestamp}`;
  return file !== undefined && offset !== undefined ? `${cluster}\n${file}\n${offset}\n${timestamp}` : `${record.index}\n${record.id}`;
}

/** Names mean something within one cluster only. Records that don't say theirs belong to the only one there is. */
export function groupsByCluster(facts: readonly Fact[]): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = fact.record.cluster ?? '';
    const group = groups.get(key);
    if (group) group.push(fact);
    else groups.set(key, [fact]);
  }
  const bare = groups.get('');
  if (bare && groups.size === 2) return [[...groups.values()].flat()];
  return [...groups.values()];
}
