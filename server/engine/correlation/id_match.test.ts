import type { LogRecord } from '../../../common/model/log_record';
import { findWholeId, kindOf, matchId } from './id_match';

const bare = (parts: Partial<LogRecord>): LogRecord => ({
  because: [],
  confidence: 0,
  index: 'i',
  id: '1',
  timestamp: '',
  source: 'component',
  component: 'kubelet',
  severity: 'info',
  message: '',
  objects: [],
  ids: {},
  ...parts,
});

describe('findWholeId', () => {
  it('finds an ID in whichever case', () => {
    expect(findWholeId('audit-ID="7AC90B9D-1"', '7ac90b9d-1')).toBe(10);
  });

  it('does not take a part of a longer ID for it', () => {
    expect(findWholeId('reqID="abc-12"', 'abc-1')).toBe(-1);
    expect(findWholeId('reqID="xabc-1" abc-1', 'abc-1')).toBe(15);
  });

  it('is linear on text that almost matches everywhere', () => {
    const text = 'a'.repeat(1_000_000);
    expect(findWholeId(text, 'aaaab')).toBe(-1);
  });
});

describe('matchId', () => {
  it('knows a reqID from an audit ID by the record', () => {
    expect(matchId(bare({ ids: { reqID: 'r1', auditID: 'a1' } }), 'r1', true, '')).toMatchObject({
      kind: 'reqID',
      reason: { rule: 'id-field' },
    });
    expect(matchId(bare({ ids: { reqID: 'r1', auditID: 'a1' } }), 'A1', false, '')).toMatchObject({
      kind: 'auditID',
      reason: { rule: 'id-text', evidence: 'a1' },
    });
  });

  it('tells an annotation from an ID of the record itself', () => {
    const ids = {
      annotated: [
        { id: 'a1', confidence: 0.9 },
        { id: 'a2', confidence: 0.6 },
      ],
    };
    expect(matchId(bare({ ids }), 'A2', true, 'a line')).toEqual({
      kind: 'auditID',
      reason: { rule: 'annotated', evidence: 'a2', confidence: 0.6 },
    });
    expect(matchId(bare({ ids: { ...ids, auditID: 'a1' } }), 'a1', true, '')).toMatchObject({
      reason: { rule: 'id-field', confidence: 1 },
    });
    expect(matchId(bare({ ids }), 'a1', false, 'request a1 failed')).toMatchObject({
      reason: { rule: 'id-text' },
    });
    expect(matchId(bare({ ids }), 'a3', false, 'a line')).toBeNull();
  });

  it('finds an audit ID that kube-apiserver cut to 64 characters', () => {
    const long = 'x'.repeat(80);
    expect(matchId(bare({ ids: { auditID: 'x'.repeat(64) } }), long, false, '')).toMatchObject({
      kind: 'auditID',
    });
  });

  it("rejects what only Elasticsearch's tokens have in common", () => {
    expect(matchId(bare({ message: 'abc def' }), 'abc-def', false, 'abc def')).toBeNull();
  });
});

it('kindOf takes the most telling kind', () => {
  const of = (kind: 'reqID' | 'auditID' | 'uid' | 'unknown') => ({
    kind,
    reason: { rule: 'id-text' as const, evidence: '', confidence: 1 },
  });
  expect(kindOf([of('unknown'), of('uid'), of('auditID')])).toBe('auditID');
  expect(kindOf([])).toBe('unknown');
});
