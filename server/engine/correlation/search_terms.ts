/** By what a trace's objects are looked for: pure. */
import type { ObjectReference } from '../../../common/model/log_record';
import { findResource } from '../../../common/parse/builtin_kinds';
import type { ControlLoops } from '../control_loops/control_loops';
import { ALSO_NAMED_BY_PEOPLE, AUDIT_ONLY_KINDS } from '../control_loops/kinds';
import type { Correlation } from './correlate';
import type { TraceObject } from './trace_objects';
import { candidateObjectsOf } from './candidate_objects';
import { AFTER_US, BEFORE_US, isUnnamed, receivedAt } from '../timeline/infer_created_name';

/** One thing to look for. Its key says what was asked for already. */
export type SearchTerm =
  /** audit records of this object, and of what controllers make of it (names that begin with its name and a dash) */
  | { type: 'audits'; resource?: string; namespace?: string; name: string; prefix: boolean }
  /** audit records whose answer is, or belongs to, the object of this uid */
  | { type: 'uid'; uid: string }
  /** lines that hold this text as a phrase */
  | { type: 'phrase'; text: string }
  /** Events about it, and the container logs of a Pod */
  | { type: 'about'; object: ObjectReference }
  /** kube-apiserver's line of that request */
  | { type: 'request'; auditID: string }
  /** what users wrote in this namespace; without one, to what has none */
  | { type: 'users'; namespace?: string }
  /** the audit record of a request of which a line is known */
  | { type: 'audit'; auditID: string }
  /** what the API server itself asked for there, and where there is no namespace */
  | { type: 'server'; namespace: string }
  /** Pods that were bound to this node, and what the scheduler says of those that wait */
  | { type: 'bound'; node: string }
  /** Pods that components took away: preempted, evicted */
  | { type: 'removed' }
  /** lines that say that this is missing */
  | { type: 'lacked'; kind: string; name: string }
  /** everything in a namespace */
  | { type: 'inside'; namespace: string }
  /** lines and Events of a namespace from right after something was created there */
  | { type: 'created'; namespace?: string; span: { from: string; to: string } }
  /** lines that name nothing, of these nodes (and of components that have no node), within these times */
  | { type: 'neighbours'; nodes: string[]; spans: Array<{ from: string; to: string }> };

const isoOf = (microseconds: number): string =>
  new Date(Math.floor(microseconds / 1_000)).toISOString();

export const keyOf = (term: SearchTerm): string => JSON.stringify(term);

/** Most request lines that are looked for by their audit IDs. */
const MAX_REQUEST_LINES = 1_000;

/** @param from microseconds: only for objects that were open at or after this time */
export function searchTermsOf(attribution: Correlation, from = -Infinity): SearchTerm[] {
  const {
    objects: members,
    references: mentions,
    own,
    records,
    timeline: { requests, loops },
  } = attribution;
  const terms: SearchTerm[] = [];
  for (const member of members.all) {
    if (member.until < from) continue;
    terms.push(...termsOfObject(member, loops));
    if (member.state.pod)
      for (const id of mentions.containersOf(member.state))
        terms.push({ type: 'phrase', text: id });
  }
  for (const state of candidateObjectsOf(attribution))
    terms.push(...termsOfObject({ state, relation: 'volume' }, loops));
  for (const { request } of own) {
    if (!request.audited) terms.push({ type: 'audit', auditID: request.auditID });
    const { requestURI, responseStatus } = request.audit;
    if (requestURI && (responseStatus?.code ?? 0) >= 400)
      terms.push({ type: 'phrase', text: `URI="${requestURI}"` });
  }
  const connection = own[0]?.request.connection;
  if (connection) terms.push({ type: 'phrase', text: `srcIP="${connection}"` });
  const namespaces = new Set(
    members.all
      .filter(({ relation }) => relation !== 'referenced')
      .map(({ state }) => (state.kind === 'Namespace' ? state.name : state.namespace))
  );
  for (const namespace of namespaces) terms.push({ type: 'users', namespace });
  for (const namespace of namespaces)
    if (namespace !== undefined) terms.push({ type: 'server', namespace });
  for (const { state, relation } of members.all) {
    const { kind, name } = state;
    if (name === undefined || (relation !== 'requested' && kind !== 'Pod')) continue;
    if (kind === 'Node') terms.push({ type: 'bound', node: name }, { type: 'removed' });
    else if (kind === 'Pod') {
      // it may take another's place, or make room
      if (state.deleting && state.pod?.node) terms.push({ type: 'bound', node: state.pod.node });
      if (state.created) terms.push({ type: 'removed' });
    } else if (kind === 'Secret' || kind === 'ConfigMap' || kind === 'PersistentVolumeClaim')
      terms.push({ type: 'lacked', kind, name });
    else if (kind === 'Namespace' && state.deleting)
      terms.push({ type: 'inside', namespace: name });
  }
  for (const { request } of own) {
    if (isUnnamed(request))
      terms.push({
        type: 'created',
        namespace: request.audit.objectRef?.namespace,
        span: { from: isoOf(receivedAt(request) - BEFORE_US), to: isoOf(request.at + AFTER_US) },
      });
  }
  let lines = 0;
  for (const {
    evidence: { audit },
  } of records) {
    if (
      !audit ||
      lines >= MAX_REQUEST_LINES ||
      requests.get(audit.auditID)?.evidence.some(({ line }) => line)
    )
      continue;
    terms.push({ type: 'request', auditID: audit.auditID });
    lines++;
  }
  return terms;
}

function termsOfObject(
  { state, relation, refused }: Pick<TraceObject, 'state' | 'relation' | 'refused'>,
  loops: ControlLoops
): SearchTerm[] {
  const { kind, namespace, name, uid } = state;
  const terms: SearchTerm[] = [];
  if (name === undefined)
    return uid
      ? [
          { type: 'phrase', text: uid },
          { type: 'about', object: { kind, uid } },
        ]
      : [];
  const resource = kind && findResource(kind);
  terms.push({ type: 'audits', resource, namespace, name, prefix: loops.isNamePrefix(kind) });
  if (AUDIT_ONLY_KINDS.has(kind) || (relation === 'referenced' && name === 'kube-root-ca.crt'))
    return terms;
  const isGenerated =
    loops.hasUniqueNames(kind) &&
    (!ALSO_NAMED_BY_PEOPLE.has(kind) || (relation !== 'requested' && state.owners.length > 0));
  if (isGenerated) terms.push({ type: 'phrase', text: name });
  else if (namespace !== undefined) {
    // a phrase ends at a dash as it does at a space: this finds what is made of it as well
    terms.push(
      { type: 'phrase', text: `${namespace}/${name}` },
      { type: 'phrase', text: `"name":"${name}","namespace":"${namespace}"` }
    );
    if (resource)
      terms.push({ type: 'phrase', text: `namespaces/${namespace}/${resource}/${name}` });
  } else if (kind !== 'Node' && kind !== 'Namespace') terms.push({ type: 'phrase', text: name });
  else if (resource)
    terms.push(
      { type: 'phrase', text: `${resource}/${name}` },
      { type: 'phrase', text: `${kind.toLowerCase()}="${name}"` }
    );
  if (refused) return terms;
  if (uid) terms.push({ type: 'uid', uid }, { type: 'phrase', text: uid });
  // control groups are called `pod<uid>` (pkg/kubelet/cm GetPodContainerName): one word for a full-text search
  if (uid && kind === 'Pod') terms.push({ type: 'phrase', text: `pod${uid}` });
  terms.push({ type: 'about', object: { kind, namespace, name, uid } });
  return terms;
}
