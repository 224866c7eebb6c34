/** Records from their text, for the rules' tests: a cluster's raw line as it is, others in the short forms below. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from '../../../evidence';
import { readWritten, type Content, type WrittenRecord } from '../../../testing/written_record';

export interface Example {
  rule: string;
  from: string;
  text: string;
}

/** `rule | where it is from`, the record in one line (its own line breaks as \n), an empty line. */
export function examplesOf(file: string): Example[] {
  return readFileSync(join(__dirname, file), 'utf8')
    .split('\n\n')
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [head, ...rest] = block.trim().split('\n') as [string, ...string[]];
      const bar = head.indexOf(' | ');
      return { rule: head.slice(0, bar), from: head.slice(bar + 3), text: rest.join('\n') };
    });
}

const POD = {
  kind: 'Pod',
  namespace: 'shop',
  name: 'web-0',
  uid: '168f4bb4-3bb5-46b5-b11e-a8954da52409',
};
const TIME = '2026-11-23T07:00:00.000000Z';
let documents = 0;

export interface ReadOptions {
  time?: string;
  pod?: string;
  container?: string;
  component?: string;
  file?: string;
  user?: string;
  count?: number;
  eventUid?: string;
}

/**
 * A record of `event Kind Reason: message`, `refused 403 Forbidden: message`, `panic: message`, `status resource {json}`,
 * `request verb resource name code message`, `container text`; anything else is a raw line.
 */
export function evidenceOf(text: string, options: ReadOptions = {}): Evidence {
  const time = options.time ?? TIME;
  const [first = ''] = text.split(' ', 1);
  const rest = text.slice(first.length + 1);
  if (first === 'event') return eventOf(rest, options, time);
  if (first === 'refused' || first === 'panic:') return refusalOf(first, rest, options, time);
  if (first === 'request') {
    const [verb, resource, name, code = '', ...message] = rest.split(' ');
    const [plain, subresource] = (resource ?? '').split('/');
    return read({
      audit: {
        ...audit(time),
        verb,
        user: { username: options.user ?? 'alice' },
        objectRef: {
          resource: plain,
          namespace: 'shop',
          name,
          ...(subresource ? { subresource } : {}),
        },
        responseStatus: { code: Number(code), message: message.join(' ') },
      },
    });
  }
  if (first === 'status') {
    const resource = rest.slice(0, rest.indexOf(' '));
    const name = options.pod ?? POD.name;
    return read({
      audit: {
        ...audit(time),
        verb: 'patch',
        user: { username: 'system:node:node-a' },
        objectRef: { resource, namespace: 'shop', name, subresource: 'status' },
        responseStatus: { code: 200 },
        responseObject: {
          kind: resource === 'pods' ? 'Pod' : undefined,
          metadata: { namespace: 'shop', name },
          status: JSON.parse(rest.slice(resource.length + 1)) as unknown,
        },
      },
    });
  }
  if (first === 'container') {
    return read(
      {
        text: rest,
        container: {
          namespace: 'shop',
          pod: { name: options.pod ?? POD.name },
          container: options.container ?? 'web',
        },
        file: options.file ?? 'pods/shop_web-0_168f4bb4/web/0.log',
      },
      time
    );
  }
  if (text.startsWith('{"kind":"Event","apiVersion":"audit')) return read({ audit: text });
  if (text.includes('"involvedObject"')) return read({ event: text }, time);
  const line = text.split('\\n').join('\n');
  const component = options.component ?? (line.startsWith('time=') ? 'containerd' : 'kubelet');
  return read({ text: line, component }, time);
}

const audit = (time: string) => ({
  auditID: `audit-${documents}`,
  stage: 'ResponseComplete',
  level: 'RequestResponse',
  requestReceivedTimestamp: time,
});

function eventOf(rest: string, options: ReadOptions, time: string): Evidence {
  const [kind = '', reason = ''] = rest.split(/[ :]/, 2);
  const message = rest
    .slice(rest.indexOf(': ') + 2)
    .split('\\n')
    .join('\n');
  return read(
    {
      event: {
        kind: 'Event',
        metadata: { name: 'e', namespace: 'shop', uid: options.eventUid ?? `event-${documents}` },
        type: reason === 'ExternalProvisioning' ? 'Normal' : 'Warning',
        reason,
        message,
        involvedObject: { ...POD, kind, name: options.pod ?? POD.name },
        source: { component: 'kubelet' },
        firstTimestamp: time,
        lastTimestamp: time,
        count: options.count ?? 1,
      },
    },
    time
  );
}

function refusalOf(first: string, rest: string, options: ReadOptions, time: string): Evidence {
  const [code = '', reason = ''] = rest.split(/[ :]/, 2);
  const message = first === 'panic:' ? rest : rest.slice(rest.indexOf(': ') + 2);
  return read({
    audit: {
      ...audit(time),
      stage: first === 'panic:' ? 'Panic' : 'ResponseComplete',
      verb: 'create',
      user: { username: options.user ?? 'alice' },
      objectRef: { resource: 'deployments', namespace: 'shop', name: 'web' },
      responseStatus: { code: first === 'panic:' ? 500 : Number(code), reason, message },
    },
  });
}

const read = (written: Content & Partial<WrittenRecord>, time = TIME): Evidence =>
  readWritten({ time, ...written }, `${documents++}`, 'logs');
