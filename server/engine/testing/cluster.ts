/**
 * A made-up cluster that writes what a real one does (Kubernetes 1.34 at -v=4, audit with bodies, request IDs): records in the
 * forms in which they are indexed, step by step along a clock. The lines' words are the components' own.
 */
import { coverageOf } from '../coverage';
import { originOf } from '../correlation/origin';
import { diagnose, type Diagnosed } from '../diagnosis/diagnose';
import type { Evidence } from '../evidence';
import { readWritten, type Content, type WrittenRecord } from './written_record';

const REQ_ID = '7c1d2a4e-51f0-4f0e-9a63-0d8f6c2b9e11';

export type Json = Record<string, unknown>;

export interface AuditParts {
  user?: string;
  as?: string;
  verb: string;
  resource: string;
  subresource?: string;
  namespace?: string | null;
  name?: string;
  group?: string;
  code?: number;
  reason?: string;
  message?: string;
  request?: unknown;
  response?: unknown;
  query?: string;
  auditID?: string;
  userAgent?: string;
  annotations?: Json;
  /** of the client's connection; default: the cluster's */
  port?: number;
}

export const CONTROLLER = (name: string): string => `system:serviceaccount:kube-system:${name}`;
export const SCHEDULER = 'system:kube-scheduler';
export const kubeletOf = (node: string): string => `system:node:${node}`;

const AGENTS: Array<[string, string]> = [
  ['system:node:', 'kubelet/v1.34.2 (linux/amd64) kubernetes/$Format'],
  ['system:kube-scheduler', 'kube-scheduler/v1.34.2 (linux/amd64) kubernetes/$Format/scheduler'],
];

/** `bodiless`: the audit policy's level is Metadata; `json`: the components log JSON */
export type Form = 'bodiless' | 'json';

export interface ClusterOptions {
  /** no audit log, or one without bodies */
  audit?: 'none' | 'metadata';
  events?: boolean;
  /** components whose lines are not collected */
  without?: string[];
  /** components write no request IDs */
  stock?: boolean;
}

export class MadeUpCluster {
  private readonly written: WrittenRecord[] = [];
  private ids = 0;
  /** seconds after noon */
  now = 0;
  /** of the client's connection: another process has another */
  port = 50_000;

  constructor(
    public namespace = 'crew',
    public user = 'mira',
    private readonly options: ClusterOptions = {}
  ) {}

  /** How many records there are: the next one's number, by which its ID ends (`d<number>`). */
  get size(): number {
    return this.written.length;
  }

  /** Lets time go by. */
  wait(seconds: number): this {
    this.now += seconds;
    return this;
  }

  /** A new uid or audit ID. */
  id(): string {
    this.ids++;
    return `${(0xa0000000 + this.ids * 7919).toString(16)}-4b1c-4d2e-8f3a-${(0x100000000000 + this.ids * 104729).toString(16)}`;
  }

  time(): string {
    return new Date(Date.UTC(2026, 2, 5, 12) + this.now * 1_000)
      .toISOString()
      .replace(/(\.\d{3})Z$/, '$1000Z');
  }

  /** A request with its audit record and kube-apiserver's own line, which is written when the answer is complete. */
  audit(parts: AuditParts): this {
    const {
      user = this.user,
      as,
      verb,
      resource,
      subresource,
      name,
      group,
      code = verb === 'create' ? 201 : 200,
      reason,
      message,
      request,
      response,
      query,
      annotations,
    } = parts;
    const { port = this.port } = parts;
    const namespace = parts.namespace === null ? undefined : (parts.namespace ?? this.namespace);
    const auditID = parts.auditID ?? this.id();
    const userAgent =
      parts.userAgent ??
      AGENTS.find(([start]) => user.startsWith(start))?.[1] ??
      (user.startsWith('system:serviceaccount:kube-system:')
        ? `kube-controller-manager/v1.34.2 (linux/amd64) kubernetes/$Format/${user}`
        : 'kubectl/v1.34.2 (linux/amd64) kubernetes/$Format');
    const uri = `/${group ? `apis/${group}/v1` : 'api/v1'}${namespace ? `/namespaces/${namespace}` : ''}/${resource}${name && (verb !== 'create' || subresource) ? `/${name}` : ''}${subresource ? `/${subresource}` : ''}${query ? `?${query}` : ''}`;
    const failure = code >= 400;
    const bodies = this.options.audit !== 'metadata';
    if (this.options.audit !== 'none') {
      this.write({
        audit: {
          kind: 'Event',
          apiVersion: 'audit.k8s.io/v1',
          level: bodies ? 'RequestResponse' : 'Metadata',
          auditID,
          stage: 'ResponseComplete',
          requestURI: uri,
          verb,
          user: { username: user, groups: ['system:authenticated'] },
          ...(as ? { impersonatedUser: { username: as } } : {}),
          sourceIPs: ['127.0.0.1'],
          userAgent,
          objectRef: { resource, subresource, namespace, name, apiGroup: group, apiVersion: 'v1' },
          responseStatus: {
            metadata: {},
            code,
            ...(failure ? { status: 'Failure', message, reason } : {}),
          },
          ...(bodies
            ? {
                requestObject: request,
                responseObject: failure
                  ? { kind: 'Status', status: 'Failure', message, reason, code }
                  : response,
              }
            : {}),
          requestReceivedTimestamp: this.time(),
          stageTimestamp: this.time(),
          annotations,
        },
      });
    }
    this.now += 0.006;
    const verbs: Record<string, string> = {
      create: 'POST',
      update: 'PUT',
      patch: 'PATCH',
      delete: 'DELETE',
      get: 'GET',
      list: 'LIST',
      deletecollection: 'DELETE',
    };
    return this.line(
      'kube-apiserver',
      `httplog.go:134] "HTTP" verb="${verbs[verb] ?? verb}" URI="${uri}" latency="5.9ms" userAgent="${userAgent}" audit-ID="${auditID}" srcIP="127.0.0.1:${port}" apf_pl="global-default" resp=${code}`
    );
  }

