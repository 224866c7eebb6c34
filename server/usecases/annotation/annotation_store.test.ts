import type { estypes } from '@elastic/elasticsearch';
import { getAnnotationFields } from '../../elasticsearch/readers/annotation';
import { AnnotationError } from './errors';
import { AnnotationStore, type StoreOptions } from './annotation_store';

const fields = getAnnotationFields('request.id')!;

interface FakeIndex {
  versions: Map<string, number>;
  sources: Map<string, Record<string, unknown>>;
  bulks: number;
}

/** An index of one's own making; `refuse` answers for one document of a bulk request. */
function createFakeStore(
  refuse: (
    id: string,
    bulk: number
  ) => { status: number; type: string; reason?: string } | null = () => null
) {
  const state: FakeIndex = { versions: new Map(), sources: new Map(), bulks: 0 };
  const client = {
    mget: async ({ docs }: estypes.MgetRequest) => ({
      docs: docs!.map(({ _id: id, _index }) => ({
        _index,
        _id: id,
        found: id !== 'gone',
        _seq_no: state.versions.get(id) ?? 0,
        _primary_term: 1,
        _source: state.sources.get(id) ?? {},
      })),
    }),
    bulk: async ({ operations }: estypes.BulkRequest) => {
      state.bulks++;
      const items = [];
      for (let i = 0; i < operations!.length; i += 2) {
        const { update } = operations![i] as { update: { _id: string; if_seq_no: number } };
        const { doc } = operations![i + 1] as { doc: Record<string, unknown> };
        const error =
          refuse(update._id, state.bulks) ??
          (update.if_seq_no === (state.versions.get(update._id) ?? 0)
            ? null
            : { status: 409, type: 'version_conflict_engine_exception' });
        if (!error) {
          state.sources.set(update._id, { ...state.sources.get(update._id), ...doc });
          state.versions.set(update._id, update.if_seq_no + 1);
        }
        items.push({ update: error ? { status: error.status, error } : { status: 200 } });
      }
      return { items };
    },
    indices: {
      getMapping: async () => ({ i: { mappings: { properties: {} } } }),
      putMapping: async () => undefined,
      refresh: async () => undefined,
    },
  };
  const store = new AnnotationStore({
    client: client as unknown as StoreOptions['client'],
    fields,
    index: ['i'],
    dryRun: false,
    signal: new AbortController().signal,
    retryDelayMs: 1,
  });
  return { state, store };
}

const createDocument = (id: string) => ({ index: 'i', id, causes: new Map([['a', 0.9]]) });

describe('AnnotationStore', () => {
  it('waits where Elasticsearch has too much to do, and sends only what it refused', async () => {
    const { store, state } = createFakeStore((id, bulk) =>
      id === '2' && bulk < 3 ? { status: 429, type: 'es_rejected_execution_exception' } : null
    );
    expect(await store.write([createDocument('1'), createDocument('2')])).toMatchObject({
      written: 2,
      failed: 0,
    });
    expect(state.bulks).toBe(3);
  });

  it('reads a document anew that another writer changed, and keeps what that wrote', async () => {
    const { store, state } = createFakeStore((id, bulk) => {
      if (bulk > 1) return null;
      state.versions.set(id, 5);
      state.sources.set(id, {
        request: { id: ['b'], confidence: [1], annotated_by: 'request-trace' },
      });
      return null;
    });
    expect(await store.write([createDocument('1')])).toMatchObject({ updated: 1, failed: 0 });
    expect(state.sources.get('1')).toMatchObject({
      request: { id: ['b', 'a'], confidence: [1, 0.9] },
    });
  });

  it('gives up on a document that is changed again and again, and says so', async () => {
    const { store } = createFakeStore(() => ({
      status: 409,
      type: 'version_conflict_engine_exception',
    }));
    expect(await store.write([createDocument('1')])).toMatchObject({ written: 0, failed: 1 });
    expect(store.failureReasons).toEqual([expect.stringContaining('another writer')]);
  });

  it('counts documents that are gone, and others all the same', async () => {
    const { store } = createFakeStore();
    expect(await store.write([createDocument('gone'), createDocument('1')])).toMatchObject({
      written: 1,
      failed: 1,
    });
  });

  it('stops at an index that takes nothing, and names it', async () => {
    const { store } = createFakeStore(() => ({
      status: 403,
      type: 'cluster_block_exception',
      reason: 'blocked by: [FORBIDDEN/8/index write (api)]',
    }));
    const error = await store.write([createDocument('1')]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AnnotationError);
    expect((error as AnnotationError).message).toContain('i is read-only');
  });
});
