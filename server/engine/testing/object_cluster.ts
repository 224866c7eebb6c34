/** A made-up cluster without request IDs, of which each record's cause is known: what is attributed can be held against it. */
import { kubeletOf, MadeUpCluster, type AuditParts, type ClusterOptions } from './cluster';
import { MadeUpPod } from './pod';
import { deployment, MadeUpWorkload } from './workload';
import type { ControlLoops } from '../control_loops/control_loops';
import type { Evidence } from '../evidence';
import { isAutomationUser } from '../timeline/actors';
import { buildTimeline } from '../timeline/build_timeline';
import { correlate, type Correlation } from '../correlation/correlate';

/** Who asks, with what, over which connection. */
interface By {
  user?: string;
  userAgent?: string;
  port?: number;
  namespace?: string;
}

export class StockCluster extends MadeUpCluster {
  private readonly causes = new Map<string, string>();
  private nextPort = 50_000;
  private agent: string | undefined;

  constructor(options: ClusterOptions = {}) {
    super('crew', 'mira', { ...options, stock: true });
  }

  /**
   * All that is written meanwhile is caused by this. Each call is a process of its own, with its own connection.
   * @param cause '' for what nobody asked for
   */
  by<T>(
    cause: string,
    write: () => T,
    { user = 'mira', userAgent, port = (this.nextPort += 2), namespace = this.namespace }: By = {}
  ): T {
    const before = {
      user: this.user,
      port: this.port,
      agent: this.agent,
      namespace: this.namespace,
    };
    Object.assign(this, { user, port, agent: userAgent, namespace });
    const first = this.size;
    const made = write();
    for (let i = first; i < this.size; i++)
      if (!this.causes.has(`d${i}`)) this.causes.set(`d${i}`, cause);
    Object.assign(this, before);
    return made;
  }

  override audit(parts: AuditParts): this {
    const user = parts.user ?? this.user;
    const userAgent =
      parts.userAgent ??
      (user === this.user
        ? this.agent
        : isAutomationUser(user)
          ? 'manager/v0.4.0 (linux/amd64) kubernetes/$Format'
          : undefined);
    return super.audit({ ...parts, userAgent });
  }

  /** The trace of the first request of that cause; `nth`: of another one; `loops`: with other control loops than the catalogue's. */
  trace(
    cause: string,
    {
      keep = () => true,
      nth = 0,
      loops,
    }: { keep?: (one: Evidence) => boolean; nth?: number; loops?: ControlLoops } = {}
  ): Traced {
    const evidence = this.evidence().filter(keep);
    const ids = evidence.flatMap((one) =>
      this.causeOf(one) === cause && one.record.ids.auditID ? [one.record.ids.auditID] : []
    );
    const id = [...new Set(ids)][nth];
    const attribution = id === undefined ? null : correlate(id, buildTimeline(evidence, loops));
    if (!attribution) throw new Error(`no request of ${cause}`);
    return new Traced(attribution, evidence, (one) => this.causeOf(one), cause);
  }

  private causeOf({ record }: Evidence): string | undefined {
    return this.causes.get(record.id);
  }
}

export class Traced {
  constructor(
    readonly attribution: Correlation,
    private readonly evidence: Evidence[],
    private readonly causeOf: (one: Evidence) => string | undefined,
    private readonly cause: string
  ) {}

  /** Records that it caused and that are not in the trace. */
  get missing(): string[] {
    const taken = new Set(this.attribution.records.map((one) => one.evidence));
    return this.evidence
      .filter((one) => this.causeOf(one) === this.cause && !taken.has(one))
      .map(textOf);
  }

  /** Records in the trace that something else caused. */
  get foreign(): string[] {
    return this.attribution.records
      .filter((one) => this.causeOf(one.evidence) !== this.cause)
      .map((one) => textOf(one.evidence));
  }

  /** Kind and name of what belongs to it, by how it came in. */
  get links(): Record<string, string> {
    return Object.fromEntries(
      this.attribution.objects.all.map(({ state, relation, proof }) => [
        `${state.kind} ${state.namespace ? `${state.namespace}/` : ''}${state.name}`,
        proof === 'generatedName' ? 'named' : relation,
      ])
    );
  }

  /** Titles of the requests that share records. */
  get rivals(): string[] {
    return [
      ...new Set(
        this.attribution.records.flatMap(
          ({ sharedWith }) => sharedWith?.map(({ title }) => title) ?? []
        )
      ),
    ];
  }

  confidenceOf(text: string): number | undefined {
    return this.attribution.records.find((one) => textOf(one.evidence).includes(text))?.confidence;
  }
}

/** As short as tells which it is. */
export function textOf({ record, audit, at }: Evidence): string {
  const time = new Date(at / 1_000).toISOString().slice(14, 23);
  if (audit) return `${time} ${audit.verb} ${audit.requestURI} by ${audit.user?.username}`;
  return `${time} ${record.source} ${record.component ?? ''} ${record.message.slice(0, 200)}`;
}

/** Exactly what it caused. */
export function expectExact(traced: Traced): void {
  expect({ missing: traced.missing, foreign: traced.foreign }).toEqual({
    missing: [],
    foreign: [],
  });
}

export { deployment, kubeletOf, MadeUpPod, MadeUpWorkload };
