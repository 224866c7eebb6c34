/** What a trace over objects asks for: pure, as the builders in queries.ts. */
import type { ObjectReference } from '../../../common/model/log_record';
import { CHANGING_VERBS } from '../../../common/parse/audit';
import { ADJACENT_PHRASES } from '../../engine/correlation/adjacent_lines/adjacent_lines';
import {
  API_SERVER,
  EVICTION_USERS,
  NAMESPACE_CONTROLLER,
  SCHEDULER,
} from '../../engine/timeline/actors';
import type { SearchTerm } from '../../engine/correlation/search_terms';
import {
  all,
  any,
  auditFields,
  auditPartBegins,
  auditPartIs,
  eventMessageHas,
  eventReasonIs,
  eventsOfNamespace,
  eventsQuery,
  exists,
  fromNodesOrUnknown,
  phrases,
  phrasesQuery,
  podLogsQuery,
  sourceQuery,
  timeClauses,
  type Query,
} from '../../elasticsearch/queries';

/** Searches of one round, by what comes back: audit records need their bodies' parts only, the others are taken whole. */
export interface ObjectSearches {
  audits: Query[];
  documents: Query[];
}

/** Clauses in one search: phrases cost Elasticsearch a little each, and a query has a limit (indices.query.bool.max_clause_count). */
const MAX_CLAUSES = 250;

export function objectSearches(
  terms: SearchTerm[],
  { messageFields, timeField }: { messageFields: string[]; timeField: string }
): ObjectSearches {
  const audits: Query[] = [];
  const documents: Query[] = [];
  const objects: ObjectReference[] = [];
  const byNamespace = new Map<string, { names: Set<string>; prefixes: Set<string> }>();
  const uids: string[] = [];
  const ids: string[] = [];
  const usersOf: Array<string | undefined> = [];
  for (const term of terms) {
    switch (term.type) {
      case 'audits': {
        const key = term.namespace ?? '';
        const names = byNamespace.get(key) ?? {
          names: new Set<string>(),
          prefixes: new Set<string>(),
        };
        names.names.add(term.name);
        if (term.prefix) names.prefixes.add(`${term.name}-`);
        byNamespace.set(key, names);
        break;
      }
      case 'uid':
        uids.push(term.uid);
        break;
      case 'audit':
        ids.push(term.auditID);
        break;
      case 'users':
        usersOf.push(term.namespace);
        break;
      case 'about':
        objects.push(term.object);
        break;
      case 'phrase':
        documents.push(...phrases([term.text], messageFields));
        break;
      case 'server':
        audits.push(
          all([
            auditPartIs('user.username', [API_SERVER]),
            any([auditPartIs('objectRef.namespace', [term.namespace]), noNamespace()]),
          ])
        );
        documents.push(
          ...phrases(
            LOOKED_UP.map((resource) => `namespaces/${term.namespace}/${resource}`),
            messageFields
          )
        );
        break;
      case 'bound':
        documents.push(boundQuery(term.node, messageFields));
        break;
      case 'removed':
        audits.push(
          all([
            auditPartIs('objectRef.resource', ['pods']),
            auditPartIs('verb', ['delete']),
            auditPartIs('user.username', REMOVERS),
          ])
        );
        documents.push(eventReasonIs(['Preempted', 'TaintManagerEviction']));
        break;
      case 'lacked':
        documents.push(
          ...phrases([`${term.kind.toLowerCase()} "${term.name}" not found`], messageFields)
        );
        break;
      case 'inside':
        audits.push(
          auditPartIs('objectRef.namespace', [term.namespace]),
          all([auditPartIs('user.username', [NAMESPACE_CONTROLLER]), noNamespace()])
        );
        documents.push(...phrases([term.namespace], messageFields));
        break;
      case 'created':
        documents.push(
          all([createdQuery(term.namespace, messageFields), ...timeClauses(timeField, term.span)])
        );
        break;
      case 'neighbours':
        documents.push(
          all([
            neighboursQuery(term.nodes, messageFields),
            any(term.spans.flatMap((span) => timeClauses(timeField, span))),
          ])
        );
        break;
      case 'request':
        documents.push(...phrases([term.auditID], messageFields));
        break;
    }
  }
  for (const [namespace, { names, prefixes }] of byNamespace) {
    const named = any([
      ...['objectRef.name', 'responseObject.metadata.name', 'requestObject.metadata.name'].map(
        (part) => auditPartIs(part, [...names])
      ),
      ...[...prefixes].flatMap((prefix) =>
        ['objectRef.name', 'responseObject.metadata.name'].map((part) =>
          auditPartBegins(part, prefix)
        )
      ),
      // an Event's name is that of its object, a dot and a hash
      ...[...names].map((name) => auditPartBegins('objectRef.name', `${name}.`)),
    ]);
    audits.push(namespace ? all([auditPartIs('objectRef.namespace', [namespace]), named]) : named);
  }
  if (uids.length) {
    audits.push(
      any(
        [
          'objectRef.uid',
          'responseObject.metadata.uid',
          'responseObject.metadata.ownerReferences.uid',
          'requestObject.metadata.ownerReferences.uid',
        ].map((part) => auditPartIs(part, uids))
      )
    );
  }
  // some shippers put the ID onto kube-apiserver's lines as well, which are fetched whole
  if (ids.length)
    audits.push(all([auditPartIs('auditID', ids), any(auditFields('verb').map(exists))]));
  if (usersOf.length) audits.push(usersQuery(usersOf));
  if (objects.length) {
    documents.push(eventsQuery(objects));
    const pods = objects.filter(({ kind }) => kind === 'Pod');
    if (pods.length) documents.push(podLogsQuery(pods));
  }
  return { audits, documents };
}

