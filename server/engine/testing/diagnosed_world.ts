/** Small made-up clusters for tests: records as the readers give them, from what the components write. */
import type { Evidence } from '../evidence';
import type { Coverage, RequestOrigin } from '../../../common/model/trace';
import { originOf } from '../correlation/origin';
import { coverageOf } from '../coverage';
import { readWritten, type WrittenRecord } from './written_record';
import { diagnose, type Diagnosed } from '../diagnosis/diagnose';

let documents = 0;

const read = (written: WrittenRecord): Evidence => readWritten(written, `d${documents++}`, 'test');

/** Seconds after noon, with their fraction. */
export const at = (seconds: number): string =>
  new Date(Date.UTC(2026, 0, 2, 12) + seconds * 1_000).toISOString();

/** A component's line, without klog's header. */
export function line(seconds: number, component: string, text: string, node?: string): Evidence {
  const time = at(seconds);
  const header = `I0102 ${time.slice(11, 23)}000    1 file.go:1] `;
  return read({ time, text: header + text, component, node });
}

export interface AuditParts {
  user?: string;
  verb: string;
  resource: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  code?: number;
  message?: string;
  request?: unknown;
  response?: unknown;
  auditID?: string;
  userAgent?: string;
}

export function audit(seconds: number, parts: AuditParts): Evidence {
  const {
    user = 'alice',
    verb,
    resource,
    subresource,
    namespace = 'shop',
    name,
    code = 200,
    message,
    request,
    response,
    auditID = `a${documents}`,
  } = parts;
  const time = at(seconds);
  return read({
    time,
    audit: {
      auditID,
      stage: 'ResponseComplete',
      level: 'RequestResponse',
      verb,
      user: { username: user },
      objectRef: { resource, subresource, namespace, name },
      responseStatus: { code, message },
      requestObject: request,
      responseObject: response,
      requestReceivedTimestamp: time,
      stageTimestamp: at(seconds + 0.005),
    },
  });
}

export interface EventParts {
  kind?: string;
  name: string;
  namespace?: string;
  reason: string;
  message?: string;
  fieldPath?: string;
  type?: string;
  component?: string;
}

export function event(
  seconds: number,
  {
    kind = 'Pod',
    name,
    namespace = 'shop',
    reason,
    message = '',
    fieldPath,
    type = 'Normal',
    component = 'kubelet',
  }: EventParts
): Evidence {
  const time = `${at(seconds).slice(0, 19)}Z`;
  return read({
    time,
    event: {
      kind: 'Event',
      apiVersion: 'v1',
      involvedObject: { kind, name, namespace, fieldPath },
      reason,
      message,
      type,
      source: { component },
      firstTimestamp: time,
      lastTimestamp: time,
      count: 1,
    },
  });
}

/** A stored object. */
export const body = (
  kind: string,
  name: string,
  parts: {
    uid?: string;
    owner?: [kind: string, name: string];
    metadata?: object;
    spec?: object;
    status?: object;
  } = {}
): object => ({
  kind,
  metadata: {
    name,
    namespace: 'shop',
    uid: parts.uid ?? `uid-of-${name}`,
    ...(parts.owner
      ? {
          ownerReferences: [
            {
              kind: parts.owner[0],
              name: parts.owner[1],
              uid: `uid-of-${parts.owner[1]}`,
              controller: true,
            },
          ],
        }
      : {}),
    ...parts.metadata,
  },
  spec: parts.spec ?? {},
  status: parts.status ?? {},
});

export const NODE = 'system:node:n1';
export const SCHEDULER = 'system:kube-scheduler';
export const controller = (name: string): string =>
  `system:serviceaccount:kube-system:${name}-controller`;

/** A Pod's status as the kubelet patches it. */
export const podStatus = (ready: boolean, restartCount = 0): object => ({
  phase: 'Running',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'PodReadyToStartContainers', status: 'True' },
    { type: 'Ready', status: ready ? 'True' : 'False' },
  ],
  containerStatuses: [
    {
      name: 'main',
      ready,
      restartCount,
      imageID: 'sha256:1',
      state: { running: { startedAt: at(1) } },
    },
  ],
});

/** A Pod from its creation on, until it is ready. */
export function podLife(
  seconds: number,
  name: string,
  options: { owner?: [kind: string, name: string]; by?: string; ready?: boolean } = {}
): Evidence[] {
  const parts = { owner: options.owner, spec: { containers: [{ name: 'main' }], volumes: [] } };
  return [
    audit(seconds, {
      user: options.by ?? controller('replicaset'),
      verb: 'create',
      resource: 'pods',
      name,
      code: 201,
      response: body('Pod', name, { ...parts, status: { phase: 'Pending' } }),
    }),
    audit(seconds + 0.1, {
      user: SCHEDULER,
      verb: 'create',
      resource: 'pods',
      subresource: 'binding',
      name,
      code: 201,
      request: { kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: 'n1' } },
      response: { kind: 'Status', status: 'Success', metadata: {} },
    }),
    line(
      seconds + 0.3,
      'kubelet',
      `"All volumes are attached and mounted for pod" pod="shop/${name}"`,
      'n1'
    ),
    audit(seconds + 1, {
      user: NODE,
      verb: 'patch',
      resource: 'pods',
      subresource: 'status',
      name,
      response: body('Pod', name, { ...parts, status: podStatus(options.ready ?? true) }),
    }),
  ];
}

/** Diagnoses what happened, in order of time. */
export function diagnosed(
  ...evidence: Array<Evidence | Evidence[]>
): Diagnosed & { origin: RequestOrigin | null; coverage: Coverage[] } {
  const ordered = evidence.flat().sort((a, b) => a.at - b.at);
  const records = ordered.map(({ record }) => record);
  const origin = originOf(
    ordered.flatMap(({ record, audit: request }) => (request ? [{ record, audit: request }] : [])),
    records,
    ''
  );
  const coverage = coverageOf(records, new Map());
  return { ...diagnose({ evidence: ordered, origin, coverage }), origin, coverage };
}

/** `accepted:done scheduled:waiting` */
export const stagesOf = ({ stages }: Pick<Diagnosed, 'stages'>): string =>
  stages.map(({ name, status }) => `${name}:${status}`).join(' ');
