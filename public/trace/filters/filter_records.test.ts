import { createViewRecords } from '../testing/fixtures';
import { countActiveFilters, filterRecords } from './filter_records';
import { setFilter } from './filter_bar';

const records = createViewRecords(
  { timestamp: '2026-11-23T06:00:00.000001Z' },
  {
    timestamp: '2026-11-23T06:00:00.000002Z',
    severity: 'error',
    message: 'MountVolume.SetUp failed (1.+*',
  },
  {
    timestamp: '2026-11-23T06:00:00.000003Z',
    source: 'audit',
    component: 'audit',
    node: undefined,
    objects: [{ uid: 'ABC-1' }],
  },
  {
    timestamp: '2026-11-23T06:00:01Z',
    firstTimestamp: '2026-11-23T06:00:00Z',
    source: 'event',
    severity: 'warning',
  }
);
const getShownIds = (state: Parameters<typeof filterRecords>[1]) =>
  filterRecords(records, state).shown.map(({ record }) => record.id);

describe('filterRecords', () => {
  it('shows all without filters', () => expect(getShownIds({})).toEqual(['r0', 'r1', 'r2', 'r3']));
  it('filters by lane, severity and source, together', () => {
    expect(getShownIds({ components: ['kubelet@node-b'] })).toEqual(['r0', 'r1']);
    expect(getShownIds({ severities: ['error', 'warning'] })).toEqual(['r1', 'r3']);
    expect(getShownIds({ sources: ['audit', 'event'], severities: ['info'] })).toEqual(['r2']);
  });
  it('seeks text in messages and objects, as it stands and in either case', () => {
    expect(getShownIds({ text: 'mountvolume' })).toEqual(['r1']);
    expect(getShownIds({ text: '(1.+*' })).toEqual(['r1']);
    expect(getShownIds({ text: 'abc-1' })).toEqual(['r2']);
  });
  it('zooms to the microsecond and keeps an event whose repetitions reach into it', () => {
    const state = {
      zoom: { from: '2026-11-23T06:00:00.000002Z', to: '2026-11-23T06:00:00.000002Z' },
    };
    expect(getShownIds(state)).toEqual(['r1', 'r3']);
    expect(filterRecords(records, state).beforeZoom).toHaveLength(4);
  });
  it('counts each filter’s values under the other filters', () => {
    const { facets } = filterRecords(records, { severities: ['error'] });
    expect(facets.severities).toContainEqual({ value: 'info', count: 2 });
    expect(facets.components).toContainEqual({ value: 'kubelet@node-b', count: 1 });
    expect(facets.components).toContainEqual({ value: 'audit', count: 0 });
  });
  it('keeps a set value that no record has, so that it can be unset', () => {
    expect(filterRecords(records, { components: ['gone'] }).facets.components).toContainEqual({
      value: 'gone',
      count: 0,
    });
  });
  it('tells how sure it is and what is shared, each counted under the other filters', () => {
    const mixed = createViewRecords(
      { confidence: 0.95 },
      { confidence: 0.8, sharedWith: [{ auditID: 'a2', title: 'x', confidence: 0.4 }] },
      { confidence: 0.8, sharedWith: [] },
      { confidence: 0.3, severity: 'error' }
    );
    const {
      shown: likely,
      facets,
      shared,
      notShared,
      failureCount,
    } = filterRecords(mixed, { confidences: ['likely'], notShared: true });
    expect(likely.map(({ record }) => record.id)).toEqual(['r2']);
    expect(facets.confidences).toEqual([
      { value: 'sure', count: 1 },
      { value: 'likely', count: 1 },
      { value: 'possible', count: 1 },
    ]);
    expect({ shared, notShared, why: failureCount }).toEqual({ shared: 1, notShared: 1, why: 0 });
    expect(countActiveFilters({ confidences: ['sure'], notShared: true })).toBe(2);
  });
  it('knows which filters are set; an emptied one leaves the state', () => {
    expect(countActiveFilters({ components: [], text: ' ', selected: 'x/y' })).toBe(0);
    expect(countActiveFilters({ severities: ['error'], zoom: { from: '', to: '' } })).toBe(2);
    expect(setFilter({ severities: ['error'], text: 'a' }, 'severities', [])).toEqual({
      text: 'a',
    });
  });
});
