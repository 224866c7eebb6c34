/**
 * Infers the name of a created object when only kube-apiserver's own line shows the request: a POST's path names no object, and
 * without an audit record there is no body. kubectl apply reads each object before it creates it. Else the components that watch the
 * object name it right after the creation, and none did before.
 */
import { addToList } from '../../../common/add_to_list';
import { CLUSTER_SCOPED } from '../../../common/parse/object_list';
import { kindOfResource } from '../../../common/parse/builtin_kinds';
import { parseGoDurationMs } from '../../../common/parse/request_line';
import type { Evidence } from '../evidence';
import { between } from '../sorted_times';
import { hasSecondPrecision, SECOND_US } from './pod_state';
import { auditOfLine } from './request_line';
import { isSystemAgent } from './actors';
import type { ApiRequest } from './api_requests';

/** How long before and after a creation its object may first be named: clocks differ a little, controllers and the scheduler see it at once. Microseconds. */
export const BEFORE_US = 300_000;
export const AFTER_US = 1_500_000;
/** kubectl apply reads an object right before it creates it (kubectl pkg/cmd/apply/apply.go). Microseconds. */
const READ_BEFORE_US = 2_000_000;

/** Confidence of a name that the same connection had read in vain, of the only one that was first named then, and of one of several. */
const READ_BEFORE = 0.96;
const FIRST_NAMED = 0.85;
const ONE_OF_SEVERAL = 0.6;

/** Whether it is a creation whose object no record names so far. */
export const isUnnamed = ({
  audit: { verb, objectRef, object },
  changed,
  byUser,
}: ApiRequest): boolean =>
  byUser &&
  changed &&
  verb === 'create' &&
  objectRef?.resource !== undefined &&
  objectRef.subresource === undefined &&
  objectRef.name === undefined &&
  object?.name === undefined;

/** When it was received, microseconds: a request without an audit record is known by the line at its end. */
export function receivedAt({ at, audited, evidence }: ApiRequest): number {
  const latency = audited
    ? undefined
    : evidence[0]?.line?.pairs.find(([key]) => key === 'latency')?.[1];
  return at - (latency === undefined ? 0 : Math.round((parseGoDurationMs(latency) ?? 0) * 1_000));
}

/** Writes the name, and its confidence, to each request that lacks it and for which a record tells it. */
export function nameCreations(requests: Iterable<ApiRequest>, evidence: Evidence[]): void {
  const all = [...requests].sort((a, b) => a.at - b.at);
  const unnamed = all.filter(isUnnamed);
  if (!unnamed.length) return;
  const byConnection = new Map<string, ApiRequest[]>();
  for (const request of all)
    if (request.connection !== undefined) addToList(byConnection, request.connection, request);
  const given = new Set<string>();
  const firsts = firstMentions(evidence);
  for (const request of unnamed) {
    const { resource, namespace } = request.audit.objectRef!;
    const kind = kindOfResource(resource!);
    const found =
      readBefore(request, byConnection.get(request.connection ?? '') ?? []) ??
      (kind && firstNamed(request, firsts.get(placeOf(kind, namespace)) ?? [], given));
    if (!found) continue;
    given.add(keyOf(kind ?? '', namespace, found.name));
    request.audit = {
      ...request.audit,
      objectRef: { ...request.audit.objectRef, name: found.name },
    };
    request.named = found.confidence;
  }
}

interface Found {
  name: string;
  confidence: number;
}

/** The name that the same connection read just before, and that did not exist. */
function readBefore(request: ApiRequest, ofConnection: ApiRequest[]): Found | undefined {
  const { resource, namespace } = request.audit.objectRef!;
  let read: string | undefined;
  for (const other of between(
    ofConnection,
    request.at - READ_BEFORE_US,
    request.at,
    ({ at }) => at
  )) {
    const {
      audit: { verb, objectRef, responseStatus },
    } = other;
    if (other === request || objectRef?.resource !== resource) continue;
    const isSamePlace = objectRef?.namespace === namespace || resource === 'namespaces';
    // another object of the same kind was created in between: that read was about it
    if (verb === 'create' && other.at < request.at) read = undefined;
    else if (
      verb === 'get' &&
      isSamePlace &&
      objectRef?.name !== undefined &&
      responseStatus?.code === 404
    )
      read = objectRef.name;
  }
  return read === undefined ? undefined : { name: read, confidence: READ_BEFORE };
}

interface Mention {
  key: string;
  kind: string;
  namespace?: string;
  name: string;
  at: number;
  /** by a user's own request: that does not show that the object is new */
  asked: boolean;
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}/${namespace ?? ''}/${name}`;

/** When each object was first named, by kind and namespace, in order of time. An Event, which has second precision, counts where nothing else names the object. */
function firstMentions(evidence: Evidence[]): Map<string, Mention[]> {
  const firsts = new Map<string, Mention>();
  const made = new Set<string>();
  for (const coarse of [false, true]) {
    for (const one of evidence) {
      if (hasSecondPrecision(one) !== coarse) continue;
      if (one.audit) continue;
      const audit = auditOfLine(one);
      if (audit?.responseStatus?.code === 404) continue;
      const asked = audit !== undefined && !audit.user && !isSystemAgent(audit.userAgent);
      const isMaking =
        one.line?.message === 'Controller created pod' || one.event?.reason === 'SuccessfulCreate';
      for (const { kind, namespace, name } of one.record.objects) {
        if (!kind || !name || (namespace === undefined && !CLUSTER_SCOPED.has(kind))) continue;
        const key = keyOf(kind, namespace, name);
        if (isMaking && kind === 'Pod') made.add(key);
        const known = firsts.get(key);
        if (!known || (one.at < known.at && !coarse))
          firsts.set(key, {
            key,
            kind,
            namespace,
            name,
            at: coarse ? one.at + SECOND_US - 1 : one.at,
            asked,
          });
      }
    }
  }
  const places = new Map<string, Mention[]>();
  // what a controller made is no user's
  for (const mention of firsts.values())
    if (!made.has(mention.key))
      addToList(places, placeOf(mention.kind, mention.namespace), mention);
  for (const mentions of places.values()) mentions.sort((a, b) => a.at - b.at);
  return places;
}

const placeOf = (kind: string, namespace: string | undefined): string =>
  `${kind}/${CLUSTER_SCOPED.has(kind) ? '' : (namespace ?? '')}`;

function firstNamed(
  request: ApiRequest,
  mentions: Mention[],
  given: ReadonlySet<string>
): Found | undefined {
  const received = receivedAt(request);
  const then = between(
    mentions,
    received - BEFORE_US,
    request.at + AFTER_US,
    ({ at }) => at
  ).filter(({ asked, key }) => !asked && !given.has(key));
  const first = then.find(({ at }) => at >= received) ?? then[0];
  return first && { name: first.name, confidence: then.length > 1 ? ONE_OF_SEVERAL : FIRST_NAMED };
}
