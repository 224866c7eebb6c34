/** What Discover's locators are given (Kibana 8.12's `discover/common/locator`; the same in 9.x). Pure. */
import { i18n } from '@kbn/i18n';
import type { LogRecord } from '../../common/model/log_record';
import type { Coverage, Trace } from '../../common/model/trace';
import type { BrowserConfig } from '../config/use_config';
import { getLaneKey } from '../swimlanes/lane_key';
import type { ScopeFilter } from '../scope/scope';
import { COMPONENT_FIELDS, NODE_FIELDS, getTraceColumns } from './discover_columns';
import { joinKqlAnd } from './kql';
import type { DiscoverSource } from './discover_source';
import { buildTraceQuery, getTraceTimeRange } from './trace_query';

export interface DiscoverParams {
  dataViewId?: string;
  dataViewSpec?: DiscoverSource['dataViewSpec'];
  query: { language: 'kuery'; query: string };
  filters: ScopeFilter[];
  timeRange: { from: string; to: string };
  columns: string[];
  sort: Array<[string, 'asc' | 'desc']>;
}

type FieldConfig = Pick<BrowserConfig, 'idFields' | 'messageFields'>;

/** How much around a record is shown: what its neighbours are is one removed filter away. Milliseconds. */
const RECORD_CONTEXT_MS = 60_000;
/** Names in Kibana's filter bar. */
const MAX_ALIAS_LENGTH = 80;

/** A trace as Discover shows it, within what it was looked for in; `leftOut`: IDs and objects that did not fit the query. */
export function buildTraceParams(
  trace: Trace,
  config: FieldConfig,
  source: DiscoverSource
): { params: DiscoverParams; leftOut: number } {
  const { query, leftOut } = buildTraceQuery(trace, config, source.dataView);
  const scopeQuery = source.query?.query.trim() ?? '';
  const isLucene = source.query?.language === 'lucene';
  const filters = [...source.filters];
  // one query bar holds one language: what the reader searched for in Lucene becomes a filter
  if (scopeQuery && isLucene)
    filters.push(
      createFilter(
        scopeQuery,
        { query_string: { query: scopeQuery, analyze_wildcard: true } },
        source
      )
    );
  if (!query)
    filters.push(
      buildIdsFilter(
        i18n.translate('requestTrace.discoverLinks.traceFilter', {
          defaultMessage: 'Records of the trace',
        }),
        trace.records,
        source
      )
    );
  return {
    leftOut,
    params: {
      ...pickDataView(source),
      query: {
        language: 'kuery',
        query: scopeQuery && !isLucene ? joinKqlAnd(scopeQuery, query) : query,
      },
      filters,
      timeRange: getTraceTimeRange(trace),
      columns: getTraceColumns(source.dataView),
      sort: [[source.timeField, 'asc']],
    },
  };
}

/** A part of a trace: a component, or all of the audit log, the Events, the Pods' logs; with `lane` only what that one holds. */
export interface TracePart extends Pick<Coverage, 'source' | 'component'> {
  lane?: string;
}

/** A part of a trace as Discover shows it: the trace's query, and a filter that the reader can take away. */
export function buildPartParams(
  trace: Trace,
  config: FieldConfig,
  source: DiscoverSource,
  part: TracePart,
  label: string
): DiscoverParams {
  const { params } = buildTraceParams(trace, config, source);
  const isInPart = (record: LogRecord): boolean =>
    record.source === part.source &&
    (part.source !== 'component' || record.component === part.component) &&
    (part.lane === undefined || getLaneKey(record) === part.lane);
  const records = trace.records.filter(isInPart);
  const fieldQuery = buildPartQuery(
    part,
    part.lane === undefined ? undefined : records[0]?.node,
    source
  );
  return {
    ...params,
    filters: [
      ...params.filters,
      fieldQuery ? createFilter(label, fieldQuery, source) : buildIdsFilter(label, records, source),
    ],
  };
}

