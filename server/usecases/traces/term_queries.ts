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
  allOf,
  anyOf,
  getAuditFields,
  auditFieldStartsWith,
  auditFieldIs,
  eventMessageHas,
  eventReasonIs,
  eventsOfNamespace,
  eventsOfObjects,
  exists,
  isFromNodesOrUnknown,
  phraseQueries,
  anyPhrase,
  podLogsQuery,
  sourceQuery,
  timeClauses,
  type Query,
} from '../../elasticsearch/queries';

/** Searches of one round, by what comes back: audit records need their bodies' parts only, the others are taken whole. */
export interface TermQueries {
  audits: Query[];
  documents: Query[];
}

/** Clauses in one search: phrases cost Elasticsearch a little each, and a query has a limit (indices.query.bool.max_clause_count). */
const MAX_CLAUSES = 250;

export function createTermQueries(
  terms: SearchTerm[],
  { messageFields, timeField }: { messageFields: string[]; timeField: string }
): TermQueries {
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
        documents.push(...phraseQueries([term.text], messageFields));
        break;
      case 'server':
        audits.push(
          allOf([
            auditFieldIs('user.username', [API_SERVER]),
            anyOf([auditFieldIs('objectRef.namespace', [term.namespace]), missingNamespaceQuery()]),
          ])
        );
        documents.push(
          ...phraseQueries(
            ADMISSION_LOOKUP_RESOURCES.map(
              (resource) => `namespaces/${term.namespace}/${resource}`
            ),
            messageFields
          )
        );
        break;
      case 'bound':
        documents.push(boundQuery(term.node, messageFields));
        break;
      case 'removed':
        audits.push(
          allOf([
            auditFieldIs('objectRef.resource', ['pods']),
            auditFieldIs('verb', ['delete']),
            auditFieldIs('user.username', POD_REMOVAL_USERS),
          ])
        );
        documents.push(eventReasonIs(['Preempted', 'TaintManagerEviction']));
        break;
      case 'lacked':
        documents.push(
          ...phraseQueries([`${term.kind.toLowerCase()} "${term.name}" not found`], messageFields)
        );
        break;
      case 'inside':
        audits.push(
          auditFieldIs('objectRef.namespace', [term.namespace]),
          allOf([auditFieldIs('user.username', [NAMESPACE_CONTROLLER]), missingNamespaceQuery()])
        );
        documents.push(...phraseQueries([term.namespace], messageFields));
        break;
      case 'created':
        documents.push(
          allOf([createdQuery(term.namespace, messageFields), ...timeClauses(timeField, term.span)])
        );
        break;
      case 'neighbours':
        documents.push(
          allOf([
            adjacentLinesQuery(term.nodes, messageFields),
            anyOf(term.spans.flatMap((span) => timeClauses(timeField, span))),
          ])
        );
        break;
      case 'request':
        documents.push(...phraseQueries([term.auditID], messageFields));
        break;
    }
  }
  for (const [namespace, { names, prefixes }] of byNamespace) {
    const named = anyOf([
      ...['objectRef.name', 'responseObject.metadata.name', 'requestObject.metadata.name'].map(
        (part) => auditFieldIs(part, [...names])
      ),
      ...[...prefixes].flatMap((prefix) =>
        ['objectRef.name', 'responseObject.metadata.name'].map((part) =>
          auditFieldStartsWith(part, prefix)
        )
      ),
      // an Event's name is that of its object, a dot and a hash
      ...[...names].map((name) => auditFieldStartsWith('objectRef.name', `${name}.`)),
    ]);
    audits.push(
      namespace ? allOf([auditFieldIs('objectRef.namespace', [namespace]), named]) : named
    );
  }
  if (uids.length) {
    audits.push(
      anyOf(
        [
          'objectRef.uid',
          'responseObject.metadata.uid',
          'responseObject.metadata.ownerReferences.uid',
          'requestObject.metadata.ownerReferences.uid',
        ].map((part) => auditFieldIs(part, uids))
      )
    );
  }
  // some shippers put the ID onto kube-apiserver's lines as well, which are fetched whole
  if (ids.length)
    audits.push(allOf([auditFieldIs('auditID', ids), anyOf(getAuditFields('verb').map(exists))]));
  if (usersOf.length) audits.push(usersQuery(usersOf));
  if (objects.length) {
    documents.push(eventsOfObjects(objects));
    const pods = objects.filter(({ kind }) => kind === 'Pod');
    if (pods.length) documents.push(podLogsQuery(pods));
  }
  return { audits, documents };
}

