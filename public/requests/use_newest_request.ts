import { useEffect, useState } from 'react';
import type { RequestsResponse } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { fetchRequests } from './fetch_requests';
import type { ListQuery } from './list_query';

/** Where nothing is shown: the newest request that would be, at any time. undefined: not looked up, or not found out. */
export interface NewestRequest {
  /** ISO 8601; absent: there is none at any time */
  time?: string;
  basis: RequestsResponse['basis'];
}

/** @param query of the list that is empty; null: it isn't */
export function useNewestRequest(
  http: HttpStart,
  query: ListQuery | null
): NewestRequest | undefined {
  const queryKey = JSON.stringify(query);
  const [found, setFound] = useState<{ of: string; newest: NewestRequest }>();
  useEffect(() => {
    const list = JSON.parse(queryKey) as ListQuery | null;
    if (!list) return undefined;
    const rest = Object.entries(list).filter(
      ([key]) => !['from', 'to', 'outcome', 'sort', 'order'].includes(key)
    );
    const abort = new AbortController();
    fetchRequests(
      http,
      { ...Object.fromEntries(rest), diagnose: false },
      { size: 1 },
      abort.signal
    ).then(
      ({ requests: [newest], basis }) =>
        setFound({ of: queryKey, newest: { ...(newest ? { time: newest.time } : {}), basis } }),
      () => undefined
    );
    return () => abort.abort();
  }, [http, queryKey]);
  return found?.of === queryKey ? found.newest : undefined;
}
