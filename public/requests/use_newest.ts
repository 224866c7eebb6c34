import { useEffect, useState } from 'react';
import type { RequestsAnswer } from '../../common/model/request_summary';
import type { HttpStart } from '../kibana_types';
import { fetchRequests } from './fetch_requests';
import type { ListQuery } from './list_query';

/** Where nothing is shown: the newest request that would be, at any time. undefined: not looked up, or not found out. */
export interface Newest {
  /** ISO 8601; absent: there is none at any time */
  time?: string;
  basis: RequestsAnswer['basis'];
}

/** @param query of the list that is empty; null: it isn't */
export function useNewest(http: HttpStart, query: ListQuery | null): Newest | undefined {
  const of = JSON.stringify(query);
  const [found, setFound] = useState<{ of: string; newest: Newest }>();
  useEffect(() => {
    const list = JSON.parse(of) as ListQuery | null;
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
        setFound({ of, newest: { ...(newest ? { time: newest.time } : {}), basis } }),
      () => undefined
    );
    return () => abort.abort();
  }, [http, of]);
  return found?.of === of ? found.newest : undefined;
}