  /** @param text from klog's caller on, e.g. `kubelet.go:2515] "SyncLoop ADD" …` */
  line(
    component: string,
    text: string,
    { severity = 'I', node }: { severity?: 'I' | 'W' | 'E'; node?: string } = {}
  ): this {
    if (this.options.without?.includes(component)) return this;
    const { header, stamp } = this.header(severity);
    this.write({ time: stamp, text: `${header}${text}${this.requestId}`, component, node });
    this.now += 0.0005;
    return this;
  }

  containerd(node: string, level: string, msg: string, error?: string): this {
    if (this.options.without?.includes('containerd')) return this;
    const stamp = this.time();
    const message = `time="${stamp.replace('Z', '000Z')}" level=${level} msg=${JSON.stringify(msg)}${error === undefined ? '' : ` error=${JSON.stringify(error)}`}${this.requestId}`;
    this.write({ time: stamp, text: message, component: 'containerd', node });
    this.now += 0.0005;
    return this;
  }

  /** A container's own line. */
  containerLog(
    pod: { name: string; uid: string },
    text: string,
    container = 'app',
    restart = 0
  ): this {
    this.write({
      text,
      container: { namespace: this.namespace, pod, container },
      file: `pods/${this.namespace}_${pod.name}_${pod.uid}/${container}/${restart}.log`,
    });
    return this;
  }

  /** A v1 Event, with seconds only. */
  event(
    about: {
      kind: string;
      name: string;
      uid?: string;
      namespace?: string | null;
      fieldPath?: string;
    },
    reason: string,
    message: string,
    {
      type = 'Normal',
      component = 'kubelet',
      count = 1,
    }: { type?: string; component?: string; count?: number } = {}
  ): this {
    if (this.options.events === false) return this;
    const stamp = `${this.time().slice(0, 19)}Z`;
    const { namespace = this.namespace, ...involved } = about;
    this.write({
      time: stamp,
      event: {
        kind: 'Event',
        apiVersion: 'v1',
        metadata: {
          name: `${about.name}.${this.ids}`,
          namespace: namespace ?? 'default',
          uid: this.id(),
        },
        involvedObject: { ...involved, ...(namespace ? { namespace } : {}) },
        reason,
        message,
        source: { component },
        firstTimestamp: stamp,
        lastTimestamp: stamp,
        count,
        type,
        eventTime: null,
        reportingComponent: component,
      },
    });
    return this;
  }

  private get requestId(): string {
    return this.options.stock ? '' : ` reqID="${REQ_ID}"`;
  }

  private header(severity: string): { header: string; stamp: string } {
    const stamp = this.time();
    return { header: `${severity}0305 ${stamp.slice(11, 26)}   27437 `, stamp };
  }

  private write(record: Content & Partial<WrittenRecord>): void {
    this.written.push({ time: this.time(), ...record });
  }

  /** The records as the trace hands them to the diagnosis: in order of time. */
  evidence(form?: Form): Evidence[] {
    const read = this.written.map((written, i) =>
      readWritten(
        form === 'bodiless'
          ? withoutBodies(written)
          : form === 'json'
            ? asJson(written, readWritten(written, `d${i}`))
            : written,
        `d${i}`
      )
    );
    return read.sort((a, b) => a.at - b.at);
  }

  /** @param keep which of the records were collected; default: all */
  diagnose(keep: (one: Evidence) => boolean = () => true, form?: Form): Diagnosed {
    const evidence = this.evidence(form).filter(keep);
    const records = evidence.map(({ record }) => record);
    const origin = originOf(
      evidence.flatMap(({ record, audit }) => (audit ? [{ record, audit }] : [])),
      records,
      ''
    );
    return diagnose({ evidence, origin, coverage: coverageOf(records, new Map()) });
  }
}

/** An audit record as a policy of level Metadata leaves it. */
const withoutBodies = (written: WrittenRecord): WrittenRecord =>
  'audit' in written
    ? {
        ...written,
        audit: {
          ...(written.audit as object),
          level: 'Metadata',
          requestObject: undefined,
          responseObject: undefined,
        },
      }
    : written;

/** A component's line as `--logging-format=json` writes it (component-base/logs/json): objects in parts, times in milliseconds. */
function asJson(written: WrittenRecord, { line, record }: Evidence): WrittenRecord {
  if (!('component' in written) || !line || record.component === 'containerd') return written;
  const values = line.pairs.map(([key, value]): [string, unknown] => {
    const [namespace, name, more] = value.split('/');
    if (key === 'pod' && name && !more) return [key, { name, namespace }];
    if (key === 'pods')
      return [
        key,
        value
          .slice(2, -2)
          .split('" "')
          .map((pod) => ({ name: pod.split('/')[1], namespace: pod.split('/')[0] })),
      ];
    if (key === 'event' || key === 'status') return [key, JSON.parse(value)];
    return [key, /^[0-9]+$/.test(value) ? Number(value) : value];
  });
  const json = {
    ts: Date.parse(record.timestamp),
    caller: `x/${record.caller ?? ''}`,
    msg: line.message,
    ...(record.severity === 'error' ? {} : { v: 2 }),
  };
  return { ...written, text: JSON.stringify({ ...json, ...Object.fromEntries(values) }) };
}
