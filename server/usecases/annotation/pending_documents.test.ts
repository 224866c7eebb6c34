import type { LogRecord } from '../../../common/model/log_record';
import { PendingDocuments } from './pending_documents';

const record = (id: string, component: string, confidence: number) =>
  ({ index: 'i', id, component, confidence }) as LogRecord;

describe('PendingDocuments', () => {
  it('has each document once, with all of its requests that are sure enough', () => {
    const pending = new PendingDocuments();
    pending.add(
      'a',
      [record('1', 'kubelet', 0.95), record('2', 'kubelet', 0.4), record('3', 'audit', 1)],
      0.5
    );
    pending.add('b', [record('1', 'kubelet', 0.6), record('4', 'kubelet', 0.6)], 0.5);
    const { documents, counted, components } = pending.takeAll(new Set());
    expect(documents.map(({ id, causes }) => [id, Object.fromEntries(causes)])).toEqual([
      ['1', { a: 0.95, b: 0.6 }],
      ['3', { a: 1 }],
      ['4', { b: 0.6 }],
    ]);
    expect(counted).toBe(3);
    expect(components).toEqual({
      kubelet: { sure: 1, likely: 0, possible: 1 },
      audit: { sure: 1, likely: 0, possible: 0 },
    });
    expect(pending.size).toBe(0);
  });

  it('withdraws a request from documents that its trace no longer has, and counts them nowhere', () => {
    const pending = new PendingDocuments();
    pending.add('a', [record('1', 'kubelet', 0.95)], 0.5);
    pending.withdrawRequest('a', [
      { index: 'i', id: '1' },
      { index: 'i', id: '2' },
    ]);
    const { documents, counted } = pending.takeAll(new Set());
    expect(documents.map(({ id, causes }) => [id, Object.fromEntries(causes)])).toEqual([
      ['1', { a: 0.95 }],
      ['2', { a: 0 }],
    ]);
    expect(counted).toBe(1);
  });

  it('counts a document of two batches once', () => {
    const pending = new PendingDocuments();
    const seen = new Set<string>();
    const counts = ['a', 'b'].map((id) => {
      pending.add(id, [record('1', 'kubelet', 1)], 0.5);
      return pending.takeAll(seen).counted;
    });
    expect(counts).toEqual([1, 0]);
  });

  it('counts components whose names are members of every object', () => {
    const pending = new PendingDocuments();
    const names = ['__proto__', 'constructor', 'toString'];
    pending.add(
      'a',
      names.map((name) => record(name, name, 1)),
      0.5
    );
    const { components } = pending.takeAll(new Set());
    expect(Object.entries(components)).toEqual(
      names.map((name) => [name, { sure: 1, likely: 0, possible: 0 }])
    );
    expect({}).not.toHaveProperty('sure');
  });

  it('writes nothing that nothing speaks for, whatever the least confidence is', () => {
    const pending = new PendingDocuments();
    pending.add('a', [record('1', 'kubelet', 0)], 0);
    expect(pending.size).toBe(0);
  });
});
