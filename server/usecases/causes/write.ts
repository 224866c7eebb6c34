/** A request that changed something (or was refused), with what its bodies link: pure. */
import type { LogRecord, ObjectReference } from '../../../common/model/log_record';
import { CHANGING, objectsOfAudit, type AuditRecord } from '../../../common/parse/audit';
import { isObject, textOf, type JsonObject } from '../../../common/parse/json_values';
import { kindOfResource } from '../../../common/parse/kinds';
import { parseRequestLine } from '../../../common/parse/request_line';
import { toMicros } from '../../../common/time/micros';
import { isAutomationUser, isSystemAgent, isSystemUser } from '../../engine/timeline/actors';
import { isStored, items, member, text } from '../../engine/timeline/object_body';

/** How the object of a write hangs on another. */
export type Relation = 'owner' | 'node' | 'ref' | 'volume' | 'target';

export interface Link { to: ObjectReference; relation: Relation }

export interface Write {
  record: LogRecord;
  audit: AuditRecord;
  /** microseconds since the epoch; when the API server received it */
  at: number;
  verb: string;
  subresource?: string;
  object: ObjectReference;
  /** of a deletecollection, what it deleted */
  items: ObjectReference[];
  /** a person's, or a service account's from outside the control plane */
  by: 'user' | 'account' | 'system';
  /** it was answered with 4xx or 5xx, or not at all */
  refused: boolean;
  links: Link[];
}

/** null for a read, a dry run, a record without object or time. */
export function writeOf(record: LogRecord, audit: AuditRecord): Write | null {
  const at = toMicros(record.timestamp);
  const { verb = '', objectRef, responseStatus, requestObject, responseObject } = audit;
  if (at === null || !CHANGING.has(verb) || !objectRef?.resource || audit.stage === 'RequestReceived') return null;
  const request = isObject(requestObject) ? requestObject : undefined;
  if (request?.dryRun !== undefined || audit.requestURI?.includes('dryRun=All')) return null;
  const code = responseStatus?.code;
  const refused = code === undefined || code >= 400;
  const body = isStored(responseObject) ? responseObject : request;
  const [named] = objectsOfAudit(audit);
  const kind = kindOfResource(objectRef.resource) ?? named?.kind ?? objectRef.resource;
  const namespace = objectRef.resource === 'namespaces' ? undefined : objectRef.namespace ?? named?.namespace;
  return {
    record, audit, at, verb, refused,
    subresource: objectRef.subresource,
    object: { kind, ...(namespace ? { namespace } : {}), ...(named?.name ? { name: named.name } : {}), ...(named?.uid ? { uid: named.uid } : {}) },
    items: verb === 'deletecollection' ? itemsOf(responseObject, kind, namespace) : [],
    by: writerOf(audit),
    links: body ? linksOf(body, namespace, audit.object?.ownerReferences ?? []) : [],
  };
}

/** The same of kube-apiserver's request line, which names no user. null for the control plane's own requests. */
export function writeOfLine(record: LogRecord): Write | null {
  const request = record.component === 'kube-apiserver' ? parseRequestLine(record.message) : null;
  if (!request?.auditID || request.requestURI.includes('dryRun=All') || isSystemAgent(request.userAgent)) return null;
  const { auditID, verb, requestURI, resource, subresource, namespace, name, userAgent, sourceIP, responseCode } = request;
  return writeOf(record, {
    auditID, verb, requestURI, userAgent, objectRef: { resource, subresource, namespace, name },
    ...(sourceIP ? { sourceIPs: [sourceIP] } : {}), ...(responseCode === undefined ? {} : { responseStatus: { code: responseCode } }),
    // the line is written at the end
    user: { username: '' },
  });
}

/** Whoever impersonates is the one who asked, whatever the name he borrowed. */
function writerOf({ user, impersonatedUser }: AuditRecord): Write['by'] {
  const name = user?.username;
  if (!isSystemUser(name)) return 'user';
  if (impersonatedUser) return isSystemUser(impersonatedUser.username) ? 'account' : 'user';
  return isAutomationUser(name) ? 'account' : 'system';
}

