import { getLaneKey } from '../../swimlanes/lane_key';
import { getTimeExtent } from '../view_records';
import { createViewRecords } from '../testing/fixtures';
import { layoutLanes, getLaneLabel, MAX_POD_LANES, PODS_LANE } from './lane_layout';
import { findEventIntervals, mergeMarks, mergeMarksWithin } from './merge_marks';
import { chooseAxisUnit, formatTick, panSpan, zoomSpan } from './time_axis';

describe('lanes', () => {
  it('are ordered as a request goes through the cluster', () => {
    const records = createViewRecords(
      { source: 'pod', component: 'nginx', file: 'pods/shop_web-0_u1/nginx/0.log' },
      { source: 'event', component: 'kubelet' },
      { component: 'etcd', node: undefined },
      { component: 'containerd', node: 'node-a' },
      { component: 'kubelet', node: 'node-b' },
      { component: 'kubelet', node: 'node-a' },
      { component: 'kube-scheduler', node: undefined },
      { component: 'kube-controller-manager', node: undefined },
      { component: 'kube-apiserver', node: undefined },
      { source: 'audit', component: 'audit' }
    );
    expect(layoutLanes(records.map((record) => record.lane)).lanes.map(getLaneLabel)).toEqual([
      'audit log',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kubelet node-a',
      'kubelet node-b',
      'containerd node-a',
      'etcd',
      'events',
      'shop/web-0/nginx',
    ]);
  });

  it('takes a pod from the objects where the file does not name it', () => {
    const [view] = createViewRecords({
      source: 'pod',
      component: 'app',
      file: undefined,
      objects: [{ kind: 'Pod', namespace: 'pay', name: 'settle' }],
    });
    expect(getLaneKey(view!.record)).toBe('pod:pay/settle/app');
  });

  it('share one lane when there are many pods', () => {
    const keys = Array.from({ length: MAX_POD_LANES + 1 }, (_, n) => `pod:shop/web-${n}/app`);
    const layout = layoutLanes([...keys, 'audit']);
    expect(layout.lanes).toEqual(['audit', PODS_LANE]);
    expect(layout.indexOf('pod:shop/web-3/app')).toBe(1);
    expect(layout.indexOf('kubelet')).toBe(-1);
  });
});

const formatMicros = (n: number) => `1970-01-01T00:00:00.${String(n).padStart(6, '0')}Z`;
const firstLane = () => 0;

describe('mergeMarks', () => {
  it('merges what falls on the same pixels and stands for the worst', () => {
    const records = createViewRecords(
      { timestamp: formatMicros(0) },
      { timestamp: formatMicros(1), severity: 'error' },
      { timestamp: formatMicros(2), severity: 'error' },
      { timestamp: formatMicros(900) }
    );
    const marks = mergeMarks(records, firstLane, { from: 0, to: 1000, width: 100, markWidth: 5 });
    expect(marks.map(({ count, severity, record }) => [count, severity, record.record.id])).toEqual(
      [
        [3, 'error', 'r1'],
        [1, 'info', 'r3'],
      ]
    );
  });

  it('keeps lanes apart and leaves out what is not in sight', () => {
    const records = createViewRecords(
      { timestamp: formatMicros(5), node: 'a' },
      { timestamp: formatMicros(5), node: 'b' },
      { timestamp: formatMicros(2000) },
      { timestamp: 'no time' }
    );
    const layout = layoutLanes(records.map((record) => record.lane));
    expect(
      mergeMarks(records, layout.indexOf, { from: 0, to: 1000, width: 100, markWidth: 5 })
    ).toHaveLength(2);
  });

  it('counts quiet marks that an error would cover with it, in its own lane only', () => {
    const records = createViewRecords(
      { timestamp: formatMicros(45) },
      { timestamp: formatMicros(55), severity: 'error' },
      { timestamp: formatMicros(250) },
      { timestamp: formatMicros(45), node: 'z' }
    );
    const layout = layoutLanes(records.map((record) => record.lane));
    const marks = mergeMarks(records, layout.indexOf, {
      from: 0,
      to: 1000,
      width: 100,
      markWidth: 5,
    });
    expect(marks.map(({ lane, count }) => [lane, count]).sort()).toEqual([
      [0, 1],
      [0, 2],
      [1, 1],
    ]);
  });

  it('loses no record, however they lie, and stays within its budget', () => {
    const records = createViewRecords(
      ...Array.from({ length: 5000 }, (_, n) => ({
        timestamp: formatMicros((n * 7919) % 100_000),
        node: `n${n % 9}`,
        severity: n % 50 === 0 ? ('error' as const) : ('info' as const),
      }))
    );
    const layout = layoutLanes(records.map((record) => record.lane));
    const extent = getTimeExtent(records)!;
    const marks = mergeMarksWithin(300, records, layout.indexOf, {
      ...extent,
      width: 1200,
      markWidth: 5,
    });
    expect(marks.length).toBeLessThanOrEqual(300);
    expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
  });
});

describe('eventIntervals', () => {
  it('cuts a repeated event to the shown time', () => {
    const records = createViewRecords(
      {
        source: 'event',
        timestamp: formatMicros(900),
        firstTimestamp: formatMicros(100),
        count: 14,
      },
      { timestamp: formatMicros(50) }
    );
    expect(findEventIntervals(records, firstLane, 200, 5000)).toMatchObject([
      { from: 200, to: 900, count: 14 },
    ]);
    expect(findEventIntervals(records, firstLane, 901, 5000)).toEqual([]);
  });
});

describe('the time axis', () => {
  it.each([
    [1e6, 's'],
    [299e6, 's'],
    [301e6, 'min'],
    [6 * 3600e6, 'h'],
    [6 * 86_400e6, 'd'],
  ])('%d µs in %s', (span, name) => expect(chooseAxisUnit(span).name).toBe(name));
  it.each([
    [12.5, 50, '+12.5 s'],
    [0, 50, '0 s'],
    [-0.2, 3, '-0.2 s'],
    [7200.000125, 0.0005, '+7200.000125 s'],
  ])('tick %d of %d', (value, span, text) => expect(formatTick(value, span, 's')).toBe(text));
  it('zooms around a point and pans, within the bounds', () => {
    const bounds = { from: 0, to: 1000 };
    expect(zoomSpan(bounds, 500, 0.4, bounds)).toEqual({ from: 300, to: 700 });
    expect(zoomSpan({ from: 300, to: 700 }, 500, 2.5, bounds)).toEqual(bounds);
    expect(panSpan({ from: 300, to: 700 }, 0.5, bounds)).toEqual({ from: 500, to: 900 });
    expect(panSpan({ from: 300, to: 700 }, 5, bounds)).toEqual({ from: 600, to: 1000 });
  });
});
