import fc from 'fast-check';
import { RECORD_SOURCES } from '../../common/model/log_record';
import {
  formatPath,
  formatSearch,
  isHistoryStep,
  MAX_ID_LENGTH,
  MAX_SEARCH_TEXT_LENGTH,
  parseSearch,
  type UrlState,
} from './url_state';

const REQ_ID = 'cbfecd0e-5078-50c7-bb82-c13fbe354c47';

describe('the URL', () => {
  it('gives back everything that a reader set', () => {
    const state: UrlState = {
      id: REQ_ID,
      object: 'pods/shop/web-1',
      from: 'now-15m',
      to: 'now',
      index: 'k8s-*,logs-kubernetes*',
      timeField: 'event.ingested',
      dataViewId: 'a1b2',
      savedSearchId: 'c3 & d4',
      query: { language: 'lucene', query: ' message:"a + b" AND 100% ' },
      filters: [
        {
          meta: { disabled: false, negate: true, key: 'log.level' },
          query: { match_phrase: { 'log.level': 'ü&=' } },
        },
      ],
      list: {
        user: 'system:serviceaccount:a:b',
        verb: 'create',
        resource: 'pods',
        namespace: 'shop',
        name: 'web*',
        words: 'a "b" & ü ',
        outcome: 'stuck',
        everyone: true,
        sort: 'errors',
        ascending: true,
        rows: 75,
      },
      view: {
        selected: 'k8s-reqid-2026/AbC_1-2',
        zoom: { from: '2026-11-18T12:03:04.231000Z', to: '2026-11-18T12:03:04.231001Z' },
        components: ['kubelet', 'audit', 'a, b & c=d'],
        severities: ['warning', 'error'],
        sources: ['component', 'event'],
        confidences: ['sure', 'possible'],
        notShared: true,
        text: 'secret "web-tls" + 100% ü ',
        newestFirst: true,
        columns: ['message', 'time'],
      },
    };
    expect(parseSearch(`?${formatSearch(state)}`)).toEqual(state);
    expect(formatPath(state)).toBe(`/trace?${formatSearch(state)}`);
  });

  it('gives back any view state (property)', () => {
    const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(
        fc.record({
          id: name,
          view: fc.record({
            components: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
            text: name,
            selected: name,
          }),
        }),
        (state) => {
          expect(parseSearch(formatSearch(state))).toEqual(state);
        }
      )
    );
  });

  it('never throws, whatever it reads (property)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        parseSearch(`?id=${a}&zoom=${b}&from=${a}&to=${b}&index=${a}&${b}`);
      })
    );
  });

  it.each([
    ['a broken zoom', 'zoom=yesterday', { view: {} }],
    ['a zoom backwards', 'zoom=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z', { view: {} }],
    ['an unknown severity', 'severity=awful&severity=error', { view: { severities: ['error'] } }],
    ['an unknown source', 'source=database', { view: {} }],
    [
      'an unknown confidence, and what is shared',
      'confidence=certain&confidence=sure&shared=yes',
      { view: { confidences: ['sure'] } },
    ],
    [
      'unknown columns, and one twice',
      'columns=time,evil,time,message&sort=up',
      { view: { columns: ['time', 'message'] } },
    ],
    ['columns none of which is known', 'columns=evil', { view: {} }],
    ['an unknown parameter', 'evil=1', { view: {} }],
    ['a range backwards', 'from=now&to=now-1h', { view: {} }],
    ['an end without a start', 'to=now', { view: {} }],
    ['a time in another form', 'from=yesterday&to=now', { view: {} }],
    ['an ID that is too long', `id=${'a'.repeat(MAX_ID_LENGTH + 1)}`, { view: {} }],
    ['an ID of spaces', 'id=%20%20', { view: {} }],
    [
      'an unknown outcome, order and number of rows',
      'outcome=fine&sortBy=name&order=up&rows=-5&people=true',
      { view: {} },
    ],
    ['a user that is too long', `user=${'a'.repeat(254)}`, { view: {} }],
    ['more rows than a link may ask for', 'rows=99999', { list: { rows: 1_000 }, view: {} }],
  ])('leaves out %s', (_what, search, expected) => {
    expect(parseSearch(search)).toEqual(expected);
  });

  it('cuts a pasted line, and ends an open range now', () => {
    expect(parseSearch(`?q=${'x'.repeat(5_000)}`).q).toHaveLength(MAX_SEARCH_TEXT_LENGTH);
    expect(parseSearch('?from=now-1h')).toEqual({ from: 'now-1h', to: 'now', view: {} });
  });

  it('takes a data view’s title as index, spaces after commas and all', () => {
    expect(parseSearch('?index=logs-*,%20filebeat-*').index).toBe('logs-*,filebeat-*');
  });

  it('leads to the first page without an ID', () => {
    expect(formatPath({ view: {} })).toBe('/');
    expect(formatPath({ q: 'a b', view: {} })).toBe('/?q=a+b');
  });

  it('leads to moves with an object and no ID', () => {
    expect(formatPath({ object: 'nodes/node-b', view: {} })).toBe(
      '/removals?object=nodes%2Fnode-b'
    );
  });

  it('bounds what it writes', () => {
    const components = Array.from({ length: 80 }, (_, number) => `component-${number}`);
    expect(
      parseSearch(formatSearch({ view: { components, sources: [...RECORD_SOURCES] } })).view
        .components
    ).toHaveLength(50);
  });
});

describe('isStep', () => {
  it('is false for typing in the text filter, true for all else', () => {
    expect(isHistoryStep({ text: 'a', selected: 'x/1' }, { text: 'ab', selected: 'x/1' })).toBe(
      false
    );
    expect(isHistoryStep({ text: 'a' }, { text: 'a', selected: 'x/1' })).toBe(true);
    expect(
      isHistoryStep({}, { zoom: { from: '2026-01-01T00:00:00Z', to: '2026-01-01T00:00:01Z' } })
    ).toBe(true);
    expect(isHistoryStep({ components: ['a'] }, {})).toBe(true);
  });
});
