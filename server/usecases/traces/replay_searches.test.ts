import type { LogRecord } from '../../../common/model/log_record';
import type { SearchBody } from '../../elasticsearch/queries';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import type { Hit, SearchResult } from '../../elasticsearch/searcher';
import { RecordCache, replaySearches } from './replay_searches';

const hit = (id: string, seqNo = 1): Hit => ({
  _index: 'i',
  _id: id,
  _seq_no: seqNo,
  _primary_term: 1,
});
const read = (id: string): VerifiableRecord => ({
  record: { index: 'i', id, because: [], confidence: 0 } as unknown as LogRecord,
  text: 'x',
  idValues: [],
});

describe('known records', () => {
  it('gives back what it keeps, unused', () => {
    const known = new RecordCache();
    const first = read('1');
    known.set(hit('1'), first);
    first.record.because.push({ rule: 'id-field', evidence: 'e', confidence: 1 });
    first.record.index = 'copy';
    const again = known.get(hit('1'))!;
    expect(again.record).toMatchObject({ index: 'i', because: [], confidence: 0 });
    again.record.because.push({ rule: 'id-field', evidence: 'e', confidence: 1 });
    expect(known.get(hit('1'))!.record.because).toEqual([]);
  });

  it('does not know a document that has changed, or whose version nobody asked for', () => {
    const known = new RecordCache();
    known.set(hit('1'), read('1'));
    expect(known.has(hit('1', 2))).toBe(false);
    expect(known.get({ _index: 'i', _id: '1' })).toBeUndefined();
    known.set({ _index: 'i', _id: '2' }, read('2'));
    expect(known.has(hit('2'))).toBe(false);
  });

  it('weighs each document once', () => {
    const known = new RecordCache();
    known.set(hit('1'), read('1'));
    const { bytes } = known;
    known.set(hit('1', 2), read('1'));
    expect(known.bytes).toBe(bytes);
    known.set(hit('2'), { ...read('2'), text: 'x'.repeat(1_000) });
    expect(known.bytes).toBeGreaterThan(bytes + 1_000);
  });
});

describe('searchAgain', () => {
  function searcherOf(answers: Hit[][]) {
    const asked: SearchBody[][] = [];
    return {
      asked,
      roundTrips: 0,
      nextRoundTrip() {
        this.roundTrips++;
      },
      async msearch(bodies: SearchBody[]): Promise<SearchResult[]> {
        asked.push(bodies);
        return bodies.map((body) => {
          const ids = (body.query?.ids as { values: string[] } | undefined)?.values;
          const hits = ids ? ids.map((id) => ({ ...hit(id), _source: { id } })) : answers.shift()!;
          return { hits, total: hits.length };
        });
      },
    };
  }

  it('asks for names only, and in a second round trip for what is not known, each document once', async () => {
    const known = new RecordCache();
    known.set(hit('1'), read('1'));
    const searcher = searcherOf([
      [hit('1'), hit('2')],
      [hit('2'), hit('3')],
    ]);
    const answers = await replaySearches(
      [
        { size: 10, _source: true },
        { size: 20, _source: ['a'] },
      ],
      searcher,
      known
    );
    expect(searcher.asked[0]).toEqual([
      { size: 10, _source: false },
      { size: 20, _source: false },
    ]);
    expect(searcher.asked[1]).toMatchObject([
      { query: { ids: { values: ['2'] } }, _source: true },
      { query: { ids: { values: ['3'] } }, _source: ['a'] },
    ]);
    expect(answers.map(({ hits }) => hits.map(({ _source }) => _source))).toEqual([
      [undefined, { id: '2' }],
      [{ id: '2' }, { id: '3' }],
    ]);
    expect(searcher.roundTrips).toBe(2);
  });

  it('takes one round trip where all is known, and where nothing is', async () => {
    const known = new RecordCache();
    const nothing = searcherOf([[hit('1')]]);
    await replaySearches([{ _source: true }], nothing, known);
    expect(nothing.asked).toEqual([[{ _source: true }]]);
    known.set(hit('1'), read('1'));
    const all = searcherOf([[hit('1')]]);
    await replaySearches([{ _source: true }], all, known);
    expect(all.roundTrips).toBe(1);
  });
});
