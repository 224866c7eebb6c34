import type { Evidence } from '../../engine/evidence';
import { deployment, StockCluster } from '../../engine/testing/object_cluster';
import { wordWarnings } from '../../messages/warnings';
import { coverageOf, unseenComponents } from '../../engine/coverage';
import { objectTraceWarnings, type ObjectTraceFacts } from './object_trace_warnings';

const NOTHING = { rounds: false, searches: false, documents: 0, window: false };

/** The codes for a Deployment that is made with one Pod, where only these records are kept. */
function getWarningCodes(
  keep: (one: Evidence) => boolean = () => true,
  change: Partial<ObjectTraceFacts['objectSearch']> = {},
  adapt: (one: Evidence) => void = () => undefined
): string[] {
  const cluster = new StockCluster();
  cluster.by('make', () => {
    const { replicaSet, deployment: top } = deployment(cluster, 'web', 1);
    replicaSet.pod('bcdfg').ready();
    top.counts(1, 1);
  });
  cluster.wait(60);
  const { attribution } = cluster.trace('make', {
    keep: (one) => {
      adapt(one);
      return keep(one);
    },
  });
  const records = attribution.timeline.evidence.map(({ record }) => record);
  const inWindow = new Map(unseenComponents(records).map((component) => [component, false]));
  const to = new Date(attribution.timeline.lastAt / 1_000 + 600_000).toISOString();
  const followed = {
    attribution,
    reads: new Map(),
    limited: NOTHING,
    plan: { terms: [], auditIndexingDelayMs: 0, range: { from: to, to, open: true } },
    ...change,
  } as ObjectTraceFacts['objectSearch'];
  return wordWarnings(
    objectTraceWarnings({
      objectSearch: followed,
      coverage: coverageOf(records, inWindow),
      now: Date.parse(followed.plan.range.to) + 3_600_000,
    })
  ).map(({ code, message }) =>
    code === 'log_missing' ? `${code}: ${LOGS.filter((log) => message.includes(log)).join()}` : code
  );
}
const LOGS = ['the audit log', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'Events'];

describe('a trace over objects says', () => {
  it('which log is missing that must have told of it', () => {
    expect(getWarningCodes(({ record }) => record.component !== 'kubelet')).toContain(
      'log_missing: kubelet'
    );
    expect(getWarningCodes(({ record }) => record.component !== 'kube-scheduler')).toContain(
      'log_missing: kube-scheduler'
    );
    expect(
      getWarningCodes(({ record }) => record.component !== 'kube-controller-manager')
    ).toContain('log_missing: kube-controller-manager');
  });

  it('that no audit record has a body', () => {
    expect(getWarningCodes()).not.toContain('no_bodies');
    expect(
      getWarningCodes(undefined, {}, (one) => {
        if (one.audit)
          one.audit = {
            ...one.audit,
            requestObject: undefined,
            responseObject: undefined,
            object: undefined,
          };
      })
    ).toContain('no_bodies');
  });

  it('that bodies lack what identifies objects', () => {
    expect(getWarningCodes()).not.toContain('no_uids');
    expect(
      getWarningCodes(undefined, {}, (one) => {
        if (one.audit)
          one.audit = {
            ...one.audit,
            object: undefined,
            responseObject: { ...(one.audit.responseObject ?? {}), metadata: undefined },
          };
      })
    ).toContain('no_uids');
  });

  it('which limit kept it from being followed', () => {
    expect(getWarningCodes()).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/limited|truncated/)])
    );
    expect(getWarningCodes(undefined, { limited: { ...NOTHING, searches: true } })).toContain(
      'searches_limited'
    );
    expect(getWarningCodes(undefined, { limited: { ...NOTHING, documents: 7 } })).toContain(
      'truncated'
    );
  });

  it('that it still went on where the search ended', () => {
    const range = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-01T00:00:00.000Z', open: true };
    expect(
      getWarningCodes(undefined, { plan: { terms: [], auditIndexingDelayMs: 0, range } })
    ).toContain('window_limited');
  });
});