/** One record, in the time around it. */
export function buildRecordParams(record: LogRecord, source: DiscoverSource): DiscoverParams {
  const at = Date.parse(record.timestamp);
  const alias = i18n.translate('requestTrace.discoverLinks.recordFilter', {
    defaultMessage: 'Record of {component}, {time}',
    values: { component: record.component, time: record.timestamp },
  });
  const time = Number.isNaN(at) ? Date.now() : at;
  return {
    ...pickDataView(source),
    query: { language: 'kuery', query: '' },
    filters: [buildIdsFilter(alias, [record], source)],
    timeRange: {
      from: new Date(time - RECORD_CONTEXT_MS).toISOString(),
      to: new Date(time + RECORD_CONTEXT_MS).toISOString(),
    },
    columns: getTraceColumns(source.dataView),
    sort: [[source.timeField, 'asc']],
  };
}

/** For DISCOVER_SINGLE_DOC_LOCATOR and DISCOVER_CONTEXT_APP_LOCATOR; undefined where there is no data view to show it with. */
export function buildDocumentParams(
  record: LogRecord,
  source: DiscoverSource
): Record<string, unknown> | undefined {
  const index = source.dataViewId ?? (source.dataViewSpec?.id ? source.dataViewSpec : undefined);
  return index === undefined
    ? undefined
    : {
        index,
        rowId: record.id,
        rowIndex: record.index,
        columns: getTraceColumns(source.dataView),
        filters: [],
      };
}

function pickDataView({
  dataViewId,
  dataViewSpec,
}: DiscoverSource): Pick<DiscoverParams, 'dataViewId' | 'dataViewSpec'> {
  return dataViewId ? { dataViewId } : { dataViewSpec };
}

type ElasticsearchQuery = Record<string, unknown>;

/** By the fields that say so (as server/search/queries.ts asks for a source); undefined where the data view has none of them. */
function buildPartQuery(
  part: Pick<Coverage, 'source' | 'component'>,
  node: string | undefined,
  { dataView }: DiscoverSource
): ElasticsearchQuery | undefined {
  const fields = dataView?.fields;
  const known = (names: readonly string[]): string[] =>
    fields && fields.getAll().length > 0 ? names.filter((name) => fields.getByName(name)) : [];
  const any = (should: ElasticsearchQuery[]): ElasticsearchQuery | undefined =>
    should.length > 0 ? { bool: { should, minimum_should_match: 1 } } : undefined;
  const phrase = (names: readonly string[], value: string): ElasticsearchQuery | undefined =>
    any(known(names).map((name) => ({ match_phrase: { [name]: value } })));
  const exists = (...names: string[]): ElasticsearchQuery | undefined =>
    any(known(names).map((field) => ({ exists: { field } })));
  switch (part.source) {
    case 'audit':
      return exists('kubernetes.audit.verb', 'kubernetes.audit.auditID', 'objectRef.resource');
    case 'event':
      return exists(
        'kubernetes.event.involved_object.name',
        'involvedObject.name',
        'regarding.name'
      );
    // a component that runs as a Pod has the same fields: only its records tell
    case 'pod':
      return undefined;
    default: {
      const component = phrase(COMPONENT_FIELDS, part.component);
      const onNode = node === undefined ? undefined : phrase(NODE_FIELDS, node);
      if (!component || (node !== undefined && !onNode)) return undefined;
      return onNode ? { bool: { filter: [component, onNode] } } : component;
    }
  }
}

/** Elasticsearch takes more, a URL does not. */
const MAX_IDS = 500;

function buildIdsFilter(
  alias: string,
  records: readonly Pick<LogRecord, 'id' | 'index'>[],
  source: DiscoverSource
): ScopeFilter {
  const taken = records.slice(0, MAX_IDS);
  const cut = records.length - taken.length;
  const name =
    cut > 0
      ? i18n.translate('requestTrace.discoverLinks.firstRecords', {
          defaultMessage: '{name} (the first {count})',
          values: { name: alias, count: taken.length },
        })
      : alias;
  return createFilter(name, { ids: { values: taken.map(({ id }) => id) } }, source);
}

/** As Kibana's filter bar holds a query of the reader's own. */
function createFilter(
  alias: string,
  query: ElasticsearchQuery,
  { dataViewId, dataViewSpec }: DiscoverSource
): ScopeFilter {
  return {
    meta: {
      alias: alias.slice(0, MAX_ALIAS_LENGTH),
      disabled: false,
      negate: false,
      type: 'custom',
      key: 'query',
      value: JSON.stringify(query),
      index: dataViewId ?? dataViewSpec?.id,
    },
    query,
    $state: { store: 'appState' },
  };
}
