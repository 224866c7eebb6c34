/** Recognises records that no user's request explains. Pure. */
import { isPeriodic } from '../../engine/correlation/periodic/periodic';
import type { UncausedKind } from '../../messages/causes';
import type { VerifiableRecord } from '../../elasticsearch/readers/document';

/** So sure may a candidate be at the most: the record is written without any request as well. */
export const MAX_PERIODIC_CONFIDENCE = 0.3;
const MAX_RESYNC_CONFIDENCE = 0.6;
/** A change of the object and a timer write the same line: so long after a change it is the change's. Microseconds. */
const RESYNC_MIN_GAP_US = 30_000_000;

export interface CauseWithoutRequest {
  kind?: UncausedKind;
  /** no candidate is surer */
  atMost: number;
}

/** @param gap since the best candidate's request, microseconds */
export function findCauseWithoutRequest(
  read: VerifiableRecord,
  gap: number | undefined
): CauseWithoutRequest {
  const periodic = isPeriodic(read);
  if (periodic?.kind === 'never') return { kind: 'periodic', atMost: MAX_PERIODIC_CONFIDENCE };
  if (periodic?.kind === 'resync' && (gap === undefined || gap > RESYNC_MIN_GAP_US))
    return { kind: 'periodic', atMost: MAX_RESYNC_CONFIDENCE };
  return { kind: gap === undefined ? classifyMessage(read) : undefined, atMost: 1 };
}

/** Messages of components that begin, or that find a node gone (nodelifecycle's controller, kubelet's and client-go's start). */
const STARTUP_MESSAGES = [
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
const NODE_FAILURE_MESSAGES = [
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

function classifyMessage({
  record: { source, message },
}: VerifiableRecord): UncausedKind | undefined {
  if (NODE_FAILURE_MESSAGES.some((text) => message.includes(text))) return 'node';
  return source === 'component' && STARTUP_MESSAGES.some((text) => message.startsWith(text))
    ? 'start'
    : undefined;
}
