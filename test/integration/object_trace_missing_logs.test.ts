/** Traces over objects where a log isn't collected, on the sample through aliases that leave it out: still answered, less surely, and said. */
import type { Trace } from '../../common/model/trace';
import { readSampleOperations } from '../support/sample_operations';

const HOST = process.env.TEST_HOST_URL;
const ELASTICSEARCH = process.env.TEST_ELASTICSEARCH_URL;
if (!HOST || !ELASTICSEARCH)
  throw new Error(
    'TEST_HOST_URL and TEST_ELASTICSEARCH_URL name no host and no Elasticsearch: run `npm test`, which starts them.'
  );
const INDEX_WITHOUT_IDS = 'k8s-stock';
const SLOW_TEST_TIMEOUT_MS = 120_000;
const OMITTED_LOGS: Record<string, object> = {
  audit: { term: { 'event.dataset': 'kubernetes.audit_logs' } },
  kubelet: { term: { 'service.name': 'kubelet' } },
  events: { term: { 'event.dataset': 'kubernetes.events' } },
};
const getAliasName = (part: string): string => `stock-parts-no-${part}`;

async function updateAliases(action: 'add' | 'remove'): Promise<void> {
  const actions = Object.entries(OMITTED_LOGS).map(([part, query]) => ({
    [action]: {
      index: INDEX_WITHOUT_IDS,
      alias: getAliasName(part),
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

async function fetchTrace(index: string): Promise<Trace> {
  const operation = readSampleOperations('cluster-a').find(
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
const getMeanConfidence = ({ records }: Trace): number =>
  records.reduce((sum, { confidence }) => sum + confidence, 0) / records.length;
const listWarningCodes = ({ warnings }: Trace): string[] => warnings.map(({ code }) => code);

beforeAll(() => updateAliases('add'), SLOW_TEST_TIMEOUT_MS);
afterAll(() => updateAliases('remove'), SLOW_TEST_TIMEOUT_MS);

it(
  'with all logs nothing is said to be missing',
  async () => {
    const trace = await fetchTrace(INDEX_WITHOUT_IDS);
    expect(trace.correlation).toBe('objects');
    expect(listWarningCodes(trace)).not.toEqual(expect.arrayContaining(['log_missing']));
    expect(listWarningCodes(trace)).not.toContain('no_reqid');
  },
  SLOW_TEST_TIMEOUT_MS
);

it(
  'without an audit log the Deployment that was made is found by its name, less surely',
  async () => {
    const [whole, trace] = [
      await fetchTrace(INDEX_WITHOUT_IDS),
      await fetchTrace(getAliasName('audit')),
    ];
    expect(listWarningCodes(trace)).toEqual(
      expect.arrayContaining(['no_audit_record', 'log_missing'])
    );
    const components = new Set(trace.records.map(({ component }) => component));
    for (const component of ['kube-controller-manager', 'kube-scheduler', 'kubelet', 'containerd'])
      expect(components).toContain(component);
    const others = whole.records.filter(({ source }) => source !== 'audit').length;
    expect(trace.records.length).toBeGreaterThan(others * 0.8);
    expect(getMeanConfidence(trace)).toBeLessThan(getMeanConfidence(whole));
  },
  SLOW_TEST_TIMEOUT_MS
);

it.each(['kubelet', 'events'])(
  'without %s the rest is there, and it is said',
  async (part) => {
    const [whole, trace] = [
      await fetchTrace(INDEX_WITHOUT_IDS),
      await fetchTrace(getAliasName(part)),
    ];
    expect(listWarningCodes(trace)).toContain('log_missing');
    expect(trace.records.length).toBeLessThan(whole.records.length);
    expect(trace.records.length).toBeGreaterThan(whole.records.length * 0.4);
  },
  SLOW_TEST_TIMEOUT_MS
);
