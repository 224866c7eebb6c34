/** How far one Pod got: for each stage the first record that proves it, and what its status last said. */
import type { StageName } from '../../../common/model/diagnosis';
import type { Evidence } from '../evidence';

/** When a stage was reached, and which record says so. `at`: microseconds since the epoch. */
export interface Proof {
  at: number;
  evidence: Evidence;
}

export const SECOND_US = 1_000_000;
/** An Event that knows seconds only. */
export const hasSecondPrecision = ({ event, at }: Evidence): boolean =>
  event !== undefined && at % SECOND_US === 0;

export interface ContainerState {
  /** it ran at least once */
  started: boolean;
  restarts: number;
  /** it runs, as last known */
  running: boolean;
  /** `waiting.reason` or `terminated.reason`, as last known */
  reason?: string;
}

export class PodState {
  readonly proofs = new Map<StageName, Proof>();
  /** how many records speak of a stage */
  readonly mentions = new Map<StageName, number>();
  node?: string;
  phase?: string;
  /** as last known; undefined where nothing told */
  ready?: boolean;
  /** when `ready` last changed, and the record that said so */
  readyChanged?: Proof;
  /** microseconds: the times in which it was ready, those that ended */
  readonly readyTimes: Array<{ from: number; to: number }> = [];
  /** microseconds: when a container was last started again, and the longest time between two starts */
  lastRestart?: number;
  longestRunUs = 0;
  readonly containers = new Map<string, ContainerState>();
  /** names in the spec; empty where no body told */
  containerNames: string[] = [];
  initNames = new Set<string>();
  /** init containers that run on beside the others (restartPolicy Always) */
  sidecars = new Set<string>();
  restartPolicy?: string;
  /** names of the claims that it mounts; undefined where no body told */
  claims?: string[];
  /** a kubelet's own lines tell of its end */
  endsInLines = false;
  /** something said that a volume has to be attached for it */
  attaching = false;
  /** the containers whose images are there, that were started: as Events told */
  readonly pulledContainers = new Set<string>();
  readonly startedContainers = new Set<string>();

  mention(stage: StageName): void {
    this.mentions.set(stage, (this.mentions.get(stage) ?? 0) + 1);
  }

  /** The first proof counts. An Event knows seconds only: what another record says of the same second is finer. */
  prove(stage: StageName, evidence: Evidence): void {
    this.mention(stage);
    const { at } = evidence;
    const known = this.proofs.get(stage);
    if (
      known &&
      !(
        hasSecondPrecision(known.evidence) &&
        !hasSecondPrecision(evidence) &&
        at < known.at + SECOND_US
      )
    )
      return;
    this.proofs.set(stage, { at, evidence });
  }

  setReady(ready: boolean, evidence: Evidence): void {
    if (this.ready === ready || this.proofs.has('terminating')) return;
    const { at } = evidence;
    if (this.ready && this.readyChanged)
      this.readyTimes.push({ from: this.readyChanged.at, to: at });
    this.ready = ready;
    this.readyChanged = { at, evidence };
    if (ready) this.prove('ready', evidence);
  }

  /** A container was started again. */
  restarted(at: number): void {
    const before = this.lastRestart ?? this.proofs.get('started')?.at;
    if (before !== undefined) this.longestRunUs = Math.max(this.longestRunUs, at - before);
    this.lastRestart = at;
  }

  get restarts(): number | undefined {
    let restarts: number | undefined;
    for (const container of this.containers.values())
      restarts = (restarts ?? 0) + container.restarts;
    return restarts;
  }
}
