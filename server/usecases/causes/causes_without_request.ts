/** Recognises records that no user's request explains. Pure. */
import { isPeriodic } from '../../engine/correlation/periodic/periodic';
import type { UncausedKind } from '../../messages/causes';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';

/** So sure may a candidate be at the most: the record is written without any request as well. */
export const PERIODIC_AT_MOST = 0.3;
const RESYNC_AT_MOST = 0.6;
/** A change of the object and a timer write the same line: so long after a change it is the change's. Microseconds. */
const RESYNC_AFTER = 30_000_000;

export interface Looks {
  kind?: UncausedKind;
  /** no candidate is surer */
  atMost: number;
}

/** @param gap since the best candidate's request, microseconds */
export function looksLike(read: VerifiableRecord, gap: number | undefined): Looks {
  const periodic = isPeriodic(read);
  if (periodic?.kind === 'never') return { kind: 'periodic', atMost: PERIODIC_AT_MOST };
  if (periodic?.kind === 'resync' && (gap === undefined || gap > RESYNC_AFTER))
    return { kind: 'periodic', atMost: RESYNC_AT_MOST };
  return { kind: gap === undefined ? kindOfText(read) : undefined, atMost: 1 };
}

/** Messages of components that begin, or that find a node gone (nodelifecycle's controller, kubelet's and client-go's start). */
const STARTS = [
  'Starting ',
  '"Starting',
  '"Started ',
  'Version: ',
  '"Golang settings"',
  'Waiting for caches to sync',
  'Caches are synced',
  'attempting to acquire leader lease',
  'successfully acquired lease',
];
const NODES = [
  'NodeNotReady',
  'NodeHasNoDiskPressure',
  'NodeHasSufficient',
  'NodeHasDiskPressure',
  'NodeHasInsufficient',
  'RegisteredNode',
  'is not responding',
  'has been unresponsive',
  'not updated recently',
  'Rebooted',
];

function kindOfText({ record: { source, message } }: VerifiableRecord): UncausedKind | undefined {
  if (NODES.some((text) => message.includes(text))) return 'node';
  return source === 'component' && STARTS.some((text) => message.startsWith(text))
    ? 'start'
    : undefined;
}
