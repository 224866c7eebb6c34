/** The same search as people type it into Discover: `message: "web"` in a time range, against Elasticsearch. */
import type { Client, estypes } from '@elastic/elasticsearch';
import type { Operation } from '../labels';
import { createRecordKey, toLabelledFile, type RecordKey } from '../record_key';

const PAGE_SIZE = 10_000;

/** What Kibana makes of the KQL `message: "<word>"` with a time range. */
export function buildDiscoverQuery(
  word: string,
  { start, end }: Pick<Operation, 'start' | 'end'>
): estypes.QueryDslQueryContainer {
  return {
    bool: {
      filter: [
        { match_phrase: { message: word } },
        { range: { '@timestamp': { gte: start, lte: end, format: 'strict_date_optional_time' } } },
      ],
    },
  };
}

/** All hits, in as many pages as it takes. */
export async function searchLikeDiscover(
  client: Client,
  index: string,
  query: estypes.QueryDslQueryContainer,
  signal: AbortSignal
): Promise<Map<RecordKey, null>> {
  const found = new Map<RecordKey, null>();
  let after: estypes.SortResults | undefined;
  for (;;) {
    const {
      hits: { hits },
    } = await client.search<{ log?: { file?: { path?: string }; offset?: number } }>(
      {
        index,
        query,
        size: PAGE_SIZE,
        _source: ['log.file.path', 'log.offset'],
        sort: ['@timestamp', '_doc'],
        search_after: after,
        track_total_hits: false,
      },
      { signal }
    );
    for (const { _id, _source } of hits) {
      const { file, offset } = _source?.log ?? {};
      found.set(
        file?.path !== undefined && offset !== undefined
          ? createRecordKey(toLabelledFile(file.path), offset)
          : createRecordKey(`(${_id})`, 0),
        null
      );
    }
    after = hits.at(-1)?.sort;
    if (hits.length < PAGE_SIZE || !after) return found;
  }
}