/** A namespace may have thousands. */
const MAX_ITEMS = 500;

function itemsOf(answer: JsonObject | undefined, kind: string, namespace: string | undefined): ObjectReference[] {
  return items(answer, 'items').slice(0, MAX_ITEMS).flatMap((item) => {
    const metadata = member(item, 'metadata');
    const name = text(metadata, 'name');
    return name ? [{ kind, namespace: text(metadata, 'namespace') ?? namespace, name }] : [];
  });
}

/** Volumes, containers, addresses of one body that are read. */
const MAX_LINKS = 40;

function linksOf(body: JsonObject, namespace: string | undefined, owners: NonNullable<AuditRecord['object']>['ownerReferences'] & {}): Link[] {
  const links: Link[] = [];
  const add = (relation: Relation, kind: string, name: unknown, of: string | undefined = namespace): void => {
    const text = textOf(name);
    if (text && links.length < MAX_LINKS) links.push({ relation, to: { kind, ...(of ? { namespace: of } : {}), name: text } });
  };
  for (const { kind, name } of owners) if (kind) add('owner', kind, name, kind === 'Node' ? '' : namespace);
  const spec = member(body, 'spec');
  add('node', 'Node', spec.nodeName, '');
  for (const pod of [spec, member(member(spec, 'template'), 'spec')]) podRefs(pod, add);
  switch (textOf(body.kind)) {
    case 'PersistentVolumeClaim': add('volume', 'PersistentVolume', spec.volumeName, ''); break;
    case 'PersistentVolume': {
      const claim = member(spec, 'claimRef');
      add('volume', 'PersistentVolumeClaim', claim.name, textOf(claim.namespace));
      break;
    }
    case 'VolumeAttachment': add('volume', 'PersistentVolume', member(spec, 'source').persistentVolumeName, ''); break;
    case 'Binding': add('node', 'Node', member(body, 'target').name, ''); break;
    case 'EndpointSlice':
      for (const endpoint of items(body, 'endpoints')) add('target', 'Pod', member(endpoint, 'targetRef').name);
      break;
    case 'Endpoints':
      for (const subset of items(body, 'subsets')) {
        for (const key of ['addresses', 'notReadyAddresses']) for (const address of items(subset, key)) add('target', 'Pod', member(address, 'targetRef').name);
      }
      break;
    default:
  }
  return links;
}

/** What a Pod waits for as long as it is missing. */
function podRefs(spec: JsonObject, add: (relation: Relation, kind: string, name: unknown) => void): void {
  for (const volume of items(spec, 'volumes')) {
    add('volume', 'PersistentVolumeClaim', member(volume, 'persistentVolumeClaim').claimName);
    add('ref', 'Secret', member(volume, 'secret').secretName);
    add('ref', 'ConfigMap', member(volume, 'configMap').name);
    for (const source of items(member(volume, 'projected'), 'sources')) {
      add('ref', 'Secret', member(source, 'secret').name);
      const map = textOf(member(source, 'configMap').name);
      // every Pod has it (ServiceAccount admission)
      if (map !== 'kube-root-ca.crt') add('ref', 'ConfigMap', map);
    }
  }
  for (const secret of items(spec, 'imagePullSecrets')) add('ref', 'Secret', secret.name);
  for (const container of [...items(spec, 'containers'), ...items(spec, 'initContainers')]) {
    for (const variable of items(container, 'env')) {
      const from = member(variable, 'valueFrom');
      add('ref', 'Secret', member(from, 'secretKeyRef').name);
      add('ref', 'ConfigMap', member(from, 'configMapKeyRef').name);
    }
    for (const from of items(container, 'envFrom')) {
      add('ref', 'Secret', member(from, 'secretRef').name);
      add('ref', 'ConfigMap', member(from, 'configMapRef').name);
    }
  }
}
