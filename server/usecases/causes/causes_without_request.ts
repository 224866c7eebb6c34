/** What a record looks like that nobody's request explains. Pure. */
import { i18n } from '@kbn/i18n';
import { isPeriodic } from '../../engine/correlation/periodic/periodic';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';

/** So sure may a candidate be at the most: the record is written without any request as well. */
export const PERIODIC_AT_MOST = 0.3;
const RESYNC_AT_MOST = 0.6;
/** A change of the object and a timer write the same line: so long after a change it is the change's. Microseconds. */
const RESYNC_AFTER = 30_000_000;

export interface Looks {
  /** in the reader's language */
  words?: string;
  /** no candidate is surer */
  atMost: number;
}

/** @param gap since the best candidate's request, microseconds */
export function looksLike(read: VerifiableRecord, gap: number | undefined): Looks {
  const periodic = isPeriodic(read);
  if (periodic?.kind === 'never') return { words: periodicWords(), atMost: PERIODIC_AT_MOST };
  if (periodic?.kind === 'resync' && (gap === undefined || gap > RESYNC_AFTER)) return { words: periodicWords(), atMost: RESYNC_AT_MOST };
  const words = gap === undefined ? ofText(read) : undefined;
  return { ...(words ? { words } : {}), atMost: 1 };
}

const periodicWords = (): string => i18n.translate('requestTrace.candidates.instead.periodic', {
  defaultMessage: 'It looks like periodic work, which goes on whatever anybody asks for: a lease, a heartbeat, a probe, a resync, garbage collection.',
});

/** Messages of components that begin, or that find a node gone (nodelifecycle's controller, kubelet's and client-go's start). */
const STARTS = ['Starting ', '"Starting', '"Started ', 'Version: ', '"Golang settings"', 'Waiting for caches to sync', 'Caches are synced', 'attempting to acquire leader lease', 'successfully acquired lease'];
const NODES = ['NodeNotReady', 'NodeHasNoDiskPressure', 'NodeHasSufficient', 'NodeHasDiskPressure', 'NodeHasInsufficient', 'RegisteredNode', 'is not responding', 'has been unresponsive', 'not updated recently', 'Rebooted'];

function ofText({ record }: VerifiableRecord): string | undefined {
  const { message } = record;
  if (NODES.some((text) => message.includes(text))) {
    return i18n.translate('requestTrace.candidates.instead.node', { defaultMessage: 'It looks like a change of a node’s own state (a failure, a restart, a lack of resources), which no request asked for.' });
  }
  if (record.source === 'component' && STARTS.some((text) => message.startsWith(text))) {
    return i18n.translate('requestTrace.candidates.instead.start', { defaultMessage: 'It looks like the start of {component}, which no request asked for.', values: { component: record.component } });
  }
  return undefined;
}
