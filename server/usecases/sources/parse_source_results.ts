/** What the searches for one source said. */
import type { FieldRole, SourceField } from '../../../common/api/sources';
import type { SearchResult } from '../../elasticsearch/searcher';
import type { SourceFacts } from './advice';
import type { FieldTypes } from '../../elasticsearch/field_types';
import { MAX_COUNTED_RECORDS, readNewestTime } from './source_searches';
import type { SourceToSearch } from './source_list';

interface Buckets {
  buckets: Array<{ key: string; doc_count: number }>;
}
interface KeyedBuckets {
  buckets: Record<string, { doc_count: number }>;
}
interface Count {
  doc_count: number;
}

interface SourceAggregations {
  all?: Count;
  indices?: Buckets;
  fields?: KeyedBuckets;
  withId?: Count;
  withIdText?: Count;
  bodies?: Count;
  oldest?: { value: number | null };
}

export interface SourceResult extends SourceFacts {
  isLowerBound: boolean;
  oldest?: string;
  indices: string[];
}

const getAggregations = (result: SearchResult | undefined): SourceAggregations =>
  (result?.aggregations ?? {}) as unknown as SourceAggregations;

/** @param roles what each field that was asked about is for */
export function parseSourceResult(
  asked: SourceToSearch,
  [counted, sampled]: [SearchResult | undefined, SearchResult | undefined],
  roles: Map<string, FieldRole>,
  timeField: string,
  types: FieldTypes
): SourceResult {
  const { all, indices, fields, withId, withIdText, bodies, oldest } = getAggregations(sampled);
  const records = counted?.total ?? 0;
  const looked = all?.doc_count ?? 0;
  const newest = readNewestTime(counted?.hits ?? [], timeField);
  const present: SourceField[] = [];
  for (const [name, role] of roles) {
    if (fields?.buckets[name]?.doc_count)
      present.push({ role, name, type: types.get(name)!.types.join(',') });
  }
  return {
    source: asked.source,
    records,
    isLowerBound: records >= MAX_COUNTED_RECORDS,
    ...(newest === undefined ? {} : { newest }),
    // of a sample the oldest is not known
    ...(typeof oldest?.value === 'number' && looked >= records
      ? { oldest: new Date(oldest.value).toISOString() }
      : {}),
    indices: indices?.buckets.map(({ key }) => key) ?? [],
    fields: present,
    sample: {
      records: looked,
      withId: withId?.doc_count ?? 0,
      withIdText: withIdText?.doc_count ?? 0,
      ...(bodies ? { bodies: bodies.doc_count } : {}),
    },
  };
}

/** The names in the component fields, the most frequent first. */
export function listNames(result: SearchResult | undefined): string[] {
  const counts = new Map<string, number>();
  for (const aggregation of Object.values(result?.aggregations ?? {})) {
    for (const { key, doc_count: count } of (aggregation as unknown as Buckets).buckets)
      counts.set(key, Math.max(counts.get(key) ?? 0, count));
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([name]) => name);
}
