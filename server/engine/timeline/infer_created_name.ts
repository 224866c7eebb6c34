/**
 * What a creation made, where nothing but kube-apiserver's own line tells of it: a POST's path names no object, and without an
 * audit record neither does its body. kubectl apply asks for each object before it creates it; else whoever watches names it
 * right after, and nobody did before.
 */
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';
import { kindOfResource } from '../../../common/parse/kinds';
import { goDurationMs } from '../../../common/parse/request_line';
import type { Evidence } from '../evidence';
import { hasSecondPrecision, SECOND_US } from './pod_state';
import { auditOfLine } from './request_line';
import { isSystemAgent } from './actors';
import type { ApiRequest } from './api_requests';

/** Controllers and the scheduler name what is new within this; their clocks may be a little behind. Microseconds. */
export const BEFORE_US = 300_000;
export const AFTER_US = 1_500_000;
/** kubectl (apply.go) reads right before it creates. Microseconds. */
const ASKED_US = 2_000_000;

const ASKED_FOR = 0.96;
const FIRST_NAMED = 0.85;
/** of several that were first named then */
const ONE_OF_SEVERAL = 0.6;

/** A creation whose object nobody has named so far. */
export const isUnnamed = ({ audit: { verb, objectRef, object }, changed, byUser }: ApiRequest): boolean =>
  byUser && changed && verb === 'create' && objectRef?.resource !== undefined && objectRef.subresource === undefined && objectRef.name === undefined && object?.name === undefined;

/** When it was received, microseconds: a request without an audit record is known by the line at its end. */
export function receivedAt({ at, audited, evidence }: ApiRequest): number {
  const latency = audited ? undefined : evidence[0]?.line?.pairs.find(([key]) => key === 'latency')?.[1];
  return at - (latency === undefined ? 0 : Math.round((goDurationMs(latency) ?? 0) * 1_000));
}

/** Writes the name, and how sure it is, to each request that lacks it and where something tells. */
export function nameCreations(requests: Iterable<ApiRequest>, evidence: Evidence[]): void {
  const all = [...requests];
  const unnamed = all.filter(isUnnamed).sort((a, b) => a.at - b.at);
  if (!unnamed.length) return;
  const given = new Set<string>();
  const firsts = firstMentions(evidence);
  for (const request of unnamed) {
    const { resource, namespace } = request.audit.objectRef!;
    const kind = kindOfResource(resource!);
    const found = askedFor(request, all) ?? (kind && firstNamed(request, kind, namespace, firsts.filter(({ key }) => !given.has(key))));
    if (!found) continue;
    given.add(keyOf(kind ?? '', namespace, found.name));
    request.audit = { ...request.audit, objectRef: { ...request.audit.objectRef, name: found.name } };
    request.named = found.confidence;
  }
}

interface Found { name: string; confidence: number }

/** The same connection asked for an object of this resource just before, and it wasn't there. */
function askedFor(request: ApiRequest, all: ApiRequest[]): Found | undefined {
  if (request.connection === undefined) return undefined;
  const { resource, namespace } = request.audit.objectRef!;
  let best: ApiRequest | undefined;
  for (const other of all) {
    const { audit: { verb, objectRef, responseStatus }, connection, at } = other;
    if (connection !== request.connection || at > request.at || at < request.at - ASKED_US) continue;
    if (objectRef?.resource !== resource || objectRef?.namespace !== namespace && resource !== 'namespaces') continue;
    if (best && at < best.at) continue;
    if (verb === 'get' && objectRef?.name !== undefined && responseStatus?.code === 404) best = other;
    // another object of the same kind was made in between: the question was about that one
    else if (verb === 'create' && other !== request) best = undefined;
  }
  const name = best?.audit.objectRef?.name;
  return name === undefined || createdSince(best!, request, all) ? undefined : { name, confidence: ASKED_FOR };
}

const createdSince = (asked: ApiRequest, request: ApiRequest, all: ApiRequest[]): boolean => all.some((other) => other !== request && other.at > asked.at && other.at < request.at
  && other.connection === request.connection && other.audit.verb === 'create' && other.audit.objectRef?.resource === request.audit.objectRef?.resource);

interface Mention {
  key: string;
  kind: string;
  namespace?: string;
  name: string;
  at: number;
  /** in a user's own request: who asks for something hasn't seen that it is new */
  asked: boolean;
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string => `${kind}/${namespace ?? ''}/${name}`;

/** When each object was first named; an Event, which knows the second only, counts where nothing else names it. */
function firstMentions(evidence: Evidence[]): Mention[] {
  const firsts = new Map<string, Mention>();
  const made = new Set<string>();
  for (const coarse of [false, true]) {
    for (const one of evidence) {
      if (hasSecondPrecision(one) !== coarse) continue;
      if (one.audit) continue;
      const told = auditOfLine(one);
      if (told?.responseStatus?.code === 404) continue;
      const asked = told !== undefined && !told.user && !isSystemAgent(told.userAgent);
      const isMaking = one.line?.message === 'Controller created pod' || one.event?.reason === 'SuccessfulCreate';
      for (const { kind, namespace, name } of one.record.objects) {
        if (!kind || !name || (namespace === undefined && !CLUSTER_SCOPED.has(kind))) continue;
        const key = keyOf(kind, namespace, name);
        if (isMaking && kind === 'Pod') made.add(key);
        const known = firsts.get(key);
        if (!known || (one.at < known.at && !coarse)) firsts.set(key, { key, kind, namespace, name, at: coarse ? one.at + SECOND_US - 1 : one.at, asked });
      }
    }
  }
  // what a controller made is no user's
  return [...firsts.values()].filter(({ key }) => !made.has(key));
}

function firstNamed(request: ApiRequest, kind: string, namespace: string | undefined, firsts: Mention[]): Found | undefined {
  const from = receivedAt(request) - BEFORE_US;
  const then = firsts.filter((one) => !one.asked && one.kind === kind && (CLUSTER_SCOPED.has(kind) || one.namespace === namespace) && one.at >= from && one.at <= request.at + AFTER_US);
  const after = then.filter(({ at }) => at >= receivedAt(request));
  const [first] = (after.length ? after : then).sort((a, b) => a.at - b.at);
  return first && { name: first.name, confidence: then.length > 1 ? ONE_OF_SEVERAL : FIRST_NAMED };
}
