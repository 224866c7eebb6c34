import { i18n } from '@kbn/i18n';
import type { RequestBasis } from '../../../common/model/request_summary';
import { formatDuration } from '../../../common/time/micros';
import type { TraceWarning, WarningCode } from '../../../common/model/trace';
import type { RequestTraceConfig } from '../../config';
import { IndicesRefusedError, isAllRefused, refusedMessage, remarkableOf } from '../../elasticsearch/privileges';
import { isAudit } from '../../elasticsearch/queries';
import type { ScopedSearcher } from '../../elasticsearch/scoped_searcher';
import { searchWarnings } from '../../elasticsearch/warnings';
import type { RequestFilters } from './filters';

/** More are "at least" so many. */
const MAX_OUTSIDE = 1_000;

interface ListFacts {
  searcher: ScopedSearcher;
  config: RequestTraceConfig;
  basis: RequestBasis | null;
  /** rows */
  found: number;
  /** the indices that brought rows */
  indices?: string[];
  /** the time range was cut */
  limited: boolean;
  filters: RequestFilters;
  /** rows whose outcome there was no time for */
  notLookedInto: number;
}

/**
 * What the reader has to know to judge the list.
 * @throws IndicesRefusedError when all that was to be searched is refused
 */
export async function listWarnings({ searcher, config, basis, found, indices = [], limited, filters, notLookedInto }: ListFacts): Promise<TraceWarning[]> {
  const warnings: TraceWarning[] = [];
  const warn = (code: WarningCode, message: string) => warnings.push({ code, message });
  const refused = (await searcher.refusedIndices()).filter((name) => !indices.includes(name));
  if (!found && isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  if (basis === null) {
    warn('not_found', i18n.translate('requestTrace.requests.noBasis', {
      defaultMessage: 'Neither audit records (kubernetes.audit.verb, or auditID and verb at the root) nor lines with a request ID ({idFields}) were found in {indices} in this time: no requests can be listed. Widen the time range, or load the audit log.',
      values: { indices: searcher.index.join(', '), idFields: config.idFields.join(', ') },
    }));
  }
  if (basis === 'reqID' && filters.user) {
    warn('no_audit_log', i18n.translate('requestTrace.requests.noUsers', {
      defaultMessage: 'There are no audit records in this time, and component lines do not say who asked: a filter by user finds nothing.',
    }));
  }
  const outside = found ? null : await searcher.countOutside(isAudit(), MAX_OUTSIDE);
  if (outside) {
    warn('filtered_out', i18n.translate('requestTrace.requests.filteredOut', {
      defaultMessage: "{count, plural, one {# audit record} other {# audit records}}{more, select, yes { or more} other {}} {count, plural, one {is} other {are}} outside the scope's query and filters.",
      values: { count: outside, more: outside >= MAX_OUTSIDE ? 'yes' : 'no' },
    }));
  }
  const missing = found ? [] : await searcher.missingIndices();
  if (missing.length) {
    warn('indices_missing', i18n.translate('requestTrace.warningText.indicesMissing', {
      defaultMessage: 'There is no index {indices}: check the name, or use a pattern.', values: { indices: missing.join(', ') },
    }));
  }
  const remarkable = remarkableOf({ refused, named: searcher.named, found: indices });
  if (remarkable.length) warn('indices_refused', refusedMessage(remarkable));
  warnings.push(...searchWarnings(searcher.notes));
  if (notLookedInto) {
    warn('outcomes_limited', i18n.translate('requestTrace.requests.outcomesLimited', {
      defaultMessage: 'There was no time to look into {count, plural, one {# request} other {# requests}}: open a request to see what became of it.', values: { count: notLookedInto },
    }));
  }
  if (limited) {
    warn('range_limited', i18n.translate('requestTrace.warningText.rangeLimited', {
      defaultMessage: 'The time range is longer than {limit} (requestTrace.maxRange) and was cut to it.', values: { limit: formatDuration(config.maxRange.asMilliseconds() * 1_000) },
    }));
  }
  return warnings;
}
