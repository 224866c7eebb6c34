import {
  formatState,
  locatorParamsToState,
  parseState,
  addClause,
  type ExplorerState,
} from './url_state';

describe("the explorer's address", () => {
  it('keeps the whole state', () => {
    const state: ExplorerState = {
      index: 'k8s-*',
      time: { from: 'now-15m', to: 'now' },
      q: 'a:"b&c" and d',
      columns: ['message', 'a.b'],
      order: 'asc',
      doc: { index: 'k8s-1', id: 'x/y?z' },
      tab: 'JSON',
    };
    expect(parseState(formatState(state))).toEqual(state);
  });

  it('has defaults', () => {
    expect(parseState('')).toEqual({ q: '', order: 'desc' });
    expect(formatState(parseState(''))).toBe('');
  });
});

describe('withClause', () => {
  it('quotes the value and keeps what was asked for', () => {
    expect(addClause('', 'a', 'say "x" \\')).toBe('a:"say \\"x\\" \\\\"');
    expect(addClause('b or c', 'a', 1, true)).toBe('(b or c) and not a:"1"');
    expect(addClause('', 'a b:c', 'x')).toBe('a\\ b\\:c:"x"');
  });
});

describe('fromLocator', () => {
  it("takes Discover's parameters", () => {
    expect(
      locatorParamsToState({
        dataViewSpec: { title: 'k8s-*' },
        query: { query: 'x' },
        timeRange: { from: 'a', to: 'b' },
        sort: [['@timestamp', 'asc']],
        columns: ['message'],
        filters: [
          { meta: { key: 'f', params: { query: 'v' } } },
          { meta: { key: 'off', disabled: true, params: { query: 'v' } } },
        ],
      })
    ).toEqual({
      index: 'k8s-*',
      q: 'x and f:"v"',
      time: { from: 'a', to: 'b' },
      order: 'asc',
      columns: ['message'],
    });
  });
});
