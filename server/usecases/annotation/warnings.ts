import { i18n } from '@kbn/i18n';
import type { TraceWarning, WarningCode } from '../../../common/model/trace';
import { IndicesRefusedError, isAllRefused, refusedMessage } from '../../elasticsearch/privileges';
import type { Searcher } from '../../elasticsearch/searcher';

/** Why there was no request to trace. @throws IndicesRefusedError where the reader may read nothing of what was named */
export async function noRequests(searcher: Searcher, hasAuditLog: boolean): Promise<TraceWarning[]> {
  const [missing, refused] = await Promise.all([searcher.missingIndices(), searcher.refusedIndices()]);
  if (isAllRefused(searcher.index, refused)) throw new IndicesRefusedError(refused);
  const indices = searcher.index.join(', ');
  return [
    ...(missing.length ? [{ code: 'indices_missing' as const, message: i18n.translate('requestTrace.annotate.indicesMissing', { defaultMessage: 'There is no index {indices}.', values: { indices: missing.join(', ') } }) }] : []),
    ...(refused.length ? [{ code: 'indices_refused' as const, message: refusedMessage(refused) }] : []),
    hasAuditLog
      ? { code: 'not_found', message: i18n.translate('requestTrace.annotate.noRequests', { defaultMessage: 'In this time range {indices} has no user’s request that changed something.', values: { indices } }) }
      : { code: 'no_audit_log', message: i18n.translate('requestTrace.annotate.noAuditLog', { defaultMessage: '{indices} has no audit log with indexed fields, which says who asked for what: there is nothing to annotate with.', values: { indices } }) },
  ];
}

const SHOWN_IDS = 5;

/** Requests whose traces lacked something: what was found of them was written, nothing was taken back. */
export function incompleteTraces(incomplete: ReadonlyMap<WarningCode, readonly string[]>): TraceWarning[] {
  return [...incomplete].map(([code, ids]) => ({
    code,
    message: i18n.translate('requestTrace.annotate.incomplete', {
      defaultMessage: 'The traces of {count, plural, one {# request} other {# requests}} are not whole ({code}): {ids}. What they have was annotated.',
      values: { count: ids.length, code, ids: ids.length > SHOWN_IDS ? `${ids.slice(0, SHOWN_IDS).join(', ')} …` : ids.join(', ') },
    }),
  }));
}

export function failedDocuments(failed: number, reasons: readonly string[]): TraceWarning[] {
  if (!failed) return [];
  return [{
    code: 'annotation_failed',
    message: i18n.translate('requestTrace.annotate.failed', {
      defaultMessage: '{count, plural, one {# document} other {# documents}} could not be annotated: {reasons}', values: { count: failed, reasons: reasons.join('; ') },
    }),
  }];
}
