import type { LogRecord } from '../../../common/model/log_record';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';
import type { Hit } from '../../elasticsearch/searcher';
import { RecordCache, RecordCaches } from './record_cache';

const hit = (id: string, seqNo = 1): Hit => ({ _index: 'i', _id: id, _seq_no: seqNo, _primary_term: 1 });
const read = (id: string): VerifiableRecord => ({ record: { index: 'i', id, because: [], confidence: 0 } as unknown as LogRecord, text: 'x', idValues: [] });

describe('Shelf', () => {
  it('gives back what it keeps, unused', () => {
    const shelf = new RecordCache();
    const first = read('1');
    shelf.keep(hit('1'), first);
    first.record.because.push({ rule: 'id-field', evidence: 'e', confidence: 1 });
    first.record.index = 'copy';
    const again = shelf.take(hit('1'))!;
    expect(again.record).toMatchObject({ index: 'i', because: [], confidence: 0 });
    again.record.because.push({ rule: 'id-field', evidence: 'e', confidence: 1 });
    expect(shelf.take(hit('1'))!.record.because).toEqual([]);
  });

  it('does not know a document that has changed, or whose version nobody asked for', () => {
    const shelf = new RecordCache();
    shelf.keep(hit('1'), read('1'));
    expect(shelf.knows(hit('1', 2))).toBe(false);
    expect(shelf.take({ _index: 'i', _id: '1' })).toBeUndefined();
    shelf.keep({ _index: 'i', _id: '2' }, read('2'));
    expect(shelf.knows(hit('2'))).toBe(false);
  });
});

describe('Shelves', () => {
  it('keep readers apart, for a while', () => {
    let now = 0;
    const shelves = new RecordCaches(() => now);
    shelves.of('a').keep(hit('1'), read('1'));
    expect(shelves.of('b').knows(hit('1'))).toBe(false);
    expect(shelves.of('a').knows(hit('1'))).toBe(true);
    now = 11 * 60_000;
    expect(shelves.of('a').knows(hit('1'))).toBe(false);
  });

  it('are bounded: the longest unused goes first', () => {
    const shelves = new RecordCaches();
    for (const reader of ['a', 'b']) for (let i = 0; i < 11_000; i++) shelves.of(reader).keep(hit(`${i}`), read(`${i}`));
    shelves.trim();
    expect(shelves.of('b').knows(hit('0'))).toBe(true);
    expect(shelves.of('a').knows(hit('0'))).toBe(false);
  });
});
