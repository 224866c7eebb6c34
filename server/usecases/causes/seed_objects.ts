/** What a record is about: the objects to follow back, and how sure each is. */
import type { ObjectReference } from '../../../common/model/log_record';
import { findIds } from '../../../common/parse/find_ids';
import { parseRequestUri } from '../../../common/parse/request_line';
import { toMicros } from '../../../common/time/micros';
import type { RequestTraceConfig } from '../../config';
import { isPartial } from '../../engine/causes/object_key';
import type { Seed } from '../../engine/causes/traverse_causes';
import { targetOf } from '../../engine/timeline/read_audit';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import { toIsoTime, type SearchRounds } from './search_rounds';
import {
  auditIdQuery,
  containerIdQuery,
  namespaceEventsQuery,
  adjacentLineQueries,
  uidQueries,
  type SearchSpec,
} from './cause_queries';

/** What a line names beside what it is about: lower. */
const WEIGHT_BY_KIND: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Node: 0.45,
    Namespace: 0.3,
    ServiceAccount: 0.3,
    Secret: 0.7,
    ConfigMap: 0.7,
    StorageClass: 0.2,
    PriorityClass: 0.2,
    CSINode: 0.2,
    Lease: 0.1,
    Event: 0.2,
  })
);
const MAX_SEEDS = 12;
const MAX_CONTAINER_IDS = 6;
/** A container's lines, and those that say whose it is: microseconds before and after are all the same day. */
const CONTAINER_SEARCH_MS = 86_400_000;
/** Lines of the same work follow each other closely. */
const ADJACENT_MS = 300;
const ADJACENT_US = ADJACENT_MS * 1_000;

/** Returns the objects of the record itself, else those of what it belongs to by an ID, else those of the lines around it. */
export async function findSeeds(
  read: VerifiableRecord,
  rounds: SearchRounds,
  config: RequestTraceConfig
): Promise<Seed[]> {
  const seeds = toWeightedSeeds(read.record.objects);
  const containers = listContainerIds(read.text);
  const nameless = seeds
    .filter(({ object }) => object.uid && isPartial(object))
    .map(({ object }) => object.uid!);
  const auditID = read.audit ? undefined : read.record.ids.auditID;
  const specs: SearchSpec[] = [];
  if (nameless.length)
    specs.push(...uidQueries(nameless.slice(0, MAX_CONTAINER_IDS), config.messageFields));
  if (auditID && !seeds.some(({ object }) => object.name)) specs.push(auditIdQuery(auditID));
  await rounds.search(specs);
  const request = auditID && !seeds.length ? rounds.timeline.requests.get(auditID) : undefined;
  const target = request && targetOf(request.audit, request.at, rounds.timeline.objects);
  if (target?.name) seeds.push(...toWeightedSeeds([target]));
  if (!hasNamedSeed(seeds, rounds) && containers.length)
    seeds.push(...(await findPodsOfContainers(containers, rounds, config)));
  if (!hasNamedSeed(seeds, rounds))
    seeds.push(...(await findSeedsInAdjacentRecords(read, rounds, config)));
  return seeds.slice(0, MAX_SEEDS);
}

/** Whether a seed that the record is about has its name. */
const hasNamedSeed = (seeds: readonly Seed[], { timeline: { objects } }: SearchRounds): boolean =>
  seeds.some(
    ({ object, weight }) =>
      weight >= 0.5 && (object.name ?? objects.find(object)?.name) !== undefined
  );

/** An Event is named after what it is about (client-go tools/record): `web-5d-x.17a2b3c4d5e6f708`. */
function getRegardingObject(object: ObjectReference): ObjectReference {
  const dot = object.kind === 'Event' ? (object.name ?? '').lastIndexOf('.') : -1;
  return dot > 0 ? { namespace: object.namespace, name: object.name!.slice(0, dot) } : object;
}

function toWeightedSeeds(objects: readonly ObjectReference[]): Seed[] {
  return objects
    .filter(({ name, uid }) => name ?? uid)
    .slice(0, MAX_SEEDS)
    .map(getRegardingObject)
    .map((object, i) => ({
      object,
      weight: (WEIGHT_BY_KIND.get(object.kind ?? '') ?? 1) * Math.max(0.7, 1 - i * 0.03),
    }));
}