/** What people, or what isn't a component, wrote there. */
function usersQuery(namespaces: Array<string | undefined>): Query {
  const named = namespaces.filter((namespace): namespace is string => namespace !== undefined);
  const places: Query[] = named.length ? [auditPartIs('objectRef.namespace', named)] : [];
  // a namespace's deletion, a node's taint: they have no namespace, and concern those in any
  places.push(auditPartIs('objectRef.resource', ['namespaces', 'nodes']));
  return all(
    [auditPartIs('verb', [...CHANGING_VERBS]), any(places)],
    [auditPartBegins('user.username', 'system:')]
  );
}

/** What admission plug-ins and the eviction of Pods look up in a namespace (plugin/pkg/admission/limitranger, resourcequota; registry/core/pod/rest). */
const LOOKED_UP = ['limitranges', 'resourcequotas', 'poddisruptionbudgets'];
/** Who takes Pods away: for another's place (preemption), off a node (taints, loss). */
const REMOVERS = [SCHEDULER, ...EVICTION_USERS];

const noNamespace = (): Query => ({
  bool: { must_not: auditFields('objectRef.namespace').map(exists) },
});

/** Bindings to a node, as Events and kube-scheduler tell them, and the lines about Pods that it tries again (pkg/scheduler). */
function boundQuery(node: string, messageFields: string[]): Query {
  const phrase = (text: string): Query => phrasesQuery([text], messageFields);
  return any([
    all([eventReasonIs(['Scheduled']), eventMessageHas([`to ${node}`])]),
    all([phrase('Successfully bound pod to node'), phrase(node)]),
    phrase('Pod moved to an internal scheduling queue'),
  ]);
}

/** What components say of anything in a namespace; where there is none of what kube-controller-manager says of all there is. */
function createdQuery(namespace: string | undefined, messageFields: string[]): Query {
  if (namespace === undefined) return sourceQuery('component', 'kube-controller-manager');
  return any([...phrases([namespace], messageFields), eventsOfNamespace(namespace)]);
}

/** Components that run on each node: of others' nodes nothing is wanted. */
const OF_NODES: ReadonlySet<string> = new Set(['kubelet', 'containerd']);

function neighboursQuery(nodes: string[], messageFields: string[]): Query {
  const central = Object.entries(ADJACENT_PHRASES)
    .filter(([component]) => !OF_NODES.has(component))
    .flatMap(([, texts]) => texts);
  const ofNodes = Object.entries(ADJACENT_PHRASES)
    .filter(([component]) => OF_NODES.has(component))
    .flatMap(([, texts]) => texts);
  return any([
    phrasesQuery(central, messageFields),
    ...(nodes.length
      ? [all([phrasesQuery(ofNodes, messageFields), fromNodesOrUnknown(nodes)])]
      : []),
  ]);
}

/** Several clauses in as few searches as may be. */
export function inChunks(clauses: Query[]): Query[] {
  const chunks: Query[] = [];
  for (let i = 0; i < clauses.length; i += MAX_CLAUSES)
    chunks.push(any(clauses.slice(i, i + MAX_CLAUSES)));
  return chunks;
}
