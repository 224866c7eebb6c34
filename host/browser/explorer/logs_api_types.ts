/** What the explorer's routes answer; see host/server/logs_routes.ts. */
export interface DataViewEntry {
  title: string;
  timeFieldName: string;
  documents: number;
}

export interface LogRow {
  _index: string;
  _id: string;
  fields: Record<string, unknown[]>;
}

export interface SearchResult {
  total: number;
  took: number;
  hits: LogRow[];
  bars: Array<{ time: number; count: number }>;
  /** shards that gave no answer */
  failures: number;
}

export interface DocumentResult {
  raw: { _index: string; _id: string; fields?: Record<string, unknown[]>; [key: string]: unknown };
  source: Record<string, unknown>;
}
