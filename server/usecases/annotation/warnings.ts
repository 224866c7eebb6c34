import type { WarningCode } from '../../../common/model/trace';
import { IndicesRefusedError, areAllRefused } from '../../elasticsearch/refused_indices';
import type { Searcher } from '../../elasticsearch/searcher';
import type { WarningData } from '../../messages/warnings';

/** Returns why there was no request to trace. @throws IndicesRefusedError where the reader may read nothing of what was named */
export async function createNoRequestsWarnings(
  searcher: Searcher,
  hasAuditLog: boolean
): Promise<WarningData[]> {
  const [missing, refused] = await Promise.all([
    searcher.missingIndices(),
    searcher.refusedIndices(),
  ]);
  const { index: indices } = searcher;
  if (areAllRefused(indices, refused)) throw new IndicesRefusedError(refused);
  return [
    ...(missing.length
      ? [{ warning: 'indices_missing', values: { indices: missing } } as const]
      : []),
    ...(refused.length
      ? [{ warning: 'indices_refused', values: { indices: refused } } as const]
      : []),
    { warning: hasAuditLog ? 'no_requests' : 'annotation_without_audit_log', values: { indices } },
  ];
}

/** Returns which traces lacked something: what they have was written, nothing was withdrawn. */
export const createIncompleteTracesWarnings = (
  incomplete: ReadonlyMap<WarningCode, readonly string[]>
): WarningData[] =>
  [...incomplete].map(([code, auditIDs]) => ({
    warning: 'incomplete_traces',
    values: { code, auditIDs },
  }));

export const createFailedDocumentsWarnings = (
  count: number,
  reasons: readonly string[]
): WarningData[] => (count ? [{ warning: 'annotation_failed', values: { count, reasons } }] : []);