const listContainerIds = (text: string): string[] =>
  [
    ...new Set(
      findIds(text, { limit: 20 })
        .filter(({ kind }) => kind === 'containerID')
        .map(({ value }) => value)
    ),
  ].slice(0, MAX_CONTAINER_IDS);

/** A container's ID leads to its sandbox's, a sandbox's to its Pod: two searches at the most. */
async function findPodsOfContainers(
  ids: string[],
  rounds: SearchRounds,
  config: RequestTraceConfig
): Promise<Seed[]> {
  const range = {
    from: toIsoTime(rounds.context.at, -CONTAINER_SEARCH_MS),
    to: toIsoTime(rounds.context.at, CONTAINER_SEARCH_MS),
  };
  let wanted = ids;
  for (let hop = 0; hop < 2; hop++) {
    const lines = (
      await rounds.search([containerIdQuery(wanted, config.messageFields, range)])
    ).flat();
    const pods = new Map<string, Seed>();
    for (const { record, text } of lines) {
      if (!wanted.some((id) => text.includes(id))) continue;
      const [pod] = record.objects.filter(({ kind, name }) => kind === 'Pod' && name);
      if (pod) pods.set(`${pod.namespace}/${pod.name}`, { object: pod, weight: 0.97 - hop * 0.02 });
    }
    if (pods.size) return [...pods.values()].slice(0, 4);
    wanted = [...new Set(lines.flatMap(({ text }) => listContainerIds(text)))]
      .filter((id) => !ids.includes(id))
      .slice(0, MAX_CONTAINER_IDS);
    if (!wanted.length) return [];
  }
  return [];
}

/** A line that names nothing: what its component wrote within moments of it, and what is told of its namespace then. */
async function findSeedsInAdjacentRecords(
  read: VerifiableRecord,
  rounds: SearchRounds,
  config: RequestTraceConfig
): Promise<Seed[]> {
  const { record } = read;
  const { at } = rounds.context;
  const specs: SearchSpec[] = [];
  if (record.source === 'component')
    specs.push(
      ...adjacentLineQueries(
        record.component,
        record.node,
        { from: toIsoTime(at, -ADJACENT_MS), to: toIsoTime(at) },
        { from: toIsoTime(at), to: toIsoTime(at, ADJACENT_MS) }
      )
    );
  const namespace = findNamespace(read);
  if (namespace)
    specs.push(
      namespaceEventsQuery(namespace, { from: toIsoTime(at, -1_500), to: toIsoTime(at, 1_000) })
    );
  const around = (await rounds.search(specs)).flat();
  const found = new Map<string, Seed>();
  const containers: string[] = [];
  for (const other of around) {
    const time = toMicros(other.record.timestamp);
    if (time === null || other.record.id === record.id) continue;
    if (!namespace) containers.push(...listContainerIds(other.text));
    const near =
      other.record.source === 'event'
        ? 0.6
        : 0.75 * (1 - Math.min(1, Math.abs(time - at) / ADJACENT_US) * 0.6);
    for (const { object, weight } of toWeightedSeeds(other.record.objects)) {
      if (namespace && object.namespace !== namespace) continue;
      const key = `${object.kind ?? ''}/${object.namespace}/${object.name ?? object.uid}`;
      const seed = { object, weight: weight * near };
      if (!(found.get(key) && found.get(key)!.weight >= seed.weight)) found.set(key, seed);
    }
  }
  if (!found.size && containers.length)
    return (
      await findPodsOfContainers(
        [...new Set(containers)].slice(0, MAX_CONTAINER_IDS),
        rounds,
        config
      )
    ).map((seed) => ({ ...seed, weight: seed.weight * 0.65 }));
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, 6);
}

/** `POST /api/v1/namespaces/shop/events`: no name, but a namespace. */
function findNamespace({ record, line, audit }: VerifiableRecord): string | undefined {
  const uri =
    audit?.requestURI ?? line?.pairs.find(([key]) => key === 'URI' || key === 'path')?.[1];
  if (uri) return parseRequestUri(uri).namespace;
  return (
    record.objects.find(({ namespace }) => namespace)?.namespace ??
    record.objects.find(({ kind }) => kind === 'Namespace')?.name
  );
}
