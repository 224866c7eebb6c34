/** Traces over objects where a log isn't collected, on the sample through aliases that leave it out: still answered, less surely, and said. */
import type { Trace } from '../../common/model/trace';
import { sampleOperations } from '../support/sample_operations';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL and TEST_ELASTICSEARCH_URL name no host and no Elasticsearch: run `npm test`, which starts them.'
  );
const STOCK = 'k8s-stock';
const SLOW_MS = 120_000;
const LEFT_OUT: Record<string, object> = {
  audit: { term: { 'event.dataset': 'kubernetes.audit_logs' } },
  kubelet: { term: { 'service.name': 'kubelet' } },
  events: { term: { 'event.dataset': 'kubernetes.events' } },
};
const aliasOf = (part: string): string => `stock-parts-no-${part}`;

async function aliases(action: 'add' | 'remove'): Promise<void> {
  const actions = Object.entries(LEFT_OUT).map(([part, query]) => ({
    [action]: {
      index: STOCK,
      alias: aliasOf(part),
      ...(action === 'add' ? { filter: { bool: { must_not: query } } } : {}),
    },
  }));
  const response = await fetch(`${ELASTICSEARCH}/_aliases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ actions }),
  });
  expect(response.status).toBe(200);
}

async function traceOf(index: string): Promise<Trace> {
  const operation = sampleOperations('cluster-a').find(
    ({ id, user, mutatingAuditIDs }) =>
      user && mutatingAuditIDs.length > 0 && id?.endsWith('-create-deployment')
  )!;
  const response = await fetch(
    `${HOST}/api/request_trace/trace?${new URLSearchParams({ index, id: operation.mutatingAuditIDs[0]!, size: '10000' })}`,
    { headers: { 'kbn-xsrf': 'test' } }
  );
  expect(response.status).toBe(200);
  return (await response.json()) as Trace;
}
const sureOf = ({ records }: Trace): number =>
  records.reduce((sum, { confidence }) => sum + confidence, 0) / records.length;
const codesOf = ({ warnings }: Trace): string[] => warnings.map(({ code }) => code);

beforeAll(() => aliases('add'), SLOW_MS);
afterAll(() => aliases('remove'), SLOW_MS);

it(
  'with all logs nothing is said to be missing',
  async () => {
    const trace = await traceOf(STOCK);
    expect(trace.correlation).toBe('objects');
    expect(codesOf(trace)).not.toEqual(expect.arrayContaining(['log_missing']));
    expect(codesOf(trace)).not.toContain('no_reqid');
  },
  SLOW_MS
);

it(
  'without an audit log the Deployment that was made is found by its name, less surely',
  async () => {
    const [whole, trace] = [await traceOf(STOCK), await traceOf(aliasOf('audit'))];
    expect(codesOf(trace)).toEqual(expect.arrayContaining(['no_audit_record', 'log_missing']));
    const components = new Set(trace.records.map(({ component }) => component));
    for (const component of ['kube-controller-manager', 'kube-scheduler', 'kubelet', 'containerd'])
      expect(components).toContain(component);
    const others = whole.records.filter(({ source }) => source !== 'audit').length;
    expect(trace.records.length).toBeGreaterThan(others * 0.8);
    expect(sureOf(trace)).toBeLessThan(sureOf(whole));
  },
  SLOW_MS
);

it.each(['kubelet', 'events'])(
  'without %s the rest is there, and it is said',
  async (part) => {
    const [whole, trace] = [await traceOf(STOCK), await traceOf(aliasOf(part))];
    expect(codesOf(trace)).toContain('log_missing');
    expect(trace.records.length).toBeLessThan(whole.records.length);
    expect(trace.records.length).toBeGreaterThan(whole.records.length * 0.4);
  },
  SLOW_MS
);