/** What people, or what isn't a component, wrote there. */
function usersQuery(namespaces: Array<string | undefined>): Query {
  const named = namespaces.filter((namespace): namespace is string => namespace !== undefined);
  const places: Query[] = named.length ? [auditFieldIs('objectRef.namespace', named)] : [];
  // a namespace's deletion, a node's taint: they have no namespace, and concern those in any
  places.push(auditFieldIs('objectRef.resource', ['namespaces', 'nodes']));
  return allOf(
    [auditFieldIs('verb', [...CHANGING_VERBS]), anyOf(places)],
    [auditFieldStartsWith('user.username', 'system:')]
  );
}

/** What admission plug-ins and the eviction of Pods look up in a namespace (plugin/pkg/admission/limitranger, resourcequota; registry/core/pod/rest). */
const ADMISSION_LOOKUP_RESOURCES = ['limitranges', 'resourcequotas', 'poddisruptionbudgets'];
/** Who takes Pods away: for another's place (preemption), off a node (taints, loss). */
const POD_REMOVAL_USERS = [SCHEDULER, ...EVICTION_USERS];

const missingNamespaceQuery = (): Query => ({
  bool: { must_not: getAuditFields('objectRef.namespace').map(exists) },
});

/** Bindings to a node, as Events and kube-scheduler tell them, and the lines about Pods that it tries again (pkg/scheduler). */
function boundQuery(node: string, messageFields: string[]): Query {
  const phrase = (text: string): Query => anyPhrase([text], messageFields);
  return anyOf([
    allOf([eventReasonIs(['Scheduled']), eventMessageHas([`to ${node}`])]),
    allOf([phrase('Successfully bound pod to node'), phrase(node)]),
    phrase('Pod moved to an internal scheduling queue'),
  ]);
}

/** What components say of anything in a namespace; where there is none of what kube-controller-manager says of all there is. */
function createdQuery(namespace: string | undefined, messageFields: string[]): Query {
  if (namespace === undefined) return sourceQuery('component', 'kube-controller-manager');
  return anyOf([...phraseQueries([namespace], messageFields), eventsOfNamespace(namespace)]);
}

/** Components that run on each node: of others' nodes nothing is wanted. */
const NODE_COMPONENTS: ReadonlySet<string> = new Set(['kubelet', 'containerd']);

function adjacentLinesQuery(nodes: string[], messageFields: string[]): Query {
  const central = Object.entries(ADJACENT_PHRASES)
    .filter(([component]) => !NODE_COMPONENTS.has(component))
    .flatMap(([, texts]) => texts);
  const ofNodes = Object.entries(ADJACENT_PHRASES)
    .filter(([component]) => NODE_COMPONENTS.has(component))
    .flatMap(([, texts]) => texts);
  return anyOf([
    anyPhrase(central, messageFields),
    ...(nodes.length
      ? [allOf([anyPhrase(ofNodes, messageFields), isFromNodesOrUnknown(nodes)])]
      : []),
  ]);
}

/** Several clauses in as few searches as may be. */
export function chunkClauses(clauses: Query[]): Query[] {
  const chunks: Query[] = [];
  for (let i = 0; i < clauses.length; i += MAX_CLAUSES)
    chunks.push(anyOf(clauses.slice(i, i + MAX_CLAUSES)));
  return chunks;
}
